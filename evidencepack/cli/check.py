"""evidencepack check: what was understood of a service folder, every row accounted for."""

from pathlib import Path
from typing import Any

import click

from evidencepack.build import open_library, read_service
from evidencepack.cli.screen import json_text, say, table
from evidencepack.pack.files import problem_lines, source_lines
from evidencepack.pack.privacy import Scrubber
from evidencepack.pack.values import ProblemLine, SourceLine
from evidencepack.words import count_of


def run(folder: Path, as_json: bool, mappings: Path | None) -> None:
    """Print the account of every sheet and the problems."""
    read = read_service(folder, open_library(mappings))
    scrub = Scrubber(read.names, read.service.privacy_key.get_secret_value())
    sources, problems = source_lines(read.accounts, scrub), problem_lines(read.problems, scrub)
    if as_json:
        click.echo(json_text(_plain(sources, problems)))
        return
    say(f"{read.service.name}: {count_of(len(sources), 'sheet')} looked at")
    for source in sources:
        _source(source)
    documents = len(read.records.of("documents"))
    say()
    say(f"Documents: {documents}, of which {sum(d.day is not None for d in read.records.of('documents'))} dated")
    for note in read.notes:
        say(scrub(note))
    _problems(problems)


def _source(source: SourceLine) -> None:
    say()
    say(source.place.words)
    if not source.map:
        say("Not read: no column map in service.yaml names this sheet.", indent="  ")
    else:
        say(f"{source.register_}, by column map {source.map}", indent="  ")
    rows = [("rows read", str(source.rows_read)), *((reason, str(n)) for reason, n in source.set_aside)]
    say(
        f"{source.rows_seen} rows seen = " + " + ".join(f"{n} {reason}" for reason, n in rows), indent="  ", hang="    "
    )
    if source.records != source.rows_read:
        say(f"{source.records:,} records from them", indent="  ")
    for line in source.said:
        say(line, indent="  ", hang="    ")
    if source.unused_columns:
        say(f"Columns not used: {', '.join(source.unused_columns)}", indent="  ", hang="    ")


def _problems(problems: tuple[ProblemLine, ...]) -> None:
    say()
    if not problems:
        say("Problems: none.")
        return
    say(f"{count_of(len(problems), 'problem')} to look at")
    rows = [(_where(p), f"{p.what} {p.remedy}") for p in problems]
    table(("Where", "What, and what to do"), rows, (34, 44))


def _where(problem: ProblemLine) -> str:
    column = f", {problem.column}" if problem.column else ""
    return f"{problem.place.words}{column}{f' ({problem.cell})' if problem.cell else ''}"


def _plain(sources: tuple[SourceLine, ...], problems: tuple[ProblemLine, ...]) -> dict[str, Any]:
    return {
        "sources": [s.model_dump(mode="json", by_alias=True) for s in sources],
        "problems": [p.model_dump(mode="json", by_alias=True) for p in problems],
    }
