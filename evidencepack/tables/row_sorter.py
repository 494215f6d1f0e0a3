"""What a row below the headings of a long sheet is: an entry, a section, a note, or the beginning of another table."""

import sys

from evidencepack.files import Cell, Row, blank_row
from evidencepack.tables.headings import at, begins_with, heads_leavers, is_section, plain, plain_set
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.notes import ANOTHER, BELOW, EXAMPLE, HEADING, SECTION
from evidencepack.tables.table_finder import Table

# So few capitals may be the initials of somebody.
_INITIALS = 3
# So many rows show how a column is written.
_SAMPLE = 60


class RowSorter:
    """Sorts the rows of one sheet; thrown away afterwards.

    `others` are rows (from 0) where another table seems to begin, with how many rows were set aside for it; `alone`
    the entries of which only one cell is filled.
    """

    def __init__(self, reader: LayoutReader, table: Table, tell: int) -> None:
        """`tell` is the column in which a heading is told best from a value: one of days, if there is one."""
        self.on, self.rows, self.table = reader, reader.rows, table
        self.fields = tuple(table.fields)
        self.tell = (tell, self.fields[0]) if tell != self.fields[0] else (tell,)
        self.aside = plain_set(reader.map.aside)
        self.known = plain_set(h for headings in reader.map.columns.values() for h in headings)
        self.heads = [[plain(c) for c in _part(self.rows[i], table)] for i in table.head]
        # How many cells of a row must be filled for two that are read to be among them.
        self.enough = sys.maxsize if self.aside else max(map(len, self.rows)) - len(self.fields) + 2
        self.others: dict[int, int] = {}
        self.alone: set[int] = set()
        self.elsewhere, self.last, self.after_gap = -1, table.head[-1], False

    def reason(self, index: int, row: Row) -> str:
        """Why a row below the headings is set aside; "" for an entry. Asked of each row in turn but of blank ones."""
        gap = self.after_gap or index > self.last + 1
        self.last, self.after_gap = index, False
        # Nearly every row is an entry, and is known for one by a look or two.
        if not gap and self.elsewhere < 0 and len(row) - row.count(None) >= self.enough and self._is_plain(row):
            return ""
        reason = self._reason(index, row, gap)
        self.after_gap = gap and (reason in (SECTION, BELOW) or index in self.alone)
        return reason

    def _is_plain(self, row: Row) -> bool:
        """Whether the cells that tell best show that these are no headings: values, or words that head no column."""
        for index in self.tell:
            cell = at(row, index)
            if cell.__class__ is str and not str(cell)[:1].isdigit() and plain(cell) in self.known:
                return False
        return True

    def _reason(self, index: int, row: Row, after_gap: bool) -> str:
        part = _part(row, self.table)
        if self._is_heading(part):
            self.elsewhere = -1
            return HEADING
        if self.elsewhere < 0 and self._begins_another(index, part, after_gap):
            self.elsewhere = self._with_title(index)
        if self.elsewhere >= 0:
            self.others[self.elsewhere] = self.others.get(self.elsewhere, 0) + 1
            return ANOTHER
        return self._reason_inside(index, row, part)

    def _with_title(self, index: int) -> int:
        """Where another table begins: with the row of one cell right above its headings, if there is one."""
        if index - 1 not in self.alone:
            return index
        self.alone.discard(index - 1)
        self.on.entries.pop()
        self.others[index - 1] = 1
        self.on.set_aside[ANOTHER] += 1
        return index - 1

    def _reason_inside(self, index: int, row: Row, part: Row) -> str:
        filled = sum(at(row, i) is not None for i in self.fields)
        if blank_row(part):
            return ANOTHER if self.table.first > 0 or self.table.last < len(self.table.headings) else BELOW
        if is_section(row, self.on.sections) or heads_leavers(row, self.on.of_leavers):
            return SECTION
        first = next((cell for cell in row if plain(cell)), None)
        if plain(first) in self.aside:
            return EXAMPLE
        if filled <= 1 and (begins_with(first, self.on.foot) or filled == 0):
            return BELOW
        if filled == 1 and sum(cell is not None for cell in part) == 1:
            # One cell joined across the table is a heading, and so is one of capitals where others have small letters.
            if index in self.on.joined or self._is_in_capitals(first, row):
                return SECTION
            self.alone.add(index)
        return ""

    def _is_in_capitals(self, cell: Cell, row: Row) -> bool:
        """Whether a cell alone is in capitals, as THE LODGE over its staff, in a column that is not kept in them."""
        if not (isinstance(cell, str) and cell.isupper() and len(cell) > _INITIALS):
            return False
        column = row.index(cell)
        others = [c for r in self.rows[self.table.head[-1] + 1 :][:_SAMPLE] if isinstance(c := at(r, column), str)]
        return sum(c.isupper() for c in others) * 2 < len(others)

    def _is_heading(self, part: Row) -> bool:
        """Whether the headings stand here again, as they do where a long list was printed page by page."""
        names = [plain(at(part, i)) for i in range(max(len(part), len(self.heads[0])))]
        if any(names == head for head in self.heads):
            return True
        places = [i - self.table.first for i in self.fields]
        both = list(zip(names, self.heads[-1], strict=False))
        return len(places) > 1 and all(i < len(both) and both[i][0] == both[i][1] for i in places)

    def _begins_another(self, index: int, part: Row, after_gap: bool) -> bool:
        """Whether the headings of another table stand here: two of our words, or after a gap words over values."""
        filled = [cell for cell in part if plain(cell)]
        if len(filled) < 2 or not all(isinstance(cell, str) for cell in filled):
            return False
        ours = sum(plain(cell) in self.known for cell in filled)
        if ours >= 2 and ours * 2 >= len(filled):
            return True
        return after_gap and self._heads_values(index, part)

    def _heads_values(self, index: int, part: Row) -> bool:
        """Whether a row of words stands where days and numbers do elsewhere, with such values right below it.

        Our table must have such values in the same column too, or an entry without its day would look like headings.
        """
        if index + 1 >= len(self.rows) or any(_has_digit(cell) for cell in part):
            return False
        below = _part(self.rows[index + 1], self.table)
        before = [_part(self.rows[i], self.table) for i in self.on.entries[:20]]
        words = {i: plain(cell) for i, cell in enumerate(part) if plain(cell)}
        columns = {i: [c for row in before if (c := at(row, i)) is not None] for i in words}
        # A role or a kind would stand in an entry too.
        if any(word in map(plain, columns[i]) for i, word in words.items()):
            return False
        return any(_has_digit(at(below, i)) and len(c) > 1 and all(map(_has_digit, c)) for i, c in columns.items())


def _part(row: Row, table: Table) -> Row:
    return row[table.first : table.last] if table.first or table.last < len(row) else row


def _has_digit(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or any(c.isdigit() for c in cell))
