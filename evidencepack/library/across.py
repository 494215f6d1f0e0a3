"""What is wrong across mapping files: ids that two have, and names that lead nowhere in any of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.frameworks.framework import Framework
from evidencepack.frameworks.terms import Flags, MessageFile, Rules, Words
from evidencepack.library.checks import (
    check_column_map,
    check_flags,
    check_framework,
    check_messages,
    check_terms,
    check_words,
)
from evidencepack.library.files import Values, read_one
from evidencepack.library.indicator_checks import check_indicator
from evidencepack.library.messages import place
from evidencepack.library.reference_checks import check_crosswalk, check_tender
from evidencepack.library.yaml_file import Located, Where, read_yaml

_Taken = tuple[str, Located, Where]


def shared_faults(values: Values, own: set[str]) -> Iterator[str]:
    """Sentences for column maps that lead nowhere and for ids that two files have; `own` are a consultant's files."""
    for column_map, found in values.maps:
        yield from check_column_map(column_map, found)
    indicators = [(x.id, found, ("indicators", i)) for g, found in values.groups for i, x in enumerate(g.indicators)]
    for taken in (_ids(values.frameworks), _ids(values.maps), indicators):
        yield from _ids_taken(taken, own)


def judging_faults(values: Values, rules: Rules, own: set[str], ours: Mapping[str, Path], whole: bool) -> Iterator[str]:
    """Sentences for terms, flags, words, indicators, frameworks and crosswalks that do not fit together.

    `ours` are the files we ship; the indicators are not `whole` when a file of them was refused.
    """
    yield from _terms_faults(values, ours)
    topics = frozenset(t.id for t in rules.terms.topics)
    for group, located in values.groups:
        for i, indicator in enumerate(group.indicators):
            yield from check_indicator(indicator, ("indicators", i), located, set(topics))
    for framework, found in values.frameworks:
        yield from check_framework(framework, found, rules, whole)
    by_id = {f.id: f for f, _ in values.frameworks}
    for framework, found in values.frameworks:
        # A reference of ours that leads nowhere because a consultant's framework replaced ours adds nothing.
        if found.file in own or not own:
            yield from check_tender(framework, found, by_id, topics)
    for crosswalk, located in values.crosswalks:
        if located.file in own or not own:
            yield from check_crosswalk(crosswalk, located, by_id)


def _terms_faults(values: Values, ours: Mapping[str, Path]) -> Iterator[str]:
    if not (values.terms and values.flags and values.words):
        return
    faults: list[str] = []

    def of_ours(name: str, model: type[Flags] | type[Words]) -> Flags | Words | None:
        found = read_one(ours, name, model, _read_from(ours), faults)
        return found[0] if found else None

    names = [name for name in ours if name.startswith("messages/")]
    our_files = [found[0] for name in names if (found := read_one(ours, name, MessageFile, _read_from(ours), faults))]
    our_flags, our_words = of_ours("flags.yaml", Flags), of_ours("words.yaml", Words)
    yield from faults
    yield from check_terms(*values.terms)
    if isinstance(our_flags, Flags) and isinstance(our_words, Words):
        yield from check_flags(*values.flags, our_flags)
        yield from check_words(*values.words, our_words)
    yield from check_messages(values.messages, {c: m for file in our_files for c, m in file.messages.items()})


def _read_from(files: Mapping[str, Path]) -> Callable[[str], Located]:
    return lambda name: read_yaml(files[name], name)


def _ids(read: Sequence[tuple[Framework | ColumnMap, Located]]) -> list[_Taken]:
    return [(value.id, found, ("id",)) for value, found in read]


def _ids_taken(taken: Sequence[_Taken], own: set[str]) -> Iterator[str]:
    """A sentence for each id that another has, said of a consultant's own file and not of ours."""
    first: dict[str, str] = {}
    for id_, found, where in sorted(taken, key=lambda t: t[1].file in own):
        if id_ in first:
            other = first[id_] if first[id_] != found.file else "another"
            yield f"{place(found, where)}: '{id_}' is the id of {other} too; choose another."
        first.setdefault(id_, found.file)
