"""Which expectations of other frameworks may answer a question, by shared words; for a person to confirm."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log, sqrt

from msgspec import Struct

from evidencepack.frameworks.framework import Expectation, Framework
from evidencepack.frameworks.terms import Terms
from evidencepack.measures.answers import matched_word

MOST = 3
_ENOUGH = 0.14
_TOPIC = 0.4  # what a topic says that only one expectation speaks of
_STEM = 6  # letters: recruit, recruiting and recruitment are one word
_WORD = re.compile(r"[a-z]{4,}")
# What every tender says, whatever it asks.
_SAID = """
    please describe explain outline provide demonstrate maximum limit words characters weighting marks points
    attachments question answer method statement social care service services provider providers support people
    person will would should your their with that this from have what which when including ensure work each
"""
_OF_TENDERS = frozenset(_SAID.split())


class Suggestion(Struct, frozen=True):
    """An expectation that may answer a question, and the topics or words that both share."""

    reference: str
    title: str
    because: tuple[str, ...]


class _Known(Struct, frozen=True):
    reference: str
    title: str
    topics: frozenset[str]
    stems: frozenset[str]


class Suggestions:
    """Looks questions up among the expectations of frameworks in use: no drafts, retired ones or tenders."""

    def __init__(self, frameworks: Iterable[Framework], terms: Terms) -> None:
        self._terms = terms
        used = [f for f in frameworks if f.stage == "live" and not f.tender]
        self._known = [self._one(f, e) for f in used for e in f.expectations if e.requirements]
        self._topics = Counter(topic for known in self._known for topic in known.topics)
        common = Counter(stem for known in self._known for stem in known.stems)
        self._says = {stem: log(len(self._known) / count) for stem, count in common.items()}

    def for_question(self, text: str) -> tuple[Suggestion, ...]:
        """The likeliest first, three at most; none where nothing that says much is shared."""
        topics, words = self._topics_in(text), _stems(text)
        alike = (known for known in self._known if known.topics & topics or len(known.stems & words.keys()) > 1)
        scored = ((self._score(known, topics, words), known) for known in alike)
        likely = sorted((s for s in scored if s[0] >= _ENOUGH), key=lambda s: -s[0])[:MOST]
        return tuple(Suggestion(k.reference, k.title, self._because(k, topics, words)) for _, k in likely)

    def _score(self, known: _Known, topics: frozenset[str], words: Mapping[str, str]) -> float:
        """How much is shared: topics and words say the more the fewer expectations speak of them."""
        shared = self._length(known.stems & words.keys())
        alike = shared**2 / (self._length(known.stems) * self._length(words) or 1)
        return alike + _TOPIC * sum(1 / self._topics[topic] for topic in sorted(known.topics & topics))

    def _length(self, stems: Iterable[str]) -> float:
        return sqrt(sum(self._says.get(stem, 0) ** 2 for stem in sorted(stems)))

    def _because(self, known: _Known, topics: frozenset[str], words: Mapping[str, str]) -> tuple[str, ...]:
        shared = sorted(known.stems & words.keys(), key=lambda stem: (-self._says[stem], stem))[:MOST]
        return tuple(sorted(known.topics & topics)) or tuple(words[stem] for stem in shared)

    def _one(self, framework: Framework, expectation: Expectation) -> _Known:
        asked = (r.document or r.example for r in expectation.requirements)
        named = {a.topic for a in asked if a} | {str(r.with_.get("topic", "")) for r in expectation.requirements}
        text = " ".join((expectation.title, expectation.asks, *expectation.looks_for))
        topics = named & {t.id for t in self._terms.topics} | self._topics_in(expectation.title)
        reference = f"{framework.id}/{expectation.id}"
        return _Known(reference, expectation.title, frozenset(topics), frozenset(_stems(text)))

    def _topics_in(self, text: str) -> frozenset[str]:
        return frozenset(t.id for t in self._terms.topics if t.words and matched_word((text,), t.words))


def _stems(text: str) -> dict[str, str]:
    """The words of a text by their first letters."""
    words = reversed(_WORD.findall(text.casefold()))
    return {word[:_STEM]: word for word in words if word not in _OF_TENDERS}
