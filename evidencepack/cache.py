"""What is worked out once for all runs and kept in the user's cache folder; never anything of a service."""

import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from msgspec import MsgspecError
from msgspec.json import decode

SWITCH = "EVIDENCEPACK_CACHE"
_MOST = 100
_OURS = ("mappings-", "tags-", "template-", "part-")


def cache_folder() -> Path | None:
    """The folder for what is kept, made when it is not there; None where there can be none, or is to be none.

    The environment's EVIDENCEPACK_CACHE names the folder in which it is made; empty, nothing is kept. A folder that
    somebody else can write to is not used, since compiled templates are programs.
    """
    chosen = os.environ.get(SWITCH)
    if chosen is None:
        from platformdirs import user_cache_dir

        chosen = user_cache_dir("evidencepack", appauthor=False)
    if not chosen:
        return None
    try:
        folder = Path(chosen).expanduser() / "kept"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_ours_alone(folder) else None
    except (OSError, RuntimeError):
        return None


def _is_ours_alone(folder: Path) -> bool:
    found = folder.lstat()
    if not hasattr(os, "geteuid"):  # Windows keeps a user's folders to that user
        return True
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def recall(name: str) -> Any:
    """What was kept under a name; None when that is nothing, or no longer to be read."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        return decode((folder / f"{name}.json").read_bytes())
    except (OSError, MsgspecError, RecursionError):
        return None


def keep(name: str, value: Any) -> None:
    """Keep plain values under a name, whole or not at all; when it can't be done, the next run works it out again."""
    folder = cache_folder()
    if folder is None:
        return
    with suppress(OSError, ValueError, TypeError):
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        _make_room(folder)
        with NamedTemporaryFile(dir=folder, prefix="part-", delete=False) as file:
            file.write(data)
        try:
            Path(file.name).replace(folder / f"{name}.json")
        finally:
            Path(file.name).unlink(missing_ok=True)


def _make_room(folder: Path) -> None:
    """Begin anew when much has gathered; what is in use is soon back. Nothing but ours is touched."""
    files = [path for path in folder.iterdir() if path.name.startswith(_OURS)]
    if len(files) >= _MOST:
        for path in files:
            path.unlink(missing_ok=True)
