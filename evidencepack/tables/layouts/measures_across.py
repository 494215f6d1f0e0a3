"""Monthly figures with a row a measure and a column a month, one year below another if need be."""

from datetime import date

from evidencepack.files import Row, blank_row
from evidencepack.tables.headings import FIRST_ROWS, begins_with, plain, plain_set
from evidencepack.tables.layouts.grid import SheetReading, at, heading_text
from evidencepack.tables.layouts.measure_cells import NO_YEAR, NOT_USED, Figures
from evidencepack.tables.layouts.month_headings import MonthHeading, bands_of, month_of, settled, years_of, years_said
from evidencepack.tables.notes import ABOVE, BELOW, BLANK, HEADING, NOT_USABLE, SECTION
from evidencepack.tables.reading import SheetRead


class Across:
    """One sheet while it is being read; `size` is how many measures it has, 0 where it is not built like this."""

    def __init__(self, reading: SheetReading, figures: Figures) -> None:
        self.on, self.figures = reading, figures
        self.heads = {i: found for i, row in enumerate(reading.rows) if len(found := self._months(row)) >= 2}
        self.first = min(self.heads, default=len(reading.rows))
        if self.first >= FIRST_ROWS:
            self.heads = {}
        self.left = min(self.heads[self.first]) if self.heads else 0
        self.measures = self._measures()
        self.size = len(self.measures)
        self.foot = plain_set(reading.map.foot)
        self.columns: dict[int, tuple[date, str]] = {}
        self.yearless = False

    def _months(self, row: Row) -> dict[int, MonthHeading]:
        """The columns headed by a month; a row of days that neither begin nor end one is no heading."""
        found = {
            i: m for i, c in enumerate(row) if (m := month_of(c)) and (not m.rest or self.figures.is_figure(m.rest))
        }
        days = [c for i, c in enumerate(row) if i in found and isinstance(c, date)]
        return found if all(d.day == 1 or (d.day > 27 and _ends_month(d)) for d in days) else {}

    def _texts(self, row: Row) -> list[str]:
        return [c for c in row[: self.left] if isinstance(c, str) and plain(c)]

    def _measures(self) -> dict[int, str]:
        """The measure of each row below the months; one named once may stand over a row for its target too."""
        found: dict[int, str] = {}
        above = ""
        for index in range(self.first, len(self.on.rows) if self.heads else 0):
            texts = self._texts(self.on.rows[index]) if index not in self.heads else []
            if measure := self._measure(texts, above):
                found[index] = measure
            if texts and not self.figures.is_figure(texts[0]) and not self.figures.is_other(texts[0]):
                above = texts[0]
        return found

    def _measure(self, texts: list[str], above: str) -> str:
        """The measure that some words name; none where one of them says Target or the like."""
        if not texts or any(self.figures.is_other(t) for t in texts):
            return ""
        joined = (" ".join(texts), " ".join([above, *texts]))
        return next((m for t in (*joined, *texts) if (m := self.figures.measure(t))), "")

    def read(self) -> SheetRead:
        sub = False
        for index, row in enumerate(self.on.rows):
            reason = self._reason(index, row, sub)
            sub = index in self.heads
            if reason:
                self.on.set_aside[reason] += 1
        self.figures.finish()
        return self.on.read()

    def _reason(self, index: int, row: Row, after_head: bool) -> str:
        if blank_row(row):
            return BLANK
        if index in self.heads:
            self._head(index, row)
            return HEADING
        if index < self.first:
            return ABOVE
        if after_head and self._sub(index, row):
            return HEADING
        texts = self._texts(row)
        if index in self.measures:
            return self._row(index + 1, row, self.measures[index])
        if texts and begins_with(texts[0], self.foot):
            return BELOW
        if not any(plain(at(row, i)) for i in self.columns):
            return SECTION if texts or _holds_a_year(row) else BELOW
        if not texts:
            return BELOW
        self.on.unused.append(" ".join(texts[0].split()))
        return NOT_USED

    def _head(self, index: int, row: Row) -> None:
        months = self.heads[index]
        bands = bands_of(self.on.rows, index, self.on.sheet.name, self.on.file, first=index == self.first)
        days = settled(list(months.items()), bands, [])
        self.yearless = not days
        if self.yearless:
            self.on.problem(NO_YEAR, self.on.origin(index + 1))
        self.on.said.extend(years_said(days, months.items()))
        self.columns = {i: (day, heading_text(row[i])) for i, day in days.items()}
        if index == self.first:
            named = plain_set(self.on.map.columns.get("measure", ()))
            others = [(plain(c) in named, heading_text(c)) for i, c in enumerate(row) if plain(c) and i not in months]
            self.on.fields.extend((text, "measure") for known, text in others if known)
            self.on.fields.extend((heading_text(row[i]), "month") for i in months)
            self.on.unused.extend(text for known, text in others if not known)

    def _sub(self, index: int, row: Row) -> bool:
        """Whether the row below the months says which of their columns holds the figure; those columns are taken."""
        if not any(self.figures.is_figure(t) for t in row[self.left :] if isinstance(t, str)):
            return False
        found, current = {}, None
        for i in range(self.left, len(row)):
            current = self.columns.get(i, None if plain(at(self.on.rows[index - 1], i)) else current)
            if current and self.figures.is_figure(plain(row[i])):
                found[i] = current
        self.columns = found
        return True

    def _row(self, number: int, row: Row, measure: str) -> str:
        if self.yearless:
            return NOT_USABLE
        for index, (month, heading) in self.columns.items():
            self.figures.take(measure, month, at(row, index), number, index, heading)
        return ""


def _holds_a_year(row: Row) -> bool:
    return any(years_of(c) for c in row)


def _ends_month(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1
