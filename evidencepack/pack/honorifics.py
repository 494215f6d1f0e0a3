"""Who is named behind an honorific, on a list or not: Dr S. Vishwanathan, MRS FEATHERSTONEHAUGH, mr_king."""

import re
from collections.abc import Sequence

from msgspec import Struct

from evidencepack import dates
from evidencepack.frameworks.people_words import PeopleWords

# What may stand between an honorific, initials and a name: Mrs. D. Whitworthy, Mrs (Betty), Mr "Bob".
_BEHIND = re.compile(r"[\s_.'\"`\u00b4\u2018-\u201d\u02bc()\u2010-\u2015\u2212-]{0,4}")
_JOINED = re.compile(r"(?:\.? |[-_'\u2019.]|[)\"'\u2019\u201d] | [(\"'\u2018\u201c])")
_IN_ONE_NAME = frozenset("-'\u2019")
# An illness, a programme and a verb.
_UNSURE = frozenset({"ms", "miss"})
_LONE_LETTER = frozenset({"mr", "mrs"})
_LETTER_WORDS = frozenset("aio")
MONTHS = frozenset(month.casefold() for month in dates.MONTHS)
_MOST_BEFORE, _MOST_BEHIND = 5, 3


class Word(Struct, frozen=True):
    """A word of a text: where it stands, as it is written and as it is compared."""

    start: int
    end: int
    written: str
    plain: str


class Honoured(Struct, frozen=True):
    """The words of a text, some of them `taken`, as they may follow an honorific."""

    text: str
    words: Sequence[Word]
    taken: frozenset[int]
    known: PeopleWords

    def style(self, at: int) -> str:
        """How an honorific is written, before which a name may follow it: title, capitals, small; or "" for none."""
        word = self.words[at]
        if word.plain not in self.known.honorifics or not self._is_next(at + 1, _BEHIND):
            return ""
        if word.written.istitle() or (word.plain in self.known.honorifics_in_capitals and word.written.isupper()):
            return "title"
        if word.written.isupper():
            return "capitals"
        small = word.plain in self.known.honorifics_in_small or (word.plain in _UNSURE and self.text.islower())
        return "small" if small and word.written.islower() else ""

    def end(self, at: int) -> int:
        """The end of the name behind an honorific, whoever it is; at + 1 where no name follows."""
        style, first = self.style(at), at + 1
        if not style:
            return first
        i = first
        while i - at <= _MOST_BEFORE and self._is_next(i, _BEHIND) and self._leads(style, i):
            i += 1
        if self._is_next(i, _BEHIND) and self._is_core(style, at, i):
            return self.behind(style, i + 1)
        while i > first:
            i -= 1
            if self._is_core(style, at, i):
                return i + 1
        return first + 1 if self._is_lone_letter(style, at) else first

    def behind(self, style: str, end: int) -> int:
        """The end of a name with the words behind it that no list has: Mrs Jean A Whitworthy-Jones."""
        for _ in range(_MOST_BEHIND):
            i = end
            while i - end < _MOST_BEHIND and self._is_next(i, _JOINED) and self._leads(style, i):
                i += 1
            if not self._is_next(i, _JOINED) or not self._is_more(style, i):
                break
            end = i + 1
        return end

    def _is_next(self, i: int, between: re.Pattern[str]) -> bool:
        if not 0 < i < len(self.words) or i in self.taken:
            return False
        start, end = self.words[i - 1].end, self.words[i].start
        return start == end or between.fullmatch(self.text, start, end) is not None

    def _leads(self, style: str, i: int) -> bool:
        """Whether a word may stand before a last name: an initial, several of them, or a word such as van and de."""
        word = self.words[i]
        if len(word.plain) == 1:
            return (
                word.written.isupper() or style == "small" or self.text[word.end : word.end + 1] in ("'", "\u2019", ")")
            )
        if word.plain in self.known.particles:
            return True
        return style == "title" and len(word.plain) < 4 and word.written.isupper()

    def _is_core(self, style: str, at: int, i: int) -> bool:
        """Whether a word is a name by what stands before it: Dr Patel, but not Dr Visits nor MS Teams."""
        word, before = self.words[i], self.words[at].plain
        if len(word.plain) < 2 or word.plain in self.known.honorifics:
            return False
        capital = word.written[0].isupper()
        if word.plain in self.known.ordinary:
            return style == "title" and capital and not word.written.isupper() and self._has_initial(at, i)
        rare = word.plain not in self.known.common
        if style == "title":
            return capital or (rare and before in self.known.honorifics_in_small)
        if style == "capitals":
            return (word.written.isupper() and len(word.plain) > 3) if before in _UNSURE else capital
        return word.plain not in self.known.verbs and (rare or before not in _UNSURE)

    def _has_initial(self, at: int, i: int) -> bool:
        """Whether initials stand before a word that are no words themselves, as in Mr J. Day."""
        letters = [word for word in self.words[at + 1 : i] if len(word.plain) == 1 and word.written.isupper()]
        return any(w.plain not in _LETTER_WORDS or self.text[w.end : w.end + 1] == "." for w in letters)

    def _is_lone_letter(self, style: str, at: int) -> bool:
        """Whether somebody is called by an initial alone: Mrs B."""
        word = self.words[at + 1]
        return (
            style == "title"
            and self.words[at].plain in _LONE_LETTER
            and len(word.plain) == 1
            and word.written.isupper()
        )

    def _is_more(self, style: str, i: int) -> bool:
        word = self.words[i]
        if len(word.plain) < 2 or word.plain in MONTHS or word.plain in self.known.honorifics:
            return False
        if word.plain in self.known.ordinary:
            return False
        if self.text[self.words[i - 1].end : word.start] in _IN_ONE_NAME:
            return True
        if style == "title":
            return word.written[0].isupper() and not word.written.isupper()
        return style == "small" or word.written.isupper()
