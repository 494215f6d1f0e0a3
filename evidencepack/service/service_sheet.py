"""What the starter workbook says of the service itself: its Service sheet, who is the same person, dated nil checks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct, field

from evidencepack.day_reader import to_date
from evidencepack.files import Cell, Read, Row, Sheet
from evidencepack.model import SERVICE_TYPES
from evidencepack.notes import Note, note
from evidencepack.origin import Origin, Problem
from evidencepack.registers import DeclaredFact, FoundFact, Service
from evidencepack.service.known_exports import sheets_of
from evidencepack.tables import ColumnMap
from evidencepack.tables.cells.convert import to_bool, to_int, to_text
from evidencepack.tables.headings import plain
from evidencepack.tables.starter_sheets import MARK_HEADING, TITLES, first_words, starter_form

T = TypeVar("T")
ANSWER, SINCE, CHECKED, DOCUMENT, WORD = "Your answer", "Since (day)", "Last checked (day)", "Document", "Our word"
PAIR = ("Name or code in one file", "Name or code in the other")


class _Answers(Struct):
    """What has been understood so far; thrown away afterwards."""

    lines: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, DeclaredFact] = field(default_factory=dict)
    pairs: list[tuple[str, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def with_answers(
    service: Service, contents: Mapping[str, Read], maps: Mapping[str, ColumnMap]
) -> tuple[Service, tuple[Problem, ...]]:
    """The service with what the starter workbook adds to service.yaml, and what a person must look at.

    An answer of the Service sheet holds before service.yaml, and a difference is said; a fact of service.yaml holds
    before a nil check.
    """
    found = _Answers()
    for file, sheet in sheets_of(contents):
        if first_words(sheet) == plain(TITLES["service"]):
            _service_sheet(file, sheet, service, found)
        elif first_words(sheet) == plain(TITLES["same"]):
            found.pairs.extend(_pairs(sheet))
        else:
            found.facts |= _nil_check(file, sheet, maps)
    if not (found.lines or found.facts or found.pairs):
        return service, tuple(found.problems)
    # A nil check counts only where service.yaml has none.
    kept = {id_ for id_ in service.facts if id_.startswith("nil-check-")}
    facts = service.facts | {id_: fact for id_, fact in found.facts.items() if id_ not in kept}
    changes = {**found.lines, "facts": facts}
    changes["same_person"] = (*service.same_person, *found.pairs)
    return service.model_copy(update=changes), tuple(found.problems)


def _nil_check(file: str, sheet: Sheet, maps: Mapping[str, ColumnMap]) -> dict[str, DeclaredFact]:
    form = starter_form(file, sheet, maps)
    if not form or not (day := form.nil_day()):
        return {}
    return {f"nil-check-{form.map.register_.replace('_', '-')}": DeclaredFact(value=True, checked=day)}


def _pairs(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """Two names or codes a row, below their headings; rows marked as an example are left out."""
    columns, rows = _table(sheet, PAIR)
    mark = next((i for row in sheet.rows for i, cell in enumerate(row) if plain(cell) == plain(MARK_HEADING)), None)
    for _, row in rows:
        if len(columns) == len(PAIR) and not plain(_cell(row, mark)).startswith("example"):
            pair = tuple(to_text(cell) for h in PAIR if plain(cell := _cell(row, columns[h])))
            if len(pair) == len(PAIR):
                yield pair


def _table(sheet: Sheet, headings: Sequence[str]) -> tuple[dict[str, int], list[tuple[int, Row]]]:
    """Where each heading stands, and the rows below with their numbers."""
    for index, row in enumerate(sheet.rows):
        found = {h: i for h in headings for i, cell in enumerate(row) if plain(cell) == plain(h)}
        if len(found) >= 2:
            return found, list(enumerate(sheet.rows[index + 1 :], index + 2))
    return {}, []


def _cell(row: Row, column: int | None) -> Cell:
    return row[column] if column is not None and column < len(row) else None


def _service_sheet(file: str, sheet: Sheet, service: Service, found: _Answers) -> None:
    columns, rows = _table(sheet, (ANSWER, SINCE, CHECKED, DOCUMENT, WORD))
    for number, row in rows:
        word = to_text(_cell(row, columns.get(WORD)) or "")
        answer, where = _cell(row, columns.get(ANSWER)), Origin(file, sheet.name, number)
        if word == "frameworks":
            found.lines[word] = (*found.lines.get(word, ()), *([to_text(answer)] if plain(answer) else ()))
        elif word in Service.model_fields:
            _line(word, answer, service, where, found)
        elif word:
            _fact(word, {h: _cell(row, i) for h, i in columns.items()}, where, found)
    if found.lines.get("frameworks") in ((), service.frameworks):
        del found.lines["frameworks"]


def _line(word: str, cell: Cell, service: Service, where: Origin, found: _Answers) -> None:
    if not plain(cell) and not isinstance(cell, bool):
        return
    value = _value(word, cell)
    if isinstance(value, Note):
        found.problems.append(Problem(where, note("answer-unclear", todo=value)))
        return
    if word in service.model_fields_set and value != getattr(service, word):
        found.problems.append(Problem(where, note("sheet-differs", line=word)))
    found.lines[word] = value


def _value(word: str, cell: Cell) -> str | int | bool | date | Note:
    """An answer as service.yaml would hold it, or what to type."""
    default = Service.model_fields[word].default
    if word == "registered":
        return _or_say(to_date, cell, note("type-a-day"))
    if isinstance(default, bool):
        return _or_say(to_bool, cell, note("type-yes-or-no"))
    if isinstance(default, int):
        return _or_say(_from_one, cell, note("type-a-whole-number"))
    type_ = to_text(cell).casefold()
    if word == "type":
        return type_ if type_ in SERVICE_TYPES else note("choose-type", types=", ".join(SERVICE_TYPES))
    return to_text(cell)


def _from_one(cell: Cell) -> int:
    number = to_int(cell)
    if number < 1:
        raise ValueError("below 1")
    return number


def _or_say(read: Callable[[Cell], T], cell: Cell, todo: Note) -> T | Note:
    try:
        return read(cell)
    except ValueError:
        return todo


def _fact(word: str, cells: Mapping[str, Cell], where: Origin, found: _Answers) -> None:
    answer = cells.get(ANSWER)
    if not plain(answer) and not isinstance(answer, bool):
        return
    days = (cells.get(SINCE), cells.get(CHECKED))
    since, checked = (_or_say(to_date, day, note("type-a-day")) if plain(day) else None for day in days)
    if isinstance(since, Note) or isinstance(checked, Note):
        found.problems.append(Problem(where, note("day-of-answer-unclear", todo=note("type-a-day"))))
        return
    try:
        value: bool | str = to_bool(answer)
    except ValueError:
        value = to_text(answer)
    document = to_text(cells.get(DOCUMENT) or "")
    found.facts[word] = FoundFact(value=value, since=since, checked=checked, document=document, origin=where)
