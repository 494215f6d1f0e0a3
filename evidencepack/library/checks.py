"""Faults that no single file shows: names that lead nowhere, targets that cannot hold, sentences nobody can fill."""

import string
from collections.abc import Iterator

from evidencepack.frameworks.framework import Framework, Requirement
from evidencepack.frameworks.indicators import Conditions, Indicator, registers_of
from evidencepack.frameworks.rules import Rules
from evidencepack.frameworks.terms import Flags, Words
from evidencepack.indicators import NAMES
from evidencepack.indicators.conditions import check_conditions
from evidencepack.library.messages import nearest, place
from evidencepack.library.yaml_file import Located, Where
from evidencepack.records import REGISTERS

_SHARES = ("coverage", "each", "share", "on_time", "regular", "ratio", "repeat", "in_date")


def check_indicator(indicator: Indicator, where: Where, found: Located, topics: set[str]) -> Iterator[str]:
    """Sentences for what an indicator names that does not exist."""
    spot = place(found, where)
    for register in registers_of(indicator):
        if register not in REGISTERS and register != "facts":
            yield f"{spot}: there is no register '{register}'.{nearest(register, list(REGISTERS))}"
            return
    for register, conditions in _conditions(indicator):
        yield from (f"{spot}: {fault}." for fault in check_conditions(register, conditions))
        for topic in _topics(conditions):
            if "{" not in topic and topic not in topics:
                yield f"{spot}: topic '{topic}' is not in terms.yaml.{nearest(topic, sorted(topics))}"
    yield from _sentence_faults(indicator, spot)


def _sentence_faults(indicator: Indicator, spot: str) -> Iterator[str]:
    takes = frozenset(indicator.takes)
    given = NAMES[indicator.kind] | {"topic"} | takes
    reads = (indicator.reads.other, indicator.reads.one, indicator.reads.none, indicator.gap_action)
    asked = [(name, given) for sentence in reads for name in _names(sentence)]
    asked += [(name, takes) for name in _names(indicator.title)]
    for name, allowed in asked:
        if name not in allowed:
            what = f"the sentence asks for {{{name}}}, which kind {indicator.kind} does not give"
            yield f"{spot}: {what}.{nearest(name, sorted(allowed))}"


def _conditions(indicator: Indicator) -> Iterator[tuple[str, Conditions]]:
    registers = registers_of(indicator)
    for name, register in (("where", registers[0]), ("fulfils", registers[0]), ("match", registers[-1])):
        conditions = getattr(indicator, name, None)
        if conditions:
            yield register, conditions


def _topics(conditions: Conditions) -> Iterator[str]:
    topic = conditions.get("topic")
    if topic is not None:
        yield from (str(t) for t in (topic if isinstance(topic, tuple) else (topic,)))


def _names(sentence: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None]


def check_framework(framework: Framework, found: Located, rules: Rules) -> Iterator[str]:
    """Sentences for what a framework's requirements name that does not exist, or ask that cannot be answered."""
    topics = {t.id for t in rules.terms.topics}
    for i, expectation in enumerate(framework.expectations):
        if not expectation.requirements and not expectation.rests_on_observation:
            spot = place(found, ("expectations", i))
            yield f"{spot}: no requirements; add one, or say in rests_on_observation why the records cannot answer."
        for j, requirement in enumerate(expectation.requirements):
            where = ("expectations", i, "requirements", j)
            for fault in _requirement_faults(requirement, rules, topics):
                yield f"{place(found, where)}: {fault}"


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
        yield f"indicator {indicator.id} does not take '{name}'.{nearest(name, sorted(takes))}"
    for name in sorted(takes - given):
        yield f"indicator {indicator.id} needs '{name}'; add it under with."
    yield from _target_faults(requirement, indicator)


def _target_faults(requirement: Requirement, indicator: Indicator) -> Iterator[str]:
    amounts = [a for a in (requirement.at_least, requirement.at_most) if a]
    if indicator.kind in _SHARES and any(not a.percent for a in amounts):
        yield "the target of a share is a percentage; write for example 90%."
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


def check_flags(flags: Flags, found: Located, ours: Flags) -> Iterator[str]:
    """Sentences for flags that silence one that does not exist, are missing, or ask for what ours do not."""
    codes = [f.code for f in flags.flags]
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
    for part, given, known in pairs:
        yield from (f"{place(found, (part,))}: '{key}' is missing." for key in known if key not in given)
        for key in known.keys() & given.keys():
            yield from _beyond(given[key], known[key], place(found, (part, key)))
    for part, texts, our_texts in (
        ("statuses", words.statuses, ours.statuses),
        ("standings", words.standings, ours.standings),
    ):
        yield from (f"{place(found, (part,))}: '{key}' is missing." for key in our_texts if key not in texts)
        for key in our_texts.keys() & texts.keys():
            yield from _beyond(texts[key].sentence, our_texts[key].sentence, place(found, (part, key)))


def _beyond(sentence: str, ours: str, spot: str) -> Iterator[str]:
    """Names that a sentence asks for and ours does not, so that nothing could fill them."""
    allowed = _names(ours)
    for name in _names(sentence):
        if name not in allowed:
            yield f"{spot}: nothing fills {{{name}}} here; it may use {', '.join(allowed) or 'no names'}."
