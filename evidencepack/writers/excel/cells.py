"""What may stand in a cell: text that stays text, numbers, days, links, and names of sheets."""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec import Struct

from evidencepack.pack.listed_model import StatusWord
from evidencepack.text import visible

CUT = "… (cut; see the JSON)"
CELL_LIMIT = 32_767  # UTF-16 units, Excel's own limit
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_HANGING = frozenset({"a", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "&", "-", ""})
_IN_A_LINK = {ord(c): f"%{ord(c):02x}" for c in ' %#"<>[]^`{}|'}
_SHORT_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
_FIRST_DAY, _LAST_DAY = 36_526, 73_051  # 2000 to 2100 as Excel counts days
_CODE_FOR_A_PERSON = re.compile(r"\b[SP]-[A-Z2-7]{5}\b")


class CellLink(Struct, frozen=True):
    """Text that leads to a place in this workbook (internal:...) or to a file (external:...), if anywhere."""

    text: str
    target: str = ""


Value = str | int | float | date | StatusWord | CellLink | None


def clean(text: str) -> str:
    """Text without control characters, with plain line ends, short enough for a cell (the cut is said)."""
    if len(text) * 2 <= CELL_LIMIT and text.isprintable():
        return text
    text = visible(text)
    units = text.encode("utf-16-le")
    if len(units) <= CELL_LIMIT * 2:
        return text
    return units[: (CELL_LIMIT - len(CUT)) * 2].decode("utf-16-le", "ignore") + CUT


def exact(value: Value) -> Value:
    """The value, or its text where Excel would not hold it exactly: over 15 digits, or a day before 1901."""
    if isinstance(value, int | float) and not abs(value) < 1e15:  # as one that is no number is not either
        return str(value)
    return value.isoformat() if isinstance(value, date) and value.year < 1901 else value


def status_text(status: StatusWord) -> str:
    """Symbol, then word: readable without colour."""
    return f"{status.symbol} {status.word}".strip()


def as_text(value: Value) -> str:
    """What the cell will show of a text, a link or a status; "" for a number, a day or nothing."""
    if isinstance(value, StatusWord):
        return status_text(value)
    if isinstance(value, CellLink):
        return clean(value.text)
    return clean(value) if isinstance(value, str) else ""


def sheet_name(title: str, taken: set[str]) -> str:
    """A name Excel accepts: 31 characters at most, none forbidden, and not in `taken` (which grows)."""
    plain = " ".join(clean(_NOT_IN_SHEET_NAME.sub(" ", unicodedata.normalize("NFC", title))).split())
    plain = plain.strip("' ") or "Register"
    if plain.casefold() == "history":  # Excel keeps this name for itself
        plain = "History register"
    name, n = _shortened(plain, ""), 2
    while name.casefold() in taken:
        name, n = _shortened(plain, f" ({n})"), n + 1
    taken.add(name.casefold())
    return name


def _shortened(name: str, ending: str) -> str:
    kept = name.encode("utf-16-le")[: (31 - len(ending)) * 2].decode("utf-16-le", "ignore")
    if kept != name and " " in kept:
        kept = _whole_words(kept if name[len(kept)] == " " else kept.rpartition(" ")[0])
    return kept.strip("' ") + ending


def _whole_words(text: str) -> str:
    """Text cut at a word, without what would be left hanging at its end."""
    words = text.split()
    while len(words) > 1 and words[-1].strip(",;").casefold() in _HANGING:
        words.pop()
    return " ".join(words).rstrip(" ,;:-")


def to_cell(sheet: str, row: int, column: int = 0) -> str:
    """Target of a link to a cell of this workbook; row and column from 0."""
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!{chr(65 + column)}{row + 1}"


def to_document(file: str, folder: str) -> str:
    """Target of a relative link to a file of the service folder; "" where that is not safe or cannot work."""
    parts = file.split("/")
    unsafe = "\\" in file or ":" in file or ".." in parts or "" in parts or visible(file) != file
    target = f"{folder}/{file.translate(_IN_A_LINK)}"
    if unsafe or not folder or _CODE_FOR_A_PERSON.search(file) or len(target) > 1000:
        return ""
    return f"external:{target}"


def text_of(cell: Any, *, day: bool = False) -> str:
    """A cell that was read as text: days as YYYY-MM-DD, whole numbers without a point, no spaces around it."""
    if isinstance(cell, str):
        text = visible(cell).strip()
        return _as_day(text) if day else text
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


def _as_day(text: str) -> str:
    """A day as a CSV has it, like other days; any other text as it is."""
    if len(text) <= 11 and _SHORT_DAY.fullmatch(text):
        with suppress(ValueError):
            return datetime.strptime(text, "%d %b %Y").date().isoformat()  # noqa: DTZ007 (a day, not an instant)
    return text


def alike(cell: Any) -> str:
    """The text by which a cell is the same whichever program saved it: a number to twelve digits, a day in one form."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:.12g}"
    return text_of(cell, day=isinstance(cell, str))
