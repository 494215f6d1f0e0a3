"""What a sheet that nobody recognises comes nearest to: the registers its headings and its name speak for."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from evidencepack.files import Row, Sheet, blank_row
from evidencepack.onboarding.proposal.scoring import named
from evidencepack.onboarding.proposal.vocabulary import Vocabulary, stem_of, words_in
from evidencepack.registers import REGISTERS, required_fields
from evidencepack.tables import ColumnMap
from evidencepack.tables.header_rows import heading_text
from evidencepack.tables.headings import FIRST_ROWS, by_heading, fields_of, plain
from evidencepack.tables.layouts.month_headings import month_of

# Below this nothing is named: "Date" and "Name" stand in every register.
_LEAST = 0.4
# A column that is a course or a month says that a sheet is laid out so, not whose months or courses they are.
_WIDE = 0.3
_FEW = 3


class Nearest(Struct, frozen=True):
    """A register that an unknown sheet may be: the column map to answer with, and the headings that speak for it.

    `headings` stand as typed, `missing` are the fields without which no row of it could count.
    """

    map: str
    register: str
    label: str
    headings: tuple[str, ...]
    missing: tuple[str, ...]
    points: float


def nearest_registers(
    file: str, sheet: Sheet, maps: Mapping[str, ColumnMap], vocabulary: Vocabulary, most: int = 3
) -> tuple[Nearest, ...]:
    """The registers that most speaks for, the nearest first, one map of each; none where nothing does."""
    texts = headings_of_sheet(sheet, vocabulary)
    title, in_file = words_in(sheet.name) | _words_above(sheet, texts), words_in(stem_of(file))
    found: dict[str, tuple[int, Nearest]] = {}
    for column_map in (m for m in maps.values() if m.starter is None):
        hints = vocabulary.hints[column_map.id]
        near = _near(texts, column_map, vocabulary, named(hints, title, in_file))
        called = len(hints & (title | in_file))
        if near.points >= _LEAST and (near.register not in found or _rank(called, near) > _rank(*found[near.register])):
            found[near.register] = called, near
    return tuple(
        sorted((near for _, near in found.values()), key=lambda n: (-n.points, len(n.missing), n.label))[:most]
    )


def _rank(called: int, near: Nearest) -> tuple[float, int, int]:
    return near.points, called, len(near.headings)


def headings_of_sheet(sheet: Sheet, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The texts of the row that looks most like headings: most of its words known ones, then the widest row."""
    return _heading_row(sheet, vocabulary)[1]


def rows_beneath(sheet: Sheet, vocabulary: Vocabulary, most: int = 3) -> tuple[tuple[int, Row], ...]:
    """The first rows beneath those headings in which something stands, each with its number; they may hold names."""
    head, _ = _heading_row(sheet, vocabulary)
    filled = ((n, row) for n, row in enumerate(sheet.rows, 1) if n > head and not blank_row(row))
    return tuple(islice(filled, most))


def _heading_row(sheet: Sheet, vocabulary: Vocabulary) -> tuple[int, tuple[str, ...]]:
    """The number of the row of headings, and its texts; 0 and none on a sheet without any."""
    rows = [(n, _texts(row)) for n, row in enumerate(sheet.rows[:FIRST_ROWS], 1)]
    wide = [found for found in rows if len(found[1]) > 1] or rows
    return max(wide, key=lambda f: (sum(plain(t) in vocabulary.shared for t in f[1]), len(f[1])), default=(0, ()))


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(text for cell in row if not isinstance(cell, int | float) and (text := heading_text(cell)))


def _words_above(sheet: Sheet, texts: Sequence[str]) -> frozenset[str]:
    """The words of a title: of the lines above the headings that hold one cell."""
    alone = (row for row in map(_texts, sheet.rows[:FIRST_ROWS]) if len(row) == 1 and row != tuple(texts))
    return frozenset(word for row in alone for word in words_in(row[0]))


def _near(texts: Sequence[str], column_map: ColumnMap, vocabulary: Vocabulary, name: float) -> Nearest:
    """How near one column map comes; `name` is what the name of the sheet or file says for it."""
    fields = fields_of(tuple(texts), by_heading(column_map.columns))
    points = name + sum(vocabulary.weight(texts[index]) for index in fields)
    across = tuple(_across(texts, column_map, vocabulary))
    if len(across) >= _FEW:
        points += _WIDE * min(len(across), _FEW)
    record = REGISTERS[column_map.register_]
    there = {*fields.values(), *column_map.constants}
    long = column_map.layout == "long"
    missing = [f.replace("_", " ") for f in required_fields(record) if f not in there] if long else []
    headings = (*(texts[index] for index in fields), *(across if len(across) >= _FEW else ()))
    return Nearest(
        column_map.id,
        column_map.register_,
        record.label,
        tuple(dict.fromkeys(headings)),
        tuple(missing),
        round(points, 3),
    )


def _across(texts: Sequence[str], column_map: ColumnMap, vocabulary: Vocabulary) -> Iterator[str]:
    """The headings that are the columns of a wide layout: courses of a matrix, months of a tracker or of figures."""
    if column_map.layout == "matrix":
        yield from (text for text in texts if vocabulary.names_a_topic(text))
    elif column_map.layout in ("months", "measures"):
        yield from (text for text in texts if (month := month_of(text)) and not month.rest)
