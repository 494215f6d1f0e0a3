"""The pack as JSON: for other programs, for next month's comparison, and as the mark that all was written."""

import hashlib
import json
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import MsgspecError, Struct, ValidationError, convert, to_builtins
from msgspec.json import decode, encode

from evidencepack.errors import EvidencePackError
from evidencepack.pack.values import SCHEMA, Pack

_FAMILY, _, _MAJOR = SCHEMA.rpartition("/")
_NOT_CONTENT = ("files", "made_with")  # differ between two packs that say the same thing
_compact = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
_FINDING = 6  # reports, report, sections, section, findings, finding: so deep that more lines would not help a reader

MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From each older major of the schema to the next: {1: one_to_two}."""


def write_json(pack: Struct, files: Mapping[str, str]) -> bytes:
    """The pack (or transition) and, under `files`, the name and SHA-256 of every file written beside it."""
    tree = _plain(pack) | {"files": dict(sorted(files.items()))}
    try:
        return _laid_out(tree, 0) + b"\n"
    except UnicodeEncodeError:  # half a character, as the name of a file may hold
        return _laid_out(json.loads(_compact(tree).encode("utf-8", "replace")), 0) + b"\n"


def content_digest(pack: Pack) -> str:
    """SHA-256 of what the pack says: the same on every platform and for every version that says the same."""
    tree = {key: value for key, value in _plain(pack).items() if key not in _NOT_CONTENT}
    return hashlib.sha256(_compact(tree).encode("utf-8", "replace")).hexdigest()


def read_pack(data: bytes) -> Pack:
    """A pack from its JSON: unknown keys are ignored, older majors migrated, newer ones refused."""
    tree = _migrated(_parsed(data))
    try:
        return convert(tree, Pack)
    except ValidationError as error:
        what, _, place = str(error).replace("`", "").partition(" - at $")
        raise EvidencePackError(
            f"This pack's JSON is damaged at {place.lstrip('.') or 'the top'}: {what[:1].lower()}{what[1:]}.",
            remedy="Build the pack again, or take the file from a backup.",
        ) from None


def _plain(pack: Struct) -> dict[str, Any]:
    plain: dict[str, Any] = to_builtins(pack)
    return plain


def _laid_out(value: Any, depth: int) -> bytes:
    """A space a level; what holds no list or object stays on one line, such as a record, and so does a finding."""
    held = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else ()
    if depth == _FINDING or {dict, list, tuple}.isdisjoint(map(type, held)):
        return encode(value)
    indent = b"\n" + b" " * (depth + 1)
    opened, closed = (b"{", b"}") if isinstance(value, dict) else (b"[", b"]")
    if isinstance(value, dict):
        lines = [encode(key) + b": " + _laid_out(item, depth + 1) for key, item in value.items()]
    else:
        lines = [_laid_out(item, depth + 1) for item in value]
    return opened + indent + (b"," + indent).join(lines) + indent[:-1] + closed


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        tree = decode(data.removeprefix(BOM_UTF8))
    except (MsgspecError, RecursionError):
        tree = None
    if not isinstance(tree, dict) or not str(tree.get("schema", "")).startswith(f"{_FAMILY}/"):
        raise EvidencePackError(
            "This file is not a pack written by evidencepack, or it was cut short.",
            remedy=f'A pack is JSON that says "schema": "{SCHEMA}".',
        )
    return tree


def _migrated(tree: dict[str, Any]) -> dict[str, Any]:
    said = str(tree["schema"]).removeprefix(f"{_FAMILY}/")
    major = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
    if major > int(_MAJOR):
        raise EvidencePackError(
            f"This pack was written by a newer evidencepack (schema {major}; this one reads up to {_MAJOR}).",
            remedy="Update evidencepack, then try again.",
        )
    for step in range(major, int(_MAJOR)):
        if step not in MIGRATIONS:
            raise EvidencePackError(
                f"This pack says schema '{said}', which no evidencepack has written.",
                remedy="Take the file from a backup, or build the pack again.",
            )
        tree = MIGRATIONS[step](tree)
    return tree
