"""Workbooks, text tables and documents of invented services: the same content always gives the same bytes."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import xlsxwriter

Cell = str | int | float | date | None
Row = Sequence[Cell]


@dataclass(frozen=True)
class Style:
    """How a service's files look: who owns them, when they were made, and the formats of heading and banner."""

    owner: str
    made: datetime
    heading: Mapping[str, Any] = field(default_factory=lambda: {"bold": True})
    banner: Mapping[str, Any] = field(default_factory=dict)
    width: int = 18


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its rows from row 1, which of them is the heading, how many columns the banner in row 1 spans.

    `days` is how days are shown, `hidden` which columns are (from 0).
    """

    name: str
    rows: Sequence[Row]
    heading: int = 1
    banner: int = 0
    days: str = "dd/mm/yyyy"
    widths: Sequence[int] = ()
    hidden: Sequence[int] = ()


def workbook(path: Path, style: Style, sheets: Iterable[Sheet]) -> None:
    """A workbook with real dates; text stays text, even when it looks like a formula."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": path.stem, "author": style.owner, "created": style.made})
    heading, banner = book.add_format(dict(style.heading)), book.add_format(dict(style.banner))
    days: dict[str, Any] = {}
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.set_column(0, max(len(row) for row in sheet.rows), style.width)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        for column in sheet.hidden:
            page.set_column(column, column, 10, None, {"hidden": True})
        if sheet.banner:
            page.merge_range(0, 0, 0, sheet.banner - 1, str(sheet.rows[0][0]), banner)
        day = days.setdefault(sheet.days, book.add_format({"num_format": sheet.days}))
        for at, row in enumerate(sheet.rows):
            if at or not sheet.banner:
                _fill(page, at, row, heading if at == sheet.heading - 1 else None, day)
    book.close()
    path.write_bytes(steady(held.getvalue(), style.made))


def _fill(page: Any, at: int, row: Row, style: Any, day: Any) -> None:
    for column, value in enumerate(row):
        if isinstance(value, date):
            page.write_datetime(at, column, datetime(value.year, value.month, value.day), day)
        elif isinstance(value, str) and value:
            page.write_string(at, column, value, style)
        elif isinstance(value, int | float):
            page.write_number(at, column, value, style)


def text_table(path: Path, rows: Iterable[Row], encoding: str = "utf-8-sig") -> None:
    """A table as a spreadsheet program saves it: commas, CRLF, days day first."""
    held = io.StringIO(newline="")
    shown = ([f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in row] for row in rows)
    csv.writer(held).writerows(shown)
    path.write_bytes(held.getvalue().encode(encoding))


def word_document(path: Path, style: Style, heading: str, paragraphs: Iterable[str]) -> None:
    """A short Word document."""
    document = docx.Document()
    document.add_heading(heading, level=1)
    for text in paragraphs:
        document.add_paragraph(text)
    about = document.core_properties
    about.author = about.last_modified_by = style.owner
    about.title, about.comments = heading, ""
    about.created = about.modified = style.made
    held = io.BytesIO()
    document.save(held)
    path.write_bytes(steady(held.getvalue(), style.made))


def steady(data: bytes, made: datetime) -> bytes:
    """The same package with every entry given the same time."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            new.writestr(entry, old.read(name))
    return held.getvalue()


def page_of_pdf(path: Path, heading: str, paragraphs: Iterable[str]) -> None:
    """One page of PDF, written by hand."""
    lines = [heading, "", *paragraphs]
    shown = " ".join(f"({_escaped(line)}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 16 TL 60 780 Td {shown} ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    path.write_bytes(bytes(out))


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
