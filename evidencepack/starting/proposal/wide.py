"""Sheets whose columns are courses, months or questions: which of them a column map understands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from evidencepack.columns import ColumnMap, People, SheetRead, read_sheet
from evidencepack.columns.reading import letter_of
from evidencepack.columns.reasons import NOT_USABLE
from evidencepack.columns.tables.headings import plain
from evidencepack.dates import MONTHS
from evidencepack.records import REGISTERS
from evidencepack.sources import Row, Sheet
from evidencepack.starting.proposal.points import MOST, named
from evidencepack.starting.proposal.proposed import Heading, Reading, Sure
from evidencepack.starting.proposal.words import Knowledge, stem_of, words_in

# Fewer columns that are courses, months or questions make no such sheet.
COLUMNS = 3
# So many of the columns of a matrix must name a topic of the field, where nothing else says that they are courses.
TOPICS = 2 / 3
_MONTHS = tuple(m[:3].casefold() for m in MONTHS)
_NAMED_BY = ("staff", "person", "name")
_FIRST_ROWS = 40


def wide_readings(file: str, sheet: Sheet, maps: Mapping[str, ColumnMap], known: Knowledge) -> tuple[Reading, ...]:
    """The readings of a sheet by every layout but long; where its name says which of several, only that one."""
    found = [r for m in maps.values() if m.layout != "long" and (r := _reading(file, sheet, m, known))]
    called = {r.layout for r in found if r.at_most is Sure.CERTAIN}
    return tuple(r for r in found if r.at_most is Sure.CERTAIN or r.layout not in called)


def _reading(file: str, sheet: Sheet, column_map: ColumnMap, known: Knowledge) -> Reading | None:
    """One reading, a point a column that is understood; None when too few are."""
    read = read_sheet(file, sheet, column_map, People())
    columns = [c for c in _understood(read, column_map.layout) if plain(c) not in known.shared]
    if column_map.layout == "matrix":
        columns = [c for c in columns if c[:3].casefold() not in _MONTHS]
    if len(columns) < COLUMNS:
        return None
    above = _above(sheet, frozenset(map(plain, columns)))
    title = words_in(" ".join((sheet.name, *(c for row in above for c in row if isinstance(c, str)))))
    name = named(known.hints[column_map.id], title, words_in(stem_of(file)))
    looked_at, taken = rows_of(read)
    reading = Reading(
        column_map.id, column_map.register_, REGISTERS[column_map.register_].label, column_map.layout,
        len(columns) + name, tuple(_headings(read, sheet, known)), (), looked_at, taken, {}, {}, {},
        names_in(read, known),
    )  # fmt: skip
    return reading if name else _unnamed(reading, columns, known)


def _understood(read: SheetRead, layout: str) -> list[str]:
    """The columns in which something stands and most of it was understood, in order."""
    good: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    for record in read.records:
        good[record.origin.column] += getattr(record, "state", "") != "blank"
    for row in read.unread:
        bad[row.origin.column] += 1
    # A column that is a month is one, even when nothing was done in it.
    least = 0 if layout == "months" and good else 1
    return [c for c in read.account.used_columns if good[c] >= max(least, (good[c] + bad[c]) * MOST)]


def _unnamed(reading: Reading, columns: Sequence[str], known: Knowledge) -> Reading:
    """The reading where neither sheet nor file is called after the register: how sure it can be, and why no surer."""
    if reading.layout == "months":
        return replace(reading, at_most=Sure.UNSURE, doubt="nothing says what it was that was done in these months")
    topics = sum(known.names_a_topic(c) for c in columns)
    if reading.layout == "matrix" and topics < len(columns) * TOPICS:
        doubt = "it is laid out as a training matrix, and nothing says that its columns are courses"
        return replace(reading, at_most=Sure.UNSURE, doubt=doubt)
    return replace(reading, at_most=Sure.LIKELY, doubt="it is not called so, and goes by its layout alone")


def rows_of(read: SheetRead) -> tuple[int, int]:
    """How many rows could be records, and how many of them could be read."""
    unread = read.account.set_aside.get(NOT_USABLE, 0)
    return read.account.rows_read + unread, read.account.rows_read


def names_in(read: SheetRead, known: Knowledge) -> frozenset[str]:
    """The names of people in the rows that were read: what is not a role or another ordinary word."""
    values = [getattr(record, field, "") for record in read.records for field in _NAMED_BY]
    values += [row.values.get(field, "") for row in read.unread for field in _NAMED_BY]
    found = {v for v in values if isinstance(v, str) and 2 <= len(v.split()) <= 4}
    return frozenset(n for n in found if not known.is_ordinary(n))


def _above(sheet: Sheet, headings: frozenset[str]) -> tuple[Row, ...]:
    """The rows above the one that holds the headings."""
    heads = [i for i, row in enumerate(sheet.rows) if sum(plain(c) in headings for c in row) >= COLUMNS]
    return sheet.rows[: heads[0]] if heads else ()


def _headings(read: SheetRead, sheet: Sheet, known: Knowledge) -> Iterator[Heading]:
    """Every heading with its column; none that could be a name is safe where most of them could be."""
    account = read.account
    fields = account.fields or tuple((column, "column") for column in account.used_columns)
    columns = [*fields, *((column, "") for column in account.unused_columns)]
    names = known.most_are_names([text for text, _ in columns])
    where = _where(sheet)
    for text, field in columns:
        letters = where.get(plain(text), [])
        safe = plain(text) in known.shared or not known.may_be_a_name(text, alone=names)
        yield Heading(letters.pop(0) if letters else "", text, safe, field)


def _where(sheet: Sheet) -> dict[str, list[str]]:
    """The columns a text stands in, in the first row that holds it."""
    found: dict[str, list[str]] = {}
    for row in sheet.rows[:_FIRST_ROWS]:
        here: dict[str, list[str]] = {}
        for index, cell in enumerate(row):
            if plain(cell):
                here.setdefault(plain(cell), []).append(letter_of(index))
        for text, letters in here.items():
            found.setdefault(text, letters)
    return found
