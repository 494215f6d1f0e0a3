"""Writes workbooks, CSV and documents so that the same content always gives the same bytes."""

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

OWNER = "Rowan House"
FIXED = datetime(2026, 10, 31, 9, 0, 0)


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its rows from row 1, which of them is the heading, how many columns the banner spans."""

    name: str
    rows: Sequence[Row]
    heading: int = 1
    banner: int = 0
    widths: tuple[int, ...] = ()


def xlsx(path: Path, *sheets: Sheet) -> None:
    """A workbook with real dates; text stays text, even when it looks like a formula."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": path.stem, "author": OWNER, "created": FIXED})
    bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#DDE6DD", "border": 1})
    title = book.add_format({"bold": True, "font_size": 14})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.set_column(0, max(len(row) for row in sheet.rows), 14)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        if sheet.banner:
            page.merge_range(0, 0, 0, sheet.banner - 1, str(sheet.rows[0][0]), title)
        for at, row in enumerate(sheet.rows):
            if at == 0 and sheet.banner:
                continue
            style = bold if at == sheet.heading - 1 else None
            for column, value in enumerate(row):
                _cell(page, at, column, value, style, day)
    book.close()
    path.write_bytes(steady(held.getvalue(), FIXED))


def _cell(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Cell, style: object, day: object) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        page.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
    elif isinstance(value, str):
        page.write_string(row, column, value, style)
    else:
        page.write_number(row, column, value, style)


def csv_file(path: Path, rows: Iterable[Row], encoding: str) -> None:
    """A CSV as spreadsheets save it: commas, CRLF, dates day first."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    for row in rows:
        writer.writerow(["" if v is None else f"{v:%d/%m/%Y}" if isinstance(v, date) else v for v in row])
    path.write_bytes(held.getvalue().encode(encoding))


def docx_file(path: Path, heading: str, paragraphs: Iterable[str]) -> None:
    """A short Word document."""
    steady_files.docx_file(path, heading, paragraphs, OWNER, FIXED)


def pdf_file(path: Path, heading: str, paragraphs: Iterable[str]) -> None:
    """One page of PDF, written by hand."""
    lines = [heading, "", *paragraphs]
    shown = " ".join(f"({_pdf_text(line)}) Tj T*" for line in lines)
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


def _pdf_text(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


__all__ = ["Cell", "Row", "Sheet", "csv_file", "docx_file", "pdf_file", "text_file", "xlsx"]
