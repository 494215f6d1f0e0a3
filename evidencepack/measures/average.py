"""average: the mean of a number, and how many gave one."""

from fractions import Fraction

from evidencepack.frameworks.indicators import Average
from evidencepack.measures.matching import matching, nothing, unread_note
from evidencepack.measures.measured import Measured, Unit, UsedAs
from evidencepack.measures.members import trace_row
from evidencepack.measures.scope import Scope
from evidencepack.registers import exact


def measure(indicator: Average, scope: Scope) -> Measured:
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
        set_aside="too few to judge" if len(given) < scope.few_below else "",
        trace=tuple(trace_row(r, UsedAs.NUMERATOR, f"gave {float(v):g}") for r, v in zip(given, values, strict=True)),
        left_out=(("gave no number", silent),) if silent else (),
        facts={"mean": f"{float(total / len(given)):.1f}"},
        notes=unread_note(indicator.of, indicator.where, scope, window),
    )
