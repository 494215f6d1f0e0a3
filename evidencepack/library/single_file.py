"""A single mapping file: written new, found by its name or id, and checked in its place among ours."""

import shutil
import tempfile
from pathlib import Path

from evidencepack.errors import MappingError, OutputError
from evidencepack.files import Reader, Unreadable
from evidencepack.library.excel import framework_from
from evidencepack.library.faults import nearest
from evidencepack.library.files import before_ours, mapping_files
from evidencepack.library.load import Library, load_library
from evidencepack.library.yaml_file import Located, read_yaml
from evidencepack.notes import note
from evidencepack.on_disk import write_new as write_new_whole
from evidencepack.output_place import must_be_ours
from evidencepack.shipped import shipped

# What tells the kinds of mapping file apart, and where each stands.
_KINDS = {
    "expectations": "frameworks/",
    "indicators": "indicators/",
    "links": "crosswalks/",
    "messages": "messages/",
    "register": "columns/",
    "topics": "terms.yaml",
    "lists": "choices.yaml",
    "choices": "choices.yaml",
    "known": "known.yaml",
    "signs": "known.yaml",
    "nothing": "known.yaml",
    "not_yet": "known.yaml",
    "elsewhere": "known.yaml",
    "negated": "known.yaml",
    "not_held": "known.yaml",
    "behind": "known.yaml",
    "honorifics": "people.yaml",
    "short_names": "people.yaml",
    "public": "people.yaml",
    "bodies": "people.yaml",
    "who": "people.yaml",
    "shown": "people.yaml",
    "flags": "flags.yaml",
    "statuses": "words.yaml",
}


def write_new(path: Path, data: str | bytes) -> None:
    """Write a file that must not be there yet; OutputError when it is, or when that is no place for it."""
    must_be_ours(path.parent)
    try:
        write_new_whole(path, data.encode() if isinstance(data, str) else data)
    except FileExistsError:
        raise OutputError(note("stands-there"), str(path)) from None
    except OSError as error:
        raise OutputError(note("cannot-be-written", why=error.strerror or note("unknown-reason")), str(path)) from None


def framework_file(wanted: str, library: Library, mappings: Path | None) -> Located:
    """The framework file of an id, or a file, as it stands; a workbook as the file it would be.

    MappingError when it is neither.
    """
    path = Path(wanted)
    if path.suffix.lower() == ".xlsx" and path.is_file():
        return framework_of_book(path, library)
    if path.is_file():
        return read_yaml(path, path.name)
    if path.suffix.lower() in (".yaml", ".yml", ".xlsx"):
        raise MappingError((f"{wanted}: there is no such file.",))
    if wanted not in library.frameworks:
        raise MappingError((f"There is no framework '{wanted}'.{nearest(wanted, list(library.frameworks))}",))
    every = mapping_files(before_ours("mappings", mappings))
    files = (file for name, file in every.items() if name.startswith("frameworks/"))
    return next(found for file in files if (found := read_yaml(file, file.name)).data.get("id") == wanted)


def framework_of_book(workbook: Path, library: Library) -> Located:
    """A framework kept in Excel as the file it would be."""
    with Reader() as reader:
        read = reader.read(workbook)
    if isinstance(read, Unreadable):
        messages = library.messages
        raise MappingError((f"{workbook}: {messages.what(read.why)}. {messages.remedy(read.why)}",))
    return framework_from(workbook.name, read)


def library_with(path: Path | None) -> Library:
    """The library with a folder of mappings, or one file of any kind, before ours."""
    if path is None or path.is_dir():
        return load_library(before_ours("mappings", path))
    if not path.is_file():
        raise MappingError((f"{path}: there is no such file.",))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / _place(path)
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, place)
        return load_library(before_ours("mappings", Path(folder)))


def _place(path: Path) -> str:
    """Where a file of its kind stands among the mappings; one of ours under another name stands in our file's place."""
    held = read_yaml(path, path.name).data
    keys = held if isinstance(held, dict) else {}
    place = next((place for key, place in _KINDS.items() if key in keys), "")
    if place.endswith(".yaml"):
        return place
    every = sorted((shipped("mappings") / place).glob("*.yaml")) if place and keys.get("id") else []
    same_id = (ours.name for ours in every if f"\nid: {keys['id']}\n" in ours.read_text(encoding="utf-8"))
    return (place or "frameworks/") + next(same_id, f"{path.stem}.yaml")
