"""Which column of which sheet holds which part of a framework: worked out from the models, so none is forgotten."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel

from evidencepack.frameworks.framework import Expectation, NotAsked, Requirement, Theme
from evidencepack.model import Amount

# Field of the framework (or of an expectation), the sheet its items stand on, and what one of them is.
EXPECTATION = "expectation"
SHEETS: dict[str, tuple[str, type[BaseModel]]] = {
    "themes": ("Themes", Theme),
    "expectations": ("Expectations", Expectation),
    "requirements": ("Requirements", Requirement),
    "not_asked": ("Not asked", NotAsked),
}
FRAMEWORK = "Framework"


class FrameworkColumn(Struct, frozen=True):
    """One column: its heading (the path in the file, with dots), and how a cell of it is read.

    `holds` is text, number, yes or no, amount (90% or 4), lines (one item a line) or pairs (a line "word: value").
    """

    heading: str
    holds: Literal["text", "number", "yes or no", "amount", "lines", "pairs"]
    needed: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The keys that lead to it in the file."""
        return tuple(self.heading.split("."))


def parts_of(model: type[BaseModel]) -> tuple[FrameworkColumn, ...]:
    """The columns of one kind of item, in the order of the model; lists of items have sheets of their own."""
    owner = (FrameworkColumn(EXPECTATION, "text", True),) if model is Requirement else ()
    return (*owner, *_parts(model, ""))


def _parts(model: type[BaseModel], before: str) -> Iterator[FrameworkColumn]:
    for name, field in model.model_fields.items():
        heading = before + (field.alias or name)
        hint = _bare(field.annotation)
        if isinstance(hint, type) and issubclass(hint, BaseModel) and hint is not Amount:
            yield from _parts(hint, heading + ".")
        elif not _is_list_of_items(hint):
            yield FrameworkColumn(heading, _holds(hint), field.is_required() and not before)


def _bare(hint: Any) -> Any:
    """A type without Annotated and without None."""
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        rest = [a for a in get_args(hint) if a is not NoneType]
        return _bare(rest[0]) if len(rest) == 1 else hint
    return hint


def _is_list_of_items(hint: Any) -> bool:
    inner = _bare(get_args(hint)[0]) if get_origin(hint) is tuple else None
    return isinstance(inner, type) and issubclass(inner, BaseModel)


def _holds(hint: Any) -> Literal["text", "number", "yes or no", "amount", "lines", "pairs"]:
    if get_origin(hint) is tuple:
        return "lines"
    if get_origin(hint) is dict:
        return "pairs"
    if hint is bool:
        return "yes or no"
    if hint in (int, int | float) or (get_origin(hint) is Literal and isinstance(get_args(hint)[0], int)):
        return "number"
    return "amount" if hint is Amount else "text"
