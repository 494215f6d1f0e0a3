"""What reading one sheet gives: rows ready to become records, rows that could not be used, and the account."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Any, get_args, get_type_hints

from evidencepack.columns.cells import may_be_shown, to_bool, to_date, to_int, to_number, to_text
from evidencepack.origin import Account, Origin, Problem
from evidencepack.records import Record, Unread
from evidencepack.sources import Cell


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet as its column map understood it."""

    account: Account
    records: tuple[Record, ...]
    unread: tuple[Unread, ...]
    problems: tuple[Problem, ...]


_CONVERT: Mapping[str, tuple[Any, str]] = {
    "date": (to_date, "a date; type a day that exists, in the form 31/12/2026"),
    "bool": (to_bool, "yes or no; type Yes or No"),
    "float": (to_number, "a number; type digits only"),
    "int": (to_int, "a whole number; type digits only"),
    "str": (to_text, "text"),
}


def field_types(record: type[Record]) -> dict[str, str]:
    """The plain type of each field: date, bool, float, int or str."""
    hints = get_type_hints(record)
    return {name: _plain_type(hint) for name, hint in hints.items() if name not in ("id", "origin")}


def _plain_type(hint: Any) -> str:
    options = [a for a in get_args(hint) if a is not NoneType] or [hint]
    return str(getattr(options[0], "__name__", options[0]))


def convert(cell: Cell, kind: str) -> Any:
    """A cell as a value of a plain type; ValueError when it is not one."""
    return _CONVERT[kind][0](cell)


def not_understood(cell: Cell, kind: str, origin: Origin) -> Problem:
    """The problem of a cell that is not what its column holds; the value is shown only if it cannot be a name."""
    what = f"'{cell}' is not {_CONVERT[kind][1].split(';')[0]}." if may_be_shown(cell) else (
        f"What stands here is not {_CONVERT[kind][1].split(';')[0]}."
    )  # fmt: skip
    remedy = _CONVERT[kind][1].partition("; ")[2]
    return Problem(origin, what, remedy[:1].upper() + remedy[1:] + "." if remedy else "")
