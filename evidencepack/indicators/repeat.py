"""repeat: records whose theme was there before within a time."""

from datetime import date, timedelta
from fractions import Fraction

from evidencepack.dates import Span, add_months, day_words
from evidencepack.frameworks.indicators import Repeat
from evidencepack.indicators.conditions import unread_matching
from evidencepack.indicators.matching import matching, nothing
from evidencepack.indicators.measured import Measured, Unit, UsedAs
from evidencepack.indicators.members import trace_row
from evidencepack.indicators.scope import Scope
from evidencepack.records import Record


def measure(indicator: Repeat, scope: Scope) -> Measured:
    """Count the records of the window that repeat a theme recorded not longer ago than `within`."""
    window = scope.window_of(indicator.of)
    found = matching(indicator.of, indicator.where, scope)
    rows = [r for r in found if getattr(r, indicator.same)]
    without = [r for r in found if not getattr(r, indicator.same) and r.day is not None and r.day in window]
    inside = [r for r in rows if r.day is not None and r.day in window]
    if not inside:
        return nothing(Unit.SHARE, indicator.of, indicator.where, scope, window, indicator.when_none)
    earlier = {r.id: _before(r, rows, indicator) for r in inside}
    again = [r for r in inside if earlier[r.id]]
    trace = [trace_row(row, UsedAs.LEFT_OUT, f"without a {indicator.same}") for row in without]
    for row in inside:
        last = earlier[row.id]
        because = f"the same was recorded {day_words(last.day)}" if last and last.day else "first of its theme"
        trace.append(trace_row(row, UsedAs.NUMERATOR if last else UsedAs.DENOMINATOR, because))
    return Measured(
        Unit.SHARE,
        (indicator.of,),
        numerator=Fraction(len(again)),
        denominator=len(inside),
        figure=Fraction(len(again), len(inside)),
        window=window,
        trace=tuple(trace),
        left_out=((f"without a {indicator.same}", len(without)),) if without else (),
        unread=unread_matching(indicator.of, indicator.where, scope, window),
        facts={"within": str(indicator.within)},
    )


def _before(row: Record, rows: list[Record], indicator: Repeat) -> Record | None:
    """The last earlier record of the same theme, not longer ago than `within`."""
    theme = str(getattr(row, indicator.same)).casefold()
    found = None
    for other in rows:
        if other is row:
            break
        if row.day and other.day and str(getattr(other, indicator.same)).casefold() == theme:
            found = other if _end(other.day, indicator.within) >= row.day else found
    return found


def _end(day: date, span: Span) -> date:
    return add_months(day, span.months) if span.months else day + timedelta(days=span.days)
