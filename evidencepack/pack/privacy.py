"""Codes instead of people, and nothing that names them in any text that leaves."""

import base64
import hmac
import re
import unicodedata
from collections.abc import Mapping

from evidencepack.frameworks.people_words import NO_WORDS, PeopleWords
from evidencepack.pack.identifiers import without_identifiers
from evidencepack.pack.name_finder import NameFinder
from evidencepack.text import visible

_LETTERS, _DIGITS = re.compile(r"[^\W\d_]+"), re.compile(r"\d\d|[@_]")
_PREFIX = {"staff": "S-", "people": "P-"}
PERSON_CODE = re.compile(r"\b[SP]-[A-Z2-7]{5}\b")
NAME = "[name]"


def person_code(key: str, register: str, code: str) -> str:
    """S- or P- and five characters: HMAC-SHA256 over the normalised id, with the service's own key."""
    plain = unicodedata.normalize("NFC", code).casefold().strip()
    digest = hmac.digest(key.encode("utf-8"), plain.encode("utf-8"), "sha256")
    return _PREFIX[register] + base64.b32encode(digest[:5]).decode("ascii")[:5]


class Scrubber:
    """Replaces every name that the registers hold by the person's code, and numbers and addresses that tell of one.

    `names` is name -> "register:code" as reading a service gives it, `words` how names are told from other words.
    """

    def __init__(self, names: Mapping[str, str], key: str, words: PeopleWords = NO_WORDS) -> None:
        self._key = key
        self._ordinary = words.ordinary
        self._find = NameFinder(names, words)
        self._seen: dict[str, tuple[str, tuple[str, ...]]] = {}

    def code(self, register: str, code: str) -> str:
        """The code that stands for a person."""
        return person_code(self._key, register, code)

    def __call__(self, text: str) -> str:
        """The text of a source without names, numbers that tell of a person, and control characters."""
        return self._scrubbed(text)[0]

    def found(self, text: str) -> tuple[str, ...]:
        """The kinds of what tells of a person in a text: name, NHS number, postcode and so on."""
        return self._scrubbed(text)[1]

    def is_plain(self, word: str) -> bool:
        """Whether a word that no list knows is short and made of ordinary words, so that it can be nobody's name."""
        if len(word) > 40 or word.count(" ") > 2 or self(word) != word:
            return False
        letters = _LETTERS.findall(word.casefold())
        return bool(letters) and self._ordinary.issuperset(letters) and not _DIGITS.search(word)

    def who(self, text: str) -> tuple[str, ...]:
        """Who is named in a text, as register:code; "" for somebody who is on no list, or may be several people."""
        return tuple(found.who or "" for found in self._find(_plain(text)))

    def _scrubbed(self, text: str) -> tuple[str, tuple[str, ...]]:
        if text not in self._seen:
            named, names = self._without_names(_plain(text))
            numbered, kinds = without_identifiers(named)
            self._seen[text] = numbered, (*(("name",) if names else ()), *kinds)
        return self._seen[text]

    def _without_names(self, text: str) -> tuple[str, bool]:
        parts, done = [], 0
        for found in self._find(text):
            register, _, code = (found.who or "").partition(":")
            before, after = text[done : found.start], text[found.end : found.end + 1]
            parts += [before, " " if before[-1:].isalnum() else ""]
            parts += [self.code(register, code) if found.who else NAME, " " if after.isalnum() else ""]
            done = found.end
        return "".join((*parts, text[done:])), bool(done)


class Unlinked(Scrubber):
    """Replaces every person by the same word: a code in one pack could be joined with the same code in another."""

    def __call__(self, text: str) -> str:
        """The text without names, numbers and codes of people."""
        return PERSON_CODE.sub(NAME, super().__call__(text))

    def found(self, text: str) -> tuple[str, ...]:
        """The kinds of what tells of a person in a text, a code among them."""
        return (*super().found(text), *(("code",) if PERSON_CODE.search(text) else ()))

    def code(self, register: str, code: str) -> str:
        """What stands for any person."""
        return NAME


def _plain(text: str) -> str:
    """A text in composed letters, without what steers a screen and what nobody sees: it parts a name as well."""
    return text if text.isascii() and text.isprintable() else unicodedata.normalize("NFC", visible(text))
