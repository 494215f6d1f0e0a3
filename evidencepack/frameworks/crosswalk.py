"""Crosswalks: which expectation of one framework asks what another asks of another, how surely, and who looked."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from evidencepack.frameworks.framework import Expectation, Framework
from evidencepack.model import Model, Slug

Kind = Literal["same", "part", "related"]
Confidence = Literal["high", "medium", "low"]
_KINDS: tuple[Kind, ...] = ("same", "part", "related")
_CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")


class Reviewed(Model):
    """Who looked at the links, and when."""

    by: str
    on: date


class Link(Model):
    """One expectation of each framework: the same, part of one another, or related.

    `texts` are the fingerprints of the two texts as they were when somebody looked; `reviewed` stands where it was
    another person or day than for the rest of the file.
    """

    from_: Annotated[str, Field(alias="from")]
    to: str
    kind: Kind
    confidence: Confidence
    reason: str
    texts: tuple[str, str]
    reviewed: Reviewed | None = None


class Crosswalk(Model):
    """The links from one framework to another, read in both directions."""

    format: Literal[1]
    id: Slug
    from_: Annotated[str, Field(alias="from")]
    to: str
    about: str = ""
    reviewed: Reviewed
    links: tuple[Link, ...]


class Counterpart(Struct, frozen=True):
    """A link as it is told: `suspect` names the sides whose wording changed since it was reviewed, `via` the framework
    between where there is no direct link."""

    from_: str
    to: str
    kind: Kind
    confidence: Confidence
    reason: str
    reviewed: Reviewed
    suspect: tuple[str, ...] = ()
    via: str = ""


def text_fingerprint(expectation: Expectation) -> str:
    """Eight letters and digits that change when the title, what is asked or what is looked for changes."""
    text = "\x1f".join((expectation.title, expectation.asks, *expectation.looks_for))
    return base64.b32encode(hashlib.sha256(" ".join(text.split()).encode()).digest()).decode()[:8]


def with_both_ends(crosswalk: Crosswalk, frameworks: Mapping[str, Framework]) -> Iterator[Crosswalk]:
    """The crosswalk with those links whose two ends are there; nothing when a framework is missing."""
    if crosswalk.from_ not in frameworks or crosswalk.to not in frameworks:
        return
    here = {e.id for e in frameworks[crosswalk.from_].expectations}
    there = {e.id for e in frameworks[crosswalk.to].expectations}
    links = tuple(link for link in crosswalk.links if link.from_ in here and link.to in there)
    yield crosswalk.model_copy(update={"links": links})


def counterparts(
    from_: str, to: str, frameworks: Mapping[str, Framework], crosswalks: Iterable[Crosswalk]
) -> tuple[Counterpart, ...]:
    """The links from one framework to another, in its order: direct ones, else by way of a third."""
    every = tuple(crosswalks)
    found = list(_direct(from_, to, frameworks, every)) or list(_by_way(from_, to, frameworks, every))
    order = {e.id: i for i, e in enumerate(frameworks[from_].expectations)}
    there = {e.id: i for i, e in enumerate(frameworks[to].expectations)}
    return tuple(sorted(found, key=lambda c: (order[c.from_], _KINDS.index(c.kind), there[c.to])))


def without_counterpart(framework: Framework, linked: Iterable[str]) -> tuple[Expectation, ...]:
    """The expectations of a framework that none of the links names."""
    named = set(linked)
    return tuple(e for e in framework.expectations if e.id not in named)


def _direct(
    from_: str, to: str, frameworks: Mapping[str, Framework], crosswalks: tuple[Crosswalk, ...]
) -> Iterator[Counterpart]:
    for crosswalk in crosswalks:
        ends = (crosswalk.from_, crosswalk.to)
        if ends not in ((from_, to), (to, from_)):
            continue
        for link in crosswalk.links:
            here, there = (link.from_, link.to) if ends == (from_, to) else (link.to, link.from_)
            suspect = _changed_sides(link, frameworks[crosswalk.from_], frameworks[crosswalk.to])
            reviewed = link.reviewed or crosswalk.reviewed
            yield Counterpart(here, there, link.kind, link.confidence, link.reason, reviewed, suspect)


def _changed_sides(link: Link, first: Framework, second: Framework) -> tuple[str, ...]:
    """The expectations of a link whose wording is another than when it was reviewed."""
    sides = ((link.from_, first, link.texts[0]), (link.to, second, link.texts[1]))
    ends = ((e, id_, text) for id_, framework, text in sides for e in framework.expectations if e.id == id_)
    return tuple(id_ for expectation, id_, text in ends if text_fingerprint(expectation) != text)


def _by_way(
    from_: str, to: str, frameworks: Mapping[str, Framework], crosswalks: tuple[Crosswalk, ...]
) -> Iterator[Counterpart]:
    """Links through one framework between: as weak as the weaker of the two, and never same or surer than medium."""
    seen: set[tuple[str, str]] = set()
    for middle in (id_ for id_ in frameworks if id_ not in (from_, to)):
        onward = list(_direct(middle, to, frameworks, crosswalks))
        for first in _direct(from_, middle, frameworks, crosswalks):
            for then in (link for link in onward if link.from_ == first.to):
                if (first.from_, then.to) not in seen:
                    seen.add((first.from_, then.to))
                    yield _joined(first, then, middle)


def _joined(first: Counterpart, then: Counterpart, middle: str) -> Counterpart:
    kind = _KINDS[max(1, _KINDS.index(first.kind), _KINDS.index(then.kind))]
    confidence = _CONFIDENCES[max(1, _CONFIDENCES.index(first.confidence), _CONFIDENCES.index(then.confidence))]
    reviewed = min(first.reviewed, then.reviewed, key=lambda r: r.on)
    suspect = tuple(dict.fromkeys((*first.suspect, *then.suspect)))
    return Counterpart(first.from_, then.to, kind, confidence, first.reason, reviewed, suspect, middle)
