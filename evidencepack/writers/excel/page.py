"""A sheet that reads like a page: filled from the top down, each row as high as its text needs."""

from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import Value
from evidencepack.writers.excel.measure import LINE, PADDING, height_of

_WIDTHS = (30, 11, 33, 33)
Piece = tuple[int, int, Value, str]
"""First column, last column, what stands there, style."""


class Page:
    """The sheet and the next row to fill."""

    def __init__(self, book: Book, name: str) -> None:
        self.book = book
        self.sheet = book.add_sheet(name, across=False)
        self.row = 0
        self.sheet.hide_gridlines(2)
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width)

    def add(self, *pieces: Piece, height: float = 0) -> None:
        """A row of pieces, as high as its longest text needs."""
        widths = [sum(_WIDTHS[first : last + 1]) for first, last, _, _ in pieces]
        needed = height_of([piece[2] for piece in pieces], widths)
        self.sheet.set_row(self.row, height or needed or LINE + PADDING)
        for first, last, value, style in pieces:
            if last > first:
                self.sheet.merge_range(self.row, first, self.row, last, "", self.book.style(style))
            self.book.put(self.sheet, self.row, first, value, style)
        self.row += 1

    def heading(self, *texts: str) -> None:
        """A small heading over a block; several texts head its columns."""
        spans = ((0, 3),) if len(texts) == 1 else ((0, 0), (1, 2), (3, 3))
        self.row += 1
        self.add(*((*span, text, "heading") for span, text in zip(spans, texts, strict=True)), height=20)
