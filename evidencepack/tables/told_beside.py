"""Days that a sheet keeps among other words: "LEFT 14/08/26" under Notes is a last day, "LTS since 3/8/26" a first."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from evidencepack.day_reader import Order, find_days
from evidencepack.files import Cell, Row
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.notes import Note, note
from evidencepack.registers import Record
from evidencepack.tables.cells.day_order import NotADayError, day_in
from evidencepack.tables.headings import plain

# Words beside a day that take it back, or say that it is over.
_DOUBTED = re.compile(
    r"\?|\b(?:tbc|tba|not yet|provisional|approx|approximately|about|circa|est|estimated|back|returned)\b",
    re.IGNORECASE,
)

Columns = dict[str, list[Any]]


def told_beside(
    column_map: ColumnMap,
    record: type[Record],
    rows: Sequence[Row],
    read: Container[int],
    columns: Columns,
    leavers: Container[int],
) -> tuple[dict[int, frozenset[str]], tuple[Note, ...]]:
    """Fill in, in place, days for which there is no cell, from the text of columns (not those `read`) that tells one.

    Gives the fields that a text leaves open, by row (somebody has left, and no day says when), and what to say.
    `leavers` are the numbers of the rows below a heading of leavers: there the words may stand anywhere in the text.
    """
    begins = {field: _begins(words) for field, words in column_map.told.items()}
    left = _any_of((*column_map.told.get("end", ()), *column_map.why_left))
    counts: dict[str, int] = {}
    open_: dict[int, frozenset[str]] = {}
    for number, row in enumerate(rows) if begins else ():
        texts = [cell for i, cell in enumerate(row) if i not in read and isinstance(cell, str)]
        for field, day in _days(texts, begins, left if number in leavers else None):
            if (column := columns.setdefault(field, [None] * len(rows)))[number] is not None:
                continue
            if day and _may_follow(record, columns, field, number, day):
                column[number] = day
                counts[field] = counts.get(field, 0) + 1
            else:
                open_[number] = open_.get(number, frozenset()) | {field}
    return open_, tuple(note("days-told-beside", n=n, field=note(f"{record.register}.{f}")) for f, n in counts.items())


def _begins(words: Sequence[str]) -> re.Pattern[str]:
    """Finds one of some words at the beginning of a text, with what leads from it to a day: "left on", "LTS since"."""
    longest = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"\s*(?:{longest})(?!\w)[\s:.,–—-]*(?:(?:on|since|from|as of)\b[\s:]*)?", re.IGNORECASE)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(plain(w)) for w in words)})\b" if words else r"(?!)")


def _days(
    texts: Sequence[str], begins: Mapping[str, re.Pattern[str]], left: re.Pattern[str] | None
) -> Iterator[tuple[str, date | None]]:
    """The days that the texts of a row tell, with the field each is of; None where a text tells none for certain."""
    for text in texts:
        field = next((f for f, words in begins.items() if _tells(text, words)), "")
        if not field and left is not None and left.search(plain(text)):
            field = "end"
        if field:
            yield field, None if _DOUBTED.search(text) else _one_day(text)


def _tells(text: str, begins: re.Pattern[str]) -> bool:
    """Whether a text begins with the words and a day, or is the words alone: "Left knee sore 3/4/26" does not tell."""
    found = begins.match(text)
    if found is None:
        return False
    return not plain(text[found.end() :]) or any(d.start == found.end() for d in find_days(text, in_a_cell=True))


def _one_day(text: Cell) -> date | None:
    """The one day, or month, in a text; None where there is none, or more than one."""
    found = [day.text for day in find_days(str(text), in_a_cell=True)]
    if len(found) == 1:
        with suppress(NotADayError):
            return day_in(found[0], Order.DAY, "known")
    return None


def _may_follow(record: type[Record], columns: Columns, field: str, number: int, day: date) -> bool:
    """Whether a day comes after those that must come before it."""
    firsts = (columns[first][number] for first, second in record.in_order if second == field and first in columns)
    return all(not isinstance(first, date) or first <= day for first in firsts)
