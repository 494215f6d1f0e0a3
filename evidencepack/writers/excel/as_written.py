"""What we wrote into each sheet, a number a cell, kept in the hidden sheet, so that what people type is told from ours.

The numbers are those of a checksum, column after column and packed: a workbook grows by a few per cent.
"""

import base64
import binascii
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from evidencepack.pack.listed_model import StatusWord
from evidencepack.writers.excel.book import Book, SheetWritten
from evidencepack.writers.excel.cells import CellLink, Value, alike, as_text, exact

_PIECE = 30_000  # characters of one cell of the hidden sheet
_SHORT, _LONG = 11, 10_000  # a short text may be a day, a long one may be cut
_MOST = 20_000_000  # cells of a sheet; more are not ours
GridRow = tuple[int, ...]


class Grid(Struct, frozen=True):
    """The cells of one sheet as they were written: a number each, 0 for an empty one; and its notes on cells.

    `held` is every number in it.
    """

    name: str
    rows: tuple[GridRow, ...]
    held: frozenset[int]
    remarks: frozenset[int] = frozenset()


def number_of(text: str) -> int:
    """The number of a text: 0 for none."""
    return (zlib.crc32(text.encode("utf-8", "surrogatepass")) or 1) if text else 0


def grid_rows(book: Book) -> Iterator[tuple[str, str, str, str]]:
    """The rows of the hidden sheet that hold the grids: kind (cells, remarks), sheet, height and width, a piece."""
    for name, sheet in book.written.items():
        columns = _columns(sheet)
        size = f"{len(columns[0]) if columns else 0} {len(columns)}"
        yield from (("cells", name, size, piece) for piece in _packed(n for column in columns for n in column))
        if sheet.remarks:
            numbers = sorted({number_of(alike(text)) for text in sheet.remarks})
            yield from (("remarks", name, f"{len(numbers)} 1", piece) for piece in _packed(numbers))


def grids_in(notes: Iterable[Sequence[str]]) -> dict[str, Grid]:
    """The grids that a hidden sheet holds, by the name of their sheet; those that are damaged are left out."""
    pieces: dict[tuple[str, str, str], list[str]] = {}
    for kind, name, size, piece in notes:
        if kind in ("cells", "remarks"):
            pieces.setdefault((kind, name, size), []).append(piece)
    found = {(kind, name): _unpacked(size, "".join(texts)) for (kind, name, size), texts in pieces.items()}
    return {
        name: Grid(
            name, rows, frozenset(filter(None, chain(*rows))), frozenset(chain(*found.get(("remarks", name)) or ()))
        )
        for (kind, name), rows in found.items()
        if kind == "cells" and rows is not None
    }


def _columns(sheet: SheetWritten) -> "list[array[int]]":
    first, later = sheet.later
    height = max([first + len(later[0]) if later else 0, *(row + 1 for row, _, _ in sheet.cells)], default=0)
    width = max([len(later), *(column + 1 for _, column, _ in sheet.cells)], default=0)
    columns = [array("I", bytes(4 * height)) for _ in range(width)]
    for row, column, value in sheet.cells:
        columns[column][row] = _number(value)
    for made, values in zip(columns, later, strict=False):
        made[first : first + len(values)] = array("I", _numbers(values))
    return columns


def _numbers(column: Sequence[Value]) -> Iterable[int]:
    known: Mapping[Value, int] = {value: _number(value) for value in set(column)}
    return map(known.__getitem__, column)


def _number(value: Value) -> int:
    """The number of what a cell will show; most are plain texts, of which there are very many."""
    if type(value) is str and _SHORT < len(value) < _LONG and value.isprintable():
        return zlib.crc32(value.strip().encode()) or 1
    value = exact(value)
    if value is None or isinstance(value, StatusWord | CellLink | str):
        return number_of(alike(as_text(value)))
    return number_of(alike(value))


def _packed(numbers: Iterable[int]) -> Iterator[str]:
    text = base64.b64encode(zlib.compress(array("I", numbers).tobytes(), 6)).decode()
    return (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))


def _unpacked(size: str, text: str) -> tuple[GridRow, ...] | None:
    """The rows of a grid; None where what was kept of it is damaged."""
    try:
        height, width = map(int, size.split())
        if not 0 <= height * width <= _MOST:
            return None
        data = zlib.decompressobj().decompress(base64.b64decode(text, validate=True), 4 * height * width)
        numbers = array("I", data)
    except (ValueError, binascii.Error, zlib.error):
        return None
    if len(numbers) != height * width:
        return None
    return tuple(zip(*(numbers[at : at + height] for at in range(0, height * width, height or 1)), strict=True))
