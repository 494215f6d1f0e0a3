"""The one reader of days: what a text or a value says of a day, however people spell it. No clock, no locale."""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache, lru_cache
from math import isfinite

from msgspec import Struct

from evidencepack.dates import MONTHS

_EXCEL_DAY_0 = date(1899, 12, 30)
_ONE_DAY = timedelta(days=1)
_SERIALS = range(20_000, 80_000)
_NAMES = tuple(m.casefold() for m in MONTHS)
MONTH_WORDS = {word: n for n, name in enumerate(_NAMES, 1) for word in (name, name[:3])} | {"sept": 9}
"""The number of each month by the words people write for it: january, jan, sept."""
MONTH_PATTERN = rf"(?:{'|'.join(sorted(MONTH_WORDS, key=len, reverse=True))})(?![^\W\d_])"
"""A month word within a pattern that ignores case."""

LONGEST = 100
"""A text of more characters is no day, whatever else it is."""

_BETWEEN = r"[\s\-./,']*+"
_YEAR = r"(\d{4}|\d{2})"
_ORDINAL = r"\s?(?:st|nd|rd|th)?"
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(20\d\d)([01]\d)([0-3]\d)")
_NUMBERS = re.compile(rf"(\d{{1,2}})[/.\-\s](\d{{1,2}})[/.\-\s]{_YEAR}")
_NAMED = re.compile(rf"(\d{{1,2}}){_ORDINAL}(?:\s+of)?{_BETWEEN}([A-Za-z]{{3,9}}){_BETWEEN}{_YEAR}")
_NAME_FIRST = re.compile(rf"([A-Za-z]{{3,9}})[\s.\-]+(\d{{1,2}}){_ORDINAL},?[\s\-]+(\d{{4}})")
_MONTH = re.compile(rf"([A-Za-z]{{3,9}}){_BETWEEN}{_YEAR}|(\d{{1,2}})[/.\-](\d{{4}})|(\d{{4}})-(\d{{1,2}})")
_NO_YEAR = re.compile(
    rf"(\d{{1,2}})(?:\s*[/.\-]\s*(\d{{1,2}})|(?:st|nd|rd|th)?(?:[\s\-]+(?:of\s+)?({MONTH_PATTERN})\.?)?)", re.I
)
_WEEKDAY_WORD = r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+"
_WEEKDAY = re.compile(rf"^{_WEEKDAY_WORD}", re.I)
_TIME_WORDS = (
    r",?[T\s]++(?:at\s++)?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?"
)
_LATE_IN_UTC = re.compile(r"[T\s]23:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|UTC|GMT|\+00:?00)$", re.I)
_TIME = re.compile(rf"(?<![T\s]){_TIME_WORDS}$", re.I)


class Order(Enum):
    """Which comes first in the days of a column; unclear where some cells say one thing and others the other."""

    DAY = "day first"
    MONTH = "month first"
    UNCLEAR = "unclear"


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


class FoundDay(Struct, frozen=True):
    """A day among other words: what stands there, where, and what it says; None where no calendar has it."""

    text: str
    start: int
    end: int
    says: date | ThreeNumbers | Month | None

    @property
    def day(self) -> date | None:
        """The day, with the day before the month; None for a month, and where there is no such day."""
        says = self.says.day_first if isinstance(self.says, ThreeNumbers) else self.says
        return says if isinstance(says, date) else None


def to_date(value: object) -> date:
    """A day: a date, an Excel serial, or a text with the day first; ValueError for all else.

    Two-digit years are of this century.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and int(value) in _SERIALS:
        return _EXCEL_DAY_0 + timedelta(days=int(value))
    says = read_day(value) if isinstance(value, str) else None
    if isinstance(says, ThreeNumbers) and says.day_first:
        return says.day_first
    if isinstance(says, date):
        return says
    raise ValueError("month before day" if isinstance(says, ThreeNumbers) and says.month_first else "not a date")


def only_day(value: object) -> date | None:
    """A day that can be only one; None for three numbers that could be either way round, and for all else."""
    says = read_day(value) if isinstance(value, str) else None
    if isinstance(says, ThreeNumbers):
        found = {says.day_first, says.month_first} - {None}
        return found.pop() if len(found) == 1 else None
    try:
        return to_date(value)
    except ValueError:
        return None


def iso_day(text: str) -> date | None:
    """A day written YYYY-MM-DD and in no other way, as options, folders and our own cells hold it; else None."""
    try:
        return date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


@lru_cache(maxsize=20_000)
def read_day(text: str) -> date | ThreeNumbers | Month | None:
    """What a whole text says: a day, three numbers, a month without a day, or None. A time beside it is dropped."""
    if len(text) > LONGEST and len(text := " ".join(text.split())) > LONGEST:
        return None
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    late = "23:" in plain and _LATE_IN_UTC.search(plain)
    plain = _TIME.sub("", _WEEKDAY.sub("", plain)).strip()
    try:
        says = _day(plain) or _three_numbers(plain) or _month(plain)
    except ValueError:
        return None
    return says + _ONE_DAY if late and isinstance(says, date) and in_summer_time(says) else says


def in_summer_time(day: date) -> bool:
    """Whether the clocks of the UK are an hour ahead late on that day, so that 23:00 in UTC is midnight there."""
    march, october = date(day.year, 3, 31), date(day.year, 10, 31)
    first, last = (d - timedelta(days=(d.weekday() + 1) % 7) for d in (march, october))
    return first <= (day.date() if isinstance(day, datetime) else day) < last


def is_late_in_utc(text: str) -> bool:
    """Whether a text is an hour or less before midnight in UTC, in summer: the next day in the UK."""
    if "23:" not in text or not _LATE_IN_UTC.search(text.strip()):
        return False
    read = read_day(text)
    return isinstance(read, date) and in_summer_time(read - _ONE_DAY)


def find_days(text: str, *, in_a_cell: bool = False) -> Iterator[FoundDay]:
    """The days among other words, from left to right.

    In a cell that holds little else a year of two digits will do, and a month without a day is found too.
    """
    for found in _among_words(in_a_cell).finditer(text):
        yield FoundDay(found[0], *found.span(), read_day(found[0]))


def day_without_year(text: str) -> tuple[int, int | None] | None:
    """The day, and the month where it is said, of "4", "4th", "4/9", "Fri 4 Sept"; None for anything else."""
    found = _NO_YEAR.fullmatch(_WEEKDAY.sub("", text))
    if not found:
        return None
    day, number, word = found.groups()
    return int(day), int(number) if number else MONTH_WORDS[word.casefold()] if word else None


def leading_day(text: str) -> str:
    """The day a cell begins with, with its year or a month alone, where more words follow; "" for none."""
    whole = next((d for d in find_days(text, in_a_cell=True) if not d.start and not isinstance(d.says, Month)), None)
    part = _NO_YEAR.match(text)
    day = whole.text if whole else part[0] if part and (part[2] or part[3]) else ""
    return day if text[len(day) :].startswith(tuple(" (,:;–—-")) else ""


@cache
def _among_words(in_a_cell: bool) -> re.Pattern[str]:
    """A day among other words: numbers with the year first or last, a named month; a weekday and a time beside it.

    Outside a cell only a year of four digits, of this century, makes a day: 1.2.10 is a version, 4-9-26 a reference.
    """
    before, year = (r"(?<![\d/.-])", r"(?:\d{4}|\d{2})") if in_a_cell else (r"(?<!\d)", r"(?:20\d\d)")
    gap, day = r"[\s.,'\-]*+" if in_a_cell else r"[\s\-]*+", rf"\d{{1,2}}{_ORDINAL}"
    spellings = [
        r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
        r"20\d\d[01]\d[0-3]\d",
        rf"\d{{1,2}}([-/.])\d{{1,2}}\1{year}",
        rf"{day}(?:\s+of)?{gap}{MONTH_PATTERN}{gap},?\s*+{year}",
        rf"{MONTH_PATTERN}{gap}{day},?{gap}{year}",
    ]
    if in_a_cell:
        spellings.append(rf"{MONTH_PATTERN}{_BETWEEN}{year}|\d{{1,2}}/\d{{4}}")
    return re.compile(
        rf"{before}(?:{_WEEKDAY_WORD})?(?:{'|'.join(spellings)})(?![\d/])(?:{_TIME_WORDS}(?!\d))?", re.IGNORECASE
    )


def _day(text: str) -> date | None:
    found = _YEAR_FIRST.fullmatch(text)
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
