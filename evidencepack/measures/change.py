"""change: before and after on the same record, or a figure in two periods, with what chance alone would give."""

import re
from collections.abc import Mapping, Sequence, Set
from datetime import timedelta
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.dates import Span, Window
from evidencepack.frameworks.indicators import Change
from evidencepack.measures import chance
from evidencepack.measures.cells import open_cell
from evidencepack.measures.matching import Matches, Maybe, find, nothing, unanswerable, why_of
from evidencepack.measures.measured import Measured, Scope, SubFigure, Unit, UsedAs, trace_row
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import Record, exact
from evidencepack.statuses import Status
from evidencepack.text import signed

_NOT_SAID: Mapping[str, Fact] = {"earlier": note("not-printed"), "later": note("not-printed")}
_AS_WRITTEN = {Unit.POINTS: (100, 1), Unit.SCORE: (1, 1), Unit.COUNT: (1, 0)}  # times what, with how many decimals


class _Period(Struct, frozen=True):
    """One side of a comparison: the rows that are compared, and those with no counterpart on the other side."""

    label: str
    window: Window
    rows: Sequence[Record]
    alone: Sequence[Record] = ()


def measure(indicator: Change, scope: Scope) -> Measured:
    """Measure a change; too few on either side to judge is said, not guessed."""
    if indicator.compare == "same record":
        return _same_record(indicator, scope)
    return _two_periods(indicator, scope)


def _number(record: Record, name: str) -> Fraction | None:
    value = getattr(record, name)
    return None if value is None else exact(value)


def _same_record(indicator: Change, scope: Scope) -> Measured:
    window, names = scope.window_of(indicator.of), (indicator.before, indicator.after)
    found = find(indicator.of, indicator.where, scope, window)
    if without := unanswerable(indicator.of, scope, Unit.SCORE, window, indicator.where, names if found else ()):
        return without
    sides = [(r, _number(r, indicator.before), _number(r, indicator.after)) for r in found.sure]
    both = [(r, first, then) for r, first, then in sides if first is not None and then is not None]
    maybe = _open(found, names, scope)
    if not both and not maybe:
        return nothing(indicator, indicator.of, Unit.SCORE, scope, window)
    one_sided = len(found.sure) - len(both) - sum(m.record in found.sure for m in maybe)
    base = Measured(
        Unit.SCORE,
        (indicator.of,),
        denominator=len(both),
        window=window,
        trace=tuple(
            trace_row(r, UsedAs.NUMERATOR, note("moved", first=f"{float(first):g}", then=f"{float(then):g}"))
            for r, first, then in both
        ),
        left_out=((note("without-both-scores"), one_sided),) if one_sided else (),
        facts={"improved": str(sum(then > first for _, first, then in both)), "scale": str(indicator.scale)},
    )
    return _with_maybe(_of_pairs(base, [(first, then) for _, first, then in both], scope), maybe, scope)


def _of_pairs(base: Measured, pairs: Sequence[tuple[Fraction, Fraction]], scope: Scope) -> Measured:
    """The mean rise of pairs of numbers."""
    n = len(pairs)
    if not n:
        return replace(base, facts={**base.facts, **_NOT_SAID})
    found = chance.of_pairs(pairs)
    parts = (("before", found.earlier), ("after", found.later))
    base = replace(base, parts=tuple(SubFigure(label, mean * n, n, base.window) for label, mean in parts))
    return _compared(base, found, (found.later - found.earlier) * n, few=n < scope.few_below)


def _two_periods(indicator: Change, scope: Scope) -> Measured:
    span = scope.window or Span(months=6)
    later = Window(span.start_of_window(scope.on), scope.on)
    end = later.start - timedelta(days=1)
    earlier = Window(span.start_of_window(end), end)
    first, unit = scope.not_before(indicator.of), Unit.POINTS if indicator.number else Unit.COUNT
    if first and first > earlier.start:
        return Measured(Unit.POINTS, (indicator.of,), set_aside=Status.NONE_DUE, window=later)
    before, after = (find(indicator.of, indicator.where, scope, window) for window in (earlier, later))
    asked = (indicator.number,) if indicator.number and (before or after) else ()
    if without := unanswerable(indicator.of, scope, unit, later, indicator.where, asked):
        return without
    fields = ("score", "out_of") if indicator.number == "percent" else asked
    maybe = [*_open(before, fields, scope), *_open(after, fields, scope)]
    maybe += _not_likened((*before.sure, *after.sure), scope) if indicator.number else []
    then, now = _period("earlier", earlier, before, indicator), _period("later", later, after, indicator)
    if not now.rows and not then.rows and not maybe:
        return nothing(indicator, indicator.of, unit, scope, later)
    base = Measured(unit, (indicator.of,), window=later, facts={"span": str(span)})
    measured = (_means if indicator.number else _counts)(base, indicator, scope, then, now)
    return _with_maybe(measured, maybe, scope)


def _period(label: str, window: Window, found: Matches, indicator: Change) -> _Period:
    """A period with the rows that give what is compared."""
    rows = [r for r in found.sure if not indicator.number or getattr(r, indicator.number) is not None]
    return _Period(label, window, rows)


def _open(found: Matches, fields: Sequence[str], scope: Scope) -> Sequence[Maybe]:
    """The rows that may have to be compared: whether they belong here, or a number of theirs, is not known."""
    unread = {name: scope.cells.unknown_ids(name) for name in fields}

    def gives(record: Record) -> bool:
        return all(getattr(record, name) is not None or record.id in ids for name, ids in unread.items())

    cells = [
        Maybe(record, open_cell("maybe-cell", record.register, name))
        for record in found.sure
        for name, ids in unread.items()
        if record.id in ids and gives(record)
    ]
    return [*cells, *(m for m in found.maybe if gives(m.record))]


def _not_likened(rows: Sequence[Record], scope: Scope) -> list[Maybe]:
    """The rows of which it is not known what they may be compared with: a question or a scale could not be read."""
    unread = scope.records.unknown
    open_ = ((r, next((n for n in r.likened if n in unread.get(r.id, ())), "")) for r in rows)
    return [Maybe(r, open_cell("maybe-cell", r.register, name)) for r, name in open_ if name]


def _with_maybe(measured: Measured, maybe: Sequence[Maybe], scope: Scope) -> Measured:
    """A comparison of which either side is open is unclear, unless it is of too few whichever way they are read."""
    rows = {m.record.id: trace_row(m.record, UsedAs.MAYBE, m.doubt) for m in maybe}
    if not rows:
        return measured
    most = min((part.denominator for part in measured.parts), default=0) + len(rows)
    few = measured.unit is not Unit.COUNT and most < scope.few_below
    open_ = replace(measured, unread=len(rows), trace=(*measured.trace, *rows.values()))
    return replace(open_, set_aside=Status.TOO_FEW if few else Status.UNCLEAR)


def _counts(base: Measured, indicator: Change, scope: Scope, then: _Period, now: _Period) -> Measured:
    """How many records there were in each period."""
    before, after = len(then.rows), len(now.rows)
    found = chance.ChangeFound(Fraction(before), Fraction(after), chance.of_counts(before, after))
    return _compared(_counted(base, indicator, scope, then, now), found, Fraction(after))


def _means(base: Measured, indicator: Change, scope: Scope, then: _Period, now: _Period) -> Measured:
    """The mean of a number in each period, over what was asked on the same scale in both."""
    shared = _questions(then.rows).keys() & _questions(now.rows).keys()
    then, now = (_kept(p, shared) for p in (then, now))
    sides = [[_values(rows, indicator) for _, rows in sorted(_questions(p.rows).items())] for p in (then, now)]
    asked = list(zip(*sides, strict=True))
    alone = len(then.alone) + len(now.alone)
    counted = replace(
        _counted(base, indicator, scope, then, now),
        left_out=((note("no-counterpart"), alone),) if alone else (),
    )
    few = min(len(then.rows), len(now.rows)) < scope.few_below
    found = _compared(counted, _difference(asked), sum(_values(now.rows, indicator), Fraction(0)), few=few)
    itself = (note("each-with-itself", n=len(asked)),) if len(asked) > 1 and not found.set_aside else ()
    return replace(found, notes=(*itself, *found.notes))


def _questions(rows: Sequence[Record]) -> Mapping[str, list[Record]]:
    """Rows by what they must share to be compared; capitals, spaces and a plural s tell nothing apart."""
    found: dict[str, list[Record]] = {}
    for row in rows:
        key = " ".join("".join(w.rstrip("s") for w in re.findall(r"[\w.]+", str(x).casefold())) for x in row.alike())
        found.setdefault(key, []).append(row)
    return found


def _kept(period: _Period, shared: Set[str]) -> _Period:
    """The period with the rows that have no counterpart in the other one set apart."""
    by_question = _questions(period.rows)
    rows = [r for key, found in by_question.items() if key in shared for r in found]
    alone = [r for key, found in by_question.items() if key not in shared for r in found]
    return replace(period, rows=rows, alone=alone)


def _values(rows: Sequence[Record], indicator: Change) -> list[Fraction]:
    return [_number(r, indicator.number) or Fraction(0) for r in rows]


def _difference(asked: Sequence[tuple[Sequence[Fraction], Sequence[Fraction]]]) -> chance.ChangeFound | None:
    """The difference over questions; of one that is answered by all or nothing, it is one of shares."""
    if not asked:
        return None
    found = chance.of_means(asked)
    (first, then), *more = asked
    if more or {*first, *then} - {0, 1}:
        return found
    return replace(found, interval=chance.of_shares((int(sum(first)), len(first)), (int(sum(then)), len(then))))


def _counted(base: Measured, indicator: Change, scope: Scope, then: _Period, now: _Period) -> Measured:
    """What was counted in each of two periods: the trace, the parts and how many rows there were."""
    why = why_of(indicator.where, scope)
    trace = [trace_row(r, UsedAs.NUMERATOR, note("later-period", why=why(r))) for r in now.rows]
    trace += [trace_row(r, UsedAs.DENOMINATOR, note("earlier-period", why=why(r))) for r in then.rows]
    trace += [trace_row(r, UsedAs.LEFT_OUT, note("without-counterpart", why=why(r))) for r in (*now.alone, *then.alone)]
    sums = (
        sum(_values(p.rows, indicator), Fraction(0)) if indicator.number else Fraction(len(p.rows)) for p in (then, now)
    )
    parts = tuple(SubFigure(p.label, n, len(p.rows), p.window) for p, n in zip((then, now), sums, strict=True))
    facts = {"n_earlier": str(len(then.rows)), "n_later": str(len(now.rows))}
    return replace(base, denominator=len(now.rows), trace=tuple(trace), parts=parts, facts=base.facts | facts)


def _compared(base: Measured, found: chance.ChangeFound | None, numerator: Fraction, *, few: bool = False) -> Measured:
    """With the figure and what chance leaves open of it; of too few nothing but the counts is said."""
    if found is None or found.interval is None or few:
        return replace(base, set_aside=Status.TOO_FEW, facts={**base.facts, **_NOT_SAID})
    return replace(
        base,
        numerator=numerator,
        figure=found.later - found.earlier,
        interval=found.interval,
        facts={**base.facts, "earlier": _words(found.earlier, base.unit), "later": _words(found.later, base.unit)},
        notes=(*_within_chance(found.interval, base.unit), *base.notes),
    )


def _words(figure: Fraction, unit: Unit) -> str:
    times, decimals = _AS_WRITTEN[unit]
    return f"{float(figure * times):.{decimals}f}{'%' if unit is Unit.POINTS else ''}"


def _within_chance(interval: chance.Interval, unit: Unit) -> tuple[Note, ...]:
    """What to print where no change is clear, though the figures differ or could."""
    low, high = interval
    if low == high or not low <= 0 <= high:
        return ()
    times, decimals = _AS_WRITTEN[unit]
    said = {"low": signed(low * times, decimals), "high": signed(high * times, decimals)}
    return (note("within-chance-points" if unit is Unit.POINTS else "within-chance", **said),)
