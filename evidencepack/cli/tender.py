"""evidencepack tender new: a council's question document turned into a framework file to finish."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidencepack.cli.options import PATH, an_id, own_mappings, today

if TYPE_CHECKING:
    from evidencepack.notes import Messages
    from evidencepack.tender.draft import TenderDraft

_MOST_SAID = 20


@click.group()
def tender() -> None:
    """Turn a council's questions into a framework to answer."""


@tender.command()
@click.argument("file", type=PATH)
@click.option("--out", type=PATH, metavar="FILE", help="Default: the id and .yaml, here.")
@click.option(
    "--id", "id_", type=an_id, default="", metavar="ID", help="The id of the tender; default: from the file's name."
)
@own_mappings
def new(file: Path, out: Path | None, id_: str, mappings: Path | None) -> None:
    """Write a tender to finish from the questions in FILE (.docx, .xlsx or .csv)."""
    from evidencepack.errors import EvidencePackError
    from evidencepack.library.single_file import write_new
    from evidencepack.notes import note
    from evidencepack.pipeline import open_library
    from evidencepack.tender.framework_text import CONFIRM, tender_text
    from evidencepack.tender.lines import read_lines
    from evidencepack.tender.questions import read_questions
    from evidencepack.tender.suggest import Suggestions
    from evidencepack.text import slug

    library, id_ = open_library(mappings), id_ or slug(file.stem) or "tender"
    found = read_questions(read_lines(file))
    if not found.questions:
        raise EvidencePackError(note("no-question-found"), file.name)
    suggestions = Suggestions(library.frameworks.values(), library.rules.terms)
    text = tender_text(found, id_, file.name, today(), suggestions, library.messages)
    path = out or Path(f"{id_}.yaml")
    write_new(path, text)
    _tell(found, path, text.count(f"# {CONFIRM}: "), CONFIRM, library.messages)


def _tell(found: "TenderDraft", path: Path, suggested: int, mark: str, messages: "Messages") -> None:
    """What was found, and what a person must look at."""
    from evidencepack.cli.console import begin, say
    from evidencepack.text import count_of

    weights = sum(bool(asked.weight) for asked in found.questions)
    limits = sum(asked.limit is not None for asked in found.questions)
    say(f"Written: {path}")
    say(f"{count_of(len(found.questions), 'question')}: a weight for {weights}, a limit for {limits}.", indent="  ")
    if found.lots:
        say(f"{count_of(len(found.lots), 'lot')}.", indent="  ")
    if found.gates:
        say(f"Pass or fail: {len(found.gates)}.", indent="  ")
    say(f"{count_of(suggested, 'suggestion')} of what answers them, marked {mark}.", indent="  ")
    if found.not_understood:
        begin("Not understood, also at the head of the file:")
        for said in found.not_understood[:_MOST_SAID]:
            say(messages.what(said), indent=" - ", hang="   ")
        if len(found.not_understood) > _MOST_SAID:
            say(f"and {len(found.not_understood) - _MOST_SAID} more.", indent=" - ")
    if found.left_out:
        texts = sum(len(left.texts) for left in found.left_out)
        begin(f"In no question: {count_of(texts, 'text')}. The foot of the file says where; look them through.")
    begin("Finish it in any text editor, then:")
    say(f'evidencepack frameworks check "{path}"', indent="  ")
