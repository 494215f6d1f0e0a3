"""Files put on the disk whole, and two folders that change places: whenever a run ends, nothing is half there."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FULL = (errno.EIO, errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_CANNOT = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
_AT_CWD, _EXCHANGE = -100, 2  # of Linux's renameat2; macOS's renamex_np has the same number for it


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all, in the place of one that is there; missing folders are made.

    A `private` one nobody else may read; on Windows, who may read its folder decides.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _made_beside(path, data, 0o600 if private else 0o666) as made:
        made.replace(path)


def write_new(path: Path, data: bytes) -> None:
    """Write a file whole or not at all where none may be yet: FileExistsError when one is."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    with _made_beside(path, data) as made:
        if sys.platform == "win32":
            made.rename(path)  # which refuses a name that is taken
        else:
            _give_name(made, path)


@contextmanager
def _made_beside(path: Path, data: bytes, mode: int = 0o666) -> Iterator[Path]:
    made = path.with_name(f".new-{os.urandom(4).hex()}")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(made, flags, mode), "wb") as file:
            file.write(data)
        sync(made)
        yield made
    finally:
        made.unlink(missing_ok=True)


def _give_name(made: Path, path: Path) -> None:
    try:
        os.link(made, path)  # a rename would not see a file that came meanwhile
    except FileExistsError:
        raise
    except OSError:  # no links on this disk
        path.touch(exist_ok=False)
        made.replace(path)


def sync(path: Path) -> None:
    """Have a file or folder put on the disk itself, where the system can; OSError when there is no room for it."""
    try:
        file = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    except PermissionError:  # a folder on Windows
        return
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno in _FULL:
            raise
    finally:
        os.close(file)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, so that there is always one at each; False where it cannot be done."""
    if sys.platform not in ("linux", "darwin"):
        return False
    import ctypes

    system = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            failed = system.renameat2(_AT_CWD, first, _AT_CWD, second, _EXCHANGE)
        else:
            failed = system.renamex_np(first, second, _EXCHANGE)
    except AttributeError:  # an old system without it
        return False
    if not failed:
        return True
    why = ctypes.get_errno()
    if why in _CANNOT:
        return False
    raise OSError(why, os.strerror(why), str(other))
