"""A framework file as a workbook: a sheet each for the framework, themes, expectations, requirements, not asked."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from evidencepack.frameworks.framework import Framework
from evidencepack.library.excel.cells import as_cell
from evidencepack.library.excel.shape import EXPECTATION, FRAMEWORK, SHEETS, FrameworkColumn, parts_of

_ABOUT = (
    "A row holds one item. The headings are the words of the mapping file: leave them as they are.",
    "Where a heading allows several, put each on a line of its own in the cell (Alt+Enter).",
    "Percentages are text: type 90% into a cell formatted as text.",
    "Comments of the mapping file are not in this workbook, and are lost when it is turned back into a file.",
)
_WIDE = {"asks", "about", "looks_for", "rests_on_observation", "number_from.note", "what", "switched_off"}


def framework_book(data: Mapping[str, Any]) -> bytes:
    """A framework, as its file holds it, as an .xlsx workbook that `framework_from` reads back."""
    import xlsxwriter

    # Nothing of a mapping is a formula or a link, whatever it begins with.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    made = BytesIO()
    with xlsxwriter.Workbook(made, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF", "valign": "top"})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        _first(book.add_worksheet(FRAMEWORK), data, head, text)
        for field, (name, model) in SHEETS.items():
            _items(book.add_worksheet(name), parts_of(model), list(_rows(data, field)), head, text)
        about = book.add_worksheet("How to use this")
        about.set_column(0, 0, 100, text)
        about.write_column(0, 0, _ABOUT, text)
    return made.getvalue()


def _rows(data: Mapping[str, Any], field: str) -> Iterator[Mapping[str, Any]]:
    if field != "requirements":
        yield from data.get(field) or ()
        return
    for expectation in data.get("expectations") or ():
        for requirement in expectation.get("requirements") or ():
            yield {EXPECTATION: expectation["id"], **requirement}


def _first(sheet: Any, data: Mapping[str, Any], head: Any, text: Any) -> None:
    sheet.set_column(0, 0, 26, text)
    sheet.set_column(1, 1, 100, text)
    sheet.write_row(0, 0, ("Word", "Value"), head)
    for row, part in enumerate(parts_of(Framework), 1):
        sheet.write_string(row, 0, part.heading, text)
        _put(sheet, row, 1, data, part, text)
    sheet.freeze_panes(1, 1)


def _items(sheet: Any, parts: tuple[FrameworkColumn, ...], rows: list[Mapping[str, Any]], head: Any, text: Any) -> None:
    for column, part in enumerate(parts):
        sheet.set_column(column, column, 60 if part.heading in _WIDE else 18, text)
        sheet.write_string(0, column, part.heading, head)
    for row, item in enumerate(rows, 1):
        for column, part in enumerate(parts):
            _put(sheet, row, column, item, part, text)
    sheet.freeze_panes(1, 2 if EXPECTATION in (p.heading for p in parts) else 1)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(parts) - 1)


def _put(sheet: Any, row: int, column: int, item: Any, part: FrameworkColumn, text: Any) -> None:
    for key in part.path:
        item = item.get(key) if isinstance(item, Mapping) else None
    if item is None:
        return
    value = as_cell(item, part)
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, text)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, text)
    else:
        sheet.write_string(row, column, value, text)
