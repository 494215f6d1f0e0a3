"""What the process that reads says to the one that asked: plain values only, so that a hostile file can send no code.

A sheet is sent in blocks of rows, column by column; days, times and errors go as numbers and words beside the column.
"""

import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice, zip_longest
from struct import Struct
from typing import Any

from evidencepack.dates import MONTHS
from evidencepack.files.colours import COLOURS
from evidencepack.files.sheet import (
    CannotReadError,
    Cell,
    ErrorCell,
    Merged,
    RawSheet,
    Read,
    Row,
    Sheet,
    SheetMetadata,
    Unreadable,
)
from evidencepack.notes import Fact, Note, note
from evidencepack.text import visible

HEAD = Struct(">?I")  # whether this is the last message about a file, and how long it is
MOST_CELLS = 5_000_000
_BLOCK = 20_000  # cells
Column = tuple[list[Any], list[tuple[str, list[int], list[Any]]]]  # its cells; kind, rows and values of what is beside
_PLAIN = frozenset({str, float, int, bool, type(None)})
_DAY = 86_400_000_000  # microseconds
_TICK = timedelta(microseconds=1)
_CODE, _MOST_FACTS = re.compile(r"[a-z][a-z0-9-]{1,60}"), 10
ToldNote = tuple[str, list[tuple[str, Any]]]  # its code, and its facts by name; a note among them in the same way


def packed(value: object) -> bytes:
    """A message; of plain values only."""
    return pickle.dumps(value, 5)


class _NoNames(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} is not a plain value")


def unpacked(message: bytes) -> Any:
    """What a message holds; pickle.UnpicklingError when it names a class or a function."""
    return _NoNames(BytesIO(message)).load()


def messages(sheets: Callable[[], Iterable[RawSheet]]) -> Iterator[tuple[Any, ...]]:
    """Everything to say of a file, the last message its outcome: done, or cannot (and why)."""
    cells = 0
    try:
        for sheet in sheets():
            rows = iter(sheet.rows)
            while block := list(islice(rows, 200)):
                widest = max(map(len, block))
                block += islice(rows, max(0, _BLOCK // max(widest, 1) - 200))
                cells += sum(map(len, block))
                if cells > MOST_CELLS:
                    raise CannotReadError(note("too-many-cells", millions=MOST_CELLS // 1_000_000))
                yield ("rows", *_columns(block))
            kept = sheet.beside
            yield ("sheet", visible(sheet.name), kept.hidden, sorted(kept.hidden_rows), sorted(kept.hidden_columns),
                   kept.merged, kept.errors, list(map(told_note, kept.notes)), _looks(kept))  # fmt: skip
        yield ("done",)
    except CannotReadError as error:
        yield ("cannot", told_note(error.why))


def _looks(kept: SheetMetadata) -> tuple[Any, ...]:
    return sorted(kept.fills.items()), *map(sorted, (kept.comments, kept.struck, kept.months, kept.percents))


def _columns(rows: Sequence[Sequence[Any]]) -> tuple[list[int], list[Column]]:
    """The length of each row (none when all are alike and none is empty), and the columns."""
    lengths = list(map(len, rows))
    columns = [_column(column) for column in zip_longest(*rows)]
    return ([] if columns and len(set(lengths)) == 1 else lengths), columns


def _column(cells: Sequence[Any]) -> Column:
    """A column with None for what is blank or not plain, and what is not plain: its kind, rows and values.

    Here the text of every cell of every kind of file passes through: what steers a screen or hides goes no further.
    """
    kinds = set(map(type, cells))
    if str in kinds and not "".join([cell for cell in cells if type(cell) is str]).isprintable():
        cells = [visible(cell) if type(cell) is str else cell for cell in cells]
    beside = []
    for kind in sorted(kinds - _PLAIN, key=lambda k: k.__name__):
        told = _TOLD[kind.__name__]
        rows = [n for n, cell in enumerate(cells) if type(cell) is kind]
        beside.append((kind.__name__, rows, [told(cells[n]) for n in rows]))
    if beside:
        return [cell if type(cell) in _PLAIN and cell != "" else None for cell in cells], beside
    if str in kinds and "" in cells:
        return [None if cell == "" else cell for cell in cells], beside
    return list(cells), beside


def _ticks(cell: time) -> int:
    return ((cell.hour * 60 + cell.minute) * 60 + cell.second) * 1_000_000 + cell.microsecond


_TOLD: dict[str, Callable[[Any], Any]] = {
    "date": date.toordinal,
    "datetime": lambda cell: cell.toordinal() * _DAY + _ticks(cell.time()),
    "time": _ticks,
    "timedelta": lambda cell: cell // _TICK,
    "ErrorCell": str,
}
_UNTOLD: dict[str, Callable[[Any], Cell]] = {
    "date": date.fromordinal,
    "datetime": lambda n: datetime.fromordinal(n // _DAY) + (n % _DAY) * _TICK,
    "time": lambda n: (datetime.fromordinal(1) + n * _TICK).time(),
    "timedelta": lambda n: n * _TICK,
    "ErrorCell": lambda code: ErrorCell(_short(code)),
}


class Reply:
    """What has been said of a file so far; `read` is its outcome once `take` has returned True."""

    def __init__(self) -> None:
        self.read: Read | None = None
        self._rows: list[Row] = []
        self._sheets: list[Sheet] = []
        self._cells = 0
        self._why: Note | None = None

    def take(self, message: tuple[Any, ...]) -> bool:
        """Take one more message; ValueError, TypeError and the like when it is not one that we send."""
        kind, *rest = message
        if kind == "rows":
            self._take_rows(*rest)
        elif kind == "sheet":
            self._take_sheet(rest)
        elif kind == "cannot":
            self.read = Unreadable(_note(*rest))
        elif kind == "done":
            self.read = Unreadable(self._why) if self._why else tuple(self._sheets)
        else:
            raise ValueError("not a message")
        return self.read is not None

    def _take_sheet(self, told: list[Any]) -> None:
        try:
            self._sheets.append(_sheet(self._rows, told))
        except CannotReadError as error:
            self._why = error.why
        self._rows = []

    def _take_rows(self, lengths: list[int], columns: list[Any]) -> None:
        restored = [_restored(*column) for column in columns]
        self._cells += sum(map(len, restored))
        if self._cells > 4 * MOST_CELLS or (lengths and max(lengths) > len(columns)):
            raise ValueError("more cells than are sent")
        rows: Iterable[Row] = zip(*restored, strict=True) if restored else [()] * len(lengths)
        self._rows += [row[:n] for row, n in zip(rows, lengths, strict=True)] if lengths else rows


def _restored(cells: list[Any], beside: list[tuple[str, list[int], list[Any]]]) -> list[Cell]:
    if not _PLAIN.issuperset(map(type, cells)):
        raise ValueError("not plain")
    for kind, rows, values in beside:
        for row, value in zip(rows, map(_UNTOLD[kind], values), strict=True):
            cells[row] = value
    return cells


def _sheet(rows: list[Row], told: Sequence[Any]) -> Sheet:
    name, hidden, hidden_rows, hidden_columns, merged, errors, notes, looks = told
    fills, comments, struck, months, percents = looks
    room = MOST_CELLS
    for row, column, code in errors:
        if 0 < row <= 1_048_576 and 0 <= column < 16_384:
            room -= max(0, column - (len(rows[row - 1]) if row <= len(rows) else 0))
            if room < 0:
                raise CannotReadError(note("too-many-cells", millions=MOST_CELLS // 1_000_000))
            _put(rows, row - 1, column, ErrorCell(_short(code)))
    for row, column in _cells(months):
        day = rows[row - 1][column] if row <= len(rows) and column < len(rows[row - 1]) else None
        if isinstance(day, date) and day.day == 1:
            _put(rows, row - 1, column, f"{MONTHS[day.month - 1][:3]} {day.year}")
    return Sheet(
        name=_short(name),
        rows=tuple(rows),
        hidden=bool(hidden),
        hidden_rows=frozenset(map(int, hidden_rows)),
        hidden_columns=frozenset(map(int, hidden_columns)),
        merged=tuple(Merged(*map(int, ends)) for ends in merged),
        notes=tuple(map(_note, notes)),
        fills=_fills(fills, rows),
        comments=frozenset(_cells(comments)),
        struck=frozenset(_cells(struck)),
        percents=frozenset(_cells(percents)),
    )


def _fills(told: Iterable[Any], rows: Sequence[Row]) -> dict[tuple[int, int], str]:
    """The fills as they were sent, but those to the right of all that the sheet holds, or below it."""
    found = dict(told)
    if not COLOURS.issuperset(found.values()):
        raise ValueError("not a colour")
    height = next((n for n in range(len(rows), 0, -1) if rows[n - 1]), 0)
    width = max(map(len, rows), default=0)
    return {(n, i): found[n, i] for n, i in _cells(found) if n <= height and i < width}


def _cells(places: Iterable[Any]) -> Iterator[tuple[int, int]]:
    """Places of cells as they were sent: a row from 1, a column from 0."""
    for row, column in places:
        if type(row) is not int or type(column) is not int or row < 1 or column < 0:
            raise ValueError("not a cell")
        yield row, column


def _put(rows: list[Row], row: int, column: int, cell: Cell) -> None:
    """Put a cell in its place, making room where calamine saw nothing to the right or below."""
    while len(rows) <= row:
        rows.append(())
    old = rows[row]
    rows[row] = (*old[:column], *((None,) * (column - len(old))), cell, *old[column + 1 :])


def _short(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError("not a text")
    return text[:500]


def told_note(said: Note) -> ToldNote:
    """A note as plain values: its code, and its facts by name."""
    return said.code, [(name, told_note(fact) if isinstance(fact, Note) else fact) for name, fact in said.facts]


def _note(told: ToldNote, depth: int = 0) -> Note:
    """A note from plain values; ValueError or TypeError for what is none of ours."""
    code, facts = told
    if not _CODE.fullmatch(code) or len(facts) > _MOST_FACTS or depth > 1:
        raise ValueError("not a note")
    return Note(code, tuple((_short(name), _fact(value, depth)) for name, value in facts))


def _fact(value: Any, depth: int) -> Fact:
    if isinstance(value, tuple):
        return _note(value, depth + 1)
    return value if type(value) is int else _short(value)
