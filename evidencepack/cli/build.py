"""evidencepack build, demo and transition: make what was asked for, write it, say what stands in it."""

import os
import shutil
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from evidencepack.cli.console import begin, say, table
from evidencepack.errors import OutputError
from evidencepack.files import Reader
from evidencepack.notes import note
from evidencepack.pack.model import FirstThing, Pack, Report
from evidencepack.pack.transition_model import Step
from evidencepack.pipeline import BuildOptions, Built, BuiltTransition, build_service, build_transition
from evidencepack.shipped import shipped
from evidencepack.text import count_of
from evidencepack.writers import Filling


def run(folder: Path, options: BuildOptions, out: Path | None, reader: Reader, filling: Filling | None) -> None:
    """Build and print the summary; `reader` may have begun with the files of the folder, `filling` fills templates."""
    summarise(build_service(folder, options, out=out, reader=reader, filling=filling))


def summarise(built: Built) -> None:
    """Counts by status, the three things to do first, problems and paths; at most 80 columns."""
    pack = built.pack
    say(f"{pack.service.name}, {pack.on_words}")
    for report in pack.reports:
        _report(report)
    _problems(pack)
    say_paths(built)


def _report(report: Report) -> None:
    begin(report.title)
    if report.narrowed:
        say(report.narrowed)
    rows = [(f"{c.status.symbol} {c.status.word}", str(c.count)) for c in report.counts]
    table(("Questions" if report.tender else "Expectations", ""), rows, (34, 4), right=(1,))
    _to_do_first(report.do_first)


def _to_do_first(things: Sequence[FirstThing | Step]) -> None:
    if things:
        begin("To do first")
    for i, thing in enumerate(things, 1):
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


def say_paths(built: Built | BuiltTransition) -> None:
    """Where the files went, and what a person should know about them."""
    written = built.written
    begin(f"Written to {_short(written.paths[-1].parent)}")
    for path in written.paths:
        say(path.name, indent="  ")
    for said in written.notes:
        say(f"Note: {built.messages.what(said)}")


def _short(path: Path) -> str:
    """A path as seen from here when that is shorter."""
    try:
        near = os.path.relpath(path)
    except ValueError:
        return str(path)
    return min(near, str(path), key=len)


SAMPLE = "rowan-house"
# The sample's records end on this day; a later day would make all of it look old.
SAMPLE_DAY = date(2026, 10, 31)


def run_demo(out: Path) -> None:
    """Copy the sample to `out` and build its pack there; what a person typed into an earlier demo pack is kept."""
    folder = out / SAMPLE
    try:
        shutil.copytree(
            shipped("sample_data") / SAMPLE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("packs")
        )
    except OSError as error:
        raise OutputError(note("sample-not-copied", why=str(error.strerror)), str(out)) from error
    say("This is Rowan House, an invented care home with gaps planted on purpose.")
    say(f"Its records: {folder}")
    say()
    summarise(build_service(folder, BuildOptions(on=SAMPLE_DAY)))
    begin("Open the Word file first. Then look at the records it came from.")


def run_transition(
    folder: Path, from_: str, to: str, on: date, out: Path | None, templates: Path | None, mappings: Path | None
) -> None:
    """Build and print the summary; somebody's own templates are filled in by a process of their own."""
    from evidencepack.template_worker import TemplateWorker

    with TemplateWorker() if templates else nullcontext() as filling:
        built = build_transition(
            folder, on, from_=from_, to=to, out=out, mappings=mappings, templates=templates, filling=filling
        )
    summarise_transition(built)


def summarise_transition(built: BuiltTransition) -> None:
    """What carries over in numbers, the three things to do first, and paths; at most 80 columns."""
    t = built.transition
    say(f"{t.service.name}, {t.on_words}")
    say(f"{t.title}.")
    say(f"{t.to.title}: {t.to.stage_line[:1].lower()}{t.to.stage_line[1:]}")
    say()
    for line in t.summary:
        say(line, indent=" - ", hang="   ")
    _to_do_first(t.first[:3])
    say_paths(built)
