"""A new service folder: service.yaml, a workbook with a sheet a register, and places for documents and packs."""

import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from evidencepack.errors import OutputError, ServiceError
from evidencepack.frameworks.framework import likely_frameworks
from evidencepack.library import Library
from evidencepack.model import SERVICE_TYPES
from evidencepack.text import slug
from evidencepack.text_templates import filled_in

_BUILDING = ".building-service"


def start_folder(folder: Path, library: Library, name: str = "", type_: str = "") -> tuple[Path, ...]:
    """Write a new service folder, whole or not at all, over nothing that is there; the files written.

    Without a name the folder's own is taken; without a type, a care home. OutputError names what stands in the way.
    """
    name = name.strip() or _name_of(folder)
    type_ = type_.strip().casefold() or SERVICE_TYPES[0]
    if type_ not in SERVICE_TYPES:
        what = f"'{type_}' is no kind of service that is known."
        raise ServiceError(what, where="--type", remedy=f"Choose one of: {', '.join(SERVICE_TYPES)}.")
    text = filled_in(
        "blank_service.yaml",
        id=slug(name) or "my-service",
        name=name,
        type=type_,
        privacy_key=secrets.token_hex(16),
        frameworks=likely_frameworks(library.frameworks, type_),
    )
    parts = {
        "service.yaml": text.encode(),
        "records/Registers.xlsx": starter_workbook(library, name, type_),
        "documents/README.txt": filled_in("documents.txt").encode(),
    }
    return _write(folder, parts)


def _name_of(folder: Path) -> str:
    """A name from that of the folder: rowan-house is Rowan House."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words) or "My service"


def starter_workbook(library: Library, name: str = "", type_: str = "") -> bytes:
    """The starter workbook: where to start, the service, a sheet a register, and who is the same person."""
    from evidencepack.onboarding.blank_service.other_sheets import add_same_person, add_service, add_start
    from evidencepack.onboarding.blank_service.starter_workbook import add_register, finished, new_book, starter_maps

    book, made = new_book()
    maps = starter_maps(list(library.column_maps.values()))
    add_start(book, maps)
    chosen = " ".join(likely_frameworks(library.frameworks, type_))
    add_service(book, {"name": name, "type": type_, "frameworks": chosen}, library.frameworks)
    for column_map, starter in maps:
        add_register(book, column_map, starter)
    add_same_person(book)
    return finished(book, made)


def _write(folder: Path, parts: Mapping[str, bytes]) -> tuple[Path, ...]:
    if folder.exists() and not folder.is_dir():
        raise OutputError("This is a file.", where=str(folder), remedy="Name a folder.")
    taken = [part for part in parts if (folder / part).exists()]
    if taken:
        remedy = "Nothing was changed. Name another folder, or move what stands there."
        raise OutputError(f"There is already: {', '.join(taken)}.", where=str(folder), remedy=remedy)
    made: list[Path] = []
    building = folder / _BUILDING
    try:
        for place in [folder, *(folder / part for part in ("records", "documents", "packs"))]:
            made.extend(_new_folders(place))
        _build(folder, building, parts, made)
    except BaseException as error:
        _take_back(made, building)
        if isinstance(error, OSError):
            what = f"The folder could not be written ({error.strerror or 'unknown reason'})."
            remedy = "Check that there is room and that you may write there."
            raise OutputError(what, where=str(folder), remedy=remedy) from error
        raise
    return tuple(folder / part for part in parts)


def _new_folders(place: Path) -> list[Path]:
    """Make a folder and those above it; the ones that were not there."""
    new = [p for p in (*reversed(place.parents), place) if not p.exists()]
    place.mkdir(parents=True, exist_ok=True)
    return new


def _build(folder: Path, building: Path, parts: Mapping[str, bytes], made: list[Path]) -> None:
    """Write every file aside, then move each to its place."""
    building.mkdir(exist_ok=True)
    for number, data in enumerate(parts.values()):
        (building / str(number)).write_bytes(data)
    for number, part in enumerate(parts):
        (building / str(number)).rename(folder / part)
        made.append(folder / part)
    building.rmdir()


def _take_back(made: list[Path], building: Path) -> None:
    shutil.rmtree(building, ignore_errors=True)
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
