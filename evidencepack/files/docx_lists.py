"""The lists that a Word document defines: how each level counts, where it begins and what is written beside it.

The rules are those of ISO/IEC 29500-1, 17.9: https://ecma-international.org/publications-and-standards/standards/ecma-376/
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Level(Struct, frozen=True):
    """How one level of a list counts, and its text such as "%1."."""

    form: str
    text: str
    start: int
    reset_above: int  # a paragraph of a level above this one begins it anew
    figures_only: bool


class List(Struct, frozen=True):
    """A list that paragraphs name."""

    counts_as: str  # lists that count together have it in common
    levels: Mapping[int, Level]
    anew: frozenset[int]  # the levels that begin anew where the list does


def lists_of(numbering: Any) -> Mapping[str, List]:
    """Each list by its id, from numbering.xml: its levels are those of its kind, but for what it says itself."""
    if numbering is None:
        return {}
    kinds = {kind.get(f"{W}abstractNumId"): _levels(kind) for kind in numbering.iter(f"{W}abstractNum")}
    return {
        number.get(f"{W}numId"): _list(number, kind, kinds.get(kind, {}))
        for number in numbering.iter(f"{W}num")
        if (kind := said(number, "abstractNumId"))
    }


def _list(number: Any, kind: str, levels: Mapping[int, Level]) -> List:
    changed = dict(levels)
    anew = set()
    for override in number.iter(f"{W}lvlOverride"):
        changed |= _levels(override)
        at, start = level_in(override.get(f"{W}ilvl")), said(override, "startOverride")
        if start and at in changed:
            changed[at] = replace(changed[at], start=_whole(start))
            anew.add(at)
    return List(kind, changed, frozenset(anew))


def _levels(kind: Any) -> Mapping[int, Level]:
    return {level_in(level.get(f"{W}ilvl")): _level_of(level) for level in kind.iter(f"{W}lvl")}


def _level_of(level: Any) -> Level:
    form, restart = said(level, "numFmt") or "decimal", said(level, "lvlRestart")
    reset_above = _whole(restart) if restart else level_in(level.get(f"{W}ilvl"))
    figures_only = level.find(f"{W}isLgl") is not None
    return Level(form, said(level, "lvlText"), _whole(said(level, "start")), reset_above, figures_only)


def level_in(text: str | None) -> int:
    """The level, 0 to 8, that an attribute states."""
    return int(text) if text in tuple("012345678") else 0


def _whole(text: str) -> int:
    """A number that a list states; 0, with which Word begins, where it states none."""
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def said(element: Any, name: str) -> str:
    """What a child of an element states; "" where there is none."""
    found = element.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val") or "")
