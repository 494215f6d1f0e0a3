"""The files of records/: which there are, how their names are printed, and what is known before they are opened."""

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from evidencepack.files.file_access import leads_out, link_out_of, walk
from evidencepack.files.reader import Reader
from evidencepack.files.sheet import Read, Unreadable
from evidencepack.notes import Note, note
from evidencepack.origin import SERVICE_FILE
from evidencepack.text import visible

LOCK_MARKS = ("~$", ".~lock")
MOST_FILES = 2_000
"""Of records; documents may be five times as many."""
_BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".numbers")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_OF_THE_SYSTEM = frozenset({"desktop.ini", "thumbs.db"})


def printed(path: Path, folder: Path) -> str:
    """A path inside the folder as it is printed and sorted: POSIX, NFC, in one line and without broken letters."""
    return visible(_CONTROL.sub("\ufffd", unicodedata.normalize("NFC", path.relative_to(folder).as_posix())))


def record_files(folder: Path, *linked: Path) -> list[Path]:
    """What a person put into records/, in order of its printed path: files, links, and folders named like a file.

    Marks of open programs, files of the system and hidden files are left out, and what is beyond MOST_FILES. `linked`
    are folders outside this one that links may lead to.
    """
    return files_below(folder / "records", folder, *linked, named_like_files=_BOOKS)[:MOST_FILES]


def files_below(top: Path, *folders: Path, named_like_files: tuple[str, ...] = ()) -> list[Path]:
    """The files and links below a folder, and what may not be looked into, in order of their printed path.

    `folders` are the service folder, and others that links may lead to. What stands in the place of the folder and is
    none, or is a link out of those, is given itself: whoever reads it says why it is not read.
    """
    if leads_out(top, *folders) or (os.path.lexists(top) and not top.is_dir()):
        return [top]
    found: list[Path] = []
    closed: list[str] = []
    for root, inside, files in walk(top, onerror=lambda error: closed.append(str(error.filename))):
        odd = [name for name in inside if name.lower().endswith(named_like_files) or (root / name).is_symlink()]
        found += [root / name for name in (*files, *odd) if not _left_out(name)]
        services = [name for name in inside if os.path.lexists(root / name / SERVICE_FILE)]
        found += [root / name for name in services if name not in odd]
        inside[:] = [name for name in inside if not name.startswith(".") and name not in services]
    found += [Path(each) for each in closed if os.path.lexists(each)]
    return sorted(found, key=lambda path: (printed(path, folders[0]), os.fsencode(path)))


def begin_with(reader: Reader, folder: Path) -> None:
    """Let the reader begin with the files of records/, before service.yaml has been read; no link out is followed."""
    reader.ahead(path for path in record_files(folder) if refusal(path, folder) is None)


def refusal(path: Path, *folders: Path) -> Note | None:
    """Why something that `files_below` has found is not opened; None where nothing is known against it."""
    if path.parent == folders[0] and not path.is_symlink() and not path.is_dir():
        return note("not-a-folder")
    if os.path.lexists(path / SERVICE_FILE) and not path.is_symlink():
        return note("service-within")
    link = link_out_of(path, *folders)
    return link.why if link else None


def _left_out(name: str) -> bool:
    lower = name.lower()
    hidden = lower.startswith((*LOCK_MARKS, ".")) and not lower.endswith(".icloud")
    return hidden or lower in _OF_THE_SYSTEM


def read_folder(folder: Path, paths: Iterable[Path], reader: Reader, *linked: Path) -> dict[str, Read]:
    """What each file holds, by its printed path; a link out of the folder, and of those linked, is not followed."""
    found: dict[str, Read] = {}
    refused = {path: refusal(path, folder, *linked) for path in paths}
    reader.ahead(path for path, why in refused.items() if why is None)
    for path, why in refused.items():
        read = reader.read(path) if why is None else Unreadable(why)
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
