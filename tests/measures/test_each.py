"""People with as many records as were due for their time in post, or without too long a gap."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from evidencepack.assessment import Finding
from evidencepack.dates import MonthDay
from evidencepack.frameworks.indicators import Each
from evidencepack.library import Library
from evidencepack.origin import Account
from evidencepack.registers import Record, Staff, Supervision
from evidencepack.service.merge import merge
from evidencepack.statuses import Status
from evidencepack.tables import SheetRead
from tests.people import (
    BANDS,
    LAW,
    ON,
    ago,
    ask,
    between,
    counts,
    left_out,
    noted,
    records,
    requirement,
    said,
    service,
    staff,
    supervised,
    supervision,
    team,
    unread,
)

OFTEN: dict[str, Any] = {"own_policy": {"times": "supervisions-a-year"}, **BANDS}
SIX = requirement("supervision-often-enough", {"times": 6}, **OFTEN)


def one(library: Library, who: Staff, *rows: Record, **more: Any) -> Finding:
    return ask(library, SIX, records(who, rows, supplied=["supervision"], **more))


def due(library: Library, who: Staff) -> int:
    """How many meetings one person must have had: the fewest with which they count."""
    for times in range(1, 8):
        if counts(one(library, who, *supervised(who.code, times, ON)))[0]:
            return times
    raise AssertionError("never enough")


def test_thirty_nine_of_forty_three_when_five_of_forty_eight_are_left_out(library: Library) -> None:
    people = team(43)
    away = [staff(f"L{i}", leave_from=date(2026, 5, 1)) for i in range(3)]
    new = [staff(f"N{i}", start=ago(20)) for i in range(2)]
    meetings = [m for p in people[:39] for m in supervised(p.code)]
    found = ask(library, SIX, records(people, away, new, meetings))
    assert (found.status, counts(found)) == (Status.MET, (39, 43))
    assert left_out(found) == {"on leave": 3, "started within 8 weeks": 2}


def test_everyone_seen_in_one_fortnight_is_not_a_year_of_supervision(library: Library) -> None:
    people = team(10)
    found = ask(library, SIX, records(people, [supervision(p.code, ago(i)) for i, p in enumerate(people)]))
    assert (found.status, counts(found)) == (Status.NOT_MET, (0, 10))


def test_a_year_in_post_makes_all_six_due(library: Library) -> None:
    assert due(library, staff(start=date(2025, 11, 1))) == 6
    assert due(library, staff(start=date(2025, 11, 2))) == 5


def test_four_months_in_post_make_two_of_six_due(library: Library) -> None:
    assert due(library, staff(start=date(2026, 7, 1))) == 2


def test_days_of_leave_make_fewer_due(library: Library) -> None:
    assert due(library, staff(leave_from=date(2026, 2, 1), leave_to=date(2026, 7, 31))) == 3
    assert due(library, staff(leave_from=date(2026, 2, 1), returned=date(2026, 8, 1))) == 3
    assert due(library, staff(leave_from=date(2024, 2, 1), leave_to=date(2024, 7, 31))) == 6


def test_who_was_not_in_post_long_enough_is_left_out_and_counted(library: Library) -> None:
    assert left_out(one(library, staff(start=ago(59)))) == {"not in post long enough for one to be due": 1}
    assert one(library, staff(start=ago(59))).status is Status.NONE_DUE


def test_meetings_count_from_the_first_day_of_the_window_and_not_the_day_before(library: Library) -> None:
    five = supervised("S1", 5)
    assert counts(one(library, staff(), *five, supervision("S1", date(2025, 11, 1)))) == (1, 1)
    assert counts(one(library, staff(), *five, supervision("S1", date(2025, 10, 31)))) == (0, 1)


def test_a_new_service_is_asked_only_for_the_months_since_it_opened(library: Library) -> None:
    home = service(registered=date(2026, 5, 1))
    found = ask(library, SIX, records(staff(), supervised("S1", 3)), home)
    assert counts(found) == (1, 1)
    assert found.measured.window is not None
    assert found.measured.window.start == date(2026, 5, 1)


def test_a_register_kept_since_spring_is_asked_only_since_then(library: Library) -> None:
    home = service(registered=date(2014, 4, 1), kept_since={"supervision": date(2026, 5, 1)})
    assert counts(ask(library, SIX, records(staff(), supervised("S1", 3)), home)) == (1, 1)


def test_a_returner_is_left_out_for_exactly_four_weeks(library: Library) -> None:
    rows = supervised("S1")
    back = {"leave_from": date(2026, 9, 1), "leave_to": None}
    assert left_out(one(library, staff(returned=ago(27), **back), *rows)) == {"returned from leave within 4 weeks": 1}
    assert left_out(one(library, staff(returned=ago(28), **back), *rows)) == {}


def test_appraisals_are_not_supervision(library: Library) -> None:
    rows = [*supervised("S1", 5), supervision("S1", ago(30), kind="appraisal")]
    assert counts(one(library, staff(), *rows)) == (0, 1)


def test_a_meeting_that_stands_in_two_sheets_counts_once() -> None:
    meeting = supervision("S1", date(2026, 3, 3), topics="Values")
    account = Account("records/a.xlsx", "2026", "supervision-log", "supervision", 1, 1, {}, 1)
    again = SheetRead(account, (supervision("S1", date(2026, 3, 3), supervisor_role="Senior"),), (), ())
    merged = merge([SheetRead(account, (meeting,), (), ()), again], b"key")
    rows, accounts = merged.rows, merged.accounts
    (kept,) = rows["supervision"]
    assert isinstance(kept, Supervision)
    assert (kept.topics, kept.supervisor_role) == ("Values", "Senior")
    assert [sum(a.set_aside.values()) for a in accounts] == [0, 1]


def test_without_a_staff_register_the_people_in_the_log_are_counted_and_it_says_so(library: Library) -> None:
    found = ask(library, SIX, records(supervised("S1"), supervised("S2", 5)))
    assert counts(found) == (1, 2)
    assert "No register of staff was supplied" in " ".join(noted(found))


def test_without_a_supervision_register_nothing_is_said(library: Library) -> None:
    found = ask(library, SIX, records(team(3)))
    assert (found.status, found.measured.facts["missing_register"]) == (Status.NOT_SUPPLIED, "supervision")


def test_an_empty_supervision_register_is_no_evidence(library: Library) -> None:
    assert one(library, staff()).status is Status.NO_EVIDENCE


def test_one_bad_row_is_no_six_meetings_and_six_may_be(library: Library) -> None:
    one_more = unread("supervision", staff="S1", kind="supervision")
    assert ask(library, SIX, records(staff(), one_more)).status is Status.NOT_MET
    six = [unread("supervision", staff="S1") for _ in range(6)]
    assert ask(library, SIX, records(staff(), six)).status is Status.UNCLEAR


def test_unread_staff_may_count_and_may_not(library: Library) -> None:
    people = team(10)
    rows = records(people, [m for p in people[:9] for m in supervised(p.code)], unread("staff", code="X"))
    found = ask(library, SIX, rows)
    assert (found.status, between(found)) == (Status.UNCLEAR, ((9, 11), (10, 11)))


def test_an_unread_meeting_may_be_the_one_that_is_lacking(library: Library) -> None:
    bad = unread("supervision", kind="supervision")
    found = ask(library, SIX, records(staff(), supervised("S1", 5), bad))
    assert (found.status, between(found)) == (Status.UNCLEAR, ((0, 1), (1, 1)))
    assert ask(library, SIX, records(staff(), supervised("S1", 2), bad)).status is Status.NOT_MET
    assert ask(library, SIX, records(staff(), supervised("S1", 6), bad)).status is Status.MET


def test_a_meeting_of_nobody_known_lifts_only_one_who_lacks_no_more_and_only_in_the_window(library: Library) -> None:
    people = team(3)
    held = [m for p, times in zip(people, (5, 5, 4), strict=True) for m in supervised(p.code, times)]
    stray = [supervision("", date(2026, 9, 1)), supervision("", date(2026, 9, 2))]
    before = supervision("", date(2025, 10, 31))
    assert between(ask(library, SIX, records(people, held, stray[:1]))) == ((0, 3), (1, 3))
    assert between(ask(library, SIX, records(people, held, stray))) == ((0, 3), (2, 3))
    found = ask(library, SIX, records(people, held, before))
    assert (counts(found), found.measured.greatest) == ((0, 3), None)


# Whose number it is


def under_policy(library: Library, own: int | None, rows: list[Supervision], **more: Any) -> Finding:
    home = service(own_policy={} if own is None else {"supervisions-a-year": own})
    asked = requirement("supervision-often-enough", {"times": 6}, **OFTEN | more)
    return ask(library, asked, records(team(10), rows), home)


FOUR_EACH = [m for p in team(10) for m in supervised(p.code, 4)]


def test_own_policy_replaces_sector_practice_and_both_figures_are_printed_where_it_is_looser(library: Library) -> None:
    found = under_policy(library, 4, FOUR_EACH)
    assert (found.status, counts(found), found.own_policy_used) == (Status.MET, (10, 10), True)
    assert "sector practice (6 times) it would be 0 of 10" in said(found.looser_own_policy or "")


def test_a_stricter_policy_of_ones_own_is_held_to_without_a_second_figure(library: Library) -> None:
    found = under_policy(library, 12, [m for p in team(10) for m in supervised(p.code, 6)])
    assert (counts(found), found.own_policy_used, found.looser_own_policy) == ((0, 10), True, None)


@pytest.mark.parametrize("kind", ["law", "contract"])
def test_own_policy_never_replaces_law_or_contract(library: Library, kind: str) -> None:
    found = under_policy(library, 4, FOUR_EACH, number_from=LAW | {"kind": kind})
    assert (counts(found), found.own_policy_used) == ((0, 10), False)


def test_without_a_policy_of_its_own_the_service_is_held_to_sector_practice(library: Library) -> None:
    found = under_policy(library, None, FOUR_EACH)
    assert (counts(found), found.own_policy_used) == ((0, 10), False)


# No gap over so long


def gap_found(library: Library, limit: str, days: list[date], on: date = ON, **who: Any) -> Finding:
    """What is found of whether one person's meetings leave no gap over the limit."""
    indicator = Each.model_validate(
        {"id": "gap", "title": "No long gap", "kind": "each", "of": "staff", "by": "supervision", "gap": limit}
        | {"evidence_kind": "processes", "gap_action": "Meet.", "reads": {"other": "{n} of {of}"}}
    )
    asked = requirement("gap", at_least="90%", window="6 months")
    rows = records(staff(**who), [supervision("S1", d) for d in days])
    return ask(library, asked, rows, on=on, indicator=indicator)


def gap_kept(library: Library, limit: str, days: list[date], **more: Any) -> bool:
    """Whether one person's meetings leave no gap over the limit."""
    return counts(gap_found(library, limit, days, **more)) == (1, 1)


def test_a_gap_of_exactly_the_limit_is_kept_and_a_day_more_is_not(library: Library) -> None:
    days = [ON - timedelta(weeks=8 * i) for i in range(4)]
    assert gap_kept(library, "8 weeks", days)
    assert not gap_kept(library, "8 weeks", [days[0], days[1], days[2] - timedelta(days=1), days[3]])


def test_the_gap_up_to_the_day_counts(library: Library) -> None:
    days = [ago(57 + 56 * i) for i in range(4)]
    assert not gap_kept(library, "8 weeks", days)


def test_the_gap_of_a_new_starter_runs_from_the_first_day(library: Library) -> None:
    assert gap_kept(library, "8 weeks", [ago(40)], start=ago(90))
    assert not gap_kept(library, "8 weeks", [ago(40)], start=ago(97))


def test_a_limit_in_months_is_as_long_as_the_months_it_lies_in(library: Library) -> None:
    # From 1 July to 1 September are 62 days and two months; from 1 January to 1 March are 59 days and two months.
    days = [date(2026, 3, 1), date(2026, 5, 1)]
    assert gap_kept(library, "2 months", days, on=date(2026, 6, 30), start=date(2026, 1, 1))
    days = [date(2026, 7, 1), date(2026, 9, 1)]
    assert gap_kept(library, "2 months", days, start=date(2026, 5, 1))


def test_a_meeting_known_to_the_month_keeps_a_gap_only_where_any_day_of_it_would(library: Library) -> None:
    def status(*months: int) -> Status:
        days: list[date] = [MonthDay(2026, month, 1) for month in months]
        return gap_found(library, "12 weeks", days, on=date(2026, 6, 30), start=date(2020, 1, 1)).status

    assert status(1, 3, 5) is Status.UNCLEAR  # 89 days from 1 January to 31 March, 29 from 31 January to 1 March
    assert status(2, 3, 4, 5) is Status.MET
    assert status(3) is Status.NOT_MET


def test_meetings_that_may_have_been_held_in_a_month_leave_open_whether_there_were_enough(library: Library) -> None:
    held = supervised("S1", 4)
    perhaps = [unread("supervision", staff="S1", kind="supervision", date=MonthDay(2026, m, 1)) for m in (2, 3)]
    rows = records(staff(), held, perhaps)
    open_ = {row.id: frozenset({"date"}) for row in rows.partial["supervision"]}
    found = ask(library, SIX, replace(rows, unknown=open_))
    assert (found.status, between(found)) == (Status.UNCLEAR, ((0, 1), (1, 1)))


def test_two_rows_of_one_meeting_that_say_different_things_are_one_meeting(library: Library) -> None:
    again = [replace(row, id=f"{row.id}-again", topics="other words") for row in supervised("S1", 3)]
    found = ask(library, SIX, records(staff(), supervised("S1", 3), again))
    assert (found.status, counts(found)) == (Status.NOT_MET, (0, 1))
