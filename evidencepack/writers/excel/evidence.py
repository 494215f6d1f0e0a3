"""The sheets that lead back to the files: evidence, one for each register, and the traces."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from msgspec.structs import replace

from evidencepack.notes import note
from evidencepack.pack.files_model import Place
from evidencepack.pack.listed_model import EvidenceItem, RegisterColumn, RegisterSheet, RowSpan, TraceLine
from evidencepack.pack.model import Pack
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import CellLink, to_document
from evidencepack.writers.excel.links import EVIDENCE, Links
from evidencepack.writers.excel.lists import Column, ListLayout, add_list

_FILE = ("File", 28, note("origin-file"))
_SHEET = ("Sheet", 16, note("origin-sheet"))
_ROW = ("Row", 8, note("origin-row"))


def add_evidence(book: Book, pack: Pack, links: Links, folder: str) -> None:
    """A row a register, document, example or declared fact."""
    columns = _evidence(links, folder, book.messages.say("open-document"))
    title = note("title-evidence", name=pack.service.name)
    layout = ListLayout(EVIDENCE, title, note("about-evidence"), columns, printed=len(columns) - 1)
    add_list(book, layout, pack.evidence)


def _evidence(links: Links, folder: str, opens: str) -> tuple[Column[EvidenceItem], ...]:
    return (
        Column("No.", 8, note("evidence-no"), lambda e: e.number, "strong"),
        Column("Kind", 13, note("evidence-kind"), lambda e: e.kind),
        Column("Evidence", 46, note("evidence-evidence"), lambda e: e.title),
        Column("Where", 48, note("evidence-where"), lambda e: "\n".join(p.words for p in e.places)),
        Column("Go to", 20, note("evidence-go-to"), lambda e: _destination(e, links, folder, opens), "link"),
        Column("Records", 9, note("evidence-records"), lambda e: e.rows, "number"),
        Column("Newest", 20, note("evidence-newest"), lambda e: e.newest),
        Column("Kinds of evidence", 22, note("evidence-kinds-of-evidence"), lambda e: ", ".join(e.evidence_kinds)),
        Column("Used by", 36, note("evidence-used-by"), lambda e: links.numbers(e.used_by)),
        Column("Fingerprint", 70, note("evidence-fingerprint"), lambda e: e.fingerprint),
    )


def _destination(item: EvidenceItem, links: Links, folder: str, opens: str) -> CellLink:
    if item.kind == "document" and len(item.places) == 1:
        target = to_document(item.places[0].file, folder)
        return CellLink(opens if target else "", target)
    return links.register(item.register_)


Record = Sequence[Any]
_YES_NO = {True: "yes", False: "no"}
_ORIGIN: tuple[Column[Record], ...] = (
    Column("Record", 25, note("register-record"), itemgetter(0), "strong"),
    Column(*_FILE, itemgetter(1)),
    Column(*_SHEET, itemgetter(2)),
    Column(*_ROW, itemgetter(3), "number"),
)
_STYLES = {"text": (22, "text"), "date": (14, "day"), "number": (12, "number"), "yes/no": (11, "text")}


def add_registers(book: Book, links: Links) -> None:
    """A sheet for each register, a row a record; where people are not listed, what is counted and where it stands."""
    handed = any(sheet.counted for sheet, _ in links.registers)  # the edition in which no code of a person stands
    about = note("about-register-handed" if handed else "about-register")
    for sheet, parts in links.registers:
        if sheet.counted:
            _add_counts(book, sheet, parts[0].name)
            continue
        columns = (*_ORIGIN, *(_column(column, n) for n, column in enumerate(sheet.columns, len(_ORIGIN))))
        for part in parts:
            layout = ListLayout(part.name, sheet.title, about, columns, empty=note("no-records"), long=True)
            add_list(book, layout, sheet.rows[part.start : part.stop])


_COUNTS: tuple[Column[tuple[str, str, str]], ...] = (
    Column("Counted", 30, note("count-counted"), itemgetter(0), "strong"),
    Column("What", 60, note("count-what"), itemgetter(1)),
    Column("Records", 16, note("count-records"), itemgetter(2)),
)


def _add_counts(book: Book, sheet: RegisterSheet, name: str) -> None:
    say = book.messages.say
    lines = [(say("count-all"), "", f"{sheet.records:,}")]
    lines += [(c.by, c.what, say("count-between", least=c.at_least, most=c.at_most)) for c in sheet.counts]
    lines += [(say("count-where"), say("count-rows", **_span(span)), "") for span in sheet.spans]
    add_list(book, ListLayout(name, sheet.title, note("about-counts"), _COUNTS), lines)


def _span(span: RowSpan) -> dict[str, str]:
    place = Place(file=span.file, sheet=span.sheet).words
    return {"place": place, "first": str(span.first), "last": str(span.last)}


def _column(column: RegisterColumn, number: int) -> Column[Record]:
    width, style = _STYLES[column.kind]
    wide, value = max(width, min(len(column.heading) + 3, 26)), itemgetter(number)
    if column.kind == "yes/no":
        return Column(column.heading, wide, "", lambda record: _YES_NO.get(value(record)), style)
    return Column(column.heading, wide, "", value, style)


_TRACES: tuple[Column[TraceLine], ...] = (
    Column("Finding id", 60, note("trace-finding-id"), lambda t: t.finding),
    Column("Record", 25, note("trace-record"), lambda t: t.record),
    Column("Register", 16, note("trace-register"), lambda t: t.register),
    Column("Used as", 13, note("trace-used-as"), lambda t: t.used_as),
    Column("Because", 38, note("trace-because"), lambda t: t.because),
    Column("By which records", 22, note("trace-by-which-records"), lambda t: t.by),
    Column(*_FILE, lambda t: t.file),
    Column(*_SHEET, lambda t: t.sheet),
    Column(*_ROW, lambda t: t.row or None, "number"),
)
_TO_ROW: Column[TraceLine] = Column("To row", 8, note("trace-to-row"), lambda t: t.last or None, "number")


def _handed(not_told: str) -> tuple[Column[TraceLine], ...]:
    """The columns where some lines stand for the rows of a sheet, from first to last."""
    because = {"Because": lambda t: not_told if t.last else t.because}
    return (*(replace(c, value=because.get(c.heading, c.value)) for c in _TRACES), _TO_ROW)


def add_traces(book: Book, pack: Pack, links: Links) -> None:
    """A row for each record in each figure."""
    about, columns = note("about-traces"), _TRACES
    if pack.edition == "evidence":
        about, columns = note("about-traces-handed"), _handed(book.messages.say("trace-not-told"))
    for part in links.traces:
        title = note("title-traces", name=pack.service.name)
        layout = ListLayout(part.name, title, about, columns, frozen=2, long=True)
        add_list(book, layout, pack.traces[part.start : part.stop])
