"""Header rows: one row, or two of which the upper spans several columns of the lower; whoever asks says what fits."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, islice, pairwise
from typing import TypeVar

from msgspec import Struct

from evidencepack.dates import month_words
from evidencepack.files import Cell, Merged, Row, Sheet
from evidencepack.tables.cells.convert import error_in, to_text
from evidencepack.tables.headings import FIRST_ROWS, at, fields_of, plain

_MOST_BANDS = 500
T = TypeVar("T")


def best_row(rows: Iterable[T], points: Callable[[T], int], within: int = FIRST_ROWS) -> int | None:
    """Which of the first rows has most points as a header row, the first of two; None where none has any."""
    found = [points(row) for row in islice(rows, within)]
    best = max(found, default=0)
    return found.index(best) if best > 0 else None


def row_with_known(rows: Iterable[Row], known: dict[str, str]) -> int | None:
    """Which of the first rows holds most of the headings that are known, two of them at least."""
    return best_row(rows, lambda row: len(fields_of(row, known)) - 1)


def heading_over(row: Row, width: int) -> list[int]:
    """For each column the one whose heading stands over it: its own, or the nearest to its left; -1 where none does."""
    over = accumulate(range(width), lambda left, index: index if plain(at(row, index)) else left, initial=-1)
    return list(over)[1:]


def heading_text(cell: Cell) -> str:
    """A heading as it is shown: as the service wrote it, a date as its month."""
    return month_words(cell) if isinstance(cell, date) else error_in(cell) or to_text(cell)


class HeaderRows(Struct, frozen=True):
    """The headings of a table: the rows they stand in (from 0), and what stands over each column.

    `texts` is the heading nearest to the cells, `bands` what spans several columns above it ("" where nothing does),
    `sure` whether joined cells say so, and not blank ones alone.
    """

    rows: tuple[int, ...]
    texts: tuple[str, ...]
    bands: tuple[str, ...]
    sure: bool = False

    @property
    def joined(self) -> tuple[str, ...]:
        """Each heading with what spans it: "Care Certificate Start"."""
        return tuple(f"{b} {t}".strip() for b, t in zip(self.bands, self.texts, strict=True))


def header_rows(sheet: Sheet, rows: Sequence[Row]) -> Iterator[HeaderRows]:
    """Every row, or pair of rows, that could be the headings of a table: the first 15 of the sheet and of any block.

    A block is what stands below a blank row. Pairs come before the rows they are made of; where joined cells make the
    pair, its rows are no headings on their own.
    """
    spans = _spans(sheet.merged)
    sure: tuple[int, ...] = ()
    for index in _candidates(rows):
        if pair := _pair(rows, index, spans):
            yield pair
            sure = pair.rows if pair.sure else sure
        if index in sure:
            continue
        texts = _texts(rows[index])
        yield HeaderRows((index,), texts, ("",) * len(texts))


def is_joined(head: HeaderRows) -> bool:
    """Whether two rows make these headings."""
    return len(head.rows) > 1


def _candidates(rows: Sequence[Row]) -> Iterator[int]:
    blank = [i for i, row in enumerate(rows) if row.count(None) == len(row)]
    for gap, end in pairwise((-1, *blank, len(rows))):
        yield from range(gap + 1, min(gap + 1 + FIRST_ROWS, end))


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(c.split()) if isinstance(c, str) and plain(c) else "" for c in row)


def _spans(merged: Sequence[Merged]) -> dict[int, list[Merged]]:
    """Cells joined across columns by their row, from 0."""
    found: dict[int, list[Merged]] = {}
    for area in merged:
        across = area.last_column > area.first_column and area.first_row == area.last_row
        if across and len(found.get(area.first_row - 1, ())) < _MOST_BANDS:
            found.setdefault(area.first_row - 1, []).append(area)
    return found


def _pair(rows: Sequence[Row], index: int, spans: dict[int, list[Merged]]) -> HeaderRows | None:
    """The headings that a row makes with the one below it, when it spans columns of that one."""
    if index + 1 >= len(rows):
        return None
    upper, lower = rows[index], rows[index + 1]
    if not _words_only(upper) or not _words_only(lower) or sum(c is not None for c in upper) < 2:
        return None
    width = max(len(upper), len(lower))
    top, low = ((*_texts(row), *[""] * (width - len(row))) for row in (upper, lower))
    bands = _joined_bands(top, spans[index]) if index in spans else _bands_by_blanks(top, low)
    if not any(b and low[i] and bands.count(b) > 1 for i, b in enumerate(bands)):
        return None
    texts = tuple(low[i] or top[i] for i in range(width))
    over = tuple(b if low[i] and b != low[i] else "" for i, b in enumerate(bands))
    return HeaderRows((index, index + 1), texts, over, sure=index in spans)


def _words_only(row: Sequence[Cell]) -> bool:
    return all(cell is None or isinstance(cell, str) for cell in row)


def _joined_bands(top: tuple[str, ...], areas: Sequence[Merged]) -> tuple[str, ...]:
    bands = list(top)
    for area in areas:
        for column in range(area.first_column, min(area.last_column + 1, len(bands))):
            bands[column] = top[area.first_column]
    return tuple(bands)


def _bands_by_blanks(top: tuple[str, ...], low: tuple[str, ...]) -> tuple[str, ...]:
    """Without joined cells a heading spans the blank ones to its right, as far as something stands below them."""
    bands, current = [], ""
    for above, below in zip(top, low, strict=True):
        current = above or (current if below else "")
        bands.append(current)
    return tuple(bands)
