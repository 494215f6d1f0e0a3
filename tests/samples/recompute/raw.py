"""The sheets of the sample as they lie in the files, a dictionary a row; read by hand, without the project's code."""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

HOUSE = Path(__file__).resolve().parents[3] / "sample_data" / "rowan-house"

Row = dict[str, Any]
Days = tuple[date, date]

ON = date(2026, 10, 31)
TWO_YEARS: Days = (date(2024, 11, 1), ON)
YEAR: Days = (date(2025, 11, 1), ON)
THREE_MONTHS: Days = (date(2026, 8, 1), ON)
HALF: Days = (date(2026, 5, 1), ON)
HALF_BEFORE: Days = (date(2025, 11, 1), date(2026, 4, 30))
EIGHT_WEEKS: Days = (date(2026, 9, 6), ON)
TWELVE_WEEKS: Days = (date(2026, 8, 9), ON)
SIX_WEEKS: Days = (date(2026, 9, 20), ON)
FOUR_WEEKS: Days = (date(2026, 10, 4), ON)
QUARTERS: tuple[Days, ...] = (
    (date(2025, 10, 1), date(2025, 12, 31)),
    (date(2026, 1, 1), date(2026, 3, 31)),
    (date(2026, 4, 1), date(2026, 6, 30)),
    (date(2026, 7, 1), date(2026, 9, 30)),
)
HALF_YEARS: tuple[Days, ...] = (
    (date(2025, 7, 1), date(2025, 12, 31)),
    (date(2026, 1, 1), date(2026, 6, 30)),
)
MONTHS: tuple[Days, ...] = tuple(
    (date(year, month, 1), date(year, month, last))
    for year, month, last in (
        *((2025, 11, 30), (2025, 12, 31), (2026, 1, 31), (2026, 2, 28), (2026, 3, 31), (2026, 4, 30)),
        *((2026, 5, 31), (2026, 6, 30), (2026, 7, 31), (2026, 8, 31), (2026, 9, 30), (2026, 10, 31)),
    )
)
LONG_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT_MONTHS = tuple(month[:3] for month in LONG_MONTHS)

INCLUSION = ("inclusion", "inclusive", "cultural identity", "cultural needs")
EQUALITY = ("equality", "equal opportunities", "discrimination")
CULTURE = ("culture", "cultures", "cultural identity", "cultural needs", "faith", "faiths", "religion")


class Used(NamedTuple):
    """How many rows of the trace counted as what."""

    numerator: int
    denominator: int
    left_out: int = 0
    maybe: int | None = 0


class End(NamedTuple):
    """One end of what may be so: of so many so many, or an age in days."""

    numerator: Fraction | int | None
    denominator: int | None


class Answer(NamedTuple):
    """What one finding must come to; `says` are words its sentence must hold, `moved` an exact difference."""

    numerator: Fraction | int | None
    denominator: int | None
    used: Used
    says: tuple[str, ...] = ()
    moved: Fraction | None = None
    range: tuple[End, End] | None = None

    def between(self, least: tuple[int, int | None], greatest: tuple[int, int | None], maybe: int | None) -> "Answer":
        """The same with rows that may count in more than one way."""
        ends = End(*least), End(*greatest)
        return self._replace(used=self.used._replace(maybe=maybe), range=ends)


def share(good: int, of: int, left_out: int = 0) -> Answer:
    return Answer(good, of, Used(good, of - good, left_out))


def sheet(file: str, name: str, heading: int) -> Iterator[Row]:
    """The rows of a worksheet under the heading in that row; blank rows left out."""
    book = openpyxl.load_workbook(HOUSE / "records" / file)
    rows = list(book[name].iter_rows(values_only=True))
    heads = [str(cell).strip() if cell else "" for cell in rows[heading - 1]]
    for row in rows[heading:]:
        if any(cell not in (None, "") for cell in row):
            yield dict(zip(heads, row, strict=True))


def table(file: str, encoding: str) -> Iterator[Row]:
    """The rows of a CSV file."""
    with (HOUSE / "records" / file).open(encoding=encoding, newline="") as held:
        yield from csv.DictReader(held)


def tidy(cell: Any) -> str:
    return " ".join(str(cell or "").split())


def day(cell: Any) -> date | None:
    """A day typed in any of the ways the home types days, day first; None when it is none or cannot be."""
    if isinstance(cell, datetime):
        return cell.date()
    found = re.fullmatch(r"(\d\d?)[/. ](\d\d?|[A-Z][a-z][a-z])[/. ](\d{4}|\d\d)", tidy(cell))
    if not found:
        return None
    month = SHORT_MONTHS.index(found[2]) + 1 if found[2].isalpha() else int(found[2])
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    try:
        return date(year, month, int(found[1]))
    except ValueError:
        return None


def within(when: date | None, days: Days) -> bool:
    return when is not None and days[0] <= when <= days[1]


def about(words: tuple[str, ...], *texts: Any) -> bool:
    """Whether one of the words stands whole in one of the texts."""
    return any(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", tidy(text), re.IGNORECASE) for word in words for text in texts
    )


def in_words(when: date) -> str:
    return f"{when.day} {LONG_MONTHS[when.month - 1]} {when.year}"


def periods_with(days: list[date], periods: tuple[Days, ...]) -> Answer:
    """In how many calendar periods there was one, and how many of the days lie in a period at all."""
    hit = sum(any(within(d, period) for d in days) for period in periods)
    rows = sum(any(within(d, period) for period in periods) for d in days)
    return Answer(hit, len(periods), Used(rows, 0))


def newest_of(days: list[date], window: Days) -> Answer:
    """How many lie in the window of how many, and the newest."""
    if not days:
        return Answer(None, 0, Used(0, 0))
    inside = sum(within(d, window) for d in days)
    return Answer(inside, len(days), Used(1, len(days) - 1), says=(in_words(max(days)),))


def two_periods(now: list[Fraction], then: list[Fraction]) -> Answer:
    """The sum of the later scores over how many there are; the difference of the means, exactly."""
    later, earlier = sum(now, Fraction(0)) / len(now), sum(then, Fraction(0)) / len(then)
    says = (f"{float(later * 100):.1f}%", f"{float(earlier * 100):.1f}%")
    return Answer(sum(now, Fraction(0)), len(now), Used(len(now), len(then)), says, later - earlier)
