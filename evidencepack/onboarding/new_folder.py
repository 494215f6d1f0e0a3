"""A new service folder on disk: files written or copied to their places, all of them or none."""

import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from string import capwords

from evidencepack.errors import OutputError
from evidencepack.notes import note
from evidencepack.on_disk import sync
from evidencepack.origin import SERVICE_FILE
from evidencepack.output_place import must_be_outside
from evidencepack.text import visible

_BUILDING, _LAST = ".building-service-", SERVICE_FILE
_OF_A_SERVICE = ("records", "documents", "answers", "packs")
_OF_NOBODY = re.compile(r"\.|(desktop\.ini|thumbs\.db)$", re.IGNORECASE)
_LISTED = 5


def name_of(folder: Path) -> str:
    """The name of a folder, as a title where it is written small: rowan-house is Rowan House."""
    whole = folder.resolve()
    name = " ".join(re.split(r"[\s_]+", unicodedata.normalize("NFC", whole.stem if folder.is_file() else whole.name)))
    name = visible(name)
    return (capwords(name.replace("-", " ")) if name.islower() else name).strip() or "My service"


def must_be_free(folder: Path) -> None:
    """OutputError when something is in the place of a new service folder."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise OutputError(note("folder-is-taken" if folder.is_dir() else "place-is-a-file"), str(folder))
    must_be_outside(folder)


def write_folder(folder: Path, files: Mapping[str, bytes | Path], folders: Sequence[str] = ()) -> tuple[Path, ...]:
    """Write every file to its place in a folder, a path being copied; the files written.

    `folders` are made besides, though nothing may stand in them. Nobody else may read the files: keys and names stand
    in them. OutputError when one stands there already, when the folder holds anything but the records and documents of
    a service to be or lies in that of another one, or when a file cannot be written; then nothing of ours is left.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(note("file-for-a-folder"), str(folder))
    if taken := [file for file in files if os.path.lexists(folder / file)] or _not_of_a_service(folder):
        raise OutputError(note("files-stand-there", files=", ".join(taken)), str(folder))
    must_be_outside(folder)
    made: list[Path] = []
    try:
        if folder.exists():
            _fill(folder, files, folders, made)
        else:
            _make(folder, files, folders, made)
    except BaseException as error:
        _take_back(made)
        if isinstance(error, OSError):
            why = error.strerror or note("unknown-reason")
            raise OutputError(note("folder-not-written", why=why), str(folder)) from error
        raise
    return tuple(folder / file for file in files)


def _not_of_a_service(folder: Path) -> list[str]:
    """What stands in a folder and would not in that of a service; hidden files and those of the system left out."""
    found = (p for p in sorted(folder.iterdir()) if not _OF_NOBODY.match(p.name)) if folder.is_dir() else ()
    return [p.name for p in found if not (p.is_dir() and p.name in _OF_A_SERVICE)][:_LISTED]


def _make(folder: Path, files: Mapping[str, bytes | Path], folders: Sequence[str], made: list[Path]) -> None:
    """Fill a folder of another name, which gets its own when all is in it."""
    made.extend(_new_folders(folder.parent))
    aside = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder.parent))
    made.append(aside)
    _fill(aside / "new", files, folders, made)
    (aside / "new").rename(folder)
    aside.rmdir()


def _fill(folder: Path, files: Mapping[str, bytes | Path], folders: Sequence[str], made: list[Path]) -> None:
    """Write every file aside, then move each to its place; service.yaml last, without which it is no service."""
    for place in (folder, *(folder / each for each in folders), *((folder / file).parent for file in files)):
        made.extend(_new_folders(place))
    building = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder))
    made.append(building)
    for number, data in enumerate(files.values()):
        with os.fdopen(_for_its_owner(building / str(number)), "wb") as made_file:
            if isinstance(data, Path):
                with data.open("rb") as copied:
                    shutil.copyfileobj(copied, made_file)
            else:
                made_file.write(data)
        sync(building / str(number))
    for number, file in sorted(enumerate(files), key=lambda each: each[1] == _LAST):
        (building / str(number)).rename(folder / file)
        made.append(folder / file)
    building.rmdir()


def _new_folders(place: Path) -> list[Path]:
    """Make a folder and those above it; the ones that were not there."""
    new = [p for p in (*reversed(place.parents), place) if not p.exists()]
    place.mkdir(parents=True, exist_ok=True)
    return new


def _for_its_owner(path: Path) -> int:
    """A new file that nobody else may read, opened; on Windows, who may read the folder decides."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        if path.name.startswith(_BUILDING):
            shutil.rmtree(path, ignore_errors=True)
            continue
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
