"""The sheets of the sample agency as they lie in the files, a dictionary a row, read without the project's code."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import yaml

AGENCY = Path(__file__).resolve().parents[3] / "sample_data" / "harbour-homecare"

Row = dict[str, Any]
Days = tuple[date, date]

ON = date(2026, 10, 31)
OPENED = date(2025, 8, 25)
YEAR: Days = (date(2025, 11, 1), ON)
HALF: Days = (date(2026, 5, 1), ON)
THREE_MONTHS: Days = (date(2026, 8, 1), ON)
SINCE_OPENED: Days = (OPENED, ON)
QUARTERS: tuple[Days, ...] = (
    (date(2025, 10, 1), date(2025, 12, 31)),
    (date(2026, 1, 1), date(2026, 3, 31)),
    (date(2026, 4, 1), date(2026, 6, 30)),
    (date(2026, 7, 1), date(2026, 9, 30)),
)
FEEDBACK_QUARTERS = QUARTERS[1:]  # kept since 1 November 2025
FEEDBACK_HALF_YEARS: tuple[Days, ...] = ((date(2026, 1, 1), date(2026, 6, 30)),)
_WAYS = ("%d.%m.%y", "%d.%m.%Y", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y")


class Answer(NamedTuple):
    """What one finding must come to: numerator and denominator, None where none is printed."""

    numerator: Fraction | None
    denominator: Fraction | int | None
    least: "Answer | None" = None
    greatest: "Answer | None" = None
    maybe: int = 0

    def between(self, least: tuple[int, int], greatest: tuple[int, int], maybe: int = 1) -> "Answer":
        """The same with rows that may count in more than one way; no range where both ends are the figure."""
        ends = [Answer(Fraction(good), of) for good, of in (least, greatest)]
        if all(end[:2] == self[:2] for end in ends):
            return self._replace(maybe=maybe)
        return self._replace(least=ends[0], greatest=ends[1], maybe=maybe)


NOT_PRINTED = Answer(None, None)


def share(good: int, of: int) -> Answer:
    """So many of so many; of nothing there is no figure."""
    return Answer(Fraction(good), of) if of else Answer(None, 0)


def one_more(found: Answer, rows: int) -> Answer:
    """People of whom one more may be good for each row that is nobody's."""
    good, of = int(found.numerator or 0), int(found.denominator or 0)
    return found.between((good, of), (min(of, good + rows), of), rows) if rows else found


def count(rows: Iterable[object]) -> Answer:
    return Answer(Fraction(len(list(rows))), None)


def how_many(rows: Iterable[Row], good: Callable[[Row], object]) -> Answer:
    """Rows for which something holds, of the rows."""
    found = list(rows)
    return share(sum(bool(good(row)) for row in found), len(found))


def sheet(file: str, name: str, heading: int) -> Iterator[Row]:
    """The rows of a worksheet under the heading in that row; blank rows and repeated headings left out."""
    rows = list(openpyxl.load_workbook(AGENCY / "records" / file)[name].iter_rows(values_only=True))
    heads = rows[heading - 1]
    for row in rows[heading:]:
        if any(cell is not None for cell in row) and row[0] != heads[0]:
            yield dict(zip(heads, row, strict=True))


def table(file: str, delimiter: str, encoding: str, above: int = 0) -> Iterator[Row]:
    """The rows of a text file, so many lines above the heading left out."""
    text = (AGENCY / "records" / file).read_bytes().decode(encoding)
    yield from csv.DictReader(text.splitlines()[above:], delimiter=delimiter)


@cache
def service() -> Row:
    loaded: Row = yaml.safe_load((AGENCY / "service.yaml").read_text(encoding="utf-8"))
    return loaded


def own_policy(name: str) -> int:
    """The number that the agency set itself: days of an interval, or times a year."""
    said = str(service()["own_policy"][name])
    number, _, unit = said.partition(" ")
    return int(number) * {"": 1, "days": 1, "weeks": 7}[unit]


def day(cell: Any) -> date | None:
    """A day typed in any of the ways the agency types days; None when it is none or cannot be."""
    if isinstance(cell, datetime):
        return cell.date()
    text = str(cell or "").strip()
    if re.match(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text[:10])
    for way in _WAYS:
        try:
            return datetime.strptime(text, way).date()
        except ValueError:
            continue
    return None


def certain(cell: Any) -> date:
    """A day that is surely there."""
    found = day(cell)
    assert found, cell
    return found


def within(cell: Any, days: Days) -> bool:
    when = cell if isinstance(cell, date) and not isinstance(cell, datetime) else day(cell)
    return when is not None and days[0] <= when <= days[1]


def come(cell: Any) -> date | None:
    """A day on which something was done, if it was done by the day of the pack."""
    when = day(cell)
    return when if when and when <= ON else None


def about(words: Iterable[str], *texts: Any) -> bool:
    """Whether one of the words stands whole in one of the texts."""
    return any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", str(t or ""), re.IGNORECASE) for w in words for t in texts)


def in_time(cases: Iterable[tuple[date, date | None]]) -> Answer:
    """Of what fell due in the 12 months, or is open past its day: closed by its day. Each case is limit and closing."""
    good = of = 0
    for limit, closed in cases:
        if closed is None or closed > ON:
            of += limit < ON
        elif within(min(limit, closed), YEAR) or within(limit, YEAR):
            of += 1
            good += closed <= limit
    return share(good, of)


def after(cell: Any, days: int) -> date:
    return certain(cell) + timedelta(days)


def periods_with(days: Iterable[date | None], periods: tuple[Days, ...]) -> Answer:
    """In how many calendar periods there was one; where there never was one at all, no figure."""
    found = [d for d in days if d and d <= ON]
    return share(sum(any(within(d, p) for d in found) for p in periods), len(periods)) if found else share(0, 0)


def newest_of(days: Iterable[date | None], window: Days) -> Answer:
    """How many lie in the window, of how many there are."""
    found = [d for d in days if d and d <= ON]
    return share(sum(within(d, window) for d in found), len(found))
