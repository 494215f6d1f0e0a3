"""Getting at the bytes of a file: what stands in the way is told, and nothing is ever waited for."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path
from typing import Any

from evidencepack.files.sheet import CannotReadError
from evidencepack.notes import note

LARGEST = 500_000_000
_DEEPEST = 30
# Windows: offline, recalled when opened, recalled when its data is read. macOS: only a stand-in is on the disk.
_ONLINE_WINDOWS = 0x1000 | 0x40000 | 0x400000
_ONLINE_MACOS = 0x40000000


def only_online(status: Any) -> bool:
    """Whether a file is in the cloud and not on this computer, by what os.stat says of it."""
    windows, macos = getattr(status, "st_file_attributes", 0), getattr(status, "st_flags", 0)
    return bool(windows & _ONLINE_WINDOWS or macos & _ONLINE_MACOS)


def open_file(path: Path) -> BufferedReader:
    """A file opened for reading; OSError for a channel or device, which would make us wait or read for ever."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))

    # A device is looked at before it is opened, and a file that became one meanwhile is not waited for.
    if stat.S_ISREG(path.stat().st_mode):
        file: BufferedReader = open(path, "rb", opener=opener)  # noqa: SIM115  (whoever asked closes it)
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return file
        file.close()
    raise OSError(errno.EINVAL, "it is not a file but a folder, channel or device")


def file_bytes(path: Path, most: int = LARGEST) -> bytes:
    """What a file holds; OSError for what is no file, and for one of more than so many bytes."""
    with open_file(path) as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(size) if size <= most else b""  # as much room is made as is asked for
    if size > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 1_000_000} MB")
    return data


def bytes_of(path: Path, most: int = LARGEST) -> bytes:
    """What a file holds; CannotReadError when it is no file, is not here, is too large, or may not be opened."""
    try:
        if _check(path) > most:
            raise CannotReadError(note("file-too-large", mb=most // 1_000_000))
        return file_bytes(path, most)
    except FileNotFoundError as error:
        raise CannotReadError(note("no-such-file")) from error
    except PermissionError as error:
        raise CannotReadError(note("may-not-be-opened")) from error
    except OSError as error:
        raise CannotReadError(note("cannot-be-opened", why=error.strerror or note("unknown-reason"))) from error


def _check(path: Path) -> int:
    """The size of a file, once nothing stands in its way."""
    if path.name.startswith(".") and path.suffix == ".icloud":
        raise CannotReadError(note("only-in-icloud"))
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        if not os.access(path, os.R_OK | os.X_OK):
            raise CannotReadError(note("may-not-be-opened"))
        raise CannotReadError(note("folder-with-ending", ending=path.suffix) if path.suffix else note("is-folder"))
    if not stat.S_ISREG(status.st_mode):
        raise CannotReadError(note("is-channel"))
    if only_online(status):
        raise CannotReadError(note("only-in-onedrive"))
    return status.st_size


def fingerprint_of(path: Path, *folders: Path) -> str:
    """The SHA-256 of a file; "" for what cannot be read, is not on this computer, or lies outside the folders."""
    try:
        _check(path)
        if link_out_of(path, *folders):
            return ""
        with open_file(path) as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                return ""
            return file_digest(file, "sha256").hexdigest()
    except (OSError, CannotReadError):
        return ""


def walk(
    folder: Path, onerror: Callable[[OSError], object] | None = None
) -> Iterator[tuple[Path, list[str], list[str]]]:
    """As os.walk, but no more than 30 folders deep: nobody keeps anything there."""
    own = len(folder.parts)
    for root, folders, files in os.walk(folder, onerror=onerror):
        if len(Path(root).parts) - own >= _DEEPEST:
            folders.clear()
        yield Path(root), folders, files


def link_out_of(path: Path, *folders: Path) -> CannotReadError | None:
    """Why a file is not opened: it is a link to a folder, or a link leads out of these folders; None for no reason."""
    if path.is_symlink() and path.is_dir():
        return CannotReadError(note("link-to-folder"))
    return CannotReadError(note("link-outside")) if leads_out(path, *folders) else None


def leads_out(path: Path, *folders: Path) -> bool:
    """Whether what a path leads to, by whatever links on the way, lies outside all of these folders."""
    target = Path(os.path.realpath(path))
    return not any(target.is_relative_to(os.path.realpath(folder)) for folder in folders)
