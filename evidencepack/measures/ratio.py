"""ratio: a sum over a sum, from the monthly totals or from number fields of a register."""

from fractions import Fraction

from evidencepack.frameworks.indicators import Ratio
from evidencepack.measures.matching import matching, nothing, unread_note
from evidencepack.measures.measured import Measured, TraceRow, Unit, UsedAs
from evidencepack.measures.members import trace_row
from evidencepack.measures.scope import Scope
from evidencepack.registers import Record, Total, exact


def measure(indicator: Ratio, scope: Scope) -> Measured:
    """Divide one sum by another; only months or rows that have both are counted."""
    window = scope.window_of(indicator.of)
    rows = matching(indicator.of, indicator.where, scope, window)
    pairs = _monthly(rows, indicator) if indicator.of == "totals" else _fields(rows, indicator)
    top = sum((t for t, _, _ in pairs), Fraction(0))
    bottom = sum((b for _, b, _ in pairs), Fraction(0))
    if not pairs or not bottom:
        return nothing(Unit.SHARE, indicator.of, indicator.where, scope, window, indicator.when_none)
    return Measured(
        Unit.SHARE,
        (indicator.of,),
        numerator=top,
        denominator=bottom,
        figure=top / bottom,
        window=window,
        trace=tuple(row for _, _, trace in pairs for row in trace),
        facts={"months": str(len(pairs)), "top": indicator.top, "bottom": indicator.bottom},
        notes=unread_note(indicator.of, indicator.where, scope, window),
    )


_Pair = tuple[Fraction, Fraction, tuple[TraceRow, ...]]


def _monthly(rows: list[Record], indicator: Ratio) -> list[_Pair]:
    """One pair a month that gives both measures."""
    tops = {r.month: r for r in rows if isinstance(r, Total) and r.measure == indicator.top}
    bottoms = {r.month: r for r in rows if isinstance(r, Total) and r.measure == indicator.bottom}
    return [
        (
            exact(tops[month].value),
            exact(bottoms[month].value),
            (
                trace_row(tops[month], UsedAs.NUMERATOR, f"{indicator.top}: {tops[month].value:g}"),
                trace_row(bottoms[month], UsedAs.DENOMINATOR, f"{indicator.bottom}: {bottoms[month].value:g}"),
            ),
        )
        for month in sorted(tops.keys() & bottoms.keys())
    ]


def _fields(rows: list[Record], indicator: Ratio) -> list[_Pair]:
    """One pair a row that gives both numbers."""
    found: list[_Pair] = []
    for row in rows:
        top, bottom = getattr(row, indicator.top), getattr(row, indicator.bottom)
        if top is not None and bottom is not None:
            because = f"{indicator.top} {top:g} of {indicator.bottom} {bottom:g}".replace("_", " ")
            trace = (trace_row(row, UsedAs.NUMERATOR, because),)
            found.append((exact(top), exact(bottom), trace))
    return found
