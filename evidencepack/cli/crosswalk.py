"""evidencepack frameworks crosswalk: what goes with what from one framework to another, and what stands alone."""

from pathlib import Path
from typing import Any

from evidencepack.cli.console import put_json, say, table
from evidencepack.frameworks.crosswalk import Counterpart, counterparts, without_counterpart
from evidencepack.frameworks.framework import Expectation, Framework
from evidencepack.pipeline import open_library
from evidencepack.text import count_of

_KINDS = {"same": "the same", "part": "in part", "related": "related"}


def run(from_: str, to: str, as_json: bool, mappings: Path | None) -> None:
    """Print the links from one framework to another, in either direction."""
    library = open_library(mappings)
    first, second = library.framework(from_), library.framework(to)
    found = counterparts(from_, to, library.frameworks, library.crosswalks)
    alone = without_counterpart(first, (c.from_ for c in found)), without_counterpart(second, (c.to for c in found))
    if as_json:
        put_json(_plain(found, alone))
        return
    say(f"From {first.title} to {second.title}: {count_of(len(found), 'link')}")
    if not found:
        say("Nobody has linked these two yet: add a file to the crosswalks folder of your mappings.")
        return
    say("Links are readings of the makers, not the publishers'; each names who looked and when.")
    say()
    here, there = _titles(first), _titles(second)
    rows = [(here[c.from_], there[c.to], _KINDS[c.kind], c.confidence) for c in found]
    table((first.short_title or first.id, second.short_title or second.id, "Asks", "Sure"), rows, (29, 29, 8, 6))
    _suspect(found, here | there)
    _alone(alone[0], first)
    _alone(alone[1], second)


def _titles(framework: Framework) -> dict[str, str]:
    return {e.id: e.title for e in framework.expectations}


def _suspect(found: tuple[Counterpart, ...], titles: dict[str, str]) -> None:
    suspects = dict.fromkeys(id_ for c in found for id_ in c.suspect)
    via = dict.fromkeys(c.via for c in found if c.via)
    say()
    if via:
        say(f"By way of {', '.join(via)}, since the two are not linked directly: less sure for that.")
    if suspects:
        say("To look at again, since the wording changed after somebody reviewed the link:")
        for id_ in suspects:
            say(f"- {titles.get(id_, id_)}", indent="  ")
    days = sorted({f"{c.reviewed.on.isoformat()} by {c.reviewed.by}" for c in found})
    say(f"Reviewed on {'; '.join(days)}.")


def _alone(alone: tuple[Expectation, ...], framework: Framework) -> None:
    say()
    if not alone:
        say(f"Everything in {framework.title} has a counterpart.")
        return
    say(f"Only in {framework.title}:")
    for expectation in alone:
        say(f"- {expectation.title}", indent="  ")


def _plain(found: tuple[Counterpart, ...], alone: tuple[tuple[Expectation, ...], ...]) -> dict[str, Any]:
    links = [
        {
            "from": c.from_,
            "to": c.to,
            "kind": c.kind,
            "confidence": c.confidence,
            "reason": c.reason,
            "reviewed": {"by": c.reviewed.by, "on": c.reviewed.on.isoformat()},
            "suspect": list(c.suspect),
            "via": c.via,
        }
        for c in found
    ]
    return {"links": links, "only_from": [e.id for e in alone[0]], "only_to": [e.id for e in alone[1]]}
