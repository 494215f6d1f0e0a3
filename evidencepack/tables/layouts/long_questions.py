"""What only a person can say of a long sheet: what a word, a name or a heading in it means, each cell asked about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from evidencepack.files import Cell
from evidencepack.origin import Origin
from evidencepack.registers import field_types
from evidencepack.tables.cells.convert import convert
from evidencepack.tables.headings import at, by_word, plain, plain_set
from evidencepack.tables.notes import SAID_ASIDE
from evidencepack.tables.people import TO_BE_ASKED
from evidencepack.tables.read_columns import ColumnValues

if TYPE_CHECKING:
    from evidencepack.tables.layouts.long import LongReader

_PEOPLE = ("staff", "person")
_FEW, _MOST, _LIKE = 2, 0.5, 85
_ENOUGH = 500  # filled cells that tell what a column holds, however long it is
# What homes keep of people and no register of ours does.
_NONE_OF_OURS = re.compile(
    r"\b(?:birth|dob|d\.o\.b|age|phone|tel|telephone|mobile|e-?mail|address|postcode|ni|nhs|ref|next of kin|comments?|"
    r"notes?|remarks|no|number|room|rm|time|day)\b"
)


def ask_about(reader: "LongReader") -> None:
    """Ask about every word that no list knows, every name that is on none, and headings that may be a field's."""
    for column in reader.found:
        for number in (n for n in column.unlisted if n not in reader.sums):
            reader.ask("word", text_at(reader, number, column.index), _place(reader, number, column), column.field)
        if column.field in _PEOPLE:
            _ask_whom(reader, column)
    passed_over = plain_set(reader.map.passed_over)
    lists = {field: by_word(words) for field, words in reader.map.values.items()}
    for index, heading in enumerate(reader.table.headings):
        unknown = heading and index not in reader.table.fields and plain(heading) not in passed_over
        open_ = unknown and not reader.means("heading", heading)
        if open_ and (may_be := tuple(fields_for(reader, index, lists))):
            reader.ask("heading", heading, reader.origin(reader.body, index, heading), may_be=may_be)


def said_aside(reader: "LongReader", number: int) -> str:
    """Why an entry is set aside that names somebody of whom a person has said that they do not count; "" for others."""
    named = ((c.field, text_at(reader, number, c.index)) for c in reader.found if c.field in _PEOPLE)
    return SAID_ASIDE if any(text and reader.people.is_aside(kind, text) for kind, text in named) else ""


def text_at(reader: "LongReader", number: int, index: int) -> str:
    """What stands in a column of an entry, on one line."""
    cell = at(reader.rows[reader.entries[number]], index)
    return "" if cell is None else " ".join(str(cell).split())


def _ask_whom(reader: "LongReader", column: ColumnValues) -> None:
    for number in (n for n in column.unsure if n not in reader.sums):
        text = text_at(reader, number, column.index)
        aside = reader.people.is_aside(column.field, text)
        if not aside and reader.people.why_not(column.field, text).code in TO_BE_ASKED:
            reader.ask("person", text, _place(reader, number, column), column.field)


def _place(reader: "LongReader", number: int, column: ColumnValues) -> Origin:
    return reader.origin(reader.entries[number] + 1, column.index, reader.table.headings[column.index])


def fields_for(reader: "LongReader", index: int, lists: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The fields that a column nobody knows may hold: of those the sheet lacks, by what stands in it or over it.

    `lists` are the words of each field that has a list of them, with ours.
    """
    heading = plain(reader.table.headings[index])
    cells = list(islice((c for n in reader.entries if plain(c := at(reader.rows[n], index))), _ENOUGH))
    if len(cells) < _FEW or _NONE_OF_OURS.search(heading):
        return
    there = {*reader.table.fields.values(), *reader.map.constants}
    for field, kind in field_types(reader.record).items():
        if field not in there and field not in reader.record.personal and field not in _PEOPLE:
            known = (*reader.map.columns.get(field, ()), field.replace("_", " "))
            if _holds(kind, cells, lists.get(field)) or (kind == "str" and _is_like(heading, known)):
                yield field


def _holds(kind: str, cells: Sequence[Cell], words: Mapping[str, str] | None) -> bool:
    """Whether most of the cells are such as a field holds, where that tells it from others: days, yes or no, words."""
    if words:
        return sum(plain(c) in words for c in cells) > len(cells) * _MOST
    if kind not in ("date", "bool"):
        return False
    return sum(_is(c, kind) for c in cells if not isinstance(c, int | float)) > len(cells) * _MOST


def _is(cell: Cell, kind: str) -> bool:
    try:
        convert(cell, kind)
    except ValueError:
        return False
    return True


def _is_like(heading: str, known: Sequence[str]) -> bool:
    from rapidfuzz import fuzz

    return any(fuzz.token_set_ratio(heading, plain(each)) >= _LIKE for each in known)
