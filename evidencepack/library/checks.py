"""Faults that no single file shows: names that lead nowhere, targets that cannot hold, sentences nobody can fill."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidencepack.dates import Span
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.frameworks.indicators import Indicator
from evidencepack.frameworks.terms import Flags, Message, MessageFile, Rules, Terms, Words
from evidencepack.library.faults import known, nearest
from evidencepack.library.fields import brace_faults, kinds, names_in, no_field
from evidencepack.library.messages import place
from evidencepack.library.yaml_file import Located, Where
from evidencepack.registers import REGISTERS
from evidencepack.tables.reading import constants_of

_SHARES = ("coverage", "each", "share", "on_time", "regular", "ratio", "repeat", "in_date")
# A ratio may pass 100%: more hours worked than were planned.
_PARTS_OF_ALL = (*(kind for kind in _SHARES if kind != "ratio"), "make_up")


def check_ids(items: Iterable[Any], where: Where, found: Located, what: str, by: str = "id") -> Iterator[str]:
    """A sentence for each item whose id another item before it has."""
    before: set[str] = set()
    for i, item in enumerate(items):
        id_ = getattr(item, by)
        if id_ in before:
            yield f"{place(found, (*where, i))}: another {what} has this {by}; choose another."
        before.add(id_)


def check_terms(terms: Terms, found: Located) -> Iterator[str]:
    """Sentences for topics of which there are two, or which no word could be found for."""
    yield from check_ids(terms.topics, ("topics",), found, "topic")
    for i, topic in enumerate(terms.topics):
        if not any(word.strip() for word in topic.words):
            yield f"{place(found, ('topics', i))}: no words; add at least one that the topic goes by."


def check_column_map(column_map: ColumnMap, found: Located) -> Iterator[str]:
    """Sentences for a register or fields that a column map names and there are none."""
    register, whose = column_map.register_, f"column map {column_map.id}"
    if register not in REGISTERS:
        what = f"there is no register '{register}'.{nearest(register, list(REGISTERS))}"
        yield f"{place(found, ('register',))}, {whose}: {what}"
        return
    for part in ("columns", "values", "constants", "not_yet"):
        for name in getattr(column_map, part):
            yield from (f"{place(found, (part, name))}, {whose}: {fault}" for fault in no_field(register, name))
    typed = constants_of(REGISTERS[register], column_map.constants)
    for name in column_map.constants.keys() - typed.keys() & kinds(register).keys():
        what = f"'{column_map.constants[name]}' is not {kinds(register)[name]}, which {name} holds; correct it."
        yield f"{place(found, ('constants', name))}, {whose}: {what}"


def check_framework(framework: Framework, found: Located, rules: Rules, whole: bool = True) -> Iterator[str]:
    """Sentences for what a framework names that does not exist, or asks that cannot be answered.

    Where the indicators are not `whole`, since a file of them was refused, one that is not there is not told.
    """
    topics = {t.id for t in rules.terms.topics}
    yield from check_ids(framework.themes, ("themes",), found, "theme")
    yield from check_ids(framework.expectations, ("expectations",), found, "expectation")
    themes = [t.id for t in framework.themes]
    for i, expectation in enumerate(framework.expectations):
        where: Where = ("expectations", i)
        yield from _expectation_faults(expectation, where, found, themes)
        for j, requirement in enumerate(expectation.requirements):
            if whole or not requirement.use or requirement.use in rules.indicators:
                spot = place(found, (*where, "requirements", j))
                yield from (f"{spot}: {fault}" for fault in _requirement_faults(requirement, rules, topics))


def _expectation_faults(expectation: Expectation, where: Where, found: Located, themes: list[str]) -> Iterator[str]:
    if expectation.theme not in themes:
        what = f"theme '{expectation.theme}' is not under themes.{known(expectation.theme, themes)}"
        yield f"{place(found, (*where, 'theme'))}: {what}"
    answered = expectation.question and expectation.question.answered_by
    if not (expectation.requirements or answered or expectation.rests_on_observation):
        other = "name under answered_by what answers it" if expectation.question else "add one"
        what = f"no requirements; {other}, or say in rests_on_observation why the records cannot answer."
        yield f"{place(found, where)}: {what}"
    requirements = (*where, "requirements")
    yield from check_ids(expectation.requirements, requirements, found, "requirement of this expectation")
    for j, requirement in enumerate(expectation.requirements):
        if requirement.tier and requirement.tier not in expectation.tiers:
            what = f"tier '{requirement.tier}' is not under tiers.{known(requirement.tier, expectation.tiers)}"
            yield f"{place(found, (*requirements, j, 'tier'))}: {what}"
        if expectation.applies_to and requirement.applies_to and not _shared(expectation, requirement):
            what = f"asked of nobody: its expectation is only for {', '.join(expectation.applies_to)}."
            yield f"{place(found, (*requirements, j, 'applies_to'))}: {what}"


def _shared(expectation: Expectation, requirement: Requirement) -> bool:
    """Whether there is a type of service that both are for."""
    return not set(expectation.applies_to).isdisjoint(requirement.applies_to)


def _requirement_faults(requirement: Requirement, rules: Rules, topics: set[str]) -> Iterator[str]:
    asked = requirement.document or requirement.example
    wanted = {asked.topic} if asked else {str(v) for k, v in requirement.with_.items() if k == "topic"}
    for topic in sorted(wanted - topics):
        yield f"topic '{topic}' is not in terms.yaml.{nearest(topic, sorted(topics))}"
    if asked:
        return
    indicator = rules.indicators.get(requirement.use)
    if indicator is None:
        yield f"there is no indicator '{requirement.use}'.{nearest(requirement.use, sorted(rules.indicators))}"
        return
    given, takes = set(requirement.with_), set(indicator.takes)
    for name in sorted(given - takes):
        yield f"indicator {indicator.id} does not take '{name}'.{known(name, takes)}"
    for name in sorted(takes - given):
        yield f"indicator {indicator.id} needs '{name}'; add it under with."
    yield from _value_faults(requirement, indicator)
    yield from _target_faults(requirement, indicator)


def _value_faults(requirement: Requirement, indicator: Indicator) -> Iterator[str]:
    """Values given to an indicator that it cannot count with: a length of time, or how many times."""
    for name in ("gap", "limit"):
        text = _filled(getattr(indicator, name, ""), requirement)
        if text and "{" not in text:
            yield from _span_faults(text)
    times = _filled(getattr(indicator, "times", ""), requirement)
    if times and "{" not in times and not times.isdecimal():
        yield f"times '{times}' is not a whole number; write for example 6."


def _filled(text: str, requirement: Requirement) -> str:
    for name, value in requirement.with_.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def _span_faults(text: str) -> Iterator[str]:
    try:
        Span.parse(text)
    except ValueError as error:
        yield f"{error}."


def _target_faults(requirement: Requirement, indicator: Indicator) -> Iterator[str]:
    amounts = [a for a in (requirement.at_least, requirement.at_most) if a]
    if indicator.kind in _SHARES and any(not a.percent for a in amounts):
        yield "the target of a share is a percentage; write for example 90%."
    if indicator.kind in _PARTS_OF_ALL:
        yield from _beyond_all(requirement)
    if indicator.kind == "recent" and not requirement.window:
        yield "kind recent needs a window: how old the newest record may be."
    if requirement.window and indicator.kind == "recent" and not requirement.number_from:
        yield "a window that is a limit needs number_from: who set it."
    if indicator.kind == "regular" and requirement.window and not requirement.window.months:
        yield "kind regular needs a window in months, since it counts calendar periods."
    if indicator.better == "higher" and requirement.at_most:
        yield f"for {indicator.id} higher is better; use at_least."
    for name in requirement.own_policy:
        if name not in indicator.takes:
            yield f"own_policy names '{name}', which indicator {indicator.id} does not take."


def _beyond_all(requirement: Requirement) -> Iterator[str]:
    """Targets that no share can have: above all of them, or below none."""
    r = requirement
    named = {"at_least": r.at_least, "partly_from": r.partly_from, "at_most": r.at_most, "partly_to": r.partly_to}
    named |= {f"by_year {year}": amount for year, amount in r.by_year.items()}
    for name, amount in named.items():
        if amount and amount.percent and not 0 <= amount.value <= 1:
            yield f"{name} {amount} is no share of anything; write 0% to 100%."


def check_flags(flags: Flags, found: Located, ours: Flags) -> Iterator[str]:
    """Sentences for flags that silence one that does not exist, are missing, or ask for what ours do not."""
    codes = [f.code for f in flags.flags]
    yield from check_ids(flags.flags, ("flags",), found, "flag", "code")
    for i, flag in enumerate(flags.flags):
        spot = place(found, ("flags", i))
        for other in flag.silences:
            if other not in codes:
                yield f"{spot}: silences '{other}', which is not a flag.{nearest(other, codes)}"
        known = ours.by_code.get(flag.code)
        if known is None:
            yield f"{spot}: there is no flag '{flag.code}'.{nearest(flag.code, list(ours.by_code))}"
            continue
        yield from _beyond(flag.sentence + flag.action, known.sentence + known.action + "{title}", spot)
    yield from (f"{found.file}: the flag {code} is missing." for code in ours.by_code if code not in codes)


def check_words(words: Words, found: Located, ours: Words) -> Iterator[str]:
    """Sentences for words that are missing, or ask for names that ours do not."""
    pairs = (("sentences", words.sentences, ours.sentences), ("stages", words.stages, ours.stages))
    for part, given, asked in pairs:
        yield from (f"{place(found, (part,))}: '{key}' is missing." for key in asked if key not in given)
        for key in (k for k in asked if k in given):
            yield from _beyond(given[key], asked[key], place(found, (part, key)))
    for part, texts, our_texts in (
        ("statuses", words.statuses, ours.statuses),
        ("standings", words.standings, ours.standings),
        ("questions", words.questions, ours.questions),
    ):
        yield from (f"{place(found, (part,))}: '{key}' is missing." for key in our_texts if key not in texts)
        for key in (k for k in our_texts if k in texts):
            yield from _beyond(texts[key].sentence, our_texts[key].sentence, place(found, (part, key)))


def check_messages(files: Iterable[tuple[MessageFile, Located]], ours: Mapping[str, Message]) -> Iterator[str]:
    """Sentences for codes nothing says, codes without words, and words that ask for names that nothing fills."""
    missing = dict(ours)
    for file, found in files:
        for code, message in file.messages.items():
            spot = place(found, ("messages", code))
            if code not in ours:
                yield f"{spot}: nothing says '{code}'.{nearest(code, ours)}"
                continue
            missing.pop(code, None)
            known = "".join((ours[code].what, ours[code].one, ours[code].remedy))
            for text in (message.what, message.one, message.remedy):
                yield from _beyond(text, known, spot)
    yield from (f"messages: the words of '{code}' are missing." for code in missing)


def _beyond(sentence: str, ours: str, spot: str) -> Iterator[str]:
    """Names that a sentence asks for and ours does not, so that nothing could fill them."""
    yield from (f"{spot}: {fault}" for fault in brace_faults(sentence) if sentence != ours)
    allowed = names_in(ours)
    for name in names_in(sentence):
        if name not in allowed:
            yield f"{spot}: nothing fills {{{name}}} here; it may use {', '.join(allowed) or 'no names'}."
