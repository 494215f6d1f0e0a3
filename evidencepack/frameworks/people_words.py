"""Words about people: how names go, which words are none, whose name anybody may print, and what a list field holds."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.model import Model

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+")


class PeopleFile(Model):
    """Everything in people.yaml: how the name of a person is told from words of a title; one of your own adds to it.

    `honorifics` stand before a name, some of them in small letters or in capitals as well, and `particles` within
    it, as van and de do; `verbs` are names that beside each other in small letters are a sentence. `short_names`
    are the other first names that one goes by. `public` are names in titles of courses, laws and bodies that
    anybody may print; `names_and_words` are words that are names as well, such as May and Rose, and `places` towns
    and counties: each counts as a name only beside another part of the name or an honorific. `ordinary` are words
    that are no names, whatever a list of people holds. `first_names` keep an organisation such as Julie's Group
    from being shown before it is confirmed; `bodies` are words by which one is known (council, surgery). `who` are
    words for people by what they do or are to somebody (manager, daughter), `shown` the words of other columns
    whose words no list of choices holds.
    """

    format: Literal[1]
    honorifics: tuple[str, ...] = ()
    honorifics_in_small: str = ""
    honorifics_in_capitals: str = ""
    particles: str = ""
    verbs: str = ""
    short_names: dict[str, tuple[str, ...]] = {}
    public: tuple[str, ...] = ()
    names_and_words: str = ""
    places: str = ""
    ordinary: tuple[str, ...] = ()
    first_names: str = ""
    bodies: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()


class PeopleWords(Struct, frozen=True):
    """The words of people.yaml, ready to look up; all in small letters.

    `short_names` are, by each first name, the others that the same person may go by. `common` are the words that count
    as a name only beside something that says so, `names_and_words` those of them that may be somebody.
    """

    honorifics: frozenset[str] = frozenset()
    honorifics_in_small: frozenset[str] = frozenset()
    honorifics_in_capitals: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    short_names: Mapping[str, tuple[str, ...]] = {}
    public: tuple[tuple[str, ...], ...] = ()
    names_and_words: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()

    def sparing(self, service: str, names: Iterable[str]) -> "PeopleWords":
        """These words where the name of a service may be printed too: of several words, and nobody's name."""
        own = tuple(_LETTERS.findall(service.casefold()))
        theirs = {tuple(_LETTERS.findall(name.casefold())) for name in names}
        return self if len(own) < 2 or own in theirs else replace(self, public=(*self.public, own))


NO_WORDS = PeopleWords()


def phrase(text: str) -> str:
    """A text as it is compared with those of a list: its words in small letters, a space between them."""
    return " ".join(_WORD.findall(text.casefold()))


def people_words(files: Iterable[PeopleFile], roles: Iterable[str] = (), words: Iterable[str] = ()) -> PeopleWords:
    """The words of all people.yaml together; with `roles` and `words` of the other lists for what may be shown."""
    files = tuple(files)

    def all_of(name: str) -> tuple[str, ...]:
        return tuple(word.casefold() for file in files for word in getattr(file, name))

    def words_of(name: str) -> frozenset[str]:
        return frozenset(" ".join(getattr(file, name) for file in files).casefold().split())

    both, places = words_of("names_and_words"), words_of("places")
    ordinary = frozenset(" ".join(all_of("ordinary")).split()) - both
    short_names = _each_with_the_others(names for file in files for names in file.short_names.items())
    return PeopleWords(
        honorifics=frozenset(all_of("honorifics")),
        honorifics_in_small=words_of("honorifics_in_small"),
        honorifics_in_capitals=words_of("honorifics_in_capitals"),
        particles=words_of("particles"),
        verbs=words_of("verbs"),
        short_names=short_names,
        public=tuple(tuple(name.split()) for name in all_of("public")),
        names_and_words=both,
        common=ordinary | both | places,
        ordinary=ordinary,
        first_names=words_of("first_names") | short_names.keys(),
        bodies=frozenset(all_of("bodies")),
        who=frozenset(map(phrase, (*all_of("who"), *roles))),
        shown=frozenset(map(phrase, (*all_of("who"), *all_of("shown"), *roles, *words))),
    )


def _each_with_the_others(groups: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """By each name, the others: Maggie, Peggy and Meg by Margaret; and Margaret by each of them."""
    found: dict[str, dict[str, None]] = {}
    for whole, short in groups:
        names = [name.casefold() for name in (whole, *short)]
        for name in names[:1]:
            found.setdefault(name, {}).update(dict.fromkeys(names[1:]))
        for name in names[1:]:
            found.setdefault(name, {}).update({names[0]: None})
    return {name: tuple(others) for name, others in found.items()}
