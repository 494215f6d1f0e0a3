"""each: people with at least N records in the window, pro rata to time in post; or with no gap over X."""

from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

from evidencepack.dates import Span, Window, longest_gap
from evidencepack.frameworks.indicators import Each
from evidencepack.measures.conditions import fulfilling, unread_matching
from evidencepack.measures.matching import unread_note
from evidencepack.measures.measured import Measured, Unit, UsedAs, not_supplied
from evidencepack.measures.members import (
    Member,
    days_in_post,
    members,
    people_note,
    records_by_person,
    trace_row,
    unread_people,
)
from evidencepack.measures.scope import Scope
from evidencepack.notes import Note, note
from evidencepack.registers import Record
from evidencepack.statuses import Status

_TOO_NEW = {
    "staff": note("too-new-in-post"),
    "people": note("too-new-here"),
}


def expected(times: int, member: Member, window: Window, whole: int) -> int:
    """How many were due: `times` a window, pro rata to the days in post and not on leave, rounded down."""
    if member.record is None:
        return times
    return times * days_in_post(member.record, window.start, window.end) // whole


def measure(indicator: Each, scope: Scope) -> Measured:
    """Count the people supervised (or the like) as often as asked, each over their own time in post."""
    registers = (indicator.of, indicator.by)
    if indicator.by not in scope.records.supplied:
        return not_supplied(Unit.SHARE, registers, indicator.by)
    window = scope.window_of(indicator.by)
    found = members(indicator.of, indicator.by, indicator.where, indicator.leave_out, scope)
    theirs = records_by_person(indicator.of, indicator.by, indicator.match, scope)
    trace, n, of, short = [], 0, 0, 0
    for member in found.counted:
        rows = [r for r in theirs.get(member.code, []) if r.day is not None and r.day in window]
        enough, because = _judge(indicator, scope, member, rows, window)
        if enough is None:
            short += 1
            trace.append(trace_row(member.stand_in, UsedAs.LEFT_OUT, because))
            continue
        of, n = of + 1, n + enough
        used = UsedAs.NUMERATOR if enough else UsedAs.DENOMINATOR
        trace.append(trace_row(member.stand_in, used, because, tuple(r.id for r in rows)))
    unread = unread_people(indicator.of, indicator.where, scope)
    left = found.left_out_counts() + (((_TOO_NEW[indicator.of], short),) if short else ())
    return Measured(
        Unit.SHARE,
        registers,
        numerator=Fraction(n),
        denominator=of,
        figure=Fraction(n, of) if of else None,
        window=window,
        set_aside=_set_aside(of, n, unread, indicator, scope),
        trace=tuple(trace) + found.left_out_trace(),
        left_out=left,
        unread=unread,
        facts={
            "empty_register": indicator.by,
            "missing": str(of - n),
            "times": scope.fill(indicator.times),
            "gap": scope.fill(indicator.gap),
        },
        notes=people_note(found, indicator.of) + unread_note(indicator.by, indicator.match, scope, window),
    )


def _judge(
    indicator: Each, scope: Scope, member: Member, rows: list[Record], window: Window
) -> tuple[bool | None, Note]:
    if indicator.gap:
        limit = Span.parse(scope.fill(indicator.gap))
        begin = max(window.start, member.record.day or window.start) if member.record else window.start
        gap = longest_gap([r.day for r in rows if r.day], begin, scope.on)
        points = sorted({begin, scope.on, *(r.day for r in rows if r.day)})
        kept = all(b <= limit.last_day_from(a) + timedelta(days=1) for a, b in pairwise(points))
        return kept, note("longest-gap", gap=str(gap), limit=str(limit))
    # The whole of the asked-for window, not the part since registration: a new service is not asked for a year.
    whole = (scope.on - (scope.window or Span(months=12)).start_of_window(scope.on) + timedelta(days=1)).days
    due = expected(int(Fraction(scope.fill(indicator.times))), member, window, whole)
    if due == 0:
        return None, _TOO_NEW[indicator.of]
    return len(rows) >= due, note("recorded-of-due", recorded=len(rows), due=due)


def _set_aside(of: int, n: int, unread: int, indicator: Each, scope: Scope) -> Status | None:
    if of == 0:
        return Status.UNCLEAR if unread else Status.NONE_DUE
    if n == 0 and not any(map(fulfilling(indicator.match, scope), scope.records.of(indicator.by))):
        return Status.UNCLEAR if unread_matching(indicator.by, indicator.match, scope) else Status.NO_EVIDENCE
    return None
