"""Earlier packs of a service: what people typed into them, and the last one to compare with."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.day_reader import iso_day
from evidencepack.errors import EvidencePackError, OutputError
from evidencepack.files import Reader, file_bytes
from evidencepack.notes import Note, note
from evidencepack.origin import Origin, Problem
from evidencepack.pack.identity import key_fingerprint
from evidencepack.pack.listed_model import PrintedGroup
from evidencepack.pack.model import Pack
from evidencepack.pack.typed import TypedEdits, merge
from evidencepack.registers import Service
from evidencepack.writers.excel.hidden_sheet import Hidden, Sheets
from evidencepack.writers.excel.typed_cells import BESIDE, as_handed, edits_in, has_lists
from evidencepack.writers.json import LARGEST, read_pack
from evidencepack.writers.pack_folders import (
    MOST_FOLDERS,
    PackFolder,
    folders_below,
    folders_in,
    links_out_of,
    starts_of,
    unlike_hidden,
    up_to,
)


class Earlier(Struct, frozen=True):
    """What earlier packs of a service hold: what people typed, what was last printed of groups, the last working pack.

    `problems` say what could not be read, and what was taken for no pack of the service.
    """

    typed: TypedEdits = TypedEdits()
    printed: tuple[PrintedGroup, ...] = ()
    last: Pack | None = None
    problems: tuple[Problem, ...] = ()


def earlier_packs(
    out: Path, service: Service, on: date, also: tuple[Path, ...] = (), reader: Reader | None = None
) -> Earlier:
    """Look through the packs below `out`, and below the folders of `also`, up to a day.

    `reader` opens workbooks in its guarded process first.
    """
    places = dict.fromkeys(place.resolve() for place in (out, *also))
    every = [folder for place in places for folder in folders_below(place, service, reader)]
    folders = up_to(every, on)
    typed, problems = _typed(folders, service, on)
    if not any(folder.marks for folder in folders):
        problems.extend(_of_others(every, service))
    return Earlier(typed, _printed(folders, on), _last(folders, on), (*problems, *_passed_over(out)))


def _typed(folders: Sequence[PackFolder], service: Service, until: date) -> tuple[TypedEdits, list[Problem]]:
    """What people typed into the workbooks, the newest first; what could not be read."""
    edits: list[TypedEdits] = []
    problems: list[Problem] = []
    examined: frozenset[str] = frozenset()
    for folder in folders:
        problems.extend(_not_whole(folder, service))
        for file in folder.books:
            found, said = _BookReader(folder, file, service, until, examined).read()
            problems.extend(said)
            if found:
                examined |= found.examined
                edits.append(found)
    return merge(edits), problems


def _passed_over(out: Path) -> Iterator[Problem]:
    """More folders than are looked into, and links among packs that lead out of their folder."""
    folders = folders_in(out)
    if len(folders) > MOST_FOLDERS:
        yield Problem(Origin("packs"), note("too-many-folders", most=MOST_FOLDERS), rows=0)
    for link in links_out_of(out, folders):
        yield Problem(Origin(f"packs/{link.relative_to(out).as_posix()}"), note("earlier-pack-linked"), rows=0)


class _BookReader:
    """One file of a pack folder, which may be a workbook of the service or anything else."""

    def __init__(self, folder: PackFolder, file: Path, service: Service, until: date, examined: frozenset[str]) -> None:
        self.folder, self.file, self.service, self.until, self.examined = folder, file, service, until, examined
        self.named = file.name.startswith(starts_of(service))
        self.text = file.suffix.lower() == ".csv"

    def read(self) -> tuple[TypedEdits | None, list[Problem]]:
        """What people typed into it, None where it is not ours; and what is to be said."""
        transition = self.file.name.startswith(starts_of(self.service, "transition "))
        if transition or self.file.name in self.folder.files_of_others:
            return None, []
        try:
            sheets = self.folder.sheets_of(self.file)
            hidden = sheets.hidden() or self._of_sibling(sheets)
            if hidden is None:
                return None, []
            if why := unlike_hidden(self.service, hidden, sheets):
                return None, [self._problem(note("pack-not-used", why=why))] if self.named else []
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
        return f"packs/{self.folder.name}/{self.file.name}"

    def _problem(self, said: Note) -> Problem:
        return Problem(Origin(self._place), said, rows=0)


def _not_whole(folder: PackFolder, service: Service) -> Iterator[Problem]:
    """A problem for each pack that may be another client's or cannot be read, and each workbook that is gone."""
    for file in folder.unread:
        yield Problem(Origin(f"packs/{folder.name}/{file.name}"), note("earlier-pack-unread"), rows=0)
    for file, mark in folder.every_mark.items():
        if file.name.startswith(starts_of(service)) and (why := mark.service.unlike(service)):
            yield Problem(Origin(f"packs/{folder.name}/{file.name}"), note("pack-not-used", why=why), rows=0)
    for mark in folder.marks.values():
        for name in mark.files:
            there = folder.path / name
            if name.endswith(".xlsx") and not there.exists() and not folder.has_other_than(mark.files):
                yield Problem(Origin(f"packs/{folder.name}/{name}"), note("workbook-gone"), rows=0)


def _of_others(folders: Iterable[PackFolder], service: Service) -> Iterator[Problem]:
    """Where there is no earlier pack of the service, but one of another: that nothing was taken from it."""
    marks = (pair for folder in folders for pair in folder.every_mark.items())
    if any(not file.name.startswith(starts_of(service)) and mark.service.unlike(service) for file, mark in marks):
        yield Problem(Origin("packs"), note("another-service"), rows=0)


def keep_clients_apart(out: Path, service: Service, on: date) -> None:
    """OutputError where a pack of this day and id is another client's, which must be neither read nor written over."""
    folder = PackFolder(out / on.isoformat(), service)
    for file, mark in folder.every_mark.items():
        theirs = mark.service.key != key_fingerprint(service)  # a name that was put right is no other client
        if file.name.startswith(f"{service.id} ") and theirs and (why := mark.service.unlike(service)):
            raise OutputError(note("pack-of-another-client", why=why), str(file))


def _printed(folders: Iterable[PackFolder], before: date) -> tuple[PrintedGroup, ...]:
    """Each group as a pack of an earlier day last printed it, whichever its edition: one was perhaps handed over."""
    last: dict[tuple[str, str], PrintedGroup] = {}
    marks = (mark for folder in folders for mark in folder.marks.values())
    for group in (group for mark in marks if mark.on < before for group in mark.groups):
        if (known := last.get((group.ref, group.body))) is None or group.day > known.day:
            last[group.ref, group.body] = group
    return tuple(last[key] for key in sorted(last))


def _last(folders: Iterable[PackFolder], before: date) -> Pack | None:
    """The newest working pack of an earlier day that can be read; None when there is none."""
    for file, mark in (pair for folder in folders for pair in folder.marks.items()):
        if mark.edition == "working" and mark.on < before:
            with suppress(EvidencePackError, OSError, ValueError):
                return read_pack(file_bytes(file, LARGEST))
    return None
