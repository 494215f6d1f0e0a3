"""Plain rows of a file, before anyone knows what they mean: while it is being read, and when it has been."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from msgspec import Struct, field

from evidencepack.notes import Note, note

_MARKS = frozenset(" -–—\u2212\u2010_.,*·•…=~+/\\|:;#'\"\u00a0")
UNSAVED = "(formula without a saved result)"
MOST_LOOKS = 50_000
"""Of so many cells of a sheet, from its top, the looks are told: colours, lines through them, months, percents."""


class ErrorCell(Struct, frozen=True):
    """A cell that shows an error of the spreadsheet, such as #N/A: something stands there, and it is not a value."""

    code: str

    def __str__(self) -> str:
        return self.code


Cell = str | float | int | bool | date | time | timedelta | ErrorCell | None
Row = tuple[Cell, ...]


def blank_row(row: Row) -> bool:
    """Whether nothing stands in a row; asked of every row, most of which begin with something."""
    for cell in row:
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        return False
    return True


def marks_only(row: Row) -> bool:
    """Whether a row holds nothing but marks that stand for nothing, such as hyphens, stops and stars."""
    for cell in row:
        if cell is None or (isinstance(cell, str) and _MARKS.issuperset(cell)):
            continue
        return False
    return True


class Merged(Struct, frozen=True):
    """Cells joined into one; rows count from 1 and columns from 0, both ends included. The first holds the value."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Sheet(Struct, frozen=True):
    """One sheet: its name ("" for CSV) and its rows from row 1, blank ones included, so that row numbers hold.

    `hidden` is whether the sheet is; `hidden_rows` count from 1, `hidden_columns` from 0. What is hidden is read like
    the rest. `notes` are what the reading of the file found worth saying, without values of cells.

    `fills` are the names of the colours (red, amber, green, grey ...) of filled cells that are empty or hold text, by
    row from 1 and column from 0; `comments` the cells with a note on them, `struck` those that are struck through,
    `percents` the numbers that are shown as a percentage (0.95 as 95%). `key` is what other sheets of the file say of
    colours and marks: each with its words.
    """

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()
    notes: tuple[Note, ...] = ()
    fills: Mapping[tuple[int, int], str] = {}
    comments: frozenset[tuple[int, int]] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    percents: frozenset[tuple[int, int]] = frozenset()
    key: tuple[tuple[str, str], ...] = ()


class Unreadable(Struct, frozen=True):
    """A file that could not be read, and why."""

    why: Note


Read = tuple[Sheet, ...] | Unreadable


class Line(Struct, frozen=True):
    """A line of a document: a paragraph (one cell) or a row of a table or sheet (its cells).

    `kind` is paragraph, text-box, footnote, endnote, table, sheet, or row (of the only sheet of a file); `of` the
    number of the paragraph or table or the name of the sheet; `row` that in a table or sheet, from 1, else 0.
    """

    kind: str
    of: str
    row: int
    cells: tuple[str, ...]

    @property
    def where(self) -> Note:
        """Where a person finds it."""
        return note(self.kind, of=self.of, row=str(self.row))


Document = tuple[Line, ...] | Unreadable


class CannotReadError(Exception):
    """A file that cannot be read, and why, as in Unreadable."""

    def __init__(self, why: Note) -> None:
        super().__init__(why.code)
        self.why = why


class SheetMetadata(Struct):
    """What a sheet holds beside its cells; rows count from 1 and columns from 0, as in Sheet.

    `months` are days that are shown as their month and year alone.
    """

    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: set[tuple[int, int]] = field(default_factory=set)
    struck: set[tuple[int, int]] = field(default_factory=set)
    months: set[tuple[int, int]] = field(default_factory=set)
    percents: set[tuple[int, int]] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)


class RawSheet(Struct):
    """A sheet being read: a blank cell is None or "", and `beside` is complete once the rows have been taken."""

    name: str
    rows: Iterable[Sequence[Any]]
    beside: SheetMetadata
