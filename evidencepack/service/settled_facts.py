"""What a person has settled of a service itself: facts nobody had said, and the names that stand in answers."""

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from evidencepack.frameworks.terms import Terms
from evidencepack.registers import Service, Settled
from evidencepack.registers.settled import ASIDE
from evidencepack.systems.location import rating_of
from evidencepack.tables.cells.convert import to_bool
from evidencepack.tables.person_names import plain_name
from evidencepack.text import folded

_NO_RATING = re.compile(r"no\b.*|none.*|not .*", re.IGNORECASE)


def with_facts(service: Service, settled: Settled) -> Service:
    """The service with what was answered of it where nothing else says so; what cannot be an answer is left out."""
    said: dict[str, object] = {}
    for answer in settled.of("fact"):
        if answer.what in Service.model_fields and getattr(service, answer.what) is None:
            said[answer.what] = _value(answer.what, answer.means)
    kept = {name: value for name, value in said.items() if value is not None}
    return service.model_copy(update=kept) if kept else service


def _value(name: str, means: str) -> bool | str | None:
    if name == "rating":
        return rating_of(means) or ("" if _NO_RATING.fullmatch(means.strip()) else None)
    try:
        return to_bool(means)
    except ValueError:
        return None


def with_settled_words(terms: Terms, settled: Settled) -> Terms:
    """The terms of a service, with the words of which a person said that they are none of ours."""
    others: dict[str, set[str]] = {}
    for answer in settled.of("word"):
        if folded(answer.what) == folded(answer.means):
            others.setdefault(f"{answer.register_}.{answer.field}", set()).add(folded(answer.what))
    return replace(terms, settled_others={column: frozenset(words) for column, words in others.items()})


def names_settled(settled: Settled, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The names that stand in answers, each with whom it stands for: they are nobody else's to read either."""
    by_name = {plain_name(name): where for name, where in known.items()}
    for answer in settled.of("person"):
        kind = "people" if answer.field == "person" else "staff"
        where = by_name.get(plain_name(answer.means), f"{kind}:{plain_name(answer.what)}")
        yield answer.what, where
        if answer.means != ASIDE and not answer.means.isdigit():
            yield answer.means, where
