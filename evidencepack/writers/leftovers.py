"""What a killed build leaves: put back or removed, and told apart from what a person has put into the folder."""

import hashlib
import os
import re
import shutil
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec import MsgspecError, Struct
from msgspec.json import decode

from evidencepack.files import file_bytes

BUILDING = ".building-"
_EARLIER = "earlier-"
_MADE = re.compile(re.escape(BUILDING) + r"\d{4}-\d{2}-\d{2}-[a-z0-9_]{8}")
CHANGED = " (changed)"
"""In the name of a JSON that somebody has changed, and that is kept."""
_UNFINISHED = ("next", "again")
BEFORE, EACH = "before", "each"
"""In a building folder: our files as they were, and the new ones, while they are put in place one by one."""
DONE, NEXT = "done", "next"
"""In a building folder: what only waits to be removed, and a file of ours that is not whole yet."""


class _Mark(Struct, frozen=True):
    """Of the JSON of a pack, the names and fingerprints of the files beside it."""

    files: dict[str, str]


def building_folders(out: Path, day: str = "") -> list[Path]:
    """The folders that builds have made beside the packs of a day, or of any; none made by hand, and no link."""
    found = (path for path in out.glob(f"{BUILDING}{day}*") if _MADE.fullmatch(path.name))
    return [path for path in found if path.is_dir() and not path.is_symlink()]


def clear_up(out: Path, on: date) -> list[str]:
    """Bring back what killed builds of a day have set aside, and remove what they left; nobody may be building it.

    The names of files that somebody had put there meanwhile, and that lie in the folder of the day now.
    """
    brought: list[str] = []
    for aside in building_folders(out, on.isoformat()):
        with suppress(OSError):  # it stays for the next time
            brought += finish(aside, out / on.isoformat())
    return brought


def finish(aside: Path, day: Path) -> list[str]:
    """Bring back what a build has set aside, or bring over from it what is somebody's, and remove its folder."""
    brought: list[str] = []
    for earlier in aside.glob(f"{_EARLIER}*"):
        if not os.path.lexists(day):
            earlier.rename(day)
        elif earlier == earlier_name(aside, earlier):
            brought += _keep_theirs(earlier, day)
            earlier.rename(aside / DONE)
    if (aside / BEFORE).is_dir():
        put_back(aside, day)
    brought += _keep_strange(aside, day)
    _remove(aside)
    return brought


def earlier_name(aside: Path, folder: Path) -> Path:
    """What a folder of packs is called once it is set aside.

    Its own number is in the name: when two folders have changed places, the name says which of them was meant.
    """
    return aside / f"{_EARLIER}{folder.stat().st_ino}"


def set_aside(out: Path) -> dict[str, Path]:
    """Packs that a killed build has set aside and nobody has put back yet, by their day."""
    every = (path for aside in building_folders(out) for path in aside.glob(f"{_EARLIER}*"))
    found = {path.parent.name[len(BUILDING) :][:10]: path for path in every if not path.is_symlink()}
    return {day: path for day, path in found.items() if not os.path.lexists(out / day)}


def as_we_left_them(mark: Path) -> dict[str, str] | None:
    """Name and fingerprint of each file of a pack written earlier, as its JSON noted them; None without one."""
    try:
        return decode(bytes_of(mark).removeprefix(BOM_UTF8), type=_Mark).files
    except (MsgspecError, RecursionError):
        return None


def sha256_of(file: Path) -> str:
    """The fingerprint of a file; "" for one that is not there, may not be read, or is nothing that we write."""
    data = bytes_of(file)
    return hashlib.sha256(data).hexdigest() if data else ""


def bytes_of(file: Path) -> bytes:
    """What a file holds; nothing for one that may not be read, a pipe, a folder, or what is larger than any pack."""
    try:
        return file_bytes(file)
    except OSError:
        return b""


def _keep_theirs(earlier: Path, day: Path) -> list[str]:
    """Bring over from a folder of packs what somebody has saved there while we built; all else is ours, or there."""
    marks = {mark.name: as_we_left_them(mark) for mark in earlier.glob("*.json")}
    ours = {told for files in marks.values() for told in (files or {}).items()}
    brought: list[str] = []
    for file in _files(earlier):
        place = file.relative_to(earlier)
        name = place.as_posix()
        known = marks.get(name) is not None or (name, sha256_of(file)) in ours
        if known or _same(file, day / place) or _is_kept(file, day):
            continue
        brought.append(_bring(file, day / place))
    return brought


def _keep_strange(aside: Path, day: Path) -> list[str]:
    """Bring over what somebody has put into what a killed build left, wherever in it: no mark there names it."""
    marks = [(mark, as_we_left_them(mark)) for mark in aside.glob("*/*.json")]
    ours = {"", *(name for mark, files in marks if files is not None for name in (mark.name, *files))}
    brought: list[str] = []
    for file in _files(aside):
        part, _, name = file.relative_to(aside).as_posix().partition("/")
        if (not name and Path(part).stem in _UNFINISHED) or (name and (name in ours or _same(file, day / name))):
            continue
        brought.append(_bring(file, day / (name or part)))
    return brought


def _is_kept(file: Path, day: Path) -> bool:
    """Whether a JSON that was changed has its place in the folder already."""
    return file.suffix == ".json" and any(_same(file, each) for each in day.glob(f"{file.stem}{CHANGED}*.json"))


def _bring(file: Path, place: Path) -> str:
    target = next(each for each in free_names(place) if not os.path.lexists(each))
    target.parent.mkdir(parents=True, exist_ok=True)
    file.rename(target)
    return target.name


def _remove(aside: Path) -> None:
    """Remove a folder, its marks last: whoever goes on after a kill knows by them what is ours."""
    for file in sorted(_files(aside), key=lambda file: file.suffix == ".json"):
        with suppress(OSError):
            file.unlink()
    shutil.rmtree(aside, ignore_errors=True)


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
