"""The day a cell of a tracker gives, whole or with its month and year taken from its column or its sheet."""

from calendar import monthrange
from datetime import date

from msgspec import Struct

from evidencepack.day_reader import day_without_year, to_date
from evidencepack.files import Cell
from evidencepack.tables.cells.day_order import NotADayError
from evidencepack.tables.headings import plain
from evidencepack.tables.layouts.month_headings import months_apart

TOO_FAR = "day-far-from-month"


class Period(Struct, frozen=True):
    """When a cell is of: the first day of the month of its column; for a column of no month those of the sheet."""

    month: date | None = None
    months: tuple[date, ...] = ()


def day_in_period(cell: Cell, period: Period) -> date:
    """A day, whole or with its month and year taken from where it stands; ValueError when it is none."""
    if isinstance(cell, int | float) and cell < 32:
        return _of_month(cell, period.month)
    value = plain(cell) if isinstance(cell, str) else cell
    part = day_without_year(value) if isinstance(value, str) else None
    if part is None:
        return to_date(value)
    day, number = part
    return _nearest(day, number, period) if number else _of_month(day, period.month)


def booked_day(text: str, period: Period) -> date | None:
    """The day of a booking, which lies ahead; none where it is not understood, as a booking is no meeting anyway."""
    try:
        day = day_in_period(text, period)
        month = period.month
        behind = month is not None and (day.year, day.month) < (month.year, month.month)
        return day.replace(year=day.year + 1) if behind and day_without_year(text) is not None else day
    except ValueError:
        return None


def near(day: date, period: Period) -> date:
    """The day, if it lies in the month of its column or right beside it."""
    if period.month is not None and months_apart(day, period.month) > 1:
        raise NotADayError(TOO_FAR)
    return day


def _of_month(number: float, month: date | None) -> date:
    if month is None or not 1 <= number <= 31 or number != int(number):
        raise ValueError("not a day")
    return month.replace(day=int(number))


def _nearest(day: int, number: int, period: Period) -> date:
    """A day without its year: that of the three years around the column which lies nearest, if any of them has it.

    Where the column is of no month, that of the only such month of the sheet.
    """
    if not 1 <= number <= 12:
        raise ValueError("not a day")
    month = period.month
    if month is None:
        years = [m.year for m in period.months if m.month == number]
        if len(years) != 1:
            raise ValueError("a day of several years, or of none")
        return date(years[0], number, day)
    found = [
        date(year, number, day)
        for year in range(month.year - 1, month.year + 2)
        if 1 <= day <= monthrange(year, number)[1]
    ]
    if not found:
        raise ValueError("no such day")
    return min(found, key=lambda d: (months_apart(d, month), d))
