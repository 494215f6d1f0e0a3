"""What a row answers to what is asked of it, why it may be open, and the words of a topic found whole in a text."""

import re
from collections.abc import Callable, Iterable
from enum import IntEnum
from functools import lru_cache

from msgspec import Struct

from evidencepack.measures.cells import Cells, open_cell
from evidencepack.notes import Note
from evidencepack.registers import Record


class Answer(IntEnum):
    """What a record answers; of several conditions the least holds."""

    NO = 0
    MAYBE = 1
    YES = 2


class Check(Struct, frozen=True):
    """One condition, ready to be asked of every row; `doubt` says why the answer is maybe, where it is."""

    answer: Callable[[Record], Answer]
    doubt: Callable[[Record], Note]


def doubt_about(name: str, cells: Cells) -> Callable[[Record], Note]:
    """Says why the cell of a field leaves it open: it is empty, or holds a word that no list knows."""

    def doubt(record: Record) -> Note:
        value = getattr(record, name, None)
        if value in (None, ""):
            return cells.doubt_of_empty(record, name) or open_cell("maybe-blank", record.register, name)
        return open_cell("maybe-word", record.register, name, word=str(value))

    return doubt


@lru_cache(maxsize=512)
def pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds these words in text of small letters: to make a pattern that is case-blind takes three times as long."""
    longest_first = sorted((w.lower() for w in words if w), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + ("|".join(map(re.escape, longest_first)) or "(?!)") + r")(?!\w)")


def matched_word(texts: Iterable[str], words: tuple[str, ...]) -> str:
    """The first of a topic's words found whole in the texts, case-blind; "" when there is none."""
    return first_word(texts, (pattern_of(words),))


def first_word(texts: Iterable[str], patterns: Iterable[re.Pattern[str]]) -> str:
    """What is found first, in the capitals of the text; in small letters where a letter has two of them, as İ has."""
    for text, match in ((text, pattern.search(text.lower())) for pattern in patterns for text in texts if text):
        if match:
            return text[match.start() : match.end()] if len(text.lower()) == len(text) else match[0]
    return ""
