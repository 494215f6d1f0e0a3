"""The pack as a Word document: one framework of it, laid out on a template that people may brand."""

from pathlib import Path

from evidencepack.pack.model import Pack, Report

__all__ = ["write_word"]


def write_word(pack: Pack, report: Report, template: Path) -> bytes:
    """One framework of the pack as a docx; same pack and template, same bytes.

    Raises TemplateError when the template cannot be read or asks for something the pack does not have.
    """
    from evidencepack.writers.word.package import pack_up
    from evidencepack.writers.word.render import render

    document = render(pack, report, template)
    data = pack_up(document, pack, report)
    # The parts of a document refer to each other: without this a long batch piles up pages.
    document.element.clear()
    return data
