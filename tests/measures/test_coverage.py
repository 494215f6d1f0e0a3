"""People with at least one good record, of the people who count on the day: who counts, and what is good."""

from datetime import date

import pytest

from evidencepack.assessment import Finding, after_lines, as_of
from evidencepack.dates import MonthDay
from evidencepack.library import Library
from evidencepack.registers import Staff, Training
from evidencepack.service.merge import with_validity
from evidencepack.statuses import Status
from tests.people import (
    BANDS,
    CULTURE,
    LONG_AGO,
    ON,
    ago,
    ask,
    between,
    counts,
    left_out,
    noted,
    person,
    records,
    requirement,
    review,
    said,
    sentence,
    staff,
    team,
    trained,
    training,
    unread,
)

NEW = requirement("new-starter-training", {"topic": "cultural awareness"}, **BANDS)
RECORDED = requirement("culture-recorded-at-review", **BANDS)


def in_date(library: Library, row: Training) -> bool:
    """Whether one person's one record is in date on the day."""
    return counts(ask(library, CULTURE, records(staff(), row))) == (1, 1)


def beside_one(library: Library, someone: Staff) -> Finding:
    """The finding on somebody without training, beside one of long standing who has it."""
    old = staff("OLD")
    return ask(library, CULTURE, records(old, trained([old]), someone))


def notes(found: Finding) -> str:
    return " ".join(noted(found))


# What is good


def test_training_is_in_date_up_to_the_day_before_the_same_day_so_many_months_on(library: Library) -> None:
    assert in_date(library, training("S1", date(2025, 11, 1), validity=12))
    assert not in_date(library, training("S1", date(2025, 10, 31), validity=12))


def test_training_of_a_leap_day_is_in_date_to_the_end_of_february(library: Library) -> None:
    rows = records(staff(), training("S1", date(2024, 2, 29), validity=12))
    assert counts(ask(library, CULTURE, rows, on=date(2025, 2, 28))) == (1, 1)
    assert counts(ask(library, CULTURE, rows, on=date(2025, 3, 1))) == (0, 1)


def test_a_typed_expiry_beats_the_validity_either_way(library: Library) -> None:
    assert in_date(library, training("S1", date(2024, 1, 1), validity=12, expires=ON))
    assert not in_date(library, training("S1", date(2026, 10, 1), validity=12, expires=ago(1)))


def test_training_of_no_known_day_counts_until_its_typed_expiry(library: Library) -> None:
    assert in_date(library, training("S1", state="undated", expires=ON))
    assert not in_date(library, training("S1", state="undated", expires=ago(1)))


def test_a_one_off_course_never_goes_out_of_date(library: Library) -> None:
    assert in_date(library, training("S1", date(2011, 1, 1), validity=0))


def test_without_expiry_or_validity_the_window_decides(library: Library) -> None:
    assert in_date(library, training("S1", date(2025, 11, 1)))
    assert not in_date(library, training("S1", date(2025, 10, 31)))


def test_a_log_takes_the_validity_that_its_course_has_in_the_matrix() -> None:
    matrix, log = training("S1", date(2026, 1, 1), validity=36), training("S2", date(2024, 1, 1))
    assert [r.validity for r in with_validity([matrix, log]) if isinstance(r, Training)] == [36, 36]


def test_two_courses_on_the_topic_count_a_person_once(library: Library) -> None:
    rows = [training("S1", date(2026, 1, 1)), training("S1", date(2026, 2, 1), course="Cultural competence level 2")]
    assert counts(ask(library, CULTURE, records(staff(), rows))) == (1, 1)


def test_a_course_on_another_topic_does_not_count(library: Library) -> None:
    rows = records(team(2), training("S1", ON), training("S2", ON, course="Agricultural awareness"))
    assert counts(ask(library, CULTURE, rows)) == (1, 2)


def test_not_required_leaves_a_person_out_and_counts_them(library: Library) -> None:
    givers, others = team(48)[:30], team(48)[30:]
    rows = records(givers, others, trained(givers), [training(p.code, state="not required") for p in others])
    found = ask(library, CULTURE, rows)
    assert (found.status, counts(found)) == (Status.MET, (30, 30))
    assert left_out(found) == {"who need not have it": 18}


def test_blank_is_required_and_not_done(library: Library) -> None:
    found = ask(library, CULTURE, records(team(4), trained(team(3))))
    assert (found.status, counts(found), left_out(found)) == (Status.PARTLY_MET, (3, 4), {})


def test_forty_eight_ticks_without_a_day_are_unclear(library: Library) -> None:
    found = ask(library, CULTURE, records(team(48), [training(p.code, state="undated") for p in team(48)]))
    assert (found.status, found.measured.denominator) == (Status.UNCLEAR, 48)
    assert "48 are ticked as done without a day" in notes(found)


def test_a_tick_without_a_day_may_count_and_may_not_and_is_said(library: Library) -> None:
    found = ask(library, CULTURE, records(team(10), trained(team(8)), training("S9", state="undated")))
    assert (found.status, between(found)) == (Status.UNCLEAR, ((8, 10), (9, 10)))
    assert "1 is ticked as done without a day" in notes(found)
    found = ask(library, CULTURE, records(team(43), training("S1", state="undated")))
    assert (found.status, between(found)) == (Status.NOT_MET, ((0, 43), (1, 43)))


def test_one_tick_does_not_hide_that_everyone_else_is_out_of_date(library: Library) -> None:
    rows = records(team(43), trained(team(42), completed=date(2024, 1, 1)), training("S43", state="undated"))
    found = ask(library, CULTURE, rows)
    assert (found.status, counts(found)) == (Status.NOT_MET, (0, 43))


def test_bookings_are_said_and_do_not_count(library: Library) -> None:
    late = [training("S9", date(2025, 1, 1), validity=12), training("S9", state="booked", booked=date(2026, 11, 9))]
    found = ask(library, CULTURE, records(team(10), trained(team(8)), late, training("S10", state="booked")))
    assert counts(found) == (8, 10)
    assert "Of the 2 without it in date, 2 have a booking." in notes(found)


def test_training_after_the_day_is_not_used_and_is_said(library: Library) -> None:
    rows, after = as_of(records(team(2), training("S1", ON), training("S2", date(2026, 11, 1))), ON)
    assert counts(ask(library, CULTURE, rows)) == (1, 2)
    assert after.rows == {"training": 1}
    assert "dated after the day of this pack, not used" in said(after_lines(after)[0])


def test_a_review_before_the_window_does_not_count(library: Library) -> None:
    rows = [review("P1", date(2025, 11, 1), culture_recorded=True), review("P2", date(2025, 10, 31))]
    old = review("P2", date(2025, 10, 31), culture_recorded=True, kind="service review")
    silent = review("P3", date(2026, 3, 1), culture_recorded=False)
    found = ask(library, RECORDED, records([person(f"P{i}") for i in (1, 2, 3)], rows, old, silent))
    assert counts(found) == (1, 3)


def test_somebody_new_is_left_out_of_every_figure_on_what_reviews_record(library: Library) -> None:
    for use in ("culture-recorded-at-review", "communication-recorded-at-review", "consent-recorded-at-review"):
        noted = review("P1", ON, culture_recorded=True, communication_recorded=True, consent_recorded=True)
        people = [person("P1"), person("P2", start=ago(41)), person("P3", start=ago(42))]
        found = ask(library, requirement(use, **BANDS), records(people, noted))
        assert (counts(found), left_out(found)) == ((1, 2), {"started within 6 weeks": 1})


# Who counts


def test_a_leaver_counts_up_to_the_last_day(library: Library) -> None:
    assert beside_one(library, staff(end=ON)).measured.denominator == 2
    assert beside_one(library, staff(end=ago(1))).measured.denominator == 1


def test_who_starts_after_the_day_is_not_counted_nor_left_out(library: Library) -> None:
    found = beside_one(library, staff(start=date(2026, 11, 1)))
    assert (counts(found), left_out(found)) == ((1, 1), {})


def test_a_new_starter_is_left_out_for_exactly_eight_weeks(library: Library) -> None:
    newest, edge, past = (beside_one(library, staff(start=d)) for d in (ON, ago(55), ago(56)))
    assert left_out(newest) == left_out(edge) == {"started within 8 weeks": 1}
    assert (counts(edge), counts(past)) == ((1, 1), (1, 2))


@pytest.mark.parametrize(
    ("leave", "away"),
    [
        ({"leave_from": ON}, True),
        ({"leave_from": date(2026, 6, 1)}, True),
        ({"leave_from": date(2026, 6, 1), "leave_to": ON}, True),
        ({"leave_from": date(2026, 6, 1), "leave_to": ago(1)}, False),
        ({"leave_from": date(2026, 6, 1), "returned": ON}, False),
        ({"leave_from": date(2026, 6, 1), "leave_to": date(2026, 12, 1), "returned": ago(3)}, False),
        ({"leave_from": date(2026, 6, 1), "returned": date(2026, 11, 1)}, True),
        ({"leave_from": date(2026, 11, 1)}, False),
    ],
)
def test_leave_runs_from_its_first_day_to_its_last_or_to_the_return(
    library: Library, leave: dict[str, date], away: bool
) -> None:
    found = beside_one(library, staff(**leave))
    assert left_out(found) == ({"on leave": 1} if away else {})
    assert counts(found) == ((1, 1) if away else (1, 2))


def test_one_person_is_counted_as_one(library: Library) -> None:
    assert counts(ask(library, CULTURE, records(team(1), trained(team(1))))) == (1, 1)


def test_with_nobody_in_post_nothing_was_due(library: Library) -> None:
    found = ask(library, CULTURE, records(staff(end=date(2025, 1, 1)), trained([staff()])))
    assert (found.status, found.measured.figure) == (Status.NONE_DUE, None)


def test_who_left_in_a_month_may_be_in_post_only_on_a_day_of_it(library: Library) -> None:
    before, of_it, after = (beside_one(library, staff(end=MonthDay(2026, month, 1))) for month in (9, 10, 11))
    assert (counts(before), between(of_it), counts(after)) == ((1, 1), ((1, 2), (1, 1)), (1, 2))


def test_staff_of_another_contract_are_left_out_and_counted(library: Library) -> None:
    found = ask(library, CULTURE, records(team(9), trained(team(9)), staff("A1", contract="agency")))
    assert counts(found) == (9, 9)
    assert sum(left_out(found).values()) == 1


def test_staff_whose_contract_is_not_known_are_not_dropped_in_silence(library: Library) -> None:
    found = ask(library, CULTURE, records(team(10, contract=""), trained(team(10))))
    assert len(found.measured.trace) == 10
    assert found.status is not Status.NONE_DUE


def test_new_starters_are_those_who_started_in_the_window_and_are_past_their_first_weeks(library: Library) -> None:
    starts = {"A": date(2025, 10, 31), "B": date(2025, 11, 1), "C": ago(84), "D": ago(83)}
    rows = records([staff(c, s) for c, s in starts.items()], training("B", date(2026, 1, 1)))
    found = ask(library, NEW, rows)
    assert (counts(found), left_out(found)) == ((1, 2), {"started within 12 weeks": 1})


# Without a register


def test_without_a_staff_register_the_people_in_the_matrix_are_counted_and_it_says_so(library: Library) -> None:
    found = ask(library, CULTURE, records(trained(team(3)), training("S4", ON, course="Fire safety")))
    assert (found.status, counts(found)) == (Status.PARTLY_MET, (3, 4))
    assert "No register of staff was supplied" in notes(found)


def test_without_a_staff_register_nothing_is_said_about_new_starters(library: Library) -> None:
    assert ask(library, NEW, records(trained(team(3)))).status is Status.NOT_SUPPLIED


def test_without_a_training_register_nothing_is_said(library: Library) -> None:
    found = ask(library, CULTURE, records(team(3)))
    assert (found.status, found.measured.figure) == (Status.NOT_SUPPLIED, None)
    assert found.measured.facts["missing_register"] == "training"


def test_an_empty_training_register_is_no_evidence_and_never_nought(library: Library) -> None:
    assert ask(library, CULTURE, records(team(3), supplied=["training"])).status is Status.NO_EVIDENCE


def test_a_training_register_without_the_topic_is_no_evidence_and_never_nought(library: Library) -> None:
    rows = records(team(3), [training(p.code, ON, course="Fire safety") for p in team(3)])
    assert ask(library, CULTURE, rows).status is Status.NO_EVIDENCE


def test_reviews_that_never_note_it_are_no_evidence_though_a_row_among_them_could_not_be_read(library: Library) -> None:
    people = [person(f"P{i}") for i in range(3)]
    rows = records(people, [review(p.code, ago(30)) for p in people], unread("reviews", person="X"))
    found = ask(library, RECORDED, rows)
    assert found.status is Status.NO_EVIDENCE
    assert sentence(library, found) == "3 entries looked at; none notes this."


def test_a_training_register_of_which_every_row_is_bad_is_unclear(library: Library) -> None:
    rows = records(team(3), [unread("training", staff=p.code, course="Cultural awareness") for p in team(3)])
    assert ask(library, CULTURE, rows).status is Status.UNCLEAR


def test_a_staff_register_of_which_every_row_is_bad_is_unclear(library: Library) -> None:
    rows = records([unread("staff", code=p.code) for p in team(3)], trained(team(3)))
    assert ask(library, CULTURE, rows).status is Status.UNCLEAR


# Rows that could not be read


def test_forty_of_forty_three_and_five_unread_may_be_more_than_one_thing(library: Library) -> None:
    rows = records(team(43), trained(team(40)), [unread("staff", code=f"X{i}") for i in range(5)])
    found = ask(library, CULTURE, rows)
    assert (found.status, found.measured.unread) == (Status.UNCLEAR, 5)
    assert between(found) == ((40, 48), (40, 43))


def test_unread_rows_that_would_not_change_the_band_leave_it(library: Library) -> None:
    found = ask(library, CULTURE, records(team(43), trained(team(43)), unread("staff", code="X1")))
    assert (found.status, found.measured.unread, between(found)) == (Status.MET, 1, ((43, 44), (43, 43)))


@pytest.mark.parametrize("known", [{"contract": "agency"}, {"start": LONG_AGO, "end": date(2024, 5, 1)}])
def test_an_unread_row_of_somebody_who_would_not_count_is_not_counted_against(
    library: Library, known: dict[str, object]
) -> None:
    rows = records(team(10), trained(team(9)), unread("staff", code="X1", **known))
    found = ask(library, CULTURE, rows)
    assert (found.status, found.measured.unread) == (Status.MET, 0)


def test_an_unread_training_row_leaves_open_only_who_it_is_about_and_its_own_topic(library: Library) -> None:
    people = team(10)
    other = unread("training", staff="S10", course="Fire safety")
    assert ask(library, CULTURE, records(people, trained(people[:9]), other)).measured.least is None
    same = unread("training", staff="S10", course="Cultural awareness")
    found = ask(library, CULTURE, records(people, trained(people[:9]), same))
    assert between(found) == ((9, 10), (10, 10))
    assert ask(library, CULTURE, records(people, trained(people), same)).measured.least is None


def test_a_row_that_does_not_say_whom_it_is_about_may_make_one_more_good(library: Library) -> None:
    people = team(10)
    found = ask(library, CULTURE, records(people, trained(people[:5]), unread("training", course="Cultural awareness")))
    assert between(found) == ((5, 10), (6, 10))
    expired = training("", ago(3000))
    assert ask(library, CULTURE, records(people, trained(people[:5]), expired)).measured.greatest is None
