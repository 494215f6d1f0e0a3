"""What goes with what: each expectation of the pack's frameworks beside those of others it is linked to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from evidencepack.dates import day_words
from evidencepack.frameworks.crosswalk import Counterpart, Crosswalk, counterparts
from evidencepack.frameworks.framework import Framework
from evidencepack.notes import Messages, note
from evidencepack.pack.listed_model import CrosswalkLine

# What goes with what, and how sure that is
_HOW = {"same": note("link-same"), "part": note("link-part"), "related": note("link-related")}
_SURE = {"high": note("link-high"), "medium": note("link-medium"), "low": note("link-low")}


def crosswalk_lines(
    chosen: Sequence[Framework],
    frameworks: Mapping[str, Framework],
    crosswalks: Iterable[Crosswalk],
    messages: Messages,
) -> tuple[CrosswalkLine, ...]:
    """A line for each link of the chosen frameworks to one another and to the regulator's, and for what has none.

    `chosen` are as the pack answers them, narrowed to some themes or whole. Two frameworks that nobody has linked give
    no line.
    """
    every, ids = tuple(crosswalks), [framework.id for framework in chosen]
    found: list[CrosswalkLine] = []
    for framework in chosen:
        for other in _others(framework.id, ids, frameworks, every):
            if links := counterparts(framework.id, other, frameworks, every):
                found += _lines(framework, frameworks[other], links, messages)
    return tuple(found)


def _others(
    id_: str, chosen: Sequence[str], frameworks: Mapping[str, Framework], crosswalks: Sequence[Crosswalk]
) -> tuple[str, ...]:
    """The other frameworks of the pack, then those of the regulator that are linked directly."""
    linked = {other for c in crosswalks for other in (c.from_, c.to) if id_ in (c.from_, c.to)}
    regulators = sorted(o for o in linked if o in frameworks and frameworks[o].publisher.kind == "regulator")
    return tuple(other for other in dict.fromkeys((*chosen, *regulators)) if other != id_)


def _lines(
    framework: Framework, other: Framework, links: Sequence[Counterpart], messages: Messages
) -> Iterator[CrosswalkLine]:
    there = {e.id: e for e in other.expectations}
    for number, expectation in enumerate(framework.expectations, 1):
        mine = [link for link in links if link.from_ == expectation.id]
        shared = {
            "framework": framework.short_title or framework.title,
            "number": str(number),
            "expectation": expectation.title,
            "other": other.short_title or other.title,
        }
        for link in mine:
            goes_with = there[link.to]
            yield CrosswalkLine(
                **shared, counterpart=goes_with.title, reference=goes_with.reference, **link_words(link, messages)
            )
        if not mine:
            yield CrosswalkLine(**shared, reason=messages.say("link-none", framework=shared["other"]))


def link_words(link: Counterpart, messages: Messages) -> dict[str, str]:
    """What is said of a link, by the fields of what prints it: how it goes together, how surely, why, who says so."""
    return {
        "how": messages.what(_HOW[link.kind]),
        "sure": messages.what(_SURE[link.confidence]),
        "reason": link.reason,
        "suspect": messages.say("link-suspect") if link.suspect else "",
        "via": link.via,
        "reviewed": f"{link.reviewed.by}, {day_words(link.reviewed.on)}",
    }
