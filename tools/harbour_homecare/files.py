"""Writes workbooks, text tables and documents so that the same content always gives the same bytes."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import docx
import xlsxwriter

Cell = str | int | float | date | None
Row = Sequence[Cell]

OWNER = "Harbour Homecare"
FIXED = datetime(2026, 10, 31, 17, 30, 0)
ZIP_TIME = (2026, 10, 31, 17, 30, 0)


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
    path.write_bytes(_steady(held.getvalue()))


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
    document = docx.Document()
    document.add_heading(heading, level=1)
    for text in paragraphs:
        document.add_paragraph(text)
    about = document.core_properties
    about.author = about.last_modified_by = OWNER
    about.title, about.comments = heading, ""
    about.created = about.modified = FIXED
    held = io.BytesIO()
    document.save(held)
    path.write_bytes(_steady(held.getvalue()))


def text_file(path: Path, heading: str, paragraphs: Iterable[str]) -> None:
    """A plain text note."""
    path.write_bytes("\r\n\r\n".join([heading, *paragraphs, ""]).encode("utf-8"))


def _steady(data: bytes) -> bytes:
    """The same package with every entry given the same time."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            new.writestr(entry, old.read(name))
    return held.getvalue()
