"""regular: complete calendar periods with a record, of the complete periods in the window."""

from datetime import date
from fractions import Fraction

from evidencepack.dates import MONTHS, Every, Span, Window, complete_periods, longest_gap, month_words
from evidencepack.frameworks.indicators import Regular
from evidencepack.measures.matching import matching, nothing, unread_note, why_of
from evidencepack.measures.measured import Measured, Scope, SubFigure, Unit, UsedAs, trace_row
from evidencepack.notes import Fact, note
from evidencepack.statuses import Status


def period_words(period: Window, every: Every) -> str:
    """A calendar period as people say it: March 2026, April to June 2026."""
    if every is Every.MONTH:
        return month_words(period.start)
    return f"{MONTHS[period.start.month - 1]} to {month_words(period.end)}"


def measure(indicator: Regular, scope: Scope) -> Measured:
    """Count the whole periods in which it happened; the unfinished one is not counted."""
    months = (scope.window or Span(months=12)).months or 12
    periods = complete_periods(indicator.every, scope.on, months, scope.not_before(indicator.of))
    window = Window(periods[0].start, periods[-1].end) if periods else None
    rows = matching(indicator.of, indicator.where, scope)
    if indicator.of in scope.records.supplied and not periods:
        return Measured(Unit.SHARE, (indicator.of,), denominator=0, set_aside=Status.NONE_DUE)
    if not rows:
        return nothing(Unit.SHARE, indicator.of, indicator.where, scope, window, indicator.when_none)
    counts = [(p, [r for r in rows if r.day is not None and r.day in p]) for p in periods]
    why = why_of(indicator.where, scope)
    kept = [r for _, found in counts for r in found]
    n, missing = sum(bool(found) for _, found in counts), [p for p, found in counts if not found]
    return Measured(
        Unit.SHARE,
        (indicator.of,),
        numerator=Fraction(n),
        denominator=len(periods),
        figure=Fraction(n, len(periods)),
        window=window,
        trace=tuple(trace_row(r, UsedAs.NUMERATOR, why(r)) for r in kept),
        parts=tuple(SubFigure(p.start.isoformat(), Fraction(len(f)), 1, p) for p, f in counts),
        facts=_facts(indicator, periods, missing, [r.day for r in kept if r.day]),
        notes=unread_note(indicator.of, indicator.where, scope, window),
    )


def _facts(indicator: Regular, periods: tuple[Window, ...], missing: list[Window], days: list[date]) -> dict[str, Fact]:
    gap = longest_gap(days, periods[0].start, periods[-1].end)
    without = tuple(period_words(p, indicator.every) for p in missing)
    return {
        "periods": indicator.every.plural if len(periods) != 1 else indicator.every.value,
        "period": indicator.every.value,
        "missing": str(len(missing)),
        "missing_periods": without or note("none"),
        "without": note("without-periods", periods=without) if without else "",
        "longest_gap": note("days", n=gap),
    }
