"""Getting at the bytes of a file: what stands in the way is told, and nothing is ever waited for."""

import os
import stat
from hashlib import file_digest
from pathlib import Path
from typing import Any

from evidencepack.files.sheet import CannotReadError
from evidencepack.notes import note

LARGEST = 500_000_000
# Windows: offline, recalled when opened, recalled when its data is read. macOS: only a stand-in is on the disk.
_ONLINE_WINDOWS = 0x1000 | 0x40000 | 0x400000
_ONLINE_MACOS = 0x40000000


def only_online(status: Any) -> bool:
    """Whether a file is in the cloud and not on this computer, by what os.stat says of it."""
    windows, macos = getattr(status, "st_file_attributes", 0), getattr(status, "st_flags", 0)
    return bool(windows & _ONLINE_WINDOWS or macos & _ONLINE_MACOS)


def bytes_of(path: Path) -> bytes:
    """What a file holds; CannotReadError when it is no file, is not here, or may not be opened."""
    try:
        if _check(path) > LARGEST:
            raise CannotReadError(note("file-too-large", mb=LARGEST // 1_000_000))
        return path.read_bytes()
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
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, CannotReadError):
        return ""


def link_out_of(path: Path, *folders: Path) -> CannotReadError | None:
    """Why a file is not opened: it is a link to a folder, or a link leads out of these folders; None for no reason."""
    if path.is_symlink() and path.is_dir():
        return CannotReadError(note("link-to-folder"))
    return CannotReadError(note("link-outside")) if leads_out(path, *folders) else None


def leads_out(path: Path, *folders: Path) -> bool:
    """Whether what a path leads to, by whatever links on the way, lies outside all of these folders."""
    target = Path(os.path.realpath(path))
    return not any(target.is_relative_to(os.path.realpath(folder)) for folder in folders)
