"""From pydantic's complaints to words: one for each fault, also where a value may be of several kinds."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.library.yaml_file import Where

_SECRET = ("privacy_key",)
_KEY = "[key]"
HERE = "what stands here"
_NEAR_ENOUGH = 0.75
_LINES = "'key: value' lines"
# The beginning of pydantic's name for a complaint, what was wanted, and how to write it.
_WANTED = (
    ("string", "text", "write a word, and a number in quotes"),
    ("bool", "true or false", ""),
    ("int", "a whole number", ""),
    ("float", "a number", ""),
    ("fraction", "a number", ""),
    ("tuple", "a list", "write [one, two], or lines that begin with '- '"),
    ("list", "a list", "write [one, two], or lines that begin with '- '"),
    ("model", _LINES, "write them below it, each a little to the right"),
    ("dict", _LINES, "write them below it, each a little to the right"),
)
_KIND_OF = {"string": "a word", "int": "a number", "value": "a length of time such as 8 weeks"}
_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


class ValidationFault(Struct, frozen=True):
    """One fault: where it is in the file, the word it is about, pydantic's name for it and what stands there."""

    where: Where
    about: str
    kind: str
    given: Any
    context: Mapping[str, Any]
    options: tuple[str, ...] = ()


def validation_faults(errors: Sequence[Any], data: Any) -> Iterator[ValidationFault]:
    """One complaint for each fault of a file, given pydantic's errors.

    Where a value may be of several kinds pydantic complains for each; only what fits the value is kept.
    """
    groups: dict[Any, list[Any]] = {}
    for number, error in enumerate(errors):
        branch = _branch(error, data)
        groups.setdefault(number if branch is None else error["loc"][:branch], []).append(error)
    for key, group in groups.items():
        if isinstance(key, int):
            yield _complaint(group[0], data)
            continue
        if deeper := [e for e in group if len(e["loc"]) > len(key) + 1]:
            yield from validation_faults([{**e, "loc": (*key, *e["loc"][len(key) + 1 :])} for e in deeper], data)
        else:
            kinds = (e["type"].partition("_")[0] for e in group)
            options = tuple(dict.fromkeys(_KIND_OF.get(kind, _wanted(kind)[0]) for kind in kinds))
            yield _complaint({**group[0], "loc": key, "type": "several"}, data, options)


def _branch(error: Any, data: Any) -> int | None:
    """Which step of a complaint names one of several kinds a value may be of; None when none does."""
    loc = error["loc"]
    for number, step in enumerate(loc):
        inside, data_below = _below(data, step)
        if inside:
            data = data_below
        elif not (isinstance(data, dict) and data.get("kind") == step):
            last = number == len(loc) - 1
            return None if step == _KEY or (last and error["type"] == "missing") else number
    return None


def _below(data: Any, step: Any) -> tuple[bool, Any]:
    if isinstance(data, dict):
        inside = step in data
    else:
        inside = isinstance(data, list) and isinstance(step, int) and step < len(data)
    return inside, data[step] if inside else data


def _complaint(error: Any, data: Any, options: tuple[str, ...] = ()) -> ValidationFault:
    """The complaint with the steps that are steps of the file (union tags and function names are not)."""
    where: list[str | int] = []
    for step in error["loc"]:
        inside, data = _below(data, step)
        if inside:
            where.append(step)
    words = [step for step in error["loc"] if isinstance(step, str) and step != _KEY]
    given = None if error["type"] == "missing" else error["input"]
    about = words[-1] if words else ""
    return ValidationFault(tuple(where), about, error["type"], given, error.get("ctx", {}), options)


def unsaid(c: ValidationFault, allowed: Sequence[str]) -> ValidationFault:
    """A fault without what was typed, which may name somebody: a number is left, or what is nearly an allowed word."""
    wanted = re.findall(r"'([^']*)'", " ".join(str(c.context.get(name, "")) for name in ("expected", "expected_tags")))
    about = c.about if _is_like(c.about, allowed) else HERE
    given = c.given if not re.search(r"[^\W\d_]", str(c.given)) or _is_like(str(c.given), wanted) else None
    told = {
        n: _like(v, wanted) if n == "tag" else str(v).replace(f"'{str(c.given)[:40]}'", HERE)
        for n, v in c.context.items()
    }
    return replace(c, about=about, given=c.given if isinstance(c.given, bool) else given, context={**c.context, **told})


def _like(word: Any, options: Sequence[str]) -> str:
    return str(word) if _is_like(str(word), options) else HERE


def _is_like(word: str, options: Sequence[str]) -> bool:
    return word in options or bool(get_close_matches(word, options, n=1, cutoff=_NEAR_ENOUGH))


def wording(c: ValidationFault, allowed: list[str]) -> str:
    """What is wrong and what to write, as a sentence; a secret is never repeated, whatever was typed in its place."""
    if c.kind == "extra_forbidden":
        about = c.about if c.about == HERE else f"'{c.about}'"
        return f"{about} is not a word used here.{'' if c.about == HERE else nearest(c.about, allowed)}"
    if c.kind == "missing":
        return f"'{c.about}' is missing; add it."
    if c.kind == "union_tag_not_found":
        return "'kind' is missing; add it: which kind of measure this is."
    if c.kind in ("literal_error", "enum", "union_tag_invalid"):
        return _one_of(c)
    if c.kind == "value_error":
        told = str(c.context["error"])
        return told if told.endswith((".", "?")) else f"{told}."
    if c.kind.startswith("date"):
        return f"{c.about}: {_shown(c)} is not a day that exists; write it as 2026-10-31."
    return f"{c.about}: {_type_wording(c)}."


def _one_of(c: ValidationFault) -> str:
    if c.kind == "union_tag_invalid":
        options = re.findall(r"'([^']*)'", str(c.context["expected_tags"]))
        tag = str(c.context["tag"])
        return f"kind '{tag}' is not one of {', '.join(options)}.{nearest(tag, options)}"
    expected = str(c.context["expected"])
    options = re.findall(r"'([^']*)'", expected)
    one_of = "one of " if options[1:] else ""
    return f"{c.about}: {_shown(c)} is not {one_of}{expected}.{nearest(str(c.given or ''), options)}"


def _type_wording(c: ValidationFault) -> str:
    if c.kind == "several":
        *others, last = c.options
        return f"{_shown(c)} is not {' or '.join(filter(None, (', '.join(others), last)))}"
    if c.kind == "string_too_long":
        return f"longer than {c.context['max_length']} characters; shorten it"
    if c.kind == "too_long":
        return f"holds more than {int(str(c.context['max_length'])):,} entries; keep only those that are still needed"
    if c.kind.endswith("too_short"):
        remedy = "delete the line and try again, and a new key is offered" if c.about in _SECRET else "write more"
        return f"shorter than {c.context['min_length']} characters; {remedy}"
    for name, words in _BOUNDS.items():
        if name in c.context:
            return f"{_shown(c)} is out of range; it must be {words} {c.context[name]}"
    wanted, remedy = _wanted(c.kind)
    return f"{_shown(c)} is not {wanted}{'; ' + remedy if remedy else ''}" if wanted else f"{_shown(c)} cannot be used"


def _wanted(kind: str) -> tuple[str, str]:
    return next(((what, remedy) for name, what, remedy in _WANTED if name == kind.partition("_")[0]), ("", ""))


def _shown(c: ValidationFault) -> str:
    """What was typed, shortened; never a secret, and never more than a word or a number."""
    if c.about in _SECRET or c.given is None or isinstance(c.given, (list, dict, tuple)):
        return HERE
    text = str(c.given).lower() if isinstance(c.given, bool) else str(c.given)
    return f"'{text if len(text) <= 40 else text[:37] + '...'}'"


def nearest(word: str, options: Iterable[str]) -> str:
    """The allowed word nearest to one that is not, as a sentence; "" when none is near."""
    close = get_close_matches(word, list(options), n=1, cutoff=0.6)
    return f" Did you mean '{close[0]}'?" if close else ""


def known(word: str, options: Iterable[str]) -> str:
    """The nearest allowed word as a sentence; when none is near, all there are."""
    names = sorted(options)
    return nearest(word, names) or (f" There are: {', '.join(names)}." if names else " There are none.")
