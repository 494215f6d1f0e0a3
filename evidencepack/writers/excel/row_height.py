"""How many lines a text takes in a column, so that rows are high enough wherever the workbook is opened."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from evidencepack.writers.excel.cells import Value, as_text

LINE, PADDING = 13.0, 4.0  # points
_MARGINS = 12  # pixels of a cell that hold no text
_MOST = 409.0  # points: as high as Excel lets a row be
# Pixels of each character in Arial 10 at 96 dots an inch; the others take 7.
_BY_WIDTH = {3: "ijl|'", 4: " .,:;!ftr()[]/\\-", 6: "cksvxyzJ", 9: "ADHKNRUXY&", 10: "OGQmw", 12: "MW@%"}
_WIDE = {c: pixels for pixels, chars in _BY_WIDTH.items() for c in chars}
_WIDE_BY_BYTE = bytes(_WIDE.get(chr(byte), 7) for byte in range(256))


def height_of(values: Sequence[Value], widths: Iterable[float]) -> float:
    """Points a row needs for these values in columns this wide; 0 where the usual height will do."""
    return _height(max(map(_lines, values, widths), default=1))


def heights_of(columns: Sequence[Sequence[Value]], widths: Iterable[float]) -> Sequence[float]:
    """`height_of` of every row of a list that is given by its columns."""
    tall = []
    for column, width in zip(columns, widths, strict=True):
        values = set(column)
        if _all_short(values, width):
            continue
        lines = {value: _lines(value, width) for value in values}
        if max(lines.values(), default=1) > 1:
            tall.append([lines[value] for value in column])
    return [_height(max(lines)) for lines in zip(*tall, strict=True)] if tall else [0] * len(columns[0])


def _all_short(values: Iterable[Value], width: float) -> bool:
    """Whether each of these texts takes one line for sure, as those of most columns do."""
    longest = max((len(value) if isinstance(value, str) else 0 for value in values), default=0)
    return longest < width * 0.6 and not any(isinstance(value, str) and "\n" in value for value in values)


def _height(lines: int) -> float:
    return min(lines * LINE + PADDING, _MOST) if lines > 1 else 0


def _lines(value: Value, width: float) -> int:
    text = value if isinstance(value, str) else as_text(value)
    return 1 if len(text) < width * 0.6 and "\n" not in text else lines_of(text, width)


@lru_cache(maxsize=20_000)
def lines_of(text: str, width: float) -> int:
    """Lines of a text wrapped at spaces in a column of so many characters."""
    room = width * 7 - _MARGINS
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _pixels(word: str) -> int:
    if word.isascii():
        return sum(word.encode().translate(_WIDE_BY_BYTE))
    return sum(_WIDE.get(c, 7) if c < "\u2000" else 12 for c in word)


_pixels_of_word = lru_cache(maxsize=20_000)(_pixels)


def _wrapped(line: str, room: float) -> int:
    if _pixels(line) <= room:
        return 1
    lines, used = 1, 0
    for word in line.split(" "):
        size = _pixels_of_word(word)
        if used and used + 4 + size > room:
            lines, used = lines + 1, 0
        more, size = divmod(size, int(room))
        lines += more
        used += size + 4
    return lines
