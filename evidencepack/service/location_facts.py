"""What CQC's files and the ASC-WDS workplace file say of the service: it fills what service.yaml leaves out."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from evidencepack.dates import day_words
from evidencepack.files import Read
from evidencepack.notes import Note, note
from evidencepack.origin import Origin, Problem
from evidencepack.registers import FoundFact, Service
from evidencepack.service.known_exports import sheets_of
from evidencepack.systems import CQC_FILE, Location, is_directory, location_of
from evidencepack.tables.headings import plain

_MANAGER = "registered-manager"
# The line of service.yaml, which is also the field of a location, and what it is called.
_LINES = {
    "location_id": note("location-number"),
    "council": note("council"),
    "registered": note("registration-day"),
    "rating": note("rating"),
}
_COMPARED = {"name": note("name"), "type": note("kind-of-service"), **_LINES}


def with_location(
    service: Service, contents: Mapping[str, Read]
) -> tuple[Service, tuple[Problem, ...], dict[tuple[str, str], tuple[Note, ...]]]:
    """The service with what CQC and ASC-WDS add, what a person must look at, and what to say of which file and sheet.

    service.yaml holds before them, and a difference is said. CQC's own file comes before its directory, and that
    before the workplace file. Of the registered manager only that there is one is taken, and where it stands.
    """
    found, problems = _chosen(service, contents)
    changes: dict[str, Any] = {}
    no_row = note("no-row-of-location", id=service.location_id) if service.location_id else note("no-row-of-name")
    directories = [(file, sheet.name) for file, sheet in sheets_of(contents) if is_directory(sheet)]
    notes: dict[tuple[str, str], tuple[Note, ...]] = dict.fromkeys(directories, (no_row,))
    for location in found:
        problems.extend(_looked_at(service, location))
        new = {} if location.active is False else _filled(service, location, changes)
        changes.update(new)
        taken = (_taken(location.origin, new),) if new else ()
        notes[location.origin.file, location.origin.sheet] = (*taken, *location.notes)
    return (service.model_copy(update=changes) if changes else service), tuple(problems), notes


def _chosen(service: Service, contents: Mapping[str, Read]) -> tuple[list[Location], list[Problem]]:
    """The locations that are this service, the surest first."""
    locations = [
        location
        for file, sheet in sheets_of(contents)
        if (location := location_of(file, sheet, service.location_id, service.name))
    ]
    locations.sort(key=lambda location: (location.kind != CQC_FILE, location.kind))
    ids = {location.location_id for location in locations if location.kind == CQC_FILE} - {""}
    if not service.location_id and len(ids) > 1:
        return [], [Problem(Origin("service.yaml"), note("several-locations", n=len(ids)), rows=0)]
    wanted = service.location_id or next(iter(ids), "")
    problems = [
        Problem(x.origin, note("another-location", kind=x.kind, id=x.location_id, wanted=wanted), rows=0)
        for x in locations
        if wanted and x.location_id not in ("", wanted)
    ]
    return [x for x in locations if not wanted or x.location_id in ("", wanted)], problems


def _filled(service: Service, location: Location, taken: Mapping[str, Any]) -> dict[str, Any]:
    """The lines that service.yaml leaves out and the register gives."""
    open_lines = [line for line in _LINES if line not in {*service.model_fields_set, *taken}]
    new: dict[str, Any] = {line: value for line in open_lines if (value := getattr(location, line))}
    if location.registered_manager and not location.manager_absent:
        facts = taken.get("facts", service.facts)
        if _MANAGER not in facts:
            fact = FoundFact(value=True, origin=location.origin, published_in=location.kind)
            new["facts"] = {**facts, _MANAGER: fact}
    return new


def _taken(origin: Origin, new: Mapping[str, Any]) -> Note:
    names = {line: note("the", what=word) for line, word in _LINES.items()} | {"facts": note("manager-named")}
    lines = tuple(names[line] for line in new)
    return note("taken-from-row", row=str(origin.row), lines=lines) if origin.row else note("taken", lines=lines)


def _looked_at(service: Service, location: Location) -> Iterator[Problem]:
    """What does not agree, or needs a person."""
    for line, word in _COMPARED.items():
        ours, theirs = getattr(service, line), getattr(location, line)
        if line in service.model_fields_set and ours and theirs and plain(_shown(ours)) != plain(_shown(theirs)):
            differs = note("register-differs", what=word, theirs=theirs, kind=location.kind, ours=ours)
            yield Problem(location.origin, differs, rows=0)
    if service.rating == "" and location.rating:
        yield Problem(location.origin, note("rating-not-none", rating=location.rating, kind=location.kind), rows=0)
    if location.active is False:
        ended = location.deregistered
        gone = note("not-registered-since", day=ended) if ended else note("not-registered")
        yield Problem(location.origin, gone, rows=0)
    elif _MANAGER not in service.facts and service.registered_manager_required:
        if location.manager_absent:
            yield Problem(location.origin, note("manager-absent", day=location.manager_absent), rows=0)
        elif location.registered_manager is False:
            yield Problem(location.origin, note("manager-not-for-all"), rows=0)
    for word in location.unclear:
        yield Problem(location.origin, note("day-either-way", what=word), rows=0)


def _shown(value: object) -> str:
    return day_words(value) if isinstance(value, date) else str(value)
