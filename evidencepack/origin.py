"""Where a value came from, what a person must look at, and what became of every row."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from evidencepack.notes import Note

SERVICE_FILE = "service.yaml"
"""What every service folder holds, and no other."""

SETTLED_FILE = "settled.yaml"
"""What a person has said of the files of a service, in its folder; it may hold names, and never leaves it."""

NOT_MAPPED, NOT_USABLE = "not-mapped", "not-usable"
"""Why rows are not read: nobody says what their sheet is, and they lack what no row can count without."""

ABOUT = "starter-no-register"
"""Why a sheet of our own is set aside that holds no register, such as the first steps."""

SheetState = Literal["read", "set aside", "unread"]
"""What became of a sheet: unread are those that nobody has said what they are, or that have no headings we know."""


class Origin(Struct, frozen=True):
    """A place in the service folder: file (POSIX path relative to the folder), sheet, row from 1, column.

    Row 0 means the file or sheet as a whole. `column` is the heading as the service wrote it, or ""; `letter` is the
    column as a spreadsheet names it, so that row and letter are the address of a cell.
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    letter: str = ""

    @property
    def cell(self) -> str:
        """The address of a cell, such as D14; "" where it is not one cell."""
        return f"{self.letter}{self.row}" if self.letter and self.row else ""

    def __str__(self) -> str:
        row = f"row {self.row}" if self.row else ""
        within = (self.sheet and f"sheet {self.sheet}", row, self.column and f"column {self.column}")
        return ", ".join(filter(None, (self.file, *within)))


class Problem(Struct, frozen=True):
    """Something a person must look at; never stops a run.

    `what` is the code and the facts of what is so and what to do about it, without personal data; `rows` is how many
    rows it concerns.
    """

    origin: Origin
    what: Note
    rows: int = 1


class Account(Struct, frozen=True):
    """The account of one sheet; `map` is "" when no column map reads it.

    `fields` is which heading was read as which field, in the order of the columns, `letters` the column of each field
    where a row is a record. `set_aside` is how many rows were not read, by the code of why; `notes` what a person
    should know of how the sheet was read, without values of cells.

    Raises ValueError when the rows do not add up: nothing is ever dropped silently.
    """

    file: str
    sheet: str
    map: str
    register: str
    rows_seen: int
    rows_read: int
    set_aside: Mapping[str, int]
    records: int = 0
    unused_columns: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    letters: Mapping[str, str] = {}

    @property
    def state(self) -> SheetState:
        """What became of the sheet as a whole; nothing of an unread one counts, and somebody must look at it."""
        if self.map:
            return "unread" if self.set_aside.keys() == {NOT_USABLE} else "read"
        return "unread" if NOT_MAPPED in self.set_aside else "set aside"

    def __post_init__(self) -> None:
        if self.rows_seen != self.rows_read + sum(self.set_aside.values()):
            raise ValueError(f"rows of {self.file} {self.sheet} do not add up")
