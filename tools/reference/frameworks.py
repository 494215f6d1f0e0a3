"""docs/reference/frameworks.md, from the shipped frameworks."""

import re
from collections.abc import Iterator

from evidencepack.dates import day_words
from evidencepack.frameworks.framework import Expectation, Framework, PublishedIn, Requirement
from evidencepack.library import Library
from evidencepack.pack.figures import limit_words, target_words
from reference.markdown import code, table

HEAD = """# Frameworks

<!-- Written by tools/generate.py from mappings/frameworks/. -->

What each framework that comes with evidencepack expects, and what it asks of your records. What is asked is
said in our own words; the source of each framework is named. To change a number or to write one of your own,
see [Write a framework](../how-to/write-a-framework.md). `evidencepack frameworks show ID` prints the same in a
terminal.

A framework whose stage is *draft* is not in force, and the pack says so wherever it prints it.
"""


def page(library: Library) -> str:
    """The page, in Markdown."""
    every = library.frameworks.values()
    rows = (
        (f"[{f.title}](#{_anchor(f.title)})", code(f.id), f.stage, str(len(f.expectations)), str(_asked(f)))
        for f in every
    )
    lines = [HEAD, *table(("framework", "id", "stage", "expectations", "requirements"), rows), ""]
    for framework in every:
        lines += _framework(framework, library)
    return "\n".join(lines)


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")


def _asked(framework: Framework) -> int:
    return sum(len(e.requirements) for e in framework.expectations)


def _framework(framework: Framework, library: Library) -> Iterator[str]:
    yield f"## {framework.title}"
    yield ""
    yield framework.about
    yield ""
    yield from table(("", ""), _facts(framework))
    yield ""
    themes = {theme.id: theme.title for theme in framework.themes}
    for number, expectation in enumerate(framework.expectations, 1):
        yield from _expectation(number, expectation, themes[expectation.theme], library)
    if framework.not_asked:
        yield "### Not asked of a provider"
        yield ""
        yield from (f"- {each.what} (asked of {each.of})" for each in framework.not_asked)
        yield ""


def _facts(framework: Framework) -> Iterator[tuple[str, str]]:
    yield "id", code(framework.id)
    yield "publisher", framework.publisher.name
    yield "version, stage", f"{framework.version}, {framework.stage}"
    yield "published in", _link(framework.published_in)
    if framework.published_in.checked:
        yield "checked on", day_words(framework.published_in.checked)
    yield "expectations", str(len(framework.expectations))


def _link(where: PublishedIn) -> str:
    return f"[{where.title}]({where.url})" if where.url else where.title


def _expectation(number: int, expectation: Expectation, theme: str, library: Library) -> Iterator[str]:
    yield f"### {number}. {expectation.title}"
    yield ""
    yield f"{theme}; {expectation.reference}; id {code(expectation.id)}."
    yield ""
    yield expectation.asks
    yield ""
    yield from (f"- {line}" for line in expectation.looks_for)
    yield ""
    yield from (part for note in _notes(expectation) for part in (note, ""))
    if expectation.requirements:
        rows = (_requirement(r, library) for r in expectation.requirements)
        yield from table(("requirement", "what is looked at", "target", "who set the number", "duty"), rows)
        yield ""


def _notes(expectation: Expectation) -> Iterator[str]:
    if expectation.applies_to:
        yield f"Asked of: {', '.join(expectation.applies_to)}."
    if expectation.switched_off:
        yield f"Left out unless a service switches it on: {expectation.switched_off}"
    if expectation.tiers:
        yield f"Levels, the lowest first: {', '.join(expectation.tiers)}."
    if expectation.voice:
        yield "People who use the service should be heard in this evidence."
    if expectation.rests_on_observation:
        yield expectation.rests_on_observation


def _requirement(requirement: Requirement, library: Library) -> tuple[str, str, str, str, str]:
    number, duty = requirement.number_from, requirement.duty
    return (
        code(requirement.id),
        _looked_at(requirement, library) + _only(requirement),
        (_target(requirement, library) or "none: for information") + _steps(requirement),
        f"{number.kind}: {number.note}{_own(requirement)}" if number else "",
        f"{duty.instrument}, {duty.regulation}{' (essential)' if requirement.essential else ''}" if duty else "",
    )


def _own(requirement: Requirement) -> str:
    """The number of its own that a service may put in place of sector practice; nothing else may be replaced."""
    names = requirement.own_policy.values()
    if not (names and requirement.number_from and requirement.number_from.kind == "sector practice"):
        return ""
    return f" Own policy may replace it: {', '.join(map(code, names))}."


def _looked_at(requirement: Requirement, library: Library) -> str:
    if requirement.document:
        return f"a document on {requirement.document.topic}"
    if requirement.example:
        return f"an operational example on {requirement.example.topic}"
    indicator = library.rules.indicators[requirement.use]
    title = requirement.title or indicator.title.format_map({k: str(v) for k, v in requirement.with_.items()})
    return f"{title} ([{indicator.id}](indicators.md#{indicator.id}))"


def _only(requirement: Requirement) -> str:
    limits = [requirement.applies_when or "", ", ".join(requirement.applies_to)]
    level = f"; level {requirement.tier}" if requirement.tier else ""
    return "".join(f"; only if: {limit}" for limit in limits if limit) + level


def _steps(requirement: Requirement) -> str:
    return "".join(f"; year {year}: {amount}" for year, amount in sorted(requirement.by_year.items()))


def _target(requirement: Requirement, library: Library) -> str:
    if requirement.use:
        kind = library.rules.indicators[requirement.use].kind
        if kind == "declared":
            return "declared, with a day or a document"
        if kind == "recent":
            return limit_words(requirement)
    return target_words(requirement)
