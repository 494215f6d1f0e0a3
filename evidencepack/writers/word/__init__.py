"""The pack as a Word document: one framework of it, laid out on a template that people may brand."""

from pathlib import Path

from evidencepack.pack.transition_values import Transition
from evidencepack.pack.values import Pack, Report

__all__ = ["write_transition_word", "write_word"]


def write_word(pack: Pack, report: Report, template: Path) -> bytes:
    """One framework of the pack as a docx; same pack and template, same bytes.

    Raises TemplateError when the template cannot be read or asks for something the pack does not have.
    """
    from evidencepack.writers.word.links import link
    from evidencepack.writers.word.package import pack_up
    from evidencepack.writers.word.render import render

    document = render(pack, report, template)
    link(document)
    data = pack_up(document, pack, report)
    # The parts of a document refer to each other: without this a long batch piles up pages.
    document.element.clear()
    return data


def write_transition_word(transition: Transition, template: Path) -> bytes:
    """A transition as a docx; same transition and template, same bytes. Raises TemplateError as write_word does."""
    from evidencepack.writers.word.links import link
    from evidencepack.writers.word.package import save
    from evidencepack.writers.word.render import fill

    known = {"transition": transition, "pack": transition, "service": transition.service, "report": transition.to}
    document = fill({**known, "earlier": transition.from_}, template)
    link(document)
    return save(document, transition, f"{transition.service.name}: {transition.title}, {transition.on_words}")
