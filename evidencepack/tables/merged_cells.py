"""Cells joined into one below the headings: what stands in them holds for every cell they cover."""

from collections.abc import Sequence

from msgspec import Struct

from evidencepack.files import Cell, Merged, Row
from evidencepack.notes import Note, note

# No register has so many rows of joined cells; a file made to keep the program busy may.
_MOST = 500_000


class Spread(Struct, frozen=True):
    """The rows with joined cells filled, and how many there were."""

    rows: tuple[Row, ...]
    count: int

    @property
    def said(self) -> tuple[Note, ...]:
        """What is said of it."""
        return (note("joined-cells", n=self.count),) if self.count else ()


def spread(rows: tuple[Row, ...], merged: Sequence[Merged], after: int, columns: range, widest: int) -> Spread:
    """Fill the cells that joined ones cover, below row `after` (from 0) and in these columns.

    One that is wider than `widest` columns is a heading, and stays as it is. A row that has nothing else stays blank.
    """
    areas = [m for m in merged if m.first_row - 1 > after and m.first_row <= len(rows)
             and m.last_column - m.first_column < widest and m.first_column in columns]  # fmt: skip
    if not areas or sum(min(m.last_row, len(rows)) - m.first_row + 1 for m in areas) > _MOST:
        return Spread(rows, 0)
    filled: list[list[Cell]] = [list(row) for row in rows]
    count = sum(_fill(filled, rows, area) for area in areas)
    return Spread(tuple(tuple(row) for row in filled), count)


def _fill(filled: list[list[Cell]], rows: Sequence[Row], area: Merged) -> bool:
    first = rows[area.first_row - 1]
    value = first[area.first_column] if area.first_column < len(first) else None
    if value is None:
        return False
    changed = False
    for number in range(area.first_row - 1, min(area.last_row, len(rows))):
        if rows[number].count(None) == len(rows[number]):
            continue
        for column in range(area.first_column, min(area.last_column + 1, len(filled[number]))):
            if filled[number][column] is None:
                filled[number][column] = value
                changed = True
    return changed
