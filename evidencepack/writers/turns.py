"""One builder at a time for a day's packs: the next one waits, and first clears up what a killed one has left."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evidencepack.day_reader import iso_day
from evidencepack.errors import OutputError
from evidencepack.notes import Note, note
from evidencepack.output_place import must_not_be_linked, must_not_lead_out
from evidencepack.writers.leftovers import BUILDING, building_folders, clear_up

if TYPE_CHECKING:
    from filelock import BaseFileLock

_SAY_AFTER, _LONGEST = 1.0, 60.0  # seconds
_NO_LOCKS = (errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP)
Waits = Callable[[], None]
"""Called once when a builder has waited for a moment for another to finish."""


@contextmanager
def one_builder(out: Path, on: date, waits: Waits = lambda: None) -> Iterator[tuple[Note, ...]]:
    """Keep all others from building the packs of a day below `out` meanwhile; who has it may ask for it again.

    From the look at earlier packs to the last file, so that a second build goes on with what the first has written.
    Gives what is to be said of files that somebody had put among what a killed build left.
    OutputError when another is still at it after a minute, or the folder may not be written to.
    """
    must_not_lead_out(out / on.isoformat())
    must_not_be_linked(_file(out, on))
    new = [folder for folder in (out, *out.parents) if not os.path.exists(folder)]  # noqa: PTH110  (never an error)
    try:
        lock = _acquired(out, on, waits)
        try:
            brought = _clear_up(out, on) if lock.lock_counter == 1 else []
            yield (note("left-brought", files=", ".join(brought)),) if brought else ()
        finally:
            _release(lock)
    finally:
        for folder in new:
            with suppress(OSError):
                folder.rmdir()  # goes only when nothing was written


def refused(error: OSError, day: Path) -> OutputError:
    """What to say when the system does not let us write a pack."""
    if error.errno == errno.ENOSPC:
        return OutputError(note("disk-full"), str(day))
    if isinstance(error, PermissionError):
        return OutputError(note("folder-closed"), str(day))
    return OutputError(note("not-written", why=error.strerror or note("unknown-reason")), str(day))


def _acquired(out: Path, on: date, waits: Waits) -> "BaseFileLock":
    try:
        try:
            return _waited_for(out, on, _SAY_AFTER)
        except TimeoutError:
            waits()
            return _waited_for(out, on, _LONGEST - _SAY_AFTER)
    except TimeoutError as error:
        lock = Path(getattr(error, "lock_file", _file(out, on)))
        raise OutputError(note("being-built", lock=lock.name), str(out / on.isoformat())) from None
    except OSError as error:
        raise refused(error, out / on.isoformat()) from error


def _waited_for(out: Path, on: date, seconds: float) -> "BaseFileLock":
    """The lock; where a shared drive knows none, a file that is there as long as somebody builds."""
    from filelock import FileLock, SoftFileLock

    file = _file(out, on)
    lock: BaseFileLock = FileLock(file, mode=0o666, is_singleton=True, fallback_to_soft=False)
    for last in (False, True):
        if not lock.is_locked:  # else it was there, and is missed
            out.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(seconds)
            break
        except FileNotFoundError:  # whom we waited for wrote nothing, and took the folder away
            if last:
                raise
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            file.unlink(missing_ok=True)
            lock = SoftFileLock(file.with_suffix(".held"), mode=0o666, is_singleton=True)
    return lock


def _file(out: Path, on: date) -> Path:
    return out / f"{BUILDING}{on.isoformat()}.lock"


def _release(lock: "BaseFileLock") -> None:
    """Let the next one begin. The file goes while it is ours: who waits for it looks for it by its name again."""
    from filelock import SoftFileLock

    if lock.lock_counter == 1 and sys.platform != "win32" and not isinstance(lock, SoftFileLock):
        with suppress(OSError):
            os.unlink(lock.lock_file)  # noqa: PTH108
    lock.release()


def _clear_up(out: Path, on: date) -> list[str]:
    """What killed builds have left, of this day and of every other that nobody builds just now."""
    brought: list[str] = []
    for name in sorted({left.name[len(BUILDING) :][:10] for left in building_folders(out)}):
        day = iso_day(name)
        if day == on:
            brought += clear_up(out, on)
        elif day:
            with suppress(OSError, OutputError):
                lock = _waited_for(out, day, 0)
                try:
                    brought += clear_up(out, day)
                finally:
                    _release(lock)
    return brought
