"""Days without their year in a long sheet: of the year above them, else of the sheet's; where neither says, asked."""

from bisect import bisect_right
from collections.abc import Sequence

from evidencepack.day_reader import day_without_year
from evidencepack.files import Cell, Row
from evidencepack.notes import Note, note
from evidencepack.tables.headings import plain
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.layouts.month_headings import called, month_of, years_of

_LONGEST = 14  # characters of a day without its year


def year_in(row: Row) -> int | None:
    """The year that a row of one cell stands for, such as 2026 or DEC 25 between the entries; None for any other."""
    cells = [cell for cell in row if plain(cell)]
    if len(cells) != 1:
        return None
    month, years = month_of(cells[0]) if isinstance(cells[0], str) else None, years_of(cells[0])
    if month:
        return None if month.rest else month.year
    alone = isinstance(cells[0], int | float) or str(cells[0]).strip().isdigit()
    return years.first if years and alone and not years.pair else None


class YearsAbove:
    """Which year each row of a sheet is of, as the rows between the entries say while they are being read."""

    def __init__(self, reader: LayoutReader, head: int) -> None:
        self._on, self._head = reader, head
        self._rows: list[int] = []
        self._years: list[int] = []

    def begins(self, index: int, row: Row) -> bool:
        """Whether a row is the heading of a year, which then holds for those below it."""
        year = year_in(row)
        if year:
            self._rows.append(index)
            self._years.append(year)
        return year is not None

    def complete(self, cells: Sequence[Cell], entries: Sequence[int], column: int) -> tuple[list[Cell], Note | None]:
        """The cells of a column of days with the year of each that lacks one, and how many those were.

        Of which no year is known is asked about, once for the sheet.
        """
        lacking = [n for n, cell in enumerate(cells) if _lacks_year(cell)]
        if not lacking:
            return list(cells), None
        found, of_sheet, told = list(cells), self._of_sheet(), 0
        for number in lacking:
            index = entries[number]
            place = bisect_right(self._rows, index)
            if year := self._years[place - 1] if place else of_sheet:
                day, month = day_without_year(str(cells[number]).strip()) or (0, 0)
                found[number] = f"{day}/{month}/{year}"
                told += 1
            else:
                self._on.ask("year", called(self._on), self._on.origin(index + 1, column), by_sheet=True)
        return found, note("days-of-the-year", n=told) if told else None

    def _of_sheet(self) -> int | None:
        """The one year that the sheet's name and the lines above it state, else its file's, else what a person said."""
        reader = self._on
        stated = {y for row in reader.rows[: self._head] for cell in row if (y := years_of(cell))}
        stated |= {y} if (y := years_of(reader.sheet.name)) else set()
        if not stated:
            stated = {y} if (y := years_of(reader.file.rpartition("/")[2].rpartition(".")[0])) else set()
        years = {y.first for y in stated if not y.pair}
        if len(stated) == len(years) == 1:
            return years.pop()
        said = reader.means("year", called(reader))
        return int(said) if said.isdigit() else None


def _lacks_year(cell: Cell) -> bool:
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return False
    found = day_without_year(cell.strip())
    return found is not None and found[1] is not None
