"""share: records that fulfil a condition, of the records that match in the window."""

import re
from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from evidencepack.dates import Window, last_of
from evidencepack.frameworks.indicators import Matched, Share, registers_of
from evidencepack.measures.answers import Answer, Check
from evidencepack.measures.cells import open_cell
from evidencepack.measures.conditions import answer_of, checks_of, doubt_of
from evidencepack.measures.matching import Matches, find, none_noted, none_notes, nothing, unanswerable, why_of
from evidencepack.measures.measured import Measured, Raised, Scope, Unit
from evidencepack.measures.tally import Row, tally, traces
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import ImprovementAction, Record
from evidencepack.statuses import Status

# One notification may name the events it is about in one cell: I5, I6.
_SEVERAL = re.compile(r"(?:(?<!\s)\s*+)?(?:[,;&]|\band\b)\s*")


def measure(indicator: Share, scope: Scope) -> Measured:
    """Count the records that fulfil the condition among those that match."""
    window, registers = scope.window_of(indicator.of), registers_of(indicator)
    found = _due(indicator, scope, window)
    asked = (indicator.where, indicator.fulfils) if found else (indicator.where,)
    if without := unanswerable(indicator.of, scope, Unit.SHARE, window, *asked):
        return without
    if not found:
        return nothing(indicator, indicator.of, Unit.SHARE, scope, window)
    rows = [*found.sure, *(m.record for m in found.maybe)]
    if none_noted(indicator.of, indicator.fulfils, scope, rows):
        return none_notes(Unit.SHARE, indicator.of, len(rows), window)
    if indicator.matched and (without := _no_counterparts(indicator.matched, scope, window, registers)):
        return without
    return _measured(indicator, scope, window, found)


def _measured(indicator: Share, scope: Scope, window: Window, found: Matches) -> Measured:
    theirs = _counterparts(indicator, scope)
    good = _Good(indicator, scope, theirs)
    why = why_of(indicator.where, scope)
    rows = [Row(r, Answer.YES, a := good.answer(r), why(r), good.doubt(r) if a is Answer.MAYBE else None)
            for r in found.sure]  # fmt: skip
    rows += [Row(m.record, Answer.MAYBE, good.answer(m.record), why(m.record), m.doubt) for m in found.maybe]
    counts = tally(rows)
    held = [row.record for row in rows if row.asked is Answer.YES and row.good is Answer.YES]
    return Measured(
        Unit.SHARE,
        registers_of(indicator),
        window=window,
        trace=traces(rows),
        facts={"missing": str(len(found.sure) - len(held)), "lag": _lag(held, indicator, theirs)},
        raised=_overdue(indicator, found.sure, scope),
        **counts.figures(Status(indicator.when_none)),
    )


class _Good:
    """Asks of each record whether it fulfils what is asked, its counterpart in another register included."""

    def __init__(self, indicator: Share, scope: Scope, theirs: Mapping[str, Record]) -> None:
        self.checks: tuple[Check, ...] = checks_of(indicator.fulfils, indicator.of, scope)
        self.matched, self.cells, self.theirs = indicator.matched, scope.cells, theirs
        self.last_stray = max((r.day or date.max for r in _nameless(indicator.matched, scope)), default=None)

    def answer(self, record: Record) -> Answer:
        """Whether the record is good."""
        return min(answer_of(record, self.checks), self._counterpart(record))

    def doubt(self, record: Record) -> Note:
        """Why that is open."""
        if answer_of(record, self.checks) is Answer.MAYBE or not self.matched:
            return doubt_of(record, self.checks)
        if _our_id(record, self.matched):
            return open_cell("maybe-counterpart", self.matched.register_, self.matched.their_id)
        return open_cell("maybe-blank", record.register, self.matched.our_id)

    def _counterpart(self, record: Record) -> Answer:
        if not self.matched or (id_ := _our_id(record, self.matched)) in self.theirs:
            return Answer.YES
        # Without its own number an event cannot be found; what does not say its event may be about any before it.
        may_be_any = self.last_stray is not None and self.last_stray >= (record.day or date.min)
        return Answer.MAYBE if not id_ or may_be_any else Answer.NO


def _no_counterparts(matched: Matched, scope: Scope, window: Window, registers: tuple[str, ...]) -> Measured | None:
    """The outcome where the register that is matched was not given, or does not say what its rows are about."""
    without = unanswerable(matched.register_, scope, Unit.SHARE, window, (matched.their_id,))
    return replace(without, registers=registers) if without and without.set_aside is Status.NOT_SUPPLIED else without


def _nameless(matched: Matched | None, scope: Scope) -> list[Record]:
    """The rows of the register that is matched that do not say what they are about."""
    rows = scope.cells.rows(matched.register_) if matched else ()
    return [r for r in rows if matched and not getattr(r, matched.their_id)]


def _counterparts(indicator: Share, scope: Scope) -> dict[str, Record]:
    """The rows of the register that is matched, the first of each id they name."""
    if not indicator.matched:
        return {}
    rows = sorted(scope.cells.rows(indicator.matched.register_), key=lambda r: (r.day or date.max, r.id), reverse=True)
    found: dict[str, Record] = {}
    for row in rows:
        named = str(getattr(row, indicator.matched.their_id) or "").casefold()
        found |= dict.fromkeys((named, *_SEVERAL.split(named)), row)
    found.pop("", None)
    return found


def _our_id(record: Record, matched: Matched) -> str:
    return str(getattr(record, matched.our_id) or "").casefold()


def _lag(good: list[Record], indicator: Share, theirs: dict[str, Record]) -> Fact:
    """The longest time from a record to its counterpart, shown without a limit."""
    if not indicator.matched:
        return ""
    pairs = [(r.day, theirs[_our_id(r, indicator.matched)].day) for r in good]
    days = [(theirs_day - day).days for day, theirs_day in pairs if day and theirs_day and theirs_day >= day]
    return note("days", n=max(days)) if days else note("none-to-time")


def _due(indicator: Share, scope: Scope, window: Window) -> Matches:
    """The rows of the window; where open ones can be overdue, those as well, whatever their age."""
    if not indicator.overdue:
        due = find(indicator.of, indicator.where, scope, None if indicator.whenever else window)
        return _newest(due, indicator.newest_of)
    found, inside = find(indicator.of, indicator.where, scope), find(indicator.of, indicator.where, scope, window)
    older = tuple(r for r in found.sure if _older(r, window) and getattr(r, "done", None) is None)
    return Matches(older + inside.sure, (*(m for m in found.maybe if _older(m.record, window)), *inside.maybe))


def _newest(found: Matches, names: tuple[str, ...]) -> Matches:
    """Of the rows of one thing or person the newest alone, and those as new; what names none stands for itself."""
    if not names:
        return found
    every = [*found.sure, *(m.record for m in found.maybe)]
    newest: dict[tuple[object, ...], date] = {}
    for record in every:
        key = _called(record, names)
        newest[key] = max(newest.get(key, date.min), record.day or date.max)
    kept = {r.id for r in every if not any(key := _called(r, names)) or (r.day or date.max) >= newest[key]}
    return Matches(tuple(r for r in found.sure if r.id in kept), tuple(m for m in found.maybe if m.record.id in kept))


def _called(record: Record, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(str(getattr(record, name) or "").casefold() for name in names)


def _older(record: Record, window: Window) -> bool:
    return isinstance(record, ImprovementAction) and record.day is not None and record.day < window.start


def _overdue(indicator: Share, rows: tuple[Record, ...], scope: Scope) -> tuple[Raised, ...]:
    if not indicator.overdue:
        return ()
    unread = scope.cells.unknown_ids("due")
    open_ = [r for r in rows if r.id not in unread and not scope.cells.doubt_of_empty(r, "done")]
    late = [r for r in open_ if isinstance(r, ImprovementAction) and r.done is None and last_of(r.due) < scope.on]
    if not late:
        return ()
    oldest = min(r.due for r in late)
    return (("ACTION_OVERDUE", (("n", str(len(late))), ("oldest", oldest))),)
