"""ratio: a sum over a sum, of monthly totals or of numbers in a register; average: the mean of a number."""

from fractions import Fraction

from evidencepack.frameworks.indicators import Average, Ratio
from evidencepack.measures.matching import matching, nothing, unread_note
from evidencepack.measures.measured import Measured, Scope, TraceRow, Unit, UsedAs, trace_row
from evidencepack.notes import note
from evidencepack.registers import Record, Total, exact
from evidencepack.statuses import Status


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
    found: list[_Pair] = []
    for month in sorted(tops.keys() & bottoms.keys()):
        counted = ((tops[month], UsedAs.NUMERATOR), (bottoms[month], UsedAs.DENOMINATOR))
        trace = tuple(
            trace_row(r, used, note("amount-of-month", measure=r.measure, amount=f"{r.value:g}")) for r, used in counted
        )
        found.append((exact(tops[month].value), exact(bottoms[month].value), trace))
    return found


def _fields(rows: list[Record], indicator: Ratio) -> list[_Pair]:
    """One pair a row that gives both numbers."""
    found: list[_Pair] = []
    for row in rows:
        top, bottom = getattr(row, indicator.top), getattr(row, indicator.bottom)
        if top is not None and bottom is not None:
            names = {"top": indicator.top.replace("_", " "), "bottom": indicator.bottom.replace("_", " ")}
            because = note("amount-of-amount", **names, amount=f"{top:g}", whole=f"{bottom:g}")
            trace = (trace_row(row, UsedAs.NUMERATOR, because),)
            found.append((exact(top), exact(bottom), trace))
    return found


def average(indicator: Average, scope: Scope) -> Measured:
    """The mean of what was given; those who gave no number are counted apart."""
    window = scope.window_of(indicator.of)
    rows = matching(indicator.of, indicator.where, scope, window)
    given = [r for r in rows if getattr(r, indicator.number) is not None]
    if not given:
        return nothing(Unit.MEAN, indicator.of, indicator.where, scope, window, indicator.when_none)
    values = [exact(getattr(r, indicator.number)) for r in given]
    total, silent = sum(values, Fraction(0)), len(rows) - len(given)
    return Measured(
        Unit.MEAN,
        (indicator.of,),
        numerator=total,
        denominator=len(given),
        figure=total / len(given),
        window=window,
        set_aside=Status.TOO_FEW if len(given) < scope.few_below else None,
        trace=tuple(
            trace_row(r, UsedAs.NUMERATOR, note("gave-number", value=f"{float(value):g}"))
            for r, value in zip(given, values, strict=True)
        ),
        left_out=((note("gave-no-number"), silent),) if silent else (),
        facts={"mean": f"{float(total / len(given)):.1f}"},
        notes=unread_note(indicator.of, indicator.where, scope, window),
    )
