"""Finds the names of people in a text, in every spelling, and leaves words alone that only look like one."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from evidencepack.frameworks.people_words import PeopleWords
from evidencepack.pack.honorifics import MONTHS, Honoured, Word
from evidencepack.pack.name_parts import NameParts, folded

_LETTERS = re.compile(r"[^\W\d_]+")
# What may stand between the words of a name, as in "Quartey, Ama" and "ama_-_quartey".
_BETWEEN = re.compile(r"[\s_.,'`\u00b4\u2018\u2019\u02bc\u2010-\u2015\u2212-]{0,3}")
_OURS = re.compile(r"(?<![^\W_])[SP]-[A-Z2-7]{5}(?![^\W_])|\[[A-Za-z -]{4,30}\]")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_MOST_WORDS, _LONGEST_WORD = 12, 200
# As a letter alone these are words, and as the first letter of a name they need a full stop.
_LETTER_WORDS = frozenset("aio")
# As letters of a text in small ones these are no initials.
_SMALL_WORDS = frozenset("aiost")
# As in O'Neill and d'Souza, whatever their capitals.
_LETTER_NAMES = frozenset("od")
_SAINTS = frozenset({"st", "saint", "santa", "san"})
# What parts a last name that is as well written in one word: Mac Donald.
_BEGINNINGS = frozenset({"mac", "mc"})
_NOBODY = frozenset[str]()


class NameFound(Struct, frozen=True):
    """Where the name of a person stands in a text, and whose it is; None where it may be several people's."""

    start: int
    end: int
    who: str | None


class NameFinder:
    """Finds the people of `names`, which is name -> who it is.

    A rare word counts by itself; one that is common, an initial or a pair of them only beside an honorific or another
    part of the same name.
    """

    def __init__(self, names: Mapping[str, str], words: PeopleWords) -> None:
        self._words = words
        self._parts = NameParts(names, words)
        self._harmless: set[str] = set()
        self._public: dict[str, list[tuple[str, ...]]] = {}
        for public in words.public:
            self._public.setdefault(public[0], []).append(public)

    def __call__(self, text: str) -> tuple[NameFound, ...]:
        """The names in a text, one after another; the text is to have no signs without width."""
        harmless = self._harmless
        if all(word in harmless or self._is_harmless(word) for word in _LETTERS.findall(text)):
            return ()
        plain = folded(text)
        found = (Word(m.start(), m.end(), text[m.start() : m.end()], m[0]) for m in _LETTERS.finditer(plain))
        words = list(self._in_one(text, [part for word in found for part in self._apart(word)]))
        taken = self._not_looked_at(text, words)
        line = _Line(text, words, taken, self._parts, self._words, Honoured(text, words, taken, self._words))
        return tuple(line.names())

    def _is_harmless(self, written: str) -> bool:
        """Whether no name begins with a word, nor lies within it; each word is looked at once."""
        plain = folded(written)
        beside = plain in self._words.honorifics or plain in _BEGINNINGS
        if beside or plain in self._parts or self._parts.is_glued(plain):
            return False
        if self._cuts(Word(0, len(written), written, plain)):
            return False
        self._harmless.add(written)
        return True

    def _apart(self, word: Word) -> Iterator[Word]:
        """A word as it stands; where names are glued in it, the names and what stands before and behind them."""
        for a, b in pairwise((0, *self._cuts(word), len(word.plain))):
            yield Word(word.start + a, word.start + b, word.written[a:b], word.plain[a:b])

    def _in_one(self, text: str, words: Sequence[Word]) -> Iterator[Word]:
        """The words, a last name that somebody wrote in two of them as one: Mac Donald."""
        at = 0
        while at < len(words):
            one, two = words[at], words[min(at + 1, len(words) - 1)]
            parted = one.plain in _BEGINNINGS and two.start - one.end == 1 and one.plain + two.plain in self._parts
            yield Word(one.start, two.end, text[one.start : two.end], one.plain + two.plain) if parted else one
            at += 2 if parted else 1

    def _cuts(self, word: Word) -> Sequence[int]:
        plain, written = word.plain, word.written
        if plain in self._parts or not 5 < len(plain) < _LONGEST_WORD or self._parts.is_glued(plain):
            return ()
        if written.islower() or written.isupper() or written.istitle():
            return self._parts.glued_in(plain)
        humps = tuple(m.start() for m in _HUMP.finditer(written))
        named = (
            plain[a:b] in self._parts or self._parts.is_glued(plain[a:b]) for a, b in pairwise((0, *humps, len(plain)))
        )
        return humps if any(named) or self._is_honoured(plain, humps) else ()

    def _is_honoured(self, plain: str, humps: Sequence[int]) -> bool:
        """Whether an honorific and a name are written in one word: DrVishwanathan."""
        return (
            bool(humps)
            and plain[: humps[0]] in self._words.honorifics
            and plain[humps[0] :] not in self._words.ordinary
        )

    def _not_looked_at(self, text: str, words: Sequence[Word]) -> frozenset[int]:
        """Which words belong to a name that anybody may print, a saint's, or a code of ours."""
        spans = [m.span() for m in _OURS.finditer(text)] if "-" in text or "[" in text else []
        starts = [word.start for word in words]
        taken = {i for a, b in spans for i in range(bisect_left(starts, a), bisect_left(starts, b))}
        for i, word in enumerate(words):
            for public in self._public.get(word.plain, ()):
                if tuple(w.plain for w in words[i : i + len(public)]) == public:
                    taken.update(range(i, i + len(public)))
            if word.plain in _SAINTS and i + 1 < len(words) and _near(text, word, words[i + 1]):
                taken.add(i + 1)
        return frozenset(taken)


class _Line(Struct, frozen=True):
    """A text by its words, some of them not to be looked at, and what names are made of."""

    text: str
    words: Sequence[Word]
    taken: frozenset[int]
    parts: NameParts
    known: PeopleWords
    honoured: Honoured

    def names(self) -> Iterator[NameFound]:
        """The names, one after another; a word is part of one only."""
        at = done = 0
        while at < len(self.words):
            found = self._name(at, done) if at not in self.taken else None
            if found:
                start, at, who = found
                done = at
                yield NameFound(self.words[start].start, self.words[at - 1].end, who)
            else:
                at += 1

    def _name(self, at: int, done: int) -> tuple[int, int, str | None] | None:
        """The first and the last word of the name that begins here, and whose it is."""
        first = at + self._honorific(at)
        end, who = self._same_person(first)
        behind = self.honoured.end(at)
        if end == first:
            return (at, behind, None) if behind > at + 1 else None
        if first == at and not self._counts(first, end, who):
            return None
        wider = self._with_middle_name(end, who)
        if first == at and wider == end == first + 1:
            if self._strange(end) and self._joined(end - 1):
                return at, end + 1, None
            if at > done and self._strange(at - 1) and self._joined(at - 1):
                return at - 1, end, None
        if first > at and behind > wider:
            return at, behind, None
        return at, wider, next(iter(who)) if len(who) == 1 else None

    def _honorific(self, at: int) -> int:
        """1 where a word is an honorific and a name may follow: MS alone is an illness, and to miss a verb."""
        word = self.words[at]
        if word.plain not in self.known.honorifics or at + 1 >= len(self.words) or at + 1 in self.taken:
            return 0
        style, rare = self.honoured.style(at), self._is_rare(at + 1)
        if style == "title" or rare:
            return 1 if _near(self.text, word, self.words[at + 1]) or style else 0
        unsure = word.plain in ("ms", "miss") or (style == "small" and self.words[at + 1].plain in self.known.verbs)
        return 1 if style and not unsure else 0

    def _same_person(self, first: int) -> tuple[int, frozenset[str]]:
        """How far words go on that are parts of one name, and of whose."""
        end, who = first, _NOBODY
        while end < len(self.words) and end not in self.taken and end - first < _MOST_WORDS:
            both = self._whose(end) if end == first else who & self._whose(end)
            if not both or (end > first and not self._near(end - 1)):
                break
            who, end = both, end + 1
        while end > first and len(self.words[end - 1].plain) == 1 and not self._is_last_initial(first, end - 1):
            end -= 1
        return end, who

    def _whose(self, i: int) -> frozenset[str]:
        """Of whose name a word may be a part: the part itself, an initial, or all initials in capitals."""
        word = self.words[i]
        who = self.parts.whose(word.plain)
        small = len(word.plain) == 1 and word.plain not in _SMALL_WORDS and self.text.islower()
        initials = (word.written.isupper() and len(word.plain) < 5) or small
        if (initials or word.plain in _LETTER_NAMES) and self.text[max(word.start - 1, 0)] not in "'’":
            who |= self.parts.by_letters(word.plain)
        return who

    def _is_last_initial(self, first: int, i: int) -> bool:
        """Whether a letter behind a name belongs to it: it has a full stop, or is no word."""
        word = self.words[i]
        after = self.text[word.end :][:1]
        if after in ("", ".", ")", "]"):
            return word.written.isupper() or after == "."
        return i > first and word.plain not in _LETTER_WORDS and self.text[word.start - 1] == " "

    def _counts(self, first: int, end: int, who: frozenset[str]) -> bool:
        """Whether parts of one name are that name: one of them is rare, or several of them stand together."""
        if any(self._is_rare(i) for i in range(first, end)):
            return True
        if not who & self.parts.joins:
            return False
        found, small = self.words[first:end], self._is_small(first, end)
        long = {w.plain for w in found if w.plain in self.parts and (w.written[0].isupper() or small)}
        if self._is_initialled(first, end):
            return True
        if not any(word not in self.known.ordinary for word in long):
            return False
        if small and (long <= self.known.verbs or not (long.isdisjoint(self.known.ordinary) or self._is_called(long))):
            return False
        letters = [w for w in found if len(w.plain) == 1]
        said = any(self.text[w.end : w.end + 1] == "." or w.plain not in _LETTER_WORDS for w in letters)
        said = said or (bool(letters) and self.text[self.words[end - 1].end :].strip() in ("", ")"))
        return len(long) > 1 or said or any(1 < len(w.plain) < 4 and w.plain not in self.parts for w in found)

    def _is_small(self, first: int, end: int) -> bool:
        """Whether words stand in small letters as all others do, or as those of a file name: florence_day."""
        if self.text.islower():
            return True
        return all(w.written.islower() for w in self.words[first:end]) and "_" in self._between(first, end)

    def _between(self, first: int, end: int) -> str:
        return "".join(self.text[self.words[i].end : self.words[i + 1].start] for i in range(first, end - 1))

    def _is_called(self, words: set[str]) -> bool:
        """Whether one of some words is a first name and no word: Florence Day in small letters."""
        return any(word in self.known.first_names and word not in self.known.verbs for word in words)

    def _is_initialled(self, first: int, end: int) -> bool:
        """Whether a last name that is a word as well stands beside its initial: F. Day, F Day; Day, F."""
        if end - first != 2:
            return False
        one, two = self.words[first], self.words[first + 1]
        letter, name = (one, two) if len(one.plain) == 1 else (two, one)
        if len(letter.plain) > 1 or not (
            letter.written.isupper() and name.written[0].isupper() and len(name.plain) > 2
        ):
            return False
        stop = self.text[letter.end : letter.end + 1] == "."
        if letter is two:
            return stop or "," in self._between(first, end)
        return stop or letter.plain not in _LETTER_WORDS

    def _is_rare(self, i: int) -> bool:
        """Whether a word is a name by itself; one of two or three letters must not be written as an abbreviation is."""
        word = self.words[i]
        if self.parts.is_glued(word.plain):
            return True
        if self.parts.is_called(word.plain) and word.written.istitle():
            return True
        if word.plain not in self.parts or not self.parts.is_rare(word.plain):
            return False
        if len(word.plain) > 3 or not word.written.isascii() or word.written.istitle():
            return True
        return len(word.plain) == 3 and (word.written.islower() or self.text.isupper())

    def _with_middle_name(self, end: int, who: frozenset[str]) -> int:
        """The end of a name, behind a middle name that no list has and the part that follows it."""
        for more in (1, 2):
            last = end + more
            if last >= len(self.words) or not self._strange(last - 1) or not self._joined(last - 2):
                return end
            if self._joined(last - 1) and len(self.words[last].plain) > 1 and self._whose(last) & who:
                return last + 1
        return end

    def _strange(self, i: int) -> bool:
        """Whether a word may be a name that no list has: with a capital, and no word."""
        if i >= len(self.words) or i in self.taken:
            return False
        word = self.words[i]
        if len(word.plain) == 1:
            return word.written.isupper()
        return word.written.istitle() and word.plain not in MONTHS and word.plain not in self.known.ordinary

    def _near(self, i: int) -> bool:
        return _near(self.text, self.words[i], self.words[i + 1])

    def _joined(self, i: int) -> bool:
        """Whether a word and the next are apart by no more than a space, a hyphen or the stop of an initial."""
        return self.text[self.words[i].end : self.words[i + 1].start] in (" ", "-", ". ", "'", "\u2019", "_")


def _near(text: str, one: Word, other: Word) -> bool:
    """Whether no more stands between two words than between the words of a name."""
    return _BETWEEN.fullmatch(text, one.end, other.start) is not None
