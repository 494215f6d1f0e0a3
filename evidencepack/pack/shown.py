"""What of the records may be printed: known words of a list, titles without names, organisations confirmed once."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from evidencepack.assessment import Assessment, Finding
from evidencepack.frameworks.people_words import PeopleWords, phrase
from evidencepack.notes import Fact, Note, note
from evidencepack.origin import Account, Origin, Problem
from evidencepack.pack.privacy import Scrubber
from evidencepack.registers import REGISTERS, Holds, Record, Records, field_names, holds
from evidencepack.text import is_reference

NOT_SHOWN = "(not shown)"
_WORD = re.compile(r"[^\W_]+")
_BESIDE_WORDS = "a an and at by due for from in into no not of on or out over per the to up v via with"
_BESIDE = frozenset(_BESIDE_WORDS.split())
# What may part the name of somebody from that of an organisation: Julie, Age UK; Julie from Age UK.
_PARTED = re.compile(r"[,;:/()|]| - | – |\b(?:from|at|of|with|via|c/o|for|by)\b", re.IGNORECASE)
_TOPICS = re.compile(r"[;,/]")
_SEVERAL = re.compile(r"[,;&+]\s*|(?<!\s)\s++and\s++")
_LONGEST_PHRASE, _LONGEST, _MOST_NAMES = 6, 200, 4


class Shown:
    """What may be printed of each field of a record, as its register declares it."""

    def __init__(self, scrub: Scrubber, words: PeopleWords, partners: Iterable[str] = ()) -> None:
        self.scrub = scrub
        self._words = words
        self._partners = frozenset(map(phrase, partners))
        self._seen: dict[tuple[str, bool, str], str] = {}

    def cell(self, record: type[Record], name: str, text: str, handed: bool) -> str:
        """A text field as it is printed.

        Of what is `handed` over, in a field that names people or what a row is about, only words of our lists; else
        ordinary words as well, of which no name is made.
        """
        if holds(record, name) is Holds.TITLE and name not in record.bodies:
            return self.scrub(text)
        kind = "body" if name in record.bodies else "who" if name in record.of_people else "list"
        strict = handed and (kind == "who" or name in record.naming)
        key = kind, strict, text
        if key not in self._seen:
            fit = self.is_body(text) if kind == "body" else self.is_known(text, kind == "who", not strict)
            several = _TOPICS.split(text) if name == "topics" and not fit else ()
            parts = [part if self.is_known(part.strip(), False, not strict) else NOT_SHOWN for part in several]
            some = "; ".join(dict.fromkeys(part.strip() for part in parts))
            self._seen[key] = self.scrub(text) if fit else some or NOT_SHOWN
        return self._seen[key]

    def names_nobody(self, text: str) -> bool:
        """Whether a text is made of words that our lists know and ordinary ones, of which no name is made."""
        return self.is_known(text, ordinary=True)

    def sheet(self, name: str) -> str:
        """The name of a sheet that is not read: a few words with capitals that no list knows may be somebody's name."""
        words = name.split()
        may_be = 0 < len(words) <= _MOST_NAMES and all(w[0].isupper() and w.isalpha() for w in words)
        return NOT_SHOWN if may_be and not self.names_nobody(name) else self.scrub(name)

    def is_known(self, text: str, of_people: bool = False, ordinary: bool = False) -> bool:
        """Whether a text is made of words that our lists know, or references such as C-014, and of nothing else."""
        if len(text) > _LONGEST or self.scrub(text) != text:
            return False
        if phrase(text) in (self._words.who if of_people else self._words.shown):
            return True
        words, at = _words_of(text), 0
        while at < len(words):
            step = self._known_at(words, at, of_people, ordinary)
            if not step:
                return not of_people and all(map(is_reference, _SEVERAL.split(text)))
            at += step
        return True

    def _known_at(self, words: Sequence[str], at: int, of_people: bool, ordinary: bool) -> int:
        """How many words from here are known together."""
        phrases, word = self._words.who if of_people else self._words.shown, words[at]
        for n in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            if " ".join(words[at : at + n]) in phrases:
                return n
        plain = word in _BESIDE or (word.isdecimal() and len(word) < 5) or (ordinary and word in self._words.ordinary)
        return int(plain)

    def is_body(self, text: str) -> bool:
        """Whether a text names an organisation and nobody beside it: by a word such as council, or as confirmed."""
        if phrase(text) in self._partners or self.names_nobody(text):
            return True
        parts = [part.strip() for part in _PARTED.split(text) if part.strip()]
        return len(text) <= _LONGEST and bool(parts) and all(map(self._is_part_of_body, parts))

    def _is_part_of_body(self, part: str) -> bool:
        words = _words_of(part)
        if self.scrub(part) != part or not words:
            return False
        saint = words[0] in ("st", "saint")
        if phrase(part) in self._partners or (words[0] in _BESIDE and len(words) == 1):
            return True
        if not saint and any(word in self._words.first_names for word in words) and not self._is_public(words):
            return False
        return not self._words.bodies.isdisjoint(words) or self._is_public(words) or self.names_nobody(part)

    def _is_public(self, words: list[str]) -> bool:
        return any(tuple(words[: len(name)]) == name for name in self._words.public)

    def note(self, said: Note) -> Note:
        """A note without names in its facts: they may be of the sources, its words are ours."""
        return Note(said.code, tuple((name, self.fact(name, fact)) for name, fact in said.facts))

    def fact(self, name: str, fact: Fact) -> Fact:
        """A fact of a note or sentence without names; a value of a cell only of words that name nobody."""
        if isinstance(fact, Note):
            return self.note(fact)
        if isinstance(fact, tuple):
            return tuple(self.fact(name, one) for one in fact)
        if not isinstance(fact, str):
            return fact
        if name == "value" and not (self.is_known(fact) or self.is_known(fact, True) or self.scrub.is_plain(fact)):
            return note("not-shown") if fact else fact
        return self.scrub(fact)


def _words_of(text: str) -> list[str]:
    """The words of a text in small letters, without the ending of a possessive."""
    return _WORD.findall(text.casefold().replace("\u2019", "'").replace("'s", ""))


def nameless(assessment: Assessment, shown: Shown) -> Assessment:
    """An assessment without names in the facts that its sentences are filled with."""
    results = (replace(r, findings=tuple(_finding(f, shown) for f in r.findings)) for r in assessment.results)
    return replace(assessment, results=tuple(results))


def _finding(finding: Finding, shown: Shown) -> Finding:
    m = finding.measured
    measured = replace(
        m,
        facts={name: shown.fact(name, fact) for name, fact in m.facts.items()},
        notes=tuple(map(shown.note, m.notes)),
        left_out=tuple((shown.note(why), n) for why, n in m.left_out),
    )
    flags = tuple(replace(f, facts=shown.note(Note("", f.facts)).facts) for f in finding.flags)
    reason = shown.note(finding.reason) if finding.reason else None
    return replace(finding, measured=measured, flags=flags, reason=reason)


def not_shown(
    records: Records, accounts: Iterable[Account], shown: Shown, said: Iterable[Problem] = ()
) -> tuple[Problem, ...]:
    """A problem for each cell that cannot be shown, with how many there are in its column.

    Not of a column whose words are in question already, in one of those `said`.
    """
    asked = {(p.origin.file, p.origin.sheet, p.origin.column) for p in said if p.what.code == "words-not-in-list"}
    headings = {(a.file, a.sheet): {field: heading for heading, field in a.fields} for a in accounts}
    found: dict[tuple[str, str, str], list[Origin]] = {}
    of_body: set[str] = set()
    for register in (name for name in REGISTERS if name in records.supplied):
        record = REGISTERS[register]
        for name in field_names(record):
            if holds(record, name) is Holds.LIST or name in record.bodies:
                hidden = _hidden(record, name, records, shown)
                for origin in hidden:
                    heading = headings.get((origin.file, origin.sheet), {}).get(name, "")
                    found.setdefault((origin.file, origin.sheet, heading or name), []).append(origin)
                of_body |= {name} if name in record.bodies else set()
    there = {(a.file, a.sheet): {heading: a.letters.get(f, "") for heading, f in a.fields} for a in accounts}
    return tuple(
        problem
        for key, origins in found.items()
        if key not in asked
        for problem in _problems(key, origins, headings, of_body, there.get(key[:2], {}).get(key[2], ""))
    )


def _hidden(record: type[Record], name: str, records: Records, shown: Shown) -> list[Origin]:
    rows = [(row, getattr(row, name)) for row in records.of(record.register)]
    hide = {
        text
        for text in {text for _, text in rows}
        if text and shown.cell(record, name, text, False).find(NOT_SHOWN) >= 0
    }
    return [row.origin for row, text in rows if text in hide]


def _problems(
    key: tuple[str, str, str],
    origins: list[Origin],
    headings: Mapping[tuple[str, str], Mapping[str, str]],
    of_body: set[str],
    letter: str,
) -> list[Problem]:
    file, sheet, heading = key
    bodies = any(headings.get((file, sheet), {}).get(name, name) == heading for name in of_body)
    said = note("partners-not-confirmed" if bodies else "words-not-shown", n=len(origins))
    return [Problem(Origin(file, sheet, origin.row, heading, letter), said) for origin in origins]
