"""A new service folder on disk: files written or copied to their places, all of them or none."""

import re
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from string import capwords

from evidencepack.errors import OutputError
from evidencepack.notes import note
from evidencepack.text import visible

_BUILDING = ".building-service"


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
    building = folder / _BUILDING
    try:
        for place in (folder, *(folder / each for each in folders), *((folder / file).parent for file in files)):
            made.extend(_new_folders(place))
        _build(folder, building, files, made)
    except BaseException as error:
        _take_back(made, building)
        if isinstance(error, OSError):
            why = error.strerror or note("unknown-reason")
            raise OutputError(note("folder-not-written", why=why), str(folder)) from error
        raise
    return tuple(folder / file for file in files)


def _new_folders(place: Path) -> list[Path]:
    """Make a folder and those above it; the ones that were not there."""
    new = [p for p in (*reversed(place.parents), place) if not p.exists()]
    place.mkdir(parents=True, exist_ok=True)
    return new


def _build(folder: Path, building: Path, files: Mapping[str, bytes | Path], made: list[Path]) -> None:
    """Write every file aside, then move each to its place."""
    building.mkdir(exist_ok=True)
    for number, data in enumerate(files.values()):
        if isinstance(data, Path):
            shutil.copyfile(data, building / str(number))
        else:
            (building / str(number)).write_bytes(data)
    for number, file in enumerate(files):
        (building / str(number)).rename(folder / file)
        made.append(folder / file)
    building.rmdir()


def _take_back(made: list[Path], building: Path) -> None:
    shutil.rmtree(building, ignore_errors=True)
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
