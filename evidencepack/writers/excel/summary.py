"""The first sheet: where the service stands, what to do first, what changed, and where to look for what."""

from collections.abc import Sequence

from evidencepack.pack.model import ChangeLine, FirstThing, Pack, Report, StatusCount
from evidencepack.writers.excel import links as names
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import CellLink
from evidencepack.writers.excel.chart import add_chart, rows_of_chart
from evidencepack.writers.excel.links import Links
from evidencepack.writers.excel.page import Page, Piece
from evidencepack.writers.excel.row_height import LINE, PADDING

_GUIDE = (
    (names.EXPECTATIONS, "Where each expectation stands; columns for the manager's own view."),
    (names.FINDINGS, "The answer to every requirement, with figure, target and sources."),
    (names.ACTIONS, "What would close each gap; columns for owner, due day, progress and a note."),
    (names.EVIDENCE, "Every register and document the findings rest on, numbered."),
    (names.TRACES, "Which record counted in which figure, and why."),
    (names.READ, "Every row of every file: read, or set aside and why."),
    (names.PROBLEMS, "What could not be read, and how to mend it."),
    (names.CROSSWALK, "Which expectations of two frameworks go together, how surely, and why."),
    (names.METHOD, "Definitions, rules of judgement, and the files the pack was made from."),
)
_BIDS = (names.BIDS, "Each question of the tender: length against the limit, facts to quote, what may cost marks.")
_HANDED_BIDS = (names.BIDS, "Each question of the tender: how far the records answer it, and what they show.")
_HANDED = {
    names.EXPECTATIONS: "Where each expectation stands, with the manager's own view where one was given.",
    names.ACTIONS: "The actions that have been agreed: who does what by when.",
}
_TYPE = (
    "Type only in the cream columns marked ✎ (Expectations; Gaps and actions): they are kept in the next "
    "pack. Everything else is locked, so that no figure changes by accident; filters work. To sort, choose "
    "Review, Unprotect Sheet first (there is no password)."
)


def add_summary(book: Book, pack: Pack, links: Links) -> None:
    """The whole sheet."""
    page = Page(book, names.SUMMARY)
    page.add((0, 3, f"Evidence pack: {pack.service.name}", "title"), height=28)
    for label, text in _facts(pack):
        page.add((0, 0, label, "label"), (1, 3, text, "line"))
    for report in pack.reports:
        _add_report(page, report, links)
    _add_changes(page, pack)
    _add_guide(page, pack, links)


def _facts(pack: Pack) -> list[tuple[str, str]]:
    service = pack.service
    about = (service.type, service.council, service.location_id and f"location {service.location_id}")
    facts = [
        ("Day of this pack", pack.on_words),
        ("Service", ", ".join(part for part in about if part)),
        ("Frameworks", "; ".join(report.title for report in pack.reports)),
        ("Where to type", _TYPE if pack.edition == "working" else ""),
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
    page.band("This is the first pack" if pack.first_pack else f"Changes since {pack.changes_since}")
    if pack.changes:
        page.heading("What", "Before", "Now")
        for change in pack.changes:
            page.add(*_change(change, several=len(pack.reports) > 1))
    else:
        page.add((0, 3, "Nothing to compare with." if pack.first_pack else "Nothing changed.", "line"))


def _change(change: ChangeLine, several: bool) -> tuple[Piece, ...]:
    what = f"{change.of}: {change.what}" if several and change.of else change.what
    return (0, 0, what, "line"), (1, 2, change.before, "line"), (3, 3, change.now, "line")


def _add_guide(page: Page, pack: Pack, links: Links) -> None:
    registers = [(parts[0].name, f"{sheet.title}: one row for each record.") for sheet, parts in links.registers]
    bids = _BIDS if pack.edition == "working" else _HANDED_BIDS
    tender = [bids] if any(report.tender for report in pack.reports) else []
    absent = {names.PROBLEMS} if pack.edition == "evidence" else set()
    absent |= set() if pack.crosswalk else {names.CROSSWALK}
    lines = (line for line in (*tender, *_GUIDE[:4], *registers, *_GUIDE[4:]) if line[0] not in absent)
    handed = _HANDED if pack.edition == "evidence" else {}
    page.guide([(name, handed.get(name, text)) for name, text in lines])
