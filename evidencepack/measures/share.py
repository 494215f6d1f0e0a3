"""share: records that fulfil a condition, of the records that match in the window."""

from datetime import date
from fractions import Fraction

from evidencepack.dates import Window
from evidencepack.frameworks.indicators import Matched, Share, registers_of
from evidencepack.measures.conditions import fulfilling
from evidencepack.measures.matching import (
    matching,
    never_noted,
    none_notes,
    nothing,
    unread_matching,
    unread_note,
    why_of,
)
from evidencepack.measures.measured import Measured, Raised, Scope, Unit, UsedAs, not_supplied, trace_row
from evidencepack.notes import Fact, note
from evidencepack.registers import ImprovementAction, Record


def measure(indicator: Share, scope: Scope) -> Measured:
    """Count the records that fulfil the condition among those that match."""
    window = scope.window_of(indicator.of)
    rows = _due(indicator, scope, window)
    if not rows:
        return nothing(Unit.SHARE, indicator.of, indicator.where, scope, window, indicator.when_none)
    if never_noted(rows, indicator.fulfils) or _never_kept(indicator, scope):
        return none_notes(Unit.SHARE, indicator.of, len(rows), window)
    theirs = _counterparts(indicator, scope)
    if indicator.matched and indicator.matched.register_ not in scope.records.supplied:
        return not_supplied(Unit.SHARE, registers_of(indicator), indicator.matched.register_, window)
    fulfils, why = fulfilling(indicator.fulfils, scope), why_of(indicator.where, scope)
    answers = [(r, fulfils(r) and (not indicator.matched or _our_id(r, indicator.matched) in theirs)) for r in rows]
    good = [r for r, fits in answers if fits]
    return Measured(
        Unit.SHARE,
        registers_of(indicator),
        numerator=Fraction(len(good)),
        denominator=len(rows),
        figure=Fraction(len(good), len(rows)),
        window=window,
        trace=tuple(trace_row(r, UsedAs.NUMERATOR if fits else UsedAs.DENOMINATOR, why(r)) for r, fits in answers),
        unread=unread_matching(indicator.of, indicator.where, scope, window),
        facts={"missing": str(len(rows) - len(good)), "lag": _lag(good, indicator, theirs)},
        notes=unread_note(indicator.matched.register_, {}, scope) if indicator.matched else (),
        raised=_overdue(indicator, rows, scope),
    )


def _never_kept(indicator: Share, scope: Scope) -> bool:
    """Whether what should be noted is noted in no row of the whole register: it keeps no such thing, which is not 0."""
    asked = [name for name, condition in indicator.fulfils.items() if getattr(condition, "given", False) is True]
    rows = scope.records.of(indicator.of)
    return any(all(getattr(r, name, None) in (None, "") for r in rows) for name in asked)


def _counterparts(indicator: Share, scope: Scope) -> dict[str, Record]:
    """The rows of the register that is matched, the first of each id they name."""
    if not indicator.matched:
        return {}
    rows = sorted(scope.records.of(indicator.matched.register_), key=lambda r: (r.day or date.max, r.id), reverse=True)
    found = {str(getattr(r, indicator.matched.their_id)).casefold(): r for r in rows}
    found.pop("", None)
    return found


def _our_id(record: Record, matched: Matched) -> str:
    return str(getattr(record, matched.our_id)).casefold()


def _lag(good: list[Record], indicator: Share, theirs: dict[str, Record]) -> Fact:
    """The longest time from a record to its counterpart, shown without a limit."""
    if not indicator.matched:
        return ""
    pairs = [(r.day, theirs[_our_id(r, indicator.matched)].day) for r in good]
    days = [(theirs_day - day).days for day, theirs_day in pairs if day and theirs_day]
    return note("days", n=max(days)) if days else note("none-to-time")


def _due(indicator: Share, scope: Scope, window: Window) -> list[Record]:
    """The rows of the window; where open ones can be overdue, those as well, whatever their age."""
    if not indicator.overdue:
        return matching(indicator.of, indicator.where, scope, window)
    rows = matching(indicator.of, indicator.where, scope)
    older = [r for r in rows if isinstance(r, ImprovementAction) and r.due < window.start and r.done is None]
    return older + [r for r in rows if r.day in window]


def _overdue(indicator: Share, rows: list[Record], scope: Scope) -> tuple[Raised, ...]:
    if not indicator.overdue:
        return ()
    late = [r for r in rows if isinstance(r, ImprovementAction) and r.done is None and r.due < scope.on]
    if not late:
        return ()
    oldest = min(r.due for r in late)
    return (("ACTION_OVERDUE", (("n", str(len(late))), ("oldest", oldest))),)
