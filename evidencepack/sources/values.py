"""Plain rows of a file, before anyone knows what they mean. Picklable; nothing but the standard library."""

from dataclasses import dataclass
from datetime import date, time, timedelta

Cell = str | float | int | bool | date | time | timedelta | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name ("" for CSV) and its rows from row 1, blank ones included, so that row numbers hold."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read: why, and what to do."""

    what: str
    remedy: str


Read = tuple[Sheet, ...] | Unreadable
