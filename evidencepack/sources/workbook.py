"""Excel workbooks, read by calamine; macros are never run."""

import re
import zipfile
import zlib
from pathlib import Path

from evidencepack.sources.values import Cell, Read, Sheet, Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST_UNPACKED = 300_000_000
_SHEET_PART = re.compile(r"worksheets[/\\\\].*\.xml$", re.IGNORECASE)
_ROWS = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=\"(\d{1,7})\"")
_WIDE_COLUMNS = re.compile(rb"\br=\"([A-Z]{2,3})\d")
MOST_CELLS = 20_000_000


def read_workbook(path: Path) -> Read:
    """Every sheet of a workbook from cell A1; Unreadable with the reason and what to do instead."""
    fault = _fault(path)
    if fault:
        return fault
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        return tuple(_sheet(book, name) for name in book.sheet_names)
    except _TooLargeError:  # what the first look did not see
        return _too_many_cells()
    except calamine.PasswordError:
        return _password()
    except (calamine.CalamineError, OSError, ValueError) as error:
        reason = str(error).splitlines()[0][:80] if str(error) else "unknown reason"
        return Unreadable(
            f"it is not a workbook that can be opened ({reason})", "Open it in Excel and save it as .xlsx."
        )
    except BaseException as error:  # calamine panics surface as pyo3's PanicException, which is not an Exception
        if type(error).__name__ != "PanicException":
            raise
        return Unreadable("it is damaged", "Open it in Excel, let Excel repair it, and save it as .xlsx.")


class _TooLargeError(Exception):
    """A sheet whose stated size no register has."""


def _fault(path: Path) -> Unreadable | None:
    with path.open("rb") as file:
        head = file.read(8)
    if head == _OLE:
        return _password()
    if not zipfile.is_zipfile(path):
        return Unreadable("it is not an Excel workbook, whatever its name says", "Open it and save it as .xlsx.")
    try:
        with zipfile.ZipFile(path) as package:
            unpacked = sum(info.file_size for info in package.infolist())
            if unpacked > LARGEST_UNPACKED:
                remedy = "Save the sheet that matters as a workbook of its own."
                return Unreadable("it unpacks to more than 300 MB", remedy)
            sheets = [name for name in package.namelist() if _SHEET_PART.search(name)]
            return _too_many_cells() if any(_too_wide(package.read(name)) for name in sheets) else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError):
        return Unreadable("it is damaged", "Open it in Excel, let Excel repair it, and save it as .xlsx.")


def _too_many_cells() -> Unreadable:
    what = "a sheet claims more cells than any register has"
    return Unreadable(what, "Delete the empty rows and columns and save it.")


def _too_wide(xml: bytes) -> bool:
    """Whether the outermost cells span more than any register: the reader would take memory for all between."""
    last_row = max((int(n) for n in _ROWS.findall(xml)), default=0)
    widest = max((_column(c) for c in set(_WIDE_COLUMNS.findall(xml))), default=26)
    return last_row * widest > MOST_CELLS


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _password() -> Unreadable:
    return Unreadable("it is protected with a password", "Open it in Excel and save a copy without the password.")


def _sheet(book: object, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)  # type: ignore[attr-defined]
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise _TooLargeError
    rows = sheet.to_python(skip_empty_area=False)
    return Sheet(name, tuple(tuple(_cell(cell) for cell in row) for row in rows))


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, str) and not cell.strip():
        return None
    return cell
