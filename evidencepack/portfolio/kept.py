"""What was built from what: the note beside the packs that lets a run go on where the last one stopped."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from evidencepack.model import Model
from evidencepack.pack.portfolio import ServiceLine

FOLDER = ".built"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Note(Model):
    """The fingerprint of all that a pack was made from, the files that were written, and what stands in them."""

    fingerprint: str
    files: dict[str, str]
    line: ServiceLine


def note_path(out: Path, name: str) -> Path:
    """Where the note of a service (or of the workbook) on a day is kept."""
    return out / FOLDER / f"{name}.json"


def read_note(path: Path) -> Note | None:
    """The note, or None when there is none that can be used."""
    try:
        return Note.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.new")
    made.write_bytes(data)
    made.replace(path)


def sha256(path: Path) -> str:
    """The fingerprint of a file; "" when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def as_written(files: Mapping[str, str], out: Path) -> bool:
    """Whether all files are there and as we wrote them."""
    return bool(files) and all(sha256(out / name) == told for name, told in files.items())


def fingerprint(common: str, folder: Path, packs: Path, on_or_before: str, ours: Mapping[str, str]) -> str:
    """Of everything a pack is made from: what all services share, the service's files, and what people typed.

    `ours` are fingerprints of files of `packs` that we wrote ourselves and need not look at while they are the same.
    """
    lines = [common, *_lines(folder, _files(folder, folder)), "packs"]
    days = sorted(d for d in _names(packs) if _DAY.fullmatch(d) and d <= on_or_before)
    earlier = (p for d in days for p in _files(packs / d, packs) if p.suffix in (".xlsx", ".json"))
    lines += [line for line in _lines(packs, earlier) if line not in {f"{n}={s}" for n, s in ours.items()}]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()


def prints_of(folder: Path) -> list[str]:
    """Name and fingerprint of every file below a folder."""
    return _lines(folder, _files(folder, folder))


def _names(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir()] if folder.is_dir() else []


def _files(folder: Path, base: Path) -> list[Path]:
    """The files below a folder in a fixed order; hidden and lock files and a service's own packs left out."""
    found = []
    for name, inside, files in os.walk(folder):
        inside[:] = [
            each for each in inside if not each.startswith(".") and not (Path(name) == base and each == "packs")
        ]
        found += [Path(name, file) for file in files if not file.startswith((".", "~$"))]
    return sorted(found, key=lambda path: _place(path, base))


def _lines(base: Path, files: Iterable[Path]) -> list[str]:
    return [f"{_place(path, base)}={sha256(path)}" for path in files]


def _place(path: Path, base: Path) -> str:
    return unicodedata.normalize("NFC", path.relative_to(base).as_posix())
