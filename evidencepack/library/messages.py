"""From a pydantic complaint to a sentence: file, line, the item's id, what is wrong and the nearest allowed word."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evidencepack.errors import MappingError
from evidencepack.library.yaml_file import Located, Where

M = TypeVar("M", bound=BaseModel)
_SECRET = ("privacy_key",)
_ITEMS = {"expectations": "expectation", "requirements": "requirement", "indicators": "indicator", "flags": "flag",
          "topics": "topic", "sources": "source", "themes": "theme"}  # fmt: skip


def validate(model: type[M], found: Located) -> M:
    """The file as a value of the model; MappingError holds a sentence for every fault."""
    if not isinstance(found.data, dict):
        raise MappingError((f"{found.file}, line 1: expected 'key: value' lines at the top level.",))
    try:
        return model.model_validate(found.data)
    except ValidationError as error:
        allowed = sorted(set(_field_names(model.model_json_schema())))
        sentences = [_sentence(e, found, allowed) for e in error.errors()]
        raise MappingError(tuple(dict.fromkeys(sentences))) from None


def place(found: Located, where: Where) -> str:
    """File, line and the id of the item something belongs to."""
    names = _ids(found.data, where)
    return f"{found.file}, line {found.line(where)}{', ' + names if names else ''}"


def _field_names(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from _field_names(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _field_names(value)


def _ids(data: Any, where: Where) -> str:
    names, parent = [], ""
    for step in where:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(data, dict) and (data.get("id") or data.get("code")):
            names.append(f"{_ITEMS.get(parent, '')} {data.get('id') or data.get('code')}".strip())
        parent = str(step) if isinstance(step, str) else parent
    return ", ".join(names)


def _in_file(found: Located, loc: tuple[Any, ...]) -> Where:
    """The steps of a complaint that are steps of the file (union tags and function names are not)."""
    where: list[str | int] = []
    data = found.data
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            continue
        where.append(step)
    return tuple(where)


def _sentence(error: Any, found: Located, allowed: list[str]) -> str:
    where = _in_file(found, error["loc"])
    last = str(error["loc"][-1]) if error["loc"] else ""
    what = _what(error, last, allowed)
    return f"{place(found, where)}: {what}"


def _what(error: Any, last: str, allowed: list[str]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return f"'{last}' is not a word used here.{nearest(last, allowed)}"
    if kind == "missing":
        return f"'{last}' is missing; add it."
    if kind == "literal_error":
        options = re.findall(r"'([^']*)'", context["expected"])
        given = str(error["input"])
        return f"{last}: '{_short(given)}' is not one of {context['expected']}.{nearest(given, options)}"
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        options = re.findall(r"'([^']*)'", str(context.get("expected_tags", "")))
        tag = str(context.get("tag", ""))
        return f"kind '{tag}' is not one of {', '.join(options) or 'the kinds of measure'}.{nearest(tag, options)}"
    if kind == "value_error":
        return f"{context['error']}."
    if kind.startswith("date"):
        return f"{last}: '{_short(error['input'])}' is not a day that exists; write it as 2026-10-31."
    # A secret is never repeated, whatever was typed in its place.
    found = "" if last in _SECRET else f" (found '{_short(error['input'])}')"
    return f"{last}: {error['msg'].lower()}{found}."


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "..."


def nearest(word: str, options: list[str]) -> str:
    """The allowed word nearest to one that is not, as a sentence; "" when none is near."""
    close = get_close_matches(word, options, n=1, cutoff=0.6)
    return f" Did you mean '{close[0]}'?" if close else ""
