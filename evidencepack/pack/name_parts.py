"""What the names of people are made of: their parts, other first names, initials, and parts written in one word."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from evidencepack.frameworks.people_words import PeopleWords
from evidencepack.text import visible

_LETTERS = re.compile(r"[^\W\d_]+")
# The name that somebody goes by, as a list gives it: William (Billy) Postlethwaite.
_CALLED = re.compile(r"[(\"'\u2018\u201c]\s?([^\W\d_]+)\s?[)\"'\u2019\u201d]")
_NOT_COMPOSED = str.maketrans("øØłŁđĐıħŧŋœæßðþ", "oOlLdDihtnoasdt")
_MOST_WORDS = 12
_NOBODY = frozenset[str]()


def folded(text: str) -> str:
    """A text letter for letter in small ones without accents, as long as it was."""
    if text.isascii():
        return text.lower()
    letters = (unicodedata.normalize("NFKD", c)[:1] for c in text.translate(_NOT_COMPOSED))
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in letters)


class NameParts:
    """The parts of many names: by each word, whose name it is a part of.

    `of` is name -> who it is. `joins` are those whose name is more than initials and words that are no names: of them
    two parts that stand together are a name.
    """

    def __init__(self, of: Mapping[str, str], words: PeopleWords) -> None:
        self._words = words
        parts: dict[str, set[str]] = {}
        initials: dict[str, set[str]] = {}
        glued: dict[str, set[str]] = {}
        self._called: set[str] = set()
        self.joins = frozenset(who for name, who in of.items() if self._add(name, who, (parts, initials, glued)))
        self._parts, self._initials, self._glued = (
            {word: frozenset(who) for word, who in found.items()} for found in (parts, initials, glued)
        )
        self._letters: dict[str, frozenset[str]] = {}
        for letters, who in self._initials.items():
            for letter in letters:
                self._letters[letter] = self._letters.get(letter, _NOBODY) | who
        self._by_start: dict[str, list[str]] = {}
        for word in glued:
            self._by_start.setdefault(word[:5], []).append(word)

    def _add(self, name: str, who: str, found: Sequence[dict[str, set[str]]]) -> bool:
        """Take in a name; gives whether two of its parts together are one."""
        parts, initials, glued = found
        plain = folded(unicodedata.normalize("NFC", visible(name)))
        own = [w for w in _LETTERS.findall(plain)[:_MOST_WORDS] if not self._is_honorific(w)]
        for word in (word for word in own if len(word) > 1):
            others = self._words.short_names.get(word, ()) if word != own[-1] else ()
            scots = ("mc" + word[3:],) if word.startswith("mac") and len(word) > 6 else ()
            family = (word + "s",) if len(word) > 3 and self.is_rare(word) and self.is_rare(word + "s") else ()
            for spelling in (word, *others, *family, *scots):
                parts.setdefault(spelling, set()).add(who)
        called = {word for word in _CALLED.findall(plain) if word in self._words.first_names}
        self._called |= called - self._words.ordinary - self._words.verbs
        if len(own) > 1:
            letters = "".join(word[0] for word in own)
            for made in (letters, letters[0] + letters[-1]):
                initials.setdefault(made, set()).add(who)
            for word in self._in_one(own):
                glued.setdefault(word, set()).add(who)
        capitals = name.strip().isupper() and len(name) < 4
        return any(len(w) > 1 and w not in self._words.ordinary and not capitals for w in own)

    def _is_honorific(self, word: str) -> bool:
        """Whether a word of a name is none of its parts; Bishop may be one."""
        return word in self._words.honorifics and word not in self._words.names_and_words

    def _in_one(self, own: Sequence[str]) -> Iterator[str]:
        """Parts of a name in one word, where that is no word: KarenWhitlock, WhitlockKaren, KWhitlock, O'Neill."""
        first, last = own[0], own[-1]
        pairs = ((a, b) for a, b in (*pairwise(own), (first, last), (last, first)) if len(b) > 1)
        for a, b in pairs:
            if (len(a + b) > 5 or a == b) and a + b not in self._words.common and (len(a) > 1 or self.is_rare(b)):
                yield a + b
        if len(first) > 1 and len(last) > 3 and self.is_rare(last) and first[0] + last not in self._words.common:
            yield first[0] + last

    def is_rare(self, word: str) -> bool:
        """Whether a word is hardly anything but a name."""
        return len(word) > 1 and word not in self._words.common

    def __contains__(self, plain: str) -> bool:
        return plain in self._parts

    def is_called(self, plain: str) -> bool:
        """Whether somebody goes by a word, so that it is a name by itself."""
        return plain in self._called

    def is_glued(self, plain: str) -> bool:
        """Whether a word is several parts of one name."""
        return plain in self._glued

    def whose(self, plain: str) -> frozenset[str]:
        """Those of whose names a word is a part, or several in one."""
        return self._parts.get(plain, _NOBODY) | self._glued.get(plain, _NOBODY)

    def by_letters(self, plain: str) -> frozenset[str]:
        """Those whose initials a word is, or one of whose initials a letter is."""
        return self._letters.get(plain, _NOBODY) if len(plain) == 1 else self._initials.get(plain, _NOBODY)

    def glued_in(self, plain: str) -> tuple[int, ...]:
        """Where parts of a name in one word begin and end within a longer word."""
        if plain in self._words.common:
            return ()
        for i in range(len(plain) - 5):
            fits = [word for word in self._by_start.get(plain[i : i + 5], ()) if plain.startswith(word, i)]
            if fits:
                return tuple(cut for cut in (i, i + len(max(fits, key=len))) if 0 < cut < len(plain))
        return ()
