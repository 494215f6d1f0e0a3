"""A new service folder on disk: files written or copied to their places, all of them or none."""

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

_BUILDING, _LAST = ".building-service-", "service.yaml"


def name_of(folder: Path) -> str:
    """The name of a folder, as a title where it is written small: rowan-house is Rowan House."""
    whole = folder.resolve()
    name = " ".join(re.split(r"[\s_]+", unicodedata.normalize("NFC", whole.stem if folder.is_file() else whole.name)))
    return (capwords(name.replace("-", " ")) if name.islower() else name).strip() or "My service"


def must_be_free(folder: Path) -> None:
    """OutputError when something is in the place of a new service folder."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise OutputError(note("folder-is-taken" if folder.is_dir() else "place-is-a-file"), str(folder))


def write_folder(folder: Path, files: Mapping[str, bytes | Path], folders: Sequence[str] = ()) -> tuple[Path, ...]:
    """Write every file to its place in a folder, a path being copied; the files written.

    `folders` are made besides, though nothing may stand in them. OutputError when a file stands there already, or one
    cannot be written; then nothing of ours is left.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(note("file-for-a-folder"), str(folder))
    if taken := [file for file in files if (folder / file).exists()]:
        raise OutputError(note("files-stand-there", files=", ".join(taken)), str(folder))
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
        if isinstance(data, Path):
            shutil.copyfile(data, building / str(number))
        else:
            (building / str(number)).write_bytes(data)
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


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        if path.name.startswith(_BUILDING):
            shutil.rmtree(path, ignore_errors=True)
            continue
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
