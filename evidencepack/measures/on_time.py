"""on_time: closed within the limit, of all that fell due in the window or are open on the day, whatever their age."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum

from msgspec import Struct

from evidencepack.dates import Span, Window, last_of
from evidencepack.frameworks.indicators import OnTime
from evidencepack.measures.answers import Answer
from evidencepack.measures.cells import open_cell
from evidencepack.measures.matching import Matches, find, nothing, unanswerable
from evidencepack.measures.measured import Measured, Scope, Unit, UsedAs, trace_row
from evidencepack.measures.tally import Row, tally, traces
from evidencepack.notes import Note, note
from evidencepack.registers import Record
from evidencepack.statuses import Status

_WAITING, _TIMELESS = note("open-not-yet-due"), note("without-limit")


class _Outcome(Enum):
    """What a case comes to on the day: whether it is asked about, and whether it is good."""

    GOOD = (Answer.YES, Answer.YES)
    LATE = (Answer.YES, Answer.NO)
    WAITING = (Answer.NO, Answer.NO)


class _Case(Struct, frozen=True):
    """One row with the last day of its limit, the day it was closed, and all that it may come to.

    `asked` is whether it is among those asked about, `doubt` why that or its outcome is open.
    """

    record: Record
    asked: Answer
    limit: date | None
    closed: date | None
    outcomes: frozenset[_Outcome | None]
    doubt: Note | None

    def row(self) -> Row | None:
        """The case as it counts; None where it cannot be due in the window."""
        found = [o.value for o in self.outcomes if o]
        due = [good for asked, good in found if asked]
        if not due:
            return None
        asked = min(self.asked, Answer.YES if len(due) == len(self.outcomes) else Answer.MAYBE)
        good = due[0] if len(set(due)) == 1 else Answer.MAYBE
        return Row(self.record, asked, good, self._because(), self.doubt)

    def _because(self) -> Note:
        if self.closed is None or self.limit is None:
            return note("open-past-limit", limit=self.limit or self.record.day or date.max)
        return note("closed", closed=self.closed, limit=self.limit)


def measure(indicator: OnTime, scope: Scope) -> Measured:
    """Count what was closed within its limit; an open case past its limit is late, one not yet due is only said."""
    window, register = scope.window_of(indicator.of), indicator.of
    found = find(register, indicator.where, scope)
    days = [indicator.closed, *([] if indicator.limit else [indicator.due])]
    if without := unanswerable(register, scope, Unit.SHARE, window, indicator.where, days if found else ()):
        return without
    cases = _cases(found, indicator, scope, window)
    if not any(case.outcomes - {None} for case in cases):
        return nothing(indicator, register, Unit.SHARE, scope, window)
    return _measured(cases, register, scope, window)


def _measured(cases: list[_Case], register: str, scope: Scope, window: Window) -> Measured:
    rows = [row for row in (case.row() for case in cases) if row]
    counts, certain = tally(rows), [c for c in cases if not c.doubt]
    waiting = [c for c in certain if c.outcomes == {_Outcome.WAITING}]
    timeless = [c.record for c in certain if c.limit is None and c.record.day and c.record.day in window]
    still_open = [c for c in certain if c.outcomes == {_Outcome.LATE} and c.closed is None]
    late = int((counts.sure.denominator or 0) - (counts.sure.numerator or 0))
    return Measured(
        Unit.SHARE,
        (register,),
        window=window,
        trace=(
            *traces(rows),
            *(trace_row(c.record, UsedAs.LEFT_OUT, note("waiting", limit=c.limit or date.max)) for c in waiting),
            *(trace_row(r, UsedAs.LEFT_OUT, _TIMELESS) for r in timeless),
        ),
        left_out=tuple((why, n) for why, n in ((_WAITING, len(waiting)), (_TIMELESS, len(timeless))) if n),
        facts={"late": str(late), "open_late": str(len(still_open)), "waiting": str(len(waiting))},
        notes=_notes(still_open, scope.on),
        **counts.figures(Status.NONE_DUE),
    )


def _cases(found: Matches, indicator: OnTime, scope: Scope, window: Window) -> list[_Case]:
    sure = [_case(r, Answer.YES, None, indicator, scope, window) for r in found.sure]
    return sure + [_case(m.record, Answer.MAYBE, m.doubt, indicator, scope, window) for m in found.maybe]


def _case(record: Record, asked: Answer, doubt: Note | None, indicator: OnTime, scope: Scope, window: Window) -> _Case:
    """A case with all that it may come to: with a day that is open, what each day that matters would make of it."""
    opened = getattr(record, indicator.opened) if indicator.opened else None
    limits, open_limit = _limits(record, opened, indicator, scope)
    closed: date | None = getattr(record, indicator.closed)
    open_day = scope.cells.doubt_of_empty(record, indicator.closed) if closed is None else None
    if not limits:
        still = not open_day and (closed is None or closed > scope.on)
        may = (_Outcome.WAITING, _Outcome.LATE) if still else (_Outcome.GOOD, _Outcome.LATE, None)
        outcomes = frozenset[_Outcome | None](may if open_limit else ())
        return _Case(record, asked, None, closed, outcomes, doubt or open_limit)
    may_be = {
        outcome
        for limit in limits
        for outcome in _outcomes(limit, opened or record.day, closed, open_day, window, scope.on)
    }
    certain = len(may_be) <= 1 and not open_limit
    of_month = indicator.opened or indicator.due if len(limits) > 1 else indicator.closed
    unsure = open_limit or open_day or open_cell("maybe-month", record.register, of_month)
    return _Case(record, asked, max(limits), closed, frozenset(may_be), doubt or (None if certain else unsure))


def _outcomes(
    limit: date, opened: date | None, closed: date | None, open_day: Note | None, window: Window, on: date
) -> Iterator[_Outcome | None]:
    """All that a case may come to: with a day that is open, what each day that matters would make of it."""
    if not open_day and (closed is None or last_of(closed) == closed):
        yield _outcome(limit, closed, window, on)
        return
    first, last = (opened or date.min, on) if closed is None else (closed, last_of(closed))
    days = {first, last, limit, limit + timedelta(days=1), window.start, window.start - timedelta(days=1)}
    yield from (_outcome(limit, day, window, on) for day in days if first <= day <= last)
    if open_day:
        yield _outcome(limit, None, window, on)


def _limits(
    record: Record, opened: date | None, indicator: OnTime, scope: Scope
) -> tuple[tuple[date, ...], Note | None]:
    """The last days by which a case may have had to be closed, and why there is none or more than one."""
    limit = getattr(record, indicator.due) if indicator.due else None
    limits = [limit, last_of(limit)] if limit else []
    asked = [name for name in (indicator.due, indicator.extended) if name]
    if limit is None and indicator.limit:
        asked.append(indicator.opened)
        span = Span.parse(scope.fill(indicator.limit))
        limits = [span.after(opened), span.after(last_of(opened))] if opened else []
    unread = next((n for n in asked if n and record.id in scope.cells.unknown_ids(n)), "")
    if unread:
        return (), open_cell("maybe-cell", record.register, unread)
    extended = getattr(record, indicator.extended) if indicator.extended else None
    limits = [max(d, extended) if extended else d for d in limits] or ([extended] if extended else [])
    absent = not limits and indicator.due and scope.cells.lacks(record, indicator.due)
    return tuple(dict.fromkeys(limits)), open_cell("maybe-absent", record.register, indicator.due) if absent else None


def _outcome(limit: date, closed: date | None, window: Window, on: date) -> _Outcome | None:
    """What a case comes to; None where it was due and closed outside the window.

    Closed before its limit it counts in the window in which it was closed: it need not wait for its limit.
    """
    if closed is None or closed > on:
        return _Outcome.LATE if limit < on else _Outcome.WAITING
    if min(limit, closed) not in window and limit not in window:
        return None
    return _Outcome.GOOD if closed <= limit else _Outcome.LATE


def _notes(still_open: Iterable[_Case], on: date) -> tuple[Note, ...]:
    late = [(on - c.limit).days for c in still_open if c.limit]
    return (note("still-open", n=len(late), longest=note("days", n=max(late))),) if late else ()
