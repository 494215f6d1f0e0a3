"""What the colours of a sheet mean: by a key that stands on it, and which of them merely decorate."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from evidencepack.files import Row, Sheet
from evidencepack.tables.headings import at, plain

_NAMES = "red|amber|orange|yellow|green|grey|gray|blue|purple|pink|brown|turquoise|black|white"
_PART = re.compile(
    rf"\b({_NAMES})\b\s*(?:[=:–—-]|means|is|shows|\()\s*([^,;|\n]*?)(?=[,;|\n.)]|\b(?:{_NAMES})\b\s*[=:–—(-]|$)", re.I
)
_COLOUR = re.compile(rf"(?:{_NAMES})", re.I)
_ONE_NAME = {"gray": "grey"}
# What a key calls amber, a workbook may show as orange or yellow.
_NEAR = {"orange": "amber", "yellow": "amber", "amber": "orange"}

Words = Mapping[str, Sequence[str]]
"""How the words of a key begin, by what they mean."""


def key_of(sheet: Sheet, rows: Sequence[Row], words: Words, is_beside: Callable[[int, int], bool]) -> dict[str, str]:
    """What each colour means by the key on a sheet: in words ("Red = expired"), or as coloured cells with words.

    Only cells that `is_beside` the table (row and column from 0) are taken for a key; a colour to which a key gives
    two meanings has none.
    """
    found: dict[str, set[str]] = {}
    for colour, text in _pairs(sheet, rows, is_beside):
        if state := _state(text, words):
            found.setdefault(_ONE_NAME.get(colour, colour), set()).add(state)
    return {colour: states.pop() for colour, states in found.items() if len(states) == 1}


def meaning_in(key: Mapping[str, str], colour: str) -> str:
    """What a colour means by a key, which may call it by a name near it; "" where the key does not tell."""
    return key.get(colour) or key.get(_NEAR.get(colour, ""), "")


def decorates(sheet: Sheet, row: int, column: int, who: int, head: int) -> bool:
    """Whether a filled cell (from 0) has the colour of its whole row or column: of its name, or of its heading."""
    fill = sheet.fills.get((row + 1, column))
    return fill in (sheet.fills.get((row + 1, who)), sheet.fills.get((head + 1, column)))


def _pairs(sheet: Sheet, rows: Sequence[Row], is_beside: Callable[[int, int], bool]) -> Iterator[tuple[str, str]]:
    """Colours with the words that stand for them: in one text, in the coloured cell, or in the cell to its right."""
    for index, row in enumerate(rows):
        for column in range(len(row)):
            cell, right = at(row, column), at(row, column + 1)
            if not is_beside(index, column):
                continue
            text, after = (c if isinstance(c, str) else "" for c in (cell, right))
            yield from ((colour.casefold(), said) for colour, said in _PART.findall(text))
            if _COLOUR.fullmatch(text.strip(" :=-")):
                yield text.strip(" :=-").casefold(), after
            elif fill := sheet.fills.get((index + 1, column)):
                yield fill, text or after


def _state(text: str, words: Words) -> str:
    """What the words of a key mean, by the longest that they begin with."""
    said = plain(text.strip(" ()"))
    begun = [
        (len(word), state) for state, theirs in words.items() for word in map(plain, theirs) if _begins(said, word)
    ]
    return max(begun, default=(0, ""))[1]


def _begins(text: str, word: str) -> bool:
    return bool(word) and text.startswith(word) and (len(text) == len(word) or not text[len(word)].isalnum())
