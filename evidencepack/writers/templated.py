"""The files of a pack that are laid out by templates: Word, one for each framework, and HTML."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from evidencepack.pack.model import Pack, Report
from evidencepack.writers.html import write_html
from evidencepack.writers.word import write_word

PAGE = "html/pack.html.j2"


def templates_of(pack: Pack, formats: Sequence[str]) -> tuple[str, ...]:
    """The template files that these formats of a pack need, by their place in a templates folder."""
    word = dict.fromkeys(_of(report) for report in pack.reports) if "word" in formats else ()
    return (*word, *((PAGE,) if "html" in formats else ()))


def fill_templates(pack: Pack, folders: Mapping[str, Path]) -> dict[str, bytes]:
    """Files by name; `folders` are the template folders by `templates_of`. TemplateError says what is wrong in one."""
    files: dict[str, bytes] = {}
    for report in pack.reports:
        template = _of(report)
        if template in folders:
            files[f"{report.file_stem}.docx"] = write_word(pack, report, folders[template] / template)
    if PAGE in folders:
        files[f"{pack.file_stem}.html"] = write_html(pack, folders[PAGE])
    return files


def _of(report: Report) -> str:
    return "word/tender.docx" if report.tender else "word/pack.docx"
