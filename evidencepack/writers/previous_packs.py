"""Earlier packs of a service: what people typed into them, and the last one to compare with."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from evidencepack.day_reader import iso_day
from evidencepack.errors import EvidencePackError
from evidencepack.files import Reader, file_bytes
from evidencepack.notes import note
from evidencepack.origin import Origin, Problem
from evidencepack.pack.model import Pack
from evidencepack.pack.typed import TypedEdits, merge
from evidencepack.writers.excel.typed_cells import read_typed
from evidencepack.writers.json import LARGEST, files_of, read_pack

_COPY = re.compile(r" \((\d+)\)$")


def day_folders(out: Path, until: date) -> Iterator[tuple[date, Path]]:
    """The folders of packs up to a day, newest first."""
    named = ((iso_day(folder.name), folder) for folder in out.glob("????-??-??"))
    found = [(day, folder) for day, folder in named if day and day <= until and folder.is_dir()]
    return iter(sorted(found, reverse=True))


def typed_so_far(
    out: Path, service_id: str, until: date, reader: Reader | None = None
) -> tuple[TypedEdits, tuple[Problem, ...]]:
    """What people typed into the workbooks of earlier packs, the newest first; workbooks not readable are said.

    `reader` opens them in its guarded process; without one, each gets a process of its own.
    """
    edits: list[TypedEdits] = []
    problems: list[Problem] = []
    for _, folder in day_folders(out, until):
        problems.extend(_gone(folder, service_id))
        books = [p for p in folder.glob("*.xlsx") if _of_pack(p, service_id)]
        for book in sorted(books, key=_copy_number, reverse=True):
            try:
                edits.append(read_typed(book, reader))
            except EvidencePackError as error:
                place = Origin(f"packs/{folder.name}/{book.name}")
                problems.append(Problem(place, note("typed-unread", why=error.said), rows=0))
    return merge(edits), tuple(problems)


def _of_pack(file: Path, service_id: str) -> bool:
    """Whether a file is of a pack of this service; nobody types into a transition, which lies beside it."""
    return file.name.startswith(f"{service_id} ") and not file.name.startswith(f"{service_id} transition ")


def _gone(folder: Path, service_id: str) -> Iterator[Problem]:
    """A problem for each workbook that a pack was written with and that is not there any more."""
    for mark in sorted(p for p in folder.glob("*.json") if _of_pack(p, service_id)):
        try:
            names = files_of(mark)
        except (OSError, ValueError):
            yield Problem(Origin(f"packs/{folder.name}/{mark.name}"), note("earlier-pack-unread"), rows=0)
            continue
        for name in names:
            if name.endswith(".xlsx") and not (folder / name).exists():
                yield Problem(Origin(f"packs/{folder.name}/{name}"), note("workbook-gone"), rows=0)


def _copy_number(path: Path) -> tuple[int, str]:
    found = _COPY.search(path.stem)
    return (int(found[1]) if found else 1, path.name)


def last_pack(out: Path, service_id: str, before: date) -> Pack | None:
    """The newest pack of an earlier day that can be read; None when there is none."""
    folders = (folder for day, folder in day_folders(out, before) if day != before)
    for file in (file for folder in folders for file in sorted(folder.glob("*.json")) if _of_pack(file, service_id)):
        try:
            pack = read_pack(file_bytes(file, LARGEST))
        except (EvidencePackError, OSError, ValueError):
            continue
        if pack.edition == "working":
            return pack
    return None
