"""evidencepack frameworks: list, show and check mapping files."""

from collections.abc import Iterator
from pathlib import Path

from evidencepack.cli.console import begin, put, put_json, say, table
from evidencepack.cli.framework_page import framework_page, labelled, placed, tendered
from evidencepack.errors import MappingError
from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.library import Library
from evidencepack.library.differences import differences
from evidencepack.library.single_file import library_with
from evidencepack.pack.figures import limit_words, target_words
from evidencepack.pipeline import open_library
from evidencepack.text import count_of


def list_all(as_json: bool, mappings: Path | None) -> None:
    """Print every framework: id, version, stage, how much it expects."""
    found = open_library(mappings).frameworks.values()
    if as_json:
        keys = ("id", "title", "version", "stage")
        rows = [{k: getattr(f, k) for k in keys} | {"expectations": len(f.expectations)} for f in found]
        put_json(rows)
        return
    rows_ = [(f.id, f.title, f.version, f.stage, str(len(f.expectations))) for f in found]
    table(("Id", "Title", "Version", "Stage", "Expects"), rows_, (30, 24, 8, 5, 5), right=(4,))


def show(id_: str, as_json: bool, markdown: bool, mappings: Path | None) -> None:
    """Print what one framework expects and asks of the records."""
    library = open_library(mappings)
    framework = library.framework(id_)
    if markdown:
        put("\n".join(framework_page(framework, library)))
        return
    if as_json:
        put_json(framework.model_dump(mode="json", by_alias=True, exclude_defaults=True))
        return
    say(f"{framework.title} ({framework.id}, version {framework.version}, {framework.stage})")
    say(framework.about, indent="  ")
    say(f"From: {framework.published_in.title}", indent="  ", hang="    ")
    for label, text in tendered(framework.tender) if framework.tender else ():
        say(f"{label.capitalize()}: {text}", indent="  ", hang="    ")
    for number, expectation in enumerate(framework.expectations, 1):
        _expectation(number, expectation, framework, library)
    for not_asked in framework.not_asked:
        say(f"Not asked of a provider: {not_asked.what} (asked of {not_asked.of})")


def _expectation(number: int, expectation: Expectation, framework: Framework, library: Library) -> None:
    theme = next(t.title for t in framework.themes if t.id == expectation.theme)
    begin(f"{number}. {expectation.title} [{expectation.id}]")
    say(placed(theme, expectation), indent="   ")
    say(expectation.asks, indent="   ")
    if expectation.question and expectation.looks_for:
        say("Evaluators look for:", indent="   ")
        for line in expectation.looks_for:
            say(line, indent="   - ", hang="     ")
    for label, text in labelled(expectation):
        say(f"{label}: {text}", indent="   ", hang="     ")
    for requirement in expectation.requirements:
        _requirement(requirement, library)


def _requirement(requirement: Requirement, library: Library) -> None:
    say(f"{requirement.id}: {_asks(requirement, library)}", indent="   - ", hang="     ")
    if requirement.number_from:
        say(f"number from {requirement.number_from.kind}: {requirement.number_from.note}", indent="     ")
    if requirement.duty:
        essential = ", essential" if requirement.essential else ""
        say(f"duty: {requirement.duty.instrument}, {requirement.duty.regulation}{essential}", indent="     ")


def _asks(requirement: Requirement, library: Library) -> str:
    if requirement.document:
        return f"document on {requirement.document.topic}, {target_words(requirement, library.messages)}"
    if requirement.example:
        return f"{target_words(requirement, library.messages)} on {requirement.example.topic}"
    indicator = library.rules.indicators[requirement.use]
    title = requirement.title or indicator.title.format_map({k: str(v) for k, v in requirement.with_.items()})
    target = target_words(requirement, library.messages) or (
        limit_words(requirement, library.messages) if indicator.kind == "recent" else ""
    )
    return f"{title}{', ' + target if target else ''} ({indicator.kind})"


def check(path: Path | None, as_json: bool) -> None:
    """Check mapping files and print every fault; MappingError when there is one, so that the exit code says so."""
    faults: tuple[str, ...] = ()
    try:
        library = library_with(path)
    except MappingError as error:
        faults = error.messages
    if as_json:
        put_json({"faults": list(faults)})
    if faults:
        raise MappingError(faults)
    if not as_json:
        frameworks, indicators = len(library.frameworks), len(library.rules.indicators)
        say(f"No fault found: {count_of(frameworks, 'framework')}, {count_of(indicators, 'indicator')}.")
        for line in _lost(library):
            say(line)


def _lost(library: Library) -> Iterator[str]:
    """For each copy of a framework of ours: the ids that are no longer there and that no `was` names."""
    ours = open_library().frameworks
    for id_, framework in library.frameworks.items():
        if id_ not in ours or framework == ours[id_]:
            continue
        gone = [d.where for d in differences(ours[id_], framework) if d.kind == "removed"]
        if gone:
            yield (
                f"In this copy of {id_}, ids of ours are gone: {', '.join(gone)}. If one was renamed, name the old id "
                "under was, so that views, actions and last month's pack are found again."
            )
