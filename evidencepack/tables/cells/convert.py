"""Cells to values: numbers, hours, yes and no, lengths of time; ValueError when a cell is not understood.

What is wrong with one that is no value, all layouts say in the same words.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from evidencepack.day_reader import MONTH_WORDS, to_date
from evidencepack.files import Cell, ErrorCell
from evidencepack.notes import Note, note
from evidencepack.registers import Record, field_types
from evidencepack.tables.cells.day_order import NotADayError
from evidencepack.tables.headings import plain

_LONGEST_NUMBER = 100  # characters
_TOO_LARGE = 1e15  # for a figure of any register: no money, hours or people come near it
_OUT_OF = re.compile(r"(-?(?<!\d)\d++(?:\.\d++)?)\s*+(?:/|out of|of)\s*+(\d++(?:\.\d++)?)")
_PERCENT = re.compile(r"(-?(?<!\d)\d++(?:\.\d++)?)\s?%")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_HOURS = re.compile(
    r"(?:(\d{1,6}+(?:\.\d{1,6}+)?)\s*+h(?:ou)?(?:rs?|s)?)?\s*+(?:(\d{1,6}+)\s*+m(?:in)?(?:ute)?s?)?\.?", re.I
)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::\d{2})?")
_TICKS = "✓✔√☑✅"
_YES = frozenset({"yes", "y", "true", "1", "x", "done", "yep", "yeah", *_TICKS})
_NO = frozenset({"no", "n", "false", "0", "none", "nope", *"✗✘☒❌"})
_ERRORS = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
     "#CONNECT!", "#GETTING_DATA")
)  # fmt: skip


def error_in(cell: Cell) -> str:
    """The error of the spreadsheet that a cell shows, such as #N/A, also where a text file keeps it as text; or ""."""
    if isinstance(cell, ErrorCell):
        return cell.code
    return cell.strip() if isinstance(cell, str) and cell[:1] == "#" and cell.strip() in _ERRORS else ""


def to_bool(cell: Cell) -> bool:
    """Yes or no in the spellings people use."""
    if isinstance(cell, bool):
        return cell
    text = unicodedata.normalize("NFKC", str(cell)).strip().casefold().rstrip(".!")
    text = text[:-2] if text.endswith(".0") else text
    text = text.rstrip(_TICKS + " ") or text
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise ValueError("not yes or no")


def to_number(cell: Cell) -> float:
    """A number; thousands commas, a pound sign or a percent sign are allowed, and brackets make it negative."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < _TOO_LARGE:
        return float(cell)
    if isinstance(cell, str):
        text = unicodedata.normalize("NFKC", cell).strip()
        minus = text.startswith("(") and text.endswith(")")
        text = text.strip("()") if minus else text
        text = text.replace("£", "").rstrip("%").replace(",", "").replace("\u2212", "-").strip()
        fits = len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) and not (minus and text.startswith("-"))
        if fits and abs(number := float(text)) < _TOO_LARGE:
            return -number if minus else number
    raise ValueError("not a number")


def to_int(cell: Cell) -> int:
    """A whole number; nil and none are 0."""
    if isinstance(cell, str) and cell.strip().casefold() in ("nil", "none", "zero"):
        return 0
    number = to_number(cell)
    if number != int(number):
        raise ValueError("not a whole number")
    return int(number)


def to_hours(cell: Cell) -> float:
    """Hours: 7.5, 7:30, 7h 30m, 450 mins, or a cell that holds a time."""
    if isinstance(cell, time):
        return cell.hour + cell.minute / 60
    if isinstance(cell, timedelta):
        return cell.total_seconds() / 3600
    if isinstance(cell, str):
        text = unicodedata.normalize("NFKC", cell).strip()
        if found := _CLOCK.fullmatch(text):
            return int(found[1]) + int(found[2]) / 60
        found = _HOURS.fullmatch(text)
        if found and (found[1] or found[2]):
            return float(found[1] or 0) + int(found[2] or 0) / 60
    return to_number(cell)


def to_text(cell: Cell) -> str:
    """Text; whole numbers without a decimal point, days as YYYY-MM-DD. An error of the spreadsheet is no text."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if error_in(cell):
        raise ValueError("an error of the spreadsheet")
    return " ".join(str(cell).split())


_BY_KIND: Mapping[str, Callable[[Cell], Any]] = {
    "date": to_date, "bool": to_bool, "float": to_number, "int": to_int, "hours": to_hours, "str": to_text,
}  # fmt: skip


def convert(cell: Cell, kind: str) -> Any:
    """A cell as a value of a plain type; ValueError when it is not one."""
    return _BY_KIND[kind](cell)


def score_out_of(cell: Cell) -> tuple[float, float] | None:
    """A score written with what it is out of: 18/20, 4 out of 5, 85%."""
    if not isinstance(cell, str):
        return None
    text = unicodedata.normalize("NFKC", cell).strip()
    if len(text) > 2 * _LONGEST_NUMBER:
        return None
    if found := _OUT_OF.fullmatch(text):
        return float(found[1]), float(found[2])
    found = _PERCENT.fullmatch(text)
    return (float(found[1]), 100.0) if found else None


def may_be_shown(cell: Cell) -> bool:
    """Whether a cell that was not understood may stand in a message: a few digits, signs and month names only.

    Nine digits or more could be a telephone or an NHS number.
    """
    text = day_text(cell)
    if len(text) > 24:
        return False
    words, digits = re.findall(r"[^\W\d_]+", text), sum(c.isdigit() for c in text)
    return 1 <= digits <= 8 and all(w.casefold() in MONTH_WORDS for w in words)


def day_text(cell: Cell) -> str:
    """A cell as it is shown in a message: a day as a spreadsheet shows it."""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


_LENGTH = re.compile(
    r"(?:every |valid for |for )?(\d{1,4}|one|two|three|four|five|a)?\s*+-?\s*+"
    r"(months?|monthly|mths?|mthly|m|years?|yearly|yrs?|yrly|y)"
)
_AT_THE_END = re.compile(r"\(([^()]+)\)\s*$|\s[-–—/]\s*([^-–—/()]+)$")
_MOST_YEARS = 5
_COUNTS = {"": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ONCE = frozenset(
    ("one-off", "one off", "oneoff", "once", "once only", "one time", "no expiry", "does not expire", "never",
     "never expires", "no renewal", "no refresher", "lifetime", "for life")
)  # fmt: skip
_NAMED = {"annual": 12, "annually": 12, "once a year": 12, "half yearly": 6, "biannual": None, "every two years": 24,
          "biennial": 24, "biennially": 24, "every other year": 24}  # fmt: skip


def validity_months(cell: Cell, unit: str = "") -> int | None:
    """Months a course lasts: "2 years" is 24, "One-off" 0 (it does not expire), None when it does not say.

    A bare number is of the `unit` that its heading gives; without one up to five are years, and half years are months.
    """
    text = plain(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == int(cell):
        text = f"{int(cell)} {unit or ('years' if cell <= _MOST_YEARS else 'months' if cell % 6 == 0 else '')}".strip()
    if text in _ONCE:
        return 0
    if text in _NAMED:
        return _NAMED[text]
    found = _LENGTH.fullmatch(text)
    if not found or (found[1] is None and len(found[2]) == 1):
        return None
    count = found[1] or ""
    months = (int(count) if count.isdigit() else _COUNTS[count]) * (12 if found[2].startswith("y") else 1)
    return months if 0 < months <= 600 else None


def unit_in(heading: Cell) -> str:
    """The unit that a heading of lengths gives: "Renew (years)"; "" for none."""
    text = plain(heading)
    return "months" if re.search(r"\bm(?:on)?ths?\b", text) else "years" if re.search(r"\by(?:ea)?rs?\b", text) else ""


def length_in(heading: str) -> int | None:
    """How many months a course lasts by the end of its heading: "Fire safety (annual)", "First aid - 3 yearly"."""
    found = _AT_THE_END.search(heading)
    return validity_months(found[1] or found[2]) if found else None


def never_expires(cell: Cell) -> bool:
    """Whether words in a column of expiry days say that there is none to come."""
    return plain(cell) in _ONCE


_WANTED = {"date": "a-date", "bool": "yes-or-no", "float": "a-number", "int": "a-whole-number",
           "hours": "a-number-of-hours", "str": "text"}  # fmt: skip


def constants_of(register: type[Record], constants: Mapping[str, Any]) -> dict[str, Any]:
    """What every row of a sheet is taken to hold, as values of its fields; what is not one is left out."""
    kinds, typed = field_types(register), {}
    for field, word in constants.items():
        with suppress(ValueError, KeyError):
            typed[field] = convert(word, kinds[field])
    return typed


def fault_of(cell: Cell, kind: str) -> Note:
    """What is wrong with a cell that is not what its column holds."""
    if error := error_in(cell):
        return note("cell-error", error=error)
    return note("not-understood", cell=shown(cell), wanted=note(_WANTED[kind]))


def fault_of_day(cell: Cell, error: NotADayError) -> Note:
    """What is wrong with a cell of a column of days."""
    return note(error.code, cell=shown(cell), **error.facts) if error.code else fault_of(cell, "date")


def shown(cell: Cell) -> Note:
    """A cell within a sentence: its value only where it cannot be a name, as a note beside a day could hold one."""
    return note("value", text=day_text(cell).strip()) if may_be_shown(cell) else note("value-not-shown")
