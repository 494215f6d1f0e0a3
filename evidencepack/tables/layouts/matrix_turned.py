"""A matrix with courses down and people across, turned round so that it is read like any other."""

from collections import Counter
from datetime import date

from msgspec.structs import replace

from evidencepack.day_reader import read_day
from evidencepack.files import Cell, Row, Sheet, blank_row
from evidencepack.frameworks.column_map import MatrixLayout
from evidencepack.notes import Note, note
from evidencepack.origin import Origin
from evidencepack.tables.colours import is_key_row, key_of
from evidencepack.tables.headings import at, begins_with, heads_leavers, is_section, letter_of, plain, plain_set
from evidencepack.tables.layout_reader import SheetRead
from evidencepack.tables.layouts.matrix import MatrixReader
from evidencepack.tables.layouts.matrix_way import Corner
from evidencepack.tables.notes import ABOVE, BELOW, BLANK, HEADING, NOT_USABLE, SECTION, said_of


class TurnedReader(MatrixReader):
    """One matrix with people across while it is read: its columns as rows, each place as it is in the sheet.

    Rows of the sheet that are no course (section rows, totals, notes) stay behind as columns that hold nothing.
    """

    turned = True
    corner: Corner

    def at_corner(self, corner: Corner) -> "TurnedReader":
        """The same reader with its sheet turned round the place where the headings cross."""
        self.corner, self.kept, self.kept_rows = corner, self.sheet, self.rows
        layout = self.map.matrix or MatrixLayout(person=("Name",))
        below = self.rows[corner.row :]
        self.reasons = [self._reason(index, row, layout) for index, row in enumerate(below)]
        width = max(map(len, below))
        lines = [
            ("", row) if reason else (layout.person[0], row) for reason, row in zip(self.reasons, below, strict=True)
        ]
        turned = [
            tuple(at(row, c) if kept or not i else None for i, (kept, row) in enumerate(lines)) for c in range(width)
        ]
        turned[corner.column] = (layout.person[0], *turned[corner.column][1:])
        self.rows = (*self.rows[: corner.row], *turned)
        self.sheet = Sheet(
            self.sheet.name, self.rows, fills=self._fills(), comments=frozenset(map(self._to, self.sheet.comments))
        )
        self.joined = set()
        return self

    def _reason(self, index: int, row: Row, layout: MatrixLayout) -> str:
        """Why a row of the sheet from its headings on is no course; "" for one, and for what stands beside it."""
        first, filled = at(row, self.corner.column), sum(bool(plain(c)) for c in row)
        if not index:
            return HEADING
        if blank_row(row):
            return BLANK if not self._filled_cells(index) else NOT_USABLE
        if not plain(first):
            return BELOW if filled == 1 or begins_with(next(c for c in row if plain(c)), self.foot) else ""
        if filled == 1 and (
            is_section(row, self.sections) or heads_leavers(row, self.of_leavers) or self._is_part(index, first, layout)
        ):
            return SECTION
        fill = self.sheet.fills.get((self.corner.row + index + 1, self.corner.column), "")
        # A course may begin with such a word, as Key working and Compliance training do.
        sum_or_note = begins_with(first, self.foot) and (plain(first) in self.foot or not any(map(_is_day, row[1:])))
        if sum_or_note or is_key_row(row, fill, layout.key):
            return BELOW
        heading = plain(at(self.rows[self.corner.row], self.corner.column))
        beside = plain_set((*layout.ignore, *layout.about))
        return HEADING if plain(first) in beside | {heading} else ""

    def _is_part(self, index: int, first: Cell, layout: MatrixLayout) -> bool:
        """Whether a row of one cell heads a part of the courses, and is no course that nobody has done."""
        if self._filled_cells(index):
            return False
        joined = self.corner.row + index in self.joined
        capitals = [
            str(at(r, self.corner.column)).isupper()
            for r in self.rows[self.corner.row + 1 :]
            if plain(at(r, self.corner.column))
        ]
        shouted = str(first).isupper() and sum(capitals) * 2 < len(capitals)
        return joined or shouted or plain(first) in plain_set(layout.course_sections)

    def _filled_cells(self, index: int) -> bool:
        """Whether a cell of a row is filled with a colour that its first cell does not have."""
        number, first = self.corner.row + index + 1, self.corner.column
        own = self.sheet.fills.get((number, first))
        return any(row == number and column > first and fill != own for (row, column), fill in self.sheet.fills.items())

    def _to(self, place: tuple[int, int]) -> tuple[int, int]:
        row, column = place
        return place if row <= self.corner.row else (self.corner.row + column + 1, row - 1 - self.corner.row)

    def _fills(self) -> dict[tuple[int, int], str]:
        return {self._to(place): fill for place, fill in self.sheet.fills.items()}

    def origin(self, row: int = 0, index: int | None = None, heading: str = "") -> Origin:
        """The place in the sheet as it is, without its heading, which may be a name."""
        if row <= self.corner.row:
            return super().origin(row, index, heading)
        number = self.corner.row + 1 + (index or 0)
        return Origin(self.file, self.sheet.name, number, "", letter_of(row - 1 - self.corner.row))

    def line_of(self, index: int) -> str:
        """The row that a column of ours is in the sheet."""
        return str(self.corner.row + 1 + index)

    def person_line(self, number: int) -> str:
        """The column that a row of ours is in the sheet."""
        return letter_of(number - 1 - self.corner.row)

    def key_to_colours(self, layout: MatrixLayout) -> dict[str, str]:
        """What colours mean by a key beside the courses, in the sheet as it is."""
        return key_of(self.kept, self.kept_rows, layout.key, self._is_beside)

    def _is_beside(self, index: int, column: int) -> bool:
        head = self.corner.row
        return index < head or column >= len(self.kept_rows[head]) or self.reasons[index - head] in (BELOW, BLANK)

    def find_headings(self) -> Note | None:
        """The headings, of which none is printed that could be a name."""
        missing = super().find_headings()
        self.said.append(note("courses-down"))
        self.who_heading = str(self.kept_rows[self.corner.row][self.corner.column] or "")
        return missing

    def _outcome(self) -> SheetRead:
        """The account of the rows of the sheet as it is: a row a course."""
        read = super()._outcome()
        aside = Counter(reason for reason in self.reasons if reason)
        above = Counter(BLANK if blank_row(row) else ABOVE for row in self.kept_rows[: self.corner.row])
        account = replace(
            read.account,
            rows_seen=len(self.kept_rows),
            rows_read=len(self.kept_rows) - (aside + above).total(),
            set_aside={**(aside + above)},
            notes=(*said_of(self.kept, self.kept_rows), *self.said),
            fields=((self.who_heading, "course"),),
        )
        return replace(read, account=account)


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and read_day(cell) is not None)
