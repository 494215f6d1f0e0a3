"""count: how many records match; per 1,000 care days or hours it is a rate."""

from fractions import Fraction

from evidencepack.dates import Window
from evidencepack.frameworks.indicators import Count, registers_of
from evidencepack.measures.matching import matching, unread_matching, unread_note, why_of
from evidencepack.measures.measured import Measured, Scope, Unit, UsedAs, not_supplied, trace_row
from evidencepack.notes import Fact, note
from evidencepack.registers import Total
from evidencepack.statuses import Status
from evidencepack.text import grouped


def measure(indicator: Count, scope: Scope) -> Measured:
    """Count the records; none at all is a count of nought only where the register was given."""
    window = scope.window_of(indicator.of)
    registers = registers_of(indicator)
    if indicator.of not in scope.records.supplied:
        return not_supplied(Unit.COUNT, registers, indicator.of)
    if indicator.per and "totals" not in scope.records.supplied:
        return not_supplied(Unit.RATE, registers, "totals")
    found = matching(indicator.of, indicator.where, scope, window)
    months = _months(indicator, scope, window)
    rows = [r for r in found if not indicator.per or (r.day is not None and (r.day.year, r.day.month) in months)]
    n, base = len(rows), sum(months.values(), Fraction(0))
    why = why_of(indicator.where, scope)
    unread = unread_matching(indicator.of, indicator.where, scope, window)
    figure = Fraction(n) if not indicator.per else Fraction(n * indicator.per_each) / base if base else None
    return Measured(
        Unit.RATE if indicator.per else Unit.COUNT,
        registers,
        numerator=Fraction(n),
        denominator=base if indicator.per else None,
        figure=figure,
        window=window,
        set_aside=Status.UNCLEAR if n == 0 and unread else Status.NO_EVIDENCE if figure is None else None,
        trace=tuple(trace_row(r, UsedAs.NUMERATOR, why(r)) for r in rows),
        left_out=((note("month-not-known", per=indicator.per), len(found) - n),) if len(found) > n else (),
        unread=unread,
        facts=_facts(indicator, base),
        notes=unread_note(indicator.of, indicator.where, scope, window),
        raised=(("SILENT_REGISTER", ()),)
        if indicator.silent and not (n or unread or _nil_check(indicator.of, scope, window))
        else (),
    )


def _facts(indicator: Count, base: Fraction) -> dict[str, Fact]:
    facts: dict[str, Fact] = {"per_each": f"{indicator.per_each:,}", "per": indicator.per, "base": grouped(base)}
    return facts if base or not indicator.per else facts | {"empty_register": "totals"}


def _nil_check(register: str, scope: Scope, window: Window) -> bool:
    """Whether a person looked in the time and noted that there was nothing to record (service.yaml, facts)."""
    fact = scope.service.facts.get(f"nil-check-{register.replace('_', '-')}")
    return bool(fact and fact.checked and fact.checked in window)


def _months(indicator: Count, scope: Scope, window: Window) -> dict[tuple[int, int], Fraction]:
    """The measure of each month that begins in the window; a rate counts in no other month."""
    totals = (t for t in scope.records.of("totals") if isinstance(t, Total) and t.measure == indicator.per)
    inside = (t for t in totals if window.start <= t.month <= window.end)
    return {(t.month.year, t.month.month): Fraction(str(t.value)) for t in inside}
