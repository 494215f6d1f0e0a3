"""The first sheet: where the service stands, what to do first, what changed, and where to look for what."""

from collections.abc import Sequence

from evidencepack.notes import Note, note
from evidencepack.pack.listed_model import StatusCount
from evidencepack.pack.model import FirstThing, Pack, Report
from evidencepack.writers.excel import links as names
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import CellLink
from evidencepack.writers.excel.chart import add_chart, counted_in, rows_of_chart
from evidencepack.writers.excel.links import Links
from evidencepack.writers.excel.method_sheets import edition_of
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
    (names.KEPT, note("guide-kept")),
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
    page.add((0, 3, note("title-pack", name=pack.service.name), "title"), height=28)
    for label, text in _facts(pack):
        page.add((0, 0, label, "label"), (1, 3, text, "line"))
    for report in pack.reports:
        _add_report(page, report, links)
    _add_changes(page, pack)
    _add_guide(page, pack, links)


def _facts(pack: Pack) -> list[tuple[Note, Note | str]]:
    service = pack.service
    about = ", ".join(filter(None, (service.type, service.council)))
    place = note("service-and-location", about=about, location=service.location_id) if service.location_id else about
    facts: list[tuple[Note, Note | str]] = [
        (note("label-day"), pack.on_words),
        (note("label-service"), place),
        (note("label-frameworks"), "; ".join(report.title for report in pack.reports)),
        (note("label-where-to-type"), note("where-to-type") if pack.edition == "working" else ""),
    ]
    return [(label, text) for label, text in facts if text]


def _add_report(page: Page, report: Report, links: Links) -> None:
    page.band(report.title)
    page.add((0, 3, edition_of(report), "quiet line"))
    for line in filter(None, (report.what_it_is, *report.summary)):
        page.add((0, 3, line, "line"))
    _add_first(page, report.do_first, links)
    _add_counts(page, report)
    if report.best_evidenced:
        page.heading(note("best-evidenced"))
        for line in report.best_evidenced:
            page.add((0, 3, line, "line"))


def _add_counts(page: Page, report: Report) -> None:
    if report.counts:
        page.keep((rows_of_chart(len(report.counts)) + 1) * (LINE + PADDING))
    top = page.row + 1
    first = _count_table(page, counted_in(report), report.counts)
    _count_table(page, note("counted-requirements"), report.requirement_counts)
    if report.counts:
        add_chart(page.book, page.sheet, report, first, top)
        page.row = max(page.row, top + rows_of_chart(len(report.counts)))


def _count_table(page: Page, title: Note, counts: Sequence[StatusCount]) -> int:
    page.row += 1
    page.add((0, 0, title, "head"), (1, 1, note("counted-number"), "head"), height=17)
    first = page.row
    for line in counts:
        page.add((0, 0, line.status, "text"), (1, 1, line.count, "number"), height=17)
    return first


def _add_first(page: Page, first: Sequence[FirstThing], links: Links) -> None:
    if not first:
        return
    page.heading(note("first-what-to-do"), note("first-the-action"), note("first-why"))
    for number, thing in enumerate(first, 1):
        link = CellLink(f"{number}. {thing.action}", links.action(thing.action).target)
        page.add((0, 0, link, "line link"), (1, 2, thing.text, "line"), (3, 3, thing.why, "line"))


def _add_changes(page: Page, pack: Pack) -> None:
    since = note("first-pack") if pack.first_pack else note("changes-since", day=pack.changes_since)
    page.band(since)
    if pack.changes:
        page.heading(note("changed-what"), note("changed-before"), note("changed-now"))
        for change in pack.changes:
            what = f"{change.of}: {change.what}" if len(pack.reports) > 1 and change.of else change.what
            page.add((0, 0, what, "line"), (1, 2, change.before, "line"), (3, 3, change.now, "line"))
    else:
        page.add((0, 3, note("nothing-to-compare" if pack.first_pack else "nothing-changed"), "line"))


def _add_guide(page: Page, pack: Pack, links: Links) -> None:
    registers = [
        (parts[0].name, note("guide-counts" if sheet.counted else "guide-register", register=sheet.title))
        for sheet, parts in links.registers
    ]
    there = {
        names.BIDS: any(report.tender for report in pack.reports),
        names.PROBLEMS: pack.edition == "working",
        names.KEPT: bool(pack.kept.lines),
        names.CROSSWALK: bool(pack.crosswalk),
    }
    lines = (line for line in (*_GUIDE[:5], *registers, *_GUIDE[5:]) if there.get(line[0], True))
    handed = _HANDED if pack.edition == "evidence" else {}
    page.guide([(name, handed.get(name, text)) for name, text in lines])
