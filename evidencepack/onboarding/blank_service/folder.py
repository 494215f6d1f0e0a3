"""A new service folder: service.yaml, a workbook with a sheet a register, and places for documents and packs."""

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from evidencepack.errors import ServiceError
from evidencepack.frameworks.framework import likely_frameworks
from evidencepack.library import Library
from evidencepack.model import SERVICE_TYPES
from evidencepack.notes import note
from evidencepack.onboarding.new_folder import name_of, write_folder
from evidencepack.shipped import filled_in
from evidencepack.tables.starter_sheets import TITLES
from evidencepack.text import one_line, slug


def start_folder(folder: Path, library: Library, name: str = "", type_: str = "") -> tuple[Path, ...]:
    """Write a new service folder, whole or not at all, over nothing that is there; the files written.

    Without a name the folder's own is taken; without a type, a care home. OutputError names what stands in the way.
    """
    name = one_line(name) or name_of(folder)
    type_ = type_.strip().casefold() or SERVICE_TYPES[0]
    if type_ not in SERVICE_TYPES:
        raise ServiceError(note("no-such-service-type", type=type_, types=", ".join(SERVICE_TYPES)), "--type")
    text = filled_in(
        "blank_service.yaml",
        id=slug(name) or "my-service",
        name=name,
        type=type_,
        privacy_key=secrets.token_hex(16),
        frameworks=likely_frameworks(library.frameworks, type_),
    )
    files: dict[str, bytes | Path] = {
        "service.yaml": text.encode(),
        "records/Registers.xlsx": starter_workbook(library, name, type_),
        "documents/README.txt": filled_in("documents.txt").encode(),
    }
    return write_folder(folder, files, ("packs",))


def starter_workbook(library: Library, name: str = "", type_: str = "") -> bytes:
    """The starter workbook: where to start, the service, a sheet a register, and who is the same person."""
    from evidencepack.onboarding.blank_service.other_sheets import add_same_person, add_service, add_start
    from evidencepack.onboarding.blank_service.starter_workbook import add_register, finished, new_book, starter_maps

    book = new_book(library.messages)
    maps = starter_maps(list(library.column_maps.values()))
    add_start(book, maps)
    chosen = " ".join(likely_frameworks(library.frameworks, type_))
    add_service(book, {"name": name, "type": type_, "frameworks": chosen}, library.frameworks)
    for column_map, starter in maps:
        add_register(book, column_map, starter)
    add_same_person(book)
    return finished(book)


def service_workbook(library: Library, given: Mapping[str, str], frameworks: Sequence[str]) -> bytes:
    """A workbook with the sheet on the service alone, filled in with what is `given` by our word."""
    from evidencepack.onboarding.blank_service.other_sheets import add_service
    from evidencepack.onboarding.blank_service.starter_workbook import finished, new_book

    book = new_book(library.messages, TITLES["service"])
    add_service(book, {**given, "frameworks": " ".join(frameworks)}, library.frameworks)
    return finished(book)
