"""repeat: records whose theme was there before within a time."""

from fractions import Fraction

from evidencepack.frameworks.indicators import Repeat
from evidencepack.measures.matching import matching, nothing, unread_matching
from evidencepack.measures.measured import Measured, Scope, Unit, UsedAs, trace_row
from evidencepack.notes import note
from evidencepack.registers import Record


def measure(indicator: Repeat, scope: Scope) -> Measured:
    """Count the records of the window that repeat a theme recorded not longer ago than `within`."""
    window = scope.window_of(indicator.of)
    found = matching(indicator.of, indicator.where, scope)
    rows = [r for r in found if getattr(r, indicator.same)]
    without = [r for r in found if not getattr(r, indicator.same) and r.day is not None and r.day in window]
    inside = [r for r in rows if r.day is not None and r.day in window]
    if not inside:
        return nothing(Unit.SHARE, indicator.of, indicator.where, scope, window, indicator.when_none)
    earlier = _earlier(rows, indicator)
    again = [r for r in inside if r.id in earlier]
    unthemed = note("without-field", field=indicator.same)
    trace = [trace_row(row, UsedAs.LEFT_OUT, unthemed) for row in without]
    for row in inside:
        last = earlier.get(row.id)
        because = note("the-same-before", day=last.day) if last and last.day else note("first-of-theme")
        trace.append(trace_row(row, UsedAs.NUMERATOR if last else UsedAs.DENOMINATOR, because))
    return Measured(
        Unit.SHARE,
        (indicator.of,),
        numerator=Fraction(len(again)),
        denominator=len(inside),
        figure=Fraction(len(again), len(inside)),
        window=window,
        trace=tuple(trace),
        left_out=((unthemed, len(without)),) if without else (),
        unread=unread_matching(indicator.of, indicator.where, scope, window),
        facts={"within": str(indicator.within)},
    )


def _earlier(rows: list[Record], indicator: Repeat) -> dict[str, Record]:
    """By the id of a row the last one of its theme before it, where that is not longer ago than `within`."""
    last: dict[str, Record] = {}
    found: dict[str, Record] = {}
    for row in rows:
        if row.day is None:
            continue
        theme = str(getattr(row, indicator.same)).casefold()
        before = last.get(theme)
        if before and before.day and indicator.within.after(before.day) >= row.day:
            found[row.id] = before
        last[theme] = row
    return found
