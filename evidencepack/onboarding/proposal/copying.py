"""A new service folder on disk: copies of the files and a service.yaml, whole or not at all."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from evidencepack.errors import OutputError
from evidencepack.onboarding.proposal.model import File

_BUILDING = ".building-service"
_PARTS = ("records", "documents", "service.yaml")


def must_be_free(folder: Path) -> None:
    """OutputError when a new service folder cannot be made there, as something is in the place."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists():
        what = "There is something in it already." if folder.is_dir() else "This is a file."
        raise OutputError(what, where=str(folder), remedy="Name a folder that does not exist yet, or an empty one.")


def write_folder(folder: Path, files: Sequence[File], text: str) -> None:
    """Copy the files to their places and write service.yaml; what is copied from is only read.

    OutputError when something cannot be copied; then nothing of ours is left.
    """
    must_be_free(folder)
    ours = not folder.exists()
    building = folder / _BUILDING
    done: list[Path] = []
    try:
        building.mkdir(parents=True)
        for part in _PARTS[:2]:
            (building / part).mkdir()
        for file in files:
            _copy(file, building)
        (building / _PARTS[2]).write_text(text, encoding="utf-8", newline="\n")
        for part in _PARTS:
            done.append((building / part).rename(folder / part))
        building.rmdir()
    except BaseException as error:
        _take_back(folder, building, done, ours)
        if isinstance(error, OSError):
            what = f"The folder could not be written ({error.strerror or 'unknown reason'})."
            remedy = "Check that there is room, that you may write there, and that the files are on this computer."
            raise OutputError(what, where=str(folder), remedy=remedy) from error
        raise


def _copy(file: File, building: Path) -> None:
    target = building / file.place
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file.path, target)


def _take_back(folder: Path, building: Path, done: Sequence[Path], ours: bool) -> None:
    shutil.rmtree(building, ignore_errors=True)
    for path in done:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    if ours:
        with suppress(OSError):
            folder.rmdir()
