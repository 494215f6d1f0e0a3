"""The rows of a register that an indicator is about, in a window, each with why it counts."""

from datetime import date

from evidencepack.dates import Window, day_words
from evidencepack.frameworks.indicators import Conditions
from evidencepack.indicators.conditions import fulfils, unread_matching, word_of
from evidencepack.indicators.measured import Measured, Unit
from evidencepack.indicators.scope import Scope
from evidencepack.records import Record
from evidencepack.words import count_of


def matching(register: str, where: Conditions, scope: Scope, window: Window | None = None) -> list[Record]:
    """Rows that fulfil the conditions, in the window if one is given, oldest first; undated rows come last."""
    rows = [r for r in scope.records.of(register) if fulfils(r, where, scope)]
    if window is not None:
        rows = [r for r in rows if r.day is not None and r.day in window]
    return sorted(rows, key=lambda r: (r.day or date.max, r.id))


def why(record: Record, where: Conditions, scope: Scope) -> str:
    """When a record is dated and which word put it on the topic."""
    word = word_of(record, where, scope)
    day = f"dated {day_words(record.day)}" if record.day else "undated"
    return f"{day}; matched by '{word}'" if word else day


def nothing(unit: Unit, register: str, where: Conditions, scope: Scope, window: Window | None, when: str) -> Measured:
    """The outcome when no row answers: not supplied, unclear when unread rows might have, else `when`."""
    if register not in scope.records.supplied:
        return Measured(
            unit, (register,), set_aside="not supplied", window=window, facts={"missing_register": register}
        )
    unread = unread_matching(register, where, scope, window)
    return Measured(
        unit,
        (register,),
        numerator=None,
        denominator=0,
        set_aside="unclear" if unread else when,
        window=window,
        unread=unread,
    )


def unread_note(register: str, where: Conditions, scope: Scope, window: Window | None = None) -> tuple[str, ...]:
    """What to print when rows that might have counted could not be read."""
    rows = unread_matching(register, where, scope, window)
    return (f"{count_of(rows, 'row')} that might bear on this could not be read.",) if rows else ()
