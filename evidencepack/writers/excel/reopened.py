"""An earlier workbook opened again: its sheets as rows, a cell as text, and the sentence when it cannot be read."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from evidencepack.errors import OutputError
from evidencepack.writers.excel.cells import mark

Rows = list[list[Any]]
_FIRST_DAY, _LAST_DAY = 36_526, 73_051  # 2000 to 2100 as Excel counts days


def read_sheets(path: Path) -> dict[str, Rows]:
    """Every sheet, hidden ones too; OutputError when the workbook cannot be read."""
    from python_calamine import CalamineWorkbook

    data = _bytes(path)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # the reader's own panics are no Exception
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            what, remedy = (
                "The workbook is protected with a password to open it.",
                "Save it without the password.",
            )
        else:
            what, remedy = (
                "The workbook is damaged or is not an Excel file.",
                "Take it from a backup, or move it away.",
            )
        raise refused(path, what, remedy) from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except PermissionError:
        raise refused(path, "The workbook is locked.", "Close it in Excel and try again.") from None
    except FileNotFoundError:
        raise refused(path, "The workbook is not there.", "Check the name of the file.") from None
    except OSError:
        remedy = "If it is kept online only, open its folder and choose Always keep on this device."
        raise refused(path, "The workbook could not be read.", remedy) from None


def refused(path: Path, what: str, remedy: str) -> OutputError:
    """Where, what and what to do; the name of the file is enough to find it."""
    return OutputError(what, where=path.name, remedy=remedy)


def seals_of(sheets: Mapping[str, Rows]) -> dict[str, str]:
    """The check figure of every sheet, as the writer made it: the same when rows or columns move."""
    figures = {name: [found for row in rows for cell in row if (found := mark(cell))] for name, rows in sheets.items()}
    return {name: f"{len(marks)}:{sum(marks) & 0xFFFFFFFF}" for name, marks in figures.items()}


def text_of(cell: Any, *, day: bool = False) -> str:
    """A cell as text: days as YYYY-MM-DD, whole numbers without a point, no spaces around it."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return _number_text(float(cell), day)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if day or cell.time() == time() else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _number_text(number: float, day: bool) -> str:
    if day and number.is_integer() and _FIRST_DAY <= number < _LAST_DAY:
        return (date(1899, 12, 30) + timedelta(days=number)).isoformat()
    return str(int(number)) if number.is_integer() else repr(number)
