"""Monthly figures with a row a measure and a column a month, one year below another if need be."""

from datetime import date, timedelta

from evidencepack.files import Row
from evidencepack.tables.header_rows import heading_text
from evidencepack.tables.headings import FIRST_ROWS, at, begins_with, plain, plain_set
from evidencepack.tables.layouts.measures import MeasuresReader
from evidencepack.tables.layouts.month_headings import MonthHeading, ask_year, bands_of, dated, month_of, years_of
from evidencepack.tables.notes import ASKED_ABOUT, BELOW, HEADING, SECTION


class AcrossReader(MeasuresReader):
    """One sheet with months across while it is being read; the months may stand again further down."""

    def prepare(self) -> None:
        """The rows of months, and the measures below them."""
        super().prepare()
        self.heads = {i: found for i, row in enumerate(self.rows) if len(found := self._months(row)) >= 2}
        self.body = min(self.heads, default=len(self.rows))
        if self.body >= FIRST_ROWS:
            self.heads = {}
        self.left = min(self.heads[self.body]) if self.heads else 0
        self.measures = self._measures()
        self.size = len(self.measures)
        self.columns: dict[int, tuple[date, str]] = {}
        self.here: tuple[int, ...] = ()
        self.yearless = False

    def _months(self, row: Row) -> dict[int, MonthHeading]:
        """The columns headed by a month; a row of days that neither begin nor end one is no heading."""
        found = {i: m for i, c in enumerate(row) if (m := month_of(c)) and (not m.rest or self.is_figure(m.rest))}
        days = [c for i, c in enumerate(row) if i in found and isinstance(c, date)]
        return found if all(1 in (d.day, (d + timedelta(days=1)).day) for d in days) else {}

    def _texts(self, row: Row) -> list[str]:
        return [c for c in row[: self.left] if isinstance(c, str) and plain(c)]

    def _measures(self) -> dict[int, str]:
        """The measure of each row below the months; one named once may stand over a row for its target too."""
        found: dict[int, str] = {}
        above = ""
        for index in range(self.body, len(self.rows) if self.heads else 0):
            texts = self._texts(self.rows[index]) if index not in self.heads else []
            if measure := self._measure(texts, above):
                found[index] = measure
            if texts and not self.is_figure(texts[0]) and not self.is_other(texts[0]):
                above = texts[0]
        return found

    def _measure(self, texts: list[str], above: str) -> str:
        """The measure that some words name; none where one of them says Target or the like."""
        if not texts or any(self.is_other(t) for t in texts):
            return ""
        joined = (" ".join(texts), " ".join([above, *texts]))
        return next((m for t in (*joined, *texts) if (m := self.measure_of(t))), "")

    def read_row(self, index: int, row: Row) -> str:
        """Months, a word for the figure below them, a measure, or what is no measure of ours."""
        if index in self.heads:
            self._take_months(index, row)
            return HEADING
        if index - 1 in self.heads and self._takes_columns(index, row):
            return HEADING
        if index in self.measures:
            for i, (month, heading) in self.columns.items():
                self.take(self.measures[index], month, at(row, i), index + 1, i, heading)
            if self.yearless:
                self.cells.update(seen=len(self.here), asked=len(self.here))
            return ASKED_ABOUT if self.yearless else ""
        texts = self._texts(row)
        if texts and begins_with(texts[0], self.foot):
            return BELOW
        if not any(plain(at(row, i)) for i in self.here):
            return SECTION if texts or any(years_of(c) for c in row) else BELOW
        if not texts:
            return BELOW
        if self.is_other(texts[0]):
            return BELOW
        return self.ask_measure(texts[0], index + 1, row.index(texts[0]), len(self.here))

    def _take_months(self, index: int, row: Row) -> None:
        months = self.heads[index]
        days, said = dated(list(months.items()), bands_of(self, index, first=index == self.body))
        self.yearless = not days
        if self.yearless:
            ask_year(self, index + 1)
        self.said += said
        self.columns = {i: (day, heading_text(row[i])) for i, day in days.items()}
        self.here = tuple(months)
        if index == self.body:
            named = plain_set(self.map.columns.get("measure", ()))
            others = [(plain(c) in named, heading_text(c)) for i, c in enumerate(row) if plain(c) and i not in months]
            self.fields.extend((text, "measure") for known, text in others if known)
            self.fields.extend((heading_text(row[i]), "month") for i in months)
            self.unused.extend(text for known, text in others if not known)

    def _takes_columns(self, index: int, row: Row) -> bool:
        """Whether the row below the months says which of their columns holds the figure; those columns are taken."""
        found = self.columns_of_figures(self.rows[index - 1], row, self.left)
        if found:
            self.columns = {i: self.columns[over] for i, over in found.items() if over in self.columns}
            self.here = tuple(found)
        return bool(found)
