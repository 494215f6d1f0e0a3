"""Earlier packs of a service: what people typed into them, and the last one to compare with.

A pack is known by its JSON, or by the hidden sheet of its workbook, whatever its folder and files are called now.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from msgspec import MsgspecError, Struct, field
from msgspec.json import decode
from msgspec.structs import replace

from evidencepack.day_reader import iso_day
from evidencepack.errors import EvidencePackError, OutputError
from evidencepack.notes import Note, note
from evidencepack.origin import Origin, Problem
from evidencepack.pack.model import Pack
from evidencepack.pack.typed import TypedEdits, merge
from evidencepack.writers.excel.hidden_sheet import Hidden, Sheets, handed_rows, hidden_of
from evidencepack.writers.excel.typed_cells import BESIDE, as_handed, edits_in, has_lists
from evidencepack.writers.json import read_pack

_COPY = re.compile(r" \((\d+)\)$")
_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv")
_MOST_FOLDERS, _MOST_FILES, _LARGEST = 400, 500, 200_000_000  # of a folder of packs; in one pack; bytes
_OURS = b"evidencepack/pack/"


class _Owner(Struct, frozen=True):
    id: str
    name: str = ""


class PackMark(Struct, frozen=True):
    """What the JSON of a pack says of it: whose it is, of which day, and the fingerprints of its files."""

    schema_: str = field(name="schema")
    service: _Owner
    on: date
    edition: str = "working"
    files: Mapping[str, str] = {}


class PackFolder:
    """A folder below the packs folder, and the packs in it."""

    def __init__(self, path: Path, service_ids: Sequence[str]) -> None:
        self.path, self._ids = path, service_ids

    @cached_property
    def _files(self) -> list[Path]:
        with suppress(OSError):
            return sorted(p for p in self.path.iterdir() if not p.name.startswith(("~$", ".")))[:_MOST_FILES]
        return []

    @cached_property
    def every_mark(self) -> dict[Path, PackMark]:
        """The packs whose JSON lies in it, whosever they are."""
        found = ((file, _mark(file)) for file in self._files if file.suffix.lower() == ".json")
        return {file: mark for file, mark in found if mark}

    @cached_property
    def marks(self) -> dict[Path, PackMark]:
        """The packs of the service whose JSON lies in it."""
        return {file: mark for file, mark in self.every_mark.items() if mark.service.id in self._ids}

    @property
    def files_of_others(self) -> frozenset[str]:
        """The names of files that were written for another service."""
        others = (mark.files for file, mark in self.every_mark.items() if file not in self.marks)
        return frozenset(name for files in others for name in files)

    @cached_property
    def day(self) -> date | None:
        """The day of its pack: as its JSON says, else its name, else a workbook; None where it holds no pack."""
        days = [mark.on for mark in self.marks.values()]
        hidden = None if days or iso_day(self.path.name) else self._hidden_in_books()
        return max(days, default=None) or iso_day(self.path.name) or (iso_day(hidden.facts["on"]) if hidden else None)

    @cached_property
    def books(self) -> list[Path]:
        """Workbooks and text tables, the newest first: a later copy before an earlier, workbooks before text."""
        found = [file for file in self._files if file.suffix.lower() in _BOOKS]
        return sorted(found, key=lambda file: (file.suffix.lower() != ".csv", *_copy_number(file)), reverse=True)

    @cached_property
    def hidden(self) -> Hidden | None:
        """What was written into the workbook of this folder: as one has it, else as far as the JSON knows it."""
        return self._hidden_in_books() or self._hidden_in_json()

    def _hidden_in_books(self) -> Hidden | None:
        for file in self.books:
            with suppress(EvidencePackError):
                hidden = Sheets(file).hidden()
                if hidden and hidden.facts.get("service") in self._ids and "on" in hidden.facts:
                    return hidden
        return None

    def _hidden_in_json(self) -> Hidden | None:
        for file, mark in self.marks.items():
            with suppress(EvidencePackError, OSError, ValueError):
                if mark.edition == "working":
                    return hidden_of(list(handed_rows(read_pack(file.read_bytes()))))
        return None

    def has_other_than(self, names: Iterable[str]) -> bool:
        """Whether it holds a workbook of the service under a name that is none of these."""
        return self._hidden_in_books() is not None and any(file.name not in names for file in self.books)


def _mark(file: Path) -> PackMark | None:
    """What a JSON file says of its pack; None when it is none of ours, or cannot be read."""
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return None
        data = file.read_bytes()
        return decode(data.removeprefix(b"\xef\xbb\xbf"), type=PackMark) if _OURS in data[:400] else None
    except (OSError, MsgspecError, RecursionError, ValueError):
        return None


def pack_folders(outs: Iterable[Path], service_ids: Sequence[str], until: date) -> list[PackFolder]:
    """The folders of packs of a service up to a day, newest first, whatever they are called."""
    found: list[tuple[date, str, PackFolder]] = []
    for out in dict.fromkeys(path.resolve() for path in outs):
        for folder in _below(out, service_ids):
            if folder.day and folder.day <= until:
                found.append((folder.day, folder.path.name, folder))
    return [folder for _, _, folder in sorted(found, key=lambda each: each[:2], reverse=True)]


def _below(out: Path, service_ids: Sequence[str]) -> list[PackFolder]:
    """The folders in a folder of packs; the newest by name where there are more than anybody has."""
    return [PackFolder(path, service_ids) for path in _folders_in(out)[-_MOST_FOLDERS:]]


def _folders_in(out: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(path for path in out.iterdir() if path.is_dir() and not path.name.startswith("."))
    return []


def typed_so_far(
    out: Path, service_id: str, until: date, was: Sequence[str] = (), also: Sequence[Path] = ()
) -> tuple[TypedEdits, tuple[Problem, ...]]:
    """What people typed into the workbooks of earlier packs, the newest first; what could not be read is said.

    `was` are ids that the service had before, `also` other folders in which its packs may lie.
    """
    edits: list[TypedEdits] = []
    problems: list[Problem] = []
    examined: frozenset[str] = frozenset()
    ids = (service_id, *was)
    folders = pack_folders((out, *also), ids, until)
    for folder in folders:
        problems.extend(_gone(folder))
        for file in folder.books:
            found, said = _BookReader(folder, file, ids, until, examined).read()
            problems.extend(said)
            if found:
                examined |= found.examined
                edits.append(found)
    if len(_folders_in(out)) > _MOST_FOLDERS:
        problems.append(Problem(Origin("packs"), note("too-many-folders", most=_MOST_FOLDERS), rows=0))
    if not any(folder.marks for folder in folders):
        problems.extend(_of_others(out, ids))
    return merge(edits), tuple(problems)


class _BookReader:
    """One file of a pack folder, which may be a workbook of the service or anything else."""

    def __init__(
        self, folder: PackFolder, file: Path, ids: Sequence[str], until: date, examined: frozenset[str]
    ) -> None:
        self.folder, self.file, self.ids, self.until, self.examined = folder, file, ids, until, examined
        self.named = file.name.startswith(tuple(f"{id_} " for id_ in ids))
        self.text = file.suffix.lower() == ".csv"

    def read(self) -> tuple[TypedEdits | None, list[Problem]]:
        """What people typed into it, None where it is not ours; and what is to be said."""
        transition = self.file.name.startswith(tuple(f"{id_} transition " for id_ in self.ids))
        if transition or self.file.name in self.folder.files_of_others:
            return None, []
        try:
            sheets = Sheets(self.file)
            hidden = sheets.hidden() or self._of_sibling(sheets)
            if hidden is None or hidden.facts.get("service") not in self.ids:
                return None, []
            if (iso_day(hidden.facts.get("on", "")) or self.until) > self.until:
                return None, []
            return self._typed(sheets, hidden)
        except EvidencePackError as error:
            return None, [self._problem(note("typed-unread", why=error.said))] if self.named else []

    def _typed(self, sheets: Sheets, hidden: Hidden) -> tuple[TypedEdits, list[Problem]]:
        sha = sha256(sheets.data).hexdigest()
        told = [mark.files[self.file.name] for mark in self.folder.marks.values() if self.file.name in mark.files]
        if sha in told:
            return as_handed(sheets, hidden), []
        if not hidden.grids and not any(hidden.wrote.values()):
            return TypedEdits(), [self._problem(note("handed-changed"))] if told else []
        whole = sha not in self.examined
        edits = edits_in(sheets, hidden, self._place, whole=whole)
        said = [self._problem(each) for each in self._said(edits, hidden, whole=whole)]
        return replace(edits, examined=edits.examined | {sha}), said

    def _said(self, edits: TypedEdits, hidden: Hidden, *, whole: bool) -> Iterator[Note]:
        """What a person should know of how it was read."""
        for fault in edits.faults:
            if fault.code in BESIDE:
                yield fault
            elif not self.text:
                yield note("typed-in-part", why=fault)
        if unsaved := sum(line.why == "kept-formula" for line in edits.kept):
            yield note("typed-formulas-unsaved", n=unsaved)
        if whole and self.file.suffix.lower() == ".xls":
            yield note("xls-beside")
        if self.text and not hidden.grids:
            yield note("csv-in-part")

    def _of_sibling(self, sheets: Sheets) -> Hidden | None:
        """What was written, where a program has dropped the hidden sheet: as another workbook or the JSON has it."""
        hidden = self.folder.hidden
        if hidden and has_lists(sheets, hidden):
            return hidden
        if self.named and not self.text:
            raise OutputError(note("not-our-workbook"), self.file.name)
        return None

    @property
    def _place(self) -> str:
        return f"packs/{self.folder.path.name}/{self.file.name}"

    def _problem(self, said: Note) -> Problem:
        return Problem(Origin(self._place), said, rows=0)


def _gone(folder: PackFolder) -> Iterator[Problem]:
    """A problem for each workbook that a pack was written with and that is not there any more, by any name."""
    for mark in folder.marks.values():
        for name in mark.files:
            there = folder.path / name
            if name.endswith(".xlsx") and not there.exists() and not folder.has_other_than(mark.files):
                yield Problem(Origin(f"packs/{folder.path.name}/{name}"), note("workbook-gone"), rows=0)


def _of_others(out: Path, ids: Sequence[str]) -> Iterator[Problem]:
    """Where there is no earlier pack of the service, but one of another: that nothing was taken from it."""
    others = (mark.service for folder in _below(out, ids) for mark in folder.every_mark.values())
    other = next((service for service in others if service.id not in ids), None)
    if other:
        said = note("another-service", name=other.name or other.id, id=other.id)
        yield Problem(Origin("packs"), said, rows=0)


def _copy_number(path: Path) -> tuple[int, str]:
    found = _COPY.search(path.stem)
    return (int(found[1]) if found else 1, path.name)


def last_pack(
    out: Path, service_id: str, before: date, was: Sequence[str] = (), also: Sequence[Path] = ()
) -> Pack | None:
    """The newest pack of an earlier day that can be read; None when there is none."""
    for folder in pack_folders((out, *also), (service_id, *was), before):
        for file, mark in folder.marks.items():
            if mark.edition != "working" or mark.on >= before:
                continue
            try:
                return read_pack(file.read_bytes())
            except (EvidencePackError, OSError, ValueError):
                continue
    return None
