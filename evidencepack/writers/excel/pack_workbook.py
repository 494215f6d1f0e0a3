"""The workbook of a pack: its sheets in order."""

from evidencepack.notes import Messages
from evidencepack.pack.model import Pack
from evidencepack.writers.excel.actions import add_actions
from evidencepack.writers.excel.bid import add_bids
from evidencepack.writers.excel.book import Book, drafts_line
from evidencepack.writers.excel.crosswalk import add_crosswalk
from evidencepack.writers.excel.evidence import add_evidence, add_registers, add_traces
from evidencepack.writers.excel.expectations import add_expectations
from evidencepack.writers.excel.findings import add_findings
from evidencepack.writers.excel.hidden_sheet import add_hidden
from evidencepack.writers.excel.kept import add_kept
from evidencepack.writers.excel.links import Links
from evidencepack.writers.excel.method_sheets import add_method, add_problems, add_sources
from evidencepack.writers.excel.summary import add_summary


def write_excel(pack: Pack, messages: Messages, *, folder: str = "../..") -> bytes:
    """The workbook; `folder` leads from it to the service folder, for links to documents ("" for none)."""
    book, links = _book(pack, messages), Links(pack)
    add_summary(book, pack, links)
    add_bids(book, pack)
    add_expectations(book, pack)
    add_findings(book, pack, links)
    add_actions(book, pack, links)
    add_evidence(book, pack, links, folder)
    add_registers(book, links)
    add_traces(book, pack, links)
    add_sources(book, pack)
    if pack.edition == "working":
        add_problems(book, pack)
        add_kept(book, pack)
    add_crosswalk(book, pack)
    add_method(book, pack)
    add_hidden(book, pack)
    return book.close()


def _book(pack: Pack, messages: Messages) -> Book:
    name = pack.service.name
    return Book(
        name,
        pack.on,
        messages,
        drafts_line((report.title, report.stage_line) for report in pack.reports if report.stage == "draft"),
        title=messages.say("title-pack-on", name=name, day=pack.on_words),
        subject="; ".join(report.title for report in pack.reports)[:200],
        author=name,
        comments=messages.say("made-with", program=pack.made_with),
    )
