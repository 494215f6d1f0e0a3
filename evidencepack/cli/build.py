"""evidencepack build, demo and transition: make what was asked for, write it, say what stands in it."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import click

from evidencepack.build_options import BuildOptions
from evidencepack.cli.console import begin, say, show, table
from evidencepack.cli.settle import say_open
from evidencepack.errors import EvidencePackError, OutputError, our_messages
from evidencepack.files import Reader
from evidencepack.library.load import read_service_file
from evidencepack.notes import Messages, note
from evidencepack.onboarding.asking.keep import keep_typed, write_open
from evidencepack.output_place import must_be_outside
from evidencepack.pack.intake import counted_note, unread_notes
from evidencepack.pack.listed_model import StatusWord
from evidencepack.pack.model import FirstThing, Pack, Report
from evidencepack.pack.transition_model import Step
from evidencepack.pipeline import Built, BuiltTransition, build_service, build_transition
from evidencepack.shipped import shipped
from evidencepack.writers import Filling

# Beneath the expectations: the groups of their profiles, in order.
_BENEATH = ("beneath-met", "beneath-partly", "beneath-not", "beneath-unclear", "beneath-not-given", "beneath-aside")
_WIDTHS = (22, 4, 4, 6, 7, 7, 9, 6)


def run(folder: Path, options: BuildOptions, out: Path | None, reader: Reader, filling: Filling | None) -> None:
    """Build and print the summary; `reader` may have begun with the files of the folder, `filling` fills templates.

    A pack of the service's own folder takes over what was typed into Questions.xlsx, and leaves there what is open.
    """
    own = out is None and options.edition == "working"
    kept = keep_typed(folder, reader, options.on) if own else ()
    built = build_service(folder, options, out=out, reader=reader, filling=filling, waits=_say_waits)
    summarise(built)
    if own:
        questions, more = write_open(folder, built.read, built.library, built.assessments, options.on)
        say_open(questions, folder, built.messages, (*kept, *more))


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
    """What lies unread, how many problems and questions, and the first of them."""
    if pack.edition == "evidence":
        return
    say()
    for said in unread_notes(pack.intake, more="more-in-check"):
        say(messages.what(said))
    say(messages.say("counted-in-files", counted=counted_note(pack.intake)))
    for problem in pack.problems[:3]:
        say(f"{problem.place_words}: {problem.what} {problem.remedy}", indent=" - ", hang="   ")


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
    folder = _copy_of_sample(out)
    built = build_service(folder, BuildOptions(on=SAMPLE_DAY), waits=_say_waits)
    say(built.messages.say("this-is-the-sample"))
    say(built.messages.say("its-records", folder=str(folder)))
    say()
    summarise(built)
    begin(built.messages.say("open-word-first"))


def _copy_of_sample(out: Path) -> Path:
    """The folder with the sample, to which only what it lacks is copied; OutputError where it is somebody else's."""
    sample, folder = shipped("sample_data") / SAMPLE, out / SAMPLE
    must_be_outside(out)
    try:
        if os.path.lexists(folder) and any(folder.iterdir()) and not _is_copy(folder, sample):
            raise OutputError(note("not-the-sample"), str(folder))
        ignored = shutil.ignore_patterns("packs")
        shutil.copytree(sample, folder, dirs_exist_ok=True, ignore=ignored, copy_function=_copy_if_missing)
    except (OSError, shutil.Error) as error:
        raise OutputError(note("sample-not-copied", why=getattr(error, "strerror", "") or "?"), str(out)) from error
    return folder


def _is_copy(folder: Path, sample: Path) -> bool:
    """Whether a folder is the sample: it says so, under the sample's own key, and nothing in it leads elsewhere."""
    try:
        found, ours = (read_service_file(each) for each in (folder, sample))
    except EvidencePackError:
        return False
    same = (found.id, found.name, found.key) == (ours.id, ours.name, ours.key)
    return same and not any(path.is_symlink() for path in (folder, *folder.rglob("*")))


def _copy_if_missing(source: str, target: str) -> None:
    if not os.path.lexists(target):
        shutil.copyfile(source, target)


def run_transition(folder: Path, on: date, *, templates: Path | None, **chosen: Any) -> None:
    """Build and print the summary; somebody's own templates are filled in by a process of their own."""
    from evidencepack.template_worker import TemplateWorker

    with TemplateWorker() if templates else nullcontext() as filling:
        built = build_transition(folder, on, templates=templates, filling=filling, waits=_say_waits, **chosen)
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
