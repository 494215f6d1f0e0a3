"""Earlier packs of a service: what people typed into them, and the last one to compare with."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode

from evidencepack.day_reader import iso_day
from evidencepack.errors import EvidencePackError, OutputError
from evidencepack.notes import note
from evidencepack.origin import Origin, Problem
from evidencepack.pack.identity import key_fingerprint, unlike
from evidencepack.pack.model import Pack
from evidencepack.pack.typed import TypedEdits, merge
from evidencepack.registers import Service
from evidencepack.writers.excel.typed_cells import read_typed
from evidencepack.writers.json import read_pack

_COPY = re.compile(r" \((\d+)\)$")


def day_folders(out: Path, until: date) -> Iterator[tuple[date, Path]]:
    """The folders of packs up to a day, newest first."""
    named = ((iso_day(folder.name), folder) for folder in out.glob("????-??-??"))
    found = [(day, folder) for day, folder in named if day and day <= until and folder.is_dir()]
    return iter(sorted(found, reverse=True))


def typed_so_far(out: Path, service: Service, until: date) -> tuple[TypedEdits, tuple[Problem, ...]]:
    """What people typed into the workbooks of earlier packs, the newest first; packs that cannot be used are said."""
    edits: list[TypedEdits] = []
    problems: list[Problem] = []
    for _, folder in day_folders(out, until):
        problems.extend(_not_whole(folder, service))
        books = [p for p in folder.glob("*.xlsx") if _of_pack(p, service)]
        for book in sorted(books, key=_copy_number, reverse=True):
            try:
                edits.append(read_typed(book, service))
            except EvidencePackError as error:
                place = Origin(f"packs/{folder.name}/{book.name}")
                problems.append(Problem(place, note("typed-unread", why=error.said), rows=0))
    return merge(edits), tuple(problems)


def _of_pack(file: Path, service: Service) -> bool:
    """Whether a file is named like a pack of this service; nobody types into a transition, which lies beside it."""
    ids = (service.id, *service.formerly)
    return any(file.name.startswith(f"{id_} ") and not file.name.startswith(f"{id_} transition ") for id_ in ids)


class _Whose(Struct, frozen=True):
    """The service, as the JSON of a pack or a transition names it."""

    id: str = ""
    name: str = ""
    key: str = ""


class _Mark(Struct, frozen=True):
    """What such JSON says of the pack as a whole."""

    service: _Whose = _Whose()
    files: dict[str, str] = {}


def _marks(folder: Path, service: Service, named: Callable[[Path, Service], bool]) -> Iterator[tuple[Path, _Mark]]:
    """The packs of a folder whose JSON can be read and is named so."""
    for file in sorted(p for p in folder.glob("*.json") if named(p, service)):
        with suppress(OSError, ValueError, RecursionError):
            mark = decode(file.read_bytes().removeprefix(BOM_UTF8), type=_Mark)
            if mark.service.id:  # else it is somebody's own JSON
                yield file, mark


def _not_whole(folder: Path, service: Service) -> Iterator[Problem]:
    """A problem for each pack that may be another client's, and for each workbook that is not there any more."""
    for file, mark in _marks(folder, service, _of_pack):
        if why := unlike(service, mark.service.id, mark.service.name, mark.service.key):
            yield Problem(Origin(f"packs/{folder.name}/{file.name}"), note("pack-not-used", why=why), rows=0)
            continue
        for name in mark.files:
            if name.endswith(".xlsx") and not (folder / name).exists():
                yield Problem(Origin(f"packs/{folder.name}/{name}"), note("workbook-gone"), rows=0)


def keep_clients_apart(out: Path, service: Service, on: date) -> None:
    """OutputError where a pack of this day and id is another client's, which must be neither read nor written over."""
    folder = out / on.isoformat()
    for file, mark in _marks(folder, service, lambda file, service: file.name.startswith(f"{service.id} ")):
        theirs = mark.service.key != key_fingerprint(service)  # a name that was put right is no other client
        if theirs and (why := unlike(service, mark.service.id, mark.service.name, mark.service.key)):
            raise OutputError(note("pack-of-another-client", why=why), str(file))


def _copy_number(path: Path) -> tuple[int, str]:
    found = _COPY.search(path.stem)
    return (int(found[1]) if found else 1, path.name)


def last_pack(out: Path, service: Service, before: date) -> Pack | None:
    """The newest pack of this service of an earlier day that can be read; None when there is none."""
    folders = (folder for day, folder in day_folders(out, before) if day != before)
    for file in (file for folder in folders for file in sorted(folder.glob("*.json")) if _of_pack(file, service)):
        try:
            pack = read_pack(file.read_bytes())
        except (EvidencePackError, OSError, ValueError):
            continue
        card = pack.service
        if pack.edition == "working" and not unlike(service, card.id, card.name, card.key):
            return pack
    return None
