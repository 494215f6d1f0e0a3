"""The first sheet: where the service stands, what to do first, what changed, and where to look for what."""

from collections.abc import Sequence

from evidencepack.notes import Messages, note
from evidencepack.pack.listed_model import StatusCount
from evidencepack.pack.model import FirstThing, Pack, Report
from evidencepack.writers.excel import links as names
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import CellLink
from evidencepack.writers.excel.chart import add_chart, rows_of_chart
from evidencepack.writers.excel.links import Links
from evidencepack.writers.excel.page import Page
from evidencepack.writers.excel.row_height import LINE, PADDING

_GUIDE = (
    (names.BIDS, note("guide-bids")),
    (names.EXPECTATIONS, note("guide-expectations")),
    (names.FINDINGS, note("guide-findings")),
    (names.ACTIONS, note("guide-actions")),
    (names.EVIDENCE, note("guide-evidence")),
    (names.TRACES, note("guide-traces")),
    (names.READ, note("guide-read")),
    (names.PROBLEMS, note("guide-problems")),
    (names.CROSSWALK, note("guide-crosswalk")),
    (names.METHOD, note("guide-method")),
)
_HANDED = {
    names.BIDS: note("guide-bids-handed"),
    names.EXPECTATIONS: note("guide-expectations-handed"),
    names.ACTIONS: note("guide-actions-handed"),
}


def add_summary(book: Book, pack: Pack, links: Links) -> None:
    """The whole sheet."""
    page = Page(book, names.SUMMARY)
    page.add((0, 3, f"Evidence pack: {pack.service.name}", "title"), height=28)
    for label, text in _facts(pack, book.messages):
        page.add((0, 0, label, "label"), (1, 3, text, "line"))
    for report in pack.reports:
        _add_report(page, report, links)
    _add_changes(page, pack)
    _add_guide(page, pack, links)


def _facts(pack: Pack, messages: Messages) -> list[tuple[str, str]]:
    service = pack.service
    about = (service.type, service.council, service.location_id and f"location {service.location_id}")
    facts = [
        ("Day of this pack", pack.on_words),
        ("Service", ", ".join(part for part in about if part)),
        ("Frameworks", "; ".join(report.title for report in pack.reports)),
        ("Where to type", messages.say("where-to-type") if pack.edition == "working" else ""),
    ]
    return [(label, text) for label, text in facts if text]


def _add_report(page: Page, report: Report, links: Links) -> None:
    page.band(report.title)
    page.add((0, 3, f"{report.publisher}, version {report.version}. {report.stage_line}", "quiet line"))
    for line in filter(None, (report.what_it_is, *report.summary)):
        page.add((0, 3, line, "line"))
    _add_first(page, report.do_first, links)
    _add_counts(page, report)
    if report.best_evidenced:
        page.heading("Best evidenced")
        for line in report.best_evidenced:
            page.add((0, 3, line, "line"))


def _add_counts(page: Page, report: Report) -> None:
    if report.counts:
        page.keep((rows_of_chart(len(report.counts)) + 1) * (LINE + PADDING))
    top = page.row + 1
    first = _count_table(page, "Questions" if report.tender else "Expectations", report.counts)
    _count_table(page, "Requirements", report.requirement_counts)
    if report.counts:
        add_chart(page.book, page.sheet, report, first, top)
        page.row = max(page.row, top + rows_of_chart(len(report.counts)))


def _count_table(page: Page, title: str, counts: Sequence[StatusCount]) -> int:
    page.row += 1
    page.add((0, 0, title, "head"), (1, 1, "Number", "head"), height=17)
    first = page.row
    for line in counts:
        page.add((0, 0, line.status, "text"), (1, 1, line.count, "number"), height=17)
    return first


def _add_first(page: Page, first: Sequence[FirstThing], links: Links) -> None:
    if not first:
        return
    page.heading("What to do first", "Action", "Why first")
    for number, thing in enumerate(first, 1):
        link = CellLink(f"{number}. {thing.action}", links.action(thing.action).target)
        page.add((0, 0, link, "line link"), (1, 2, thing.text, "line"), (3, 3, thing.why, "line"))


def _add_changes(page: Page, pack: Pack) -> None:
    since = note("first-pack") if pack.first_pack else note("changes-since", day=pack.changes_since)
    page.band(page.book.messages.what(since))
    if pack.changes:
        page.heading("What", "Before", "Now")
        for change in pack.changes:
            what = f"{change.of}: {change.what}" if len(pack.reports) > 1 and change.of else change.what
            page.add((0, 0, what, "line"), (1, 2, change.before, "line"), (3, 3, change.now, "line"))
    else:
        nothing = page.book.messages.say("nothing-to-compare" if pack.first_pack else "nothing-changed")
        page.add((0, 3, nothing, "line"))


def _add_guide(page: Page, pack: Pack, links: Links) -> None:
    registers = [(parts[0].name, note("guide-register", register=sheet.title)) for sheet, parts in links.registers]
    there = {
        names.BIDS: any(report.tender for report in pack.reports),
        names.PROBLEMS: pack.edition == "working",
        names.CROSSWALK: bool(pack.crosswalk),
    }
    lines = (line for line in (*_GUIDE[:5], *registers, *_GUIDE[5:]) if there.get(line[0], True))
    handed = _HANDED if pack.edition == "evidence" else {}
    page.guide([(name, handed.get(name, text)) for name, text in lines])
