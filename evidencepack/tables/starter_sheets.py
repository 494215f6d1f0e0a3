"""Sheets of the starter workbook, known by what stands in them: renamed, sorted, with columns added or taken out.

The first column tells our examples from a manager's rows. An example somebody typed over, and left marked, is said.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.day_reader import to_date
from evidencepack.files import Cell, Row, Sheet, blank_row
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.notes import note
from evidencepack.origin import Origin, Problem
from evidencepack.registers import REGISTERS, field_types, required_fields
from evidencepack.tables.cells.convert import convert
from evidencepack.tables.header_rows import row_with_known
from evidencepack.tables.headings import FIRST_ROWS, at, by_heading, fields_of, filled, plain

MARK_HEADING = "Leave empty"
NIL_CHECK = "Nothing to record? Type the day you checked:"
TITLES = {
    "about": "Start here",
    "service": "Your service",
    "same": "Same person",
    "lists": "Words for the lists",
    "questions": "Questions about your files",
    "answered": "Questions already answered",
}
Typed = str | float | int | bool | date


def first_words(sheet: Sheet) -> str:
    """What the sheets of the starter workbook that hold no register begin with."""
    return next((plain(cell) for row in sheet.rows[:3] for cell in row if plain(cell)), "")


def is_about(sheet: Sheet) -> bool:
    """Whether a sheet is one of the starter workbook's that hold no register, such as the instructions."""
    return first_words(sheet) in {plain(title) for title in TITLES.values()}


def starter_form(file: str, sheet: Sheet, maps: Mapping[str, ColumnMap]) -> "StarterForm | None":
    """The sheet as one of the starter workbook; None when it is none of them, or may be two."""
    marked = _mark_column(sheet) is not None
    forms = (StarterForm(file, sheet, m) for m in maps.values() if m.starter and (marked or _is_named(sheet, m)))
    found = [form for form in forms if form.could_be(marked)]
    best = max(((_is_named(sheet, f.map), len(f.fields)) for f in found), default=None)
    fitting = [form for form in found if (_is_named(sheet, form.map), len(form.fields)) == best]
    return fitting[0] if len(fitting) == 1 else None


class StarterForm(Struct, frozen=True, dict=True):
    """A sheet of the starter workbook as somebody left it, and the column map it was written from."""

    file: str
    sheet: Sheet
    map: ColumnMap

    @cached_property
    def head(self) -> int | None:
        """The index of the row of headings."""
        return row_with_known(self.sheet.rows, by_heading(self.map.columns))

    @cached_property
    def fields(self) -> dict[int, str]:
        """Which column holds which field."""
        return {} if self.head is None else fields_of(self.sheet.rows[self.head], by_heading(self.map.columns))

    @cached_property
    def mark(self) -> int | None:
        """The column that tells examples from a manager's rows, where it is still there."""
        return _mark_column(self.sheet)

    def could_be(self, marked: bool) -> bool:
        """Whether it is such a sheet: our first column and two headings, or what is needed and half of the headings."""
        there = set(self.fields.values())
        needed = set(required_fields(REGISTERS[self.map.register_]))
        return len(there) >= 2 and (marked or (needed <= there and 2 * len(there) >= len(self.map.columns)))

    def is_filled(self) -> bool:
        """Whether a row was filled in, or a day typed on which somebody saw that there was nothing to record."""
        return self.nil_day() is not None or any(self._own_rows())

    def nil_day(self) -> date | None:
        """The day typed beside the question whether there was nothing to record."""
        try:
            return to_date(self._nil_answer()[0])
        except ValueError:
            return None

    def prepared(self) -> tuple[Sheet, list[Problem]]:
        """The sheet with the mark of each example in the first cell of its row, and what a person must look at."""
        rows, problems = list(self.sheet.rows), []
        answer, number = self._nil_answer()
        if answer is not None and self.nil_day() is None:
            problems.append(Problem(Origin(self.file, self.sheet.name, number), note("no-day-of-check")))
        for index in range((self.head or 0) + 1, len(rows)):
            row = rows[index]
            if self._is_marked(row) and not self._is_ours(row) and not blank_row(_without(row, self.mark)):
                problems.append(Problem(Origin(self.file, self.sheet.name, index + 1), note("example-typed-over")))
            if self._is_marked(row) or self._is_ours(row):
                rows[index] = (self.map.aside[0], *row[1:])
        if self.head is not None:
            # What goes into each column, said above the headings, is not to be read as a heading in two rows.
            rows[: self.head] = (tuple([c for c in row if plain(c)][:1]) for row in rows[: self.head])
            # Where words of the manager's stand under it, the first column is said to be not used, like any other.
            if not any(self._mark_of(row) for row in self._own_rows()):
                rows[self.head] = _without(rows[self.head], self.mark)
        return replace(self.sheet, rows=tuple(rows)), problems

    def _own_rows(self) -> Iterator[Row]:
        for row in self.sheet.rows[self.head + 1 :] if self.head is not None else ():
            if not (blank_row(_without(row, self.mark)) or self._is_marked(row) or self._is_ours(row)):
                yield row

    def _nil_answer(self) -> tuple[Cell, int]:
        asked = self.map.starter is not None and self.map.starter.nil_check
        for index, row in enumerate(self.sheet.rows[: self.head] if asked else ()):
            column = next((c for c, cell in enumerate(row) if plain(cell) == plain(NIL_CHECK)), len(row))
            for answer in row[column + 1 :]:
                if plain(answer):
                    return answer, index + 1
        return None, 0

    def _mark_of(self, row: Row) -> str:
        return plain(at(row, self.mark)) if self.mark is not None else ""

    def _is_marked(self, row: Row) -> bool:
        return any(self._mark_of(row).startswith(plain(word)) for word in self.map.aside)

    def _is_ours(self, row: Row) -> bool:
        """Whether a row is one of the examples exactly as we wrote it, in the columns that are there."""
        cells = {field: at(row, i) for i, field in self.fields.items()}
        return any(
            all(self._same(cell, example.get(field, ""), field) for field, cell in cells.items())
            for example in (self.map.starter.examples if self.map.starter else ())
        )

    def _same(self, cell: Cell, typed: str, field: str) -> bool:
        if not filled(cell):
            return not typed
        try:
            return typed_value(typed, field, self.map) == typed_value(cell, field, self.map)
        except ValueError:
            return False


def typed_value(cell: Cell, field: str, column_map: ColumnMap) -> Typed:
    """What a column holds of a cell: a day, a number, yes or no, or text; ValueError when it is not one."""
    kind = "str" if field in column_map.values else field_types(REGISTERS[column_map.register_])[field]
    value: Typed = convert(cell, kind)
    return value


def _mark_column(sheet: Sheet) -> int | None:
    cells = ((i, cell) for row in sheet.rows[:FIRST_ROWS] for i, cell in enumerate(row))
    return next((i for i, cell in cells if plain(cell) == plain(MARK_HEADING)), None)


def _is_named(sheet: Sheet, column_map: ColumnMap) -> bool:
    name = plain(column_map.starter.sheet) if column_map.starter else ""
    return plain(sheet.name).startswith(name) or any(plain(cell) == name for row in sheet.rows[:3] for cell in row)


def _without(row: Row, column: int | None) -> Row:
    return row if column is None else tuple(None if i == column else cell for i, cell in enumerate(row))
