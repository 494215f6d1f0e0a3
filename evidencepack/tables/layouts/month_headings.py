"""Headings that are months, and the year each belongs to: Jan, Jan-26, April 2026, 04/2026, a date cell."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from typing import TypeAlias

from msgspec import Struct

from evidencepack.dates import month_words
from evidencepack.day_reader import MONTH_PATTERN, MONTH_WORDS, to_date
from evidencepack.files import Cell, Row
from evidencepack.notes import Note, note
from evidencepack.tables.headings import FIRST_ROWS, plain
from evidencepack.tables.layout_reader import LayoutReader

_MONTH = re.compile(rf"(?<![a-z])(?P<name>{MONTH_PATTERN})\.?(?:['’\s/.-]*(?P<year>20[1-6]\d|[1-6]\d)(?!\d))?")
_NUMBERS = re.compile(r"(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>20[1-6]\d|[1-6]\d)")
_YEAR_FIRST = re.compile(r"(?P<year>20[1-6]\d)[\s/.-]+(?P<month>0?[1-9]|1[0-2])")
_YEAR = re.compile(r"(?<!\d)(20[1-6]\d)(?!\d)")
_PAIR = re.compile(r"(?<![\d/.-])(?:20)?([1-6]\d)\s*[/–-]\s*(?:20)?([1-6]\d)(?![\d/.-])")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
_AROUND_NOW = range(1990, 2100)
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_INITIALS = "".join(name[0] for name in _NAMES)
_LETTERS = re.compile(r"[JFMASOND]{5,12}")
# A day on which the sheet was touched says nothing of the months below it.
_TOUCHED = re.compile(r"\b(?:updated?|print(?:ed)?|issued?|review(?:ed)?|version|as (?:of|at)|created|due)\b")


class MonthHeading(Struct, frozen=True):
    """A heading that names a month: 1 to 12, its year if it says one, and what else stands in it ("sup 2")."""

    month: int
    year: int | None = None
    rest: str = ""


Months: TypeAlias = Sequence[tuple[int, MonthHeading]]
"""The months by their columns, or by their rows, in order."""


class Years(Struct, frozen=True):
    """A year a sheet states, or two that follow each other (2025/26)."""

    first: int
    pair: bool = False


def month_of(cell: Cell) -> MonthHeading | None:
    """The month a heading names; None where it names none, or several (Jan-Mar)."""
    if isinstance(cell, date):
        return MonthHeading(cell.month, cell.year) if cell.year in _AROUND_NOW else None
    if not isinstance(cell, str):
        return None
    text = plain(cell)
    for pattern in (_NUMBERS, _YEAR_FIRST):
        if found := pattern.fullmatch(text):
            return MonthHeading(int(found["month"]), _century(found["year"]))
    return _full_day(text) or _named(text)


def _full_day(text: str) -> MonthHeading | None:
    try:
        day = to_date(text) if not text.isdigit() else None
    except ValueError:
        return None
    return MonthHeading(day.month, day.year) if day and day.year in _AROUND_NOW else None


def _named(text: str) -> MonthHeading | None:
    found = list(_MONTH.finditer(text))
    if len(found) != 1:
        return None
    (one,) = found
    number = MONTH_WORDS[one["name"]]
    rest = plain(f"{text[: one.start()]} {text[one.end() :]}")
    before = _YEAR.search(rest)
    if one["year"] or not before:
        return MonthHeading(number, _century(one["year"]), rest)
    return MonthHeading(number, int(before[1]), plain(_YEAR.sub(" ", rest)))


def _century(text: str | None) -> int | None:
    return None if not text else int(text) if len(text) == 4 else 2000 + int(text)


def with_months(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with each run of letters that can only be months in order (J F M A M J J) spelt out near the top."""
    return (*(_spelt(row) for row in rows[:FIRST_ROWS]), *rows[FIRST_ROWS:])


def _spelt(row: Row) -> Row:
    texts = "".join(c.strip().upper() if isinstance(c, str) and len(c.strip()) == 1 else "." for c in row)
    cells = list(row)
    for run in _LETTERS.finditer(texts):
        first = [n for n in range(12) if (_INITIALS * 2)[n:].startswith(run[0])]
        if len(first) == 1:
            names = (_NAMES[(first[0] + n) % 12] for n in range(len(run[0])))
            cells[run.start() : run.end()] = names
    return tuple(cells) if cells != list(row) else row


def years_of(cell: Cell) -> Years | None:
    """The year or years a title states: Supervision 2026, 2025/26, April 2025 to March 2026."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Years(int(cell)) if cell == cell and 2010 <= cell < 2070 and cell == int(cell) else None
    text = plain(cell) if isinstance(cell, str) else ""
    if not text or _TOUCHED.search(text) or _DAY.search(text):
        return None
    stated = sorted({int(y) for y in _YEAR.findall(text)})
    pairs = {2000 + int(a) for a, b in _PAIR.findall(text) if int(b) == int(a) + 1}
    if len(pairs) == 1 and len(stated) <= 2:
        return Years(pairs.pop(), pair=True)
    if len(stated) == 2 and stated[1] == stated[0] + 1:
        return Years(stated[0], pair=True)
    return Years(stated[0]) if len(stated) == 1 else None


def bands_of(reader: LayoutReader, head: int, *, first: bool = True) -> list[tuple[int, Years]]:
    """Column and year of what the nearest row above the months states, else the name of the sheet or of the file (-1).

    A bare year among the headings comes first. Above headings that are not the `first` of a sheet lies a table: only
    rows of one or two cells are looked at. Where a title and the name of the sheet state different years, as in a sheet
    that was copied for the next one, neither holds. What a person has said holds where nothing else does.
    """
    bare = tuple(c if month_of(c) is None and not re.search("[a-z]", plain(c)) else None for c in reader.rows[head])
    above = (row for row in reversed(reader.rows[:head]) if first or sum(bool(plain(c)) for c in row) <= 2)
    stated = next((found for row in chain((bare,), above) if (found := _years_in(row))), [])
    of_sheet = years_of(reader.sheet.name)
    said = reader.means("year", called(reader))
    if len(stated) == 1 and first and of_sheet and not _fit(stated[0][1], of_sheet):
        stated, of_sheet = [], None
    elif not stated:
        of_sheet = of_sheet or years_of(reader.file.rpartition("/")[2].rpartition(".")[0])
    named = of_sheet or (Years(int(said)) if said.isdigit() else None)
    return stated or ([(-1, named)] if named else [])


def called(reader: LayoutReader) -> str:
    """What a sheet is called, where a person is asked about it: by its own name, else by that of its file."""
    return reader.sheet.name or reader.file.rpartition("/")[2]


def ask_year(reader: LayoutReader, row: int) -> None:
    """Ask which year the months of a sheet are of; `row` is that of its headings, from 1."""
    reader.ask("year", called(reader), reader.origin(row), by_sheet=True)


def _years_in(row: Row) -> list[tuple[int, Years]]:
    return [(i, y) for i, c in enumerate(row) if (y := years_of(c))]


def _fit(one: Years, other: Years) -> bool:
    """Whether two names of years can be of one sheet: 2026 and 2026, 2025/26 and 2026."""
    years, others = ({y.first, y.first + y.pair} for y in (one, other))
    return not years.isdisjoint(others)


def _with_years(months: Months, bands: Sequence[tuple[int, Years]]) -> dict[int, date]:
    """The first day of each month by its column, left to right; without those whose year nothing says.

    A heading's own year comes first, then the band that begins above it; after December the year goes up by one, and
    months before the first that has a year count back from it.
    """
    found: dict[int, date] = {}
    year, before, used = None, 0, -1
    for index, month in months:
        band = next((p for p in reversed(range(len(bands))) if bands[p][0] <= index), -1)
        if month.year:
            year = month.year
        elif band > used:
            stated = bands[band][1]
            # 2025/26 that begins in January tells nothing.
            year = None if stated.pair and month.month < 4 else stated.first
        elif year is not None and month.month < before:
            year += 1
        before, used = month.month, max(used, band)
        if year is not None:
            found[index] = date(year, month.month, 1)
    return _backwards(months, found)


def _backwards(months: Months, found: dict[int, date]) -> dict[int, date]:
    later: date | None = None
    for index, month in reversed(months):
        if index not in found and later is not None:
            found[index] = date(later.year - (month.month > later.month), month.month, 1)
        later = found.get(index, later)
    return dict(sorted(found.items()))


def dated(
    months: Months, bands: Sequence[tuple[int, Years]], typed: Sequence[tuple[int, date]] = ()
) -> tuple[dict[int, date], tuple[Note, ...]]:
    """The first day of each month by its column, and what to say where the year of some was not in their headings."""
    days = _settled(months, bands, typed)
    if not days or all(m.year for _, m in months):
        return days, ()
    first, last = min(days.values()), max(days.values())
    if not _rolls_over(days):
        return days, (note("months-of-year", year=str(first.year)),)
    return days, (note("months-from-to", first=month_words(first), last=month_words(last)),)


def _settled(months: Months, bands: Sequence[tuple[int, Years]], typed: Sequence[tuple[int, date]]) -> dict[int, date]:
    """The first day of each month by its column, where need be with the year that the days typed beneath them bear out.

    `typed` is column and day. It decides where no year is stated, and whether a title such as 2026 over April to March
    means the year in which they begin or that in which they end; without such days they begin in it.
    """
    stated = _with_years(months, bands)
    if any(m.year for _, m in months) or len(bands) > 1 or any(y.pair and stated for _, y in bands):
        return stated
    if stated:
        first = min(stated.values()).year
        options = [first, first - 1] if _rolls_over(stated) else [first]
    else:
        options = sorted({day.year + step for _, day in typed for step in (0, -1)}, reverse=True)
    found = [_with_years(months, ((-1, Years(year)),)) for year in options if year in _AROUND_NOW]
    fits = [sum(i in f and months_apart(day, f[i]) == 0 for i, day in typed) for f in found]
    if not stated and (not fits or fits.count(max(fits)) > 1 or not max(fits)):
        return {}
    return found[fits.index(max(fits))]


def _rolls_over(months: Mapping[int, date]) -> bool:
    return len({m.year for m in months.values()}) > 1


def months_apart(day: date, month: date) -> int:
    """How many months lie between a day and a month; 0 for a day within it."""
    return abs(day.year * 12 + day.month - month.year * 12 - month.month)
