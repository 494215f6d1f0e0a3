"""What a killed build leaves: put back or removed, and told apart from what a person has put into the folder."""

import hashlib
import os
import shutil
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec import MsgspecError, Struct
from msgspec.json import decode

BUILDING = ".building-"
_EARLIER = "earlier-"
_MOST = 500_000_000
BEFORE, EACH = "before", "each"
"""In a building folder: our files as they were, and the new ones, while they are put in place one by one."""


class _Mark(Struct, frozen=True):
    """Of the JSON of a pack, the names and fingerprints of the files beside it."""

    files: dict[str, str]


def clear_up(out: Path, on: date) -> None:
    """Bring back what killed builds of a day have set aside, and remove what they left; nobody may be building it."""
    for aside in out.glob(f"{BUILDING}{on.isoformat()}*"):
        if aside.is_dir() and not aside.is_symlink():
            with suppress(OSError):  # it stays for the next time
                finish(aside, out / on.isoformat())


def finish(aside: Path, day: Path) -> None:
    """Bring back what a build has set aside, or bring over from it what is somebody's, and remove its folder."""
    for earlier in aside.glob(f"{_EARLIER}*"):
        if not os.path.lexists(day):
            earlier.rename(day)
        elif earlier == earlier_name(aside, earlier):
            _keep_theirs(earlier, day)
            earlier.rename(aside / "done")  # killed half through removing it, we would not know the rest for ours
    if (aside / BEFORE).is_dir():
        put_back(aside, day)
    shutil.rmtree(aside, ignore_errors=True)


def earlier_name(aside: Path, folder: Path) -> Path:
    """What a folder of packs is called once it is set aside.

    Its own number is in the name: when two folders have changed places, the name says which of them was meant.
    """
    return aside / f"{_EARLIER}{folder.stat().st_ino}"


def set_aside(out: Path) -> dict[str, Path]:
    """Packs that a killed build has set aside and nobody has put back yet, by their day."""
    found = {path.parent.name[len(BUILDING) :][:10]: path for path in out.glob(f"{BUILDING}*/{_EARLIER}*")}
    return {day: path for day, path in found.items() if not os.path.lexists(out / day)}


def as_we_left_them(mark: Path) -> dict[str, str] | None:
    """Name and fingerprint of each file of a pack written earlier, as its JSON noted them; None without one."""
    try:
        return decode(_bytes_of(mark).removeprefix(BOM_UTF8), type=_Mark).files
    except (OSError, MsgspecError, RecursionError):
        return None


def sha256_of(file: Path) -> str:
    """The fingerprint of a file; "" for one that is not there, may not be read, or is nothing that we write."""
    try:
        data = _bytes_of(file)
    except (FileNotFoundError, PermissionError):
        return ""
    return hashlib.sha256(data).hexdigest() if data else ""


def _bytes_of(file: Path) -> bytes:
    """What a file holds; nothing for a pipe, a folder, or what is far larger than any pack."""
    return file.read_bytes() if file.is_file() and file.stat().st_size <= _MOST else b""


def _keep_theirs(earlier: Path, day: Path) -> None:
    """Bring over from a folder of packs what somebody has saved there while we built; all else is ours, or there."""
    marks = {mark.name: as_we_left_them(mark) for mark in earlier.glob("*.json")}
    ours = {told for files in marks.values() for told in (files or {}).items()}
    for file in _files(earlier):
        place = file.relative_to(earlier)
        name = place.as_posix()
        if _same(file, day / place) or marks.get(name) is not None or (name, sha256_of(file)) in ours:
            continue
        target = next(each for each in free_names(day / place) if not os.path.lexists(each))
        target.parent.mkdir(parents=True, exist_ok=True)
        file.rename(target)


def _files(folder: Path) -> Iterator[Path]:
    for name, inside, files in os.walk(folder):
        yield from (Path(name, each) for each in files)
        yield from (Path(name, each) for each in inside if Path(name, each).is_symlink())


def _same(file: Path, other: Path) -> bool:
    if not os.path.lexists(other):
        return False
    if os.path.samestat(file.lstat(), other.lstat()):
        return True
    return file.is_file() and other.is_file() and sha256_of(file) == sha256_of(other) != ""


def free_names(path: Path) -> Iterator[Path]:
    """A name, and those that stand in for it where it is taken."""
    yield path
    yield from (path.with_name(f"{path.stem} ({n}){path.suffix}") for n in range(2, 100))


def put_back(aside: Path, day: Path) -> None:
    """Undo what was put in place one by one: the file that was there before, or none; what is not ours stays."""
    for made in (aside / EACH).iterdir():
        target, old = day / made.name, aside / BEFORE / made.name
        if sha256_of(target) != sha256_of(made):
            continue
        if old.exists():
            again = aside / "again"
            shutil.copyfile(old, again)
            again.replace(target)
        else:
            target.unlink(missing_ok=True)
