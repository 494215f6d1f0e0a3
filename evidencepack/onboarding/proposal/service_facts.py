"""What the files say of the service itself: from CQC's own file, its directory, or the workplace file of ASC-WDS."""

from collections.abc import Iterator, Mapping, Sequence

from evidencepack.files import Read, Unreadable
from evidencepack.onboarding.proposal.model import KnownFact, SheetProposal
from evidencepack.systems import Location, location_of

_HOME_CARE = ("homecare-", "visits-")


def type_of(sheets: Sequence[SheetProposal]) -> str:
    """Home care where its sheets speak of rounds and visits, else a care home: a guess that is said to be one."""
    chosen = [s.chosen.map for s in sheets if s.chosen]
    return "home care" if any(m.startswith(_HOME_CARE) for m in chosen) else "care home"


def facts_of(contents: Mapping[str, Read], name: str) -> tuple[KnownFact, ...]:
    """What is known of the service, each with the file it stands in; nothing where the files name several locations."""
    found = list(_locations(contents, name))
    if len({location.location_id or location.name for location in found}) != 1:
        return ()
    facts: dict[str, KnownFact] = {}
    for location in found:
        for key, value in _said(location):
            if value and key not in facts:
                facts[key] = KnownFact(key, value, location.origin.file)
    return tuple(facts.values())


def _locations(contents: Mapping[str, Read], name: str) -> Iterator[Location]:
    for file, read in contents.items():
        for sheet in () if isinstance(read, Unreadable) else read:
            location = location_of(file, sheet, name=name)
            if location is not None:
                yield location


def _said(location: Location) -> Iterator[tuple[str, str]]:
    yield "name", location.name
    yield "type", location.type or ""
    yield "location_id", location.location_id
    yield "council", location.council
    yield "registered", location.registered.isoformat() if location.registered else ""
    yield "rating", location.rating
