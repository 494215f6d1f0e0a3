"""evidencepack transition: write what moving to another framework means, and say the main of it."""

from pathlib import Path

from evidencepack.cli.build import say_paths
from evidencepack.cli.day import day_of
from evidencepack.cli.screen import say
from evidencepack.transition import BuiltTransition, build_transition


def run(
    folder: Path, from_: str, to: str, on: str | None, out: Path | None, templates: Path | None, mappings: Path | None
) -> None:
    """Build and print the summary."""
    summarise(build_transition(folder, day_of(on), from_=from_, to=to, out=out, mappings=mappings, templates=templates))


def summarise(built: BuiltTransition) -> None:
    """What carries over in numbers, the three things to do first, and paths; at most 80 columns."""
    t = built.transition
    say(f"{t.service.name}, {t.on_words}")
    say(f"{t.title}.")
    say(f"{t.to.title}: {t.to.stage_line[:1].lower()}{t.to.stage_line[1:]}")
    say()
    for line in t.summary:
        say(line, indent=" - ", hang="   ")
    if t.first:
        say()
        say("To do first")
    for i, step in enumerate(t.first[:3], 1):
        say(f"{step.text} ({step.action})", indent=f" {i}. ", hang="    ")
    say_paths(built.written)
