"""on_time: closed within the limit, of all that fell due in the window or are open on the day, whatever their age."""

from datetime import date
from fractions import Fraction

from msgspec import Struct

from evidencepack.dates import Span, Window
from evidencepack.frameworks.indicators import OnTime
from evidencepack.measures.matching import matching, nothing, unread_matching
from evidencepack.measures.measured import Measured, Scope, TraceRow, Unit, UsedAs, trace_row
from evidencepack.notes import Note, note
from evidencepack.registers import Record
from evidencepack.statuses import Status

_WAITING, _TIMELESS = note("open-not-yet-due"), note("without-limit")


class _Case(Struct, frozen=True):
    """One row with the last day of its limit and the day it was closed."""

    record: Record
    limit: date
    closed: date | None


def measure(indicator: OnTime, scope: Scope) -> Measured:
    """Count what was closed within its limit; an open case past its limit is late, one not yet due is only said."""
    window = scope.window_of(indicator.of)
    rows = matching(indicator.of, indicator.where, scope)
    cases = [(r, _case(r, indicator, scope)) for r in rows]
    due, waiting = _sorted_out([c for _, c in cases if c], window, scope.on)
    timeless = [r for r, case in cases if case is None and r.day in window]
    if not due and not waiting:
        return nothing(Unit.SHARE, indicator.of, indicator.where, scope, window, indicator.when_none)
    good = [c for c in due if c.closed is not None and c.closed <= c.limit]
    still_open = [c for c in due if c.closed is None]
    return Measured(
        Unit.SHARE,
        (indicator.of,),
        numerator=Fraction(len(good)),
        denominator=len(due),
        figure=Fraction(len(good), len(due)) if due else None,
        window=window,
        set_aside=None if due else Status.NONE_DUE,
        trace=(
            *(_trace(c) for c in due),
            *(trace_row(c.record, UsedAs.LEFT_OUT, note("waiting", limit=c.limit)) for c in waiting),
            *(trace_row(r, UsedAs.LEFT_OUT, _TIMELESS) for r in timeless),
        ),
        left_out=tuple((why, n) for why, n in ((_WAITING, len(waiting)), (_TIMELESS, len(timeless))) if n),
        unread=unread_matching(indicator.of, indicator.where, scope, window),
        facts={"late": str(len(due) - len(good)), "open_late": str(len(still_open)), "waiting": str(len(waiting))},
        notes=_notes(still_open, scope.on),
    )


def _case(record: Record, indicator: OnTime, scope: Scope) -> _Case | None:
    limit = getattr(record, indicator.due) if indicator.due else None
    opened = getattr(record, indicator.opened) if indicator.opened else None
    if limit is None and opened is not None and indicator.limit:
        limit = Span.parse(scope.fill(indicator.limit)).after(opened)
    extended = getattr(record, indicator.extended) if indicator.extended else None
    limit = max((d for d in (limit, extended) if d), default=None)
    return None if limit is None else _Case(record, limit, getattr(record, indicator.closed))


def _sorted_out(cases: list[_Case], window: Window, on: date) -> tuple[list[_Case], list[_Case]]:
    """What fell due in the window or is open past its limit, and what is open and not yet due."""
    closed = [c for c in cases if c.closed is not None and c.closed <= on]
    still_open = [c for c in cases if c.closed is None or c.closed > on]
    # Closed before its limit counts in the window in which it was closed: it need not wait for its limit.
    due = [c for c in closed if min(c.limit, c.closed or c.limit) in window or c.limit in window]
    due += [_Case(c.record, c.limit, None) for c in still_open if c.limit < on]
    return due, [c for c in still_open if c.limit >= on]


def _trace(case: _Case) -> TraceRow:
    if case.closed is None:
        return trace_row(case.record, UsedAs.DENOMINATOR, note("open-past-limit", limit=case.limit))
    used = UsedAs.NUMERATOR if case.closed <= case.limit else UsedAs.DENOMINATOR
    return trace_row(case.record, used, note("closed", closed=case.closed, limit=case.limit))


def _notes(still_open: list[_Case], on: date) -> tuple[Note, ...]:
    if not still_open:
        return ()
    longest = max((on - c.limit).days for c in still_open)
    return (note("still-open", n=len(still_open), longest=note("days", n=longest)),)
