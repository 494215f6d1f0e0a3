"""Tables and types in Markdown."""

import types
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, SecretStr

from evidencepack.cli.framework_page import code, table
from evidencepack.dates import Every, Span
from evidencepack.frameworks.indicator_base import Condition, Conditions
from evidencepack.model import Amount

MEANINGS = Path(__file__).resolve().parent / "meanings.yaml"
_PLAIN: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "yes or no",
    date: "day",
    Fraction: "number",
    SecretStr: "text",
    Amount: "number or percentage",
    Span: "length of time",
    Condition: "condition",
    Conditions: "conditions",
    types.NoneType: "",
}


def words_of(annotation: Any) -> str:
    """A type in plain words; the name of the class for one that has none."""
    origin, args = get_origin(annotation), get_args(annotation)
    if annotation in (Condition, Conditions):
        return _PLAIN[annotation]
    if origin is Literal:
        return ", ".join(code(str(value)) for value in args)
    if origin is Annotated:
        return words_of(args[0])
    if set(args) == {int, float}:
        return _PLAIN[float]
    if origin in (Union, types.UnionType):
        return " or ".join(filter(None, (words_of(part) for part in args)))
    if origin is tuple:
        return f"list of {words_of(args[0])}"
    if origin is dict:
        return f"{words_of(args[0])}: {words_of(args[1])}"
    if isinstance(annotation, type) and issubclass(annotation, Every):
        return ", ".join(code(e.value) for e in annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in _PLAIN:
        return annotation.__name__
    return _PLAIN.get(annotation, getattr(annotation, "__name__", "value"))


@cache
def _meanings() -> dict[str, dict[str, str]]:
    found = yaml.safe_load(MEANINGS.read_text(encoding="utf-8"))
    return {str(k): v for k, v in found.items()}


def meaning(group: str, field: str) -> str:
    """What a field is for, as meanings.yaml says it; "" where it says nothing."""
    return _meanings().get(group, {}).get(field, "")


def fields_table(model: type[BaseModel], without: Iterable[str] = ()) -> list[str]:
    """The keys of a mapping file's part: what each holds, whether it is needed, what it is for."""
    left = set(without)
    fields = [(field.alias or name, field) for name, field in model.model_fields.items() if name not in left]
    rows = [
        (code(name), words_of(field.annotation), "yes" if field.is_required() else "", _for(model, name))
        for name, field in fields
    ]
    return table(("key", "holds", "needed", "what it is for"), rows)


def _for(model: type[BaseModel], name: str) -> str:
    """The meaning under the model's own name, or under that of a class it extends."""
    return next((found for c in model.__mro__ if (found := meaning(c.__name__, name))), "")
