"""What lies after the day of a pack is not done yet: rows are not used, days beside others are taken out and said."""

from datetime import date, timedelta

import pytest

from evidencepack.assessment import after_lines, as_of
from evidencepack.dates import Day
from evidencepack.library import Library
from evidencepack.origin import Origin
from evidencepack.registers import REGISTERS, Audit, Complaint, Incident, Leader, Policy, Records, Staff, field_types
from evidencepack.registers.people import Recruit
from evidencepack.registers.workforce import Training

ON = date(2026, 10, 31)
NEXT = ON + timedelta(days=1)
HERE = Origin("log.xlsx", "S", 2)


def records(*rows: Complaint | Recruit | Leader | Audit | Staff, partial: tuple[Incident, ...] = ()) -> Records:
    by_register = {row.register: (row,) for row in rows}
    return Records(by_register, {}, frozenset(by_register), partial={"incidents": partial} if partial else {})


def test_a_check_a_plan_and_a_closed_case_that_lie_ahead_are_not_done_yet(library: Library) -> None:
    found, after = as_of(
        records(
            Recruit(id="r", origin=HERE, code="1", start=ON, dbs=NEXT, applied=ON),
            Leader(id="l", origin=HERE, code="1", role="deputy", start=ON, development_plan=NEXT, registered_on=NEXT),
            Complaint(id="c", origin=HERE, received=ON, closed=NEXT, limit=NEXT),
        ),
        ON,
    )
    (recruit,), (leader,), (case,) = (found.of(name) for name in ("recruitment", "leaders", "complaints"))
    assert (recruit.dbs, recruit.applied) == (None, ON)  # type: ignore[attr-defined]
    assert (leader.development_plan, leader.registered_on) == (None, None)  # type: ignore[attr-defined]
    assert (case.closed, case.limit) == (None, NEXT)  # type: ignore[attr-defined]
    assert after.days == {"recruitment": 1, "leaders": 2, "complaints": 1}
    assert [library.messages.what(line) for line in after_lines(after)] == [
        "Recruitment and leavers: 1 day lies after the day of this pack and counts as not done yet.",
        "Leaders register: 2 days lie after the day of this pack and count as not done yet.",
        "Complaints, concerns and compliments: 1 day lies after the day of this pack and counts as not done yet.",
    ]


def test_a_row_dated_long_after_the_day_is_named_and_one_of_some_weeks_later_is_only_counted(library: Library) -> None:
    def done(id_: str, day: Day) -> Training:
        return Training(id=id_, origin=Origin("log.csv", "", 2), staff=id_, course="Fire safety", completed=day)

    rows = (done("a", ON), done("b", ON + timedelta(days=40)), done("c", date(2027, 3, 1)))
    found, after = as_of(Records({"training": rows}, {}, frozenset({"training"})), ON)
    assert [row.id for row in found.of("training")] == ["a"]
    assert [row.id for row in found.ahead["training"]] == ["b", "c"]
    assert after.rows == {"training": 2}
    assert [library.messages.what(slip.what) for slip in after.slips] == [
        "What is given as the day of completion lies more than two months after the day of this pack, "
        "so the row does not count."
    ]


def test_the_score_of_a_re_audit_to_come_goes_with_its_day() -> None:
    audit = Audit(id="a", origin=HERE, date=ON, topic="Medicines", reaudit_date=NEXT, reaudit_score=9.0)
    found, after = as_of(records(audit), ON)
    assert [(a.reaudit_date, a.reaudit_score) for a in found.of("audits")] == [(None, None)]  # type: ignore[attr-defined]
    assert after.days == {"audits": 1}


def test_somebody_who_leaves_later_keeps_the_day_and_a_row_that_starts_later_is_kept() -> None:
    staff = Staff(id="s", origin=HERE, code="1", role="nurse", start=NEXT, end=NEXT)
    leader = Leader(id="l", origin=HERE, code="1", role="deputy", start=NEXT, end=NEXT)
    found, after = as_of(records(staff, leader), ON)
    assert [row.end for name in ("staff", "leaders") for row in found.of(name)] == [NEXT, NEXT]  # type: ignore[attr-defined]
    assert (after.rows, after.days) == ({}, {})


def test_rows_that_could_not_be_used_stand_as_of_the_day_too() -> None:
    def row(id_: str, day: Day | None, closed: Day | None) -> Incident:
        return Incident(id=id_, origin=HERE, date=day, type=None, closed=closed)  # type: ignore[arg-type]

    found, after = as_of(records(partial=(row("1", ON, NEXT), row("2", NEXT, None), row("3", None, ON))), ON)
    kept = found.partial["incidents"]
    assert [(r.id, r.closed) for r in kept] == [("1", None), ("3", ON)]  # type: ignore[attr-defined]
    assert (after.rows, after.days) == ({"incidents": 1}, {"incidents": 1})


def test_a_policy_reviewed_after_the_day_leaves_open_what_held_on_it_unless_another_row_says(library: Library) -> None:
    def policy(id_: str, day: Day) -> Policy:
        return Policy(id=id_, origin=HERE, title="Safeguarding", reviewed=day, next_review=day + timedelta(days=365))

    found, after = as_of(Records({"policies": (policy("p", NEXT),)}, {}, frozenset({"policies"})), ON)
    assert (found.of("policies"), found.unknown) == ((), {"p": {"reviewed", "next_review"}})
    assert [(p.reviewed, p.next_review) for p in found.partial["policies"]] == [(None, None)]  # type: ignore[attr-defined]
    (slip,) = after.slips
    assert library.messages.what(slip.what) == (
        "1 November 2026, which lies after the day of this pack, is given as the day it was last reviewed. "
        "What held on the day of the pack is not known."
    )
    both = (policy("p", NEXT), policy("q", ON))
    found, after = as_of(Records({"policies": both}, {}, frozenset({"policies"})), ON)
    assert ([p.id for p in found.of("policies")], after.rows, after.slips) == (["q"], {"policies": 1}, ())


@pytest.mark.parametrize("year", [1926, 2206])
def test_a_day_that_cannot_be_is_not_known_and_said(year: int) -> None:
    day = date(year, 9, 5)
    rows = (
        Complaint(id="c", origin=HERE, received=day, closed=ON),
        Complaint(id="d", origin=HERE, received=ON, acknowledged=day),
    )
    found, after = as_of(Records({"complaints": rows}, {}, frozenset({"complaints"})), ON)
    assert found.unknown["c"] >= {"received"} and found.unknown["d"] == {"acknowledged"}
    assert [r.id for r in found.partial["complaints"]] == ["c"]
    assert ([r.id for r in found.of("complaints")], len(after.slips), after.rows) == (["d"], 2, {})


def test_a_member_of_staff_may_have_begun_long_ago_and_cannot_leave_in_another_century() -> None:
    long_ago = Staff(id="s", origin=HERE, code="1", role="nurse", start=date(1984, 5, 1), end=date(2206, 5, 1))
    found, after = as_of(records(long_ago), ON)
    assert ([r.start.year for r in found.of("staff")], found.unknown) == ([1984], {"s": {"end"}})  # type: ignore[attr-defined]
    assert len(after.slips) == 1


@pytest.mark.parametrize("register", REGISTERS)
def test_each_day_of_a_register_is_its_own_a_plan_or_done(register: str) -> None:
    """A new field of a day has to be put into one of these."""
    plans = {
        "limit", "extended_to", "due_next", "review_due", "next_review", "next_date", "next", "due", "booked",
        "renewal_due", "right_to_work_until", "next_visit",
        "expires", "end", "leave_from", "leave_to", "returned", "start", "began", "since", "event_date",
    }  # fmt: skip
    record = REGISTERS[register]
    days = {name for name, kind in field_types(record).items() if kind == "date"}
    assert days - {record.dated_by, *record.happened} <= plans
    assert not plans & {*record.happened}
