"""What reading one sheet gives: rows ready to become records, rows that could not be used, and the account."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from msgspec import Struct

from evidencepack.day_reader import to_date
from evidencepack.files import Cell
from evidencepack.origin import Account, Origin, Problem
from evidencepack.registers import Record, Unread, field_types
from evidencepack.tables.cells.convert import (
    day_text,
    error_in,
    may_be_shown,
    to_bool,
    to_hours,
    to_int,
    to_number,
    to_text,
)
from evidencepack.tables.cells.days import NotADayError


class SheetRead(Struct, frozen=True):
    """One sheet as its column map understood it."""

    account: Account
    records: tuple[Record, ...]
    unread: tuple[Unread, ...]
    problems: tuple[Problem, ...]


class Fault(Struct, frozen=True):
    """Why a cell is not a value, and what to do; many cells with the same text share one."""

    what: str
    remedy: str

    def at(self, origin: Origin) -> Problem:
        """The problem of one cell."""
        return Problem(origin, self.what, self.remedy)


_CONVERT: Mapping[str, tuple[Any, str]] = {
    "date": (to_date, "a date; type a day that exists, in the form 31/12/2026"),
    "bool": (to_bool, "yes or no; type Yes or No"),
    "float": (to_number, "a number; type digits only"),
    "int": (to_int, "a whole number; type digits only"),
    "hours": (to_hours, "a number of hours; type digits, for example 7.5"),
    "str": (to_text, "text; type a word"),
}


def convert(cell: Cell, kind: str) -> Any:
    """A cell as a value of a plain type; ValueError when it is not one."""
    return _CONVERT[kind][0](cell)


def constants_of(register: type[Record], constants: Mapping[str, Any]) -> dict[str, Any]:
    """What every row of a sheet is taken to hold, as values of its fields; what is not one is left out."""
    kinds, typed = field_types(register), {}
    for field, word in constants.items():
        with suppress(ValueError, KeyError):
            typed[field] = convert(word, kinds[field])
    return typed


def fault_of(cell: Cell, kind: str) -> Fault:
    """What is wrong with a cell that is not what its column holds; the value is shown only if it cannot be a name."""
    if error := error_in(cell):
        return Fault(f"The cell shows the error {error}.", "Mend the formula, or type the value in its place.")
    wanted, _, remedy = _CONVERT[kind][1].partition("; ")
    what = f"'{day_text(cell)}'" if may_be_shown(cell) else "What stands here"
    return Fault(f"{what} is not {wanted}.", f"{remedy[:1].upper()}{remedy[1:]}.")


def fault_of_day(cell: Cell, error: NotADayError) -> Fault:
    """What is wrong with a cell of a column of days; a note beside the day could hold a name, and is never shown."""
    if not error.what:
        return fault_of(cell, "date")
    shown = f"'{str(cell).strip()}'" if may_be_shown(cell) else "What stands here"
    return Fault(error.what.replace("'{cell}'", shown), error.remedy)


def not_understood(cell: Cell, kind: str, origin: Origin) -> Problem:
    """The problem of a cell that is not what its column holds; the value is shown only if it cannot be a name."""
    return fault_of(cell, kind).at(origin)


def letter_of(column: int) -> str:
    """A column as a spreadsheet names it: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
