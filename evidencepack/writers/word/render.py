"""Fill a Word template in with a pack, and say what is wrong with a template that cannot be."""

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docxtpl
import jinja2
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import nsmap
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError
from lxml import etree

from evidencepack.cache import keep, recall
from evidencepack.errors import TemplateError
from evidencepack.notes import Note, note
from evidencepack.pack.model import Pack, Report
from evidencepack.pack.transition_model import Transition
from evidencepack.shipped import is_shipped
from evidencepack.writers.word.context import names
from evidencepack.writers.word.environment import environment
from evidencepack.writers.word.foreign import without_foreign
from evidencepack.writers.word.links import link
from evidencepack.writers.word.package import save

_UNREADABLE = (OpcError, BadZipFile, OSError, KeyError, ValueError, AttributeError, etree.LxmlError)
Filled = tuple[bytes, tuple[Note, ...]]
_PARAGRAPH, _END = ("<w:p>", "<w:p "), "</w:p>"
# Tables of which a row has more or fewer columns than the table says.
_MISFITS = etree.XPath(
    "//w:tbl[.//w:tr[count(w:tc) + sum(w:tc/w:tcPr/w:gridSpan/@w:val) - count(w:tc/w:tcPr/w:gridSpan)"
    " != count(ancestor::w:tbl[1]/w:tblGrid/w:gridCol)]]",
    namespaces=nsmap,
)
_ESCAPED = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}  # how docxtpl lets a template show a brace
_BREAK = re.compile(r"[\t\n\f\a]")
_MODULES = re.compile(r"'(?:\w+\.)+(\w+) object'")


class _Template(DocxTemplate):  # type: ignore[misc, unused-ignore]
    """A template that never mends broken markup in silence, and whose tags are sought once."""

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml, is_shipped(Path(self.template_file)))

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """A part with its tags filled in; its paragraphs are put on lines of their own only to say where a fault is."""
        try:
            filled = jinja_env.from_string(src_xml).render(context)
        except jinja2.TemplateError:
            return str(super().render_xml_part(src_xml, part, context, jinja_env))
        for written, meant in _ESCAPED.items():
            filled = filled.replace(written, meant)
        return self.resolve_listing(filled)

    def fix_tables(self, xml: str) -> Any:
        """The body as a tree, which must be whole; a table that tags made wider or narrower gets other columns."""
        body = etree.fromstring(xml)
        for table in _MISFITS(body):
            table.getparent().replace(table, super().fix_tables(etree.tostring(table, with_tail=False)))
        return body

    def map_tree(self, tree: Any) -> None:
        """Put the body in its place, its links made."""
        link(tree, {style.name: style.style_id for style in self.docx.styles})
        super().map_tree(tree)

    def resolve_listing(self, xml: str) -> str:
        """Line ends, tabs and pages inside text as markup; most paragraphs have none and are passed over."""
        made: list[str] = []
        done = 0
        while found := _BREAK.search(xml, done):
            start = max(done, *(xml.rfind(opened, done, found.start()) for opened in _PARAGRAPH))
            end = xml.find(_END, found.end()) + len(_END)
            if end < len(_END):
                break
            made += (xml[done:start], super().resolve_listing(xml[start:end]))
            done = end
        return "".join((*made, xml[done:]))


@lru_cache(maxsize=32)
def _patched(xml: str, ours: bool) -> str:
    """Markup with its tags ready, which takes as long as filling it in; that of our own templates is cached."""
    name = f"tags-{sha256(f'{docxtpl.__version__} {xml}'.encode()).hexdigest()}"
    cached = recall(name) if ours else None
    if isinstance(cached, str):
        return cached
    patched = str(DocxTemplate(None).patch_xml(xml))
    if ours:
        keep(name, patched)
    return patched


def write_word(pack: Pack, report: Report, template: Path) -> Filled:
    """One framework of the pack as a docx, and what was left out of somebody's own template; same input, same bytes.

    Raises TemplateError when the template cannot be read or asks for something the pack does not have.
    """
    document, left_out = _fill(names(pack, report), template)
    data = save(document, pack, f"{pack.service.name}: {report.title}, {pack.on_words}")
    # The parts of a document refer to each other: without this a long batch piles up pages.
    document.element.clear()
    return data, left_out


def write_transition_word(transition: Transition, template: Path) -> Filled:
    """A transition as a docx, and what was left out of somebody's own template; else as write_word."""
    known = {"transition": transition, "pack": transition, "service": transition.service, "report": transition.to}
    document, left_out = _fill({**known, "earlier": transition.from_}, template)
    return save(document, transition, f"{transition.service.name}: {transition.title}, {transition.on_words}"), left_out


def _fill(known: Mapping[str, Any], template: Path) -> tuple[Document, tuple[Note, ...]]:
    """A template with every tag filled in from the names it may use, and what was left out of one that is not ours."""
    file = _open(template)
    styles = {style.name: style.style_id for style in file.docx.styles}
    try:
        file.render({**known, "styles": styles}, environment(is_shipped(template)), autoescape=True)
    except (
        jinja2.TemplateError,
        etree.LxmlError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise _explained(error, template.name) from error
    document: Document = file.docx
    left_out = () if is_shipped(template) else without_foreign(document)
    return document, (note("template-left-out", template=template.name, what=left_out),) if left_out else ()


def _open(template: Path) -> Any:
    try:
        file = _Template(template)
        file.init_docx()
    except _UNREADABLE as error:
        why = note("not-a-word-template" if template.exists() else "no-word-template")
        raise TemplateError(why, template.name) from error
    return file


def _explained(error: Exception, name: str) -> TemplateError:
    message = _MODULES.sub(lambda found: f"'{found[1].lower()}'", str(error)).rstrip(".")
    if isinstance(error, jinja2.UndefinedError):
        return TemplateError(note("word-asks-unknown", why=message), name)
    if isinstance(error, SecurityError):
        return TemplateError(note("word-asks-forbidden", why=message), name)
    if isinstance(error, jinja2.TemplateSyntaxError):
        return TemplateError(note("word-tag-unknown", why=_near(error, message)), name)
    return TemplateError(note("word-not-filled", why=message), name)


def _near(error: jinja2.TemplateSyntaxError, message: str) -> Note | str:
    """What is wrong with a tag, and the tags of its paragraph where they are known."""
    lines = [line.strip() for line in getattr(error, "docx_context", ())]
    tags = " ".join(line for line in lines if "{%" in line or "{{" in line)
    return note("tag-near", why=message, tags=tags[:200]) if tags else message
