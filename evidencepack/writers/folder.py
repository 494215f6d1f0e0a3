"""Putting a pack on disk: whole or not at all, and nothing that a person changed is overwritten."""

import hashlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from msgspec import Struct

from evidencepack.errors import OutputError
from evidencepack.notes import Note, note
from evidencepack.on_disk import exchange, sync
from evidencepack.pack.model import Pack
from evidencepack.writers.json import was_changed, write_json
from evidencepack.writers.leftovers import (
    BEFORE,
    BUILDING,
    CHANGED,
    DONE,
    EACH,
    NEXT,
    as_we_left_them,
    bytes_of,
    earlier_name,
    finish,
    free_names,
    put_back,
    sha256_of,
)
from evidencepack.writers.turns import one_builder, refused

_TRIES = 3
_WAIT = 0.2
Mark = Callable[[Mapping[str, str]], bytes]


class Written(Struct, frozen=True):
    """The files of a pack, JSON last, and what a person should know about them."""

    paths: tuple[Path, ...]
    notes: tuple[Note, ...]


class _OpenElsewhere(Exception):  # noqa: N818  (another name is tried for the file that it names)
    pass


def write_files(pack: Pack, files: Mapping[str, bytes], out: Path) -> Written:
    """Write the files of a pack below `out`/<day>/, the JSON last with the fingerprints of the others.

    A file that a person changed since we wrote it is kept, and ours gets the next free name. OutputError when
    nothing could be written; then nothing half-written is left.
    """
    return put_files(pack.on, f"{pack.file_stem}.json", lambda names: write_json(pack, names), files, out)


def put_files(on: date, mark: str, marked: Mark, files: Mapping[str, bytes], out: Path) -> Written:
    """Write files below `out`/<day>/ and last `mark`, which `marked` makes of the names and SHA-256 of the others."""
    day = out / on.isoformat()
    with one_builder(out, on):
        try:
            with _building(out, on) as aside:
                return _put(mark, marked, files, aside, day)
        except OSError as error:
            raise refused(error, day) from error


@contextmanager
def _building(out: Path, on: date) -> Iterator[Path]:
    """A folder of our own beside the day's, on the same disk."""
    aside = Path(tempfile.mkdtemp(prefix=f"{BUILDING}{on.isoformat()}-", dir=out))
    try:
        yield aside
    finally:
        with suppress(OSError):  # the next build tries again
            finish(aside, out / on.isoformat())


def _put(mark: str, marked: Mark, files: Mapping[str, bytes], aside: Path, day: Path) -> Written:
    earlier = as_we_left_them(day / mark) or {}
    ours = {name: sha for name, sha in earlier.items() if sha256_of(day / name) == sha}
    kept = _changed_mark(day / mark)
    held: set[str] = set()
    while True:
        names = {name: _free_name(day / name, ours.keys() - held) for name in files}
        told = ours | {names[name]: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        made = {names[name]: data for name, data in files.items()} | kept | {mark: marked(told)}
        try:
            _lay_out(made, aside / "new")
            _commit(aside, day, tuple(made))
        except _OpenElsewhere as error:
            held.add(str(error))
            if mark in held:
                raise OutputError(note("open-elsewhere"), str(day / mark)) from None
            shutil.rmtree(aside / EACH)
        else:
            notes = [note("file-kept", file=name, new=new) for name, new in names.items() if new != name]
            notes += (note("json-kept", file=mark, kept=name) for name in kept)
            return Written(tuple(day / name for name in made if name not in kept), tuple(notes))


def _changed_mark(mark: Path) -> dict[str, bytes]:
    """The JSON of a pack that somebody has changed, under a name by which it is no pack: it tells what was never so."""
    data = bytes_of(mark)
    if not data or not was_changed(data):
        return {}
    return {_free_name(mark.with_name(f"{mark.stem}{CHANGED}{mark.suffix}"), ()): data}


def _free_name(file: Path, ours: Collection[str]) -> str:
    """The file's name, or the next free one beside a file that is not ours or is open."""
    for path in free_names(file):
        if path.name in ours or not os.path.lexists(path):
            return path.name
    raise OutputError(note("no-free-name"), str(file))


def _lay_out(files: Mapping[str, bytes], new: Path) -> None:
    """The files in a folder, first the mark that says which they are, whole: a killed build's are told apart by it."""
    new.mkdir()
    for name, data in reversed(list(files.items())):
        made = new.parent / f"{NEXT}{Path(name).suffix}"
        made.write_bytes(data)
        sync(made)
        made.rename(new / name)
    sync(new)


def _commit(aside: Path, day: Path, names: Sequence[str]) -> None:
    """Put the new files in their place: in one step where the system can, else one by one, the mark last.

    _OpenElsewhere names the file for which that could not be done; then all is as it was.
    """
    new = aside / "new"
    if not os.path.lexists(day):
        new.rename(day)
    elif day.is_symlink() or not _take_along(day, new) or not _change_places(new, day, earlier_name(aside, day)):
        _one_by_one(aside, day, names)
    sync(day.parent)


def _take_along(day: Path, new: Path) -> bool:
    """Have all else that lies in the folder in the new one too; False where it can only stay in its place."""
    others = [each for each in day.iterdir() if not os.path.lexists(new / each.name)]
    if others and sys.platform == "win32":  # a file in the cloud has one place only
        return False
    try:
        for each in others:
            if each.is_dir() and not each.is_symlink():
                shutil.copytree(each, new / each.name, symlinks=True, copy_function=_link)
            else:
                _link(each, new / each.name)
        shutil.copystat(day, new)
        new.chmod(new.stat().st_mode | stat.S_IRWXU)
        sync(new)
    except (PermissionError, shutil.Error):
        return False
    return True


def _link(file: str | Path, to: str | Path) -> None:
    """The very same file in a second place, so that who has it open goes on in it; a copy where there are no links."""
    try:
        os.link(file, to, follow_symlinks=False)
    except OSError:
        shutil.copy2(file, to, follow_symlinks=False)
        if not os.path.islink(to):  # noqa: PTH114
            sync(Path(to))


def _change_places(new: Path, day: Path, earlier: Path) -> bool:
    """New folder and old change places; False where a file in the old one is open, or it is no plain folder.

    Where the system cannot do it in one step, there is none for a moment: who looks then finds it set aside.
    """
    new.rename(earlier)
    try:
        if exchange(earlier, day):
            return True
    except OSError:
        earlier.rename(new)
        return False
    earlier.rename(new)
    try:
        day.rename(earlier)
    except OSError:
        return False
    try:
        new.rename(day)
    except OSError:
        earlier.rename(day)
        raise
    return True


def _one_by_one(aside: Path, day: Path, names: Sequence[str]) -> None:
    """Replace file after file; if we are killed, the next build undoes it by what we keep here meanwhile."""
    each, before, saving = aside / EACH, aside / BEFORE, aside / "saving"
    each.mkdir()
    saving.mkdir()
    for name in names:
        (aside / "new" / name).rename(each / name)
        if os.path.lexists(day / name):
            shutil.copyfile(day / name, saving / name)
    shutil.rmtree(aside / "new", ignore_errors=True)
    saving.rename(before)
    try:
        for name in names:
            made = aside / NEXT
            shutil.copyfile(each / name, made)
            sync(made)
            _replace(made, day / name)
    except BaseException:
        put_back(aside, day)
        before.rename(saving)
        shutil.rmtree(saving)
        raise
    before.rename(aside / DONE)


def _replace(made: Path, target: Path) -> None:
    """Move a file over another; _OpenElsewhere when the other is open elsewhere even after a few tries."""
    for attempt in range(_TRIES):
        try:
            made.replace(target)
        except PermissionError:
            if not target.exists():
                raise
            time.sleep(_WAIT * (attempt + 1))
        else:
            return
    raise _OpenElsewhere(target.name)
