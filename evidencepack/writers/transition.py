"""A transition as files: Word, Excel and, as the mark that both are whole, its JSON."""

from pathlib import Path

from evidencepack.pack.transition_model import Transition
from evidencepack.writers import TemplateFor
from evidencepack.writers.excel.transition_sheets import write_transition_excel
from evidencepack.writers.folder import Written, put_files
from evidencepack.writers.json import write_json
from evidencepack.writers.word.package import save
from evidencepack.writers.word.render import fill


def write_transition(transition: Transition, out: Path, template_for: TemplateFor) -> Written:
    """Write a transition below `out`/<day>/, whole or not at all."""
    stem, name = transition.file_stem, "word/transition.docx"
    files = {
        f"{stem}.docx": write_transition_word(transition, template_for(name) / name),
        f"{stem}.xlsx": write_transition_excel(transition),
    }
    return put_files(transition.on, f"{stem}.json", lambda names: write_json(transition, names), files, out)


def write_transition_word(transition: Transition, template: Path) -> bytes:
    """A transition as a docx; same transition and template, same bytes. Raises TemplateError as write_word does."""
    known = {"transition": transition, "pack": transition, "service": transition.service, "report": transition.to}
    document = fill({**known, "earlier": transition.from_}, template)
    return save(document, transition, f"{transition.service.name}: {transition.title}, {transition.on_words}")
