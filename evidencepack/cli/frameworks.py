"""evidencepack frameworks: list, show and check mapping files."""

import json
import shutil
import tempfile
from pathlib import Path

import click

from evidencepack.build import open_library
from evidencepack.cli.screen import say, table
from evidencepack.errors import MappingError
from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.library import Library
from evidencepack.pack.figures import limit_words, target_words
from evidencepack.words import count_of


def list_all(as_json: bool, mappings: Path | None) -> None:
    """Print every framework: id, version, stage, how much it expects."""
    found = open_library(mappings).frameworks.values()
    if as_json:
        keys = ("id", "title", "version", "stage")
        rows = [{k: getattr(f, k) for k in keys} | {"expectations": len(f.expectations)} for f in found]
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    rows_ = [(f.id, f.title, f.version, f.stage, str(len(f.expectations))) for f in found]
    table(("Id", "Title", "Version", "Stage", "Expects"), rows_, (30, 24, 8, 5, 5), right=(4,))


def show(id_: str, as_json: bool, mappings: Path | None) -> None:
    """Print what one framework expects and asks of the records."""
    library = open_library(mappings)
    framework = library.framework(id_)
    if as_json:
        click.echo(framework.model_dump_json(indent=1, by_alias=True, exclude_defaults=True))
        return
    say(f"{framework.title} ({framework.id}, version {framework.version}, {framework.stage})")
    say(framework.about, indent="  ")
    say(f"From: {framework.published_in.title}", indent="  ", hang="    ")
    for number, expectation in enumerate(framework.expectations, 1):
        _expectation(number, expectation, framework, library)
    for not_asked in framework.not_asked:
        say(f"Not asked of a provider: {not_asked.what} (asked of {not_asked.of})")


def _expectation(number: int, expectation: Expectation, framework: Framework, library: Library) -> None:
    theme = next(t.title for t in framework.themes if t.id == expectation.theme)
    say()
    say(f"{number}. {expectation.title} [{expectation.id}]")
    say(f"{theme}; {expectation.reference}", indent="   ")
    say(expectation.asks, indent="   ")
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
        return f"document on {requirement.document.topic}, {target_words(requirement)}"
    if requirement.example:
        return f"{target_words(requirement)} on {requirement.example.topic}"
    indicator = library.rules.indicators[requirement.use]
    given = {k: str(v) for k, v in requirement.with_.items()}
    title = requirement.title or indicator.title.format_map(given)
    target = target_words(requirement) or (limit_words(requirement) if indicator.kind == "recent" else "")
    return f"{title}{', ' + target if target else ''} ({indicator.kind})"


def check(path: Path | None, as_json: bool) -> None:
    """Check mapping files and print every fault; MappingError when there is one, so that the exit code says so."""
    faults: tuple[str, ...] = ()
    try:
        library = _library_with(path)
    except MappingError as error:
        faults = error.messages
    if as_json:
        click.echo(json.dumps({"faults": list(faults)}, indent=1, ensure_ascii=False))
    if faults:
        raise MappingError(faults)
    if not as_json:
        frameworks, indicators = len(library.frameworks), len(library.rules.indicators)
        say(f"No fault found: {count_of(frameworks, 'framework')}, {count_of(indicators, 'indicator')}.")


def _library_with(path: Path | None) -> Library:
    if path is None or path.is_dir():
        return open_library(path)
    if not path.is_file():
        raise MappingError((f"{path}: there is no such file.",))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "frameworks"
        place.mkdir()
        shutil.copyfile(path, place / path.name)
        return open_library(Path(folder))
