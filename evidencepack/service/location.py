"""What CQC's files and the ASC-WDS workplace file say of the service: it fills what service.yaml leaves out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from evidencepack.dates import day_words
from evidencepack.files import Read
from evidencepack.origin import Origin, Problem
from evidencepack.registers import FoundFact, Service
from evidencepack.service.known_exports import sheets_of
from evidencepack.systems import CQC_FILE, Location, is_directory, location_of
from evidencepack.tables.headings import plain
from evidencepack.text import and_words

_MANAGER = "registered-manager"
# The line of service.yaml, the field of a location, and what it is called.
_LINES = (
    ("location_id", "location_id", "CQC location number"),
    ("council", "council", "council"),
    ("registered", "registered", "registration day"),
    ("rating", "rating", "rating"),
)
_COMPARED = (("name", "name", "name"), ("type", "type", "kind of service"), *_LINES)


def with_location(
    service: Service, contents: Mapping[str, Read]
) -> tuple[Service, tuple[Problem, ...], dict[tuple[str, str], tuple[str, ...]]]:
    """The service with what CQC and ASC-WDS add, what a person must look at, and what to say of which file and sheet.

    service.yaml holds before them, and a difference is said. CQC's own file comes before its directory, and that
    before the workplace file. Of the registered manager only that there is one is taken, and where it stands.
    """
    found, problems = _chosen(service, contents)
    changes: dict[str, Any] = {}
    no_row = "No row is taken: " + (
        f"none is of {service.location_id}."
        if service.location_id
        else "service.yaml has no location_id, and not one row alone has the name of the service."
    )
    directories = [(file, sheet.name) for file, sheet in sheets_of(contents) if is_directory(sheet)]
    said: dict[tuple[str, str], tuple[str, ...]] = dict.fromkeys(directories, (no_row,))
    for location in found:
        problems.extend(_looked_at(service, location))
        new = {} if location.active is False else _filled(service, location, changes)
        changes.update(new)
        row = f" from row {location.origin.row}" if location.origin.row else ""
        taken = (f"Taken{row}, as service.yaml leaves it out: {and_words(_words(new))}.",) if new else ()
        said[location.origin.file, location.origin.sheet] = (*taken, *location.said)
    return (service.model_copy(update=changes) if changes else service), tuple(problems), said


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
        what = f"The CQC location files are about {len(ids)} locations, and service.yaml does not say which one it is."
        return [], [Problem(Origin("service.yaml"), what, "Add its number: location_id.", 0)]
    wanted = service.location_id or next(iter(ids), "")
    problems = [
        Problem(x.origin, f"The {x.kind} is about another location, {x.location_id}; it is not used.",
                f"Correct location_id in service.yaml ({wanted}), or take the file out.", 0)
        for x in locations
        if wanted and x.location_id not in ("", wanted)
    ]  # fmt: skip
    return [x for x in locations if not wanted or x.location_id in ("", wanted)], problems


def _filled(service: Service, location: Location, taken: Mapping[str, Any]) -> dict[str, Any]:
    """The lines that service.yaml leaves out and the register gives."""
    open_lines = [(line, field) for line, field, _ in _LINES if line not in {*service.model_fields_set, *taken}]
    new: dict[str, Any] = {line: value for line, field in open_lines if (value := getattr(location, field))}
    if location.registered_manager and not location.manager_absent:
        facts = taken.get("facts", service.facts)
        if _MANAGER not in facts:
            fact = FoundFact(value=True, origin=location.origin, published_in=location.kind)
            new["facts"] = {**facts, _MANAGER: fact}
    return new


def _words(new: Mapping[str, Any]) -> Sequence[str]:
    names = {line: f"the {word}" for line, _, word in _LINES} | {"facts": "that a registered manager is named"}
    return [names[line] for line in new]


def _looked_at(service: Service, location: Location) -> Iterator[Problem]:
    """What does not agree, or needs a person."""
    for line, field, word in _COMPARED:
        ours, theirs = getattr(service, line), getattr(location, field)
        if line in service.model_fields_set and ours and theirs and plain(_shown(ours)) != plain(_shown(theirs)):
            what = f"The {word} is '{_shown(theirs)}' in the {location.kind}, and '{_shown(ours)}' in service.yaml."
            yield Problem(location.origin, what, "Correct service.yaml if the file is right; service.yaml holds.", 0)
    if "rating" in service.model_fields_set and not service.rating and location.rating:
        what = f"The rating is '{location.rating}' in the {location.kind}, and service.yaml says that there is none."
        yield Problem(location.origin, what, "Correct service.yaml if the file is right; service.yaml holds.", 0)
    if location.active is False:
        day = f" since {day_words(location.deregistered)}" if location.deregistered else ""
        what = f"CQC has this location as no longer registered{day}."
        yield Problem(location.origin, what, "Check the number in service.yaml. Nothing is taken from the file.", 0)
    elif _MANAGER not in service.facts and service.registered_manager_required:
        yield from _no_manager(location)
    for word in location.unclear:
        what = f"The day of {word} could be day first or month first, so it is not read."
        yield Problem(location.origin, what, "Type it into service.yaml, if it is needed.", 0)


def _no_manager(location: Location) -> Iterator[Problem]:
    if location.manager_absent:
        what = f"CQC has no registered manager for this location since {day_words(location.manager_absent)}."
    elif location.registered_manager is False:
        what = "CQC's file does not name a registered manager for every regulated activity."
    else:
        return
    yield Problem(location.origin, what, "Say in service.yaml, under facts: registered-manager, how it stands.", 0)


def _shown(value: object) -> str:
    return day_words(value) if isinstance(value, date) else str(value)
