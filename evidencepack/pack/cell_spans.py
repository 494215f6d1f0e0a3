"""Cells of a sheet as they are listed: C4, C7, C9 to C12."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from evidencepack.notes import Messages
from evidencepack.origin import Origin

_RUN = 3  # so many cells in a row are said by the first and the last
_Cell = tuple[int, int]  # column from 1 (0: the row as a whole), row


def cells_of(origins: Iterable[Origin], messages: Messages) -> tuple[str, ...]:
    """Each cell once, down its column; a row as a whole by its number; nothing for a sheet or file."""
    return tuple(_name(cell, messages) for cell in _sorted(origins))


def spans_of(origins: Iterable[Origin], messages: Messages) -> tuple[str, ...]:
    """The same cells, those that follow on one another by the first and the last: down a column, or along one row."""
    cells = _sorted(origins)
    along = len({row for _, row in cells}) == 1
    runs = _runs([(row, column) for column, row in cells] if along else cells)
    whole = [[(b, a) if along else (a, b) for a, b in run] for run in runs]
    return tuple(
        name
        for run in whole
        for name in (
            [messages.say("cell-to-cell", first=_name(run[0], messages), last=_last(run[-1]))]
            if len(run) >= _RUN
            else [_name(cell, messages) for cell in run]
        )
    )


def _sorted(origins: Iterable[Origin]) -> list[_Cell]:
    return sorted({(_number(o.letter), o.row) for o in origins if o.row})


def _runs(cells: Sequence[_Cell]) -> list[list[_Cell]]:
    """The cells in runs of which each second number is the next one."""
    numbered = enumerate(cells)
    return [[cell for _, cell in run] for _, run in groupby(numbered, lambda each: (each[1][0], each[1][1] - each[0]))]


def _number(letter: str) -> int:
    number = 0
    for sign in letter:
        number = number * 26 + ord(sign) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _name(cell: _Cell, messages: Messages) -> str:
    column, row = cell
    return f"{_letters(column)}{row}" if column else messages.say("row-number", row=str(row))


def _last(cell: _Cell) -> str:
    column, row = cell
    return f"{_letters(column)}{row}"
