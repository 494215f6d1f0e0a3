"""A sheet while its file is being read: its rows as they come, and what it holds beside them."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct, field

from evidencepack.notes import Note, note

UNSAVED = "(formula without a saved result)"


class CannotReadError(Exception):
    """A file that cannot be read, and why, as in Unreadable."""

    def __init__(self, why: Note) -> None:
        super().__init__(why.code)
        self.why = why


class SheetMetadata(Struct):
    """What a sheet holds beside its cells; rows count from 1 and columns from 0, as in Sheet."""

    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class RawSheet(Struct):
    """A sheet being read: a blank cell is None or "", and `beside` is complete once the rows have been taken."""

    name: str
    rows: Iterable[Sequence[Any]]
    beside: SheetMetadata


def note_unsaved(beside: SheetMetadata) -> None:
    """Note that the results of formulas were never saved."""
    count = sum(code == UNSAVED for _, _, code in beside.errors)
    if count:
        beside.notes.append(note("formulas-unsaved", n=count))
