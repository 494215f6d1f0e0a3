"""Codes instead of people, and nothing that names them in any text that leaves."""

import base64
import hmac
import re
import unicodedata
from collections.abc import Iterable, Mapping

_PREFIX = {"staff": "S-", "people": "P-"}
# What may stand between the words of a name, in text and in file names, once quotes and dashes are those of a keyboard.
_BETWEEN = r"[\s_.,'`-]"
_OF_A_KEYBOARD = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc", "'") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-")
)
# What a word that no list knows must not hold, since it may be somebody: digits in a row, letters that stand alone, and
# initials such as DN, also in small letters.
_MAY_BE_SOMEBODY = re.compile(
    r"\d\d|@|(?<!\w)(?:[B-Zb-z]|[A-Z]{1,3}|[b-df-hj-np-tv-z]{2,3})(?!\w)",
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]+")
# Not the digits of a CQC location, 1-1234567890.
_TEN_DIGITS = re.compile(r"(?<!\d)(?<!\d-)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")


def person_code(key: str, register: str, code: str) -> str:
    """S- or P- and five characters: HMAC-SHA256 over the normalised id, with the service's own key."""
    plain = unicodedata.normalize("NFC", code).casefold().strip()
    digest = hmac.digest(key.encode("utf-8"), plain.encode("utf-8"), "sha256")
    return _PREFIX[register] + base64.b32encode(digest[:5]).decode("ascii")[:5]


def is_nhs_number(text: str) -> bool:
    """Whether ten digits are an NHS number by its check digit."""
    digits = [int(c) for c in text if c.isdigit()]
    check = 11 - sum(d * w for d, w in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return (0 if check == 11 else check) == digits[9]


class Scrubber:
    """Replaces every name that the registers hold by the person's code, and NHS numbers and e-mail addresses.

    `names` is name -> "register:code" as reading a service gives it.
    """

    def __init__(self, names: Mapping[str, str], key: str) -> None:
        self._key = key
        self._codes: dict[str, str] = {}
        self._seen: dict[str, str] = {}
        self._parts = {part for name in names for part in _parts_of(name)}
        for name, where in names.items():
            register, _, code = where.partition(":")
            for spelling in _spellings(name):
                self._codes[spelling] = person_code(key, register, code)
        self._pattern = _any_of(self._codes) if self._codes else None

    def code(self, register: str, code: str) -> str:
        """The code that stands for a person."""
        return person_code(self._key, register, code)

    def __call__(self, text: str) -> str:
        """The text without names, NHS numbers, e-mail addresses and control characters."""
        if text not in self._seen:
            self._seen[text] = self._scrubbed(text)
        return self._seen[text]

    def is_plain(self, word: str) -> bool:
        """Whether a word that no list knows is short and cannot be taken for a name, a number or initials."""
        if len(word) > 40 or word.count(" ") > 2 or _MAY_BE_SOMEBODY.search(word) or self(word) != word:
            return False
        return self._parts.isdisjoint(_parts_of(word))

    def _scrubbed(self, text: str) -> str:
        text = unicodedata.normalize("NFC", text)
        if not text.isprintable():
            text = "".join(c if c >= " " and not "\ud800" <= c <= "\udfff" else " " for c in text)
        if self._pattern:
            text = self._without_names(text, self._pattern)
        text = _EMAIL.sub("[e-mail address]", text)
        return _TEN_DIGITS.sub(lambda m: "[NHS number]" if is_nhs_number(m[0]) else m[0], text)

    def _without_names(self, text: str, names: re.Pattern[str]) -> str:
        parts, done = [], 0
        for found in names.finditer(text.translate(_OF_A_KEYBOARD)):
            plain = " ".join(re.split(f"{_BETWEEN}+", found[0].casefold()))
            parts += [text[done : found.start()], self._codes.get(plain, "[name]")]
            done = found.end()
        return "".join((*parts, text[done:]))


def _any_of(spellings: Iterable[str]) -> re.Pattern[str]:
    """Finds the longest of these names; parted by their first letter, so that many names take little longer."""
    by_letter: dict[str, list[str]] = {}
    for spelling in sorted(spellings, key=lambda s: (-len(s), s)):
        rest = f"{_BETWEEN}*".join(re.escape(part) for part in spelling[1:].split(" "))
        by_letter.setdefault(re.escape(spelling[0]), []).append(rest)
    letters = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?<![^\W_])(?:{letters})(?![^\W_])", re.IGNORECASE)


def _spellings(name: str) -> list[str]:
    """Surname first or last, as words apart by one space; none for a single name, which could be any word."""
    words = _parts_of(name)
    if len(words) < 2:
        return []
    return list(dict.fromkeys(" ".join(words[k:] + words[:k]) for k in range(len(words))))


def _parts_of(name: str) -> list[str]:
    """The words of a name in small letters."""
    plain = unicodedata.normalize("NFC", name).casefold().translate(_OF_A_KEYBOARD)
    return [w for w in re.split(f"{_BETWEEN}+", plain) if w]
