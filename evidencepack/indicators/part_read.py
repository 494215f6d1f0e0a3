"""Rows that count nowhere because a cell that a condition asks about could not be read."""

from msgspec.structs import replace

from evidencepack.dates import Window
from evidencepack.frameworks.indicators import PEOPLE_KINDS, Conditions, Indicator
from evidencepack.indicators.conditions import fulfilling
from evidencepack.indicators.measured import Measured, Unit
from evidencepack.indicators.scope import Scope
from evidencepack.words import count_of


def with_part_read(measured: Measured, indicator: Indicator, scope: Scope) -> Measured:
    """The outcome with a note of the rows that might be asked about if every cell of theirs could be read.

    Of a share they count as unread rows, so that the lower answer stands; where nothing else was found it is unclear.
    Who is counted among people is not looked at: that is for the list of staff or people to say.
    """
    where: Conditions = getattr(indicator, "where", {})
    if not where or measured.window is None or indicator.kind in PEOPLE_KINDS or not scope.records.unclear:
        return measured
    rows = _rows(measured.registers[0], where, scope, measured.window)
    if not rows:
        return measured
    none_found = measured.set_aside in ("none due", "no evidence") and "entries" not in measured.facts
    note = f"In {count_of(rows, 'row')}, the cell that decides whether it belongs here could not be read."
    return replace(
        measured,
        unread=measured.unread + rows if measured.unit is Unit.SHARE else measured.unread,
        set_aside="unclear" if none_found else measured.set_aside,
        notes=(*measured.notes, note),
    )


def _rows(register: str, where: Conditions, scope: Scope, window: Window) -> int:
    """How many rows of the window fail the conditions in nothing but what could not be read."""
    unclear, fits = scope.records.unclear, fulfilling(where, scope)
    found = [r for r in scope.records.of(register) if r.id in unclear and r.day in window and not fits(r)]
    known = ({name: wanted for name, wanted in where.items() if name not in unclear[r.id]} for r in found)
    return sum(not rest or fulfilling(rest, scope)(row) for row, rest in zip(found, known, strict=True))
