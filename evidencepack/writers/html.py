"""The pack as one HTML file that needs nothing else: no script, no network, no second file."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from evidencepack.dates import day_words
from evidencepack.errors import TemplateError
from evidencepack.files.file_access import leads_out
from evidencepack.notes import Note, note
from evidencepack.pack.model import FindingLine, Pack, Report, Section
from evidencepack.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment

_PAGE = "pack.html.j2"


def write_html(pack: Pack, templates: Path) -> bytes:
    """The whole pack, all frameworks, laid out by `html/pack.html.j2` in the templates folder."""
    values = _values(pack)
    try:
        page = _environment(templates / "html").get_template(_PAGE).render(values)
    except (MemoryError, TemplateError):  # the limit of who fills it in
        raise
    except Exception as error:
        fault = _explained(error, templates)
        if fault is None:
            raise
        raise fault from error
    return page.encode("utf-8")


class _Used(Struct, frozen=True):
    """Findings of one report, where a table names findings of several."""

    report: Report
    findings: tuple[FindingLine, ...]


class _ThemeGroup(Struct, frozen=True):
    """Sections under one theme heading, in the order of the report."""

    title: str
    sections: tuple[Section, ...]


def _values(pack: Pack) -> dict[str, Any]:
    """The pack and, for its links, what each number and reference in it leads to."""
    place = {f.id: (report, f) for report in pack.reports for s in report.sections for f in s.findings}

    def used(ids: Iterable[str]) -> tuple[_Used, ...]:
        found = [place[each] for each in ids]
        reports = tuple(r for r in pack.reports if any(r is report for report, _ in found))
        return tuple(_Used(r, tuple(f for report, f in found if report is r)) for r in reports)

    return {
        "pack": pack,
        "items": {item.number: item for item in pack.evidence},
        "actions": {action.ref: action for action in pack.actions},
        "closes": {action.ref: used(action.findings) for action in pack.actions},
        "used_by": {item.number: used(item.used_by) for item in pack.evidence},
        "themes": {report.framework: _themes(report) for report in pack.reports},
    }


def _themes(report: Report) -> tuple[_ThemeGroup, ...]:
    """The themes with their sections; a section that no theme lists comes last, so that none is lost."""
    section = {s.id: s for s in report.sections}
    groups = [_ThemeGroup(t.title, tuple(section.pop(i) for i in t.sections)) for t in report.themes]
    return (*groups, _ThemeGroup("", tuple(section.values()))) if section else tuple(groups)


@lru_cache(maxsize=4)
def _environment(folder: Path) -> "Environment":
    from jinja2 import FileSystemLoader, StrictUndefined

    from evidencepack.shipped import is_shipped
    from evidencepack.writers.sandbox import Sandbox

    class Missing(StrictUndefined):
        """A name the pack does not have: says which, and the nearest that it does have."""

        @property
        def _undefined_message(self) -> Any:  # jinja2 raises its error with it
            return _asked_for(str(self._undefined_name), self._undefined_obj)

    class Loader(FileSystemLoader):
        """Templates of a folder; of a link out of it nothing is read, so that nothing of it is told either."""

        def get_source(self, environment: Any, template: str) -> Any:
            if leads_out(folder / template, folder.parent):
                raise TemplateError(note("template-linked"), f"{folder.name}/{template}")
            return super().get_source(environment, template)

    environment = Sandbox(
        cached=is_shipped(folder),
        loader=Loader(folder),
        autoescape=True,
        undefined=Missing,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"anchor": _anchor, "day": day_words}
    return environment


def _printable(value: Any) -> Any:
    """Text without the characters that HTML forbids and nobody can see; template markup as it is."""
    from markupsafe import Markup

    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)


@lru_cache(maxsize=20_000)
def _anchor(text: str) -> str:
    """An id for a link: letters, digits and hyphens stay, the rest is spelt out, so that no two ids meet."""
    return "".join(c if c.isascii() and (c.isalnum() or c == "-") else f"_{ord(c):x}_" for c in text)


def _asked_for(name: str, owner: Any) -> Note:
    from jinja2.utils import missing

    if owner is missing:
        return note("asks-outside", name=name)
    fields = getattr(type(owner), "__struct_fields__", ())
    near = get_close_matches(name, fields, n=1)
    kind = note("one-of-kind", kind=type(owner).__name__) if fields else note("this-value")
    return (
        note("asks-nearly", name=name, owner=kind, near=near[0])
        if near
        else note("asks-unknown", name=name, owner=kind)
    )


def _explained(error: Exception, templates: Path) -> TemplateError | None:
    """What is wrong with which line of a template; None when no template had a part in it."""
    from jinja2 import TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError

    if isinstance(error, TemplateNotFound):
        return TemplateError(note("no-html-template", template=str(error.name), folder=f"{templates.name}/html"))
    if isinstance(error, TemplateSyntaxError):
        message = (error.message or "").rstrip(".")
        where = _line(str(error.filename or error.name), error.lineno)
        return TemplateError(note("html-unread", why=message), where)
    if isinstance(error, UnicodeDecodeError):
        return TemplateError(note("html-not-utf8", folder=f"{templates.name}/html"))
    where = _last_template_line(error.__traceback__, templates)
    if not where:
        return None
    asked = (
        (*error.args, "")[0] if isinstance(error, TemplateRuntimeError) else note("cannot-be-filled", why=str(error))
    )
    return TemplateError(note("html-not-filled", why=asked), where)


def _last_template_line(trace: TracebackType | None, templates: Path) -> str:
    where = ""
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if Path(name).is_relative_to(templates):
            where = _line(name, trace.tb_lineno)
        trace = trace.tb_next
    return where


def _line(template: str, number: int) -> str:
    return f"{Path(template).name}, line {number}"
