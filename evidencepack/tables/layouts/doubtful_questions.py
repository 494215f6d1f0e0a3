"""Questions to which agreeing may be bad: their scores count once somebody has said which end is good."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.tables.headings import by_heading, plain

AS_WORDED, REVERSED, LEAVE_OUT = "as worded", "reversed", "leave out"
DOUBTFUL = "doubtful-question"
_BRACKETS = re.compile(r"\([^)]*\)")


def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Finds one of the words whole in plain text; nothing where there are none."""
    longest = sorted((plain(w) for w in words), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)" if longest else r"(?!)")


class Doubtful:
    """The words of a question to which agreeing may be bad, ready to be looked for."""

    def __init__(self, words: Sequence[str]) -> None:
        self._pattern = any_of(words)

    def found_in(self, question: str) -> bool:
        """Whether one stands in the question itself, not in brackets behind it."""
        return bool(self._pattern.search(_BRACKETS.sub(" ", plain(question))))


def settle_scores(columns: Mapping[str, list[Any]], column_map: ColumnMap) -> dict[str, list[int]]:
    """Turn round, in place, the scores of questions named as reversed, and take out those of which it is not known.

    Gives, by question, the numbers of the entries whose score is not known for this.
    """
    questions, scores = columns.get("question", ()), columns.get("score", [])
    tops = columns.get("out_of") or [None] * len(scores)
    doubtful, named = Doubtful(column_map.doubtful), by_heading(column_map.values.get("question", {}))
    said = {text: named.get(plain(text), DOUBTFUL if doubtful.found_in(text) else "") for text in {*questions} if text}
    unsettled: dict[str, list[int]] = {}
    for number, (text, score) in enumerate(zip(questions, scores, strict=False)):
        how = said.get(text, "")
        if score is None or how in ("", AS_WORDED):
            continue
        scores[number] = _turned_round(score, tops[number]) if how == REVERSED else None
        if how == DOUBTFUL or (scores[number] is None and how == REVERSED):
            unsettled.setdefault(plain(text), []).append(number)
    return unsettled


def _turned_round(score: float, top: float | None) -> float | None:
    """A score counted from the other end, as from 1 to 5 or 0 to 10; None where there is no scale."""
    return None if not top else top + (0 if top > 5 else 1) - score
