"""The pack as JSON: for other programs, for next month's comparison, and as the mark that all was written."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from evidencepack.errors import EvidencePackError
from evidencepack.model import Model
from evidencepack.pack.values import SCHEMA, Pack

_FAMILY, _, _MAJOR = SCHEMA.rpartition("/")
_NOT_CONTENT = ("files", "made_with")  # differ between two packs that say the same thing
_compact = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
_PARTING = "\x01"
_parted = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(_PARTING, ": "), allow_nan=False).encode
_spaced = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False).encode

MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From each older major of the schema to the next: {1: one_to_two}."""


def write_json(pack: Model, files: Mapping[str, str]) -> bytes:
    """The pack (or transition) and, under `files`, the name and SHA-256 of every file written beside it."""
    tree = _plain(pack) | {"files": dict(files)}
    return ("".join(_laid_out(tree, 0)) + "\n").encode("utf-8", "replace")


def content_digest(pack: Pack) -> str:
    """SHA-256 of what the pack says: the same on every platform and for every version that says the same."""
    tree = {key: value for key, value in _plain(pack).items() if key not in _NOT_CONTENT}
    return hashlib.sha256(_compact(tree).encode("utf-8", "replace")).hexdigest()


def read_pack(data: bytes) -> Pack:
    """A pack from its JSON: unknown keys are ignored, older majors migrated, newer ones refused."""
    tree = _migrated(_parsed(data))
    try:
        # Through JSON mode, so that text becomes a day and a list a tuple without guessing.
        return Pack.model_validate_json(_compact(tree), extra="ignore")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise EvidencePackError(
            f"This pack's JSON is damaged at {place}: {first['msg'].lower()}.",
            remedy="Build the pack again, or take the file from a backup.",
        ) from None


def _plain(pack: Model) -> dict[str, Any]:
    return pack.model_dump(mode="json", by_alias=True)


def _laid_out(value: Any, depth: int) -> Iterator[str]:
    """Sorted keys, a space a level; what holds no list or object stays on one line, such as a record."""
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if _flat(held):
        yield _spaced(value)
        return
    indent = "\n" + " " * (depth + 1)
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    yield f"{opened}{indent}"
    if isinstance(value, list) and all(isinstance(v, list | dict) and _flat(v) for v in value):
        yield _a_line_each(value, indent)
    else:
        pairs = sorted(value.items()) if isinstance(value, dict) else ((None, v) for v in value)
        for n, (key, item) in enumerate(pairs):
            yield f",{indent}" * bool(n) + (f"{_spaced(key)}: " if key is not None else "")
            yield from _laid_out(item, depth + 1)
    yield f"\n{' ' * depth}{closed}"


def _flat(held: Iterable[Any]) -> bool:
    """Whether this list or object holds no other."""
    values = held.values() if isinstance(held, dict) else held
    return {dict, list}.isdisjoint(map(type, values))


def _a_line_each(lines: Sequence[Any], indent: str) -> str:
    """Many records at once; no text holds the parting as it is, for JSON writes it as an escape."""
    made = _parted(lines)[1:-1]
    for end in "]}":
        made = made.replace(f"{end}{_PARTING}", f"{end},{indent}")
    return made.replace(_PARTING, ", ")


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        tree = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
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
