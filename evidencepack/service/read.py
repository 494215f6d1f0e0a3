"""A service folder -> records, documents and problems: every file looked at, every row accounted for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.files import (
    MOST_FILES,
    Limits,
    Read,
    Reader,
    Sheet,
    Unreadable,
    blank_row,
    files_below,
    fingerprint_of,
    printed,
    read_folder,
    record_files,
)
from evidencepack.notes import Note, note
from evidencepack.origin import SERVICE_FILE, SETTLED_FILE, Account, Origin, Problem
from evidencepack.registers import Asked, Document, Person, Record, Records, Service, Settled, Staff, Unread
from evidencepack.registers.weak_key import can_be_guessed, is_trial
from evidencepack.service.contradictions import contradictions
from evidencepack.service.documents import read_documents
from evidencepack.service.impossible import without_impossible
from evidencepack.service.known_exports import sheets_of, who_is_who
from evidencepack.service.location_facts import with_location
from evidencepack.service.merge import MergedRows, merge, partial_records
from evidencepack.service.questions_file import TypedAnswers
from evidencepack.service.service_sheet import with_answers
from evidencepack.service.settled_facts import names_settled, with_facts
from evidencepack.service.sheet_assignment import SheetAssignment, assignments_of
from evidencepack.tables import ColumnMap, People, SheetRead, people_index, read_sheet
from evidencepack.tables.colours import keys_elsewhere
from evidencepack.tables.layout_reader import NOTHING_SETTLED
from evidencepack.tables.notes import NOT_MAPPED
from evidencepack.tables.people import OnList
from evidencepack.tables.person_names import names_in, plain_name
from evidencepack.tables.whole_names import with_whole_names

MOST_DOCUMENTS = 5 * MOST_FILES
_FIRST_ROWS = 200
_PEOPLE_FIRST = ("staff", "people")
_NOTES = frozenset({"readme.txt", "readme.md"})
_OF_A_FILE = frozenset({"path", "title", "fingerprint", "date"})


class ServiceRead(Struct, frozen=True):
    """Everything understood of one service folder, and the account of every sheet.

    `asked` is what only a person can say; `unread_sheets` are, by file and name, the first rows of each sheet that is
    not read because nobody has said what it is. `typed` is what stands in Questions.xlsx; its answers are in `settled`.
    """

    service: Service
    records: Records
    accounts: tuple[Account, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    fingerprints: Mapping[str, str]
    names: Mapping[str, str]
    settled: Settled = NOTHING_SETTLED
    asked: tuple[Asked, ...] = ()
    unread_sheets: Mapping[tuple[str, str], Sheet] = {}
    typed: TypedAnswers = TypedAnswers()


def read_service(
    folder: Path,
    service: Service,
    maps: Mapping[str, ColumnMap],
    reader: Reader | None = None,
    signs: tuple[str, ...] = (),
    settled: Settled = NOTHING_SETTLED,
) -> ServiceRead:
    """Read every file of a service folder; what cannot be read becomes a problem and the rest still counts.

    Inputs are only ever read. `reader` may serve many services, and may have begun with the files of this one; without
    one, the files are read by a process of their own. `signs` are words that show that an event may be a serious one,
    `settled` what a person has said of these files.
    """
    folders = (folder, *(folder / each for each in service.linked_folders))
    paths = record_files(*folders)
    with nullcontext(reader) if reader else Reader() as guarded:
        guarded.limit(Limits(service.reading.seconds, service.reading.megabytes))
        read = read_folder(folder, paths, guarded, *folders[1:])
        contents = {file: with_whole_names(each, maps.values()) for file, each in read.items()}
    service, unclear = with_answers(service, contents, maps)
    service, differences, filled = with_location(service, contents)
    service = with_facts(service, settled)
    assigned, problems, not_read = assignments_of(contents, service, maps, settled)
    reads = _read_sheets(assigned, contents, service.same_person, signs, settled)
    merged = without_impossible(merge(reads, service.key))
    document_files, listed = _document_files(*folders), merged.rows.get("documents", ())
    documents, faults = read_documents(folders, document_files, listed, service.key)
    records = _records(reads, merged, documents, service.key)
    supplied = {a.register for a in merged.accounts if a.map} | ({"documents"} if documents or listed else set())
    others = (replace(a, notes=(*a.notes, *filled.get((a.file, a.sheet), ()))) for a in not_read)
    found = (problem for read in reads for problem in read.problems)
    of_files = (*_of_its_key(service), *_too_many(paths, document_files), *unclear, *differences, *problems)
    files = [*paths, *document_files, folder / SERVICE_FILE]
    files += [folder / SETTLED_FILE] if (folder / SETTLED_FILE).is_file() else []
    half = {register: tuple(_half_read(reads, register)) for register in _PEOPLE_FIRST}
    names = _names({r: (*records.rows.get(r, ()), *half[r]) for r in _PEOPLE_FIRST}, service.same_person)
    return ServiceRead(
        service=service,
        records=replace(records, supplied=frozenset(supplied)),
        accounts=tuple(sorted((*merged.accounts, *others), key=lambda a: (a.file, a.sheet))),
        problems=(*of_files, *found, *merged.problems, *contradictions(merged.rows, merged.unknown), *faults),
        notes=tuple(merged.notes),
        fingerprints={printed(p, folder): fingerprint_of(p, *folders) for p in files},
        names={**names, **{n: w for n, w in names_settled(settled, names) if n not in names}},
        settled=settled,
        asked=tuple(asked for read in reads for asked in read.asked),
        unread_sheets=_nobody_maps(not_read, contents),
    )


def _nobody_maps(accounts: Sequence[Account], contents: Mapping[str, Read]) -> dict[tuple[str, str], Sheet]:
    """The first rows of the sheets that no column map reads and nobody has set aside; of blank ones nothing."""
    wanted = {(a.file, a.sheet) for a in accounts if NOT_MAPPED in a.set_aside}
    return {
        (file, sheet.name): replace(sheet, rows=sheet.rows[:_FIRST_ROWS], merged=())
        for file, sheet in sheets_of(contents)
        if (file, sheet.name) in wanted and not all(map(blank_row, sheet.rows))
    }


def _of_its_key(service: Service) -> tuple[Problem, ...]:
    """A trial goes on with a key that can be guessed, and is told; whoever is not invented must not be in it."""
    weak = is_trial(service) and can_be_guessed(service.privacy_key.get_secret_value())
    return (Problem(Origin(SERVICE_FILE), note("key-of-a-trial"), rows=0),) if weak else ()


def _document_files(folder: Path, *linked: Path) -> list[Path]:
    """The files below documents/, in order of their printed path; marks of open programs and hidden files left out.

    A note on what the folder is for, such as the one init writes, is no evidence.
    """
    found = files_below(folder / "documents", folder, *linked)
    kept = (p for p in found if p.name.casefold() not in _NOTES and not p.name.startswith("."))
    return list(islice(kept, MOST_DOCUMENTS))


def _too_many(paths: Sequence[Path], documents: Sequence[Path]) -> Iterator[Problem]:
    """A problem where a folder holds more files than are looked at."""
    for name, found, most in (("records", paths, MOST_FILES), ("documents", documents, MOST_DOCUMENTS)):
        if len(found) >= most:
            yield Problem(Origin(name), note("too-many-files-in-folder", most=most), rows=0)


def _read_sheets(
    assigned: Sequence[SheetAssignment],
    contents: Mapping[str, Read],
    same_person: Sequence[tuple[str, ...]],
    signs: tuple[str, ...],
    settled: Settled,
) -> list[SheetRead]:
    """Every sheet read by its map: first those that list people, so that names in the others are known."""
    lists = [a for a in assigned if a.map.register_ in _PEOPLE_FIRST]
    others = [a for a in assigned if a.map.register_ not in _PEOPLE_FIRST]
    first = [read_sheet(a.file, a.sheet, a.map, People(), (), settled) for a in lists]
    given = {a.map.register_ for a in lists}
    rows = [row for read in first for row in read.records]
    half = {register: list(_half_read(first, register)) for register in _PEOPLE_FIRST}
    pairs = who_is_who(contents, [a.map.id for a in lists if a.map.register_ == "staff"])
    people = people_index(
        [*(row for row in rows if isinstance(row, Staff)), *half["staff"]] if "staff" in given else None,
        [*(row for row in rows if isinstance(row, Person)), *half["people"]] if "people" in given else None,
        (*same_person, *pairs),
        settled,
    )
    return first + [read_sheet(a.file, _with_key(a, contents), a.map, people, signs, settled) for a in others]


def _with_key(assigned: SheetAssignment, contents: Mapping[str, Read]) -> Sheet:
    """A matrix with what the other sheets of its file say of colours and marks."""
    sheets = contents.get(assigned.file, ())
    if assigned.map.layout != "matrix" or isinstance(sheets, Unreadable):
        return assigned.sheet
    key = keys_elsewhere([s for s in sheets if s.name != assigned.sheet.name])
    return replace(assigned.sheet, key=key) if key else assigned.sheet


def _half_read(reads: Iterable[SheetRead], register: str) -> Iterator[OnList]:
    """Those whom a list names in rows that could not be used: other sheets mean them, and their names are names too."""
    for row in (row for read in reads for row in read.unread if row.register == register):
        name, code = str(row.values.get("name") or ""), str(row.values.get("code") or "")
        if name or code:
            yield OnList(code or name, name, row.origin)


def _records(
    reads: Sequence[SheetRead], merged: MergedRows, documents: Mapping[Document, Record | None], key: bytes
) -> Records:
    """What was understood of every sheet and document, and of each of their cells whether it is known."""
    rows = {**{register: tuple(found) for register, found in merged.rows.items()}, "documents": tuple(documents)}
    unread: dict[str, list[Unread]] = {}
    for row in (row for read in reads for row in read.unread):
        unread.setdefault(row.register, []).append(row)
    partial = partial_records((row for read in reads for row in read.unread), key)
    columns = {(read.account.file, read.account.sheet): read.columns for read in reads if read.columns}
    unknown = {**merged.unknown, **partial.unknown}
    for document, listed in documents.items():
        # What a file says of itself, and what the document list has a column for.
        also = columns.get((listed.origin.file, listed.origin.sheet), frozenset()) if listed else frozenset()
        columns[document.origin.file, ""] = _OF_A_FILE | also
        open_ = unknown.pop(listed.id, frozenset()) if listed else frozenset()
        if same := frozenset(name for name in open_ if getattr(document, name) == getattr(listed, name)):
            unknown[document.id] = same
    half = {r: (*partial.rows.get(r, ()), *merged.partial.get(r, ())) for r in {**partial.rows, **merged.partial}}
    return Records(
        rows=rows,
        unread={register: tuple(found) for register, found in unread.items()},
        supplied=frozenset(),
        partial=half,
        unknown=unknown,
        signs={**merged.signs, **partial.signs},
        columns=columns,
        grids=frozenset(
            (read.account.file, read.account.sheet)
            for read in reads
            if read.account.register == "training" and read.cells.seen
        ),
    )


def _names(rows: Mapping[str, Sequence[Any]], same_person: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """The names of everyone the registers name, with their code: what must not reach a pack, a message or a log."""
    found: dict[str, str] = {}
    for register in _PEOPLE_FIRST:
        for row in rows.get(register, ()):
            if getattr(row, "name", ""):
                where = f"{register}:{row.code}"
                found.update(dict.fromkeys((row.name, *names_in(row.name)), where))
    by_name = {plain_name(name): where for name, where in found.items()}
    by_name |= {where.partition(":")[2].casefold(): where for where in found.values()}
    for group in same_person:
        meant = sorted({by_name[plain_name(word)] for word in group if plain_name(word) in by_name})
        for word in group:
            found.setdefault(word, meant[0] if len(meant) == 1 else f"staff:{plain_name(word)}")
    return found
