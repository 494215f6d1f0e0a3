"""Headings that are nearly the same: another order, a small word more or less, a slip in a long word."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from evidencepack.tables.headings import plain

# Of a word that is typed wrongly ("complant", "recieved": 88) at least this much, of 100, must be as it should. Other
# words that look alike stay below it ("moved", "mowed": 80; "received", "resolved": 62).
NEAR_ENOUGH = 85
LONG_WORD = 5
# A sheet with more unknown headings than this is not the list that the map is for.
_MOST = 100
# What says how to fill in the column, not what stands in it: (1-5), (dd/mm/yyyy), (upheld / not upheld), Y/N.
_BRACKET = re.compile(
    r"\((?:[^a-z()]*|dd?.?mm?.?yy+|[^()]*/[^()]*|initials|if any|if applicable|if known|please tick|tick)\)"
    r"|\b(?:y ?/ ?n|yes ?/ ?no)\b"
)
_APART = re.compile(r"[^\w'&%#]+|_")
_SMALL = frozenset({"the", "a", "an", "of", "for", "and", "&", "in"})
# What the sector writes short, by what it is in full; "no" also stands for how many.
_SHORT = {
    "meeting": "mtg", "meetings": "mtgs", "minutes": "mins", "review": "rev", "reviewed": "revd",
    "version": "ver", "initials": "init inits", "resident": "res", "service-user": "su", "professional": "prof",
    "update": "upd", "certificate": "cert", "expiry": "exp", "conditions": "conds", "acknowledged": "ack ackd",
    "hours": "hrs", "week": "wk", "year": "yr", "medication": "meds med", "supervision": "sup supn sups",
    "appraisal": "appr", "appointment": "appt", "manager": "mgr", "deputy": "dep", "incident": "incid",
    "accident": "acc", "observation": "obs obvs", "competency": "comp", "assessment": "assmt",
    "qualification": "qual", "qualifications": "quals", "training": "trg", "categories": "cats",
    "location": "loc", "description": "desc", "received": "rec recd", "completed": "compl", "notified": "notif",
    "safeguarding": "sg", "number": "no num nr #",
}  # fmt: skip
_SAME = {short: whole for whole, words in _SHORT.items() for short in words.split()}
_HOW_MANY = re.compile(r"\b(?:no|num|number)\.? of\b")


def fuzzy_fields(headings: Mapping[int, str], known: Mapping[str, str], taken: frozenset[str]) -> dict[int, str]:
    """The known heading that each unknown one is nearly, by column; what could be two fields, or none, is left out.

    `known` is field by plain heading, `taken` the fields that a heading stands for already.
    """
    too_short = all(len(plain(h)) < LONG_WORD and plain(h) not in _SAME for h in headings.values())
    if too_short or len(headings) > _MOST or not set(known.values()) - taken:
        return {}
    by_length: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for heading in known:
        words = _words(heading)
        by_length[len(words)][heading] = words
    found: dict[int, str] = {}
    for index, heading in headings.items():
        words = _words(plain(heading))
        near = _nearest(words, by_length[len(words)]) or _either(heading, known)
        if len({known[h] for h in near}) == 1 and known[near[0]] not in taken:
            found[index] = near[0]
    fields = [known[heading] for heading in found.values()]
    return {i: heading for i, heading in found.items() if fields.count(known[heading]) == 1}


def _either(heading: str, known: Mapping[str, str]) -> list[str]:
    """The known headings that one is made of, such as Agenda / topics, where each stands for a field."""
    parts = [plain(part) for part in heading.split("/")]
    return parts if len(parts) > 1 and all(part in known for part in parts) else []


@lru_cache(maxsize=20_000)
def _words(heading: str) -> tuple[str, ...]:
    found = (w.strip("'") for w in _APART.split(_HOW_MANY.sub("count", _BRACKET.sub(" ", heading))))
    return tuple(sorted(_SAME.get(w, w) for w in found if w and w not in _SMALL))


def _nearest(words: tuple[str, ...], known: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Of known headings of as many words those that are as near as any."""
    if not any(len(w) >= LONG_WORD for w in words):
        return []
    scores = {heading: _nearness(words, theirs) for heading, theirs in known.items()}
    best = max(scores.values(), default=0)
    return [heading for heading, score in scores.items() if score == best] if best else []


def _nearness(words: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """How near, 1 to 100; 0 when a word differs by more than a slip."""
    if words == theirs:
        return 100
    ours, others = list(words), list(theirs)
    for word in words:
        if word in others:
            ours.remove(word)
            others.remove(word)
    total = 100.0 * (len(words) - len(ours))
    for a, b in zip(ours, others, strict=True):
        if not (score := _slip(a, b)):
            return 0
        total += score
    return total / len(words)


def _slip(ours: str, theirs: str) -> float:
    # A word with another beginning or end is another word: employer is not employee.
    if min(len(ours), len(theirs)) < LONG_WORD or ours[0] != theirs[0] or ours[-1] != theirs[-1]:
        return 0
    from rapidfuzz.distance import OSA

    score = 100 * OSA.normalized_similarity(ours, theirs)
    return score if score >= NEAR_ENOUGH else 0
