"""Writes workbooks, text tables and documents so that the same content always gives the same bytes."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import steady_files
import xlsxwriter
from steady_files import steady, text_file

Cell = str | int | float | date | None
Row = Sequence[Cell]

OWNER = "Harbour Homecare"
FIXED = datetime(2026, 10, 31, 17, 30, 0)


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its rows from row 1, which of them is the heading, how days are shown, which columns are hidden."""

    name: str
    rows: Sequence[Row]
    heading: int = 1
    days: str = "dd/mm/yyyy"
    hidden: tuple[int, ...] = ()


def xlsx(path: Path, *sheets: Sheet) -> None:
    """A workbook with real dates; text stays text, even when it looks like a formula."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": path.stem, "author": OWNER, "created": FIXED})
    bold = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E5F", "text_wrap": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        day = book.add_format({"num_format": sheet.days})
        page.set_column(0, max(len(row) for row in sheet.rows), 16)
        for column in sheet.hidden:
            page.set_column(column, column, 10, None, {"hidden": True})
        for at, row in enumerate(sheet.rows):
            style = bold if at == sheet.heading - 1 else None
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(at, column, datetime(value.year, value.month, value.day), day)
                elif isinstance(value, str) and value:
                    page.write_string(at, column, value, style)
                elif isinstance(value, int | float):
                    page.write_number(at, column, value, style)
    book.close()
    path.write_bytes(steady(held.getvalue(), FIXED))


def table(
    path: Path, rows: Iterable[Row], encoding: str, mark: str = ";", days: str = "%d.%m.%y", first: str = ""
) -> None:
    """A text table: cells apart by the mark, CRLF, days as the agency types them; `first` is a line above it all."""
    held = io.StringIO(newline="")
    held.write(f"{first}\r\n" if first else "")
    writer = csv.writer(held, delimiter=mark, lineterminator="\r\n")
    for row in rows:
        writer.writerow(["" if v is None else v.strftime(days) if isinstance(v, date) else v for v in row])
    mark_of_order = "\ufeff" if encoding == "utf-16-le" else ""
    path.write_bytes((mark_of_order + held.getvalue()).encode(encoding))


def docx_file(path: Path, heading: str, paragraphs: Iterable[str]) -> None:
    """A short Word document."""
    steady_files.docx_file(path, heading, paragraphs, OWNER, FIXED)


__all__ = ["Cell", "Row", "Sheet", "docx_file", "table", "text_file", "xlsx"]
