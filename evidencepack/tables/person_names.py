"""Names as people write them: surname first, titles, notes in brackets, name changes; and how alike two names are."""

import re
import unicodedata

from msgspec import Struct

_BRACKETS = re.compile(r"(?:(?<!\s)\s*+)?\([^)]{0,200}\)\s*$")
# Word processors and tablets type other signs than keyboards do.
_APOSTROPHES, _HYPHENS = "\u2019\u2018\u02bc`\u00b4", "\u2010\u2011\u2012\u2013\u2014\u2212"
_ONE_SIGN = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-"))
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd"})
_WAS = r"n[ée]e|né|was|formerly|previously|prev|fka|f/k/a|now|maiden name"
_NOTED = re.compile(rf"[\s(,;]+(?:{_WAS})\b[.:]?\s+([^()]+?)\)?\s*$", re.IGNORECASE)
_CALLED = re.compile(r"[\s(,;]+(?:known as|aka|a/k/a|prefers)\b[.:]?\s+([^()]+?)\)?\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"(?=\d)0*+(\d*+)(?:\.0++)?")
LONGEST, _MOST_WORDS = 120, 16  # characters and words, with a title and a change that is noted


def is_no_name(text: str) -> bool:
    """Whether a text is too long for the name of one person."""
    return len(text) > LONGEST or text.count(" ") >= _MOST_WORDS


def code_key(text: str) -> str:
    """A code as it is compared where no other is meant: case-blind, a number without zeros in front or a .0."""
    plain = text.casefold().strip()
    found = _NUMBER.fullmatch(plain)
    return (found[1] or "0") if found else plain


def plain_name(text: str) -> str:
    """A name as it is compared: NFC, case-blind, single spaces, no title, no bracket at the end, first name first.

    "" for a text that is too long for a name.
    """
    if is_no_name(text):
        return ""
    name = _BRACKETS.sub("", unicodedata.normalize("NFC", text).translate(_ONE_SIGN)).strip()
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first.strip()} {last.strip()}"
    words = name.casefold().split()
    while len(words) > 2 and words[0].rstrip(".") in _TITLES:
        words = words[1:]
    return " ".join(words)


def names_in(text: str) -> tuple[str, ...]:
    """The names a cell gives one person, as they are compared: the one in use first, then a change that is noted.

    "Jane Smith (was Jones)" is Jane Smith and Jane Jones; "Catherine Ashdown, known as Kate" also Kate Ashdown.
    """
    if is_no_name(text):
        return ()
    plain = unicodedata.normalize("NFC", text).translate(_ONE_SIGN).strip()
    for pattern, is_last in ((_NOTED, True), (_CALLED, False)):
        if found := pattern.search(plain):
            name = plain_name(plain[: found.start()])
            return tuple(dict.fromkeys(n for n in (name, _changed(name, plain_name(found[1]), is_last)) if n))
    name = plain_name(plain)
    return (name,) if name else ()


def _changed(name: str, noted: str, is_last: bool) -> str:
    """The other name: one word stands for the last name, or the first; more are the whole name."""
    words = name.split()
    if len(words) < 2 or len(noted.split()) != 1:
        return noted if len(noted.split()) > 1 else ""
    return " ".join([*words[:-1], noted] if is_last else [noted, *words[1:]])


class Spelling(Struct, frozen=True):
    """A name without accents and signs, to see whom it could mean: its words, apart where a hyphen stands.

    `whole` keeps words with a hyphen together, without it.
    """

    words: tuple[str, ...]
    whole: tuple[str, ...]

    @staticmethod
    def of(text: str) -> "Spelling":
        """The spelling of a name; of the one in use, where a change is noted."""
        letters = unicodedata.normalize("NFKD", next(iter(names_in(text)), ""))
        plain = "".join(c for c in letters if not unicodedata.combining(c) and c not in "'.")
        return Spelling(tuple(plain.replace("-", " ").split()), tuple(plain.replace("-", "").split()))

    def is_surely(self, other: "Spelling") -> bool:
        """Whether two names differ in no more than accents, signs, or middle names that only one of them gives."""
        if self.words == other.words or self.whole == other.whole:
            return len(self.words) > 1
        return self._same_ends(other) and (len(self.whole) == 2 or len(other.whole) == 2)

    def could_be(self, other: "Spelling") -> bool:
        """Whether two names could be one person's: two words agree, or the initial and part of the last name."""
        if not self.words or not other.words:
            return False
        if len(self.words) == 1 or len(other.words) == 1:
            return self.words[0] in other.words or other.words[0] in self.words
        if len(set(self.words) & set(other.words)) > 1:
            return True
        return _alike(self.words[0], other.words[0]) and not set(self.words[1:]).isdisjoint(other.words[1:])

    def alike(self, other: "Spelling") -> str:
        """In what two names that could be one person's agree, as the code of words that name nobody."""
        if len(self.words) == 1 or len(other.words) == 1:
            return "one-name-given"
        if sorted(self.words) == sorted(other.words):
            return "same-names-another-order"
        if self._same_ends(other):
            return "another-middle-name"
        if not _alike(self.words[0], other.words[0]):
            return "two-names-the-same"
        if self.words[0] != other.words[0]:
            return "same-initial-and-last-name"
        return "same-first-part-of-last"

    def _same_ends(self, other: "Spelling") -> bool:
        mine, theirs = self.whole, other.whole
        return len(mine) > 1 and len(theirs) > 1 and len(mine[0]) > 1 and (mine[0], mine[-1]) == (theirs[0], theirs[-1])


def _alike(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])
