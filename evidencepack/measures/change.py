"""change: before and after on the same record, or a figure in two periods."""

from datetime import timedelta
from fractions import Fraction

from evidencepack.dates import Span, Window
from evidencepack.frameworks.indicators import Change
from evidencepack.measures.matching import matching, nothing, why_of
from evidencepack.measures.measured import Measured, Scope, SubFigure, Unit, UsedAs, trace_row
from evidencepack.notes import Fact, note
from evidencepack.registers import Record, exact
from evidencepack.statuses import Status


def measure(indicator: Change, scope: Scope) -> Measured:
    """Measure a change; too few on either side to judge is said, not guessed."""
    if indicator.compare == "same record":
        return _same_record(indicator, scope)
    return _two_periods(indicator, scope)


def _number(record: Record, name: str) -> Fraction | None:
    value = getattr(record, name)
    return None if value is None else exact(value)


def _same_record(indicator: Change, scope: Scope) -> Measured:
    window = scope.window_of(indicator.of)
    rows = matching(indicator.of, indicator.where, scope, window)
    pairs = [(r, _number(r, indicator.before), _number(r, indicator.after)) for r in rows]
    both = [(r, first, then) for r, first, then in pairs if first is not None and then is not None]
    if not both:
        return nothing(indicator, indicator.of, Unit.SCORE, scope, window)
    n, one_sided = len(both), len(rows) - len(both)
    total_before = sum((first for _, first, _ in both), Fraction(0))
    total_after = sum((then for _, _, then in both), Fraction(0))
    total = total_after - total_before
    up = sum(then > first for _, first, then in both)
    return Measured(
        Unit.SCORE,
        (indicator.of,),
        numerator=total,
        denominator=n,
        figure=total / n,
        window=window,
        set_aside=Status.TOO_FEW if n < scope.few_below else None,
        trace=tuple(
            trace_row(r, UsedAs.NUMERATOR, note("moved", first=f"{float(first):g}", then=f"{float(then):g}"))
            for r, first, then in both
        ),
        left_out=((note("without-both-scores"), one_sided),) if one_sided else (),
        parts=(
            SubFigure("before", total_before, n, window),
            SubFigure("after", total_after, n, window),
        ),
        facts={
            "earlier": f"{float(total_before / n):.1f}",
            "later": f"{float(total_after / n):.1f}",
            "improved": str(up),
            "scale": str(indicator.scale),
        },
    )


def _two_periods(indicator: Change, scope: Scope) -> Measured:
    span = scope.window or Span(months=6)
    later = Window(span.start_of_window(scope.on), scope.on)
    end = later.start - timedelta(days=1)
    earlier = Window(span.start_of_window(end), end)
    first, unit = scope.not_before(indicator.of), Unit.POINTS if indicator.number else Unit.COUNT
    now, then = _rows(indicator, scope, later), _rows(indicator, scope, earlier)
    if first and first > earlier.start:
        return Measured(Unit.POINTS, (indicator.of,), set_aside=Status.NONE_DUE, window=later)
    if not now and not then:
        return nothing(indicator, indicator.of, unit, scope, later)
    few = bool(indicator.number) and min(len(now), len(then)) < scope.few_below
    n_now, n_then = _total(now, indicator), _total(then, indicator)
    why = why_of(indicator.where, scope)
    trace = [trace_row(r, UsedAs.NUMERATOR, note("later-period", why=why(r))) for r in now]
    trace += [trace_row(r, UsedAs.DENOMINATOR, note("earlier-period", why=why(r))) for r in then]
    return Measured(
        unit,
        (indicator.of,),
        numerator=n_now,
        denominator=len(now),
        figure=_figure(n_now, len(now), indicator) - _figure(n_then, len(then), indicator),
        window=later,
        set_aside=Status.TOO_FEW if few else None,
        trace=tuple(trace),
        parts=(SubFigure("earlier", n_then, len(then), earlier), SubFigure("later", n_now, len(now), later)),
        facts={
            "earlier": _words(n_then, len(then), indicator),
            "later": _words(n_now, len(now), indicator),
            "n_earlier": str(len(then)),
            "n_later": str(len(now)),
            "span": str(span),
        },
    )


def _rows(indicator: Change, scope: Scope, window: Window) -> list[Record]:
    rows = matching(indicator.of, indicator.where, scope, window)
    return [r for r in rows if not indicator.number or getattr(r, indicator.number) is not None]


def _total(rows: list[Record], indicator: Change) -> Fraction:
    if not indicator.number:
        return Fraction(len(rows))
    return sum((_number(r, indicator.number) or Fraction(0) for r in rows), Fraction(0))


def _figure(total: Fraction, count: int, indicator: Change) -> Fraction:
    if not indicator.number:
        return total
    return total / count if count else Fraction(0)


def _words(total: Fraction, count: int, indicator: Change) -> Fact:
    if not indicator.number:
        return str(count)
    return f"{float(total / count * 100):.1f}%" if count else note("nothing")
