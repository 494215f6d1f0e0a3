"""Layout matrix: a row a person, a column a course, how long each lasts in a row above."""

import re
from collections import Counter
from datetime import date
from typing import Any

from evidencepack.columns.cells import to_bool, to_date, to_text
from evidencepack.columns.headings import FIRST_ROWS, begins_with, is_section, plain, plain_set
from evidencepack.columns.long import no_table, trimmed
from evidencepack.columns.maps import ColumnMap, MatrixLayout
from evidencepack.columns.people import People, remedy_for
from evidencepack.columns.reading import SheetRead, not_understood
from evidencepack.columns.reasons import ABOVE, BELOW, BLANK, HEADING, NOT_USABLE, SECTION
from evidencepack.origin import Account, Origin, Problem
from evidencepack.records import Record, Training, Unread
from evidencepack.sources import Cell, Row, Sheet, blank_row

_LENGTH = re.compile(r"(?:every )?(\d+|one|two|three|four|five|a)?\s*-?\s*(month|mth|year|yr)(?:s|ly)?")
_COUNTS = {"": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ONCE = ("one-off", "one off", "once", "no expiry", "does not expire")
_YEARLY = ("annual", "annually", "once a year")
_BEFORE_A_DAY = re.compile(r"^(?:for|on|in)?[\s:.\u2013\u2014-]*(?:for|on)?\s*")


def read_matrix(file: str, sheet: Sheet, column_map: ColumnMap, people: People) -> SheetRead:
    """Read a person-by-course sheet; each row is read or set aside, each cell is a record or a problem."""
    layout = column_map.matrix or MatrixLayout(person=("Name",))
    head = _header(sheet.rows, plain_set(layout.person))
    if head is None:
        return no_table(file, sheet, column_map)
    return _Matrix(file, sheet, column_map, layout, people, *head).read()


def _header(rows: tuple[Row, ...], names: frozenset[str]) -> tuple[int, int] | None:
    for index, row in enumerate(rows[:FIRST_ROWS]):
        for column, cell in enumerate(row):
            if plain(cell) in names and sum(bool(plain(c)) for c in row) >= 2:
                return index, column
    return None


def validity_months(cell: Cell) -> int | None:
    """Months a course lasts: "2 years" is 24, "One-off" 0 (it does not expire), None when it does not say."""
    text = plain(cell)
    if text in _ONCE:
        return 0
    if text in _YEARLY:
        return 12
    found = _LENGTH.fullmatch(text)
    if not found:
        return None
    count = found[1] or ""
    return (int(count) if count.isdigit() else _COUNTS[count]) * (12 if found[2].startswith("y") else 1)


class _Words:
    """The word lists of a layout, ready to compare."""

    def __init__(self, layout: MatrixLayout) -> None:
        lists = (
            ("not required", layout.not_required),
            ("booked", layout.booked),
            ("in progress", layout.in_progress),
            ("undated", layout.ticks),
        )
        self.whole = {plain(w): state for state, words in lists for w in words if not w.endswith("*")}
        self.starts = [(plain(w.rstrip("* ")), state) for state, words in lists for w in words if w.endswith("*")]

    def state(self, text: str) -> tuple[str, str]:
        """The state a cell's words stand for, and what follows them; ("", "") when they stand for none."""
        if text in self.whole:
            return self.whole[text], ""
        for start, state in self.starts:
            if text.startswith(start) and text[len(start)] in " :-.\u2013\u2014":
                return state, text[len(start) :].strip()
        return "", ""


class _Matrix:
    """One matrix while it is being read; thrown away afterwards."""

    def __init__(
        self, file: str, sheet: Sheet, column_map: ColumnMap, layout: MatrixLayout, people: People, head: int, who: int
    ) -> None:
        self.file, self.sheet, self.map, self.people = file, sheet, column_map, people
        self.head, self.who, self.words = head, who, _Words(layout)
        ignored = plain_set(layout.ignore)
        headings = sheet.rows[head]
        self.courses = {
            i: to_text(c) for i, c in enumerate(headings) if i != who and plain(c) and plain(c) not in ignored
        }
        self.unused = tuple(to_text(c) for c in headings if plain(c) in ignored)
        self.validity_words, self.required_words = plain_set(layout.validity), plain_set(layout.required)
        self.sections, self.foot = plain_set(column_map.sections), plain_set(column_map.foot)
        self.validity: dict[int, int | None] = {}
        self.required: dict[int, bool | None] = {}
        self.records: list[Record] = []
        self.unread: list[Unread] = []
        self.problems: list[Problem] = []

    def read(self) -> SheetRead:
        rows = trimmed(self.sheet.rows)
        set_aside: Counter[str] = Counter()
        for index, row in enumerate(rows):
            reason = self._reason(index, row) or self._person(index + 1, row)
            if reason:
                set_aside[reason] += 1
        read = len(rows) - sum(set_aside.values())
        account = Account(
            self.file, self.sheet.name, self.map.id, "training", len(rows), read, dict(set_aside),
            len(self.records), self.unused, tuple(self.courses.values()),
        )  # fmt: skip
        return SheetRead(account, tuple(self.records), tuple(self.unread), tuple(self.problems))

    def _reason(self, index: int, row: Row) -> str:
        first = row[self.who] if self.who < len(row) else None
        if index < self.head:
            return BLANK if blank_row(row) else self._above(index, row)
        if index == self.head or (plain(first) and plain(first) == plain(self.sheet.rows[self.head][self.who])):
            return HEADING
        if blank_row(row):
            return BLANK
        if begins_with(first, self.validity_words) or begins_with(first, self.required_words):
            return self._above(index, row)
        if is_section(row, self.sections):
            return SECTION
        if begins_with(first, self.foot) or not plain(first):
            return BELOW
        return ""

    def _above(self, index: int, row: Row) -> str:
        first = row[self.who] if self.who < len(row) else None
        if begins_with(first, self.validity_words):
            self.validity = {i: validity_months(row[i]) for i in self.courses if i < len(row)}
            unclear = [i for i in self.validity if self._says_nothing(row[i])]
            self.problems.extend(self._unclear_length(index + 1, i) for i in unclear)
            return HEADING
        if begins_with(first, self.required_words):
            self.required = {i: _yes(row[i]) for i in self.courses if i < len(row)}
            return HEADING
        return ABOVE

    def _says_nothing(self, cell: Cell) -> bool:
        return bool(plain(cell)) and validity_months(cell) is None

    def _unclear_length(self, number: int, index: int) -> Problem:
        where = Origin(self.file, self.sheet.name, number, self.courses[index])
        what = "How long this course lasts is not understood, so 12 months are counted."
        return Problem(where, what, "Write for example 1 year, 12 months or One-off.")

    def _person(self, number: int, row: Row) -> str:
        code = self.people.code_of("staff", to_text(row[self.who]))
        cells = [(i, row[i] if i < len(row) else None) for i in self.courses]
        if not code:
            if not any(plain(c) for _, c in cells):
                return BELOW
            why = self.people.why_unknown(["staff"], row, {self.who: "staff"})
            origin = Origin(self.file, self.sheet.name, number)
            self.unread.append(Unread("training", origin, {}, why))
            self.problems.append(Problem(origin, why, remedy_for(why)))
            return NOT_USABLE
        for index, cell in cells:
            self._cell(number, index, cell, code)
        return ""

    def _cell(self, number: int, index: int, cell: Cell, code: str) -> None:
        origin = Origin(self.file, self.sheet.name, number, self.courses[index])
        known = {"staff": code, "course": self.courses[index]}
        try:
            values = self._values(cell, origin)
        except ValueError:
            self.unread.append(Unread("training", origin, known, "not a date or a word that is understood"))
            self.problems.append(not_understood(cell, "date", origin))
            return
        extra = {"validity": self.validity.get(index), "required": self.required.get(index)}
        self.records.append(Training(origin=origin, **known, **extra, **values))  # type: ignore[arg-type]

    def _values(self, cell: Cell, origin: Origin) -> dict[str, Any]:
        if not plain(cell):
            return {"state": "blank"}
        state, rest = self.words.state(plain(cell)) if isinstance(cell, str) else ("", "")
        if not state:
            return {"completed": to_date(cell), "state": "completed"}
        return {"state": state, "booked": self._day_booked(rest, origin) if state == "booked" and rest else None}

    def _day_booked(self, rest: str, origin: Origin) -> date | None:
        """The day a booking is for; one that is not understood is said, and stays a booking."""
        text = _BEFORE_A_DAY.sub("", rest)
        if not text:
            return None
        try:
            return to_date(text)
        except ValueError:
            if any(c.isdigit() for c in text):
                self.problems.append(not_understood(text, "date", origin))
            return None


def _yes(cell: Cell) -> bool | None:
    try:
        return to_bool(cell) if plain(cell) else None
    except ValueError:
        return None
