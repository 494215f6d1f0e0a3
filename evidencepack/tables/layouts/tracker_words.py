"""The words and marks of a tracker: what a state, a kind of meeting, initials and an answer of a person are."""

import re
from collections.abc import Callable, Mapping
from typing import Literal

from evidencepack.day_reader import MONTH_WORDS
from evidencepack.registers.settled import ASIDE
from evidencepack.tables.headings import by_word, plain
from evidencepack.tables.people import People

DONE, BOOKED, AWAY, NOT_HELD, NOT_REQUIRED = "done", "booked", "away", "not held", "not required"
GONE = "gone"
BESIDE = "beside"
# What a person may say of a mark or a colour, and the state of ours that it is.
ANSWERS: Mapping[str, str] = {
    "done": DONE, "booked": BOOKED, "away": AWAY, "not done": NOT_HELD, "expired": NOT_HELD,
    "not required": NOT_REQUIRED, ASIDE: ASIDE,
}  # fmt: skip
_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}|[A-Z](?:[./][A-Z]){1,2}\.?")
_WEEKDAYS = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
_SHORT, _FEW = 40, 5  # characters and words of what may be a mark

Means = Callable[[Literal["mark", "colour"], str], str]


def are_initials(text: str) -> bool:
    """Whether a text may be somebody's initials."""
    return bool(_INITIALS.fullmatch(text)) and text.casefold() not in MONTH_WORDS and text.casefold() not in _WEEKDAYS


def may_be_a_mark(text: str) -> bool:
    """Whether a cell is so short that it may be a mark that stands in many: what is longer is a note."""
    return len(text) <= _SHORT and len(text.split()) <= _FEW and any(map(str.isalpha, text))


class TrackerWords:
    """The words that may stand where a day is expected, and those that name a kind, ready to compare.

    `means` gives what a person has said of a mark or a colour, `staff` whom initials may stand for.
    """

    def __init__(
        self,
        states: Mapping[str, tuple[str, ...]],
        kinds: Mapping[str, tuple[str, ...]],
        means: Means = lambda _ask, _what: "",
        staff: frozenset[str] | None = None,
    ) -> None:
        self.beside = frozenset(plain(w) for w in states.get(BESIDE, ()))
        states = {ours: words for ours, words in states.items() if ours != BESIDE}
        self.states, self.kinds = _by_length(by_word(states)), _by_length(by_word(kinds))
        self._means, self._staff = means, staff

    def state(self, text: str) -> tuple[str, str]:
        """The state a text begins with, and what follows; ("", text) when it begins with none."""
        return _begins(text, self.states)

    def kind(self, text: str) -> tuple[str, str]:
        """The kind of meeting a text begins or ends with, and the rest."""
        ours, rest = _begins(text, self.kinds)
        if ours or not text.endswith(tuple(self.kinds)):
            return ours, rest
        for word, kind in self.kinds.items():
            if text.endswith(word) and not text[: -len(word)][-1:].isalnum():
                return kind, plain(text[: -len(word)].rstrip("( "))
        return "", text

    def named(self, text: str, *states: str) -> bool:
        """Whether a word of one of some states stands anywhere in a text."""
        return any(s in states and re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text) for w, s in self.states.items())

    def answered(self, ask: Literal["mark", "colour"], what: str) -> str:
        """The state that a person has said a mark or a colour is; "" while nobody has."""
        return ANSWERS.get(self._means(ask, what), "")

    def may_sign(self, text: str) -> bool:
        """Whether a text beside a day is somebody of the staff; without a list of them any two or three capitals."""
        if self._staff is None:
            return are_initials(text) and text.isupper() and len(text) > 1
        return "".join(c for c in text if c.isalpha()).casefold() in self._staff


def signatures_of(people: People) -> frozenset[str] | None:
    """By what the staff may sign: the initials of each, and each of their names; None where there is no list."""
    listed = people.listed.get("staff")
    if listed is None:
        return None
    spelled = {s.words for persons in listed.values() for person in persons for s in person.spellings if s.words}
    initials = {"".join(word[0] for word in words) for words in spelled}
    first_and_last = {words[0][0] + words[-1][0] for words in spelled}
    return frozenset(initials | first_and_last | {word for words in spelled for word in words})


def _by_length(words: Mapping[str, str]) -> dict[str, str]:
    """Longest first, so that "not held" is found before "not"."""
    return dict(sorted(words.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _begins(text: str, words: Mapping[str, str]) -> tuple[str, str]:
    if not text.startswith(tuple(words)):  # as most days do not
        return "", text
    for word, ours in words.items():
        if text == word:
            return ours, ""
        if text.startswith(word) and not (text[len(word)].isalnum() and word[-1].isalnum()):
            return ours, plain(text[len(word) :].strip(" ():,-–—"))
    return "", text
