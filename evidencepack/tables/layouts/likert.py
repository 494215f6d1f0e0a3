"""Answers as people tick them, to numbers: Strongly agree, Very satisfied, Yes definitely, 4 of 5, 9 of 10.

Which words stand for which number is stated in the column map. Where a question's answers fit two sets of answers,
those of the other questions decide; where they do not, the set that gives the lower figures holds, and this is said.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from evidencepack.files import Cell
from evidencepack.frameworks.column_map import Scale
from evidencepack.tables.cells.convert import error_in, score_out_of, to_number
from evidencepack.tables.headings import plain

_MOST_WORDS = 20  # of what the best answer is called
_NUMBERED = re.compile(r"^\d{1,3}\s*[-–—=:.)]\s*(?=[^\W\d])|(?:(?<!\s)\s*+)?\(\d{1,3}\)$")
_RANGE = re.compile(r"(?<!\d)([01])\s*(?:-|–|—|to|and|/)\s*(\d{1,3})(?!\d)")
_OUT_OF = re.compile(r"(?:out of|/|of)\s*(\d{1,3})(?!\d)")
_ENDS = (3, 4, 5, 6, 7, 8, 9, 10, 100)
_ONE_IS = re.compile(r"(?<!\d)1\s*(?:=|-|–|—|:|is|being|means)\s*(?:the\s+)?([a-z][a-z ]*)")
_BEST = ("best", "highest", "top")


def word_of(cell: Cell) -> str:
    """An answer as it is compared: without the number that some tools put before or behind it (5 - Strongly agree)."""
    return "" if isinstance(cell, bool) or error_in(cell) else plain(_NUMBERED.sub("", plain(cell)))


class WordScale(Struct, frozen=True):
    """One set of answers: its id, the number of each word, what it is out of, and when it may be used."""

    id: str
    numbers: Mapping[str, float]
    out_of: float
    by_wording: bool = False
    when_named: bool = False

    @staticmethod
    def of(scale: Scale) -> "WordScale":
        """A set of answers of a column map, ready to compare."""
        numbers = {plain(w): number for number, words in scale.answers.items() for w in words}
        return WordScale(scale.id, numbers, scale.out_of, scale.by_wording, scale.when_named)

    def score(self, cell: Cell, *, reverse: bool) -> tuple[float, float]:
        """Score and what it is out of; ValueError for another answer."""
        number = self.numbers.get(word_of(cell))
        if number is None:
            raise ValueError("not an answer of this set")
        return (min(self.numbers.values()) + self.out_of - number if reverse else number), self.out_of


class NumberScale(Struct, frozen=True):
    """Answers that are numbers: the lowest and the highest there is, and whether 1 is the best of them."""

    lowest: float
    out_of: float
    one_is_best: bool = False
    when_named: bool = False

    @property
    def by_wording(self) -> bool:
        """Whether the question decides which end is good; not where it says that 1 is the best."""
        return not self.one_is_best

    def score(self, cell: Cell, *, reverse: bool) -> tuple[float, float]:
        """Score and what it is out of; ValueError for another answer."""
        both = score_out_of(cell)
        number, out_of = both or (number_of(cell), self.out_of)
        if not self.lowest <= number <= out_of:
            raise ValueError("not a number of this scale")
        return (self.lowest + out_of - number if reverse is not self.one_is_best else number), out_of


AnyScale = WordScale | NumberScale


def number_of(cell: Cell) -> float:
    """An answer that is a number, with words behind it or not (5, 5 stars, 10 - Extremely likely)."""
    if isinstance(cell, str) and not error_in(cell):
        if found := re.fullmatch(r"(\d{1,3}(?:\.\d+)?)(?:\s*(?:stars?|[-–—=:.)(]).*)?", plain(cell)):
            return float(found[1])
        raise ValueError("not a number")
    return to_number(cell)


def is_number(cell: Cell) -> bool:
    """Whether an answer is a number."""
    try:
        number_of(cell)
    except ValueError:
        return score_out_of(cell) is not None
    return True


def numbers_of(question: str, scales: Sequence[WordScale]) -> NumberScale | None:
    """The scale of numbers that a question states, such as (1-5), 0 to 10 or out of 5; None where it states none."""
    text = plain(question)
    best = any(_is_best(words, scales) for words in _ONE_IS.findall(text))
    stated = [(float(low), float(high)) for low, high in _RANGE.findall(text)]
    stated += [(0.0 if int(high) > 5 else 1.0, float(high)) for high in _OUT_OF.findall(text)]
    return next((NumberScale(low, high, one_is_best=best) for low, high in stated if high in _ENDS), None)


def _is_best(words: str, scales: Sequence[WordScale]) -> bool:
    """Whether the words after "1 =" are the best answer of a set, or say so."""
    starts = set(accumulate(words.split()[:_MOST_WORDS], "{} {}".format))
    tops = {w for s in scales if not s.when_named for w, n in s.numbers.items() if n == s.out_of}
    return bool(starts & (tops | set(_BEST)))


def lowest(words: Sequence[str], scales: Sequence[WordScale]) -> tuple[WordScale, bool]:
    """Of several sets that fit, the one that gives the lower figures; and whether another gives other figures."""
    best = min(scales, key=lambda s: (sum(s.numbers[w] / s.out_of for w in words), s.id))
    return best, any(len({round(s.numbers[w] / s.out_of, 6) for s in scales}) > 1 for w in words)
