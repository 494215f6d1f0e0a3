"""The sheet of findings: the answer to every requirement, with the figures to check it."""

from evidencepack.notes import note
from evidencepack.pack.model import FindingLine, Pack
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.links import FINDINGS, Links
from evidencepack.writers.excel.lists import Column, ListLayout, add_list


def add_findings(book: Book, pack: Pack, links: Links) -> None:
    """A row a finding, every field of it."""
    printed, title = _printed(links), note("title-findings", name=pack.service.name)
    layout = ListLayout(
        FINDINGS, title, note("about-findings"), (*printed, *_exact(links)), frozen=3, printed=len(printed)
    )
    add_list(book, layout, links.findings)


def _printed(links: Links) -> tuple[Column[FindingLine], ...]:
    return (
        Column("Framework", 17, note("finding-framework"), lambda f: links.report(f.id).short_title),
        Column("No.", 6, note("finding-no"), lambda f: f.number),
        Column("Requirement", 26, note("finding-requirement"), lambda f: f.title, "strong"),
        Column("Status", 17, note("finding-status"), lambda f: f.status),
        Column("What the records show", 44, note("finding-what-the-records-show"), lambda f: f.sentence),
        Column("Figure", 18, note("finding-figure"), lambda f: links.traced(f.id, f.figure), "link"),
        Column("Target", 19, note("finding-target"), lambda f: f.target),
        Column("Flags", 32, note("finding-flags"), lambda f: "\n".join(g.sentence for g in f.flags)),
        Column("Evidence", 11, note("finding-evidence"), lambda f: ", ".join(f.evidence)),
        Column("Action", 13, note("finding-action"), lambda f: links.action(f.action), "link"),
    )


def _exact(links: Links) -> tuple[Column[FindingLine], ...]:
    return (
        Column("Numerator", 13, note("finding-numerator"), lambda f: f.numerator, "number"),
        Column("Denominator", 15, note("finding-denominator"), lambda f: f.denominator, "number"),
        Column("Window", 24, note("finding-window"), lambda f: f.window),
        Column("Records counted", 11, note("finding-records-counted"), lambda f: f.records_counted, "number"),
        Column("Left out", 28, note("finding-left-out"), lambda f: f.left_out),
        Column("Rows that leave it open", 11, note("finding-rows-open"), lambda f: f.rows_open, "number"),
        Column("Notes", 34, note("finding-notes"), lambda f: "\n".join(f.notes)),
        Column("Number from", 44, note("finding-number-from"), lambda f: f.number_from),
        Column("Duty", 44, note("finding-duty"), lambda f: f.duty),
        Column("Kind", 12, note("finding-kind"), lambda f: f.kind),
        Column("Kind of evidence", 20, note("finding-kind-of-evidence"), lambda f: f.evidence_kind),
        Column("Flag codes", 28, note("finding-flag-codes"), lambda f: ", ".join(g.code for g in f.flags if g.code)),
        Column("Expectation", 26, note("finding-expectation"), lambda f: links.expectation(f.id)),
        Column("Finding id", 60, note("finding-id"), lambda f: f.id),
    )
