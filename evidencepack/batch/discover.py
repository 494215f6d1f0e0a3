"""The service folders below a folder, told apart by the id that each states."""

from pathlib import Path

from msgspec import Struct

from evidencepack.errors import EvidencePackError, OutputError, ServiceError
from evidencepack.files import printed, record_files, walk
from evidencepack.files.file_access import leads_out
from evidencepack.library.load import read_service_file
from evidencepack.notes import Messages, Note, note
from evidencepack.origin import SERVICE_FILE
from evidencepack.output_place import must_be_ours, must_be_outside
from evidencepack.text import visible


class Found(Struct, frozen=True):
    """A service folder, and its place below the portfolio; `fault` is the sentence that keeps it from being built."""

    folder: Path
    place: str
    id: str = ""
    name: str = ""
    fault: str = ""


def discover(root: Path, out: Path, messages: Messages) -> tuple[Found, ...]:
    """Every folder with a service.yaml, in order of its place; what we wrote to `out` is not looked at.

    ServiceError when there is none, OutputError when packs would be written among a service's own files.
    """
    if not root.is_dir():
        raise ServiceError(note("no-such-folder"), str(root))
    if out.resolve() == root.resolve():
        raise OutputError(note("packs-among-records"), str(out))
    must_be_outside(out)
    folders, others = _folders(root, out.resolve())
    must_be_ours(out, folders)
    found = [_read(folder, root, messages) for folder in folders]
    if not found and not others:
        raise ServiceError(note("no-service-below", file=SERVICE_FILE), str(root))
    unread = [
        Found(folder, printed(folder, root), name=visible(folder.name), fault=messages.what(why))
        for folder, why in others.items()
    ]
    return _one_each(sorted([*found, *unread], key=lambda each: each.place), messages)


def _folders(root: Path, out: Path) -> tuple[list[Path], dict[Path, Note]]:
    """Service folders, which are not looked into any further, and those that could be one and are not built: why."""
    found: list[Path] = []
    closed: list[str] = []
    others: dict[Path, Note] = {}
    for folder, inside, files in walk(root, onerror=lambda error: closed.append(str(error.filename))):
        if SERVICE_FILE in files:
            found.append(folder)
            inside.clear()
        elif folder != root and record_files(folder):
            others[folder] = note("records-without-service", file=SERVICE_FILE)
        inside[:] = [each for each in inside if not each.startswith(".") and (folder / each).resolve() != out]
        links = [folder / each for each in inside if (folder / each / SERVICE_FILE).exists()]
        others |= {link: note("linked-service") for link in links if link.is_symlink() and leads_out(link, root)}
    return found, others | {Path(each): note("no-access") for each in closed}


def _read(folder: Path, root: Path, messages: Messages) -> Found:
    place = printed(folder, root)
    try:
        service = read_service_file(folder)
    except EvidencePackError as error:
        return Found(folder, place, name=visible(folder.resolve().name), fault=error.in_words(messages))
    return Found(folder, place, service.id, service.name)


def _one_each(found: list[Found], messages: Messages) -> tuple[Found, ...]:
    """All of several services with one id get a fault: their packs would overwrite each other, and which is meant?"""
    places: dict[str, list[str]] = {}
    for each in found:
        places.setdefault(each.id or each.place, []).append(each.place)
    return tuple(_alone(each, places[each.id or each.place], messages) for each in found)


def _alone(each: Found, places: list[str], messages: Messages) -> Found:
    others = [place for place in places if place != each.place]
    if each.fault or not others:
        return each
    taken = messages.say("id-taken", id=each.id, places=tuple(others))
    return Found(each.folder, each.place, each.id, each.name, taken)
