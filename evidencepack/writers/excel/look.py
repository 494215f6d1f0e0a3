"""A sheet of an earlier workbook as it is now: its texts, where they stand, and what of ours it is."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from evidencepack.pack.typed_model import KeptLine
from evidencepack.writers.excel.as_written import Grid, GridRow, number_of
from evidencepack.writers.excel.cells import alike, text_of
from evidencepack.writers.excel.compare import Compared, compare
from evidencepack.writers.excel.lists import HEADER

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_PIECE = 30_000  # characters of a cell, fewer than it may hold


class Look:
    """One sheet; rows and columns count from 0 at its first cell that is filled."""

    def __init__(
        self, name: str, start: tuple[int, int], rows: Sequence[Sequence[Any]], days: Collection[int] = ()
    ) -> None:
        """`days` is what was written, where days have become text in whichever order a program writes them."""
        self.name, self.start, self.rows, self._days = name, start, rows, days
        self.grid: Grid | None = None
        self.typed: Collection[int] = ()
        self.key = 0
        self.heads_at = -1  # the row of the headings where only they say what it is

    def is_of(self, grid: Grid, typed: Collection[str] = (), key: str = "") -> None:
        """Say which of our sheets it is, the headings that people type under, and the one that a row is known by."""
        self.grid, heads = grid, grid.rows[HEADER] if len(grid.rows) > HEADER else ()
        self.typed = [heads.index(number_of(h)) for h in typed if number_of(h) in heads]
        self.key = heads.index(number_of(key)) if number_of(key) in heads else _telling(grid)

    @cached_property
    def numbers(self) -> list[GridRow]:
        """What stands in each cell, as the grids hold it."""
        known: dict[Any, int] = {"": 0}

        def number(cell: Any) -> int:
            kind = (type(cell), cell)
            if kind not in known:
                day = self._as_written(cell) if self._days and isinstance(cell, str) else 0
                known[kind] = day or number_of(alike(cell))
            return known[kind]

        return [tuple(number(cell) if cell != "" else 0 for cell in row) for row in self.rows]

    def _as_written(self, text: str) -> int:
        """The number of a day that was written, whichever comes first of its day and month; 0 for any other text."""
        found = _DAY.fullmatch(text.strip())
        first, second, year = map(int, found.groups()) if found else (0, 0, 0)
        both = (number_of(f"{year}-{m:02}-{d:02}") for d, m in ((first, second), (second, first)) if found)
        return next((number for number in both if number in self._days), 0)

    @cached_property
    def compared(self) -> Compared:
        """What differs from its grid; of a sheet of one's own, everything."""
        if self.grid is None or not self.grid.rows:
            return Compared({}, (None,) * len(self.rows), (), ())
        return compare(self.numbers, self.grid, self.typed)

    @cached_property
    def column_of(self) -> dict[int, int]:
        """Where each written column is by now."""
        return {written: column for column, written in self.compared.columns.items()}

    @property
    def head(self) -> int:
        """The row of the headings, -1 where there is none."""
        listed = self.grid is not None and is_list(self.grid) and HEADER in self.compared.rows
        return self.compared.rows.index(HEADER) if listed else self.heads_at

    def text(self, row: int, column: int, *, day: bool = False) -> str:
        """The text of a cell."""
        return text_of(self.rows[row][column], day=day) if 0 <= column < len(self.rows[row]) else ""

    def heading(self, column: int) -> str:
        """What stands over a column."""
        return self.text(self.head, column) if self.head >= 0 else ""

    def known_by(self, row: int) -> str:
        """What a row is known by; "" for one's own rows and those above the list."""
        which = self.compared.rows[row] if 0 <= row < len(self.rows) else None
        listed = which is not None and which > HEADER
        return self.text(row, self.column_of.get(self.key, -1))[:200].strip() if listed else ""

    def address(self, row: int, column: int) -> str:
        """The address of a cell, such as D14."""
        return str(xl_rowcol_to_cell(row + self.start[0], column + self.start[1]))

    def place_of(self, address: str) -> tuple[int, int]:
        """The row and column of an address; negative for none."""
        row, column = xl_cell_to_rowcol(address) if address else (-1, -1)
        return row - self.start[0], column - self.start[1]

    def line(self, row: int, column: int, why: str, *, day: bool = False) -> KeptLine:
        """What stands in one cell, to be kept."""
        ours = self.grid.name if self.grid else self.name
        return KeptLine(
            ref="",
            text=self.text(row, column, day=day),
            why=why,
            sheet=ours,
            cell=self.address(row, column),
            row=self.known_by(row),
            column=self.heading(column) if row != self.head else "",
        )

    def row_lines(self, row: int, why: str) -> Iterator[KeptLine]:
        """What stands in one's own row, each cell after its heading, in as many pieces as it needs."""
        cells = [n for n, number in enumerate(self.numbers[row]) if number]
        if not cells:
            return
        texts = ((self.heading(n) if row > self.head else "", self.text(row, n)) for n in cells)
        text = ("\n" if self.head >= 0 else " | ").join(f"{head}: {text}" if head else text for head, text in texts)
        sheet = self.grid.name if self.grid else self.name
        for at in range(0, len(text), _PIECE):
            cell = self.address(row, cells[0])
            yield KeptLine(ref="", text=text[at : at + _PIECE].strip(), why=why, sheet=sheet, cell=cell)


def is_list(grid: Grid) -> bool:
    """Whether a sheet of ours is a list, whose every column has its heading."""
    return len(grid.rows) > HEADER and len(grid.rows[HEADER]) > 2 and all(grid.rows[HEADER])


def _telling(grid: Grid) -> int:
    """The first column that tells each row of a list from all others; else the first of all."""
    columns = list(zip(*grid.rows[HEADER + 1 :], strict=True)) if is_list(grid) else []
    return next((n for n, held in enumerate(columns) if all(held) and len(set(held)) == len(held)), 0)
