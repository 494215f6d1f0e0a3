"""Records that fulfil a condition, of those that match: bands, few answers, unread rows, and what is printed."""

from datetime import date
from fractions import Fraction

import pytest

from evidencepack.assessment import Finding
from evidencepack.assessment.judge import band
from evidencepack.library import Library
from evidencepack.pack.figures import figure_words, percent
from evidencepack.pack.sentences import flag_lines
from evidencepack.statuses import Status
from tests.people import (
    BANDS,
    ON,
    action,
    ago,
    answer,
    answers,
    ask,
    audit,
    codes,
    counts,
    records,
    requirement,
    review,
    sentence,
    service,
    supervision,
    unread,
)

POSITIVE = requirement("feedback-positive", {"topic": "dignity"}, **BANDS)
INVOLVED = requirement("reviews-involve-person", **BANDS)
REPEATED = requirement("audits-repeat-findings", at_most="20%", window="12 months")
IN_TIME = requirement("actions-done-in-time", {"topic": "inclusion"}, **BANDS)
ACTIONED = requirement("audit-findings-actioned", {"topic": "inclusion"}, **BANDS)


def involved(library: Library, good: int, of: int, unreadable: int = 0) -> Finding:
    rows = [review(f"P{i}", date(2026, 5, 5), person_involved=i < good) for i in range(of)]
    return ask(library, INVOLVED, records(rows, [unread("reviews", person=f"X{i}") for i in range(unreadable)]))


def shortfall(library: Library, found: Finding) -> str:
    """The sentences of its flags."""
    return " ".join(line.sentence for line in flag_lines(found, ON, library.rules, library.messages))


# Bands


@pytest.mark.parametrize(
    ("good", "of", "status"),
    [
        (9, 10, Status.MET),
        (899, 1000, Status.PARTLY_MET),
        (3, 4, Status.PARTLY_MET),
        (749, 1000, Status.NOT_MET),
        (0, 7, Status.NOT_MET),
        (1, 1, Status.MET),
    ],
)
def test_bands_touch_and_hold_exactly_what_they_begin_with(good: int, of: int, status: Status) -> None:
    assert band(Fraction(good, of), INVOLVED) is status


@pytest.mark.parametrize(
    ("figure", "status"),
    [("10%", Status.MET), ("10.01%", Status.PARTLY_MET), ("20%", Status.PARTLY_MET), ("20.01%", Status.NOT_MET)],
)
def test_where_less_is_better_the_bands_touch_as_well(figure: str, status: Status) -> None:
    asked = requirement("reviews-involve-person", at_most="10%", partly_to="20%")
    assert band(Fraction(figure.rstrip("%")) / 100, asked) is status


def test_without_a_target_a_figure_is_for_information(library: Library) -> None:
    found = ask(library, requirement("reviews-involve-person"), records(review("P1", ON, person_involved=True)))
    assert (found.status, counts(found), codes(found)) == (Status.FOR_INFORMATION, (1, 1), [])


def test_a_percentage_that_would_round_into_another_band_is_printed_with_a_decimal(library: Library) -> None:
    found = involved(library, 43, 48)
    assert found.status is Status.PARTLY_MET
    assert figure_words(found, library.messages) == "43 of 48 (89.6%)"
    assert "ne more would meet 90%." in shortfall(library, found)


@pytest.mark.parametrize(
    ("good", "of", "printed"),
    [(36, 43, "84%"), (9, 10, "90%"), (1, 300, "0.3%"), (299, 300, "99.7%"), (0, 3, "0%"), (3, 3, "100%")],
)
def test_a_percentage_is_whole_unless_it_would_read_as_all_or_none(good: int, of: int, printed: str) -> None:
    assert percent(Fraction(good, of), INVOLVED) == printed


def test_a_census_under_ten_is_judged_and_the_shortfall_said(library: Library) -> None:
    found = involved(library, 7, 8)
    assert (found.status, figure_words(found, library.messages)) == (Status.PARTLY_MET, "7 of 8 (88%)")
    assert "ne more would meet 90%." in shortfall(library, found)


def test_the_shortfall_counts_all_that_are_lacking(library: Library) -> None:
    assert "40 more would meet 90%." in shortfall(library, involved(library, 50, 100))


def test_how_many_are_lacking_is_said_only_where_the_figure_is_certain(library: Library) -> None:
    assert "One more would meet 90%." in shortfall(library, involved(library, 8, 10))
    assert "more would meet" not in shortfall(library, involved(library, 6, 10, unreadable=2))


# Too few


def test_nine_answers_of_a_survey_are_too_few_and_ten_are_judged(library: Library) -> None:
    few, enough = (ask(library, POSITIVE, records(answers(n, 0))) for n in (9, 10))
    assert (few.status, enough.status) == (Status.TOO_FEW, Status.MET)
    assert codes(few) == ["SMALL_N"]


def test_of_too_few_answers_the_counts_are_printed_and_no_percentage(library: Library) -> None:
    few = ask(library, POSITIVE, records(answers(3, 1)))
    assert figure_words(few, library.messages) == "3 of 4"
    assert "%" not in sentence(library, few)


def test_how_few_is_too_few_can_be_set_by_the_indicator_and_before_it_by_the_requirement(library: Library) -> None:
    rows = records(answer(response="A new menu", told_back=date(2026, 6, 1)))
    assert ask(library, requirement("feedback-told-back", **BANDS), rows).status is Status.MET
    assert ask(library, requirement("feedback-told-back", few_below=2, **BANDS), rows).status is Status.TOO_FEW


def test_four_of_five_is_good_and_just_below_is_not(library: Library) -> None:
    rows = [answer(score=4), answer(score=3.9), answer(score=8, out_of=10), answer(score=7, out_of=10)]
    assert counts(ask(library, POSITIVE, records(rows))) == (2, 4)


def test_staff_answers_and_answers_without_a_score_are_not_counted(library: Library) -> None:
    rows = [answer(), answer(group="staff"), answer(score=None), answer(group="family"), answer(topic="Food")]
    assert counts(ask(library, POSITIVE, records(rows))) == (2, 2)


# Windows


def test_the_first_and_the_last_day_of_the_window_count(library: Library) -> None:
    days = [date(2025, 10, 31), date(2025, 11, 1), ON]
    assert counts(ask(library, INVOLVED, records([review("P1", d, person_involved=True) for d in days]))) == (2, 2)


def test_no_window_begins_before_the_service_was_registered_or_the_register_kept(library: Library) -> None:
    rows = records([review("P1", d, person_involved=True) for d in (date(2026, 3, 31), date(2026, 4, 1))])
    kept = service(registered=date(2014, 4, 1), kept_since={"reviews": date(2026, 4, 1)})
    opened = service(registered=date(2026, 4, 1), kept_since={"reviews": date(2026, 1, 1)})
    assert counts(ask(library, INVOLVED, rows, kept)) == counts(ask(library, INVOLVED, rows, opened)) == (1, 1)


# Without records


def test_no_register_an_empty_one_and_one_of_bad_rows_are_told_apart(library: Library) -> None:
    rows = {
        Status.NOT_SUPPLIED: records(),
        Status.NO_EVIDENCE: records(supplied=["reviews"]),
        Status.UNCLEAR: records(unread("reviews", person="P1")),
    }
    assert {asked: ask(library, INVOLVED, given).status for asked, given in rows.items()} == {s: s for s in rows}
    assert all(ask(library, INVOLVED, given).measured.figure is None for given in rows.values())


def test_records_of_another_topic_only_are_no_evidence(library: Library) -> None:
    assert ask(library, POSITIVE, records(answers(10, 0, topic="Food"))).status is Status.NO_EVIDENCE


def test_answers_on_respect_do_not_pass_for_the_end_of_life_form_of_that_name(library: Library) -> None:
    asked = requirement("feedback-positive", {"topic": "end of life"}, **BANDS)
    respect = records(answers(10, 0, topic="Dignity and respect"))
    assert ask(library, asked, respect).status is Status.NO_EVIDENCE
    assert counts(ask(library, asked, records(answers(10, 0, topic="My ReSPECT form")))) == (10, 10)


def test_rows_of_which_none_notes_what_is_asked_are_no_evidence_and_are_not_said_to_be_missing(
    library: Library,
) -> None:
    rows = [review(f"P{i}", date(2026, 5, 5)) for i in range(4)]
    assert ask(library, INVOLVED, records(rows, unread("reviews", person="X"))).status is Status.UNCLEAR
    found = ask(library, INVOLVED, records(rows))
    assert (found.status, codes(found)) == (Status.NO_EVIDENCE, ["NO_EVIDENCE"])
    assert sentence(library, found) == "4 entries looked at; none notes this."


def test_a_row_whose_answer_could_not_be_read_is_not_one_that_has_none(library: Library) -> None:
    assert ask(library, REPEATED, records(audit(date(2026, 5, 5)))).status is Status.NO_EVIDENCE
    found = ask(library, REPEATED, records(audit(date(2026, 5, 5)), unread("audits", topic="Inclusion")))
    assert (found.status, codes(found)) == (Status.UNCLEAR, ["UNDATED"])


@pytest.mark.parametrize("day", [date(2024, 5, 5), None])
def test_an_unread_row_makes_it_unclear_where_any_row_ever_noted_it(library: Library, day: date | None) -> None:
    kept = unread("audits", repeat_finding=True) if day is None else audit(day, repeat_finding=True)
    found = ask(library, REPEATED, records(audit(date(2026, 5, 5)), unread("audits"), kept))
    assert found.status is Status.UNCLEAR


def test_a_register_of_which_no_row_could_be_read_is_unclear_whatever_is_asked(library: Library) -> None:
    assert ask(library, REPEATED, records(unread("audits"))).status is Status.UNCLEAR


def test_where_nothing_had_to_happen_none_was_due(library: Library) -> None:
    assert ask(library, ACTIONED, records(audit(date(2026, 5, 5)))).status is Status.NONE_DUE
    found = ask(library, ACTIONED, records(audit(date(2026, 5, 5), findings="Two plans", action_ids="A1")))
    assert (found.status, counts(found)) == (Status.MET, (1, 1))


# Rows that could not be read


def test_rows_that_could_go_either_way_leave_it_unclear_and_both_figures_are_printed(library: Library) -> None:
    found = involved(library, 40, 43, unreadable=5)
    assert found.status is Status.UNCLEAR
    assert figure_words(found, library.messages) == "between 40 of 48 (83%) and 45 of 48 (94%)"


def test_a_lowered_band_is_not_explained_by_a_bare_decimal(library: Library) -> None:
    assert "0.9302" not in shortfall(library, involved(library, 40, 43, unreadable=5))


def test_a_status_is_given_only_where_every_reading_gives_it(library: Library) -> None:
    assert involved(library, 9, 10, unreadable=5).status is Status.UNCLEAR
    assert involved(library, 0, 10, unreadable=5).status is Status.NOT_MET
    assert involved(library, 48, 48, unreadable=2).status is Status.MET
    assert involved(library, 48, 48, unreadable=2).measured.unread == 2


def test_an_unread_row_of_another_topic_is_not_counted_against(library: Library) -> None:
    good, other = answers(10, 0), {"group": "person", "score": 1.0}
    found = ask(
        library, POSITIVE, records(good, [unread("feedback", question="Food", theme="", **other) for _ in range(5)])
    )
    assert (found.status, found.measured.unread) == (Status.MET, 0)
    found = ask(library, POSITIVE, records(good, [unread("feedback", question="Dignity", **other) for _ in range(5)]))
    assert (found.status, found.measured.unread) == (Status.UNCLEAR, 5)


def test_an_unread_row_dated_outside_the_window_is_not_counted_against(library: Library) -> None:
    rows = [review(f"P{i}", date(2026, 5, 5), person_involved=True) for i in range(9)]
    days = (date(2024, 5, 5), date(2026, 11, 1))
    found = ask(library, INVOLVED, records(rows, [unread("reviews", date=d) for d in days]))
    assert (found.status, found.measured.unread) == (Status.MET, 0)


# Actions


def test_an_action_done_on_the_day_it_was_due_counts_and_a_day_later_does_not(library: Library) -> None:
    due = date(2026, 6, 15)
    found = ask(library, IN_TIME, records(action("A1", due, done=due), action("A2", due, done=date(2026, 6, 16))))
    assert counts(found) == (1, 2)


def test_an_action_not_done_is_overdue_from_the_day_after(library: Library) -> None:
    done = [action(f"D{i}", date(2026, 5, 1), done=date(2026, 4, 1)) for i in range(10)]
    assert "ACTION_OVERDUE" not in codes(ask(library, IN_TIME, records(done, action("A1", ON))))
    late = ask(library, IN_TIME, records(done, action("A1", ago(1)), action("A2", date(2026, 9, 1))))
    assert codes(late)[0] == "ACTION_OVERDUE"
    assert dict(late.flags[0].facts) == {"n": "2", "oldest": date(2026, 9, 1)}


def test_an_action_still_open_counts_however_long_ago_it_was_due(library: Library) -> None:
    old = [action("A1", date(2024, 5, 1)), action("A2", date(2024, 5, 1), done=date(2025, 1, 1))]
    found = ask(library, IN_TIME, records(old, action("A3", date(2026, 5, 1), done=date(2026, 5, 1))))
    assert (counts(found), codes(found)[0]) == ((1, 2), "ACTION_OVERDUE")


def test_an_action_closed_after_the_day_was_open_on_it(library: Library) -> None:
    found = ask(library, IN_TIME, records(action("A1", date(2026, 6, 1), done=date(2026, 11, 5))))
    assert (counts(found), codes(found)[0]) == ((0, 1), "ACTION_OVERDUE")


def test_an_action_due_after_the_day_is_not_counted(library: Library) -> None:
    assert ask(library, IN_TIME, records(action("A1", date(2026, 11, 1)))).status is Status.NONE_DUE


def test_what_is_talked_of_is_found_whole_word_and_case_blind(library: Library) -> None:
    talks = requirement("supervision-talks-of", {"topic": "values"}, **BANDS)
    said = ["OUR VALUES and rotas", "Undervalues herself", "Rota", "values-based care"]
    rows = [supervision(f"S{i}", date(2026, 5, 5), topics=t) for i, t in enumerate(said)]
    assert counts(ask(library, talks, records(rows))) == (2, 4)
