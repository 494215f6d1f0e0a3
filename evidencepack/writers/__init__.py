"""pack -> bytes, one module a format; and the folder they are put in. Writers do not know each other."""

from collections.abc import Callable, Sequence
from pathlib import Path

from evidencepack.pack.values import Pack
from evidencepack.writers.excel import write_excel
from evidencepack.writers.folder import Written, write_files
from evidencepack.writers.html import write_html
from evidencepack.writers.json import write_json
from evidencepack.writers.word import write_word

FORMATS = ("word", "excel", "html", "json")
TemplateFor = Callable[[str], Path]


def render(pack: Pack, formats: Sequence[str], template_for: TemplateFor, documents: str = "") -> dict[str, bytes]:
    """The files of a pack by name, JSON apart; `template_for` gives the folder that holds a template file.

    `documents` leads from the workbook to the service folder, for links ("" for no links).
    """
    files: dict[str, bytes] = {}
    if "word" in formats:
        for report in pack.reports:
            name = "tender.docx" if report.tender else "pack.docx"
            template = template_for(f"word/{name}") / "word" / name
            files[f"{report.file_stem}.docx"] = write_word(pack, report, template)
    if "excel" in formats:
        files[f"{pack.file_stem}.xlsx"] = write_excel(pack, folder=documents)
    if "html" in formats:
        files[f"{pack.file_stem}.html"] = write_html(pack, template_for("html/pack.html.j2"))
    return files


def write_pack(
    pack: Pack, out: Path, template_for: TemplateFor, formats: Sequence[str] = FORMATS, documents: str = ""
) -> Written:
    """Write a pack below `out`/<day>/: every format asked for, and the JSON always."""
    return write_files(pack, render(pack, formats, template_for, documents), out)


__all__ = ["FORMATS", "Written", "render", "write_json", "write_pack"]
