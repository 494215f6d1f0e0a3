"""evidencepack frameworks new, diff, to-excel and from-excel: framework files written, compared, changed in Excel."""

from itertools import groupby
from pathlib import Path

import click

from evidencepack.cli.console import json_text, say
from evidencepack.cli.frameworks import library_with
from evidencepack.cli.options import today
from evidencepack.errors import MappingError
from evidencepack.files import Reader, Unreadable
from evidencepack.frameworks.framework import Framework
from evidencepack.library import read_yaml
from evidencepack.library.differences import Difference, differences
from evidencepack.library.excel import framework_from, write_framework_book
from evidencepack.library.files import mapping_files
from evidencepack.library.new import file_or_id, framework_text, skeleton, write_new
from evidencepack.library.validate import validate
from evidencepack.library.yaml_file import Located
from evidencepack.pipeline import open_library
from evidencepack.shipped import before_ours
from evidencepack.text import count_of

_LONG = 300


def new(id_: str, out: Path | None) -> None:
    """Write a commented framework file with this id."""
    path = out or Path(f"{id_}.yaml")
    write_new(path, skeleton(id_, today()))
    say(f"Written: {path}. Fill in what stands in capitals, then:")
    say(f'evidencepack frameworks check "{path}"', indent="  ")


def to_excel(wanted: str, workbook: Path, mappings: Path | None) -> None:
    """Write a framework, an id or a file, to a workbook that must not be there yet."""
    if workbook.exists():
        raise MappingError((f"{workbook}: stands there already; choose another name, or move it away.",))
    found = _located(wanted, mappings)
    framework = validate(Framework, found)
    write_framework_book(found.data, workbook)
    say(f"Written: {workbook}, {count_of(len(framework.expectations), 'expectation')}.")
    say("Comments of the file are not in it. When you have changed it:")
    say(f'evidencepack frameworks from-excel "{workbook}"', indent="  ")


def from_excel(workbook: Path, out: Path | None, mappings: Path | None) -> None:
    """Turn a workbook into a framework file that must not be there yet, and check it against the library."""
    found = _from_book(workbook)
    framework = validate(Framework, found)
    path = out or workbook.with_name(f"{framework.id}.yaml")
    write_new(path, framework_text(found.data, workbook.name))
    say(f"Written: {path}, {count_of(len(framework.expectations), 'expectation')}.")
    if mappings is None:
        library_with(path)
        say("No fault found in it.")
    else:
        say(f'Put it into the frameworks folder of {mappings}, then: evidencepack frameworks check "{mappings}"')


def diff(old: str, new: str, as_json: bool, mappings: Path | None) -> None:
    """Print what changed from one framework to another, each an id or a file."""
    first, second = (validate(Framework, _located(wanted, mappings)) for wanted in (old, new))
    found = differences(first, second)
    if as_json:
        keys = ("where", "kind", "what", "before", "after")
        click.echo(json_text([{key: getattr(d, key) for key in keys} for d in found]))
        return
    say(f"From {first.title} ({first.version}) to {second.title} ({second.version}):")
    if not found:
        say("Nothing differs.")
    for where, group in groupby(found, key=lambda d: d.where):
        say()
        say(where or "The framework as a whole")
        for difference in group:
            say(_words(difference), indent="  ", hang="    ")


def _words(difference: Difference) -> str:
    if difference.kind == "added":
        return f"new: {difference.after}"
    if difference.kind == "removed":
        return f"gone: {difference.before}"
    if difference.kind == "renamed":
        return f"its id was {difference.before}"
    if len(difference.before) + len(difference.after) > _LONG:
        return f"{difference.what}: reworded"
    if not difference.before:
        return f"{difference.what}: now {difference.after}"
    return f"{difference.what}: was {difference.before}; now {difference.after or 'nothing'}"


def _located(wanted: str, mappings: Path | None) -> Located:
    """The framework file of an id, or a file, as it stands; a workbook as the file it would be."""
    folders = before_ours("mappings", mappings)
    ids = open_library(mappings).frameworks
    path = file_or_id(wanted, ids)
    if path is not None:
        return _from_book(path) if path.suffix.lower() == ".xlsx" else read_yaml(path, path.name)
    files = (file for name, file in mapping_files(folders).items() if name.startswith("frameworks/"))
    return next(found for file in files if (found := read_yaml(file, file.name)).data.get("id") == wanted)


def _from_book(workbook: Path) -> Located:
    with Reader() as reader:
        read = reader.read(workbook)
    if isinstance(read, Unreadable):
        messages = open_library().messages
        raise MappingError((f"{workbook}: {messages.what(read.why)}. {messages.remedy(read.why)}",))
    return framework_from(workbook.name, read)
