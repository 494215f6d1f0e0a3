"""The only door to YAML: plain values with the line each stands on; nothing clever is let in."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from evidencepack.errors import MappingError
from evidencepack.files import file_bytes
from evidencepack.text import visible

LARGEST = 1_000_000
DEEPEST = 30
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# YAML 1.2: only these are not text, so that no, on, 12:30 and 2026-10-31 stay what was written.
_BOOL = re.compile(r"true|false")
_INT = re.compile(r"[-+]?(0|[1-9]\d*)")
_FLOAT = re.compile(r"[-+]?\d*\.\d+")
_NULL = re.compile(r"null|~|")
_LONGEST_NUMBER = 300
# Everything that YAML does not allow in a file.
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Where = tuple[str | int, ...]


class Located(Struct, frozen=True):
    """What a file holds, and the line (from 1) of everything in it by its path."""

    file: str
    data: Any
    lines: dict[Where, int]

    def line(self, where: Where) -> int:
        """The line of the nearest thing that stands in the file."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


class _FaultError(Exception):
    def __init__(self, line: int, what: str) -> None:
        self.line = line
        super().__init__(what)


def read_yaml(path: Path, name: str = "") -> Located:
    """Read one YAML file; MappingError names file, line and remedy.

    Refused: anchors, aliases and tags, duplicate keys, more than one document, over 1 MB, over 30 levels.
    """
    shown = name or path.name
    try:
        if path.stat().st_size > LARGEST:
            raise MappingError((f"{shown}: larger than 1 MB; a mapping file is a few pages of text.",))
        return _located(shown, _text(shown, file_bytes(path, LARGEST)))
    except FileNotFoundError:
        raise MappingError((f"{shown}: there is no such file.",)) from None
    except OSError as error:
        raise MappingError((f"{shown}: cannot be read ({error.strerror or 'unknown reason'}).",)) from None


def _text(shown: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise MappingError((f"{shown}, line {line}: not UTF-8 text; save it as UTF-8 in your editor.",)) from None
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        what = f"a control character (U+{ord(found[0]):04X}) that cannot be seen stands here; delete it."
        raise MappingError((f"{shown}, line {line}: {what}",))
    return text


def _located(shown: str, text: str) -> Located:
    try:
        return Located(shown, *_values(yaml.parse(text, Loader=_Loader)))
    except _FaultError as fault:
        raise MappingError((f"{shown}, line {fault.line}: {fault}",)) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or "not readable as YAML"
        raise MappingError((f"{shown}{line}: not YAML: {what}. Check indentation, colons and quotes there.",)) from None


def _values(events: Iterator[Any]) -> tuple[Any, dict[Where, int]]:
    """The one document as plain values, and the line of each. From events: to build nodes first takes twice as long."""
    lines: dict[Where, int] = {}
    data: Any = {}
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent) and lines:
            raise _FaultError(_line(event), "a second document begins here (---); one file holds one document.")
        if isinstance(event, yaml.NodeEvent):
            data = _plain(event, events, (), lines)
    return data, lines


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _refuse_clever(event: Any) -> None:
    if event.anchor:  # of an alias as well
        raise _FaultError(_line(event), "anchors and aliases (& and *) are not used here; write the value out.")
    if getattr(event, "tag", None):
        raise _FaultError(_line(event), "tags (a word that begins with !) are not used here; write a plain value.")


def _plain(event: Any, events: Iterator[Any], where: Where, lines: dict[Where, int]) -> Any:
    lines[where] = _line(event)
    _refuse_clever(event)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if len(where) >= DEEPEST:
        raise _FaultError(_line(event), f"nested more than {DEEPEST} levels deep.")
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(events, where, lines)
    items: list[Any] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_plain(event, events, (*where, len(items)), lines))
    return items


def _mapping(events: Iterator[Any], where: Where, lines: dict[Where, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        line = _line(event)
        _refuse_clever(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _FaultError(line, "a key must be a plain word.")
        key = visible(event.value)
        if key in found:
            raise _FaultError(line, f"'{key}' stands twice; keep one of them.")
        found[key] = _plain(next(events), events, (*where, key), lines)
        lines[(*where, key)] = line
    return found


def _scalar(event: Any) -> Any:
    text = visible(event.value)
    if event.style in ("'", '"', "|", ">"):
        return text
    if len(text) > _LONGEST_NUMBER and _INT.fullmatch(text):
        raise _FaultError(_line(event), f"a number of more than {_LONGEST_NUMBER} digits; shorten it.")
    return plain_scalar(text)


def plain_scalar(text: str) -> Any:
    """What a word without quotes stands for: true and false, a number, nothing, else the text itself."""
    if _BOOL.fullmatch(text):
        return text == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return None if _NULL.fullmatch(text) else text
