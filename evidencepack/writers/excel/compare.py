"""One sheet as it is now against what we wrote: which row and column is which, and what stands there that is not ours.

Rows may be sorted, moved, doubled or taken out, columns added, moved or renamed: each is known by what it holds.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from evidencepack.writers.excel.as_written import Grid, GridRow
from evidencepack.writers.excel.lists import HEADER

_COMMON = 20  # rows that hold a cell; what more of them hold tells no row from another
_WITHIN = 50  # rows from the top, in case lines were put above the list
Cell = tuple[int, int]


class Compared(Struct, frozen=True):
    """A sheet beside its grid; rows and columns from 0.

    `columns` is which written column each column is, `rows` which written row each row is (None for one's own), `over`
    the cells that differ from ours, `own` those in columns that are not ours.
    """

    columns: dict[int, int]
    rows: tuple[int | None, ...]
    over: tuple[Cell, ...]
    own: tuple[Cell, ...]


def grid_of(name: str, rows: Sequence[GridRow], grids: Mapping[str, Grid]) -> Grid | None:
    """The grid that a sheet was, whatever it is called now; None for a sheet that is not ours."""
    held = {number for row in rows for number in row if number}
    shares = {grid.name: len(held & grid.held) for grid in grids.values()}
    if 5 * shares.get(name, 0) >= min(len(held), len(grids[name].held)) > 0 if name in grids else False:
        return grids[name]
    like = {n: shared / len(grids[n].held) for n, shared in shares.items() if 2 * shared >= len(grids[n].held) > 0}
    return grids[max(like, key=lambda n: like[n])] if like else None


def compare(rows: Sequence[GridRow], grid: Grid, typed: Collection[int]) -> Compared:
    """A sheet beside its grid; `typed` are the written columns that people type into, by which no row is known."""
    columns = _columns(rows, grid)
    at = {written: column for column, written in columns.items()}
    laid = [tuple(_at(row, at.get(n)) for n in range(len(grid.rows[0]))) for row in rows]
    matched = _rows(laid, grid.rows, frozenset(typed))
    return Compared(columns, matched, tuple(_over(laid, grid, matched, at, typed)), tuple(_own(rows, columns, matched)))


def _at(row: GridRow, column: int | None) -> int:
    return row[column] if column is not None and column < len(row) else 0


def _over(
    laid: Sequence[GridRow], grid: Grid, matched: Sequence[int | None], at: dict[int, int], typed: Collection[int]
) -> Iterator[Cell]:
    """The cells of rows of ours that hold something else than we wrote; what people type into apart."""
    for number, (row, which) in enumerate(zip(laid, matched, strict=True)):
        if which is not None:
            free = typed if which > HEADER else ()
            pairs = enumerate(zip(row, grid.rows[which], strict=True))
            yield from ((number, at[n]) for n, (now, was) in pairs if now and now != was and n not in free)


def _own(rows: Sequence[GridRow], columns: dict[int, int], matched: Sequence[int | None]) -> Iterator[Cell]:
    for number, row in enumerate(rows):
        if matched[number] is not None:
            yield from ((number, n) for n, held in enumerate(row) if held and n not in columns)


def _columns(rows: Sequence[GridRow], grid: Grid) -> dict[int, int]:
    """Which written column each column is: by its heading, else by what it holds, else by its neighbours."""
    found: dict[int, int] = {}
    heads = grid.rows[HEADER] if len(grid.rows) > HEADER else ()
    wanted = Counter(filter(None, heads))
    row = max(rows[:_WITHIN], key=lambda row: len(wanted.keys() & set(row)), default=())
    if len(wanted) > 1 and 2 * len(wanted.keys() & set(row)) >= len(wanted):
        for column, number in enumerate(row):
            places = [n for n, head in enumerate(heads) if head == number and n not in found.values()] if number else []
            if places:
                found[column] = places[0]
    width = max(map(len, rows), default=0)
    _by_content(rows, grid, width, found)
    _by_neighbour(width, len(grid.rows[0]), found)
    return found


def _by_content(rows: Sequence[GridRow], grid: Grid, width: int, found: dict[int, int]) -> None:
    held = {n: {row[n] for row in rows if n < len(row) and row[n]} for n in range(width) if n not in found}
    wrote = {n: {row[n] for row in grid.rows if row[n]} for n in range(len(grid.rows[0])) if n not in found.values()}
    shared = ((len(now & was), -abs(n - m), n, m) for n, now in held.items() for m, was in wrote.items())
    for count, _, column, written in sorted(shared, reverse=True):
        if 3 * count >= len(wrote[written]) > 0 and column not in found and written not in found.values():
            found[column] = written


def _by_neighbour(width: int, written: int, found: dict[int, int]) -> None:
    """A column of which nothing is left that we wrote, between two that are known, or in its old place."""
    for column in range(width):
        if column in found:
            continue
        after = found.get(column - 1, -1) + 1 if column else 0
        before = found.get(column + 1, written) - 1
        fits = after == before or (column == after and before >= after)
        if fits and after < written and after not in found.values():
            found[column] = after


def _rows(laid: Sequence[GridRow], written: Sequence[GridRow], typed: frozenset[int]) -> tuple[int | None, ...]:
    """Which written row each row is: those that are just as they were, then those that are still most like one."""
    kept = [n for n in range(len(written[0])) if n not in typed]

    def told(row: GridRow) -> GridRow:
        return tuple(row[n] for n in kept)

    just: dict[GridRow, list[int]] = {}
    for which in reversed(range(len(written))):
        just.setdefault(told(written[which]), []).append(which)
    matched: list[int | None] = [None] * len(laid)
    left = set(range(len(written)))
    rest: list[int] = []
    for number, row in enumerate(laid):
        if not any(row):
            continue
        same = just.get(told(row), []) if any(told(row)) else []
        if same:
            matched[number] = which = same.pop() if len(same) > 1 else same[0]
            left.discard(which)
        else:
            rest.append(number)
    _most_like(rest, laid, written, left, kept, matched)
    return tuple(matched)


def _most_like(
    rest: Iterable[int],
    laid: Sequence[GridRow],
    written: Sequence[GridRow],
    left: set[int],
    kept: Sequence[int],
    matched: list[int | None],
) -> None:
    """Match rows in which something was changed with those of ours that are left, where half is still the same."""
    holds: dict[Cell, list[int]] = {}
    for which in sorted(left):
        for n in kept:
            if written[which][n]:
                holds.setdefault((n, written[which][n]), []).append(which)
    for number in rest:
        votes: Counter[int] = Counter()
        for n in kept:
            among = holds.get((n, laid[number][n]), ())
            votes.update(among if len(among) <= _COMMON else ())
        for which, _ in votes.most_common(3):
            same = sum(laid[number][n] == written[which][n] != 0 for n in kept)
            if which in left and 2 * same >= sum(written[which][n] != 0 for n in kept):
                matched[number] = which
                left.discard(which)
                break
