"""Days that stand among words, in a column of notes rather than one of their own: "LEFT 14/08/26 - better pay"."""

import re
from collections.abc import Iterator, Set
from contextlib import suppress
from datetime import date
from functools import lru_cache

from evidencepack.dates import last_of
from evidencepack.day_reader import Order, find_days
from evidencepack.files import Cell, Row
from evidencepack.notes import note
from evidencepack.tables.cells.day_order import NotADayError, day_in
from evidencepack.tables.headings import at, plain
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.reconcile import Columns
from evidencepack.tables.table_finder import Table

_NOTES = frozenset(("note", "notes", "comment", "comments", "remarks", "reason", "reason for leaving", "other"))
_DOUBTED = re.compile(
    r"\?|\b(?:tbc|tba|not|never|provisional|approx|approximately|about|circa|est|estimated|back|returned)\b", re.I
)


def noted_days(reader: LayoutReader, table: Table, columns: Columns, leavers: Set[int]) -> dict[int, frozenset[str]]:
    """Fill in the days that notes tell and no column of their own does; gives the fields that a note leaves open.

    `leavers` are the rows of the sheet below a heading of leavers, where the words may stand anywhere in a note, and a
    day alone in a column of notes is the last one.
    """
    open_: dict[int, frozenset[str]] = {}
    for field, words in reader.map.in_notes.items():
        own, first, told = columns.get(field) or [None] * len(reader.entries), columns.get("start"), 0
        for number in (n for n, value in enumerate(own) if value is None or value == ""):
            index = reader.entries[number]
            days = list(_told(reader.rows[index], table, words, inside=field == "end" and index in leavers))
            if len(days) == 1 and days[0] and not (first and first[number] and last_of(days[0]) < first[number]):
                own[number], told = days[0], told + 1
            elif days:
                open_[number] = open_.get(number, frozenset()) | {field}
        if told or any(field in names for names in open_.values()):
            columns[field] = own
        if told:
            reader.said.append(note("days-in-notes", n=told, heading=reader.map.columns[field][0]))
    return open_


def _told(row: Row, table: Table, words: tuple[str, ...], *, inside: bool) -> Iterator[date | None]:
    """The days of the notes of a row that begin with one of the words; None for a note that tells none."""
    for index, cell in ((i, c) for i, c in enumerate(row) if c is not None and i not in table.fields):
        if inside and plain(at(table.headings, index)) in _NOTES and (day := _day_alone(cell)):
            yield day
        elif isinstance(cell, str) and _tells(cell, words, anywhere=inside):
            yield None if _DOUBTED.search(cell) else _one_day(cell)


def _tells(text: str, words: tuple[str, ...], *, anywhere: bool) -> bool:
    """Whether a note is one of the words, or begins with one and its day; or holds one, where that will do."""
    pattern = _begins(words)
    if anywhere and pattern.search(text):
        return True
    found = pattern.match(text)
    if found is None:
        return False
    return not plain(text[found.end() :]) or any(d.start == found.end() for d in find_days(text, in_a_cell=True))


def _day_alone(cell: Cell) -> date | None:
    with suppress(NotADayError):
        return day_in(cell, Order.DAY, "known")
    return None


def _one_day(text: str) -> date | None:
    """The day of a note, or the month of which it is some day; None where it holds none or several."""
    found = list(find_days(text, in_a_cell=True))
    return _day_alone(found[0].text) if len(found) == 1 else None


@lru_cache(maxsize=100)
def _begins(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds one of the words with what leads from it to a day: "left on", "LTS since", "Retired:"."""
    longest = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{longest})(?!\w)[\s:.,–—-]*(?:(?:on|since|from)\b[\s:]*)?", re.IGNORECASE)
