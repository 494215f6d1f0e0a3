"""Putting a pack on disk: whole or not at all, and nothing that a person changed is overwritten."""

import errno
import hashlib
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec import Struct

from evidencepack.errors import OutputError
from evidencepack.files import file_bytes
from evidencepack.notes import Note, note
from evidencepack.pack.model import Pack
from evidencepack.writers.json import files_of, write_json

BUILDING = ".building-"
_TRIES = 3
_WAIT = 0.2
Mark = Callable[[Mapping[str, str]], bytes]


class Written(Struct, frozen=True):
    """The files of a pack, JSON last, and what a person should know about them."""

    paths: tuple[Path, ...]
    notes: tuple[Note, ...]


def write_files(pack: Pack, files: Mapping[str, bytes], out: Path) -> Written:
    """Write the files of a pack below `out`/<day>/, the JSON last with the fingerprints of the others.

    A file that a person changed since we wrote it is kept, and ours gets the next free name. OutputError when
    nothing could be written; then nothing half-written is left.
    """
    return put_files(pack.on, f"{pack.file_stem}.json", lambda names: write_json(pack, names), files, out)


def put_files(on: date, mark: str, marked: Mark, files: Mapping[str, bytes], out: Path) -> Written:
    """Write files below `out`/<day>/ and last `mark`, which `marked` makes of the names and SHA-256 of the others."""
    day = out / on.isoformat()
    building = out / f"{BUILDING}{on.isoformat()}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        for left in out.glob(f"{BUILDING}*"):
            shutil.rmtree(left, ignore_errors=True)
        building.mkdir()
        day.mkdir(exist_ok=True)
        return _put(mark, marked, files, building, day)
    except OSError as error:
        with suppress(OSError):
            day.rmdir()  # goes only when nothing is in it
        raise _refused(error, day) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _put(name: str, marked: Mark, files: Mapping[str, bytes], building: Path, day: Path) -> Written:
    mark = building / name
    ours = _as_we_left_them(day / mark.name)
    for name, data in files.items():
        (building / name).write_bytes(data)
    before = building / "before"
    before.mkdir()
    moved: list[Path] = []
    names: dict[str, str] = {}
    notes: list[Note] = []
    try:
        for name in files:
            final = _move(building / name, day, ours, before)
            moved.append(final)
            names[final.name] = hashlib.sha256(files[name]).hexdigest()
            if final.name != name:
                notes.append(note("file-kept", file=name, new=final.name))
        still_ours = {name: ours[name] for name in ours if _is_ours(day / name, ours)}
        mark.write_bytes(marked(still_ours | names))
        if not _replace(mark, day / mark.name):
            raise OutputError(note("open-elsewhere"), str(day / mark.name))
    except BaseException:
        _put_back(moved, before)
        raise
    return Written((*(day / name for name in names), day / mark.name), tuple(notes))


def _put_back(moved: Sequence[Path], before: Path) -> None:
    """Undo what was moved: the file that was there before, or none."""
    for target in moved:
        old = before / target.name
        if old.exists():
            old.replace(target)
        else:
            target.unlink(missing_ok=True)


def _as_we_left_them(mark: Path) -> dict[str, str]:
    """Name and fingerprint of each file of an earlier pack of the same day, as its JSON noted them."""
    try:
        return files_of(mark)
    except (OSError, ValueError):
        return {}


def _is_ours(file: Path, ours: Mapping[str, str]) -> bool:
    """Whether a file is as we left it; one that may not be read is taken as not ours."""
    try:
        return ours.get(file.name) == hashlib.sha256(file_bytes(file)).hexdigest()
    except OSError:
        return False


def _move(made: Path, day: Path, ours: Mapping[str, str], before: Path) -> Path:
    """Where the file went: to its own name, or to the next free one beside a file that is not ours or is open."""
    further = (f"{made.stem} ({n}){made.suffix}" for n in range(2, 100))
    for target in (day / name for name in (made.name, *further)):
        if target.exists():
            if not _is_ours(target, ours):
                continue
            shutil.copyfile(target, before / target.name)
        if _replace(made, target):
            return target
    raise OutputError(note("no-free-name"), str(day / made.name))


def _replace(made: Path, target: Path) -> bool:
    """Move a file over another; False when the other is open elsewhere even after a few tries."""
    for attempt in range(_TRIES):
        try:
            made.replace(target)
        except PermissionError:
            if not target.exists():
                raise
            time.sleep(_WAIT * (attempt + 1))
        else:
            return True
    return False


def _refused(error: OSError, day: Path) -> OutputError:
    if error.errno == errno.ENOSPC:
        return OutputError(note("disk-full"), str(day))
    if isinstance(error, PermissionError):
        return OutputError(note("folder-closed"), str(day))
    return OutputError(note("not-written", why=error.strerror or note("unknown-reason")), str(day))
