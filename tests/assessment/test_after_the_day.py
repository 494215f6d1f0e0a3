"""What lies after the day of a pack is not done yet: rows are not used, days beside others are taken out and said."""

from datetime import date, timedelta

import pytest

from evidencepack.assessment import after_lines, as_of
from evidencepack.dates import Day
from evidencepack.library import Library
from evidencepack.origin import Origin
from evidencepack.registers import REGISTERS, Audit, Complaint, Incident, Leader, Records, Staff, field_types
from evidencepack.registers.people import Recruit

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


@pytest.mark.parametrize("register", REGISTERS)
def test_each_day_of_a_register_is_its_own_a_plan_or_done(register: str) -> None:
    """A new field of a day has to be put into one of these."""
    plans = {
        "limit", "extended_to", "due_next", "review_due", "next_review", "next_date", "next", "due", "booked",
        "expires", "end", "leave_from", "leave_to", "returned", "start", "began", "since", "event_date",
    }  # fmt: skip
    record = REGISTERS[register]
    days = {name for name, kind in field_types(record).items() if kind == "date"}
    assert days - {record.dated_by, *record.happened} <= plans
    assert not plans & {*record.happened}
