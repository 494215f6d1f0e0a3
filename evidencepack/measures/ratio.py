"""ratio: a sum over a sum, of monthly totals or of numbers in a register; average: the mean of a number."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct

from evidencepack.dates import Window
from evidencepack.frameworks.indicators import Average, Ratio
from evidencepack.measures.cells import open_cell
from evidencepack.measures.count import months_note
from evidencepack.measures.matching import Matches, Maybe, find, nothing, unanswerable
from evidencepack.measures.measured import Measured, Reading, Scope, TraceRow, Unit, UsedAs, trace_row
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import Record, Total, exact
from evidencepack.statuses import Status


class _Pair(Struct, frozen=True):
    """What one month or row adds to both sums, and how it counted."""

    top: Fraction
    bottom: Fraction
    trace: tuple[TraceRow, ...]


def measure(indicator: Ratio, scope: Scope) -> Measured:
    """Divide one sum by another; only months or rows that have both are counted, and how many months that is is said.

    A month or a row that may give any number has no bound: where there is one, nothing can be judged.
    """
    window, register = scope.window_of(indicator.of), indicator.of
    found = find(register, indicator.where, scope, window)
    monthly = register == "totals"
    numbers = () if monthly or not found else (indicator.top, indicator.bottom)
    if without := unanswerable(register, scope, Unit.SHARE, window, indicator.where, numbers):
        return without
    pairs = _monthly(found.sure, indicator) if monthly else _fields(found.sure, indicator)
    maybe = [] if monthly else _fields([m.record for m in found.maybe], indicator)
    boundless = _boundless(found, indicator, scope)
    sure = _sums(pairs)
    facts: dict[str, Fact] = {"months": str(len(pairs)), "top": indicator.top, "bottom": indicator.bottom}
    missing = months_note(len(pairs), window) if monthly or _a_row_a_month(found) else ()
    if not sure.denominator and not maybe and not boundless:
        return nothing(indicator, register, Unit.SHARE, scope, window)
    return Measured(
        Unit.SHARE,
        (register,),
        numerator=sure.numerator,
        denominator=sure.denominator,
        figure=sure.figure,
        window=window,
        set_aside=Status.UNCLEAR if boundless or not sure.denominator else None,
        trace=(*(row for pair in pairs for row in pair.trace), *_maybe_trace(found, boundless)),
        facts=facts | _when(missing, window),
        notes=missing,
        **_range(pairs, maybe, len(boundless)),
    )


def _when(missing: tuple[Note, ...], window: Window) -> dict[str, Fact]:
    """The time that a sentence speaks of, where months of the window were not given: only of those that were."""
    given = dict(missing[0].facts) if missing else {}
    return {"window_words": note("months-given-of", start=window.start, end=window.end, **given)} if given else {}


def _a_row_a_month(found: Matches) -> bool:
    """Whether the rows stand for months: none has a number of its own, and each is of another month."""
    months = [(r.day.year, r.day.month) for r in found.sure if r.day]
    return len(set(months)) == len(found.sure) and not any(getattr(r, "code", "") for r in found.sure)


def _sums(pairs: Iterable[_Pair]) -> Reading:
    found = tuple(pairs)
    top, bottom = sum((p.top for p in found), Fraction(0)), sum((p.bottom for p in found), Fraction(0))
    return Reading(top, bottom, top / bottom if bottom else None)


def _range(pairs: Sequence[_Pair], maybe: Sequence[_Pair], boundless: int) -> dict[str, Any]:
    """The least and the greatest share: of the rows that may count, those that take it furthest."""
    if not maybe:
        return {"unread": boundless}
    rising = sorted((p for p in maybe if p.bottom), key=lambda p: p.top / p.bottom)
    orders = [r for order in (rising, rising[::-1]) for r in _growing(pairs, order) if r.figure is not None]
    least = min(orders, key=lambda r: r.figure or 0, default=Reading())
    greatest = max(orders, key=lambda r: r.figure or 0, default=Reading())
    return {"unread": boundless + len(maybe), "least": least, "greatest": greatest}


def _growing(pairs: Sequence[_Pair], more: Sequence[_Pair]) -> Iterator[Reading]:
    """The sums of the pairs, and again with each further one of `more`."""
    sums = _sums(pairs)
    yield sums
    top, bottom = sums.numerator or Fraction(0), Fraction(sums.denominator or 0)
    for pair in more:
        top, bottom = top + pair.top, bottom + pair.bottom
        yield Reading(top, bottom, top / bottom)


def _boundless(found: Matches, indicator: Ratio, scope: Scope) -> list[Maybe]:
    """The rows that may add any number: a cell of theirs that decides on it could not be read."""
    names = {"value", "month"} if indicator.of == "totals" else {indicator.top, indicator.bottom}
    rows = [*found.maybe, *(Maybe(r, note("maybe-row", register=r.register)) for r in found.sure)]
    asked = (indicator.top, indicator.bottom)
    return [
        row
        for row in rows
        if "measure" in (unread := scope.records.unknown.get(row.record.id, frozenset()))
        or (not names.isdisjoint(unread) and getattr(row.record, "measure", None) in (None, *asked))
    ]


def _maybe_trace(found: Matches, boundless: Iterable[Maybe]) -> tuple[TraceRow, ...]:
    rows = {m.record.id: m for m in (*found.maybe, *boundless)}
    return tuple(trace_row(m.record, UsedAs.MAYBE, m.doubt) for m in rows.values())


def _monthly(rows: Sequence[Record], indicator: Ratio) -> list[_Pair]:
    """One pair a month that gives both measures."""
    tops = {r.month: r for r in rows if isinstance(r, Total) and r.measure == indicator.top and r.value is not None}
    bottoms = {
        r.month: r for r in rows if isinstance(r, Total) and r.measure == indicator.bottom and r.value is not None
    }
    found: list[_Pair] = []
    for month in sorted(tops.keys() & bottoms.keys()):
        counted = ((tops[month], UsedAs.NUMERATOR), (bottoms[month], UsedAs.DENOMINATOR))
        trace = tuple(
            trace_row(r, used, note("amount-of-month", measure=r.measure, amount=f"{r.value:g}")) for r, used in counted
        )
        found.append(_Pair(exact(tops[month].value), exact(bottoms[month].value), trace))
    return found


def _fields(rows: Sequence[Record], indicator: Ratio) -> list[_Pair]:
    """One pair a row that gives both numbers."""
    found: list[_Pair] = []
    for row in rows:
        top, bottom = getattr(row, indicator.top), getattr(row, indicator.bottom)
        if top is not None and bottom is not None:
            names = {"top": indicator.top.replace("_", " "), "bottom": indicator.bottom.replace("_", " ")}
            because = note("amount-of-amount", **names, amount=f"{top:g}", whole=f"{bottom:g}")
            trace = (trace_row(row, UsedAs.NUMERATOR, because),)
            found.append(_Pair(exact(top), exact(bottom), trace))
    return found


def average(indicator: Average, scope: Scope) -> Measured:
    """The mean of what was given; those who gave no number are counted apart."""
    window, register = scope.window_of(indicator.of), indicator.of
    found = find(register, indicator.where, scope, window)
    numbers = (indicator.number,) if found else ()
    if without := unanswerable(register, scope, Unit.MEAN, window, indicator.where, numbers):
        return without
    values = [(r, number) for r in found.sure if (number := _number(r, indicator)) is not None]
    maybe, boundless = _maybe_numbers(found, indicator, scope)
    if not values and not maybe and not boundless:
        return nothing(indicator, register, Unit.MEAN, scope, window)
    return _mean(indicator, scope, window, found, values, maybe, boundless)


def _mean(
    indicator: Average,
    scope: Scope,
    window: Window,
    found: Matches,
    values: list[tuple[Record, Fraction]],
    maybe: list[Fraction],
    boundless: list[Maybe],
) -> Measured:
    sure = _sums(_Pair(value, Fraction(1), ()) for _, value in values)
    silent = len(found.sure) - len(values) - sum(b.record in found.sure for b in boundless)
    few = len(values) + len(maybe) + len(boundless) < scope.few_below
    pairs = [_Pair(value, Fraction(1), ()) for _, value in values]
    return Measured(
        Unit.MEAN,
        (indicator.of,),
        numerator=sure.numerator,
        denominator=len(values),
        figure=sure.figure,
        window=window,
        set_aside=Status.TOO_FEW if few else Status.UNCLEAR if boundless or not values else None,
        trace=(
            *(trace_row(r, UsedAs.NUMERATOR, _gave(value)) for r, value in values),
            *_maybe_trace(found, boundless),
        ),
        left_out=((note("gave-no-number"), silent),) if silent else (),
        facts={"mean": f"{float(sure.figure):.1f}" if sure.figure is not None else ""},
        **_range(pairs, [_Pair(value, Fraction(1), ()) for value in maybe], len(boundless)),
    )


def _gave(value: Fraction) -> Note:
    return note("gave-number", value=f"{float(value):g}")


def _number(record: Record, indicator: Average) -> Fraction | None:
    value = getattr(record, indicator.number)
    return None if value is None else exact(value)


def _maybe_numbers(found: Matches, indicator: Average, scope: Scope) -> tuple[list[Fraction], list[Maybe]]:
    """The numbers of rows that may count, and the rows whose number could not be read: it may be any."""
    unread = scope.cells.unknown_ids(indicator.number)
    boundless = [Maybe(r, open_cell("maybe-cell", r.register, indicator.number))
                 for r in found.sure if r.id in unread]  # fmt: skip
    boundless += [m for m in found.maybe if m.record.id in unread]
    numbers = (_number(m.record, indicator) for m in found.maybe if m.record.id not in unread)
    return [n for n in numbers if n is not None], boundless
