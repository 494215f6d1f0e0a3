"""Who counts on the day: employed or supported, and who is left out with a reason that is counted."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from evidencepack.dates import Span, Window
from evidencepack.frameworks.indicator_base import Conditions, LeaveOut
from evidencepack.measures.conditions import fulfilling, might_fulfil
from evidencepack.measures.measured import TraceRow, UsedAs
from evidencepack.measures.scope import Scope
from evidencepack.notes import Note, note
from evidencepack.registers import Record

LINK = {"staff": "staff", "people": "person"}


class Member(Struct, frozen=True):
    """One person of the denominator: their code in the records, and their row if a register names them."""

    code: str
    record: Record | None
    stand_in: Record


class Members(Struct, frozen=True):
    """The people who count, those left out with the reason, and whether a register named them."""

    counted: tuple[Member, ...]
    left_out: tuple[tuple[Record, Note], ...]
    from_register: bool

    def left_out_counts(self) -> tuple[tuple[Note, int], ...]:
        """How many were left out for each reason, in the order of their codes."""
        counts = Counter(reason for _, reason in self.left_out)
        return tuple(sorted(counts.items(), key=lambda item: (item[0].code, item[0].facts)))

    def left_out_trace(self) -> tuple[TraceRow, ...]:
        """A trace row for each person left out."""
        return tuple(trace_row(record, UsedAs.LEFT_OUT, reason) for record, reason in self.left_out)


def trace_row(record: Record, used_as: UsedAs, because: Note, by: tuple[str, ...] = ()) -> TraceRow:
    """How one record counted."""
    return TraceRow(record.id, record.register, used_as, because, record.origin, by)


def on_the_day(person: Any, on: date) -> bool:
    """Employed or supported on the day: from the first day to the last, both included."""
    return bool(person.start <= on and (person.end is None or person.end >= on))


def on_leave(person: Any, on: date) -> bool:
    """On leave on the day, and not noted as returned."""
    if getattr(person, "leave_from", None) is None or person.leave_from > on:
        return False
    if person.returned is not None and person.returned <= on:
        return False
    return person.leave_to is None or person.leave_to >= on


def _within(day: date | None, span: Span | None, on: date) -> bool:
    return bool(span and day and span.start_of_window(on) <= day <= on)


def reason_left_out(person: Any, rule: LeaveOut, on: date) -> Note | None:
    """Why a person is not expected to have a record yet; None when they are."""
    if rule.on_leave and on_leave(person, on):
        return note("on-leave")
    if _within(person.start, rule.started_within, on):
        return note("started-within", span=str(rule.started_within))
    if _within(getattr(person, "returned", None), rule.returned_within, on):
        return note("returned-within", span=str(rule.returned_within))
    return None


def members(
    of: str, by: str, where: Conditions, rule: LeaveOut, scope: Scope, started: Window | None = None
) -> Members:
    """The people in `of` on the day, of them only those who `started` in a window if one is given.

    Without that register, everyone the register `by` names.
    """
    if of not in scope.records.supplied:
        return _named_in(of, by, scope)
    kinds = [(name, fulfilling({name: wanted}, scope)) for name, wanted in where.items()]
    counted, left = [], []
    for person in scope.records.of(of):
        if not on_the_day(person, scope.on):
            continue
        if started is not None and person.day not in started:
            continue
        reason = _other_kind(person, kinds) or reason_left_out(person, rule, scope.on)
        if reason:
            left.append((person, reason))
        else:
            counted.append(Member(person.code, person, person))  # type: ignore[attr-defined]
    return Members(tuple(counted), tuple(left), True)


def _other_kind(person: Any, kinds: Sequence[tuple[str, Callable[[Record], bool]]]) -> Note | None:
    """Why a person is not among those asked about; what a register leaves blank keeps nobody out."""
    for name, fulfils in kinds:
        value = "" if name == "topic" else getattr(person, name)
        if value != "" and not fulfils(person):
            return note("of-another-kind", name=name, value=str(value))
    return None


def unread_people(of: str, where: Conditions, scope: Scope) -> int:
    """How many unread rows of a register of people may be of somebody who counts on the day."""
    rows = (r for r in scope.records.unread_of(of) if might_fulfil(r, where, scope))
    return sum((r.values.get("start") or scope.on) <= scope.on <= (r.values.get("end") or scope.on) for r in rows)


def _named_in(of: str, by: str, scope: Scope) -> Members:
    first: dict[str, Record] = {}
    for record in scope.records.of(by):
        first.setdefault(getattr(record, LINK[of]), record)
    return Members(tuple(Member(code, None, record) for code, record in first.items()), (), False)


def records_by_person(of: str, by: str, match: Conditions, scope: Scope) -> dict[str, list[Record]]:
    """The matching rows of a register, by the code of the person they are about."""
    found: dict[str, list[Record]] = {}
    fulfils = fulfilling(match, scope)
    for record in scope.records.of(by):
        if fulfils(record):
            found.setdefault(getattr(record, LINK[of]), []).append(record)
    return found


def days_in_post(person: Any, start: date, end: date) -> int:
    """Days between two days, both included, that a person was in post and not on leave."""
    first, last = max(start, person.start), min(end, person.end or end)
    if last < first:
        return 0
    days: int = (last - first).days + 1 - _leave_days(person, first, last)
    return days


def _leave_days(person: Any, first: date, last: date) -> int:
    if getattr(person, "leave_from", None) is None:
        return 0
    ends = [d for d in (person.leave_to, person.returned and person.returned - timedelta(days=1)) if d]
    begin, end = max(first, person.leave_from), min([last, *ends])
    days: int = (end - begin).days + 1
    return max(0, days)


def people_note(found: Members, of: str) -> tuple[Note, ...]:
    """What to print when no register named the people."""
    if found.from_register:
        return ()
    return (note("no-register-of-staff" if of == "staff" else "no-register-of-people"),)
