"""What is to be said, as a code and facts: code that decides never makes or searches a sentence.

The words stand in mappings/messages, where anybody can find and change them; the edges (pack, command line) put both
together.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import TypeAlias

from msgspec import Struct

from evidencepack.dates import day_words
from evidencepack.text import and_words, visible

Fact: TypeAlias = "str | int | date | Note | tuple[Fact, ...]"


class Note(Struct, frozen=True):
    """Something a person should know: the code of its words, and the facts that fill them in; hashable."""

    code: str
    facts: tuple[tuple[str, Fact], ...] = ()


def note(code: str, /, **facts: Fact) -> Note:
    """A note; `n` is what chooses between the words for one and for several."""
    return Note(code, tuple(facts.items()))


def listed(notes: Sequence[Note]) -> Note:
    """Several notes as one, a comma between them."""
    return reduce(lambda before, then: note("listed", before=before, then=then), notes)


class Wording(Struct, frozen=True):
    """The words of a code: of several (or any number), of one where they differ, and what to do about it."""

    what: str
    one: str = ""
    remedy: str = ""


class Messages(Struct, frozen=True):
    """The words of every code."""

    wordings: Mapping[str, Wording]

    def say(self, code: str, /, **facts: Fact) -> str:
        """What a note of this code and these facts says; KeyError when no mapping file knows the code."""
        wording = self.wordings[code]
        if not facts:
            return wording.what
        text = wording.one if wording.one and facts.get("n") == 1 else wording.what
        return text.format_map(self.all_printed(facts))

    def what(self, said: Note) -> str:
        """A note in words; KeyError when no mapping file knows its code."""
        return self.say(said.code, **dict(said.facts))

    def all(self, notes: Iterable[Note]) -> str:
        """Several notes in words, one after another."""
        return " ".join(map(self.what, notes))

    def remedy(self, said: Note) -> str:
        """What to do about it, in words: of the notes among its facts where it has no words of its own; "" for nothing.

        Words of its own may go on from theirs by {remedy}.
        """
        theirs = " ".join(filter(None, (self.remedy(fact) for _, fact in said.facts if isinstance(fact, Note))))
        own = self.wordings[said.code].remedy
        return own.format_map({**self.facts(said), "remedy": theirs}) if own else theirs

    def facts(self, said: Note) -> dict[str, str]:
        """The facts of a note as they are printed."""
        return self.all_printed(dict(said.facts))

    def all_printed(self, facts: Mapping[str, Fact]) -> dict[str, str]:
        """Facts by name as they are printed."""
        return {name: self.printed(fact) for name, fact in facts.items()}

    def printed(self, fact: Fact) -> str:
        """A fact as it is printed."""
        if isinstance(fact, str):
            return visible(fact)
        if isinstance(fact, Note):
            return self.what(fact)
        if isinstance(fact, tuple):
            return and_words([self.printed(one) for one in fact])
        return day_words(fact) if isinstance(fact, date) else f"{fact:,}"
