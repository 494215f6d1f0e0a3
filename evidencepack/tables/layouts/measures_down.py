"""Monthly figures with a row a month and a column a measure, one year below another if need be."""

from collections.abc import Iterable
from datetime import date

from evidencepack.files import Cell, Row, blank_row
from evidencepack.notes import note
from evidencepack.registers import Unread
from evidencepack.tables.headings import FIRST_ROWS, begins_with, plain, plain_set
from evidencepack.tables.layouts.grid import SheetReading, at, heading_text
from evidencepack.tables.layouts.measure_cells import NO_YEAR, Figures
from evidencepack.tables.layouts.month_headings import (
    MonthHeading,
    Years,
    bands_of,
    month_of,
    settled,
    years_of,
    years_said,
)
from evidencepack.tables.notes import ABOVE, BELOW, BLANK, HEADING, NOT_USABLE, SECTION
from evidencepack.tables.reading import SheetRead

_NO_MONTH = note("row-without-month")


class Down:
    """One sheet while it is being read; `size` is how many measures it has, 0 where it is not built like this."""

    def __init__(self, reading: SheetReading, figures: Figures) -> None:
        self.on, self.figures = reading, figures
        self.head, self.measures = self._headings()
        self.column = self._month_column()
        self.size = len(self.measures) if self.column is not None else 0
        self.foot = plain_set(reading.map.foot)
        self.sub = self._sub_row()
        self.year = next((i for i, c in enumerate(self._row(self.head)) if plain(c) in _YEAR_HEADINGS), None)

    def _row(self, index: int) -> Row:
        return self.on.rows[index] if 0 <= index < len(self.on.rows) else ()

    def _headings(self) -> tuple[int, dict[int, str]]:
        """The row, among the first, that holds most measures, and which column holds which; the first of two wins."""
        best, found = 0, dict[int, str]()
        for index, row in enumerate(self.on.rows[:FIRST_ROWS]):
            here: dict[int, str] = {}
            for i, cell in enumerate(row):
                measure = self.figures.measure(cell) if isinstance(cell, str) else ""
                if measure:
                    here[i] = measure
            if len(here) > len(found):
                best, found = index, here
        return best, found

    def _month_column(self) -> int | None:
        """The column with the months: by its heading, or the one in which most stand."""
        if not self.measures:
            return None
        named = plain_set(self.on.map.columns.get("month", ()))
        counts = {i: self._months_in(i) for i in range(min(self.measures))}
        by_name = [i for i, c in enumerate(self._row(self.head)) if plain(c) in named]
        best = max((*by_name, *counts), key=lambda i: (i in by_name, counts.get(i, 0), -i), default=None)
        return best if best is not None and self._months_in(best) else None

    def _months_in(self, column: int) -> int:
        return sum(month_of(at(row, column)) is not None for row in self.on.rows[self.head + 1 :])

    def _sub_row(self) -> int | None:
        """The row that says which column of a measure holds the figure; only those columns are kept."""
        row = self._row(self.head + 1)
        figures = {i for i, c in enumerate(row) if isinstance(c, str) and self.figures.is_figure(c)}
        if not self.size or not figures:
            return None
        found, current = {}, ""
        for i in range(len(row)):
            current = self.measures.get(i, "" if plain(at(self._row(self.head), i)) else current)
            if current and i in figures:
                found[i] = current
        self.measures = found
        return self.head + 1

    def read(self) -> SheetRead:
        self._account()
        months = self._dated()
        for index, row in enumerate(self.on.rows):
            reason = self._reason(index, row, months)
            if reason:
                self.on.set_aside[reason] += 1
        self.figures.finish()
        return self.on.read()

    def _account(self) -> None:
        row = self._row(self.head)
        taken = {self.column, self.year, *self.measures}
        self.on.fields.append((heading_text(at(row, self.column or 0)), "month"))
        self.on.fields.extend((heading_text(at(row, i)), "value") for i in self.measures)
        self.on.unused.extend(heading_text(c) for i, c in enumerate(row) if plain(c) and i not in taken)

    def _dated(self) -> dict[int, date]:
        """The first day of the month of each row that names one, without those whose year nothing says."""
        body = range(self.head + 1, len(self.on.rows))
        months = [(i, m) for i in body if (m := self._month(i))]
        bands = bands_of(self.on.rows, self.head, self.on.sheet.name, self.on.file)
        inside = [(i, y) for i in body if (y := self._band(self.on.rows[i]))]
        found = settled(months, ((-1, bands[0][1]), *inside) if bands else inside, [])
        if months and not found:
            self.on.problem(NO_YEAR, self.on.origin(months[0][0] + 1))
        self.on.said.extend(years_said(found, months))
        return found

    def _month(self, index: int) -> MonthHeading | None:
        cell = at(self.on.rows[index], self.column or 0)
        month = month_of(cell)
        if month is None or month.rest:
            return None
        years = years_of(at(self.on.rows[index], self.year)) if self.year is not None else None
        if month.year or years is None:
            return month
        return MonthHeading(month.month, years.first + (years.pair and month.month < 4))

    def _band(self, row: Row) -> Years | None:
        """The year a row states that holds little else."""
        cells = [c for c in row if plain(c)]
        return years_of(cells[0]) if cells and len(cells) <= 2 and month_of(cells[0]) is None else None

    def _reason(self, index: int, row: Row, months: dict[int, date]) -> str:
        if blank_row(row):
            return BLANK
        if index in (self.head, self.sub) or self._again(row):
            return HEADING
        if index < self.head:
            return ABOVE
        if index in months:
            return self._figures(index + 1, row, months[index])
        if self._band(row):
            return SECTION
        return self._no_month(index, row)

    def _again(self, row: Row) -> bool:
        head = self._row(self.head)
        return all(plain(at(row, i)) == plain(at(head, i)) for i in (self.column or 0, *self.measures))

    def _figures(self, number: int, row: Row, month: date) -> str:
        head = self._row(self.head)
        for index, measure in self.measures.items():
            self.figures.take(measure, month, at(row, index), number, index, heading_text(at(head, index)))
        return ""

    def _no_month(self, index: int, row: Row) -> str:
        cell: Cell = at(row, self.column or 0)
        if self._month(index):
            return NOT_USABLE  # its year is not known, which is said once
        holds = any(plain(at(row, i)) for i in self.measures)
        if not holds or not plain(cell) or begins_with(cell, self.foot):
            return BELOW
        for measure in dict.fromkeys(self.measures.values()):
            self.on.unread.append(Unread("totals", self.on.origin(index + 1), {"measure": measure}, _NO_MONTH))
        self.on.problem(_NO_MONTH, self.on.origin(index + 1))
        return NOT_USABLE


_YEAR_HEADINGS: Iterable[str] = frozenset({"year", "financial year"})
