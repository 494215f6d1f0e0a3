"""The lists that people type into, in a workbook: which row is of which ref, and which column is of which field."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from evidencepack.tables.header_rows import best_row
from evidencepack.writers.excel.actions import KEY as ACTION_KEY
from evidencepack.writers.excel.actions import TYPED_HEADINGS
from evidencepack.writers.excel.as_written import Grid, number_of
from evidencepack.writers.excel.cells import alike, text_of
from evidencepack.writers.excel.expectations import KEY as VIEW_KEY
from evidencepack.writers.excel.expectations import VIEW_HEADINGS
from evidencepack.writers.excel.links import ACTIONS, EXPECTATIONS
from evidencepack.writers.excel.lists import HEADER
from evidencepack.writers.excel.look import Look

_WITHIN = 50  # rows from the top, in case lines were put above the list


class Kind(Struct, frozen=True):
    """A list that people type into: where it was, and the headings it is known by."""

    name: str
    sheet: str
    key: str
    headings: Mapping[str, str]


KINDS = (Kind("action", ACTIONS, ACTION_KEY, TYPED_HEADINGS), Kind("view", EXPECTATIONS, VIEW_KEY, VIEW_HEADINGS))


class Laid(Struct, frozen=True):
    """A list as it lies in a sheet: the row and ref of each row that is ours, and the columns of each field."""

    kind: Kind
    look: Look
    refs: tuple[tuple[int, str], ...]
    fields: Mapping[str, Sequence[int]]


def laid_by_grid(kind: Kind, look: Look, refs: Collection[str]) -> Laid:
    """A list of which every cell is known as we wrote it."""
    grid = look.grid
    heads = grid.rows[HEADER] if grid and len(grid.rows) > HEADER else ()
    by_number = {number_of(alike(ref)): ref for ref in refs}
    rows = [(n, which) for n, which in enumerate(look.compared.rows) if which is not None and which > HEADER]
    found = ((n, by_number.get(grid.rows[which][look.key] if grid else 0, "")) for n, which in rows)
    fields = {
        field: [look.column_of[heads.index(number_of(heading))]]
        for field, heading in kind.headings.items()
        if number_of(heading) in heads and heads.index(number_of(heading)) in look.column_of
    }
    return Laid(kind, look, tuple((n, ref) for n, ref in found if ref), fields)


def laid_by_headings(kind: Kind, looks: Sequence[Look], refs: Collection[str]) -> Laid | None:
    """A list known by its headings and refs alone; its own sheet first, then any other; None where there is none."""
    wanted = {folded(heading) for heading in kind.headings.values()}

    def holds(row: Sequence[Any]) -> bool:
        return folded(kind.key) in (head := set(heads_of(row))) and not wanted.isdisjoint(head)

    for look in sorted(looks, key=lambda look: look.name != kind.sheet):
        found = best_row(look.rows, holds, within=_WITHIN)
        if found is not None:
            look.heads_at = found
            head = heads_of(look.rows[found])
            keys = [n for n, text in enumerate(head) if text == folded(kind.key)]
            below = range(found + 1, len(look.rows))
            rows = ((n, next(filter(None, (look.text(n, key) for key in keys)), "")) for n in below)
            fields = {f: [n for n, text in enumerate(head) if text == folded(h)] for f, h in kind.headings.items()}
            return Laid(kind, look, tuple((n, ref) for n, ref in rows if ref in refs), fields)
    return None


def heads_of(row: Sequence[Any]) -> list[str]:
    """The texts of a row as headings are compared."""
    return [folded(text_of(cell)) for cell in row]


def folded(text: str) -> str:
    """A heading as headings are compared."""
    return " ".join(text.split()).casefold()


def told(row: Sequence[int], typed: Sequence[int], width: int) -> tuple[int, ...]:
    """What tells a row of a list from others: its cells but those that people type into."""
    padded = (*row, *(0,) * width)[:width]
    return tuple(number for n, number in enumerate(padded) if n not in typed)


def typed_columns(kind: Kind, grid: Grid) -> list[int]:
    """The written columns that people type into."""
    heads = grid.rows[HEADER]
    return [heads.index(number_of(heading)) for heading in kind.headings.values() if number_of(heading) in heads]


def rows_elsewhere(kind: Kind, grid: Grid) -> Iterator[tuple[tuple[int, ...], int]]:
    """What tells each row of a list, with its number among those written: to know one on another sheet."""
    typed = typed_columns(kind, grid)
    for which in range(HEADER + 1, len(grid.rows)):
        yield told(grid.rows[which], typed, len(grid.rows[HEADER])), which
