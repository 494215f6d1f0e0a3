"""Days as people type them, and whether a column puts the day or the month first."""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from math import isfinite

from msgspec import Struct

from evidencepack.dates import MONTHS, day_words
from evidencepack.files import Cell

_EXCEL_DAY_0 = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_NAMES = tuple(m.casefold() for m in MONTHS)
MONTH_WORDS = {word: n for n, name in enumerate(_NAMES, 1) for word in (name, name[:3])} | {"sept": 9}
_BETWEEN = r"[\s\-./,']*"
_YEAR = r"(\d{4}|\d{2})"
_NUMBERS = re.compile(rf"(\d{{1,2}})[/.\-\s](\d{{1,2}})[/.\-\s]{_YEAR}")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(20\d\d)([01]\d)([0-3]\d)")
_NAMED = re.compile(rf"(\d{{1,2}})\s?(?:st|nd|rd|th)?(?:\s+of)?{_BETWEEN}([A-Za-z]{{3,9}}){_BETWEEN}{_YEAR}")
_NAME_FIRST = re.compile(r"([A-Za-z]{3,9})[\s.\-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s\-]+(\d{4})")
_MONTH = re.compile(rf"([A-Za-z]{{3,9}}){_BETWEEN}{_YEAR}|(\d{{1,2}})[/.\-](\d{{4}})|(\d{{4}})-(\d{{1,2}})")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+", re.I)
_TIME = re.compile(
    r"[T\s]+(?:at\s+)?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?$",
    re.I,
)
_NOTE = re.compile(r"([^()]*\d[^()]*?)\s*\(([^()]*)\)")
_DOUBTS = frozenset(
    ("tbc", "tba", "provisional", "approx", "approximately", "about", "circa", "est", "estimated", "planned",
     "expected", "due", "booked", "cancelled", "canceled", "postponed", "rescheduled", "moved", "changed", "reopened",
     "not", "no", "never", "failed", "fail", "dna", "absent", "missed", "expired", "expires", "expiry")
)  # fmt: skip
# A year of two digits from here on could as well be of the last century.
_UNSURE_FROM = 60


class Order(Enum):
    """Which comes first in the days of a column; unclear where some cells say one thing and others the other."""

    DAY = "day first"
    MONTH = "month first"
    UNCLEAR = "unclear"


class NotADayError(ValueError):
    """Why a cell is not a day, and what to type instead; what is wrong is "" where nothing more is known."""

    def __init__(self, what: str = "", remedy: str = "") -> None:
        super().__init__(what or "not a date")
        self.what, self.remedy = what, remedy


class ThreeNumbers(Struct, frozen=True):
    """A day typed as three numbers, read both ways; None where no calendar has it."""

    day_first: date | None
    month_first: date | None
    says: Order | None


class Month(Struct, frozen=True):
    """A month typed without a day."""

    year: int
    month: int

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])


def to_date(cell: Cell) -> date:
    """A day: a date cell, an Excel serial, or text with the day first. Two-digit years are of this century."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell) and int(cell) in _SERIALS:
        return _EXCEL_DAY_0 + timedelta(days=int(cell))
    found = typed(cell) if isinstance(cell, str) else None
    if isinstance(found, ThreeNumbers) and found.day_first:
        return found.day_first
    if isinstance(found, date):
        return found
    raise ValueError("month before day" if isinstance(found, ThreeNumbers) and found.month_first else "not a date")


@lru_cache(maxsize=20_000)
def typed(text: str) -> date | ThreeNumbers | Month | None:
    """What a text says: a day, three numbers, a month without a day, or None. A time beside the day is dropped."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    plain = _TIME.sub("", _WEEKDAY.sub("", plain)).strip()
    try:
        return _day(plain) or _three_numbers(plain) or _month(plain)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    found = _ISO.fullmatch(text)
    if found:
        year, month, day = (int(n) for n in found.groups() if n)
        return date(year, month, day)
    found = _NAMED.fullmatch(text)
    if found and found[2].casefold() in MONTH_WORDS:
        return date(_year(found[3]), MONTH_WORDS[found[2].casefold()], int(found[1]))
    found = _NAME_FIRST.fullmatch(text)
    if found and found[1].casefold() in MONTH_WORDS:
        return date(int(found[3]), MONTH_WORDS[found[1].casefold()], int(found[2]))
    number = text.partition(".")[0]
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and int(number) in _SERIALS:
        return _EXCEL_DAY_0 + timedelta(days=int(number))
    return None


def _three_numbers(text: str) -> ThreeNumbers | None:
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), _year(found[3])
    says = Order.DAY if first > 12 >= second else Order.MONTH if second > 12 >= first else None
    return ThreeNumbers(_date(year, second, first), _date(year, first, second), says)


def _month(text: str) -> Month | None:
    found = _MONTH.fullmatch(text)
    if not found:
        return None
    name, short_year, month, year, iso_year, iso_month = found.groups()
    if name:
        number = MONTH_WORDS.get(name.casefold())
        return Month(_year(short_year), number) if number else None
    number = int(month or iso_month)
    return Month(int(year or iso_year), number) if 1 <= number <= 12 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def orders_in(cells: Iterable[Cell]) -> frozenset[Order]:
    """What the cells of a column say of their order: those that fit only one way. Date cells say nothing."""
    found = (typed(cell) for cell in set(cells) if isinstance(cell, str))
    return frozenset(f.says for f in found if isinstance(f, ThreeNumbers) and f.says)


def has_two_readings(cells: Iterable[Cell]) -> bool:
    """Whether a day of the column is another day with the month first."""
    found = (typed(cell) for cell in set(cells) if isinstance(cell, str))
    return any(isinstance(f, ThreeNumbers) and f.month_first and f.day_first != f.month_first for f in found)


def order_of(own: frozenset[Order], others: frozenset[Order]) -> Order:
    """The order of a column: its own cells decide, else the other columns of its table, else the day comes first."""
    said = own or others
    if said == {Order.MONTH}:
        return Order.MONTH
    return Order.UNCLEAR if len(said) > 1 else Order.DAY


def day_in(cell: Cell, order: Order, month: str = "") -> date:
    """A cell as the day it is in a column of this order; NotADayError says why not.

    `month` says which day a month without one stands for: "first" where months are asked for, "last" for what is
    good until then (a certificate in date to December is in date on the 31st), "" where a day is needed.
    """
    found = typed(_without_note(cell)) if isinstance(cell, str) else None
    if isinstance(found, ThreeNumbers):
        return _in_order(str(cell), found, order)
    if isinstance(found, Month):
        if month:
            return found.last_day if month == "last" else found.last_day.replace(day=1)
        raise NotADayError("'{cell}' is a month without a day.", "Type the day as well, in the form 31/12/2026.")
    if isinstance(found, date):
        return _sure_of_century(str(cell), found)
    try:
        return to_date(cell)
    except ValueError:
        raise NotADayError from None


def _without_note(text: str) -> str:
    """The text without a note in brackets at its end, unless the note takes the day back ("(tbc)", "(cancelled)")."""
    found = _NOTE.fullmatch(text.strip())
    return found[1] if found and not doubtful(found[2]) else text


def doubtful(note: str) -> bool:
    """Whether words beside a day say that it is not the day something was done."""
    return "?" in note or any(w in _DOUBTS for w in re.findall(r"[a-z']+", note.casefold()))


def _in_order(text: str, found: ThreeNumbers, order: Order) -> date:
    first, second = found.day_first, found.month_first
    if order is Order.UNCLEAR and first and second and first != second:
        what = f"'{{cell}}' could be {day_words(first)} or {day_words(second)}: other cells are typed both ways."
        raise NotADayError(what, f"Type the month in letters, for example {_short(first)}.")
    wanted = first if order is Order.DAY else second if order is Order.MONTH else first or second
    if wanted is None:
        raise NotADayError
    return _sure_of_century(text, wanted)


def _sure_of_century(text: str, day: date) -> date:
    if day.year >= 2000 + _UNSURE_FROM and str(day.year) not in text and not text.strip().isdigit():
        what = f"'{{cell}}' could be of {day.year - 100} or {day.year}."
        raise NotADayError(what, "Type the year with four digits, in the form 31/12/2026.")
    return day


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
