"""Whether it made a difference: before and after on one record, or one half-year against the one before."""

from datetime import date

import pytest

from evidencepack.assessment import Finding
from evidencepack.library import Library
from evidencepack.pack.figures import figure_words
from evidencepack.pack.sentences import sentence_of
from evidencepack.registers import Feedback, Partnership, Record, Service, Supervision
from evidencepack.statuses import Status
from tests.people import (
    ON,
    answer,
    ask,
    audit,
    codes,
    contact,
    left_out,
    noted,
    records,
    requirement,
    sentence,
    service,
    supervision,
    unread,
)

CONFIDENCE = requirement("supervision-confidence", at_least=0.5, window="12 months")
CULTURE = requirement("feedback-change", {"topic": "culture"}, at_least="0%", window="6 months")
CONTACTS = requirement("partner-contacts-change", window="6 months")
SCORES = requirement("audit-score-change", {"topic": "inclusion"}, at_least="0%", window="6 months")
# Six months to 31 October 2026 begin on 1 May; the six before them on 1 November 2025.
NOW, THEN = date(2026, 7, 1), date(2026, 2, 1)


def confidence(before: float | None, after: float | None, count: int = 10) -> list[Supervision]:
    return [supervision(f"S{i}", NOW, confidence_before=before, confidence_after=after) for i in range(count)]


def said(day: date, score: float, count: int = 10) -> list[Feedback]:
    return [answer(day, score, topic="Faith and culture") for _ in range(count)]


def culture(library: Library, *rows: list[Feedback], home: Service | None = None) -> Finding:
    return ask(library, CULTURE, records(*rows), home)


def test_the_mean_rise_is_exact_and_the_band_holds_what_it_begins_with(library: Library) -> None:
    rows = [
        *confidence(3, 4, 5),
        *(supervision(f"T{i}", NOW, confidence_before=3, confidence_after=3) for i in range(5)),
    ]
    found = ask(library, CONFIDENCE, records(rows))
    assert (found.status, found.measured.figure, figure_words(found, library.messages)) == (
        Status.MET,
        0.5,
        "+0.5 of 5",
    )
    assert "from 3.0 to 3.5 of 5 on average over 10" in sentence_of(
        found, ON, library.rules, library.words, library.messages
    )
    assert "it rose in 5 of them" in sentence(library, found)


def test_a_smaller_rise_or_a_fall_shows_no_change(library: Library) -> None:
    for after in (3.4, 2.0):
        found = ask(library, CONFIDENCE, records(confidence(3, after)))
        assert (found.status, codes(found)) == (Status.NOT_MET, ["NO_CHANGE_SHOWN"])


def test_a_record_with_one_side_only_is_left_out_and_counted(library: Library) -> None:
    found = ask(library, CONFIDENCE, records(confidence(3, 4), supervision("X", NOW, confidence_before=2)))
    assert (found.measured.denominator, left_out(found)) == (10, {"without a score both before and after": 1})


def test_nine_records_are_too_few_to_judge_a_change(library: Library) -> None:
    assert ask(library, CONFIDENCE, records(confidence(3, 5, count=9))).status is Status.TOO_FEW


def test_no_record_with_both_sides_is_no_evidence(library: Library) -> None:
    assert ask(library, CONFIDENCE, records(confidence(3, None))).status is Status.NO_EVIDENCE


def test_two_periods_are_compared_in_points(library: Library) -> None:
    found = culture(library, said(NOW, 4), said(THEN, 3))
    assert (found.status, figure_words(found, library.messages)) == (Status.MET, "+20.0 points")
    words = sentence(library, found)
    assert "80.0% of the full score in the 6 months to 31 October 2026 (answers: 10), against 60.0%" in words


def test_held_is_met_where_the_target_is_nought_and_a_fall_is_not(library: Library) -> None:
    assert culture(library, said(NOW, 4), said(THEN, 4)).status is Status.MET
    found = culture(library, said(NOW, 3), said(THEN, 4))
    assert (found.status, codes(found)) == (Status.NOT_MET, ["NO_CHANGE_SHOWN"])
    assert figure_words(found, library.messages) == "−20.0 points"


def test_the_periods_meet_without_overlap(library: Library) -> None:
    days = [date(2025, 10, 31), date(2025, 11, 1), date(2026, 4, 30), date(2026, 5, 1), ON]
    found = culture(library, *[said(d, 4, count=1) for d in days], said(NOW, 4), said(THEN, 4))
    earlier, later = found.measured.parts
    assert (earlier.denominator, later.denominator) == (12, 12)


@pytest.mark.parametrize(("now", "then"), [(9, 10), (10, 9), (0, 12)])
def test_too_few_in_either_period_is_too_few_to_judge(library: Library, now: int, then: int) -> None:
    assert culture(library, said(NOW, 4, now), said(THEN, 4, then)).status is Status.TOO_FEW


def test_a_service_without_both_periods_owes_no_comparison_yet(library: Library) -> None:
    rows = (said(NOW, 4), said(THEN, 3))
    assert culture(library, *rows, home=service(registered=date(2025, 11, 2))).status is Status.NONE_DUE
    assert culture(library, *rows, home=service(registered=date(2025, 11, 1))).status is Status.MET
    late = service(registered=date(2014, 4, 1), kept_since={"feedback": date(2026, 1, 1)})
    assert culture(library, *rows, home=late).status is Status.NONE_DUE


def test_no_register_an_empty_one_and_one_of_bad_rows_are_told_apart(library: Library) -> None:
    assert ask(library, CULTURE, records()).status is Status.NOT_SUPPLIED
    assert ask(library, CULTURE, records(supplied=["feedback"])).status is Status.NO_EVIDENCE
    bad = unread("feedback", group="person", question="Faith and culture", date=NOW)
    assert ask(library, CULTURE, records(bad)).status is Status.UNCLEAR


def test_unread_rows_of_either_period_are_said(library: Library) -> None:
    bad: list[Record] = [*said(NOW, 4), *said(THEN, 3)]
    rows = records(bad, unread("feedback", group="person", question="Culture", date=date(2026, 1, 5)))
    assert "1 row that might bear on this could not be read." in noted(ask(library, CULTURE, rows))


def contacts(now: int, then: int) -> list[Partnership]:
    places = (f"Group {i}" for i in range(now + then))
    return [contact(NOW if i < now else THEN, organisation=place) for i, place in enumerate(places)]


def test_counts_are_compared_for_information_where_there_is_no_target(library: Library) -> None:
    found = ask(library, CONTACTS, records(contacts(9, 5)))
    assert (found.status, figure_words(found, library.messages)) == (Status.FOR_INFORMATION, "+4")
    assert figure_words(ask(library, CONTACTS, records(contacts(5, 9))), ON) == "−4"


def test_fewer_contacts_than_before_are_counted_down_to_none(library: Library) -> None:
    found = ask(library, CONTACTS, records(contacts(0, 3)))
    assert (found.measured.figure, found.measured.denominator) == (-3, 0)
    words = sentence(library, found)
    assert "0 in the 6 months to 31 October 2026, 3 in the 6 months before" in words


def test_three_audits_on_each_side_are_enough_for_audit_scores(library: Library) -> None:
    now = [audit(date(2026, m, 3), 90) for m in (6, 7, 8)]
    then = [audit(date(2026, m, 3), 80) for m in (1, 2, 3)]
    assert ask(library, SCORES, records(now, then)).status is Status.MET
    assert ask(library, SCORES, records(now[1:], then)).status is Status.TOO_FEW
    unscored = audit(date(2026, 9, 3), None)
    assert ask(library, SCORES, records(now, then, unscored)).measured.denominator == 3
