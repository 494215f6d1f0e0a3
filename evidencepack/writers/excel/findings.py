"""The sheet of findings: the answer to every requirement, with the figures to check it."""

from evidencepack.notes import note
from evidencepack.pack.model import FindingLine, Pack
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.links import FINDINGS, Links
from evidencepack.writers.excel.lists import Column, ListLayout, add_list

_FRAMEWORK = "The published set of expectations this requirement belongs to."
_FIGURE = "As printed. Click it to see every record that was counted (Traces)."
_TARGET = "The figure that meets the requirement, and the one that meets it in part."
_EVIDENCE = "The numbers of the registers and documents it rests on (Evidence sheet)."
_UNREAD = "Rows that could not be read. They are never silently left out."
_NUMBER_FROM = "Where the target comes from: law, contract, own policy or sector practice."
_EVIDENCE_KIND = "One of the six kinds: people's experience, processes, outcomes and so on."


def add_findings(book: Book, pack: Pack, links: Links) -> None:
    """A row a finding, every field of it."""
    printed, title = _printed(links), f"Findings: {pack.service.name}"
    layout = ListLayout(
        FINDINGS, title, note("about-findings"), (*printed, *_exact(links)), frozen=3, printed=len(printed)
    )
    add_list(book, layout, links.findings)


def _printed(links: Links) -> tuple[Column[FindingLine], ...]:
    return (
        Column("Framework", 17, _FRAMEWORK, lambda f: links.report(f.id).short_title),
        Column("No.", 6, "The number of the finding, the same in the Word pack.", lambda f: f.number),
        Column("Requirement", 26, "What is asked.", lambda f: f.title, "strong"),
        Column("Status", 17, "The answer: a symbol and a word, then colour.", lambda f: f.status),
        Column(
            "What the records show", 44, "The answer in a sentence, the same in the Word pack.", lambda f: f.sentence
        ),
        Column("Figure", 18, _FIGURE, lambda f: links.traced(f.id, f.figure), "link"),
        Column("Target", 19, _TARGET, lambda f: f.target),
        Column("Flags", 32, "Why this finding needs a person's eye.", lambda f: "\n".join(g.sentence for g in f.flags)),
        Column("Evidence", 11, _EVIDENCE, lambda f: ", ".join(f.evidence)),
        Column(
            "Action",
            13,
            "The action that would close the gap. Click it to go there.",
            lambda f: links.action(f.action),
            "link",
        ),
    )


def _exact(links: Links) -> tuple[Column[FindingLine], ...]:
    return (
        Column("Numerator", 13, "The exact figure above the line.", lambda f: f.numerator, "number"),
        Column(
            "Denominator",
            15,
            "The exact figure below the line: who or what was counted.",
            lambda f: f.denominator,
            "number",
        ),
        Column("Window", 24, "The days that were looked at, both included.", lambda f: f.window),
        Column(
            "Records counted", 11, "How many records stand behind the figure.", lambda f: f.records_counted, "number"
        ),
        Column("Left out", 28, "Who or what was left out by rule, and why.", lambda f: f.left_out),
        Column("Could not be read", 11, _UNREAD, lambda f: f.unread, "number"),
        Column("Notes", 34, "What else to know about this figure.", lambda f: "\n".join(f.notes)),
        Column("Number from", 44, _NUMBER_FROM, lambda f: f.number_from),
        Column("Duty", 44, "The law or contract term behind the requirement.", lambda f: f.duty),
        Column("Kind", 12, "How the figure is worked out (Method sheet).", lambda f: f.kind),
        Column("Kind of evidence", 20, _EVIDENCE_KIND, lambda f: f.evidence_kind),
        Column(
            "Flag codes",
            28,
            "The codes of the flags, for filtering.",
            lambda f: ", ".join(g.code for g in f.flags if g.code),
        ),
        Column(
            "Expectation", 26, "The expectation that this requirement belongs to.", lambda f: links.expectation(f.id)
        ),
        Column("Finding id", 60, "The lasting id of this finding, the same in Traces and in the JSON.", lambda f: f.id),
    )
