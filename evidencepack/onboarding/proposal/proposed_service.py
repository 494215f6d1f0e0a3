"""The service itself in a proposal: what its files say of it, and its whole service.yaml."""

from collections.abc import Iterator, Mapping, Sequence

from evidencepack.files import Read, Unreadable
from evidencepack.frameworks.framework import likely_frameworks
from evidencepack.model import SERVICE_TYPES
from evidencepack.notes import Messages
from evidencepack.onboarding.proposal.model import Confidence, KnownFact, Proposal, SheetProposal
from evidencepack.shipped import filled_in
from evidencepack.systems import Location, location_of
from evidencepack.text import slug

_HOME_CARE = ("homecare-", "visits-")


def type_of(sheets: Sequence[SheetProposal]) -> str:
    """Home care where its sheets speak of rounds and visits, else a care home: a guess that is said to be one."""
    chosen = [s.chosen.map for s in sheets if s.chosen]
    return "home care" if any(m.startswith(_HOME_CARE) for m in chosen) else "care home"


def facts_of(contents: Mapping[str, Read], name: str) -> tuple[KnownFact, ...]:
    """What is known of the service, each with the file it stands in; nothing where the files name several locations."""
    sheets = ((file, sheet) for file, read in contents.items() if not isinstance(read, Unreadable) for sheet in read)
    found = [location for file, sheet in sheets if (location := location_of(file, sheet, name=name))]
    if len({location.location_id or location.name for location in found}) != 1:
        return ()
    said = [KnownFact(key, value, place.origin.file) for place in found for key, value in _said(place) if value]
    facts: dict[str, KnownFact] = {}
    for fact in said:
        facts.setdefault(fact.key, fact)
    return tuple(facts.values())


def _said(location: Location) -> Iterator[tuple[str, str]]:
    yield "name", location.name
    yield "type", location.type or ""
    yield "location_id", location.location_id
    yield "council", location.council
    yield "registered", location.registered.isoformat() if location.registered else ""
    yield "rating", location.rating


def proposal_text(proposal: Proposal, privacy_key: str, messages: Messages, confirmed: bool = False) -> str:
    """The whole service.yaml of a proposal; `confirmed` is whether a person has seen its name and type."""
    unread = [s for s in proposal.sheets if not s.chosen and not s.recognised]
    return filled_in(
        "service.yaml",
        id=slug(proposal.name) or "my-service",
        proposal=proposal,
        confirmed=confirmed,
        types=SERVICE_TYPES,
        privacy_key=privacy_key,
        frameworks=likely_frameworks({}, proposal.type),
        taken=any(s.chosen and not s.recognised for s in proposal.sheets),
        passed_over=[s for s in unread if s.confidence is not Confidence.UNSURE],
        said=messages.all,
        why=lambda sheet: why_words(sheet, messages),
    )


def why_words(sheet: SheetProposal, messages: Messages) -> str:
    """Why a sheet is as sure as it is, in words without a full stop."""
    return messages.all(sheet.why).rstrip(".")
