"""What is worked out once for all runs and kept in the user's cache folder; never anything of a service."""

import json
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

SWITCH = "EVIDENCEPACK_CACHE"
_MOST = 100


def kept_folder() -> Path | None:
    """The folder for what is kept, made when it is not there; None where there can be none, or is to be none.

    The environment's EVIDENCEPACK_CACHE names another folder; empty, nothing is kept.
    """
    chosen = os.environ.get(SWITCH)
    if chosen is None:
        from platformdirs import user_cache_dir

        chosen = user_cache_dir("evidencepack", appauthor=False)
    if not chosen:
        return None
    folder = Path(chosen)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def recall(name: str) -> Any:
    """What was kept under a name; None when that is nothing, or no longer to be read."""
    folder = kept_folder()
    if folder is None:
        return None
    try:
        return json.loads((folder / f"{name}.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def keep(name: str, value: Any) -> None:
    """Keep plain values under a name, whole or not at all; when it can't be done, the next run works it out again."""
    folder = kept_folder()
    if folder is None:
        return
    with suppress(OSError):
        _make_room(folder)
        with NamedTemporaryFile("w", encoding="utf-8", dir=folder, suffix=".part", delete=False) as file:
            json.dump(value, file, ensure_ascii=False, separators=(",", ":"))
        Path(file.name).replace(folder / f"{name}.json")


def _make_room(folder: Path) -> None:
    """Begin anew when much has gathered; what is in use is soon back."""
    files = [path for path in folder.iterdir() if path.is_file()]
    if len(files) >= _MOST:
        for path in files:
            path.unlink(missing_ok=True)
