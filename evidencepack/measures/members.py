"""Who counts on the day: employed or supported, and who is left out with a reason that is counted."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from evidencepack.dates import Span, Window
from evidencepack.frameworks.indicator_base import LeaveOut
from evidencepack.frameworks.indicators import Coverage, Each
from evidencepack.measures.conditions import fulfilling, might_fulfil
from evidencepack.measures.matching import unread_matching
from evidencepack.measures.measured import Scope, TraceRow, UsedAs, trace_row
from evidencepack.notes import Note, note
from evidencepack.registers import Record
from evidencepack.statuses import Status

LINK = {"staff": "staff", "people": "person"}


class Member(Struct, frozen=True):
    """One person of the denominator: their code in the records, and their row if a register names them."""

    code: str
    record: Record | None
    stand_in: Record


class Members(Struct, frozen=True):
    """The people who count, those left out with the reason, and how many unread rows may be of somebody who counts.

    `notes` say so where no register names the people.
    """

    counted: tuple[Member, ...]
    left_out: tuple[tuple[Record, Note], ...]
    unread: int
    notes: tuple[Note, ...] = ()

    def left_out_counts(self) -> tuple[tuple[Note, int], ...]:
        """How many were left out for each reason, in the order of their codes."""
        counts = Counter(reason for _, reason in self.left_out)
        return tuple(sorted(counts.items(), key=lambda item: (item[0].code, item[0].facts)))

    def left_out_trace(self) -> tuple[TraceRow, ...]:
        """A trace row for each person left out."""
        return tuple(trace_row(record, UsedAs.LEFT_OUT, reason) for record, reason in self.left_out)


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


def _reason_left_out(person: Any, rule: LeaveOut, on: date) -> Note | None:
    if rule.on_leave and on_leave(person, on):
        return note("on-leave")
    if _within(person.start, rule.started_within, on):
        return note("started-within", span=str(rule.started_within))
    if _within(getattr(person, "returned", None), rule.returned_within, on):
        return note("returned-within", span=str(rule.returned_within))
    return None


def members(indicator: Coverage | Each, scope: Scope, started: Window | None = None) -> Members:
    """The people in `of` on the day, of them only those who `started` in a window if one is given.

    Without that register, everyone the register `by` names.
    """
    unread = _unread_people(indicator, scope)
    if indicator.of not in scope.records.supplied:
        return _named_in(indicator, scope, unread)
    kinds = [(name, fulfilling({name: wanted}, scope)) for name, wanted in indicator.where.items()]
    counted, left = [], []
    for person in scope.records.of(indicator.of):
        if not on_the_day(person, scope.on) or (started is not None and person.day not in started):
            continue
        if reason := _other_kind(person, kinds) or _reason_left_out(person, indicator.leave_out, scope.on):
            left.append((person, reason))
        else:
            counted.append(Member(person.code, person, person))  # type: ignore[attr-defined]
    return Members(tuple(counted), tuple(left), unread)


def _other_kind(person: Any, kinds: Sequence[tuple[str, Callable[[Record], bool]]]) -> Note | None:
    """Why a person is not among those asked about; what a register leaves blank keeps nobody out."""
    for name, fulfils in kinds:
        value = "" if name == "topic" else getattr(person, name)
        if value != "" and not fulfils(person):
            return note("of-another-kind", name=name, value=str(value))
    return None


def _unread_people(indicator: Coverage | Each, scope: Scope) -> int:
    rows = (r for r in scope.records.unread_of(indicator.of) if might_fulfil(r, indicator.where, scope))
    return sum((r.values.get("start") or scope.on) <= scope.on <= (r.values.get("end") or scope.on) for r in rows)


def _named_in(indicator: Coverage | Each, scope: Scope, unread: int) -> Members:
    first: dict[str, Record] = {}
    for record in scope.records.of(indicator.by):
        first.setdefault(getattr(record, LINK[indicator.of]), record)
    said = note("no-register-of-staff" if indicator.of == "staff" else "no-register-of-people")
    return Members(tuple(Member(code, None, record) for code, record in first.items()), (), unread, (said,))


def records_by_person(indicator: Coverage | Each, scope: Scope) -> dict[str, list[Record]]:
    """The matching rows of the register `by`, by the code of the person they are about."""
    found: dict[str, list[Record]] = {}
    for record in filter(fulfilling(indicator.match, scope), scope.records.of(indicator.by)):
        found.setdefault(getattr(record, LINK[indicator.of]), []).append(record)
    return found


def why_no_figure(indicator: Coverage | Each, scope: Scope, n: int, of: int, unread: int) -> Status | None:
    """What stands in place of a figure where nobody counts, or where no record could make anybody count."""
    if of == 0:
        return Status.UNCLEAR if unread else Status.NONE_DUE
    if n == 0 and not any(map(fulfilling(indicator.match, scope), scope.records.of(indicator.by))):
        return Status.UNCLEAR if unread_matching(indicator.by, indicator.match, scope) else Status.NO_EVIDENCE
    return None


def days_in_post(person: Any, start: date, end: date) -> int:
    """Days between two days, both included, that a person was in post and not on leave."""
    post = Window(max(start, person.start), min(end, person.end or end))
    return post.days - _leave_days(person, post) if post.days else 0


def _leave_days(person: Any, post: Window) -> int:
    if getattr(person, "leave_from", None) is None:
        return 0
    ends = [d for d in (person.leave_to, person.returned and person.returned - timedelta(days=1)) if d]
    return Window(max(post.start, person.leave_from), min([post.end, *ends])).days
