"""docs/reference/pack-json.md, from the models of the pack."""

import inspect
import types
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

from evidencepack.cli.framework_page import code, table
from evidencepack.pack.model import SCHEMA, Pack

PLAIN = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "day, YYYY-MM-DD",
    type(None): "null",
    Any: "text, day, number, true or false, or null",
}
HEAD = f"""# The pack as JSON

<!-- Written by tools/generate.py from the docstrings in evidencepack/pack/model.py. -->

Every pack folder holds one JSON file. It is written last, so where it is present and its `files` agree with
the files beside it, the pack is whole.

- The schema is named at the top level: `"schema": "{SCHEMA}"`. The number changes only when a reader
  must change. Within one number, fields are only added: **ignore keys you do not know**.
- UTF-8, one record, trace or finding a line. Paths are relative to the service folder and use `/`.
- `files` is added by the writer: the name and SHA-256 of each file written beside this one.
- `seal`, the last line, is the SHA-256 of the JSON with an empty one. A JSON that differs
  was changed: it is kept as "(changed)" beside the next.
- Text is settled: print it as it is. `numerator` and `denominator` are exact numbers, null where the records leave
  them open; `least` and `greatest` are there wherever there is a figure.
- `rows_open` and `open` took the place of `unread`, the rows that could not be read.
- The ids of records and documents, the pack's own `id` and the fingerprints of `inputs` are made with the key of the
  service: the same next month, and of no use to whoever tries names and numbers. `service.key` is the fingerprint of
  that key; packs of before have none.
- People appear as codes (`S-` staff, `P-` people supported), never by name.
- To read one in Python: `evidencepack.writers.json.read_pack(data)`, which also reads older schemas.

## Packs of schema 1

Version 0.1.0 wrote `evidencepack/pack/1`. `read_pack` reads such a file as one of today:

| in schema 1 | read as |
| --- | --- |
| `numerator` and `denominator` as text, "" without a figure | numbers, or null |
| cells of registers as text | days, numbers, true or false, null where blank |
| `unread` of a finding, a count | `rows_open`; `least` and `greatest` are null, since none were kept |
| statuses and standings | as they stand; *mostly shown*, *little to go on* and others are never among them |
| no `profile` | a profile without counts |
| no `rules` | `rules` 1: judged by the rules of that time |

The pack after it says once that standings are judged by new rules, and lists a finding only where it was judged
both times and both its figure and its status differ, so that no change is told that comes from the rules alone. What
was typed into a workbook of schema 1 is carried over as from any other.
"""


def page() -> str:
    """The page, in Markdown."""
    return "\n".join([HEAD, *(line for model in _models(Pack) for line in _section(model))])


def _models(top: type) -> tuple[type, ...]:
    """The model and all that its fields hold, in the order of first use."""
    found: list[type] = [top]
    for model in found:  # grows while it is walked
        for annotation in _keys(model).values():
            found.extend(m for m in _named(annotation) if m not in found)
    return tuple(found)


def _is_ours(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Struct)


def _keys(model: type) -> dict[str, Any]:
    """What each key of a model holds."""
    return {field.encode_name: field.type for field in fields(model)}


def _named(annotation: Any) -> Iterator[type]:
    if _is_ours(annotation):
        yield annotation
    for part in get_args(annotation):
        if not isinstance(part, str):
            yield from _named(part)


def _section(model: type) -> Iterator[str]:
    yield f"## {model.__name__}\n"
    yield f"{inspect.cleandoc(model.__doc__ or '')}\n"
    rows = [(code(name), _words(annotation)) for name, annotation in sorted(_keys(model).items())]
    if model is Pack:
        rows.append((code("files"), "object: file name to SHA-256 as text (added by the writer)"))
        rows.append((code("seal"), "text (added by the writer)"))
    yield from (*table(("key", "holds"), rows), "")


def _words(annotation: Any) -> str:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _words(args[0])
    if origin is Literal:
        return " or ".join(f'`"{value}"`' for value in args)
    if set(args) == {int, float}:
        return PLAIN[float]
    if origin in (Union, types.UnionType):
        return " or ".join(_words(part) for part in args)
    if origin is tuple:
        parts = [_words(part) for part in args if part is not Ellipsis]
        return f"list of: {parts[0]}" if Ellipsis in args else f"list of {len(parts)}: {', '.join(parts)}"
    if _is_ours(annotation):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return PLAIN[annotation]
