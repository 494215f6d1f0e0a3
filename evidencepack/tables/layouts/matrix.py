"""Layout matrix: a row a person, a column a course, how long each lasts in a row above."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from evidencepack.day_reader import Order
from evidencepack.files import Cell, Row, Sheet, blank_row
from evidencepack.frameworks.column_map import ColumnMap, MatrixLayout
from evidencepack.notes import Note, note
from evidencepack.origin import Account, Origin, Problem
from evidencepack.registers import Record, Training, Unread
from evidencepack.tables.cells.convert import error_in, to_bool, to_text, validity_months
from evidencepack.tables.cells.days import has_two_readings, order_of, orders_in
from evidencepack.tables.headings import begins_with, is_section, plain, plain_set
from evidencepack.tables.layouts.long import no_table, trimmed
from evidencepack.tables.layouts.matrix_cells import BLANK as NOTHING
from evidencepack.tables.layouts.matrix_cells import NO_WORD, CellWords, Meaning
from evidencepack.tables.layouts.matrix_headings import CourseColumn, MatrixHeadings, find_headings
from evidencepack.tables.merged_cells import spread
from evidencepack.tables.notes import (
    ABOVE,
    BELOW,
    BLANK,
    HEADING,
    NOT_USABLE,
    SECTION,
    no_heading_over,
    row_list,
    said_of,
)
from evidencepack.tables.people import People
from evidencepack.tables.reading import SheetRead, fault_of, letter_of


def read_matrix(file: str, sheet: Sheet, column_map: ColumnMap, people: People) -> SheetRead:
    """Read a person-by-course sheet; each row is read or set aside, each cell is a record or a problem."""
    layout = column_map.matrix or MatrixLayout(person=("Name",))
    rows = trimmed(sheet.rows)
    found = find_headings(file, sheet, rows, layout)
    if found is None:
        return no_table(file, sheet, column_map)
    return _Matrix(file, replace(sheet, rows=rows), column_map, layout, people, found).read()


class _Matrix:
    """One matrix while it is being read; thrown away afterwards."""

    def __init__(
        self, file: str, sheet: Sheet, column_map: ColumnMap, layout: MatrixLayout, people: People, head: MatrixHeadings
    ) -> None:
        self.file, self.sheet, self.map, self.people, self.head = file, sheet, column_map, people, head
        filled = spread(sheet.rows, sheet.merged, head.rows[-1], range(head.width), max(2, head.width // 2))
        self.rows, self.spread_said = filled.rows, filled.said
        self.words = CellWords(layout)
        self.validity_words, self.required_words = plain_set(layout.validity), plain_set(layout.required)
        self.sections, self.foot = plain_set(column_map.sections), plain_set(column_map.foot)
        self.joined = {m.first_row - 1 for m in sheet.merged if m.last_column - m.first_column >= 2}
        self.orders, self.order_said = self._orders()
        self.validity: dict[int, int | None] = {}
        self.required: dict[int, bool | None] = {}
        self.seen: dict[str, list[int]] = {}
        self.ticks: Counter[str] = Counter()
        self.records: list[Record] = []
        self.unread: list[Unread] = []
        self.problems: list[Problem] = []

    def read(self) -> SheetRead:
        set_aside: Counter[str] = Counter()
        entries = []
        for index, row in enumerate(self.rows):
            reason = self._reason(index, row) or self._person(index, row)
            if reason:
                set_aside[reason] += 1
            else:
                entries.append(index)
        self.problems += self._without_heading(entries)
        columns = self.head.columns
        account = Account(
            self.file, self.sheet.name, self.map.id, "training", len(self.rows), len(entries), dict(set_aside),
            len(self.records), tuple(text for _, text in self.head.ignored), tuple(c.heading for c in columns),
            (*said_of(self.sheet, self.rows), *self.head.said, *self.spread_said, *self.order_said, *self._said()),
            ((self._who_heading(), "staff"), *((c.heading, "course") for c in columns)),
        )  # fmt: skip
        return SheetRead(account, tuple(self.records), tuple(self.unread), tuple(self.problems))

    def _who_heading(self) -> str:
        cells = [_cell(self.rows[i], self.head.who) for i in reversed(self.head.rows)]
        return to_text(next(c for c in cells if plain(c)))

    def _orders(self) -> tuple[dict[int, Order], tuple[Note, ...]]:
        """Whether each column puts the day or the month first, and what is said of those that put the month first."""
        body = self.rows[self.head.rows[-1] + 1 :]
        cells = {c.index: [_cell(row, c.index) for row in body] for c in self.head.columns}
        own = {index: orders_in(column) for index, column in cells.items()}
        everyone = frozenset(order for orders in own.values() for order in orders)
        found = {index: order_of(orders, everyone) for index, orders in own.items()}
        first = [i for i, order in found.items() if order is Order.MONTH and (own[i] or has_two_readings(cells[i]))]
        if not first:
            return found, ()
        return found, (note("month-first-in", n=len(first), letters=", ".join(letter_of(i) for i in first)),)

    def _reason(self, index: int, row: Row) -> str:
        who = _cell(row, self.head.who)
        first = who if plain(who) else next((c for c in row if plain(c)), None)
        if index < self.head.rows[0]:
            return BLANK if blank_row(row) else self._about_courses(index, row, first) or ABOVE
        if index in self.head.rows or (plain(who) and plain(who) == plain(self._who_heading())):
            return HEADING
        if blank_row(row):
            return BLANK
        if reason := self._about_courses(index, row, first):
            return reason
        if is_section(row, self.sections) or (index in self.joined and _filled(row) == 1):
            return SECTION
        return BELOW if begins_with(first, self.foot) or not plain(who) else ""

    def _about_courses(self, index: int, row: Row, first: Cell) -> str:
        """Take how long each course lasts, or which are required, from a row that says so."""
        columns = [c for c in self.head.columns if c.index < len(row)]
        if begins_with(first, self.validity_words):
            self.validity = {c.index: validity_months(row[c.index]) for c in columns}
            unclear = [c for c in columns if plain(row[c.index]) and self.validity[c.index] is None]
            self.problems.extend(self._unclear_length(index, c) for c in unclear)
            return HEADING
        if begins_with(first, self.required_words):
            self.required = {c.index: _yes(row[c.index]) for c in columns}
            return HEADING
        return ""

    def _unclear_length(self, index: int, column: CourseColumn) -> Problem:
        return Problem(self._at(index, column), note("course-length"))

    def _at(self, index: int, column: CourseColumn) -> Origin:
        return Origin(self.file, self.sheet.name, index + 1, column.heading, letter_of(column.index))

    def _person(self, index: int, row: Row) -> str:
        who = row[self.head.who]
        where = Origin(self.file, self.sheet.name, index + 1, self._who_heading(), letter_of(self.head.who))
        if error_in(who):
            return self._not_usable(Unread("training", where, {}, fault_of(who, "str")))
        code = self.people.code_of("staff", to_text(who))
        if _filled(row) == 1 and not (code and "staff" in self.people.known):
            return self._name_only(index, row, code)
        if not code:
            why = self.people.why_unknown(["staff"], row, {self.head.who: "staff"})
            where = Origin(self.file, self.sheet.name, index + 1)
            return self._not_usable(Unread("training", where, {}, why))
        self.seen.setdefault(code, []).append(index + 1)
        for columns in self.head.courses:
            self._entry(index, row, columns, code)
        return ""

    def _not_usable(self, unread: Unread) -> str:
        self.unread.append(unread)
        self.problems.append(Problem(unread.origin, unread.why))
        return NOT_USABLE

    def _name_only(self, index: int, row: Row, code: str) -> str:
        """A row of one cell that is no heading we know: a note, or somebody with no training, which is not guessed."""
        text = to_text(row[self.head.who])
        if len(text.split()) > 4 or any(c.isdigit() or c in "=:" for c in text):
            return BELOW
        where = Origin(self.file, self.sheet.name, index + 1)
        if "staff" not in self.people.known:
            self.unread.append(Unread("training", where, {"staff": code}, note("name-only")))
        self.problems.append(Problem(where, note("name-only")))
        return NOT_USABLE

    def _entry(self, index: int, row: Row, columns: Sequence[CourseColumn], code: str) -> None:
        """The record of one course of one person, from its column, or from those of completion and expiry."""
        known: dict[str, Any] = {"staff": code, "course": columns[0].course}
        meanings = [self._meaning(index, row, column) for column in columns]
        faults = [(c, m.fault) for c, m in zip(columns, meanings, strict=True) if m.fault]
        for column, fault in faults:
            self.problems.append(Problem(self._at(index, column), fault))
        if len(faults) == len(columns) or any(not m.fault and m.state == "blank" for m in meanings if faults):
            why = faults[0][1] if faults[0][1].code == "cell-error" else NO_WORD
            self.unread.append(Unread("training", self._at(index, columns[0]), known, why))
            return
        self.records.append(Training(origin=self._at(index, columns[0]), **known, **self._values(columns, meanings)))

    def _values(self, columns: Sequence[CourseColumn], meanings: Sequence[Meaning]) -> dict[str, Any]:
        understood = [m for m in meanings if not m.fault]
        # A day or a word for completion goes before the day of expiry beside it.
        main = min(understood, key=lambda m: (m.state == "blank", m.state == "undated"), default=NOTHING)
        if main.state == "undated" and not any(m.expires or m.never for m in understood):
            self.ticks["initials" if main.initials else "ticks"] += 1
        lasts = next((self.validity[c.index] for c in columns if c.index in self.validity), None)
        return {
            "state": main.state,
            "completed": next((m.completed for m in understood if m.completed), None),
            "booked": next((m.booked for m in understood if m.booked), None),
            "expires": next((m.expires for m in understood if m.expires), None),
            "validity": 0 if any(m.never for m in understood) else lasts,
            "required": next((self.required[c.index] for c in columns if c.index in self.required), None),
        }

    def _meaning(self, index: int, row: Row, column: CourseColumn) -> Meaning:
        found = self.words.meaning(_cell(row, column.index), column.holds, self.orders[column.index])
        if found.unsure:
            self.problems.append(Problem(self._at(index, column), found.unsure))
        return found

    def _without_heading(self, entries: Sequence[int]) -> list[Problem]:
        """A problem for each column that has no heading and something in it: a course may be missing."""
        texts = [""] * self.head.width
        for index, text in [(self.head.who, "name"), *((c.index, c.heading) for c in self.head.columns),
                            *self.head.ignored]:  # fmt: skip
            texts[index] = text
        row, last = self.head.rows[-1], max(self.head.width, *map(len, self.rows))
        return [
            Problem(
                Origin(self.file, self.sheet.name, row + 1, "", letter_of(index)),
                note("course-without-heading", letter=letter_of(index), n=n, cell=f"{letter_of(index)}{row + 1}"),
                rows=n,
            )
            for index, n in no_heading_over(texts, self.rows, entries, last).items()
        ]

    def _said(self) -> tuple[Note, ...]:
        ticks = (note(code, n=self.ticks[code]) for code in ("ticks", "initials") if self.ticks[code])
        twice = (numbers for numbers in self.seen.values() if len(numbers) > 1)
        return (*ticks, *(note("rows-of-one-person", rows=row_list(numbers)) for numbers in twice))


def _cell(row: Row, index: int) -> Cell:
    return row[index] if index < len(row) else None


def _filled(row: Row) -> int:
    return sum(bool(plain(cell)) for cell in row)


def _yes(cell: Cell) -> bool | None:
    try:
        return to_bool(cell) if plain(cell) else None
    except ValueError:
        return None


__all__ = ["read_matrix", "validity_months"]
