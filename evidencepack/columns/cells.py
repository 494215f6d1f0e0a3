"""Cells to values: dates as people type them, numbers, yes and no. ValueError when a cell is not understood."""

import re
from datetime import date, datetime, timedelta
from math import isfinite

from evidencepack.dates import MONTHS
from evidencepack.sources import Cell

_EXCEL_DAY_0 = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_NAMES = tuple(m.casefold() for m in MONTHS)
_MONTHS = {word: n for n, name in enumerate(_NAMES, 1) for word in (name, name[:3])} | {"sept": 9}
_NUMBERS = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([A-Za-z]{3,9})\.?,?[\s\-]+(\d{4}|\d{2})")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.I)
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m)?Z?$", re.I)
_OUT_OF = re.compile(r"(-?\d+(?:\.\d+)?)\s*(?:/|out of|of)\s*(\d+(?:\.\d+)?)")
_YES = frozenset({"yes", "y", "true", "1", "✓", "✔", "√", "☑", "x", "done"})
_NO = frozenset({"no", "n", "false", "0", "✗", "✘", "none"})


def to_date(cell: Cell) -> date:
    """A day: a date cell, an Excel serial, or text with the day first. Two-digit years are of this century."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell) and int(cell) in _SERIALS:
        return _EXCEL_DAY_0 + timedelta(days=int(cell))
    if isinstance(cell, str):
        return _text_date(_TIME.sub("", _WEEKDAY.sub("", " ".join(cell.split()))))
    raise ValueError("not a date")


def _text_date(text: str) -> date:
    found = _ISO.fullmatch(text)
    if found:
        return date(int(found[1]), int(found[2]), int(found[3]))
    found = _NUMBERS.fullmatch(text)
    if found:
        return date(_year(found[3]), int(found[2]), int(found[1]))
    found = _NAMED.fullmatch(text)
    if found and found[2].casefold() in _MONTHS:
        return date(_year(found[3]), _MONTHS[found[2].casefold()], int(found[1]))
    if text.isdigit() and int(text) in _SERIALS:
        return _EXCEL_DAY_0 + timedelta(days=int(text))
    raise ValueError("not a date")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def to_bool(cell: Cell) -> bool:
    """Yes or no in the spellings people use."""
    if isinstance(cell, bool):
        return cell
    text = str(cell).strip().casefold()
    text = text[:-2] if text.endswith(".0") else text
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise ValueError("not yes or no")


def to_number(cell: Cell) -> float:
    """A number; thousands commas, a pound sign or a percent sign are allowed."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
        return float(cell)
    if isinstance(cell, str):
        text = cell.strip().lstrip("£").rstrip("%").replace(",", "").strip()
        if re.fullmatch(r"-?\d+(\.\d+)?", text):
            return float(text)
    raise ValueError("not a number")


def to_int(cell: Cell) -> int:
    """A whole number."""
    number = to_number(cell)
    if number != int(number):
        raise ValueError("not a whole number")
    return int(number)


def to_text(cell: Cell) -> str:
    """Text; whole numbers without a decimal point, days as YYYY-MM-DD."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return " ".join(str(cell).split())


def score_out_of(cell: Cell) -> tuple[float, float] | None:
    """A score written with what it is out of: 18/20, 4 out of 5, 85%."""
    if not isinstance(cell, str):
        return None
    found = _OUT_OF.fullmatch(cell.strip())
    if found:
        return float(found[1]), float(found[2])
    if cell.strip().endswith("%"):
        return to_number(cell), 100.0
    return None


def may_be_shown(cell: Cell) -> bool:
    """Whether a cell that was not understood may stand in a message: a few digits, signs and month names only.

    Nine digits or more could be a telephone or an NHS number.
    """
    text = str(cell)
    words, digits = re.findall(r"[^\W\d_]+", text), sum(c.isdigit() for c in text)
    return len(text) <= 24 and 1 <= digits <= 8 and all(w.casefold() in _MONTHS for w in words)
