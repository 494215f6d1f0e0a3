"""From pydantic's complaint to a sentence: file, line, the item's id, what is wrong and the nearest allowed word."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evidencepack.errors import MappingError
from evidencepack.library.faults import HERE, unsaid, validation_faults, wording
from evidencepack.library.yaml_file import Located, Where

M = TypeVar("M", bound=BaseModel)
_MOST_FAULTS = 100
_ITEMS = {"expectations": "expectation", "requirements": "requirement", "indicators": "indicator", "flags": "flag",
          "topics": "topic", "sources": "source", "themes": "theme"}  # fmt: skip


Fault = tuple[Where, str]
"""Where in a file something is wrong, and what, as a sentence that begins with a small letter."""


def validate(model: type[M], found: Located, shared: object = None, quoted: bool = True) -> M:
    """The file as a value of the model; MappingError holds a sentence for every fault.

    `shared` is what names in the file may refer to; without `quoted` no sentence repeats what was typed.
    """
    if found.data == {}:
        raise MappingError((f"{found.file}, line 1: nothing stands in this file; fill it or delete it.",))
    if not isinstance(found.data, dict):
        raise MappingError((f"{found.file}, line 1: expected 'key: value' lines at the top level.",))
    try:
        return model.model_validate(found.data, context=shared)
    except ValidationError as error:
        allowed = sorted(set(_field_names(model.model_json_schema())))
        every = error.errors()
        said_of = (c if quoted else unsaid(c, allowed) for c in validation_faults(every[:_MOST_FAULTS], found.data))
        faults = ((c.where, wording(c, allowed).removeprefix(f"{HERE}: ")) for c in said_of)
        said = dict.fromkeys(placed(found, faults))
        if (more := len(every) - _MOST_FAULTS) > 0:
            said[f"{found.file}: there are {more:,} more faults; mend these first."] = None
        raise MappingError(tuple(said)) from None


def placed(found: Located, faults: Iterable[Fault], whose: str = "") -> Iterator[str]:
    """A sentence for each fault: where it is, `whose` it is where that is not said there, and what is wrong."""
    for where, what in faults:
        item = "".join(f", {name}" for name in _ids(found.data, where))
        yield f"{found.file}, line {found.line(where)}{item}{whose}: {what}"


def _field_names(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        schema = list(schema.values())
    for value in schema if isinstance(schema, list) else ():
        yield from _field_names(value)


def _ids(data: Any, where: Where) -> Iterator[str]:
    """The ids of the items on the way to a place, the outermost first."""
    parent = ""
    for step in where:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
        if isinstance(data, dict) and (data.get("id") or data.get("code")):
            yield f"{_ITEMS.get(parent, '')} {data.get('id') or data.get('code')}".strip()
        parent = step if isinstance(step, str) else parent
