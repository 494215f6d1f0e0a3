"""each: people with at least N records in the window, pro rata to time in post; or with no gap over X."""

from collections import Counter
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

from evidencepack.dates import Span, Window, longest_gap
from evidencepack.frameworks.indicators import Each, registers_of
from evidencepack.measures.matching import unread_note
from evidencepack.measures.measured import Measured, Scope, Unit, UsedAs, not_supplied, trace_row
from evidencepack.measures.members import Member, days_in_post, members, records_by_person, why_no_figure
from evidencepack.notes import Note, note
from evidencepack.registers import Record

_TOO_NEW = {"staff": note("too-new-in-post"), "people": note("too-new-here")}


def measure(indicator: Each, scope: Scope) -> Measured:
    """Count the people supervised (or the like) as often as asked, each over their own time in post."""
    if indicator.by not in scope.records.supplied:
        return not_supplied(Unit.SHARE, registers_of(indicator), indicator.by)
    window = scope.window_of(indicator.by)
    found, theirs = members(indicator, scope), records_by_person(indicator, scope)
    trace, used = [], Counter[UsedAs]()
    for member in found.counted:
        rows = [r for r in theirs.get(member.code, []) if r.day is not None and r.day in window]
        used_as, because = _judge(indicator, scope, member, rows, window)
        used[used_as] += 1
        by = () if used_as is UsedAs.LEFT_OUT else tuple(r.id for r in rows)
        trace.append(trace_row(member.stand_in, used_as, because, by))
    n, short = used[UsedAs.NUMERATOR], used[UsedAs.LEFT_OUT]
    of = n + used[UsedAs.DENOMINATOR]
    return Measured(
        Unit.SHARE,
        registers_of(indicator),
        numerator=Fraction(n),
        denominator=of,
        figure=Fraction(n, of) if of else None,
        window=window,
        set_aside=why_no_figure(indicator, scope, n, of, found.unread),
        trace=tuple(trace) + found.left_out_trace(),
        left_out=found.left_out_counts() + (((_TOO_NEW[indicator.of], short),) if short else ()),
        unread=found.unread,
        facts={
            "empty_register": indicator.by,
            "missing": str(of - n),
            "times": scope.fill(indicator.times),
            "gap": scope.fill(indicator.gap),
        },
        notes=found.notes + unread_note(indicator.by, indicator.match, scope, window),
    )


def _judge(indicator: Each, scope: Scope, member: Member, rows: list[Record], window: Window) -> tuple[UsedAs, Note]:
    person = member.record
    if indicator.gap:
        limit = Span.parse(scope.fill(indicator.gap))
        begin = max(window.start, person.day or window.start) if person else window.start
        points = sorted({begin, scope.on, *(r.day for r in rows if r.day)})
        kept = all(b <= limit.last_day_from(a) + timedelta(days=1) for a, b in pairwise(points))
        gap = longest_gap(points, begin, scope.on)
        return _used(kept), note("longest-gap", gap=str(gap), limit=str(limit))
    times = int(Fraction(scope.fill(indicator.times)))
    if person:  # pro rata to the days in post and not on leave, rounded down
        # The whole of the asked-for window, not the part since registration: a new service is not asked for a year.
        whole = Window((scope.window or Span(months=12)).start_of_window(scope.on), scope.on).days
        times = times * days_in_post(person, window.start, window.end) // whole
    if times == 0:
        return UsedAs.LEFT_OUT, _TOO_NEW[indicator.of]
    return _used(len(rows) >= times), note("recorded-of-due", recorded=len(rows), due=times)


def _used(enough: bool) -> UsedAs:
    return UsedAs.NUMERATOR if enough else UsedAs.DENOMINATOR
