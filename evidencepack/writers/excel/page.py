"""A sheet that reads like a page: filled from the top down, each row as high as its text needs."""

from collections.abc import Sequence

from evidencepack.notes import Note, note
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import CellLink, Value, to_cell
from evidencepack.writers.excel.row_height import LINE, PADDING, height_of

_WIDTHS = (30, 11, 33, 33)
# Excel passes over page breaks on a sheet that is fitted to its page, so these are printed to scale. At this one the
# columns are a little narrower than A4 between its margins; a page holds 850 points of rows, and some are spared.
_SCALE, _PAGE = 88, 820.0
_BLANK = 15.0  # points of a row that nothing is put into
_WITH_HEADING = 90.0  # a heading and what first stands beneath it
Piece = tuple[int, int, Value | Note, str]
"""First column, last column, what stands there (of a note, its words), style."""


class Page:
    """The sheet and the next row to fill."""

    def __init__(self, book: Book, name: str) -> None:
        self.book = book
        self.sheet = book.add_sheet(name, across=False)
        self.row = 0
        self._used: float = 0
        self._counted = 0
        self._breaks: list[int] = []
        self.sheet.hide_gridlines(2)
        self.sheet.set_print_scale(_SCALE)
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width)

    def add(self, *pieces: Piece, height: float = 0) -> None:
        """A row of pieces, as high as its longest text needs."""
        widths = [sum(_WIDTHS[first : last + 1]) for first, last, _, _ in pieces]
        what = self.book.messages.what
        values = [what(value) if isinstance(value, Note) else value for _, _, value, _ in pieces]
        needed = height_of(values, widths)
        self._count(height or needed or LINE + PADDING)
        self.sheet.set_row(self.row, height or needed or LINE + PADDING)
        for (first, last, _, style), value in zip(pieces, values, strict=True):
            if last > first:
                self.sheet.merge_range(self.row, first, self.row, last, "", self.book.style(style))
            self.book.put(self.sheet, self.row, first, value, style)
        self.row += 1

    def keep(self, points: float) -> None:
        """Print what comes next on a new page unless so many points are left on this one, or none would hold them."""
        self._count(0)
        if self._used and self._used + points > _PAGE:
            self._used = 0
            self._breaks.append(self.row)
            self.sheet.set_h_pagebreaks(self._breaks)

    def _count(self, height: float) -> None:
        """Add to what the page holds the rows left blank since the last, and one of this height."""
        for points in (*[_BLANK] * (self.row - self._counted), height):
            self._used = self._used + points if self._used + points <= _PAGE else points
        self._counted = self.row + bool(height)

    def band(self, title: Note | str, with_it: float = _WITH_HEADING) -> None:
        """A heading across the page, printed on one page with so many points of what follows."""
        self.row += 1
        self.keep(with_it)
        self.add((0, 3, title, "band"), height=22)

    def heading(self, *texts: Note) -> None:
        """A small heading over a block; several texts head its columns."""
        spans = ((0, 3),) if len(texts) == 1 else ((0, 0), (1, 2), (3, 3))
        self.row += 1
        self.keep(_WITH_HEADING)
        self.add(*((*span, text, "heading") for span, text in zip(spans, texts, strict=True)), height=20)

    def guide(self, lines: Sequence[tuple[str, Note | str]]) -> None:
        """Where to look for what: the other sheets with what stands on each, on one printed page where one holds it."""
        self.band(note("guide"), min(_PAGE, 30 + len(lines) * (LINE + PADDING)))
        for name, said in lines:
            self.add((0, 0, CellLink(name, to_cell(name, 0)), "line link"), (1, 3, said, "line"))
