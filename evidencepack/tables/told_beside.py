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
from evidencepack.tables.headings import begins_with, plain, plain_set

Columns = dict[str, list[Any]]


def told_beside(
    column_map: ColumnMap,
    record: type[Record],
    rows: Sequence[Row],
    read: Container[int],
    columns: Columns,
    leavers: Container[int],
) -> tuple[Note, ...]:
    """Fill in, in place, days for which there is no cell, from the text of columns (not those `read`) that tells one.

    `leavers` are the numbers of the rows below a heading of leavers: there the words may stand anywhere in the text.
    """
    begins = {field: plain_set(words) for field, words in column_map.told.items()}
    left = _any_of((*column_map.told.get("end", ()), *column_map.why_left))
    counts: dict[str, int] = {}
    for number, row in enumerate(rows) if begins else ():
        texts = [cell for i, cell in enumerate(row) if i not in read and isinstance(cell, str)]
        for field, day in _days(texts, begins, left if number in leavers else None):
            column = columns.setdefault(field, [None] * len(rows))
            if column[number] is None and _may_follow(record, columns, field, number, day):
                column[number] = day
                counts[field] = counts.get(field, 0) + 1
    return tuple(note("days-told-beside", n=n, field=note(f"{record.register}.{f}")) for f, n in counts.items())


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(plain(w)) for w in words)})\b" if words else r"(?!)")


def _days(
    texts: Sequence[str], begins: Mapping[str, frozenset[str]], left: re.Pattern[str] | None
) -> Iterator[tuple[str, date]]:
    """The days that the texts of a row tell, with the field each is of."""
    for text in texts:
        field = next((f for f, words in begins.items() if begins_with(text, words)), "")
        if not field and left is not None and left.search(plain(text)):
            field = "end"
        if field and (day := _one_day(text)):
            yield field, day


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
