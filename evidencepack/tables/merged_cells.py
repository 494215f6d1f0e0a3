"""Cells joined into one below the headings: what stands in them holds for every cell they cover."""

from collections.abc import Sequence

from evidencepack.files import Cell, Merged, Row
from evidencepack.notes import Note, note
from evidencepack.tables.headings import at

# No register has so many rows of joined cells; a file made to keep the program busy may.
_MOST = 500_000


def spread(
    rows: tuple[Row, ...], merged: Sequence[Merged], after: int, columns: range, widest: int
) -> tuple[tuple[Row, ...], tuple[Note, ...]]:
    """The rows with the cells filled that joined ones cover, below row `after` (from 0), in these columns; and a note.

    One that is wider than `widest` columns is a heading, and stays as it is. A row that has nothing else stays blank.
    """
    areas = [m for m in merged if m.first_row - 1 > after and m.first_row <= len(rows)
             and m.last_column - m.first_column < widest and m.first_column in columns]  # fmt: skip
    if not areas or sum(min(m.last_row, len(rows)) - m.first_row + 1 for m in areas) > _MOST:
        return rows, ()
    filled: list[list[Cell]] = [list(row) for row in rows]
    count = sum(_fill(filled, rows, area) for area in areas)
    return tuple(map(tuple, filled)), (note("joined-cells", n=count),) if count else ()


def _fill(filled: list[list[Cell]], rows: Sequence[Row], area: Merged) -> bool:
    value = at(rows[area.first_row - 1], area.first_column)
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
