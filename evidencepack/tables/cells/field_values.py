"""Cells as values of a field, and what is wrong with one that is none: all layouts say it in the same words."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from evidencepack.files import Cell
from evidencepack.notes import Note, note
from evidencepack.registers import Record, field_types
from evidencepack.tables.cells.convert import convert, day_text, error_in, may_be_shown
from evidencepack.tables.cells.days import NotADayError

_WANTED = {"date": "a-date", "bool": "yes-or-no", "float": "a-number", "int": "a-whole-number",
           "hours": "a-number-of-hours", "str": "text"}  # fmt: skip


def constants_of(register: type[Record], constants: Mapping[str, Any]) -> dict[str, Any]:
    """What every row of a sheet is taken to hold, as values of its fields; what is not one is left out."""
    kinds, typed = field_types(register), {}
    for field, word in constants.items():
        with suppress(ValueError, KeyError):
            typed[field] = convert(word, kinds[field])
    return typed


def fault_of(cell: Cell, kind: str) -> Note:
    """What is wrong with a cell that is not what its column holds."""
    if error := error_in(cell):
        return note("cell-error", error=error)
    return note("not-understood", cell=shown(cell), wanted=note(_WANTED[kind]))


def fault_of_day(cell: Cell, error: NotADayError) -> Note:
    """What is wrong with a cell of a column of days."""
    return note(error.code, cell=shown(cell), **error.facts) if error.code else fault_of(cell, "date")


def shown(cell: Cell) -> Note:
    """A cell within a sentence: its value only where it cannot be a name, as a note beside a day could hold one."""
    return note("value", text=day_text(cell).strip()) if may_be_shown(cell) else note("value-not-shown")
