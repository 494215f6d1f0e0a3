"""Which columns of a tracker are months, of which year, and what stands beneath each: meetings, of a kind, or plans."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.day_reader import to_date
from evidencepack.files import Row
from evidencepack.notes import Note
from evidencepack.tables.header_rows import best_row, heading_over, heading_text
from evidencepack.tables.headings import at, plain, plain_set
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.layouts.month_headings import MonthHeading, ask_year, bands_of, dated, month_of, with_months
from evidencepack.tables.layouts.tracker_days import Period
from evidencepack.tables.layouts.tracker_words import BOOKED, DONE, TrackerWords

_NUMBER = re.compile(r"(?:no\.?\s*)?[1-9]\d?|w/?c|w/?e|week commencing|week ending")
_PERIOD = re.compile(r"(?:q|qtr|quarter|week|wk|meeting|session|no\.?)\s*[1-9]\d?(?:\s*20\d\d(?:[/-]\d\d)?)?")
# Date of appraisal, Appraisal 2026.
_BESIDE_A_KIND = re.compile(r"\b(?:dates?|of|20\d\d)\b")
_NUMBERED = re.compile(r"(.*?)(?<!\s)\s*+(?:no\.?\s*|#)?([1-9]\d?)")


class MonthColumn(Struct, frozen=True):
    """One column of entries: its heading, when its entries are of, the kind of meeting it is for ("" when the cells or
    the map say), whether it holds plans, and whether it names a month of no year."""

    index: int
    heading: str
    period: Period = Period()
    kind: str = ""
    planned: bool = False
    yearless: bool = False


class TrackerHeadings(Struct, frozen=True):
    """How a tracker is headed: the column of the names and its heading, the heading rows, the columns of meetings.

    `kind` is the column that says what kind of meeting a row is for, where somebody has a row for each.
    """

    who: int
    name: str
    rows: tuple[int, ...]
    columns: tuple[MonthColumn, ...]
    nameless: tuple[int, ...]
    kind: int | None = None
    said: tuple[Note, ...] = ()

    def again(self, reader: LayoutReader, index: int, words: TrackerWords) -> "TrackerHeadings":
        """The headings where they stand once more inside the table, perhaps with the months of another year."""
        months = _months(reader.rows[index], words, self.who)
        return _head(reader, (index, self.who), index, words, first=False) if months else self


def head_of(reader: LayoutReader, who: str, words: TrackerWords) -> TrackerHeadings | None:
    """The headings of a tracker: the one of the names, and months or numbered meetings in that row or beside it."""
    reader.rows = with_months(reader.rows)
    wanted = plain_set(reader.map.columns.get(who, ()))
    named = best_row(reader.rows, lambda row: any(plain(cell) in wanted for cell in row))
    if named is None:
        return None
    place = named, next(i for i, cell in enumerate(reader.rows[named]) if plain(cell) in wanted)
    for row in (place[0], place[0] - 1, place[0] + 1, place[0] - 2):
        if not 0 <= row < len(reader.rows) or (row > place[0] and plain(at(reader.rows[row], place[1]))):
            continue
        if len(_months(reader.rows[row], words, place[1])) >= 2:
            return _head(reader, place, row, words)
    return None


class _Heading(Struct, frozen=True):
    """A heading that entries stand beneath: its month, if it names one, and what its other words say.

    `over` is the column in which it stands, where that is another: one joined over several.
    """

    month: MonthHeading | None
    kind: str = ""
    planned: bool = False
    over: int | None = None


def _months(row: Row, words: TrackerWords, who: int) -> dict[int, _Heading]:
    """The columns of a row that are headed by a month, a kind of meeting (Supervision 2), or a number (Quarter 1)."""
    found = {}
    for index, cell in enumerate(row):
        month = month_of(cell) if index != who else None
        text = plain(cell) if isinstance(cell, str) and index != who else ""
        if month and (sub := _sub(month.rest, words)):
            found[index] = _Heading(month, sub.kind, sub.planned)
        elif not month and _PERIOD.fullmatch(text):
            found[index] = _Heading(None)
        elif not month and text and (sub := _sub(text, words)) and sub.kind:
            found[index] = sub
    # A kind of meeting alone may head anything, such as a course; beside months or numbers it heads meetings.
    told = any(h.month or any(c.isdigit() for c in plain(row[i])) for i, h in found.items())
    return found if told else {}


def _sub(text: str, words: TrackerWords) -> _Heading | None:
    """What a heading beside or below a month says: a number, a kind, held or planned; None when something else."""
    text = plain(_BESIDE_A_KIND.sub(" ", text))
    if not text or _NUMBER.fullmatch(text):
        return _Heading(None)
    numbered = _NUMBERED.fullmatch(text)
    base = plain(numbered[1]) if numbered and numbered[1] else text
    kind, rest = words.kind(base)
    state, more = words.state(rest if kind else base)
    if (kind and not rest) or (not more and state in (DONE, BOOKED)):
        return _Heading(None, kind, state == BOOKED)
    return None


def _head(
    reader: LayoutReader, place: tuple[int, int], row: int, words: TrackerWords, *, first: bool = True
) -> TrackerHeadings:
    top, who = place
    headings = _months(reader.rows[row], words, who)
    below = _sub_row(reader, row, top, who, words) if first else None
    if below is not None:
        headings = _spread(reader.rows[row], reader.rows[below], headings, words)
    headings = _joined(reader, row, below, headings)
    months = [(i, h.month) for i, h in headings.items() if h.month]
    rows = tuple(sorted({top, row, *((below,) if below is not None else ())}))
    body = rows[-1] + 1
    typed = list(_typed(reader.rows[body:], [i for i, _ in months]))
    days, said = dated(months, bands_of(reader, row, first=first), typed)
    if months and not days:
        ask_year(reader, row + 1)
    columns = tuple(_column(reader, row, below, i, h, days) for i, h in headings.items())
    kind = _kind_column(reader, rows, {who, *headings})
    last = max((len(r) for r in reader.rows[body:]), default=0)
    named = {i for r in rows for i, c in enumerate(reader.rows[r]) if plain(c)} | set(headings) | {who}
    nameless = tuple(i for i in range(last) if i not in named)
    found = TrackerHeadings(who, plain(at(reader.rows[top], who)), rows, columns, nameless, kind, said)
    if first:
        _account(reader, found)
    return found


def _kind_column(reader: LayoutReader, rows: Sequence[int], taken: set[int]) -> int | None:
    wanted = plain_set(h for field in ("kind", "what") for h in reader.map.columns.get(field, ()))
    found = (i for r in rows for i, c in enumerate(reader.rows[r]) if i not in taken and plain(c) in wanted)
    return next(found, None)


def _sub_row(reader: LayoutReader, row: int, top: int, who: int, words: TrackerWords) -> int | None:
    """The row below the months that says what each of their columns holds: the one with the names, or the next."""
    below = row + 1
    if below >= len(reader.rows) or (top != below and plain(at(reader.rows[below], who))):
        return None
    cells = [c for i, c in enumerate(reader.rows[below]) if i > who and plain(c)]
    known = [c for c in cells if isinstance(c, str) and _sub(plain(c), words)]
    return below if known or top == below else None


def _spread(months: Row, below: Row, headings: dict[int, _Heading], words: TrackerWords) -> dict[int, _Heading]:
    """Each column beneath a month that is joined over several, by what stands in the row below."""
    found: dict[int, _Heading] = {}
    for index, over in enumerate(heading_over(months, max(len(months), len(below)))):
        current, sub = headings.get(over), _sub(plain(at(below, index)), words)
        if current is None or sub is None or (index not in headings and not plain(at(below, index))):
            continue
        found[index] = _Heading(current.month, sub.kind or current.kind, sub.planned or current.planned, over)
    return found


def _joined(reader: LayoutReader, row: int, below: int | None, headings: dict[int, _Heading]) -> dict[int, _Heading]:
    """The headings with those of months joined over several columns, which stand above each of them."""
    found = dict(headings)
    for area in reader.sheet.merged:
        if not area.first_row <= row + 1 <= area.last_row or area.first_column not in headings:
            continue
        for index in range(area.first_column + 1, area.last_column + 1):
            named = below is not None and plain(at(reader.rows[below], index))
            if not named and not plain(at(reader.rows[row], index)):
                found.setdefault(index, replace(headings[area.first_column], over=area.first_column))
    return dict(sorted(found.items()))


def _typed(rows: Iterable[Row], columns: Sequence[int]) -> Iterable[tuple[int, date]]:
    for row in rows:
        for index in columns:
            cell = at(row, index)
            if isinstance(cell, date) or (isinstance(cell, str) and len(cell) > 5):
                try:
                    yield index, to_date(cell)
                except ValueError:
                    continue


def _column(
    reader: LayoutReader, row: int, below: int | None, index: int, heading: _Heading, days: dict[int, date]
) -> MonthColumn:
    texts = _texts(reader, (row,), index if heading.over is None else heading.over)
    texts += _texts(reader, () if below is None else (below,), index)
    month = days.get(index)
    yearless = heading.month is not None and month is None
    period = Period(month) if heading.month else Period(months=tuple(sorted(set(days.values()))))
    return MonthColumn(index, " ".join(texts), period, heading.kind, heading.planned, yearless)


def _texts(reader: LayoutReader, rows: Sequence[int], index: int) -> list[str]:
    return [heading_text(cell) for row in rows if plain(cell := at(reader.rows[row], index))]


def _account(reader: LayoutReader, heads: TrackerHeadings) -> None:
    """Note which headings were read as what, and which were not."""
    field = "staff" if "staff" in reader.map.columns else "person"
    for index, name in ((heads.who, field), (heads.kind, "kind" if "kind" in reader.map.columns else "what")):
        reader.fields.extend((text, name) for text in (_texts(reader, heads.rows, index) if index is not None else ()))
    reader.fields.extend((c.heading, "date") for c in heads.columns)
    taken = {heads.who, heads.kind, *(c.index for c in heads.columns)}
    for index in range(max(len(reader.rows[r]) for r in heads.rows)):
        if index not in taken and (words := _texts(reader, heads.rows, index)):
            reader.unused.append(" ".join(words))
