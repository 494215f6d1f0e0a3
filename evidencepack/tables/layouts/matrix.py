"""Layout matrix: a row a person, a column a course, how long each lasts in a row above."""

import re
from collections.abc import Sequence

from evidencepack.day_reader import Order
from evidencepack.files import Cell, Row, blank_row
from evidencepack.frameworks.column_map import MatrixLayout
from evidencepack.notes import Note, note
from evidencepack.tables.cells.convert import error_in, fault_of, length_in, to_bool, to_text, unit_in, validity_months
from evidencepack.tables.cells.day_order import has_two_readings, order_of, orders_in
from evidencepack.tables.colours import is_colour, is_key_row, key_of, stands_for
from evidencepack.tables.headings import at, begins_with, heads_leavers, is_section, plain, plain_set
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.layouts.matrix_days import Initials
from evidencepack.tables.layouts.matrix_entries import Entries
from evidencepack.tables.layouts.matrix_headings import CourseColumn, MatrixHeadings, find_headings
from evidencepack.tables.merged_cells import spread
from evidencepack.tables.notes import (
    ABOVE,
    ASKED_ABOUT,
    BELOW,
    HEADING,
    LEFT,
    NOT_USABLE,
    OF_AGENCY,
    SECTION,
    no_heading_over,
    row_list,
)

_PARTS = re.compile(r"(?<!\s)\s*+[()\[\]]\s*+|(?<!\s)\s++[-–—/:]\s++|:\s*+")


class MatrixReader(LayoutReader):
    """One matrix while it is being read: each cell is a record or a problem."""

    heads: MatrixHeadings
    who_heading: str
    orders: dict[int, Order]
    below = ""

    def find_headings(self) -> Note | None:
        """The row that names the person, with the courses beside it."""
        layout = self.map.matrix or MatrixLayout(person=("Name",))
        heads = find_headings(self, layout)
        if heads is None:
            return self.no_headings()
        self.heads, self.head, self.body = heads, heads.rows, heads.rows[-1] + 1
        widest = max(2, heads.width // 2)
        self.rows, joined = spread(self.rows, self.sheet.merged, heads.rows[-1], range(heads.width), widest)
        named = [at(self.rows[i], heads.who) for i in reversed(heads.rows)]
        self.who_heading = to_text(next(c for c in named if plain(c)))
        self.not_people = plain_set((*layout.ignore, *layout.about))
        self.validity_words, self.required_words = plain_set(layout.validity), plain_set(layout.required)
        self.key_words, self.of_agency = layout.key, plain_set(layout.agency)
        names = [str(c) for row in self.rows[self.body :] if plain(c := at(row, heads.who)) and _filled(row) > 1]
        self.names_in_capitals = sum(map(str.isupper, names)) * 2 >= len(names)
        self.no_length = plain_set(layout.not_required)
        self.validity = {c.index: months for c in heads.columns if (months := length_in(c.heading)) is not None}
        self.required: dict[int, bool | None] = {}
        self.seen: dict[str, list[int]] = {}
        self.fields = [(self.who_heading, "staff"), *((c.heading, "course") for c in heads.columns)]
        self.unused = [text for _, text in heads.ignored if plain(text) not in plain_set(layout.required_by)]
        self.said += [*heads.said, *joined]
        self.courses = heads.courses
        self._find_orders()
        self._find_no_people()
        self.entries_of = Entries(self, layout)
        return None

    def _find_orders(self) -> None:
        """Settle whether each column puts the day or the month first, and say which put the month first."""
        cells = {c.index: [at(row, c.index) for row in self.rows[self.body :]] for c in self.heads.columns}
        own = {index: orders_in(column) for index, column in cells.items()}
        everyone = frozenset[Order]().union(*own.values())
        self.orders = {index: order_of(orders, everyone) for index, orders in own.items()}
        first = [
            i for i, order in self.orders.items() if order is Order.MONTH and (own[i] or has_two_readings(cells[i]))
        ]
        if first:
            lines = ", ".join(map(self.line_of, first))
            self.said.append(self.note("month-first-in", "month-first-in-turned", n=len(first), letters=lines))

    def person_line(self, number: int) -> str:
        """What a row (from 1) is called in a note."""
        return str(number)

    def read_above(self, index: int, row: Row) -> str:
        """A row above the headings may say how long courses last."""
        return self._about_courses(index, row, _first(row, self.heads.who)) or ABOVE

    def read_row(self, index: int, row: Row) -> str:
        """A row about the courses, a section, a note, or a person."""
        who = at(row, self.heads.who)
        first = _first(row, self.heads.who)
        if plain(who) and plain(who) == plain(self.who_heading):
            return HEADING
        if reason := self._about_courses(index, row, first):
            return reason
        if self._is_section(index, row):
            left, agency = heads_leavers(row, self.of_leavers), heads_leavers(row, self.of_agency)
            self.below = LEFT if left else OF_AGENCY if agency else ""
            return SECTION
        if plain(who) in self.not_people and not self._is_known(who):
            return HEADING
        if index in self.no_people:
            return BELOW
        reason = self._person(index, row)
        self._count(reason)
        return reason

    def _count(self, reason: str) -> None:
        """Count the cells of somebody: those of a person who is left out or asked about are so with their row."""
        cells = len(self.heads.columns)
        self.cells["seen"] += cells
        if reason:
            self.cells["asked" if reason == ASKED_ABOUT else "aside"] += cells

    def _about_courses(self, index: int, row: Row, first: Cell) -> str:
        """Take how long each course lasts, or which are required, from a row that says so."""
        columns = [c for c in self.heads.columns if c.index < len(row)]
        if begins_with(first, self.validity_words):
            self._take_lengths(index, row, columns, unit_in(first))
            return HEADING
        if begins_with(first, self.required_words):
            self.required = {c.index: _yes(row[c.index]) for c in columns}
            return HEADING
        return ""

    def _take_lengths(self, index: int, row: Row, columns: Sequence[CourseColumn], unit: str) -> None:
        """How long each course lasts, by a row of lengths; what is not understood is said."""
        for column in columns:
            cell = row[column.index]
            months = validity_months(cell, unit)
            if months is not None:
                self.validity[column.index] = months
            elif plain(cell) and plain(cell) not in self.no_length:
                self.problem(note("course-length"), self.origin(index + 1, column.index, column.heading))

    def _person(self, index: int, row: Row) -> str:
        who = row[self.heads.who]
        if error_in(who):
            where = self.origin(index + 1, self.heads.who, self.who_heading)
            return self.not_usable(where, {}, fault_of(who, "str"))
        code = self.people.code_of("staff", to_text(who))
        if (below := self.below or (OF_AGENCY if self._is_of_agency(who) else "")) and not self._is_known(who):
            return below
        if _filled(row) == 1 and not (code and "staff" in self.people.known):
            return self._name_only(index, row, code)
        if not code:
            return self.nobody("staff", who, self.origin(index + 1), {})
        self.seen.setdefault(code, []).append(index + 1)
        whose = Initials(to_text(who))
        for columns in self.courses:
            self.entries_of.add(index, row, columns, code, whose)
        return ""

    def key_to_colours(self, layout: MatrixLayout) -> dict[str, str]:
        """What colours mean by a key above the headings, right of the columns, or below the people."""
        return key_of(self.sheet, self.rows, layout.key, self._is_beside)

    def _is_beside(self, index: int, column: int) -> bool:
        return index < self.heads.rows[0] or column >= self.heads.width or index in self.no_people

    def _find_no_people(self) -> None:
        """The rows below the headings that name nobody: notes, sums, and entries of a key to colours or marks."""
        self.no_people = set[int]()
        for index, row in enumerate(self.rows[self.body :], self.body):
            if not plain(at(row, self.heads.who)) or self._is_foot(row) or self._is_key(index, row):
                self.no_people.add(index)

    def _is_key(self, index: int, row: Row) -> bool:
        """Whether a row among the people is an entry of a key: a colour or mark, or a coloured cell, and its words."""
        fill = self.sheet.fills.get((index + 1, self.heads.who), "")
        if not is_key_row(row, fill, self.key_words) or self._is_known(at(row, self.heads.who)):
            return False
        return is_colour(row) or blank_row(self.rows[index - 1]) or index - 1 in self.no_people

    def _is_of_key(self, column: int) -> bool:
        """Whether all that stands in a column beside the table is of the key to its colours or marks."""
        for index in self.entries:
            left, cell, right = (at(self.rows[index], i) if i >= 0 else None for i in (column - 1, column, column + 1))
            fill = self.sheet.fills.get((index + 1, column)) or self.sheet.fills.get((index + 1, column - 1))
            own = stands_for(cell, right, self.key_words) or stands_for(left, cell, self.key_words)
            if plain(cell) and not own and not is_key_row((cell,), fill or "", self.key_words):
                return False
        return True

    def _is_foot(self, row: Row) -> bool:
        """Whether a row is a note or a sum, and nobody whose name begins with such a word."""
        first = _first(row, self.heads.who)
        return begins_with(first, self.foot) and not self._is_known(first)

    def _is_section(self, index: int, row: Row) -> bool:
        """Whether a row of one cell is a heading: by its words, as cells joined or coloured across, or in capitals."""
        if heads_leavers(row, self.of_leavers) or is_section(row, self.sections | self.of_agency):
            return True
        who = at(row, self.heads.who)
        if _filled(row) != 1 or not plain(who) or self._is_known(who):
            return False
        fill = self.sheet.fills.get((index + 1, self.heads.who))
        across = all(self.sheet.fills.get((index + 1, c.index)) == fill for c in self.heads.columns)
        return index in self.joined or bool(fill and across) or (str(who).isupper() and not self.names_in_capitals)

    def _is_of_agency(self, who: Cell) -> bool:
        """Whether a name itself says that it is of somebody from an agency: "Jo Fry (agency)", "Agency - Jo Fry"."""
        return not self.of_agency.isdisjoint(part for part in _PARTS.split(plain(who)) if part)

    def _is_known(self, who: Cell) -> bool:
        """Whether a cell names somebody on the staff list."""
        return "staff" in self.people.known and bool(self.people.code_of("staff", to_text(who)))

    def _name_only(self, index: int, row: Row, code: str) -> str:
        """A row of one cell that is no heading we know: a note, or somebody with no training, which is not guessed."""
        text = to_text(row[self.heads.who])
        if len(text.split()) > 4 or any(c.isdigit() or c in "=:" for c in text):
            return BELOW
        if "staff" not in self.people.known:
            return self.not_usable(self.origin(index + 1), {"staff": code}, note("name-only"))
        self.problem(note("name-only"), self.origin(index + 1))
        return NOT_USABLE

    def finish(self) -> None:
        """Say what was ticked, who stands here twice, and which columns lack a heading: a course may be missing."""
        self.entries_of.finish()
        given = {"staff", "course", "state", "completed", "booked", "expires"}
        self.fields_there = frozenset(
            given | ({"validity"} if self.validity else set()) | ({"required"} if self.required else set())
        )
        twice = (numbers for numbers in self.seen.values() if len(numbers) > 1)
        self.said += [
            self.note(
                "rows-of-one-person", "rows-of-one-person-turned", rows=row_list([*map(self.person_line, numbers)])
            )
            for numbers in twice
        ]
        texts = ["name" if i == self.heads.who else "" for i in range(self.heads.width)]
        for index, text in (*((c.index, c.heading) for c in self.heads.columns), *self.heads.ignored):
            texts[index] = text
        last = max(self.heads.width, *map(len, self.rows))
        for index, n in no_heading_over(texts, self.rows, self.entries, last).items():
            if self._is_of_key(index):
                continue
            place = self.origin(self.body, index)
            what = self.note(
                "course-without-heading",
                "course-without-heading-turned",
                letter=self.line_of(index),
                n=n,
                cell=place.cell,
            )
            self.problem(what, place, rows=n)


def _first(row: Row, who: int) -> Cell:
    """What tells what a row is: the name, or the first cell in which something stands."""
    return at(row, who) if plain(at(row, who)) else next((c for c in row if plain(c)), None)


def _filled(row: Row) -> int:
    return sum(bool(plain(cell)) for cell in row)


def _yes(cell: Cell) -> bool | None:
    try:
        return to_bool(cell) if plain(cell) else None
    except ValueError:
        return None
