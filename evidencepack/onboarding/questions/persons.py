"""Whom a name on no list may mean: by initials, short names and likeness, of those whom the lists name."""

from collections import Counter
from collections.abc import Sequence

from evidencepack.frameworks.people_words import PeopleWords
from evidencepack.registers import Question
from evidencepack.registers.settled import ASIDE
from evidencepack.service import ServiceRead
from evidencepack.tables.person_names import Spelling, plain_name

_MOST, _INITIALS, _NEAR = 5, 4, 80


def likely_persons(
    question: Question, read: ServiceRead, words: PeopleWords
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those whom a name may mean, the likeliest first, and everybody on the list, with "set aside" last.

    A person is called by the name on the list, or by the code where two go by one name.
    """
    rows = read.records.of("people" if question.field == "person" else "staff")
    names = Counter(plain_name(row.name) for row in rows)  # type: ignore[attr-defined]
    called = {}
    for row in rows:
        name, code = row.name, row.code  # type: ignore[attr-defined]
        called[name if name and names[plain_name(name)] == 1 else code] = name or code
    scored = [(_score(question.what, name, words), key) for key, name in called.items()]
    best = [key for score, key in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score][:_MOST]
    return tuple(best), (*sorted(called), ASIDE)


def _score(what: str, name: str, words: PeopleWords) -> int:
    """How likely a name is meant, 0 for not at all."""
    given, listed = Spelling.of(what), Spelling.of(name)
    if not given.words or not listed.words:
        return 0
    letters = "".join(c for c in what if c.isalpha()).casefold()
    if len(letters) <= _INITIALS and letters == "".join(word[0] for word in listed.whole):
        return 100
    if given.could_be(listed):
        return 95 if len(set(given.words) & set(listed.words)) > 1 else 90
    if _goes_by(given.words, listed.words, words):
        return 85
    return _like(plain_name(what), plain_name(name), listed.words[0], given.words[0])


def _goes_by(given: Sequence[str], listed: Sequence[str], words: PeopleWords) -> bool:
    """Whether the first name is a short form of the other, and the last names do not speak against it."""
    same_last = len(given) == 1 or given[-1] == listed[-1]
    first, whole = given[0], listed[0]
    return same_last and (first in words.short_names.get(whole, ()) or (len(first) > 1 and whole.startswith(first)))


def _like(what: str, name: str, whole: str, first: str) -> int:
    from rapidfuzz import fuzz

    score = max(fuzz.ratio(what, name), fuzz.ratio(first, whole) if " " not in what else 0)
    return round(score * 0.9) if score >= _NEAR else (60 if len(first) > 1 and first[:2] == whole[:2] else 0)
