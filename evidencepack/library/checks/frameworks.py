"""Faults of a framework: names that lead nowhere, targets that cannot hold, expectations nobody can answer."""

from collections.abc import Iterator

from evidencepack.dates import Span
from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.frameworks.indicators import Indicator
from evidencepack.frameworks.terms import Rules
from evidencepack.library.checks.words import id_faults
from evidencepack.library.faults import known, nearest
from evidencepack.library.validate import Fault
from evidencepack.library.yaml_file import Where

_SHARES = ("coverage", "each", "share", "on_time", "regular", "ratio", "repeat", "in_date")
# A ratio may pass 100%: more hours worked than were planned.
_PARTS_OF_ALL = (*(kind for kind in _SHARES if kind != "ratio"), "make_up")


def framework_faults(framework: Framework, rules: Rules, whole: bool = True) -> Iterator[Fault]:
    """What a framework names that does not exist, or asks that cannot be answered.

    Where the indicators are not `whole`, since a file of them was refused, one that is not there is not told.
    """
    topics = {t.id for t in rules.terms.topics}
    yield from id_faults(framework.themes, ("themes",), "theme")
    yield from id_faults(framework.expectations, ("expectations",), "expectation")
    themes = [t.id for t in framework.themes]
    for i, expectation in enumerate(framework.expectations):
        where: Where = ("expectations", i)
        yield from _expectation_faults(expectation, where, themes)
        for j, requirement in enumerate(expectation.requirements):
            if whole or not requirement.use or requirement.use in rules.indicators:
                faults = _requirement_faults(requirement, rules, topics)
                yield from (((*where, "requirements", j), fault) for fault in faults)


def _expectation_faults(expectation: Expectation, where: Where, themes: list[str]) -> Iterator[Fault]:
    if expectation.theme not in themes:
        yield (*where, "theme"), f"theme '{expectation.theme}' is not under themes.{known(expectation.theme, themes)}"
    answered = expectation.question and expectation.question.answered_by
    if not (expectation.requirements or answered or expectation.rests_on_observation):
        other = "name under answered_by what answers it" if expectation.question else "add one"
        yield where, f"no requirements; {other}, or say in rests_on_observation why the records cannot answer."
    requirements = (*where, "requirements")
    yield from id_faults(expectation.requirements, requirements, "requirement of this expectation")
    for j, requirement in enumerate(expectation.requirements):
        tier, types = requirement.tier, expectation.applies_to
        if tier and tier not in expectation.tiers:
            yield (*requirements, j, "tier"), f"tier '{tier}' is not under tiers.{known(tier, expectation.tiers)}"
        if types and requirement.applies_to and set(types).isdisjoint(requirement.applies_to):
            what = f"asked of nobody: its expectation is only for {', '.join(types)}."
            yield (*requirements, j, "applies_to"), what


def _requirement_faults(requirement: Requirement, rules: Rules, topics: set[str]) -> Iterator[str]:
    asked = requirement.document or requirement.example
    wanted = {asked.topic} if asked else {str(v) for k, v in requirement.with_.items() if k == "topic"}
    for topic in sorted(wanted - topics):
        yield f"topic '{topic}' is not in terms.yaml.{nearest(topic, sorted(topics))}"
    if asked:
        return
    if (indicator := rules.indicators.get(requirement.use)) is None:
        yield f"there is no indicator '{requirement.use}'.{nearest(requirement.use, sorted(rules.indicators))}"
        return
    if indicator.instead and indicator.instead not in rules.indicators:
        yield f"indicator {indicator.id} names '{indicator.instead}' under instead, and there is no such indicator."
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
            try:
                Span.parse(text)
            except ValueError as error:
                yield f"{error}."
    times = _filled(getattr(indicator, "times", ""), requirement)
    if times and "{" not in times and not times.isdecimal():
        yield f"times '{times}' is not a whole number; write for example 6."


def _filled(text: str, requirement: Requirement) -> str:
    for name, value in requirement.with_.items():
        text = text.replace("{" + name + "}", str(value))
    return text


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
    for name in (name for name in requirement.own_policy if name not in indicator.takes):
        yield f"own_policy names '{name}', which indicator {indicator.id} does not take."


def _beyond_all(r: Requirement) -> Iterator[str]:
    """Targets that no share can have: above all of them, or below none."""
    named = {"at_least": r.at_least, "partly_from": r.partly_from, "at_most": r.at_most, "partly_to": r.partly_to}
    named |= {f"by_year {year}": amount for year, amount in r.by_year.items()}
    for name, amount in named.items():
        if amount and amount.percent and not 0 <= amount.value <= 1:
            yield f"{name} {amount} is no share of anything; write 0% to 100%."
