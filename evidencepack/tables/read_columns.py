"""The columns of a long sheet as values, one list a field, and what is wrong or worth saying of their cells."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.dates import MonthDay
from evidencepack.day_reader import Order
from evidencepack.files import Cell, Row
from evidencepack.notes import Note, note
from evidencepack.registers import Record, field_types, required_fields
from evidencepack.tables.cells.column_readers import Ask, NotGiven, Several, Unlisted, each, reader_of
from evidencepack.tables.cells.convert import error_in, shown
from evidencepack.tables.cells.day_order import has_two_readings, order_of, orders_in
from evidencepack.tables.cells.percents import are_shares, other_scale, with_percents
from evidencepack.tables.cells.remarks import OfTheRow
from evidencepack.tables.cells.uk_days import in_uk_days, turned_round
from evidencepack.tables.headings import at, by_word, out_of_in, plain
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.notes import column_words
from evidencepack.tables.table_finder import Table

# Fields of which there are only the states that the program knows.
_CLOSED = frozenset({("training", "state")})
_PERCENT = re.compile(r"%|\bper ?cent", re.IGNORECASE)
_BY_THE_DAY = frozenset(
    ("staff", "people", "leaders", "recruitment", "training", "supervision", "spot_checks", "reviews")
)
# Days of which the month alone may decide, as it does for what is done or due in the month before or after.
_MONTH_WILL_DO = frozenset({("recruitment", "dbs"), ("policies", "next_review")})
# Where a month alone decides if each of its days would, and the day is asked for all the same.
_BETTER_BY_THE_DAY = frozenset({("training", "completed")})
_WORD = 40  # longer, it is a sentence
_SHARES = frozenset({"score", "reaudit_score", "pass_mark"})


Complete = Callable[[Sequence[Cell], Sequence[int], int], tuple[list[Cell], Note | None]]


class ColumnValues(Struct):
    """A column that was read: its values, one an entry; by the number of the entry its faults, those with words in no
    list, and those that say nothing for certain."""

    index: int
    field: str
    values: list[Any]
    faults: dict[int, Note]
    unlisted: list[int]
    unsure: list[int]
    not_given: int = 0
    several: bool = False
    closed: bool = False
    percent: bool = False
    said: tuple[Note, ...] = ()


def read_columns(reader: LayoutReader, table: Table, complete: Complete) -> list[ColumnValues]:
    """Every column of the table that a field is read from; `complete` gives days the year that they lack."""
    types, needed, words = field_types(reader.record), required_fields(reader.record), dict(reader.map.values)
    if reader.map.doubtful:
        words.pop("question", None)  # what is said there of a question takes its scores one way or the other
    cells = {i: _column(reader.rows, reader.entries, i) for i in table.fields}
    of_year: dict[int, Note | None] = {}
    for index in (i for i, field in table.fields.items() if field == reader.record.dated_by):
        cells[index], of_year[index] = complete(cells[index], reader.entries, index)
    found = {i: orders_in(cells[i]) for i, f in table.fields.items() if types[f] == "date"}
    said_by_all = frozenset[Order]().union(*found.values())
    columns = []
    for index, field in table.fields.items():
        heading = table.headings[index]
        ask = Ask(field, types[field], reader.people, field in needed,
                  choices=_choices(reader, field, types[field], by_word(words[field]) if field in words else None),
                  closed=(reader.map.register_, field) in _CLOSED, others=frozenset(types),
                  remarked=field in reader.record.remarked, naming=field in reader.record.naming,
                  not_always=field in reader.record.not_always,
                  relative=field in reader.record.happened, order=order_of(frozenset(), said_by_all))  # fmt: skip
        late = 0
        if index in found:
            cells[index], late = in_uk_days(cells[index])
            ask = replace(ask, order=order_of(found[index], said_by_all), month=_month(reader.record, field, heading))
        elif field in _SHARES or (ask.field, ask.closed) == ("state", True):
            cells[index] = with_percents(cells[index], _shown(reader, index), heading, ask)
        column = _read(index, field, heading, cells[index], ask)
        if field == "score" and "out_of" not in table.fields.values() and (most := out_of_in(heading)):
            column.values = [
                Several({"score": v, "out_of": most}) if isinstance(v, float) else v for v in column.values
            ]
            column.several = True
        where = column_words(index, heading)
        column.said = _said(column, where, cells[index], ask, found.get(index, frozenset()))
        column.said += (note("midnight-elsewhere", where=where, n=late),) if late else ()
        column.said += (told,) if (told := of_year.get(index)) else ()
        if index in found:
            turned = turned_round(cells[index], column.values)
            _doubt(column, turned, note("day-and-month-turned", where=where))
            if (reader.record.register, field) in _BETTER_BY_THE_DAY:
                _ask_for_days(column, cells[index])
        elif field in _SHARES and "out_of" not in table.fields.values():
            _doubt(column, other_scale(column.values), note("score-of-another-scale", where=where))
        columns.append(column)
    return columns


def _choices(reader: LayoutReader, field: str, kind: str, ours: dict[str, str] | None) -> dict[str, str] | None:
    """Our word by each of theirs, with those that a person has settled: one that is none of ours means itself."""
    if ours is None and kind != "bool":
        return None
    settled = {plain(a.what): reader.means("word", a.what, field) for a in reader.settled.of("word")}
    known = {word: means for word, means in settled.items() if means}
    if ours is None:
        return known or None
    return ours | {word: ours.get(plain(means), means) for word, means in known.items()}


def _shown(reader: LayoutReader, index: int) -> frozenset[int]:
    """The numbers of the entries whose cell in a column is shown as a percentage."""
    rows = {row - 1 for row, column in reader.sheet.percents if column == index}
    return frozenset(number for number, row in enumerate(reader.entries) if row in rows) if rows else frozenset()


def _doubt(column: ColumnValues, numbers: Sequence[int], why: Note) -> None:
    """Take out values that cannot be trusted as they stand."""
    for number in numbers:
        column.values[number] = None
        column.faults[number] = why


def _ask_for_days(column: ColumnValues, cells: Sequence[Cell]) -> None:
    """Name the months without a day, which count as some day of theirs."""
    for number, value in enumerate(column.values):
        if isinstance(value, MonthDay):
            column.faults[number] = note("month-alone", cell=shown(cells[number]))


def _column(rows: Sequence[Row], entries: Sequence[int], index: int) -> list[Cell]:
    try:
        return [rows[n][index] for n in entries]
    except IndexError:
        return [at(rows[n], index) for n in entries]


def _month(record: type[Record], field: str, heading: str) -> Literal["", "first", "last", "known"]:
    """What a month without a day stands for: its end for what is in date until then, its start where months stand.

    Of what was done some day of the month will do, but where people are counted by their days.
    """
    if field == "expires":
        return "last"
    if {"month", "period"}.intersection(plain(heading).split()):
        return "first"
    if (record.register, field) in _MONTH_WILL_DO | _BETTER_BY_THE_DAY:
        return "known"
    return "known" if record.register not in _BY_THE_DAY and field in (record.dated_by, *record.happened) else ""


def _read(index: int, field: str, heading: str, cells: list[Cell], ask: Ask) -> ColumnValues:
    values, types = each(cells, reader_of(ask))
    column = ColumnValues(index, field, values, {}, [], [], several=bool(types & _WIDE), closed=ask.closed)
    spelled: dict[str, str] = {}  # a word in other capitals is the same word
    # Most columns hold nothing but values, and are not looked at again.
    for number in [n for n, v in enumerate(values) if type(v) in _APART] if types & _APART else []:
        value = values[number]
        values[number] = spelled.setdefault(plain(value.word), value.word) if isinstance(value, Unlisted) else None
        if isinstance(value, Note) and _is_word(cells[number], ask):
            column.unlisted.append(number)
            column.unsure.append(number)
        elif isinstance(value, Note):
            column.faults[number] = value
        elif isinstance(value, Unlisted):
            column.unlisted.append(number)
        else:
            column.not_given += 1
            if not value.known:
                column.unsure.append(number)
    if field in ("staff", "person"):
        column.unsure = [number for number, value in enumerate(values) if value == ""]
    if field in _SHARES and are_shares(values):
        column.percent = column.several = True
        column.values = [_percent(field, value) for value in values]
    elif field == "score" and heading and _PERCENT.search(heading):
        column.several = True
        column.values = [Several({"score": v, "out_of": 100.0}) if isinstance(v, float) else v for v in values]
    return column


def _is_word(cell: Cell, ask: Ask) -> bool:
    """Whether a cell of yes or no holds a short word, of which a person can say once which of both it means."""
    return ask.kind == "bool" and isinstance(cell, str) and len(cell) <= _WORD and not error_in(cell)


_APART = frozenset({Note, Unlisted, NotGiven})
# What is settled only once every column is read.
_WIDE = frozenset({Several, OfTheRow})


def _percent(field: str, value: float | None) -> Any:
    if value is None:
        return None
    percent = round(value * 100, 6)
    return Several({"score": percent, "out_of": 100.0}) if field == "score" else percent


def _said(
    column: ColumnValues, where: Note, cells: Sequence[Cell], ask: Ask, own: frozenset[Order]
) -> tuple[Note, ...]:
    said = []
    if ask.kind == "date" and ask.order is Order.MONTH and own:
        said.append(note("month-first", where=where))
    elif ask.kind == "date" and ask.order is Order.MONTH and has_two_readings(cells):
        said.append(note("month-first-as-in-others", where=where))
    if months := sum(isinstance(value, MonthDay) for value in column.values) if ask.month == "known" else 0:
        said.append(note("known-to-the-month", where=where, n=months))
    if column.not_given:
        said.append(note("says-no-value", where=where, n=column.not_given))
    if column.percent:
        said.append(note("scores-are-shares", where=where))
    return tuple(said)
