"""The files of records/: which there are, how their names are printed, and what is known before they are opened."""

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from evidencepack.files.file_access import link_out_of
from evidencepack.files.reader import Reader
from evidencepack.files.sheet import Read, Unreadable
from evidencepack.notes import note
from evidencepack.text import visible

LOCK_MARKS = ("~$", ".~lock")
_BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".numbers")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_OF_THE_SYSTEM = frozenset({"desktop.ini", "thumbs.db"})


def printed(path: Path, folder: Path) -> str:
    """A path inside the folder as it is printed and sorted: POSIX, NFC, in one line and without broken letters."""
    return visible(_CONTROL.sub("\ufffd", unicodedata.normalize("NFC", path.relative_to(folder).as_posix())))


def record_files(folder: Path) -> list[Path]:
    """What a person put into records/, in order of its printed path: files, links, and folders named like a file.

    Marks of open programs, files of the system and hidden files are left out.
    """
    found = []
    for root, folders, files in os.walk(folder / "records"):
        odd = [name for name in folders if name.lower().endswith(_BOOKS) or Path(root, name).is_symlink()]
        found += [Path(root, name) for name in (*files, *odd) if not _left_out(name)]
        folders[:] = [name for name in folders if not name.startswith(".")]
    return sorted(found, key=lambda path: (printed(path, folder), os.fsencode(path)))


def _left_out(name: str) -> bool:
    lower = name.lower()
    hidden = lower.startswith((*LOCK_MARKS, ".")) and not lower.endswith(".icloud")
    return hidden or lower in _OF_THE_SYSTEM


def read_folder(folder: Path, paths: Iterable[Path], reader: Reader) -> dict[str, Read]:
    """What each file holds, by its printed path; a link that leads out of the folder is not followed."""
    found: dict[str, Read] = {}
    links = {path: link_out_of(path, folder) for path in paths}
    reader.ahead(path for path, why in links.items() if why is None)
    for path, why in links.items():
        read = reader.read(path) if why is None else Unreadable(why.why)
        name = printed(path, folder)
        while name in found:  # two names that differ only in how an accent is written
            name += " (again)"
        found[name] = _in_use(read) if _is_open(path) else read
    return found


def _is_open(path: Path) -> bool:
    """Whether Excel or LibreOffice left its mark beside a workbook."""
    marks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    return any(os.path.lexists(mark) for mark in marks)


def _in_use(read: Read) -> Read:
    if isinstance(read, Unreadable):
        return Unreadable(note("in-use-unread", why=read.why))
    return tuple(replace(sheet, notes=(*sheet.notes, note("in-use"))) for sheet in read)
