"""pack -> files by name, one module a format; Word and HTML are laid out by templates, perhaps in a process apart."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.errors import known_path, known_words
from evidencepack.notes import Messages, Note
from evidencepack.output_place import must_be_ours, packs_of
from evidencepack.pack.model import Pack, Report
from evidencepack.pack.transition_model import Transition
from evidencepack.shipped import is_shipped
from evidencepack.writers.folder import Written, put_files, write_files
from evidencepack.writers.html import write_html
from evidencepack.writers.json import write_json

FORMATS = ("word", "excel", "html", "json")
PAGE, TRANSITION = "html/pack.html.j2", "word/transition.docx"
TemplateFor = Callable[[str], Path]


class Filling(Protocol):
    """Somebody else who fills in templates meanwhile."""

    def begin(self, content: Pack | Transition, folders: Mapping[str, Path]) -> None:
        """Begin, as `fill_templates` would."""

    def files(self) -> "FilledTemplates | None":
        """What was made; None when it has to be made here."""


def templates_of(pack: Pack, formats: Sequence[str]) -> tuple[str, ...]:
    """The template files that these formats of a pack need, by their place in a templates folder."""
    word = dict.fromkeys(_template(report) for report in pack.reports) if "word" in formats else ()
    return (*word, *((PAGE,) if "html" in formats else ()))


class FilledTemplates(Struct, frozen=True):
    """Files by name, and what a person should know of the templates they were made of."""

    files: dict[str, bytes]
    notes: tuple[Note, ...] = ()


def fill_templates(content: Pack | Transition, folders: Mapping[str, Path]) -> FilledTemplates:
    """Fill in; `folders` are the template folders by template. TemplateError says what is wrong in one."""
    from evidencepack.writers.word.render import write_transition_word, write_word

    if isinstance(content, Transition):
        data, notes = write_transition_word(content, folders[TRANSITION] / TRANSITION)
        return FilledTemplates({f"{content.file_stem}.docx": data}, notes)
    pack = content
    files: dict[str, bytes] = {}
    said: list[Note] = []
    for report in pack.reports:
        template = _template(report)
        if template in folders:
            files[f"{report.file_stem}.docx"], notes = write_word(pack, report, folders[template] / template)
            said.extend(notes)
    if PAGE in folders:
        files[f"{pack.file_stem}.html"] = write_html(pack, folders[PAGE])
    return FilledTemplates(files, tuple(dict.fromkeys(said)))


def _template(report: Report) -> str:
    return "word/tender.docx" if report.tender else "word/pack.docx"


def render(
    pack: Pack,
    messages: Messages,
    formats: Sequence[str],
    template_for: TemplateFor,
    documents: str = "",
    filling: Filling | None = None,
) -> FilledTemplates:
    """The files of a pack by name, JSON apart, and what is said of its templates.

    `template_for` gives the folder that holds a template file.
    `documents` leads from the workbook to the service folder, for links ("" for no links). `filling` fills templates in
    while the workbook is made.
    """
    from evidencepack.writers.excel.pack_workbook import write_excel

    folders = {name: template_for(name) for name in templates_of(pack, formats)}

    def workbook() -> dict[str, bytes]:
        return {f"{pack.file_stem}.xlsx": write_excel(pack, messages, folder=documents)} if "excel" in formats else {}

    return _filled(_for_templates(pack, folders), folders, filling if folders else None, workbook)


def _filled(
    content: Pack | Transition,
    folders: Mapping[str, Path],
    filling: Filling | None,
    workbook: Callable[[], dict[str, bytes]],
) -> FilledTemplates:
    """What the templates make, by `filling` where there is one, and the workbook, which is made meanwhile."""
    if filling:
        filling.begin(content, folders)
    made = workbook()
    filled = (filling.files() if filling else None) or fill_templates(content, folders)
    return FilledTemplates({**filled.files, **made}, filled.notes)


def _for_templates(pack: Pack, folders: Mapping[str, Path]) -> Pack:
    """The pack without what our own templates never ask for, which is most of it; one's own may ask for anything."""
    if not all(map(is_shipped, folders.values())):
        return pack
    return replace(pack, registers=(), traces=())


def write_pack(
    pack: Pack,
    messages: Messages,
    out: Path,
    template_for: TemplateFor,
    formats: Sequence[str] = FORMATS,
    documents: str = "",
    filling: Filling | None = None,
) -> Written:
    """Write a pack below `out`/<day>/: every format asked for, and the JSON always.

    OutputError where `out` is among what a service keeps; whose packs it may be is for the caller to know.
    """
    formats, out = known_words("formats", formats, FORMATS), known_path("out", out)
    must_be_ours(out, packs_of(out))
    made = render(pack, messages, formats, template_for, documents, filling)
    return _with_notes(write_files(pack, made.files, out), made)


def write_transition(
    transition: Transition, messages: Messages, out: Path, template_for: TemplateFor, filling: Filling | None = None
) -> Written:
    """Write a transition below `out`/<day>/, whole or not at all; its JSON is the mark that both are whole."""
    from evidencepack.writers.excel.transition_workbook import write_transition_excel

    must_be_ours(out, packs_of(out))
    stem, folders = transition.file_stem, {TRANSITION: template_for(TRANSITION)}
    made = _filled(transition, folders, filling, lambda: {f"{stem}.xlsx": write_transition_excel(transition, messages)})
    mark = f"{stem}.json"
    return _with_notes(
        put_files(transition.on, mark, lambda names: write_json(transition, names), made.files, out), made
    )


def _with_notes(written: Written, made: FilledTemplates) -> Written:
    return replace(written, notes=(*written.notes, *made.notes))
