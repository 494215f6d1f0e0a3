"""Getting at the bytes of a file: what stands in the way is told in a sentence, and nothing is ever waited for."""

import os
import stat
from hashlib import file_digest
from pathlib import Path
from typing import Any

from evidencepack.files.raw_sheet import CannotReadError

LARGEST = 500_000_000
_KEEP = "In OneDrive, choose 'Always keep on this device', wait until it has been downloaded, and run again."
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
            remedy = "Save the sheet that matters as a workbook of its own."
            raise CannotReadError(f"it is larger than {LARGEST // 1_000_000:,} MB", remedy)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CannotReadError("there is no such file", "Check its name; a link may lead nowhere.") from error
    except PermissionError as error:
        remedy = "Close it in other programs, or check who may read it."
        raise CannotReadError("it may not be opened", remedy) from error
    except OSError as error:
        raise CannotReadError(f"it cannot be opened ({error.strerror or 'unknown reason'})", _KEEP) from error


def _check(path: Path) -> int:
    """The size of a file, once nothing stands in its way."""
    if path.name.startswith(".") and path.suffix == ".icloud":
        raise CannotReadError("it is only in iCloud, not on this computer", "Download it, and run again.")
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        what = f"it is a folder, although its name ends in {path.suffix}" if path.suffix else "it is a folder"
        raise CannotReadError(what, "Put the files themselves into the folder records.")
    if not stat.S_ISREG(status.st_mode):
        raise CannotReadError("it is not a file but a channel of the computer", "Take it out of the folder.")
    if only_online(status):
        raise CannotReadError("it is only in OneDrive, not on this computer", _KEEP)
    return status.st_size


def fingerprint_of(path: Path, folder: Path) -> str:
    """The SHA-256 of a file; "" for what cannot be read, is not on this computer, or lies outside the folder."""
    try:
        _check(path)
        if link_out_of(path, folder):
            return ""
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, CannotReadError):
        return ""


def link_out_of(path: Path, folder: Path) -> CannotReadError | None:
    """Why a link is not followed: it leads out of the folder, or to a folder; None for anything else."""
    if not path.is_symlink():
        return None
    target = Path(os.path.realpath(path))
    if target.is_dir():
        return CannotReadError("it is a link to a folder", "Put the files themselves into the folder records.")
    if not target.is_relative_to(os.path.realpath(folder)):
        remedy = "Put a copy of the file itself into the folder records."
        return CannotReadError("it is a link to a file outside this folder", remedy)
    return None
