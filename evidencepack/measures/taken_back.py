"""Words that take back what a cell seems to say: not safeguarding, ruled out, failed, working towards."""

import re
from collections.abc import Iterable, Mapping, Sequence

# What may stand between the word of a topic and the word that takes it back.
_BEFORE, _AFTER = r"(?:\s+|-)$", r"[\s(:–—-]*"
# What parts a thing that is had from one that is not: RGN, Level 5 in progress.
_PARTED = re.compile(r"[,;/+&]|\band\b")
_NEAR, _MOST = 100, 100  # characters before a match that are looked at; matches of a cell
_EDGES = " .,:;()[]-–—"


class TakenBack:
    """The words of `negated` and `not_held`, ready to be looked for beside a match or in a whole cell."""

    def __init__(self, negated: Iterable[str], not_held: Mapping[str, tuple[str, ...]]) -> None:
        before, after, around = list[str](), list[str](), list[str]()
        for phrase in map(str.lower, negated):
            into = before if phrase.endswith("*") else after if phrase.startswith("*") else around
            into.append(phrase.strip("* "))
        self._before = re.compile(rf"(?<!\w){_any(before)}{_BEFORE}")
        self._after = re.compile(rf"{_AFTER}{_any(after)}(?!\w)")
        self._around = re.compile(rf"(?<!\w){_any(around)}(?!\w)")
        self._not_held = {column: re.compile(rf"(?<!\w){_any(words)}(?!\w)") for column, words in not_held.items()}

    def stands(self, text: str, pattern: re.Pattern[str], column: str) -> bool | None:
        """Whether a pattern is found in the text of a column; None where all that is found is taken back."""
        plain = text.lower()
        found = [match.span() for match in pattern.finditer(plain)]
        if not found:
            return False
        if column in self._not_held and self._not_held[column].search(plain):
            return None
        around = [match.span() for match in self._around.finditer(plain)][:_MOST]
        return True if any(not self._takes_back(plain, around, *span) for span in found[:_MOST]) else None

    def _takes_back(self, text: str, around: Sequence[tuple[int, int]], start: int, end: int) -> bool:
        if self._before.search(text[max(0, start - _NEAR) : start]) or self._after.match(text, end):
            return True
        return any(first <= start and end <= last and last - first > end - start for first, last in around)

    def held(self, text: str, column: str) -> bool | None:
        """Whether what a cell names is had: no where it begins or ends with words that say not; None where it may be.

        "Level 5 (in progress)" is not; "Level 3, working towards Level 5" is left open.
        """
        matches = list(self._not_held[column].finditer(text.lower())) if column in self._not_held else []
        if not matches:
            return True
        before, after = text[: matches[0].start()].strip(_EDGES), text[matches[-1].end() :].strip(_EDGES)
        if not before:
            return False
        return None if after or _PARTED.search(before.lower()) else False


def _any(words: Iterable[str]) -> str:
    return "(?:" + ("|".join(re.escape(word.lower()) for word in sorted(words, key=len, reverse=True)) or "(?!)") + ")"
