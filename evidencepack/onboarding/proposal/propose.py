"""A folder of files -> what each seems to be. Only ever reads."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import SecretStr

from evidencepack.errors import ServiceError
from evidencepack.files import LOCK_MARKS, Read, Reader, Unreadable, blank_row, printed, walk
from evidencepack.files.file_access import link_out_of
from evidencepack.frameworks.terms import Terms
from evidencepack.notes import Note, note
from evidencepack.onboarding.new_folder import name_of
from evidencepack.onboarding.proposal.confidence import known_sheet, no_sheet, propose_sheet
from evidencepack.onboarding.proposal.model import File, FileLeftOut, Proposal, SheetProposal
from evidencepack.onboarding.proposal.proposed_service import facts_of, type_of
from evidencepack.onboarding.proposal.vocabulary import Vocabulary, vocabulary_of
from evidencepack.registers import Service
from evidencepack.service.sheet_assignment import assignments_of
from evidencepack.tables import ColumnMap
from evidencepack.tables.notes import EMPTY, NOT_MAPPED
from evidencepack.tables.whole_names import with_whole_names

RECORDS, DOCUMENTS = "records/", "documents/"
_TABLES = (
    *(".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots"),
    *(".csv", ".tsv", ".tab", ".psv", ".txt", ".asc", ".dat", ".prn", ".json"),
)
_DOCUMENTS = (
    *(".docx", ".doc", ".odt", ".rtf", ".pdf", ".md", ".txt", ".pptx", ".ppt", ".odp", ".eml", ".msg"),
    *(".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".heic"),
)
MOST_FILES, MOST_BYTES = 2_000, 2_000_000_000
_PACK_MARK = b'"evidencepack/pack/'
_PACK_LARGEST = 100_000_000


def propose(folder: Path, maps: Mapping[str, ColumnMap], terms: Terms) -> Proposal:
    """Look at every file below a folder (or at one file) and propose how to read it.

    ServiceError when there is nothing there, or far more than the records of a service.
    """
    found, left_out = _found(folder)
    files, passed = _placed(found)
    workbooks = [f for f in files if f.place.startswith(RECORDS)]
    inside = [f for f in files if f.place.startswith(DOCUMENTS) and f.place.lower().endswith(".docx")]
    with Reader() as reader:
        reader.ahead(f.path for f in (*workbooks, *inside))
        vocabulary = vocabulary_of(maps, terms)
        contents = _contents(reader, workbooks, maps)
        in_sheets = tuple(_sheets(contents, maps, vocabulary))
        in_word, word_sheets = _in_word(reader, inside, maps, vocabulary)
    sheets = (*in_sheets, *word_sheets)
    # A text file that holds no table is a document; of JSON only CQC's own files are read.
    plain_text = {f.place for f in files if f.place.lower().endswith(".txt")} - {s.file for s in sheets if s.candidates}
    json = {f.place for f in files if f.place.lower().endswith(".json")} - {s.file for s in sheets}
    passed += [FileLeftOut(f.place.removeprefix(RECORDS), note("not-of-cqc")) for f in files if f.place in json]
    records = tuple(f for f in files if f.place in contents and f.place not in plain_text | json)
    others = (f for f in files if f not in records and f.place not in json)
    documents = tuple(File(f.path, DOCUMENTS + f.place.partition("/")[2]) for f in others)
    sheets = tuple(s for s in sheets if s.file not in plain_text)
    records += in_word
    unread = tuple(_unread({f.place: contents[f.place] for f in records if f.place in contents}))
    facts = facts_of(contents, name_of(folder))
    stated = {f.key: f.value for f in facts}
    name, type_ = stated.get("name", name_of(folder)), stated.get("type", type_of(sheets))
    return Proposal(name, type_, sheets, records, documents, (*left_out, *passed, *unread), facts)


def _contents(reader: Reader, files: Sequence[File], maps: Mapping[str, ColumnMap]) -> dict[str, Read]:
    """What is in each file, by its place; one that takes too long or too much is given up."""
    reads = reader.read_all([f.path for f in files])
    return {file.place: with_whole_names(read, maps.values()) for file, (_, read) in zip(files, reads, strict=True)}


def _in_word(
    reader: Reader, inside: Sequence[File], maps: Mapping[str, ColumnMap], vocabulary: Vocabulary
) -> tuple[tuple[File, ...], tuple[SheetProposal, ...]]:
    """Word documents that hold a register as a table: they stay documents, and are read as records too."""
    both = [File(f.path, RECORDS + f.place.removeprefix(DOCUMENTS)) for f in inside]
    read = {place: found for place, found in _contents(reader, both, maps).items() if not isinstance(found, Unreadable)}
    sheets = [sheet for sheet in _sheets(read, maps, vocabulary) if sheet.chosen]
    kept = {sheet.file for sheet in sheets}
    return tuple(f for f in both if f.place in kept), tuple(sheets)


def _placed(found: Sequence[File]) -> tuple[list[File], list[FileLeftOut]]:
    """Each file with its place in the new folder, and those of a kind that nobody reads."""
    files: list[File] = []
    passed: list[FileLeftOut] = []
    taken: set[str] = set()
    for file in found:
        if place := _place(file.place, file.path):
            files.append(File(file.path, _free(place, taken)))
        else:
            kind = file.path.suffix.lower() or note("no-ending")
            passed.append(FileLeftOut(file.place, note("kind-not-read", kind=kind)))
    return files, passed


def _sheets(
    contents: Mapping[str, Read], maps: Mapping[str, ColumnMap], vocabulary: Vocabulary
) -> Iterator[SheetProposal]:
    """A proposal for every sheet with something in it; what is known on sight is taken as what it is."""
    key = SecretStr("not-a-secret-no-code-is-made")
    nobody = Service(format=1, id="new", name="new", type="care home", privacy_key=key)
    jobs, _, others = assignments_of(contents, nobody, maps)
    on_sight = {(job.file, job.sheet.name): job for job in jobs}
    no_register = {(a.file, a.sheet): a for a in others if NOT_MAPPED not in a.set_aside}
    ours = {id_: m for id_, m in maps.items() if m.starter is None}
    for file, read in contents.items():
        for sheet in () if isinstance(read, Unreadable) else read:
            where = file, sheet.name
            if where in on_sight:
                yield known_sheet(file, on_sight[where].sheet, on_sight[where].map, vocabulary)
            elif where in no_register and EMPTY not in no_register[where].set_aside:
                yield no_sheet(no_register[where])
            elif not file.lower().endswith(".json") and not all(blank_row(row) for row in sheet.rows):
                yield propose_sheet(file, sheet, ours, vocabulary)


def _unread(contents: Mapping[str, Read]) -> Iterator[FileLeftOut]:
    for place, read in contents.items():
        if isinstance(read, Unreadable):
            yield FileLeftOut(place, note("unread-copied", why=read.why))
        elif all(blank_row(row) for sheet in read for row in sheet.rows):
            yield FileLeftOut(place, note("empty-copied"))


def _found(folder: Path) -> tuple[list[File], list[FileLeftOut]]:
    """The files to look at in order of their path, and those passed over by their name or place."""
    if not folder.exists():
        raise ServiceError(note("no-folder-to-begin-with"), str(folder))
    root = folder if folder.is_dir() else folder.parent
    kept: list[File] = []
    passed: list[FileLeftOut] = []
    size = 0
    for path in [folder] if folder.is_file() else _files_below(folder):
        name = printed(path, root)
        if link := link_out_of(path, root):
            passed.append(FileLeftOut(name, note("left-linked", why=link.why)))
            continue
        if not path.exists():
            passed.append(FileLeftOut(name, note("left-linked", why=note("no-such-file"))))
            continue
        if why := _passed_over(path, path.relative_to(root)):
            passed.append(FileLeftOut(name, why))
            continue
        kept.append(File(path, name))
        size += path.stat().st_size
        if len(kept) > MOST_FILES or size > MOST_BYTES:
            raise ServiceError(note("too-many-files", most=MOST_FILES), str(folder))
    if not kept:
        raise ServiceError(note("no-file-in-folder"), str(folder))
    packs = {f.path.parent for f in kept if _is_pack(f.path)}
    passed += [FileLeftOut(f.place, note("part-of-a-pack")) for f in kept if f.path.parent in packs]
    return sorted((f for f in kept if f.path.parent not in packs), key=lambda f: f.place), passed


def _files_below(folder: Path) -> Iterator[Path]:
    """The files, and the links to folders, which are not looked into."""
    for root, inside, files in walk(folder):
        yield from (root / name for name in inside if (root / name).is_symlink())
        yield from (root / name for name in files if (root / name).is_file() or (root / name).is_symlink())


def _passed_over(path: Path, relative: Path) -> Note | None:
    """Why a file is not looked at, by its name alone; None when it is."""
    if path.name.startswith(LOCK_MARKS):
        return note("lock-file")
    if any(part.startswith(".") for part in relative.parts) or path.name.casefold() in ("thumbs.db", "desktop.ini"):
        return note("hidden-file")
    return note("new-service-yaml") if path.name == "service.yaml" else None


def _is_pack(path: Path) -> bool:
    """Whether a file is the JSON of a pack, whose folder holds the rest of it."""
    try:
        small = path.suffix.lower() == ".json" and path.stat().st_size < _PACK_LARGEST
        return small and _PACK_MARK in path.read_bytes()
    except OSError:
        return False


def _place(name: str, path: Path) -> str:
    """Where a file goes in the new folder; "" for a kind that nobody reads."""
    suffix = path.suffix.lower()
    first, _, rest = name.partition("/")
    if rest and first.casefold() == "documents":
        return DOCUMENTS + rest
    inside = rest if rest and first.casefold() == "records" else name
    if suffix in _TABLES:
        return RECORDS + inside
    return DOCUMENTS + inside if suffix in _DOCUMENTS else ""


def _free(place: str, taken: set[str]) -> str:
    """The place, with a number when a file of that name, in whatever capitals, goes there already."""
    stem, dot, suffix = place.rpartition(".")
    free, number = place, 1
    while free.casefold() in taken:
        number += 1
        free = f"{stem} ({number}){dot}{suffix}"
    taken.add(free.casefold())
    return free
