"""Monthly figures with a row a month and a column a measure, one year below another if need be."""

from datetime import date

from evidencepack.files import Row
from evidencepack.notes import note
from evidencepack.registers import Unread
from evidencepack.tables.header_rows import best_row, heading_text
from evidencepack.tables.headings import at, begins_with, plain, plain_set
from evidencepack.tables.layouts.measures import MeasuresReader
from evidencepack.tables.layouts.month_headings import (
    MonthHeading,
    Years,
    ask_year,
    bands_of,
    dated,
    month_of,
    years_of,
)
from evidencepack.tables.notes import ASKED_ABOUT, BELOW, HEADING, NOT_USABLE, SECTION

_YEAR_HEADINGS = frozenset({"year", "financial year"})
_NO_MONTH = note("row-without-month")


class DownReader(MeasuresReader):
    """One sheet with months down the side while it is being read."""

    def prepare(self) -> None:
        """The row of measures, and the column of the months."""
        super().prepare()
        self.top = best_row(self.rows, lambda row: len(self._measures(row))) or 0
        self.measures = self._measures(self._row(self.top))
        self.column = self._month_column()
        self.size = len(self.measures) if self.column is not None else 0

    def _row(self, index: int) -> Row:
        return self.rows[index] if 0 <= index < len(self.rows) else ()

    def _measures(self, row: Row) -> dict[int, str]:
        return {i: measure for i, c in enumerate(row) if isinstance(c, str) and (measure := self.measure_of(c))}

    def _month_column(self) -> int | None:
        """The column with the months: by its heading, or the one in which most stand."""
        if not self.measures:
            return None
        named = plain_set(self.map.columns.get("month", ()))
        counts = {i: self._months_in(i) for i in range(min(self.measures))}
        by_name = [i for i, c in enumerate(self._row(self.top)) if plain(c) in named]
        best = max((*by_name, *counts), key=lambda i: (i in by_name, counts.get(i, 0), -i), default=None)
        return best if best is not None and self._months_in(best) else None

    def _months_in(self, column: int) -> int:
        return sum(month_of(at(row, column)) is not None for row in self.rows[self.top + 1 :])

    def take_headings(self) -> None:
        """A row below the headings may say which column of a measure holds the figure, and only those are kept."""
        row, below = self._row(self.top), self._row(self.top + 1)
        figures = self.columns_of_figures(row, below)
        self.head = (self.top, self.top + 1) if figures else (self.top,)
        self.body = self.top + 1
        if figures:
            self.measures = {i: self.measures[over] for i, over in figures.items() if over in self.measures}
        self.year = next((i for i, c in enumerate(row) if plain(c) in _YEAR_HEADINGS), None)
        taken = {self.column, self.year, *self.measures}
        self.fields.append((heading_text(at(row, self.column or 0)), "month"))
        self.fields.extend((heading_text(at(row, i)), "value") for i in self.measures)
        self.unused.extend(heading_text(c) for i, c in enumerate(row) if plain(c) and i not in taken)
        self.months = self._dated()

    def _dated(self) -> dict[int, date]:
        """The first day of the month of each row that names one, without those whose year nothing says."""
        body = range(self.top + 1, len(self.rows))
        months = [(i, m) for i in body if (m := self._month(i))]
        bands = [(-1, years) for _, years in bands_of(self, self.top)[:1]]
        found, said = dated(months, bands + [(i, y) for i in body if (y := self._band(self.rows[i]))])
        self.yearless = bool(months) and not found
        if self.yearless:
            ask_year(self, self.top + 1)
        self.said += said
        return found

    def _month(self, index: int) -> MonthHeading | None:
        cell = at(self.rows[index], self.column or 0)
        month = month_of(cell)
        if month is None or month.rest:
            return None
        years = years_of(at(self.rows[index], self.year)) if self.year is not None else None
        if month.year or years is None:
            return month
        return MonthHeading(month.month, years.first + (years.pair and month.month < 4))

    def _band(self, row: Row) -> Years | None:
        """The year a row states that holds little else."""
        cells = [c for c in row if plain(c)]
        return years_of(cells[0]) if cells and len(cells) <= 2 and month_of(cells[0]) is None else None

    def read_row(self, index: int, row: Row) -> str:
        """Headings once more, the figures of a month, a year that stands alone, or a note."""
        head = self._row(self.top)
        if all(plain(at(row, i)) == plain(at(head, i)) for i in (self.column or 0, *self.measures)):
            return HEADING
        if month := self.months.get(index):
            for i, measure in self.measures.items():
                self.take(measure, month, at(row, i), index + 1, i, heading_text(at(head, i)))
            return ""
        return SECTION if self._band(row) else self._no_month(index, row)

    def _no_month(self, index: int, row: Row) -> str:
        cell = at(row, self.column or 0)
        if self._month(index):
            return ASKED_ABOUT if self.yearless else NOT_USABLE
        holds = any(plain(at(row, i)) for i in self.measures)
        if not holds or not plain(cell) or begins_with(cell, self.foot):
            return BELOW
        for measure in dict.fromkeys(self.measures.values()):
            self.unread.append(Unread("totals", self.origin(index + 1), {"measure": measure}, _NO_MONTH))
        self.problem(_NO_MONTH, self.origin(index + 1))
        return NOT_USABLE
