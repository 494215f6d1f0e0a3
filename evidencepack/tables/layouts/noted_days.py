"""Days that stand among words, in a column of notes rather than one of their own: "LEFT 14/08/26 - better pay"."""

import re
from collections.abc import Iterator, Sequence, Set
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
    rows = [reader.rows[index] for index in reader.entries]
    beside = [i for i in range(max(map(len, rows), default=0)) if i not in table.fields]
    notes = frozenset(i for i in beside if plain(at(table.headings, i)) in _NOTES)
    for field, words in reader.map.in_notes.items():
        own, first, told = columns.get(field) or [None] * len(rows), columns.get("start"), 0
        left = {n for n, index in enumerate(reader.entries) if index in leavers} if field == "end" else set[int]()
        for number in sorted({n for i in beside for n in _may_tell(rows, i, words)} | left):
            inside = number in left
            days = list(_told(rows[number], beside, notes if inside else frozenset(), words, anywhere=inside))
            if own[number] not in (None, "") or not days:
                continue
            if len(days) == 1 and days[0] and not (first and first[number] and last_of(days[0]) < first[number]):
                own[number], told = days[0], told + 1
            else:
                open_[number] = open_.get(number, frozenset()) | {field}
        if told or any(field in names for names in open_.values()):
            columns[field] = own
        if told:
            reader.said.append(note("days-in-notes", n=told, heading=reader.map.columns[field][0]))
    return open_


def _may_tell(rows: Sequence[Row], column: int, words: tuple[str, ...]) -> list[int]:
    """The rows whose cell in a column begins like one of the words: sooner known than that it does."""
    initials = frozenset(letter for word in words for letter in (word[0].upper(), word[0].lower()))
    cells = [row[column] if column < len(row) else None for row in rows]
    match = _begins(words).match
    return [n for n, cell in enumerate(cells) if isinstance(cell, str) and cell[:1] in initials and match(cell)]


def _told(
    row: Row, cells: Sequence[int], notes: Set[int], words: tuple[str, ...], *, anywhere: bool
) -> Iterator[date | None]:
    """The days of the notes of a row that begin with one of the words; None for a note that tells none."""
    for index, cell in ((i, row[i]) for i in cells if i < len(row)):
        if index in notes and (day := _day_alone(cell)):
            yield day
        elif isinstance(cell, str) and _tells(cell, words, anywhere=anywhere):
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
