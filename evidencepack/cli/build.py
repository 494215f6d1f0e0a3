"""evidencepack build: make the pack, write it, say what stands in it."""

import os
from collections.abc import Sequence
from pathlib import Path

from evidencepack.build import Built, build_service
from evidencepack.cli.day import day_of
from evidencepack.cli.screen import say, table
from evidencepack.pack.values import Pack, Report
from evidencepack.sources import Reader
from evidencepack.words import count_of
from evidencepack.writers import Filling, Written


def run(
    folder: Path,
    frameworks: Sequence[str],
    themes: Sequence[str],
    on: str | None,
    out: Path | None,
    formats: Sequence[str],
    mappings: Path | None,
    templates: Path | None,
    edition: str,
    reader: Reader,
    filling: Filling | None,
) -> None:
    """Build and print the summary; `reader` may have begun with the files of the folder, `filling` fills templates."""
    day = day_of(on)
    built = build_service(
        folder,
        day,
        frameworks=frameworks,
        themes=themes,
        out=out,
        formats=formats,
        mappings=mappings,
        templates=templates,
        edition=edition,
        reader=reader,
        filling=filling,
    )
    summarise(built)


def summarise(built: Built) -> None:
    """Counts by status, the three things to do first, problems and paths; at most 80 columns."""
    pack = built.pack
    say(f"{pack.service.name}, {pack.on_words}")
    for report in pack.reports:
        _report(report, pack)
    _problems(pack)
    say_paths(built.written)


def _report(report: Report, pack: Pack) -> None:
    say()
    say(report.title)
    if report.narrowed:
        say(report.narrowed)
    rows = [(f"{c.status.symbol} {c.status.word}", str(c.count)) for c in report.counts]
    table(("Questions" if report.tender else "Expectations", ""), rows, (34, 4), right=(1,))
    if not report.do_first:
        return
    say()
    say("To do first")
    for i, thing in enumerate(report.do_first, 1):
        say(f"{thing.text} ({thing.action})", indent=f" {i}. ", hang="    ")


def _problems(pack: Pack) -> None:
    if pack.edition == "evidence":
        return
    say()
    if not pack.problems:
        say("Problems in the files: none.")
        return
    say(f"{count_of(len(pack.problems), 'problem')} in the files; evidencepack check lists them. The first:")
    for problem in pack.problems[:3]:
        say(f"{problem.place.words}: {problem.what} {problem.remedy}", indent=" - ", hang="   ")


def say_paths(written: Written) -> None:
    """Where the files went, and what a person should know about them."""
    say()
    say(f"Written to {_short(written.paths[-1].parent)}")
    for path in written.paths:
        say(path.name, indent="  ")
    for note in written.notes:
        say(f"Note: {note}")


def _short(path: Path) -> str:
    """A path as seen from here when that is shorter."""
    try:
        near = os.path.relpath(path)
    except ValueError:
        return str(path)
    return min(near, str(path), key=len)
