"""What was built from what: the note beside the packs that lets a run go on where the last one stopped."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import MsgspecError, Struct
from msgspec.json import decode, encode

from evidencepack.files.file_access import LARGEST, file_bytes, open_file, walk
from evidencepack.pack.portfolio import ServiceLine

FOLDER = ".built"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class BuildNote(Struct, frozen=True, kw_only=True):
    """The fingerprint of all that a pack was made from, the files that were written, and what stands in them."""

    fingerprint: str
    files: dict[str, str]
    line: ServiceLine


def note_path(out: Path, name: str) -> Path:
    """Where the note of a service (or of the workbook) on a day is kept."""
    return out / FOLDER / f"{name}.json"


def read_note(path: Path) -> BuildNote | None:
    """The note, or None when there is none that can be used."""
    try:
        return decode(file_bytes(path), type=BuildNote)
    except (OSError, MsgspecError, RecursionError):
        return None


def as_bytes(note: BuildNote) -> bytes:
    """The note as it is kept; one that names a file in half characters is no note, and its service is built anew."""
    try:
        return encode(note)
    except UnicodeEncodeError:
        return b"{}"


def sha256(path: Path) -> str:
    """The fingerprint of a file; "" when it cannot be read."""
    try:
        with open_file(path) as file:
            if (size := os.fstat(file.fileno()).st_size) > LARGEST:
                return f"{size} bytes"  # which nobody reads
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def as_written(files: Mapping[str, str], out: Path) -> bool:
    """Whether all files are there and as we wrote them."""
    return bool(files) and all(sha256(out / name) == told for name, told in files.items())


def earlier_hashes(packs: Path, until: str) -> dict[str, str]:
    """Of the workbooks and JSON of packs up to a day: what people typed into them goes into the next pack."""
    names = [entry.name for entry in packs.iterdir()] if packs.is_dir() else []
    days = sorted(name for name in names if _DAY.fullmatch(name) and name <= until)
    found = {f"{day}/{name}": told for day in days for name, told in hashes_of(packs / day).items()}
    return {name: told for name, told in found.items() if name.endswith((".xlsx", ".json"))}


def hashes_of(folder: Path) -> dict[str, str]:
    """Of every file below a folder by its place; hidden and lock files and a service's own packs left out."""
    found = []
    for place, inside, files in walk(folder):
        inside[:] = [each for each in inside if not each.startswith(".") and place / each != folder / "packs"]
        found += [place / file for file in files if not file.startswith((".", "~$"))]
    places = {unicodedata.normalize("NFC", path.relative_to(folder).as_posix()): path for path in found}
    return {place: sha256(places[place]) for place in sorted(places)}


def digest(parts: Iterable[object]) -> str:
    """One fingerprint of many parts."""
    return hashlib.sha256(repr(list(parts)).encode("utf-8", "replace")).hexdigest()
