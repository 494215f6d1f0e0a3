"""The plain names in braces of a sentence or a setting, and what is wrong with them."""

import string
from collections.abc import Iterable, Iterator

from evidencepack.library.nearest import known

OPEN_BRACE = "a sentence has a brace that does not close or open; write {name}, and {{ for a brace itself"


def names_in(sentence: str) -> list[str]:
    """The names in braces, in order; none where the braces cannot be read."""
    try:
        return [name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None]
    except ValueError:
        return []


def brace_faults(sentence: str) -> Iterator[str]:
    """What is wrong with the braces themselves: one left open, or a name with a form of its own."""
    try:
        parts = list(string.Formatter().parse(sentence))
    except ValueError:
        yield f"{OPEN_BRACE}."
        return
    for _, name, form, conversion in parts:
        if name is not None and (form or conversion):
            what = f"the sentence asks for {{{name}}} in a form of its own"
            yield f"{what}; write {{{name}}} and nothing else in braces."


def name_faults(sentence: str, allowed: Iterable[str], which: str) -> Iterator[str]:
    """The faults of the braces, and the names that are not allowed with those that are; `which` says why not."""
    options = sorted(allowed)
    yield from brace_faults(sentence)
    for name in names_in(sentence):
        if name not in options:
            yield f"the sentence asks for {{{name}}}, which {which}.{known(name, options)}"
