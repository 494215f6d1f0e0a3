"""Whether it made a difference: before and after on one record, or one half-year against the one before."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from evidencepack.assessment import Finding
from evidencepack.library import Library
from evidencepack.measures import UsedAs
from evidencepack.pack.figures import figure_words
from evidencepack.pack.sentences import flag_lines, target_of
from evidencepack.registers import Feedback, Partnership, Service, Supervision
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
)

CONFIDENCE = requirement("supervision-confidence", at_least=0.5, window="12 months")
CULTURE = requirement("feedback-change", {"topic": "culture"}, at_least="0%", window="6 months")
RISEN = requirement("feedback-change", {"topic": "culture"}, at_least="1%", window="6 months")
CONTACTS = requirement("partner-contacts-change", window="6 months")
SCORES = requirement("audit-score-change", {"topic": "inclusion"}, at_least="0%", window="6 months")
# Six months to 31 October 2026 begin on 1 May; the six before them on 1 November 2025.
NOW, THEN = date(2026, 7, 1), date(2026, 2, 1)


def confidence(before: float | None, after: float | None, count: int = 10) -> list[Supervision]:
    return [supervision(f"S{i}", NOW, confidence_before=before, confidence_after=after) for i in range(count)]


def unmoved(count: int) -> list[Supervision]:
    return [supervision(f"T{i}", NOW, confidence_before=3, confidence_after=3) for i in range(count)]


def said(day: date, score: float, count: int = 10) -> list[Feedback]:
    return [answer(day, score, topic="Faith and culture") for _ in range(count)]


def culture(library: Library, *rows: list[Feedback], home: Service | None = None) -> Finding:
    return ask(library, CULTURE, records(*rows), home)


def test_the_mean_rise_is_exact_and_the_band_holds_what_it_begins_with(library: Library) -> None:
    found = ask(library, CONFIDENCE, records(confidence(3, 4, 5), unmoved(5)))
    assert (found.status, found.measured.figure, figure_words(found, library.messages)) == (
        Status.MET,
        0.5,
        "+0.5 of 5",
    )
    words = sentence(library, found)
    assert "from 3.0 to 3.5 of 5 on average over 10" in words
    assert "it rose in 5 of them" in words


def test_a_clear_rise_that_falls_short_is_not_called_no_change(library: Library) -> None:
    found = ask(library, CONFIDENCE, records(confidence(3, 4, 4), unmoved(7)))
    assert (found.status, codes(found)) == (Status.NOT_MET, ["BELOW_TARGET"])
    assert figure_words(found, library.messages) == "+0.4 of 5"
    (flag,) = flag_lines(found, ON, library.rules, library.messages)
    assert flag.sentence == "It is +0.4 of 5; asked for is at least 0.5 higher than before."


def test_a_rise_within_chance_is_no_clear_change_and_its_figures_stay(library: Library) -> None:
    found = ask(library, CONFIDENCE, records(confidence(3, 5, 2), unmoved(9)))
    assert (found.status, codes(found)) == (Status.NO_CLEAR_CHANGE, [])
    assert "from 3.0 to 3.4 of 5 on average over 11" in sentence(library, found)
    assert noted(found) == (
        "Any change between −0.2 and +0.9 would fit these figures (95% interval), so none is clear.",
    )


def test_a_clear_fall_shows_no_change_for_the_better(library: Library) -> None:
    found = ask(library, CONFIDENCE, records(confidence(3, 2)))
    assert (found.status, codes(found)) == (Status.NOT_MET, ["NO_CHANGE_SHOWN"])


def test_a_record_with_one_side_only_is_left_out_and_counted(library: Library) -> None:
    found = ask(library, CONFIDENCE, records(confidence(3, 4), supervision("X", NOW, confidence_before=2)))
    assert (found.measured.denominator, left_out(found)) == (10, {"without a score both before and after": 1})


def test_nine_records_are_too_few_to_judge_a_change_and_only_counts_are_printed(library: Library) -> None:
    found = ask(library, CONFIDENCE, records(confidence(3, 5, count=9)))
    assert (found.status, figure_words(found, library.messages)) == (Status.TOO_FEW, "")
    assert sentence(library, found).endswith(": 9, of which 9 note a rise; too few to judge a change.")


def test_no_record_with_both_sides_is_no_evidence(library: Library) -> None:
    assert ask(library, CONFIDENCE, records(confidence(3, None))).status is Status.NO_EVIDENCE


def test_two_periods_are_compared_in_points(library: Library) -> None:
    found = culture(library, said(NOW, 4), said(THEN, 3))
    assert (found.status, figure_words(found, library.messages)) == (Status.MET, "+20.0 points")
    words = sentence(library, found)
    assert "80.0% of the full score in the 6 months to 31 October 2026 (answers: 10), against 60.0%" in words


def test_a_clear_fall_is_not_met_and_a_clear_rise_is_whether_asked_to_hold_or_to_rise(library: Library) -> None:
    for asked in (CULTURE, RISEN):
        assert ask(library, asked, records(said(NOW, 4), said(THEN, 3))).status is Status.MET
        found = ask(library, asked, records(said(NOW, 3), said(THEN, 4)))
        assert (found.status, codes(found)) == (Status.NOT_MET, ["NO_CHANGE_SHOWN"])
        assert figure_words(found, library.messages) == "−20.0 points"


def test_one_answer_of_ten_a_point_lower_is_noise(library: Library) -> None:
    found = culture(library, said(THEN, 4), said(NOW, 4, 9), said(NOW, 3, 1))
    assert (found.status, codes(found)) == (Status.NO_CLEAR_CHANGE, [])
    assert figure_words(found, library.messages) == "−2.0 points"
    words = sentence(library, found)
    assert "78.0% of the full score" in words and "against 80.0%" in words
    assert noted(found) == (
        "Any change between −6.5 and +2.5 points would fit these figures (95% interval), so none is clear.",
    )


def test_the_same_as_before_is_no_rise_and_no_fall(library: Library) -> None:
    for asked in (CULTURE, RISEN):
        found = ask(library, asked, records(said(NOW, 2), said(THEN, 2)))
        assert (found.status, codes(found), noted(found)) == (Status.NO_CLEAR_CHANGE, [], ())


def test_the_target_of_a_change_says_what_is_asked(library: Library) -> None:
    found = [ask(library, asked, records(said(NOW, 2))) for asked in (CULTURE, RISEN, CONFIDENCE, CONTACTS)]
    assert [target_of(f, library.rules, library.messages) for f in found] == [
        "no lower than before",
        "at least 1 point higher than before",
        "at least 0.5 higher than before",
        "",
    ]


def test_all_or_nothing_answers_are_compared_as_shares(library: Library) -> None:
    def yes_no(day: date, yes: int, no: int) -> list[Feedback]:
        return [answer(day, 1.0 * (i < yes), topic="Faith and culture", out_of=1) for i in range(yes + no)]

    # Newcombe's own example: 9 of 10 against 3 of 10 differ by 0.1705 to 0.8090.
    found = culture(library, yes_no(NOW, 9, 1), yes_no(THEN, 3, 7))
    assert [round(float(x), 4) for x in found.measured.interval or ()] == [0.1705, 0.809]
    full = culture(library, yes_no(NOW, 9, 1), yes_no(THEN, 10, 0))
    assert full.status is Status.NO_CLEAR_CHANGE


def test_what_was_asked_in_one_period_only_is_left_out_and_counted(library: Library) -> None:
    other = [answer(NOW, 1, topic="Is your culture respected at meals?") for _ in range(3)]
    other += [answer(THEN, 1, topic="Faith and culture", out_of=4) for _ in range(2)]
    found = culture(library, said(NOW, 4), said(THEN, 3), other)
    assert (found.status, figure_words(found, library.messages)) == (Status.MET, "+20.0 points")
    assert left_out(found) == {"of a question, scope, tool or scale that is in one of the two periods only": 5}
    alone = culture(library, said(NOW, 4), [answer(THEN, 4, topic="Your culture") for _ in range(10)])
    assert (alone.status, alone.measured.denominator) == (Status.TOO_FEW, 0)
    assert sentence(library, alone).endswith(
        "where the same was asked in both periods: 0 in the 6 months to 31 October 2026, "
        "0 in the 6 months before; too few to judge a change."
    )


def test_asking_the_harder_question_more_often_is_no_fall(library: Library) -> None:
    def asked(day: date, easy: int, hard: int) -> list[Feedback]:
        rows = [answer(day, 5 - i % 2, topic="Faith and culture") for i in range(easy)]
        return rows + [answer(day, 2 - i % 2, topic="Culture at meals") for i in range(hard)]

    found = culture(library, asked(NOW, 4, 12), asked(THEN, 12, 4))
    assert (found.measured.figure, found.status) == (0, Status.NO_CLEAR_CHANGE)
    assert noted(found)[0].startswith("Over 2 questions or scopes that are in both periods")


def test_the_periods_meet_without_overlap(library: Library) -> None:
    days = [date(2025, 10, 31), date(2025, 11, 1), date(2026, 4, 30), date(2026, 5, 1), ON]
    found = culture(library, *[said(d, 4, count=1) for d in days], said(NOW, 4), said(THEN, 4))
    earlier, later = found.measured.parts
    assert (earlier.denominator, later.denominator) == (12, 12)


@pytest.mark.parametrize(("now", "then"), [(9, 10), (10, 9), (0, 12)])
def test_too_few_in_either_period_is_too_few_to_judge(library: Library, now: int, then: int) -> None:
    found = culture(library, said(NOW, 4, now), said(THEN, 4, then))
    assert (found.status, figure_words(found, library.messages)) == (Status.TOO_FEW, "")
    assert "%" not in sentence(library, found)


def test_a_service_without_both_periods_owes_no_comparison_yet(library: Library) -> None:
    rows = (said(NOW, 4), said(THEN, 3))
    assert culture(library, *rows, home=service(registered=date(2025, 11, 2))).status is Status.NONE_DUE
    assert culture(library, *rows, home=service(registered=date(2025, 11, 1))).status is Status.MET
    late = service(registered=date(2014, 4, 1), kept_since={"feedback": date(2026, 1, 1)})
    assert culture(library, *rows, home=late).status is Status.NONE_DUE


def test_no_register_and_an_empty_one_are_told_apart(library: Library) -> None:
    assert ask(library, CULTURE, records()).status is Status.NOT_SUPPLIED
    assert ask(library, CULTURE, records(supplied=["feedback"])).status is Status.NO_EVIDENCE


@pytest.mark.parametrize("day", [NOW, THEN])
def test_a_row_that_could_not_be_read_leaves_either_period_unclear(library: Library, day: date) -> None:
    known = records(said(NOW, 4), said(THEN, 3))
    row = answer(day, None, topic="Faith and culture")
    rows = replace(known, partial={"feedback": (row,)}, unknown={row.id: frozenset({"score"})})
    found = ask(library, CULTURE, rows)
    assert (found.status, found.measured.unread) == (Status.UNCLEAR, 1)
    assert [t.record for t in found.measured.trace if t.used_as is UsedAs.MAYBE] == [row.id]


def test_what_is_too_few_however_open_rows_are_read_is_too_few(library: Library) -> None:
    row = answer(NOW, None, topic="Faith and culture")
    for sure, status in ((8, Status.TOO_FEW), (9, Status.UNCLEAR)):
        known = records(said(NOW, 4, sure), said(THEN, 3))
        rows = replace(known, partial={"feedback": (row,)}, unknown={row.id: frozenset({"score"})})
        assert ask(library, CULTURE, rows).status is status


def test_a_score_that_could_not_be_read_leaves_the_same_record_unclear(library: Library) -> None:
    row = supervision("X", NOW, confidence_before=3)
    rows = records(confidence(3, 4), row)
    assert ask(library, CONFIDENCE, rows).status is Status.MET
    unread_cell = replace(rows, unknown={row.id: frozenset({"confidence_after"})})
    assert ask(library, CONFIDENCE, unread_cell).status is Status.UNCLEAR


def test_a_score_that_has_no_column_is_not_recorded(library: Library) -> None:
    rows = records(said(NOW, 4), said(THEN, 4))
    bare = replace(rows, columns={("records/a.xlsx", "Sheet1"): frozenset({"date", "group", "question", "theme"})})
    assert ask(library, CULTURE, bare).status is Status.NOT_RECORDED


def contacts(now: int, then: int) -> list[Partnership]:
    places = (f"Group {i}" for i in range(now + then))
    return [contact(NOW if i < now else THEN, organisation=place) for i, place in enumerate(places)]


def test_counts_are_compared_for_information_where_there_is_no_target(library: Library) -> None:
    found = ask(library, CONTACTS, records(contacts(9, 5)))
    assert (found.status, figure_words(found, library.messages)) == (Status.FOR_INFORMATION, "+4")
    assert noted(found) == ("Any change between −4 and +10 would fit these figures (95% interval), so none is clear.",)
    assert figure_words(ask(library, CONTACTS, records(contacts(5, 9))), library.messages) == "−4"


def test_fewer_by_more_than_chance_is_told_from_fewer(library: Library) -> None:
    held = requirement("partner-contacts-change", at_least=0, window="6 months")
    assert ask(library, held, records(contacts(0, 5))).status is Status.NO_CLEAR_CHANGE
    assert ask(library, held, records(contacts(0, 6))).status is Status.NOT_MET
    assert ask(library, held, records(contacts(6, 0))).status is Status.MET


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


def test_audits_of_another_scope_or_with_another_tool_are_not_compared(library: Library) -> None:
    now = [audit(date(2026, m, 3), 90, tool="v3") for m in (6, 7, 8)]
    then = [audit(date(2026, m, 3), 80, tool="v3") for m in (1, 2, 3)]
    others = [audit(date(2026, 4, 3), 50, tool="v2"), audit(date(2026, 9, 3), 50, scope="activities", tool="v3")]
    found = ask(library, SCORES, records(now, then, others))
    assert (found.status, figure_words(found, library.messages)) == (Status.MET, "+10.0 points")
    assert sum(left_out(found).values()) == 2
    plural = [audit(date(2026, m, 3), 80, scope="Care plan", tool="V3") for m in (1, 2, 3)]
    assert ask(library, SCORES, records(now, plural)).status is Status.MET


def test_one_audit_of_each_scope_in_each_period_is_compared_scope_by_scope(library: Library) -> None:
    scores = {"care plans": (60, 70), "meals": (80, 91), "reviews": (90, 99)}
    rows = [audit(day, s[i], scope=name) for name, s in scores.items() for i, day in enumerate((THEN, NOW))]
    found = ask(library, SCORES, records(rows))
    assert (found.status, figure_words(found, library.messages)) == (Status.MET, "+10.0 points")


ANSWERS = st.lists(
    st.tuples(st.sampled_from([NOW, THEN]), st.integers(0, 5), st.sampled_from(["Faith", "Culture at meals"])),
    min_size=4,
    max_size=40,
)


@given(rows=ANSWERS, shuffled=st.randoms())
def test_the_order_of_rows_and_swapped_periods_change_nothing_but_the_sign(
    library: Library, rows: list[tuple[date, int, str]], shuffled: Random
) -> None:
    low = requirement("feedback-change", {"topic": "culture"}, at_least="0%", window="6 months", few_below=1)
    given_rows = [answer(day, score, topic=f"{topic} and culture") for day, score, topic in rows]
    swapped = [answer(THEN if day == NOW else NOW, s, topic=f"{topic} and culture") for day, s, topic in rows]
    first = ask(library, low, records(given_rows)).measured
    shuffled.shuffle(given_rows)
    again = ask(library, low, records(given_rows)).measured
    assert (again.figure, again.interval, again.facts) == (first.figure, first.interval, first.facts)
    back = ask(library, low, records(swapped)).measured
    assert back.figure == (None if first.figure is None else -first.figure)
    assert back.within_chance == first.within_chance
