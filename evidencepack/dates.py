"""Days, windows and periods, without clock or locale."""

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import Any, TypeAlias

from msgspec import Struct

# A register's field is often called date; its type then needs another name.
Day: TypeAlias = date
Gap: TypeAlias = tuple[date, date]
"""From one day to another."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SPAN = re.compile(r"(\d{1,9})\s*(day|week|month|year)s?", re.IGNORECASE)
_DAYS_IN = {"day": 1, "week": 7, "month": 30, "year": 365}
_LONGEST = 36_525


class MonthDay(date):
    """A day of which only the month is known: its first day, and the `last` that it may be.

    What is reckoned from it, such as the day after, is an ordinary day.
    """

    @property
    def last(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def first(self) -> date:
        """The first day of the month, as an ordinary day."""
        return date(self.year, self.month, self.day)

    def __add__(self, other: timedelta) -> date:  # type: ignore[override]
        return self.first + other

    __radd__ = __add__  # type: ignore[assignment]

    def __sub__(self, other: Any) -> Any:
        return self.first - other


def last_of(day: date) -> date:
    """The day itself, or the last that a day known to the month may be."""
    return day.last if isinstance(day, MonthDay) else day


def day_words(day: date) -> str:
    """A date as people write it: 31 October 2026; October 2026 where only the month is known."""
    if isinstance(day, MonthDay):
        return month_words(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_words(day: date) -> str:
    """The month of a day as people write it: October 2026."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def add_months(day: date, months: int) -> date:
    """The same day n months on or back, clamped to the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


class Span(Struct, frozen=True):
    """A length of time as people set it: n days, weeks or months (a year is 12 months)."""

    days: int = 0
    months: int = 0

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Read "8 weeks", "12 months", "1 year"; ValueError says which spellings are allowed."""
        found = _SPAN.fullmatch(str(text).strip())
        if not found:
            raise ValueError(f"'{text}' is not a length of time; write for example 8 weeks, 12 months or 14 days")
        number, unit = int(found[1]), found[2].lower()
        if not number:
            raise ValueError(f"'{text}' is no time at all; write for example 1 day")
        if number * _DAYS_IN[unit] > _LONGEST:
            raise ValueError(f"'{text}' is longer than 100 years; write a shorter time")
        if unit == "day":
            return cls(days=number)
        if unit == "week":
            return cls(days=7 * number)
        return cls(months=number * (12 if unit == "year" else 1))

    def start_of_window(self, on: date) -> date:
        """First day of the window that ends on `on`, both ends included (DESIGN 6)."""
        if self.months:
            return add_months(on + timedelta(days=1), -self.months)
        return on + timedelta(days=1 - self.days)

    def after(self, day: date) -> date:
        """The day that is so long after another."""
        return add_months(day, self.months) if self.months else day + timedelta(days=self.days)

    def last_day_from(self, day: date) -> date:
        """Last day of validity of something that began on `day`: (day + span) - 1 day.

        What began on 29 February lasts to 28 February of a year without that day, as its next day would be 1 March.
        """
        after = self.after(day)
        leap_day = self.months and (day.month, day.day) == (2, 29) and after.day == 28
        return after if leap_day else after - timedelta(days=1)

    def __str__(self) -> str:
        weeks = 0 if self.days % 7 else self.days // 7
        number, unit = (self.months, "month") if self.months else (weeks, "week") if weeks else (self.days, "day")
        return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


class Window(Struct, frozen=True):
    """Days from `start` to `end`, both included; one known to the month is within where the whole month is."""

    start: date
    end: date

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date) or not self.start <= day <= self.end:
            return False
        return day.__class__ is date or last_of(day) <= self.end

    def may_hold(self, day: date | None) -> bool:
        """Whether a day may be within: where any day of a month is that alone is known of it, or nothing is known."""
        return day is None or (day <= self.end and last_of(day) >= self.start)

    @property
    def days(self) -> int:
        """How many days it holds; 0 when it ends before it starts."""
        return max(0, (self.end - self.start).days + 1)

    def __str__(self) -> str:
        return f"{day_words(self.start)} to {day_words(self.end)}"


class Every(StrEnum):
    """Calendar periods that a regular thing happens in."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Length in months."""
        return {"month": 1, "quarter": 3, "half-year": 6, "year": 12}[self.value]

    @property
    def plural(self) -> str:
        """The word for several of them."""
        return f"{self.value}s"


def complete_periods(every: Every, on: date, months_back: int, not_before: date | None) -> tuple[Window, ...]:
    """The last whole calendar periods that `months_back` months hold, ended by `on`, oldest first.

    A period that has not ended by `on` is not counted, nor one that began before `not_before`
    (registration, or the first day the register was kept).
    """
    size = every.months
    after = on + timedelta(days=1)
    first_month = (after.month - 1) // size * size + 1
    end_exclusive = date(after.year, first_month, 1)
    starts = [add_months(end_exclusive, -size * n) for n in range(max(1, months_back // size), 0, -1)]
    periods = (Window(start, add_months(start, size) - timedelta(days=1)) for start in starts)
    return tuple(p for p in periods if not_before is None or p.start >= not_before)


def gaps(days: Iterable[date], start: date, end: date) -> tuple[list[Gap], list[Gap]]:
    """From `start` to `end` the stretches between the days that fall in it, each as short and as long as it may be.

    They differ where days are known to the month: such a day may be any of its month, and where `start` or `end` lies
    within that month it need not fall between them at all.
    """
    window, ends = Window(start, end), {start, end}
    may = sorted({*ends, *filter(window.may_hold, days)})
    sure = sorted({*ends, *(day for day in days if day in window)}, key=last_of)
    shortest = list(zip(accumulate(map(last_of, may), max), may[1:], strict=False))
    longest = list(zip(accumulate(sure, max), map(last_of, sure[1:]), strict=False))
    return shortest, longest


def longest(stretches: Iterable[Gap]) -> int:
    """The longest of them in days; 0 for none."""
    return max(((b - a).days for a, b in stretches), default=0)
