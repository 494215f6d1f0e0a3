"""The only door to YAML: plain values with the line each stands on; nothing clever is let in."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evidencepack.errors import MappingError

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


@dataclass(frozen=True, slots=True)
class Located:
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
        return _located(shown, _text(shown, path.read_bytes()))
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
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        what = f"a control character (U+{ord(found[0]):04X}) that cannot be seen stands here; delete it."
        raise MappingError((f"{shown}, line {line}: {what}",))
    return text


def _located(shown: str, text: str) -> Located:
    try:
        _refuse_clever(text)
        node = yaml.compose(text, Loader=_Loader)
        lines: dict[Where, int] = {}
        return Located(shown, _plain(node, (), lines) if node else {}, lines)
    except _FaultError as fault:
        raise MappingError((f"{shown}, line {fault.line}: {fault}",)) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or "not readable as YAML"
        raise MappingError((f"{shown}{line}: not YAML: {what}. Check indentation, colons and quotes there.",)) from None


def _refuse_clever(text: str) -> None:
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        mark, tag = event.start_mark, getattr(event, "tag", None)
        line = mark.line + 1 if mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _FaultError(line, "anchors and aliases (& and *) are not used here; write the value out.")
        if tag:
            raise _FaultError(line, "tags (a word that begins with !) are not used here; write a plain value.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > DEEPEST:
            raise _FaultError(line, f"nested more than {DEEPEST} levels deep.")
        if documents > 1:
            raise _FaultError(line, "a second document begins here (---); one file holds one document.")


def _plain(node: Any, where: Where, lines: dict[Where, int]) -> Any:
    lines[where] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, where, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*where, i), lines) for i, child in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: Any, where: Where, lines: dict[Where, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise _FaultError(key_node.start_mark.line + 1, "a key must be a plain word.")
        key = str(key_node.value)
        if key in found:
            raise _FaultError(key_node.start_mark.line + 1, f"'{key}' stands twice; keep one of them.")
        found[key] = _plain(value_node, (*where, key), lines)
        lines[(*where, key)] = key_node.start_mark.line + 1
    return found


def _scalar(node: Any) -> Any:
    text = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if _INT.fullmatch(text) and len(text) > _LONGEST_NUMBER:
        raise _FaultError(node.start_mark.line + 1, f"a number of more than {_LONGEST_NUMBER} digits; shorten it.")
    if _BOOL.fullmatch(text):
        return text == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return None if _NULL.fullmatch(text) else text
