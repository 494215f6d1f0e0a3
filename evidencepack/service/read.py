"""A service folder -> records, documents and problems: every file looked at, every row accounted for."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.files import LOCK_MARKS, Limits, Reader, fingerprint_of, printed, read_folder, record_files
from evidencepack.frameworks.terms import Terms
from evidencepack.origin import Account, Problem
from evidencepack.registers import Person, Record, Records, Service, Staff, Unread
from evidencepack.service.documents import read_documents
from evidencepack.service.known_exports import who_is_who
from evidencepack.service.location import with_location
from evidencepack.service.merge import merge, unclear_fields
from evidencepack.service.service_sheet import with_answers
from evidencepack.service.sheet_assignment import SheetAssignment, assignments_of
from evidencepack.tables import ColumnMap, People, SheetRead, people_index, read_sheet
from evidencepack.tables.person_names import names_in, plain_name

_PEOPLE_FIRST = ("staff", "people")
_NOTES = frozenset({"readme.txt", "readme.md"})


class ServiceRead(Struct, frozen=True):
    """Everything understood of one service folder, and the account of every sheet."""

    service: Service
    records: Records
    accounts: tuple[Account, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    fingerprints: Mapping[str, str]
    names: Mapping[str, str]


def files_of(folder: Path, part: str) -> list[Path]:
    """The files below a part of the service folder, in order of their printed path; lock files left out."""
    root = folder / part
    found = [p for p in root.rglob("*") if p.is_file() and not p.name.startswith((*LOCK_MARKS, "."))]
    return sorted(found, key=lambda p: printed(p, folder))


def read_service(
    folder: Path, service: Service, maps: Mapping[str, ColumnMap], terms: Terms, reader: Reader | None = None
) -> ServiceRead:
    """Read every file of a service folder; what cannot be read becomes a problem and the rest still counts.

    Inputs are only ever read. `terms` is what document topics are recognised by. `reader` may serve many services,
    and may have begun with the files of this one; without one, the files are read by a process of their own.
    """
    paths = record_files(folder)
    with reader_for(service, reader) as guarded:
        contents = read_folder(folder, paths, guarded)
    service, unclear = with_answers(service, contents, maps)
    service, differences, filled = with_location(service, contents)
    jobs, problems, unmapped = assignments_of(contents, service, maps)
    people_jobs = [j for j in jobs if j.map.register_ in _PEOPLE_FIRST]
    other_jobs = [j for j in jobs if j.map.register_ not in _PEOPLE_FIRST]
    first = [read_sheet(j.file, j.sheet, j.map, People()) for j in people_jobs]
    pairs = who_is_who(contents, [j.map.id for j in people_jobs if j.map.register_ == "staff"])
    people = _people(first, people_jobs, (*service.same_person, *pairs))
    reads = first + [read_sheet(j.file, j.sheet, j.map, people) for j in other_jobs]
    return _assembled(folder, service, reads, unmapped, [*unclear, *differences, *problems], terms, paths, filled)


@contextmanager
def reader_for(service: Service, reader: Reader | None) -> Iterator[Reader]:
    """The reader that is given, or one for this service only, under the limits of the service."""
    limits = Limits(service.reading.seconds, service.reading.megabytes)
    if reader is None:
        with Reader(limits) as own:
            yield own
    else:
        reader.limit(limits)
        yield reader


def _people(
    reads: Sequence[SheetRead], jobs: Sequence[SheetAssignment], same_person: Sequence[tuple[str, ...]]
) -> People:
    given = {j.map.register_ for j in jobs}
    rows = [r for read in reads for r in read.records]
    staff = [r for r in rows if isinstance(r, Staff)] if "staff" in given else None
    people = [r for r in rows if isinstance(r, Person)] if "people" in given else None
    return people_index(staff, people, same_person)


def _assembled(
    folder: Path,
    service: Service,
    reads: Sequence[SheetRead],
    unmapped: Sequence[Account],
    problems: Sequence[Problem],
    terms: Terms,
    paths: Sequence[Path],
    filled: Mapping[tuple[str, str], tuple[str, ...]],
) -> ServiceRead:
    merged, accounts, notes = merge(reads)
    # A note on what the folder is for, such as the one init writes, is no evidence.
    document_paths = [p for p in files_of(folder, "documents") if p.name.casefold() not in _NOTES]
    listed = merged.get("documents", [])
    documents, faults = read_documents(folder, document_paths, listed)
    rows = {register: tuple(found) for register, found in merged.items() if register != "documents"}
    rows["documents"] = documents
    unread: dict[str, tuple[Unread, ...]] = {}
    for read in reads:
        for row in read.unread:
            unread[row.register] = (*unread.get(row.register, ()), row)
    supplied = {a.register for a in accounts if a.map} | ({"documents"} if document_paths or listed else set())
    told = (replace(a, said=(*a.said, *filled.get((a.file, a.sheet), ()))) for a in unmapped)
    ordered = sorted([*accounts, *told], key=lambda a: (a.file, a.sheet))
    found = (p for read in reads for p in read.problems)
    return ServiceRead(
        service=service,
        records=Records(rows, unread, frozenset(supplied), unclear_fields(rows, reads)),
        accounts=tuple(ordered),
        problems=(*problems, *found, *faults),
        notes=tuple(notes),
        fingerprints={
            printed(p, folder): fingerprint_of(p, folder) for p in [*paths, *document_paths, folder / "service.yaml"]
        },
        names=_names(rows, service.same_person),
    )


def _names(rows: Mapping[str, Sequence[Record]], same_person: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """The names of everyone the registers name, with their code: what must not reach a pack, a message or a log."""
    found: dict[str, str] = {}
    for register in _PEOPLE_FIRST:
        for row in rows.get(register, ()):
            if getattr(row, "name", ""):
                where = f"{register}:{row.code}"  # type: ignore[attr-defined]
                found.update(dict.fromkeys((row.name, *names_in(row.name)), where))  # type: ignore[attr-defined]
    by_name = {plain_name(name): where for name, where in found.items()}
    by_name |= {where.partition(":")[2].casefold(): where for where in found.values()}
    for group in same_person:
        meant = sorted({by_name[plain_name(word)] for word in group if plain_name(word) in by_name})
        for word in group:
            found.setdefault(word, meant[0] if len(meant) == 1 else f"staff:{plain_name(word)}")
    return found
