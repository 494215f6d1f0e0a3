"""Layout sections: an audit a column, by month or day, and a row a section or a question with what it scored.

A cell holds a score (5, or 4/5), or yes or no; n/a asks nothing. An audit scores what its sections do, out of what
they are out of; one of which some sections are blank is of the others, and it is said.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from evidencepack.dates import MonthDay
from evidencepack.day_reader import to_date
from evidencepack.files import Cell, Row
from evidencepack.notes import Note, note
from evidencepack.registers import Audit
from evidencepack.tables.cells.convert import score_out_of, to_bool
from evidencepack.tables.header_rows import heading_text
from evidencepack.tables.headings import FIRST_ROWS, at, begins_with, filled, plain, plain_set
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.layouts.month_headings import bands_of, dated, month_of, with_months
from evidencepack.tables.notes import BELOW, SECTION

_NOT_ASKED = frozenset({"n/a", "na", "n.a", "not applicable", "-"})
_SUMS = frozenset({"total", "totals", "score", "overall", "overall score", "total score", "%", "percent", "percentage"})


class _Column(Struct):
    """One audit while it is added up: its day and heading, what it scored out of what, and how many cells were what."""

    day: date
    heading: str
    score: float = 0
    out_of: float = 0
    cells: int = 0
    blank: int = 0
    unread: int = 0
    first: int = 0


class SectionsReader(LayoutReader):
    """One sheet of audits side by side while it is being read; `size` is how many there are, 0 where it is none."""

    size: int = 0

    def prepare(self) -> None:
        """The row of days or months: the one that names most, of two the one with days."""
        self.rows = with_months(self.rows)
        found = [(len(self._days(i)), -i) for i in range(min(len(self.rows), FIRST_ROWS))]
        size, place = max(found, default=(0, 0))
        self.top, self.size = -place, size if size > 1 else 0

    def _days(self, index: int) -> dict[int, date]:
        """The day of each column that a row gives one, or the first of its month."""
        row = self.rows[index]
        days = {i: day for i, c in enumerate(row) if (day := _day(c))}
        if days:
            return days
        months = [(i, m) for i, c in enumerate(row) if (m := month_of(c)) and not m.rest]
        found, _ = dated(months, bands_of(self, index)) if months else ({}, ())
        return {i: MonthDay(d.year, d.month, 1) for i, d in found.items()}

    def find_headings(self) -> Note | None:
        """The audits, the column of the sections, and that of what each is out of."""
        days = self._days(self.top) if self.size else {}
        if not days:
            return note("no-months-beside-figures", wanted=", ".join(self.map.columns.get("scope", ())[:3]))
        if "topic" not in self.map.constants:
            return note("no-topic-of-audit")
        self.head = tuple(i for i in range(self.top, self.top + 3) if i == self.top or self._is_head(i))
        self.body = self.head[-1] + 1
        words = plain_set(self.map.columns.get("out_of", ()))
        heads = [self.rows[i] for i in self.head]
        self.most = next((i for row in heads for i, c in enumerate(row) if plain(c) in words and i not in days), None)
        self.name = next((i for i in range(min(days)) if self._texts(i) * 2 > len(self.rows) - self.body), 0)
        self.audits = {i: _Column(day, heading_text(at(self.rows[self.top], i))) for i, day in days.items()}
        self.fields = [(a.heading, "score") for a in self.audits.values()]
        return None

    def _is_head(self, index: int) -> bool:
        """Whether a row right below the days is still a heading: words over columns, and no score or answer."""
        row = self.rows[index] if index < len(self.rows) else ()
        texts = [c for c in row if filled(c)]
        return len(texts) > 1 and all(isinstance(c, str) and not self._scored(c, 1) for c in texts)

    def _texts(self, column: int) -> int:
        return sum(isinstance(at(r, column), str) for r in self.rows[self.body :])

    def read_row(self, index: int, row: Row) -> str:
        """What every audit scored in one section, or a heading, a sum, a note."""
        name = plain(at(row, self.name)) or next((plain(c) for c in row if plain(c)), "")
        given = {i: at(row, i) for i in self.audits}
        if name in _SUMS or begins_with(name, self.foot | _SUMS):
            return BELOW
        if not any(map(filled, given.values())):
            return SECTION if sum(filled(c) for c in row) == 1 else BELOW
        most = at(row, self.most) if self.most is not None else None
        out_of = float(most) if isinstance(most, int | float) and not isinstance(most, bool) else 0.0
        if not any(self._scored(c, out_of) or plain(c) in _NOT_ASKED for c in given.values()):
            return BELOW
        for i, cell in given.items():
            self._take(self.audits[i], cell, out_of, index + 1)
        return ""

    def _take(self, audit: _Column, cell: Cell, out_of: float, number: int) -> None:
        self.cells["seen"] += 1
        audit.first = audit.first or number
        if not filled(cell) or plain(cell) in _NOT_ASKED:
            audit.blank += not filled(cell)
            self.cells["aside"] += 1
        elif both := self._scored(cell, out_of):
            audit.score, audit.out_of, audit.cells = audit.score + both[0], audit.out_of + both[1], audit.cells + 1
            self.cells["read"] += 1
        else:
            audit.unread += 1
            self.cells["aside"] += 1

    def _scored(self, cell: Cell, out_of: float) -> tuple[float, float] | None:
        """What a cell scored and out of what; None where it says nothing of that kind."""
        if both := score_out_of(cell):
            return both
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return (float(cell), out_of) if out_of and 0 <= cell <= out_of else None
        if isinstance(cell, str) and plain(cell) not in _NOT_ASKED:
            try:
                return float(to_bool(cell)), 1.0
            except ValueError:
                return None
        return None

    def finish(self) -> None:
        """An audit of every column that has a score; what was done in part, or not understood, is said."""
        constants: Mapping[str, Any] = self.map.constants
        self.fields_there = frozenset({"date", "score", "out_of", *constants})
        for index, audit in self.audits.items():
            origin = self.origin(audit.first, index, audit.heading)
            if audit.unread:
                self.not_usable(origin, {**constants, "date": audit.day}, note("audit-cells-unread", n=audit.unread))
            elif audit.cells:
                made = Audit(origin=origin, date=audit.day, score=audit.score, out_of=audit.out_of, **constants)
                self.records.append(made)
                self.counts["audits-in-part"] += bool(audit.blank)
        self.said.append(note("audits-of-sections", n=len(self.records)))
        self.tell("audits-in-part")


def _day(cell: Cell) -> date | None:
    if isinstance(cell, str) and month_of(cell) and not any(c in cell for c in "./"):
        return None
    try:
        return to_date(cell) if filled(cell) and not isinstance(cell, int | float) else None
    except ValueError:
        return None
