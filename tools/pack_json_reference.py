"""Writes docs/reference/pack-json.md from the models of the pack; with --check, says if it is current."""

import inspect
import sys
import types
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from evidencepack.pack.values import SCHEMA, Pack

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "pack-json.md"
PLAIN = {str: "text", int: "whole number", bool: "true or false", date: "day, YYYY-MM-DD", type(None): "null"}
HEAD = f"""# The pack as JSON

<!-- Written by tools/pack_json_reference.py from the docstrings in evidencepack/pack/values.py. -->

Every pack folder holds one JSON file. It is written last, so where it is present and its `files` agree with
the files beside it, the pack is whole.

- The schema is named at the top level: `"schema": "{SCHEMA}"`. The number changes only when a reader
  must change. Within one number, fields are only added: **ignore keys you do not know**.
- UTF-8, one record, trace or finding a line. Paths are relative to the service folder and use `/`.
- `files` is added by the writer: the name and SHA-256 of each file written beside this one.
- The *content digest* is the SHA-256 of the whole object without `files` and `made_with`, written with sorted
  keys and no spaces, in UTF-8; in Python:
  `json.dumps(pack, sort_keys=True, ensure_ascii=False, separators=(",", ":"))`.
  Two packs with the same digest say the same thing.
- Text is settled: print it as it is. `numerator` and `denominator` are exact numbers as text, or `""`.
- People appear as codes (`S-` staff, `P-` people supported), never by name.
- To read one in Python: `evidencepack.writers.json.read_pack(data)`, which also reads older schemas.
"""


def pack_json_reference() -> str:
    """The reference page, in Markdown."""
    return "\n".join([HEAD, *(line for model in _models(Pack) for line in _section(model))])


def _models(top: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """The model and all that its fields hold, in the order of first use."""
    found: list[type[BaseModel]] = [top]
    for model in found:  # grows while it is walked
        for field in model.model_fields.values():
            found.extend(m for m in _named(field.annotation) if m not in found)
    return tuple(found)


def _named(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        if not isinstance(part, str):
            yield from _named(part)


def _section(model: type[BaseModel]) -> Iterator[str]:
    yield f"## {model.__name__}\n"
    yield f"{inspect.cleandoc(model.__doc__ or '')}\n"
    yield "| key | holds |"
    yield "| --- | --- |"
    for name, field in sorted(model.model_fields.items(), key=lambda pair: pair[1].alias or pair[0]):
        yield f"| `{field.alias or name}` | {_words(field.annotation)} |"
    if model is Pack:
        yield "| `files` | object: file name to SHA-256 as text (added by the writer) |"
    yield ""


def _words(annotation: Any) -> str:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " or ".join(f'`"{value}"`' for value in args)
    if origin in (Union, types.UnionType):
        return " or ".join(_words(part) for part in args)
    if origin is tuple:
        parts = [_words(part) for part in args if part is not Ellipsis]
        return f"list of: {parts[0]}" if Ellipsis in args else f"list of {len(parts)}: {', '.join(parts)}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return PLAIN[annotation]


def main(arguments: list[str]) -> int:
    """Write the page, or with --check say whether it is current."""
    text = pack_json_reference()
    if "--check" not in arguments:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print(
        "docs/reference/pack-json.md is not current. Run: python tools/pack_json_reference.py",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
