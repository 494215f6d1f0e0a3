"""evidencepack build, demo and transition: make what was asked for, write it, say what stands in it."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import click

from evidencepack.cli.console import begin, say, show, table
from evidencepack.errors import OutputError, our_messages
from evidencepack.files import Reader
from evidencepack.notes import Messages, note
from evidencepack.pack.listed_model import StatusWord
from evidencepack.pack.model import FirstThing, Pack, Report
from evidencepack.pack.transition_model import Step
from evidencepack.pipeline import BuildOptions, Built, BuiltTransition, build_service, build_transition
from evidencepack.shipped import shipped
from evidencepack.writers import Filling

# Beneath the expectations: the groups of their profiles, in order.
_BENEATH = ("beneath-met", "beneath-partly", "beneath-not", "beneath-unclear", "beneath-not-given", "beneath-aside")
_WIDTHS = (22, 4, 4, 6, 7, 7, 9, 6)


def run(folder: Path, options: BuildOptions, out: Path | None, reader: Reader, filling: Filling | None) -> None:
    """Build and print the summary; `reader` may have begun with the files of the folder, `filling` fills templates."""
    summarise(build_service(folder, options, out=out, reader=reader, filling=filling, waits=_say_waits))


def _say_waits() -> None:
    """Say at once why nothing happens, on standard error: a program that reads our output goes on as before."""
    click.echo(show(our_messages().say("waits-for-build")), err=True)


def summarise(built: Built) -> None:
    """Counts by status, the three things to do first, problems and paths; at most 80 columns."""
    pack = built.pack
    say(f"{pack.service.name}, {pack.on_words}")
    for report in pack.reports:
        _report(report, built.messages)
    _problems(pack, built.messages)
    say_paths(built)


def _report(report: Report, messages: Messages) -> None:
    begin(report.title)
    if report.narrowed:
        say(report.narrowed)
    rows = [(f"{c.status.symbol} {c.status.word}", str(c.count), *_beneath(report, c.status)) for c in report.counts]
    counted = messages.say("counted-questions" if report.tender else "counted-expectations")
    table((counted, "", *map(messages.say, _BENEATH)), rows, _WIDTHS, right=range(1, 8))
    _to_do_first(report.do_first, messages)


def _beneath(report: Report, status: StatusWord) -> Iterator[str]:
    """How many of the requirements beneath those that stand so are in each group of the profile."""
    profiles = [section.profile.counts for section in report.sections if section.status == status]
    for group in zip(*profiles, strict=True):
        yield str(sum(each.count for each in group))


def _to_do_first(things: Sequence[FirstThing | Step], messages: Messages) -> None:
    if things:
        begin(messages.say("to-do-first"))
    for i, thing in enumerate(things, 1):
        say(f"{thing.text} ({thing.action})", indent=f" {i}. ", hang="    ")


def _problems(pack: Pack, messages: Messages) -> None:
    if pack.edition == "evidence":
        return
    say()
    if not pack.problems:
        say(messages.say("none-in-files"))
        return
    say(messages.say("problems-in-files", n=len(pack.problems)))
    for problem in pack.problems[:3]:
        say(f"{problem.place.words}: {problem.what} {problem.remedy}", indent=" - ", hang="   ")


def say_paths(built: Built | BuiltTransition) -> None:
    """Where the files went, and what a person should know about them."""
    written = built.written
    begin(built.messages.say("written-to", folder=_short(written.paths[-1].parent)))
    for path in written.paths:
        say(path.name, indent="  ")
    for said in written.notes:
        say(built.messages.say("to-note", what=said))


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
    built = build_service(folder, BuildOptions(on=SAMPLE_DAY), waits=_say_waits)
    say(built.messages.say("this-is-the-sample"))
    say(built.messages.say("its-records", folder=str(folder)))
    say()
    summarise(built)
    begin(built.messages.say("open-word-first"))


def run_transition(
    folder: Path, from_: str, to: str, on: date, out: Path | None, templates: Path | None, mappings: Path | None
) -> None:
    """Build and print the summary; somebody's own templates are filled in by a process of their own."""
    from evidencepack.template_worker import TemplateWorker

    with TemplateWorker() if templates else nullcontext() as filling:
        built = build_transition(
            folder,
            on,
            from_=from_,
            to=to,
            out=out,
            mappings=mappings,
            templates=templates,
            filling=filling,
            waits=_say_waits,
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
    _to_do_first(t.first[:3], built.messages)
    say_paths(built)
