"""CSV and tab-separated text, as spreadsheets and care systems save it."""

import csv
import io
from pathlib import Path

from evidencepack.sources.values import Read, Row, Sheet, Unreadable

_DELIMITERS = ",;\t|"


def read_csv(path: Path) -> Read:
    """The rows of a text file: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252."""
    data = path.read_bytes()
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Unreadable("it is not text, whatever its name says", "Open it and save it as CSV UTF-8, or as .xlsx.")
    text = _decode(data)
    delimiter, text, above = _delimiter(text)
    try:
        rows = [
            tuple(_blank(cell) for cell in row)
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as error:
        return Unreadable(f"it is not well-formed CSV ({error})", "Open it in Excel and save it again as CSV UTF-8.")
    return (Sheet("", (*above, *rows)),)


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> tuple[str, str, tuple[Row, ...]]:
    """The sign between cells, the text it stands in, and a blank row for a line that only names the sign."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest, ((),)
    sample = text[:20_000]
    try:
        return csv.Sniffer().sniff(sample, delimiters=_DELIMITERS).delimiter, text, ()
    except csv.Error:
        return max(_DELIMITERS, key=sample.count), text, ()


def _blank(cell: str) -> str | None:
    return cell if cell.strip() else None


def blank_row(row: Row) -> bool:
    """Whether nothing stands in a row."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)
