"""The pack as JSON: for other programs, for next month's comparison, and as the mark that all was written."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from itertools import chain
from typing import Any, cast

from msgspec import MsgspecError, Struct, ValidationError, convert, to_builtins
from msgspec.json import Encoder, decode, encode
from msgspec.structs import astuple, fields, replace

from evidencepack.dates import MonthDay
from evidencepack.day_reader import iso_day
from evidencepack.errors import EvidencePackError
from evidencepack.notes import note
from evidencepack.pack.listed_model import RegisterSheet
from evidencepack.pack.model import SCHEMA, Pack

LARGEST = 20_000_000
"""Of the JSON of a pack, in bytes: far more than that of a large service."""

_FAMILY, _, _MAJOR = SCHEMA.rpartition("/")
_FINDING = 6  # reports, report, sections, section, findings, finding: so deep that more lines would not help a reader
_SEAL = re.compile(rb': "([0-9a-f]{64})"')
_HOLDERS = (Struct, tuple, list, dict)


def _month(value: Any) -> str:
    """A day known to the month, as that month."""
    if isinstance(value, MonthDay):
        return f"{value:%Y-%m}"
    raise TypeError(type(value).__name__)


_encoder = Encoder(enc_hook=_month)


def _one_to_two(tree: dict[str, Any]) -> dict[str, Any]:
    """Figures that were text become numbers; what is damaged stays, and is told when it is read as a pack."""
    with suppress(KeyError, TypeError):
        for finding in (f for report in tree["reports"] for section in report["sections"] for f in section["findings"]):
            finding.update({name: _number(finding[name]) for name in ("numerator", "denominator")})
            finding["rows_open"] = finding.pop("unread", 0)
    return tree | {"schema": f"{_FAMILY}/2"}


def _number(text: str) -> int | float | str | None:
    for kind in (int, float):
        with suppress(ValueError):
            return kind(text)
    return text or None


MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _one_to_two}
"""From each older major of the schema to the next."""
_CELLS: Mapping[str, Callable[[str], Any]] = {
    "date": lru_cache(20_000)(lambda text: iso_day(text) or text or None),
    "number": _number,
    "yes/no": {"yes": True, "no": False}.get,
}
"""What a register's cell is that JSON holds as text, by the kind of its column; numbers and such only in schema 1."""


def write_json(pack: Struct, files: Mapping[str, str]) -> bytes:
    """The pack (or transition) and, under `files`, the name and SHA-256 of every file written beside it.

    Its last line is its `seal`, by which one that somebody has changed is known.
    """
    tree = {**dict(_items(pack)), "files": dict(sorted(files.items())), "seal": ""}
    try:
        return _sealed(_laid_out(tree, 0) + b"\n")
    except UnicodeEncodeError:  # half a character, as the name of a file may hold
        text = json.dumps(to_builtins(tree), ensure_ascii=False)
        return _sealed(_laid_out(decode(text.encode("utf-8", "replace")), 0) + b"\n")


def _sealed(data: bytes) -> bytes:
    head, _, foot = data.rpartition(b'""')
    return b'%s"%s"%s' % (head, sha256(data).hexdigest().encode(), foot)


def was_changed(data: bytes) -> bool:
    """Whether somebody has changed the JSON of a pack since it was written; one without a seal is taken for ours."""
    head, found, foot = data.rpartition(b'"seal"')
    seal = _SEAL.match(foot)
    if seal is None:
        return bool(found)
    return sha256(b'%s"seal": ""%s' % (head, foot[seal.end() :])).hexdigest() != seal[1].decode()


def read_pack(data: bytes) -> Pack:
    """A pack from its JSON: unknown keys are ignored, older majors migrated, newer ones refused."""
    try:
        pack = decode(data.removeprefix(BOM_UTF8), type=Pack)
    except (MsgspecError, RecursionError):
        pack = _converted(_migrated(_parsed(data)))
    return replace(pack, registers=tuple(map(_with_cells, pack.registers)))


def _converted(tree: dict[str, Any]) -> Pack:
    try:
        return convert(tree, Pack)
    except ValidationError as error:
        what, _, place = str(error).replace("`", "").partition(" - at $")
        where, why = place.lstrip(".") or note("top-of-pack"), f"{what[:1].lower()}{what[1:]}"
        raise EvidencePackError(note("pack-damaged", place=where, why=why)) from None


def _with_cells(sheet: RegisterSheet) -> RegisterSheet:
    """A register as it was written, its days as days again."""
    columns: list[Sequence[Any]] = list(zip(*sheet.rows, strict=False))
    for n, kind in enumerate(("text", "text", "text", "number", *(column.kind for column in sheet.columns))):
        if columns and (read := _CELLS.get(kind)):
            columns[n] = [read(cell) if isinstance(cell, str) else cell for cell in columns[n]]
    return replace(sheet, rows=tuple(zip(*columns, strict=True)))


def _laid_out(value: Any, depth: int) -> bytes:
    """A space a level; what holds no list or object stays on one line, such as a record, and so does a finding."""
    if _on_one_line(value, depth):
        return _encoder.encode(value)
    indent = b"\n" + b" " * (depth + 1)
    if isinstance(value, Struct | dict):
        lines = (encode(key) + b": " + _laid_out(item, depth + 1) for key, item in _items(value))
        return b"{" + indent + (b"," + indent).join(lines) + indent[:-1] + b"}"
    if _all_on_one_line(value, depth + 1):  # in one go: no text holds the end of a line as it is
        held = _encoder.encode_lines(value)[:-1].replace(b"\n", b"," + indent)
    else:
        held = (b"," + indent).join(_laid_out(item, depth + 1) for item in value)
    return b"[" + indent + held + indent[:-1] + b"]"


def _all_on_one_line(items: Sequence[Any], depth: int) -> bool:
    if set(map(type, items)) == {tuple}:  # the records of a register, which are many
        return _are_plain(chain.from_iterable(items))
    return all(_on_one_line(item, depth) for item in items)


def _on_one_line(value: Any, depth: int) -> bool:
    if depth == _FINDING or _is_flat(cast(Hashable, type(value))):
        return True
    held = value if isinstance(value, tuple | list) else [item for _, item in _items(value)]
    return _are_plain(held)


def _are_plain(values: Iterable[Any]) -> bool:
    return not any(issubclass(kind, _HOLDERS) for kind in set(map(type, values)))


@cache
def _is_flat(kind: Any) -> bool:
    """Whether no such value can hold a list or an object, so that none is looked at: traces are many."""
    if issubclass(kind, Struct):
        return all(field.type in (str, int, bool, float, date) for field in fields(kind))
    return not issubclass(kind, _HOLDERS)


def _items(value: Struct | dict[str, Any]) -> Iterable[tuple[str, Any]]:
    if isinstance(value, dict):
        return value.items()
    return zip(value.__struct_encode_fields__, astuple(value), strict=True)


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        tree = decode(data.removeprefix(BOM_UTF8))
    except (MsgspecError, RecursionError):
        tree = None
    if not isinstance(tree, dict) or not str(tree.get("schema", "")).startswith(f"{_FAMILY}/"):
        raise EvidencePackError(note("not-a-pack", schema=SCHEMA))
    return tree


def _migrated(tree: dict[str, Any]) -> dict[str, Any]:
    number = str(tree["schema"]).removeprefix(f"{_FAMILY}/")
    major = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    if major > int(_MAJOR):
        raise EvidencePackError(note("pack-is-newer", schema=str(major), reads=_MAJOR))
    for step in range(major, int(_MAJOR)):
        if step not in MIGRATIONS:
            raise EvidencePackError(note("no-such-schema", schema=number))
        tree = MIGRATIONS[step](tree)
    return tree
