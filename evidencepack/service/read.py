"""A service folder -> records, documents and problems: every file looked at, every row accounted for."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidencepack.columns import ColumnMap, People, SheetRead, people_index, read_sheet
from evidencepack.frameworks.terms import Terms
from evidencepack.origin import Account, Problem
from evidencepack.records import Person, Record, Records, Service, Staff, Unread
from evidencepack.service.documents import read_documents
from evidencepack.service.jobs import Job, jobs_of
from evidencepack.service.merge import merge
from evidencepack.sources import LOCK_MARKS, read_file

_PEOPLE_FIRST = ("staff", "people")


@dataclass(frozen=True, slots=True)
class ServiceRead:
    """Everything understood of one service folder, and the account of every sheet."""

    service: Service
    records: Records
    accounts: tuple[Account, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    fingerprints: Mapping[str, str]
    names: Mapping[str, str]


def posix(path: Path, folder: Path) -> str:
    """A path inside the folder as it is printed and sorted: POSIX, NFC."""
    return unicodedata.normalize("NFC", path.relative_to(folder).as_posix())


def files_of(folder: Path, part: str) -> list[Path]:
    """The files below a part of the service folder, in order of their printed path; lock files left out."""
    root = folder / part
    found = [p for p in root.rglob("*") if p.is_file() and not p.name.startswith((*LOCK_MARKS, "."))]
    return sorted(found, key=lambda p: posix(p, folder))


def read_service(folder: Path, service: Service, maps: Mapping[str, ColumnMap], terms: Terms) -> ServiceRead:
    """Read every file of a service folder; what cannot be read becomes a problem and the rest still counts.

    Inputs are only ever read. `terms` is what document topics are recognised by.
    """
    paths = files_of(folder, "records")
    contents = {posix(p, folder): read_file(p) for p in paths}
    jobs, problems, unmapped = jobs_of(contents, service, maps)
    people_jobs = [j for j in jobs if j.map.register_ in _PEOPLE_FIRST]
    other_jobs = [j for j in jobs if j.map.register_ not in _PEOPLE_FIRST]
    first = [read_sheet(j.file, j.sheet, j.map, People()) for j in people_jobs]
    people = _people(first, people_jobs, service)
    reads = first + [read_sheet(j.file, j.sheet, j.map, people) for j in other_jobs]
    return _assembled(folder, service, reads, unmapped, problems, terms, paths)


def _people(reads: Sequence[SheetRead], jobs: Sequence[Job], service: Service) -> People:
    given = {j.map.register_ for j in jobs}
    rows = [r for read in reads for r in read.records]
    staff = [r for r in rows if isinstance(r, Staff)] if "staff" in given else None
    people = [r for r in rows if isinstance(r, Person)] if "people" in given else None
    return people_index(staff, people, service.same_person)


def _assembled(
    folder: Path,
    service: Service,
    reads: Sequence[SheetRead],
    unmapped: Sequence[Account],
    problems: Sequence[Problem],
    terms: Terms,
    paths: Sequence[Path],
) -> ServiceRead:
    merged, accounts, notes = merge(reads)
    document_paths = files_of(folder, "documents")
    listed = merged.get("documents", [])
    documents, faults = read_documents(folder, document_paths, listed)
    rows = {register: tuple(found) for register, found in merged.items() if register != "documents"}
    rows["documents"] = documents
    unread: dict[str, tuple[Unread, ...]] = {}
    for read in reads:
        for row in read.unread:
            unread[row.register] = (*unread.get(row.register, ()), row)
    supplied = {a.register for a in accounts if a.map} | ({"documents"} if document_paths or listed else set())
    ordered = sorted([*accounts, *unmapped], key=lambda a: (a.file, a.sheet))
    found = (p for read in reads for p in read.problems)
    return ServiceRead(
        service=service,
        records=Records(rows, unread, frozenset(supplied)),
        accounts=tuple(ordered),
        problems=(*problems, *found, *faults),
        notes=tuple(notes),
        fingerprints={posix(p, folder): _sha256(p) for p in [*paths, *document_paths, folder / "service.yaml"]},
        names=_names(rows),
    )


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _names(rows: Mapping[str, Sequence[Record]]) -> dict[str, str]:
    """The names of everyone the registers name, with their code: what must not reach a pack, a message or a log."""
    found: dict[str, str] = {}
    for register in _PEOPLE_FIRST:
        for row in rows.get(register, ()):
            if getattr(row, "name", ""):
                found[row.name] = f"{register}:{row.code}"  # type: ignore[attr-defined]
    return found
