"""A sheet that is one list: title, one line of explanation, a frozen header with notes, a filter, rows."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.notes import Note, note
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import Value
from evidencepack.writers.excel.row_height import height_of

HEADER = 2  # the header's row, from 0; the first row of data is the next
Item = TypeVar("Item")


class Column(Struct, Generic[Item], frozen=True):
    """A column of a list: heading, width in characters, a note, an item's value, how its cells look.

    In a list that is not long, a value may be a note too: its words are what is written.
    """

    heading: str
    width: float
    note: Note | str
    value: Callable[[Item], Value | Note]
    style: str = "text"

    @property
    def typed(self) -> bool:
        """Whether people type into it."""
        return self.style.startswith("typed")

    def to_read(self, notes: Mapping[str, Note]) -> "Column[Item]":
        """The same column where nobody types; `notes` by heading take the place of those that say what to type."""
        style = self.style.removeprefix("typed").strip() or "text"
        return replace(self, style=style, note=notes.get(self.heading, self.note))


class ListLayout(Struct, Generic[Item], frozen=True):
    """What a list looks like apart from its items; `printed` is how many columns print (0: all).

    A `long` list holds plain text, numbers and days only, and may have very many rows. An `open` one is not protected.
    """

    name: str
    title: Note | str
    about: Note | str
    columns: Sequence[Column[Item]]
    frozen: int = 1
    printed: int = 0
    empty: Note | str = note("nothing-to-list")
    long: bool = False
    open: bool = False


def add_list(book: Book, layout: ListLayout[Item], items: Sequence[Item]) -> Any:
    """The list as a new sheet, a row an item; the sheet is returned for what only one list has."""
    sheet = book.add_sheet(layout.name, protected=not layout.open)
    _write_head(book, sheet, layout)
    columns: list[list[Any]] = [list(map(column.value, items)) for column in layout.columns]
    if not layout.long:
        columns = [[book.messages.what(v) if isinstance(v, Note) else v for v in column] for column in columns]
    styles = [column.style for column in layout.columns]
    widths = [column.width * (0.93 if column.style == "strong" else 1) for column in layout.columns]
    rows = zip(*columns, strict=True)
    for number, row in enumerate(islice(rows, 1) if layout.long else rows):
        book.put_row(sheet, first_row(number), row, styles)
        if height := height_of(row, widths):
            sheet.set_row(first_row(number), height)
    if layout.long and items[1:]:
        book.put_later(first_row(0) + 1, [column[1:] for column in columns], widths)
    if not items:
        book.put(sheet, first_row(0), 0, book.messages.printed(layout.empty), "about")
    _finish(sheet, layout, HEADER + len(items))
    return sheet


def first_row(index: int) -> int:
    """The row, from 0, of the item with this index."""
    return HEADER + 1 + index


def _write_head(book: Book, sheet: Any, layout: ListLayout[Any]) -> None:
    book.put(sheet, 0, 0, book.messages.printed(layout.title), "title")
    book.put(sheet, 1, 0, book.messages.printed(layout.about), "about")
    sheet.set_row(0, 24)
    sheet.set_row(1, 18)
    sheet.set_row(HEADER, 32)
    for number, column in enumerate(layout.columns):
        sheet.set_column(number, number, column.width)
        book.put(sheet, HEADER, number, column.heading, "typed head" if column.typed else "head")
        if said := book.messages.printed(column.note):
            box = {"author": "", "font_size": 9, "width": 260, "height": 20 + 15 * (len(said) // 38 + 1)}
            book.remark(sheet, HEADER, number, said, box)
    typed = next((n for n, column in enumerate(layout.columns) if column.typed), None)
    if typed is not None:
        book.put(sheet, 1, typed, book.messages.say("yours-to-fill-in"), "yours")


def _finish(sheet: Any, layout: ListLayout[Any], last: int) -> None:
    width = len(layout.columns) - 1
    sheet.autofilter(HEADER, 0, last, width)
    sheet.freeze_panes(HEADER + 1, layout.frozen)
    sheet.repeat_rows(HEADER)
    sheet.set_zoom(90)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    if layout.printed:
        sheet.print_area(0, 0, max(last, HEADER + 1), layout.printed - 1)
