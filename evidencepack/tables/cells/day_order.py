"""The days of a column: whether it puts the day or the month first, and which day a cell of it is."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from evidencepack.dates import MONTHS, MonthDay
from evidencepack.day_reader import Month, Order, ThreeNumbers, read_day, to_date
from evidencepack.files import Cell
from evidencepack.notes import Fact

_DOUBTS = frozenset(
    ("tbc", "tba", "provisional", "approx", "approximately", "about", "circa", "est", "estimated", "planned",
     "expected", "due", "booked", "cancelled", "canceled", "postponed", "rescheduled", "moved", "changed", "reopened",
     "not", "no", "never", "failed", "fail", "dna", "absent", "missed", "expired", "expires", "expiry")
)  # fmt: skip
# A year of two digits from here on could as well be of the last century.
_UNSURE_FROM = 60


class NotADayError(ValueError):
    """Why a cell is not a day, as the code and facts of a note; the code is "" where nothing more is known."""

    def __init__(self, code: str = "", **facts: Fact) -> None:
        super().__init__(code or "not a date")
        self.code, self.facts = code, facts


def orders_in(cells: Iterable[Cell]) -> frozenset[Order]:
    """What the cells of a column say of their order: those that fit only one way. Date cells say nothing."""
    found = (read_day(cell) for cell in set(cells) if isinstance(cell, str))
    return frozenset(f.says for f in found if isinstance(f, ThreeNumbers) and f.says)


def has_two_readings(cells: Iterable[Cell]) -> bool:
    """Whether a day of the column is another day with the month first."""
    found = (read_day(cell) for cell in set(cells) if isinstance(cell, str))
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
    good until then (a certificate in date to December is in date on the 31st), "" where a day is needed, "known" where
    a day known to the month will do.
    """
    found = read_day(without_note(cell)) if isinstance(cell, str) else None
    if isinstance(found, ThreeNumbers):
        return _in_order(str(cell), found, order)
    if isinstance(found, Month):
        if month:
            if month == "known":
                return MonthDay(found.year, found.month, 1)
            return found.last_day if month == "last" else found.last_day.replace(day=1)
        raise NotADayError("month-without-day")
    if isinstance(found, date):
        return _sure_of_century(str(cell), found)
    try:
        return to_date(cell)
    except ValueError:
        raise NotADayError from None


def doubtful(note: str) -> bool:
    """Whether words beside a day say that it is not the day something was done."""
    return "?" in note or any(w in _DOUBTS for w in re.findall(r"[a-z']+", note.casefold()))


def without_note(text: str, matters: Callable[[str], bool] = doubtful) -> str:
    """The text without a note in brackets at its end, unless the note takes the day back ("(tbc)", "(cancelled)")."""
    head, _, note = text.strip().removesuffix(")").partition("(")
    one_note = text.rstrip().endswith(")") and text.count("(") == text.count(")") == 1
    return head.rstrip() if one_note and any(map(str.isdecimal, head)) and not matters(note) else text


def _in_order(text: str, found: ThreeNumbers, order: Order) -> date:
    first, second = found.day_first, found.month_first
    if order is Order.UNCLEAR and first and second and first != second:
        example = f"{first.day} {MONTHS[first.month - 1][:3]} {first.year}"
        raise NotADayError("day-or-month-first", first=first, second=second, example=example)
    wanted = first if order is Order.DAY else second if order is Order.MONTH else first or second
    if wanted is None:
        raise NotADayError
    return _sure_of_century(text, wanted)


def _sure_of_century(text: str, day: date) -> date:
    if day.year >= 2000 + _UNSURE_FROM and str(day.year) not in text and not text.strip().isdigit():
        raise NotADayError("year-of-two-digits", early=str(day.year - 100), late=str(day.year))
    return day
