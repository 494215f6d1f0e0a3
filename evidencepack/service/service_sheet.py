"""What the starter workbook says of the service itself: its Service sheet, who is the same person, dated nil checks."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar, get_args

from msgspec import Struct, field

from evidencepack.day_reader import to_date
from evidencepack.files import Cell, Read, Sheet
from evidencepack.model import SERVICE_TYPES
from evidencepack.notes import Note, note
from evidencepack.origin import Origin, Problem
from evidencepack.registers import DeclaredFact, FoundFact, Service
from evidencepack.service.known_exports import sheets_of
from evidencepack.systems.location import rating_of
from evidencepack.tables import ColumnMap
from evidencepack.tables.cells.convert import to_bool, to_int, to_text
from evidencepack.tables.header_rows import row_with_known
from evidencepack.tables.headings import at, fields_of, plain
from evidencepack.tables.starter_sheets import MARK_HEADING, TITLES, first_words, starter_form

T = TypeVar("T")
_IN_THE_FILE_ALONE = {"format", "id", "privacy_key", "formerly"}  # whose packs these are is no answer of a sheet
_NO_RATING = r"no|none( yet)?|no (published )?rating( yet)?|not (yet )?rated( yet)?"
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
    """Two names or codes a row; rows marked as an example are left out."""
    for _, cells in _table(sheet, (*PAIR, MARK_HEADING)):
        pair = tuple(to_text(cells[heading]) for heading in PAIR if plain(cells.get(heading)))
        if len(pair) == len(PAIR) and not plain(cells.get(MARK_HEADING)).startswith("example"):
            yield pair


def _table(sheet: Sheet, headings: Sequence[str]) -> Iterator[tuple[int, dict[str, Cell]]]:
    """The rows below the headings: their numbers, and their cells by heading."""
    known = {plain(heading): heading for heading in headings}
    head = row_with_known(sheet.rows, known)
    if head is not None:
        columns = fields_of(sheet.rows[head], known)
        for number, row in enumerate(sheet.rows[head + 1 :], head + 2):
            yield number, {heading: at(row, column) for column, heading in columns.items()}


def _service_sheet(file: str, sheet: Sheet, service: Service, found: _Answers) -> None:
    for number, cells in _table(sheet, (ANSWER, SINCE, CHECKED, DOCUMENT, WORD)):
        word, answer = to_text(cells.get(WORD) or ""), cells.get(ANSWER)
        where = Origin(file, sheet.name, number)
        if word in _IN_THE_FILE_ALONE:
            continue
        if word == "frameworks":
            found.lines[word] = (*found.lines.get(word, ()), *([to_text(answer)] if plain(answer) else ()))
        elif word in Service.model_fields:
            _line(word, answer, service, where, found)
        elif word:
            _fact(word, cells, where, found)
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
    annotation = Service.model_fields[word].annotation
    kinds = get_args(annotation) or (annotation,)
    if word == "registered":
        return _or_say(to_date, cell, note("type-a-day"))
    if bool in kinds:
        return _or_say(to_bool, cell, note("type-yes-or-no"))
    if int in kinds:
        return _or_say(_from_one, cell, note("type-a-whole-number"))
    if word == "rating":
        none = re.fullmatch(_NO_RATING, to_text(cell).strip(" ."), re.I)
        return rating_of(cell) or ("" if none else note("type-the-rating"))
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
