"""What stands above a table and holds for every row of it: "Course: Fire safety", "Staff name | 0107"."""

from collections.abc import Mapping, Sequence

from evidencepack.columns.tables.headings import plain
from evidencepack.columns.values.cells import error_in, to_text
from evidencepack.sources import Cell, Row


def values_above(
    rows: Sequence[Row], columns: Mapping[str, tuple[str, ...]], wanted: Sequence[str]
) -> dict[str, tuple[int, int, str]]:
    """The text that stands beside the heading of a wanted field: its row from 1, its column from 0, and itself.

    A field that stands there twice is left out. Ask for no days: the day above a table is often that of the list.
    """
    found: dict[str, list[tuple[int, int, str]]] = {field: [] for field in wanted}
    for field in wanted:
        names = {plain(heading) for heading in columns.get(field, ())}
        for number, row in enumerate(rows, 1):
            found[field] += [(number, *place) for place in _beside(row, names)]
    return {field: places[0] for field, places in found.items() if len(places) == 1}


def _beside(row: Row, names: set[str]) -> list[tuple[int, str]]:
    places = []
    for index, cell in enumerate(row):
        label, colon, rest = str(cell).partition(":") if isinstance(cell, str) else ("", "", "")
        if colon and plain(label) in names and plain(rest):
            places.append((index, to_text(rest)))
        elif plain(label) in names:
            filled = [(i, c) for i, c in enumerate(row) if i > index and plain(c)]
            places += [(i, to_text(c)) for i, c in filled[:1] if _is_word(c) and len(filled) == 1]
    return places


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str | int | float) and not isinstance(cell, bool) and not error_in(cell)
