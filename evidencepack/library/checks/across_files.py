"""What is wrong across mapping files: ids that two have, and names that lead nowhere in any of them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from evidencepack.frameworks.terms import Flags, Rules
from evidencepack.frameworks.words import MessageFile, Words
from evidencepack.library.checks.frameworks import framework_faults
from evidencepack.library.checks.indicators import indicator_faults
from evidencepack.library.checks.references import crosswalk_faults, tender_faults
from evidencepack.library.checks.registers import column_map_faults
from evidencepack.library.checks.words import (
    flag_faults,
    known_faults,
    message_faults,
    missing_messages,
    term_faults,
    word_faults,
)
from evidencepack.library.files import Values, read_one
from evidencepack.library.validate import M, placed
from evidencepack.library.yaml_file import Located, Where, read_yaml

_Taken = tuple[str, Located, Where]


def shared_faults(values: Values, own: set[str]) -> Iterator[str]:
    """Sentences for column maps that lead nowhere and for ids that two files have; `own` are a consultant's files."""
    for column_map, found in values.maps:
        yield from placed(found, column_map_faults(column_map), f", column map {column_map.id}")
    topics = values.terms[0].topics if values.terms else ()
    for words, found in values.known:
        # A word of ours that a consultant's topic has too is known all the same.
        yield from placed(found, known_faults(words, topics if found.file in own or not own else ()))
    indicators = [(x.id, found, ("indicators", i)) for g, found in values.groups for i, x in enumerate(g.indicators)]
    frameworks, maps = ([(x.id, found, ("id",)) for x, found in read] for read in (values.frameworks, values.maps))
    for taken in (frameworks, maps, indicators):
        yield from _ids_taken(taken, own)


def judging_faults(values: Values, rules: Rules, own: set[str], ours: Mapping[str, Path], whole: bool) -> Iterator[str]:
    """Sentences for terms, flags, words, indicators, frameworks and crosswalks that do not fit together.

    `ours` are the files we ship; the indicators are not `whole` when a file of them was refused.
    """
    yield from _terms_faults(values, ours)
    topics = frozenset(t.id for t in rules.terms.topics)
    for group, located in values.groups:
        for i, indicator in enumerate(group.indicators):
            yield from placed(located, indicator_faults(indicator, ("indicators", i), set(topics)))
    for framework, found in values.frameworks:
        yield from placed(found, framework_faults(framework, rules, whole))
    by_id = {f.id: f for f, _ in values.frameworks}
    for framework, found in values.frameworks:
        # A reference of ours that leads nowhere because a consultant's framework replaced ours adds nothing.
        if found.file in own or not own:
            yield from placed(found, tender_faults(framework, by_id, topics))
    for crosswalk, located in values.crosswalks:
        if located.file in own or not own:
            yield from placed(located, crosswalk_faults(crosswalk, by_id))


def _terms_faults(values: Values, ours: Mapping[str, Path]) -> Iterator[str]:
    if not (values.terms and values.flags and values.words):
        return
    faults: list[str] = []

    def of_ours(name: str, model: type[M]) -> list[M]:
        files = [each for each in ours if each.startswith(name)]
        read = (read_one(ours, each, model, lambda each: read_yaml(ours[each], each), faults) for each in files)
        return [value for value, _ in filter(None, read)]

    our_messages = {c: m for file in of_ours("messages/", MessageFile) for c, m in file.messages.items()}
    terms, flags, words = values.terms, values.flags, values.words
    yield from placed(terms[1], term_faults(terms[0]))
    for our_flags in of_ours("flags.yaml", Flags):
        yield from placed(flags[1], flag_faults(flags[0], our_flags))
    for our_words in of_ours("words.yaml", Words):
        yield from placed(words[1], word_faults(words[0], our_words))
    for file, found in values.messages:
        yield from placed(found, message_faults(file, our_messages))
    yield from (*faults, *missing_messages([file for file, _ in values.messages], our_messages))


def _ids_taken(taken: Sequence[_Taken], own: set[str]) -> Iterator[str]:
    """A sentence for each id that another has, said of a consultant's own file and not of ours."""
    first: dict[str, str] = {}
    for id_, found, where in sorted(taken, key=lambda t: t[1].file in own):
        if id_ in first:
            other = first[id_] if first[id_] != found.file else "another"
            yield from placed(found, [(where, f"'{id_}' is the id of {other} too; choose another.")])
        first.setdefault(id_, found.file)
