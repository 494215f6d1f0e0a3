"""evidencepack frameworks new, diff, to-excel and from-excel: framework files written, compared, changed in Excel."""

from itertools import groupby
from pathlib import Path

from evidencepack.cli.console import begin, put_json, say
from evidencepack.cli.options import today
from evidencepack.errors import OutputError
from evidencepack.frameworks.framework import Framework
from evidencepack.library.differences import Difference, differences
from evidencepack.library.excel import framework_book
from evidencepack.library.single_file import framework_file, framework_of_book, library_with, write_new
from evidencepack.library.validate import validate
from evidencepack.notes import note
from evidencepack.output_place import must_be_ours
from evidencepack.pipeline import open_library
from evidencepack.shipped import filled_in
from evidencepack.text import count_of

_LONG = 300


def new(id_: str, out: Path | None) -> None:
    """Write a commented framework file with this id."""
    path = out or Path(f"{id_}.yaml")
    write_new(path, filled_in("framework.yaml", id=id_, today=today()))
    say(f"Written: {path}. Fill in what stands in capitals, then:")
    say(f'evidencepack frameworks check "{path}"', indent="  ")


def to_excel(wanted: str, workbook: Path, mappings: Path | None) -> None:
    """Write a framework, an id or a file, to a workbook that must not be there yet."""
    must_be_ours(workbook.parent)
    if workbook.exists():
        raise OutputError(note("stands-there"), str(workbook))
    found = framework_file(wanted, open_library(mappings), mappings)
    framework = validate(Framework, found)
    write_new(workbook, framework_book(found.data))
    say(f"Written: {workbook}, {count_of(len(framework.expectations), 'expectation')}.")
    say("Comments of the file are not in it. When you have changed it:")
    say(f'evidencepack frameworks from-excel "{workbook}"', indent="  ")


def from_excel(workbook: Path, out: Path | None, mappings: Path | None) -> None:
    """Turn a workbook into a framework file that must not be there yet, and check it against the library."""
    found = framework_of_book(workbook, open_library())
    framework = validate(Framework, found)
    path = out or workbook.with_name(f"{framework.id}.yaml")
    write_new(path, filled_in("framework_of_excel.yaml", framework=found.data, made_from=workbook.name))
    say(f"Written: {path}, {count_of(len(framework.expectations), 'expectation')}.")
    if mappings is None:
        library_with(path)
        say("No fault found in it.")
    else:
        say(f'Put it into the frameworks folder of {mappings}, then: evidencepack frameworks check "{mappings}"')


def diff(old: str, new: str, as_json: bool, mappings: Path | None) -> None:
    """Print what changed from one framework to another, each an id or a file."""
    library = open_library(mappings)
    first, second = (validate(Framework, framework_file(wanted, library, mappings)) for wanted in (old, new))
    found = differences(first, second)
    if as_json:
        keys = ("where", "kind", "what", "before", "after")
        put_json([{key: getattr(d, key) for key in keys} for d in found])
        return
    say(f"From {first.title} ({first.version}) to {second.title} ({second.version}):")
    if not found:
        say("Nothing differs.")
    for where, group in groupby(found, key=lambda d: d.where):
        begin(where or "The framework as a whole")
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
