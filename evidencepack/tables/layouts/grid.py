"""What the layouts with a column a month, a measure or a question share: addresses, what to say, the account."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from evidencepack.dates import month_words
from evidencepack.files import Cell, Row, Sheet
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.notes import Note, note
from evidencepack.origin import Account, Origin, Problem
from evidencepack.registers import Record, Unread
from evidencepack.tables.cells.convert import error_in, to_text
from evidencepack.tables.headings import FIRST_ROWS, plain
from evidencepack.tables.layouts.long import trimmed
from evidencepack.tables.notes import NOT_USABLE, said_of
from evidencepack.tables.reading import SheetRead, letter_of


def at(row: Row, index: int) -> Cell:
    """A cell of a row; None where the row is shorter."""
    return row[index] if index < len(row) else None


def heading_text(cell: Cell) -> str:
    """A heading as it is shown: as the service wrote it, a date as its month."""
    if isinstance(cell, date):
        return month_words(cell)
    return error_in(cell) or to_text(cell)


def filled(cell: Cell) -> bool:
    """Whether a cell holds anything."""
    return isinstance(cell, bool) or bool(plain(cell))


class SheetReading:
    """One sheet while it is being read: what was found, where, and what to say of it; thrown away afterwards."""

    def __init__(self, file: str, sheet: Sheet, column_map: ColumnMap) -> None:
        self.file, self.sheet, self.map = file, sheet, column_map
        self.rows = trimmed(sheet.rows)
        self.records: list[Record] = []
        self.unread: list[Unread] = []
        self.problems: list[Problem] = []
        self.set_aside: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.fields: list[tuple[str, str]] = []
        self.unused: list[str] = []
        self.said: list[Note] = []

    def origin(self, row: int = 0, index: int | None = None, heading: str = "") -> Origin:
        """A place in the sheet; `row` counts from 1, `index` of the column from 0."""
        return Origin(self.file, self.sheet.name, row, heading, "" if index is None else letter_of(index))

    def problem(self, what: Note, where: Origin | None = None, rows: int = 1) -> None:
        """Note something a person must look at; of the sheet as a whole where no place is given."""
        self.problems.append(Problem(where or self.origin(), what, rows=rows))

    def tell(self, *codes: str) -> None:
        """Say how often each of these was met, if it was."""
        self.said.extend(note(code, n=self.counts[code]) for code in codes if self.counts[code])

    def read(self) -> SheetRead:
        """The outcome; every row that was not set aside was read."""
        seen = len(self.rows)
        account = Account(
            file=self.file,
            sheet=self.sheet.name,
            map=self.map.id,
            register=self.map.register_,
            rows_seen=seen,
            rows_read=seen - self.set_aside.total(),
            set_aside=dict(self.set_aside),
            records=len(self.records),
            unused_columns=tuple(self.unused),
            used_columns=tuple(heading for heading, _ in self.fields),
            said=(*said_of(self.sheet, self.rows), *self.said),
            fields=tuple(self.fields),
        )
        return SheetRead(account, tuple(self.records), tuple(self.unread), tuple(self.problems))

    def nothing(self, what: Note) -> SheetRead:
        """The outcome where the table was not found: every row set aside, and what to do."""
        if self.rows:
            self.set_aside[NOT_USABLE] = len(self.rows)
        self.problem(what, rows=len(self.rows))
        return self.read()


def row_with(rows: Sequence[Row], words: Iterable[str]) -> tuple[int, int] | None:
    """Row and column of the first cell, among the first rows, that is one of some headings."""
    wanted = frozenset(words)
    for index, row in enumerate(rows[:FIRST_ROWS]):
        for column, cell in enumerate(row):
            if plain(cell) in wanted:
                return index, column
    return None
