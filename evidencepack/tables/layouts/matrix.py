"""Layout matrix: a row a person, a column a course, how long each lasts in a row above."""

from collections.abc import Sequence
from typing import Any

from evidencepack.day_reader import Order
from evidencepack.files import Cell, Row
from evidencepack.frameworks.column_map import MatrixLayout
from evidencepack.notes import Note, note
from evidencepack.origin import Problem
from evidencepack.registers import Training, Unread
from evidencepack.tables.cells.convert import error_in, fault_of, to_bool, to_text, validity_months
from evidencepack.tables.cells.day_order import has_two_readings, order_of, orders_in
from evidencepack.tables.headings import at, begins_with, is_section, letter_of, plain, plain_set
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.layouts.matrix_cells import BLANK, NO_WORD, CellWords, Meaning
from evidencepack.tables.layouts.matrix_headings import CourseColumn, MatrixHeadings, find_headings
from evidencepack.tables.merged_cells import spread
from evidencepack.tables.notes import ABOVE, BELOW, HEADING, NOT_USABLE, SECTION, no_heading_over, row_list


class MatrixReader(LayoutReader):
    """One matrix while it is being read: each cell is a record or a problem."""

    heads: MatrixHeadings
    who_heading: str
    orders: dict[int, Order]

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
        self.words = CellWords(layout)
        self.validity_words, self.required_words = plain_set(layout.validity), plain_set(layout.required)
        self.validity: dict[int, int | None] = {}
        self.required: dict[int, bool | None] = {}
        self.seen: dict[str, list[int]] = {}
        self.fields = [(self.who_heading, "staff"), *((c.heading, "course") for c in heads.columns)]
        self.unused = [text for _, text in heads.ignored]
        self.said += [*heads.said, *joined]
        self._find_orders()
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
            self.said.append(note("month-first-in", n=len(first), letters=", ".join(letter_of(i) for i in first)))

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
        if is_section(row, self.sections) or (index in self.joined and _filled(row) == 1):
            return SECTION
        return BELOW if begins_with(first, self.foot) or not plain(who) else self._person(index, row)

    def _about_courses(self, index: int, row: Row, first: Cell) -> str:
        """Take how long each course lasts, or which are required, from a row that says so."""
        columns = [c for c in self.heads.columns if c.index < len(row)]
        if begins_with(first, self.validity_words):
            self.validity = {c.index: validity_months(row[c.index]) for c in columns}
            for column in columns:
                if plain(row[column.index]) and self.validity[column.index] is None:
                    self.problem(note("course-length"), self.origin(index + 1, column.index, column.heading))
            return HEADING
        if begins_with(first, self.required_words):
            self.required = {c.index: _yes(row[c.index]) for c in columns}
            return HEADING
        return ""

    def _person(self, index: int, row: Row) -> str:
        who = row[self.heads.who]
        if error_in(who):
            where = self.origin(index + 1, self.heads.who, self.who_heading)
            return self.not_usable(where, {}, fault_of(who, "str"))
        code = self.people.code_of("staff", to_text(who))
        if _filled(row) == 1 and not (code and "staff" in self.people.known):
            return self._name_only(index, row, code)
        if not code:
            return self.nobody("staff", who, self.origin(index + 1), {})
        self.seen.setdefault(code, []).append(index + 1)
        for columns in self.heads.courses:
            self._entry(index, row, columns, code)
        return ""

    def _name_only(self, index: int, row: Row, code: str) -> str:
        """A row of one cell that is no heading we know: a note, or somebody with no training, which is not guessed."""
        text = to_text(row[self.heads.who])
        if len(text.split()) > 4 or any(c.isdigit() or c in "=:" for c in text):
            return BELOW
        if "staff" not in self.people.known:
            return self.not_usable(self.origin(index + 1), {"staff": code}, note("name-only"))
        self.problem(note("name-only"), self.origin(index + 1))
        return NOT_USABLE

    def _entry(self, index: int, row: Row, columns: Sequence[CourseColumn], code: str) -> None:
        """The record of one course of one person, from its column, or from those of completion and expiry."""
        places = [self.origin(index + 1, column.index, column.heading) for column in columns]
        known: dict[str, Any] = {"staff": code, "course": columns[0].course}
        meanings = [self.words.meaning(at(row, c.index), c.holds, self.orders[c.index]) for c in columns]
        self.problems += [Problem(o, m.unsure) for o, m in zip(places, meanings, strict=True) if m.unsure]
        faults = [Problem(o, m.fault) for o, m in zip(places, meanings, strict=True) if m.fault]
        self.problems += faults
        if len(faults) == len(columns) or any(not m.fault and m.state == "blank" for m in meanings if faults):
            first = next(m.fault for m in meanings if m.fault)
            why = first if first.code == "cell-error" else NO_WORD
            self.unread.append(Unread("training", places[0], known, why))
            return
        both = zip(columns, meanings, strict=True)
        held = {"booked" if m.unsure else c.holds for c, m in both if m.fault or m.unsure}
        values = self._values(columns, meanings)
        done, expires = values["completed"], values["expires"]
        if done and expires and expires < done:
            at_expiry = next(o for o, m in zip(places, meanings, strict=True) if m.expires)
            names = {"field": f"'{at_expiry.column}'", "other": f"'{places[0].column}'"}
            self.problem(note("day-before-another", **names, day=expires, earlier=done), at_expiry)
            held, values["expires"] = held | {"expires"}, None
        if held:
            self.unknown[len(self.records)] = frozenset(held)
        self.records.append(Training(origin=places[0], **known, **values))

    def _values(self, columns: Sequence[CourseColumn], meanings: Sequence[Meaning]) -> dict[str, Any]:
        understood = [m for m in meanings if not m.fault]
        # A day or a word for completion goes before the day of expiry beside it.
        main = min(understood, key=lambda m: (m.state == "blank", m.state == "undated"), default=BLANK)
        if main.state == "undated" and not any(m.expires or m.never for m in understood):
            self.counts["initials" if main.initials else "ticks"] += 1
        lasts = next((self.validity[c.index] for c in columns if c.index in self.validity), None)
        return {
            "state": main.state,
            "completed": next((m.completed for m in understood if m.completed), None),
            "booked": next((m.booked for m in understood if m.booked), None),
            "expires": next((m.expires for m in understood if m.expires), None),
            "validity": 0 if any(m.never for m in understood) else lasts,
            "required": next((self.required[c.index] for c in columns if c.index in self.required), None),
        }

    def finish(self) -> None:
        """Say what was ticked, who stands here twice, and which columns lack a heading: a course may be missing."""
        self.tell("ticks", "initials")
        given = {"staff", "course", "state", "completed", "booked", "expires"}
        self.fields_there = frozenset(
            given | ({"validity"} if self.validity else set()) | ({"required"} if self.required else set())
        )
        twice = (numbers for numbers in self.seen.values() if len(numbers) > 1)
        self.said += [note("rows-of-one-person", rows=row_list(numbers)) for numbers in twice]
        texts = ["name" if i == self.heads.who else "" for i in range(self.heads.width)]
        for index, text in (*((c.index, c.heading) for c in self.heads.columns), *self.heads.ignored):
            texts[index] = text
        last = max(self.heads.width, *map(len, self.rows))
        for index, n in no_heading_over(texts, self.rows, self.entries, last).items():
            letter = letter_of(index)
            what = note("course-without-heading", letter=letter, n=n, cell=f"{letter}{self.body}")
            self.problem(what, self.origin(self.body, index), rows=n)


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
