"""The tender commands: a council's question document turned into a framework file to finish."""

import re
from pathlib import Path

import click

from evidencepack.cli.console import say
from evidencepack.cli.options import day_of
from evidencepack.errors import EvidencePackError
from evidencepack.library.new import write_new
from evidencepack.notes import Messages
from evidencepack.pipeline import open_library
from evidencepack.tender.draft import Understood
from evidencepack.tender.framework_text import CONFIRM, tender_text
from evidencepack.tender.lines import read_lines
from evidencepack.tender.questions import understood
from evidencepack.tender.suggest import Suggestions
from evidencepack.text import count_of

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 60
_MOST_SAID = 20


def new(file: Path, out: Path | None, id_: str, mappings: Path | None) -> None:
    """Read the questions, write the file whole or not at all, and say what a person must look at."""
    chosen = id_ or _id_of(file)
    if not _SLUG.fullmatch(chosen) or len(chosen) > _LONGEST_ID:
        raise click.BadParameter(f"'{chosen}': small letters, digits and hyphens only, 60 at most.", param_hint="--id")
    library = open_library(mappings)
    found = understood(read_lines(file))
    if not found.questions:
        remedy = "Number each question (1, 1.1, Q1, MS1), or put them into a table with the headings No. and Question."
        raise EvidencePackError("no numbered question was found in it.", where=file.name, remedy=remedy)
    suggestions = Suggestions(library.frameworks.values(), library.rules.terms)
    text = tender_text(found, chosen, file.name, day_of(None), suggestions, library.messages)
    path = out or Path(f"{chosen}.yaml")
    write_new(path, text)
    _tell(found, path, text.count(f"# {CONFIRM}: "), library.messages)


def _id_of(file: Path) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", file.stem.casefold()).strip("-")
    return plain[:_LONGEST_ID].strip("-") or "tender"


def _tell(found: Understood, path: Path, suggested: int, messages: Messages) -> None:
    weights = sum(bool(asked.weight) for asked in found.questions)
    limits = sum(asked.limit is not None for asked in found.questions)
    say(f"Written: {path}")
    say(f"{count_of(len(found.questions), 'question')}: a weight for {weights}, a limit for {limits}.", indent="  ")
    if found.lots:
        say(f"{count_of(len(found.lots), 'lot')}.", indent="  ")
    if found.gates:
        say(f"Pass or fail: {len(found.gates)}.", indent="  ")
    say(f"{count_of(suggested, 'suggestion')} of what answers them, marked {CONFIRM}.", indent="  ")
    if found.not_understood:
        say()
        say("Not understood, also at the head of the file:")
        for said in found.not_understood[:_MOST_SAID]:
            say(messages.what(said), indent=" - ", hang="   ")
        if len(found.not_understood) > _MOST_SAID:
            say(f"and {len(found.not_understood) - _MOST_SAID} more.", indent=" - ")
    if found.left_out:
        texts = sum(len(left.texts) for left in found.left_out)
        say()
        say(f"In no question: {count_of(texts, 'text')}. The foot of the file says where; look them through.")
    say()
    say("Finish it in any text editor, then:")
    say(f'evidencepack frameworks check "{path}"', indent="  ")
