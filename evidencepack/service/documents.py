"""The documents of a service: their day and topic come from their name or the document list, never from the disk."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from evidencepack.day_reader import find_days
from evidencepack.files import fingerprint_of, printed, refusal, why_closed
from evidencepack.notes import note
from evidencepack.origin import Origin, Problem
from evidencepack.registers import Document, Record, keyed_hash
from evidencepack.text import visible

_BETWEEN_NUMBERS = re.compile(r"(?<=\d)_(?=\d)")
_STRAY = re.compile(r"\(\s*+\)|(?<![\s_-])[\s_-]++$|^[\s_-]+")


def day_in_name(stem: str) -> tuple[date | None, str]:
    """The day a file name states, and the name without it; None when it states none or an impossible one."""
    spaced = _BETWEEN_NUMBERS.sub("-", stem).replace("_", " ")
    for found in find_days(spaced):
        if found.day:
            return found.day, _tidy(f"{spaced[: found.start]} {spaced[found.end :]}")
    return None, _tidy(stem)


def _tidy(text: str) -> str:
    text = " ".join(text.replace("_", " ").split())
    return _STRAY.sub("", _STRAY.sub("", text)).strip()


def read_documents(
    folders: Sequence[Path], paths: Sequence[Path], listed: Sequence[Record], key: bytes
) -> tuple[dict[Document, Record | None], tuple[Problem, ...]]:
    """A Document for each evidence file, with its row of the document list, matched by path or file name.

    `folders` are the service folder, and others that links may lead to; a link anywhere else is no evidence, nor is a
    file that is empty or does not open.
    """
    rows = {_key(d.path): d for d in listed if isinstance(d, Document)}
    found: dict[Document, Record | None] = {}
    closed: list[Problem] = []
    for path in paths:
        name = printed(path, folders[0])
        if why := refusal(path, *folders):
            closed.append(Problem(Origin(name), note("file-unreadable", why=why), rows=0))
            continue
        row = rows.pop(_key(name), None)
        fingerprint = fingerprint_of(path, *folders)
        if fingerprint and (fault := why_closed(path)):
            closed.append(Problem(Origin(name), fault, rows=0))
            continue
        found[_document(name, path, fingerprint, row, key)] = row
        if not fingerprint:
            closed.append(Problem(Origin(name), note("document-closed"), rows=0))
    missing = [Problem(row.origin, note("document-missing")) for row in rows.values()]
    return found, (*closed, *missing)


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).rpartition("/")[2].casefold()


def _document(name: str, path: Path, fingerprint: str, row: Document | None, key: bytes) -> Document:
    stated, title = day_in_name(path.stem)
    listed = row or Document(origin=Origin(name), path=name)
    return replace(
        listed,
        id="documents-" + keyed_hash(key, "documents", name),
        origin=Origin(name),
        path=name,
        title=visible(listed.title or title or path.stem),
        fingerprint=fingerprint,
        date=listed.date or stated,
    )
