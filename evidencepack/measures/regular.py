"""regular: complete calendar periods with a record, of the complete periods in the window."""

from collections.abc import Container
from datetime import date
from fractions import Fraction
from typing import Any

from evidencepack.dates import MONTHS, Every, Span, Window, complete_periods, gaps, longest, month_words
from evidencepack.frameworks.indicators import Regular
from evidencepack.measures.matching import Matches, Maybe, find, nothing, unanswerable, why_of
from evidencepack.measures.measured import Measured, Reading, Scope, SubFigure, Unit, UsedAs, trace_row
from evidencepack.measures.tally import share
from evidencepack.notes import Fact, note
from evidencepack.statuses import Status


def period_words(period: Window, every: Every) -> str:
    """A calendar period as people say it: March 2026, April to June 2026."""
    if every is Every.MONTH:
        return month_words(period.start)
    return f"{MONTHS[period.start.month - 1]} to {month_words(period.end)}"


def measure(indicator: Regular, scope: Scope) -> Measured:
    """Count the whole periods in which it happened; the unfinished one is not counted."""
    register, months = indicator.of, (scope.window or Span(months=12)).months or 12
    periods = complete_periods(indicator.every, scope.on, months, scope.not_before(register))
    window = Window(periods[0].start, periods[-1].end) if periods else None
    if without := unanswerable(register, scope, Unit.SHARE, window, indicator.where):
        return without
    if not periods:
        return Measured(Unit.SHARE, (register,), denominator=0, set_aside=Status.NONE_DUE)
    found = find(register, indicator.where, scope, dated_only=True)
    if not found:
        return nothing(indicator, register, Unit.SHARE, scope, window)
    counts = [(p, [r for r in found.sure if r.day is not None and r.day in p]) for p in periods]
    why = why_of(indicator.where, scope)
    kept = [r for _, rows in counts for r in rows]
    missing = [p for p, rows in counts if not rows]
    maybe = _may_fill(found, missing, scope.cells.undated_ids(register))
    known = bool(found.sure or find(register, indicator.where, scope).sure)
    sure = share(len(periods) - len(missing), len(periods))
    last = max((r.day for r in found.sure if r.day), default=None)
    return Measured(
        Unit.SHARE,
        (register,),
        numerator=sure.numerator,
        denominator=sure.denominator,
        figure=sure.figure,
        window=window,
        trace=(
            *(trace_row(r, UsedAs.NUMERATOR, why(r)) for r in kept),
            *(trace_row(m.record, UsedAs.MAYBE, m.doubt) for m in maybe),
        ),
        parts=tuple(SubFigure(p.start.isoformat(), Fraction(len(rows)), 1, p) for p, rows in counts),
        facts=_facts(indicator, periods, missing, [r.day for r in kept if r.day]),
        notes=(note("newest-is", day=last),) if last and periods[-1].end < last else (),
        **_range(periods, missing, maybe, known),
    )


def _may_fill(found: Matches, missing: list[Window], undated: Container[str]) -> list[Maybe]:
    """The rows that may fill a period without one: what has no day was never held."""
    days = ((m, m.record.day) for m in found.maybe)
    return [m for m, day in days if m.record.id in undated or (day and any(day in p for p in missing))]


def _range(periods: tuple[Window, ...], missing: list[Window], maybe: list[Maybe], known: bool) -> dict[str, Any]:
    """The most periods in which it may have happened: a row without a day fills at most one.

    Where no row is `known` for one that is asked about, it may be that none is at all.
    """
    filled = sum(any(m.record.day is not None and m.record.day in p for m in maybe) for p in missing)
    filled = min(len(missing), filled + sum(m.record.day is None for m in maybe))
    if not filled and known:
        return {}
    n, of = len(periods) - len(missing), len(periods)
    least = share(n, of) if known else Reading()
    return {"least": least, "greatest": share(n + filled, of), "unread": len(maybe)}


def _facts(indicator: Regular, periods: tuple[Window, ...], missing: list[Window], days: list[date]) -> dict[str, Fact]:
    least, greatest = map(longest, gaps(days, periods[0].start, periods[-1].end))
    gap: Fact = least if least == greatest else note("least-to-greatest", least=str(least), greatest=str(greatest))
    without = tuple(period_words(p, indicator.every) for p in missing)
    return {
        "periods": indicator.every.plural if len(periods) != 1 else indicator.every.value,
        "period": indicator.every.value,
        "missing": str(len(missing)),
        "missing_periods": without or note("none"),
        "without": note("without-periods", periods=without) if without else "",
        "longest_gap": note("days", n=gap),
    }
