"""What the colours and marks of a sheet mean: by a key that stands on it, and which colours merely decorate."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from evidencepack.files import Cell, Row, Sheet
from evidencepack.tables.headings import at, plain

_NAMES = "red|amber|orange|yellow|green|grey|gray|blue|purple|pink|brown|turquoise|black|white"
_PART = re.compile(
    rf"\b({_NAMES})\b\s*(?:[=:–—-]|means|is|shows|\()\s*([^,;|\n]*?)(?=[,;|\n.)]|\b(?:{_NAMES})\b\s*[=:–—(-]|$)", re.I
)
_COLOUR = re.compile(rf"(?:{_NAMES})", re.I)
# R = overdue, N: not required, X - not done; the mark is short, so that no name is taken for one.
_MARK = re.compile(
    r"(?:^|[,;|\n]|(?<!\s)\s{2})\s*+(?:(?:key|legend|codes?)\b[\s:–-]*+)?(\S{1,3})"
    r"(?:\s*+[=:]|\s++[–—-]\s)\s*+([^,;|\n=]+)",
    re.IGNORECASE,
)
_LONGEST_MARK = 3
_ONE_NAME = {"gray": "grey", "r": "red", "a": "amber", "g": "green"}
# What a key calls amber, a workbook may show as orange or yellow.
_NEAR = {"orange": "amber", "yellow": "amber", "amber": "orange"}
# A sheet that holds nothing but a key is no larger.
_KEY_ROWS, _KEY_COLUMNS, _ABOVE_A_KEY = 25, 4, 2

Words = Mapping[str, Sequence[str]]
"""How the words of a key begin, by what they mean."""


def key_of(sheet: Sheet, rows: Sequence[Row], words: Words, is_beside: Callable[[int, int], bool]) -> dict[str, str]:
    """What each colour and mark means by the key on a sheet, or else by one on another sheet of its file.

    A key is in words ("Red = expired, N = not required"), or coloured cells or marks with words. Only cells that
    `is_beside` the table (row and column from 0) are taken for one; what is given two meanings has none.
    """
    return _meanings(_pairs(sheet, rows, is_beside), words) or _meanings(sheet.key, words)


def meaning_in(key: Mapping[str, str], what: str) -> str:
    """What a colour or mark means by a key, which may call a colour by a name near it; "" where it does not tell."""
    name = plain(what)
    colour = _ONE_NAME.get(name, name)
    return key.get(name) or key.get(colour) or key.get(_NEAR.get(colour, ""), "")


def is_key_row(row: Row, fill: str, words: Words) -> bool:
    """Whether a row holds nothing but an entry of a key: a colour or mark with its words, or words in a `fill`."""
    if len(row) - row.count(None) > _KEY_COLUMNS:
        return False
    texts = [cell for cell in row if plain(cell)]
    if not texts or not all(isinstance(text, str) for text in texts):
        return False
    if len(texts) == 1:
        return bool(fill and _state(str(texts[0]), words)) or bool(_meanings(_in_words(str(texts[0])), words))
    return len(texts) == 2 and _is_mark(texts[0]) and bool(_state(str(texts[1]), words))


def is_colour(row: Row) -> bool:
    """Whether the first cell of a row in which something stands names a colour, or holds an equals sign."""
    text = str(next(cell for cell in row if plain(cell)))
    return "=" in text or bool(_COLOUR.fullmatch(text.strip(" :=-")))


def colour_named(text: str) -> str:
    """The colour that a text names and nothing else; "" for any other."""
    name = text.strip(" :=-").casefold()
    return _ONE_NAME.get(name, name) if len(name) > 1 and _COLOUR.fullmatch(name) else ""


def stands_for(text: Cell, after: Cell, words: Words) -> bool:
    """Whether a cell and the one to its right are an entry of a key."""
    return _is_mark(text) and isinstance(after, str) and bool(_state(after, words))


def is_key_sheet(sheet: Sheet, words: Words) -> bool:
    """Whether a sheet holds nothing but a key, but for a line or two above it."""
    rows = [(number, row) for number, row in enumerate(sheet.rows, 1) if any(map(plain, row))]
    entries = sum(is_key_row(row, _first_fill(sheet, number, row), words) for number, row in rows)
    return _is_small(sheet) and entries > 1 and len(rows) - entries <= _ABOVE_A_KEY


def keys_elsewhere(sheets: Iterable[Sheet]) -> tuple[tuple[str, str], ...]:
    """Colours and marks with their words on other sheets of a file: on one that is small, else in rows of a key."""
    return tuple(pair for sheet in sheets for pair in _pairs(sheet, sheet.rows, _beside_in(sheet)))


def _beside_in(sheet: Sheet) -> Callable[[int, int], bool]:
    small = _is_small(sheet)
    return lambda row, _column: small or _alone(sheet, row)


def _is_small(sheet: Sheet) -> bool:
    return len(sheet.rows) <= _KEY_ROWS and max(map(len, sheet.rows), default=0) <= _KEY_COLUMNS


def _alone(sheet: Sheet, index: int) -> bool:
    """Whether a row of a larger sheet may be an entry of a key: words alone, or behind the name of a colour."""
    texts = [cell for cell in sheet.rows[index] if plain(cell)]
    return len(texts) == 1 or (len(texts) == 2 and isinstance(texts[0], str) and bool(colour_named(texts[0])))


def _first_fill(sheet: Sheet, number: int, row: Row) -> str:
    return next((fill for i in range(len(row) or 1) if (fill := sheet.fills.get((number, i)))), "")


def decorates(sheet: Sheet, row: int, column: int, who: int, head: int) -> bool:
    """Whether a filled cell (from 0) has the colour of its whole row or column: of its name, or of its heading."""
    fill = sheet.fills.get((row + 1, column))
    return fill in (sheet.fills.get((row + 1, who)), sheet.fills.get((head + 1, column)))


def _meanings(pairs: Iterable[tuple[str, str]], words: Words) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for name, text in pairs:
        if state := _state(text, words):
            found.setdefault("grey" if name == "gray" else name, set()).add(state)
    return {name: states.pop() for name, states in found.items() if len(states) == 1}


def _pairs(sheet: Sheet, rows: Sequence[Row], is_beside: Callable[[int, int], bool]) -> Iterator[tuple[str, str]]:
    """Colours and marks with the words for them: in one text, in the coloured cell, or in the cell to its right."""
    for index, row in enumerate(rows):
        for column in (c for c in range(len(row)) if is_beside(index, c)):
            cell, right = at(row, column), at(row, column + 1)
            text, after = (c if isinstance(c, str) else "" for c in (cell, right))
            yield from _in_words(text)
            if _COLOUR.fullmatch(text.strip(" :=-")) or _is_mark(cell):
                yield text.strip(" :=-").casefold(), after
            if fill := sheet.fills.get((index + 1, column)):
                yield fill, after if _is_mark(cell) or not text else text


def _in_words(text: str) -> Iterator[tuple[str, str]]:
    yield from ((colour.casefold(), said) for colour, said in _PART.findall(text))
    yield from ((mark.casefold(), said) for mark, said in _MARK.findall(text))


def _is_mark(cell: Cell) -> bool:
    """Whether a cell is a colour or a mark that a key may explain."""
    text = cell.strip(" :=-") if isinstance(cell, str) else ""
    return bool(_COLOUR.fullmatch(text)) or 0 < len(text) <= _LONGEST_MARK


def _state(text: str, words: Words) -> str:
    """What the words of a key mean, by the longest that they begin with."""
    said = plain(text.strip(" ()"))
    begun = [
        (len(word), state) for state, theirs in words.items() for word in map(plain, theirs) if _begins(said, word)
    ]
    return max(begun, default=(0, ""))[1]


def _begins(text: str, word: str) -> bool:
    return bool(word) and text.startswith(word) and (len(text) == len(word) or not text[len(word)].isalnum())
