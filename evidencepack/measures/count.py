"""count: how many records match; per 1,000 care days or hours it is a rate."""

from datetime import timedelta
from fractions import Fraction

from evidencepack.dates import Window
from evidencepack.frameworks.indicators import Count, registers_of
from evidencepack.measures.matching import Matches, empty, find, nil_checked, not_recorded, says_nothing, why_of
from evidencepack.measures.measured import Measured, Reading, Scope, TraceRow, Unit, UsedAs, not_supplied, trace_row
from evidencepack.measures.tally import counted
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import Record, Total
from evidencepack.statuses import Status
from evidencepack.text import grouped


def measure(indicator: Count, scope: Scope) -> Measured:
    """Count the records; none at all is a count of nought only where the register was given and no row may be one."""
    window = scope.window_of(indicator.of)
    registers = registers_of(indicator)
    if indicator.of not in scope.records.supplied:
        return not_supplied(Unit.COUNT, registers, indicator.of)
    if indicator.per and "totals" not in scope.records.supplied:
        return not_supplied(Unit.RATE, registers, "totals")
    if lacking := not_recorded(indicator.of, scope, Unit.COUNT, indicator.where):
        return lacking
    if not indicator.silent and says_nothing(indicator.of, scope, window):
        return empty(Unit.COUNT, indicator.of, window)
    found = find(indicator.of, indicator.where, scope, window)
    return _rate(indicator, scope, window, found) if indicator.per else _count(indicator, scope, window, found)


def _count(indicator: Count, scope: Scope, window: Window, found: Matches) -> Measured:
    n = len(found.sure)
    return Measured(
        Unit.COUNT,
        registers_of(indicator),
        numerator=Fraction(n),
        figure=Fraction(n),
        window=window,
        trace=_trace(indicator, scope, found.sure) + found.maybe_trace(),
        facts=_facts(indicator, Fraction(0)),
        raised=_silent(indicator, scope, window, found),
        **counted(n, len(found.maybe)),
    )


def _rate(indicator: Count, scope: Scope, window: Window, found: Matches) -> Measured:
    """A rate counts only in the months whose total is known; how many of all these are is said."""
    months = _months(indicator, scope, window)
    rows = tuple(r for r in found.sure if _counts(r, months))
    base = sum(months.values(), Fraction(0))
    maybe = [m for m in found.maybe if m.record.day is None or _counts(m.record, months)]
    facts = _facts(indicator, base)
    without = len(found.sure) - len(rows)
    readings = [_reading(indicator, n, base) for n in (len(rows), len(rows) + len(maybe))]
    return Measured(
        Unit.RATE,
        registers_of(indicator),
        numerator=readings[0].numerator,
        denominator=base,
        figure=readings[0].figure,
        window=window,
        set_aside=Status.UNCLEAR if _open_total(indicator, scope) else None if base else Status.NO_EVIDENCE,
        trace=_trace(indicator, scope, rows) + tuple(trace_row(m.record, UsedAs.MAYBE, m.doubt) for m in maybe if base),
        left_out=((note("month-not-known", per=indicator.per), without),) if without else (),
        facts=facts if base else facts | {"empty_register": "totals"},
        notes=months_note(len(months), window) if base else (),
        raised=_silent(indicator, scope, window, found),
        unread=len(maybe) if base else 0,
        least=readings[0] if maybe and base else None,
        greatest=readings[1] if maybe and base else None,
    )


def _facts(indicator: Count, base: Fraction) -> dict[str, Fact]:
    return {"per_each": f"{indicator.per_each:,}", "per": indicator.per, "base": grouped(base)}


def _reading(indicator: Count, n: int, base: Fraction) -> Reading:
    return Reading(Fraction(n), base, Fraction(n * indicator.per_each) / base if base else None)


def _trace(indicator: Count, scope: Scope, rows: tuple[Record, ...]) -> tuple[TraceRow, ...]:
    why = why_of(indicator.where, scope)
    return tuple(trace_row(r, UsedAs.NUMERATOR, why(r)) for r in rows)


def _counts(record: Record, months: dict[tuple[int, int], Fraction]) -> bool:
    return record.day is not None and (record.day.year, record.day.month) in months


def months_note(known: int, window: Window) -> tuple[Note, ...]:
    """How many of the months of a window were given, where some that are over were not."""
    first, last = window.start, window.end + timedelta(days=1)
    whole = (last.year - first.year) * 12 + last.month - first.month - (first.day > 1)
    return (note("months-given", n=known, of=whole),) if 0 < known < whole else ()


def _silent(indicator: Count, scope: Scope, window: Window, found: Matches) -> tuple[tuple[str, tuple[()]], ...]:
    if not indicator.silent or found or nil_checked(indicator.of, scope, window):
        return ()
    return (("SILENT_REGISTER", ()),)


def _open_total(indicator: Count, scope: Scope) -> bool:
    """Whether a total may be of any size: what it is of, its month or its number is not known."""
    asked = frozenset(("measure", "month", "value"))
    return any(
        "measure" in unread or (r.measure == indicator.per and not asked.isdisjoint(unread))  # type: ignore[attr-defined]
        for r in scope.cells.rows("totals")
        if (unread := scope.records.unknown.get(r.id, frozenset()))
    )


def _months(indicator: Count, scope: Scope, window: Window) -> dict[tuple[int, int], Fraction]:
    """The measure of each month that begins in the window; a rate counts in no other month."""
    totals = (t for t in scope.records.of("totals") if isinstance(t, Total) and t.measure == indicator.per)
    inside = (t for t in totals if window.start <= t.month <= window.end)
    return {(t.month.year, t.month.month): Fraction(str(t.value)) for t in inside}
