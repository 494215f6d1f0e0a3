"""The folders of packs of a service, known by what they hold, and whose each pack is.

A pack is known by its JSON, or by the hidden sheet of its workbook, whatever its folder and files are called now.
"""

import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import MsgspecError, Struct, field
from msgspec.json import decode

from evidencepack.day_reader import iso_day
from evidencepack.errors import EvidencePackError
from evidencepack.files import Reader, file_bytes
from evidencepack.files.file_access import leads_out
from evidencepack.notes import Note
from evidencepack.origin import SERVICE_FILE
from evidencepack.pack.identity import unlike
from evidencepack.pack.listed_model import PrintedGroup
from evidencepack.registers import Service
from evidencepack.writers.excel.hidden_sheet import Hidden, Sheets, handed_rows, hidden_of
from evidencepack.writers.excel.links import SUMMARY
from evidencepack.writers.json import LARGEST, read_pack
from evidencepack.writers.leftovers import CHANGED, set_aside

_COPY = re.compile(r" \((\d+)\)$")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv")
MOST_FOLDERS, _MOST_FILES = 400, 500  # of a folder of packs; in one pack
_OURS = b"evidencepack/pack/"
_TITLE_ROWS, _DEEPEST = 50, 3


class _Owner(Struct, frozen=True):
    """The service, as the JSON of a pack or a transition names it."""

    id: str
    name: str = ""
    key: str = ""

    def unlike(self, service: Service) -> Note | None:
        """Why the pack is not of a service."""
        return unlike(service, self.id, self.name, self.key)


class PackMark(Struct, frozen=True):
    """What the JSON of a pack says of it: whose it is, of which day, and the fingerprints of its files."""

    schema_: str = field(name="schema")
    service: _Owner
    on: date
    edition: str = "working"
    files: Mapping[str, str] = {}
    groups: tuple[PrintedGroup, ...] = ()


class PackFolder:
    """A folder below the packs folder, and the packs in it."""

    def __init__(self, path: Path, service: Service, reader: Reader | None = None, name: str = "") -> None:
        self.path, self._service, self._reader, self.name = path, service, reader, name or path.name
        self._day = iso_day(self.name.rpartition("/")[2])

    @cached_property
    def _files(self) -> list[Path]:
        with suppress(OSError):
            found = sorted(p for p in self.path.iterdir() if not p.name.startswith(("~$", ".")))[:_MOST_FILES]
            return [p for p in found if not (p.is_symlink() and leads_out(p, self.path))]
        return []

    @property
    def _jsons(self) -> Iterator[Path]:
        """All but those that somebody has changed, which tell what was never so."""
        return (file for file in self._files if file.suffix.lower() == ".json" and CHANGED not in file.name)

    @cached_property
    def every_mark(self) -> dict[Path, PackMark]:
        """The packs whose JSON lies in it, whosever they are."""
        found = ((file, _mark(file)) for file in self._jsons)
        return {file: mark for file, mark in found if mark}

    @cached_property
    def marks(self) -> dict[Path, PackMark]:
        """The packs of the service whose JSON lies in it."""
        return {file: mark for file, mark in self.every_mark.items() if not mark.service.unlike(self._service)}

    @property
    def files_of_others(self) -> frozenset[str]:
        """The names of files that were written for another service."""
        others = (mark.files for file, mark in self.every_mark.items() if file not in self.marks)
        return frozenset(name for files in others for name in files)

    @cached_property
    def day(self) -> date | None:
        """The day of its pack: as its JSON says, else its name, else a workbook; None where it holds no pack."""
        days = [mark.on for mark in self.marks.values()]
        hidden = None if days or self._day else self._hidden_in_books()
        return max(days, default=None) or self._day or (iso_day(hidden.facts["on"]) if hidden else None)

    @cached_property
    def books(self) -> list[Path]:
        """Workbooks and text tables, the newest first: a later copy before an earlier, workbooks before text."""
        found = [file for file in self._files if file.suffix.lower() in _BOOKS]
        return sorted(found, key=lambda file: (file.suffix.lower() != ".csv", *_copy_number(file)), reverse=True)

    @cached_property
    def hidden(self) -> Hidden | None:
        """What was written into the workbook of this folder: as one has it, else as far as the JSON knows it."""
        return self._hidden_in_books() or self._hidden_in_json()

    @property
    def unread(self) -> list[Path]:
        """What is named like the JSON of a pack of the service, and is none that can be read."""
        named = [file for file in self._jsons if file.name.startswith(starts_of(self._service))]
        packs = [file for file in named if not file.name.startswith(starts_of(self._service, "transition "))]
        return [file for file in packs if _DATED.search(file.name) and file not in self.every_mark]

    def sheets_of(self, file: Path) -> Sheets:
        """One of its workbooks, opened; OutputError when it cannot be."""
        return Sheets(file, self._reader)

    def _hidden_in_books(self) -> Hidden | None:
        for file in self.books:
            with suppress(EvidencePackError):
                sheets = self.sheets_of(file)
                hidden = sheets.hidden()
                if hidden and "on" in hidden.facts and not unlike_hidden(self._service, hidden, sheets):
                    return hidden
        return None

    def _hidden_in_json(self) -> Hidden | None:
        for file, mark in self.marks.items():
            with suppress(EvidencePackError, OSError, ValueError):
                if mark.edition == "working":
                    return hidden_of(list(handed_rows(read_pack(file_bytes(file, LARGEST)))))
        return None

    def has_other_than(self, names: Iterable[str]) -> bool:
        """Whether it holds a workbook of the service under a name that is none of these."""
        return self._hidden_in_books() is not None and any(file.name not in names for file in self.books)


def _mark(file: Path) -> PackMark | None:
    """What a JSON file says of its pack; None when it is none of ours, or cannot be read."""
    try:
        data = file_bytes(file, LARGEST)
        return decode(data.removeprefix(BOM_UTF8), type=PackMark) if _OURS in data[:400] else None
    except (OSError, MsgspecError, RecursionError, ValueError):
        return None


def up_to(folders: Iterable[PackFolder], day: date) -> list[PackFolder]:
    """The folders that hold a pack of a day or one before it, newest first, whatever they are called."""
    dated = [(folder.day, folder.name, folder) for folder in folders if folder.day and folder.day <= day]
    return [folder for _, _, folder in sorted(dated, key=lambda each: each[:2], reverse=True)]


def folders_below(out: Path, service: Service, reader: Reader | None = None) -> list[PackFolder]:
    """The folders in a folder of packs; the newest by name where there are more than anybody has."""
    aside = [PackFolder(path, service, reader, day) for day, path in set_aside(out).items()]
    names = [path.relative_to(out).as_posix() for path in folders_in(out)[-MOST_FOLDERS:]]
    return [*(PackFolder(out / name, service, reader, name) for name in names), *aside]


def folders_in(out: Path) -> list[Path]:
    """What folders there are up to three deep, as where packs were tidied away by year, whatever they hold.

    The deepest come first. Not looked into are links that lead out, and the folders of services.
    """
    found: list[Path] = []
    level = _inside(out, out)
    for _ in range(_DEEPEST):
        found = level + found if len(level) <= MOST_FOLDERS else level[-MOST_FOLDERS - 1 :] + found
        level = [path for folder in level[-MOST_FOLDERS:] if not folder.is_symlink() for path in _inside(folder, out)]
    return found


def links_out_of(out: Path, inside: Sequence[Path]) -> list[Path]:
    """The links among packs that lead out of their folder: what they lead to is taken for no pack."""
    folders = [out, *inside[-MOST_FOLDERS:]]
    with suppress(OSError):
        every = (path for folder in folders if not folder.is_symlink() for path in folder.iterdir())
        return sorted(path for path in every if path.is_symlink() and leads_out(path, out))
    return []


def _inside(folder: Path, out: Path) -> list[Path]:
    with suppress(OSError):
        if folder == out or not os.path.lexists(folder / SERVICE_FILE):
            found = (path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
            return sorted(path for path in found if not (path.is_symlink() and leads_out(path, out)))
    return []


def starts_of(service: Service, then: str = "") -> tuple[str, ...]:
    """How the names of its files begin, and those of before."""
    return tuple(f"{id_} {then}" for id_ in (service.id, *service.formerly))


def unlike_hidden(service: Service, hidden: Hidden, sheets: Sheets) -> Note | None:
    """Why a workbook is not of this service; one made before its name was noted has it in its title."""
    facts = hidden.facts
    name = facts["name"] if "name" in facts else _named_in_title(service, sheets)
    return unlike(service, facts.get("service", ""), name, facts.get("key", ""))


def _named_in_title(service: Service, sheets: Sheets) -> str:
    names = sorted(sheets.names, key=lambda name: name != SUMMARY)  # a person may have renamed it
    top = (str(cell) for name in names for row in sheets.rows(name)[:_TITLE_ROWS] for cell in row)
    titles = [" ".join(text.casefold().split()) for text in top]
    folded = {" ".join(name.casefold().split()): name for name in (service.name, *service.formerly)}
    return next((name for text, name in folded.items() if any(text in title for title in titles)), "")


def _copy_number(path: Path) -> tuple[int, str]:
    found = _COPY.search(path.stem)
    return (int(found[1]) if found else 1, path.name)
