"""The sheet of findings: the answer to every requirement, with the figures to check it."""

from evidencepack.pack.model import FindingLine, Pack, Report, Section
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import Value, as_number
from evidencepack.writers.excel.links import FINDINGS, Links
from evidencepack.writers.excel.lists import Column, ListLayout, add_list

_PRINTED = (
    Column("Framework", 17, "The published set of expectations this requirement belongs to."),
    Column("No.", 6, "The number of the finding, the same in the Word pack."),
    Column("Requirement", 26, "What is asked.", "strong"),
    Column("Status", 17, "The answer: a symbol and a word, then colour."),
    Column("What the records show", 44, "The answer in a sentence, the same in the Word pack."),
    Column("Figure", 18, "As printed. Click it to see every record that was counted (Traces).", "link"),
    Column("Target", 19, "The figure that meets the requirement, and the one that meets it in part."),
    Column("Flags", 32, "Why this finding needs a person's eye."),
    Column("Evidence", 11, "The numbers of the registers and documents it rests on (Evidence sheet)."),
    Column("Action", 13, "The action that would close the gap. Click it to go there.", "link"),
)
_SCREEN = (
    Column("Numerator", 13, "The exact figure above the line.", "number"),
    Column("Denominator", 15, "The exact figure below the line: who or what was counted.", "number"),
    Column("Window", 24, "The days that were looked at, both included."),
    Column("Records counted", 11, "How many records stand behind the figure.", "number"),
    Column("Left out", 28, "Who or what was left out by rule, and why."),
    Column("Could not be read", 11, "Rows that could not be read. They are never silently left out.", "number"),
    Column("Notes", 34, "What else to know about this figure."),
    Column("Number from", 44, "Where the target comes from: law, contract, own policy or sector practice."),
    Column("Duty", 44, "The law or contract term behind the requirement."),
    Column("Kind", 12, "How the figure is worked out (Method sheet)."),
    Column("Kind of evidence", 20, "One of the six kinds: people's experience, processes, outcomes and so on."),
    Column("Flag codes", 28, "The codes of the flags, for filtering."),
    Column("Expectation", 26, "The expectation that this requirement belongs to."),
    Column("Finding id", 60, "The lasting id of this finding, the same in Traces and in the JSON."),
)
_ABOUT = "One row a finding. Columns A to J print; further right are the exact figures, sources and ids."


def add_findings(book: Book, pack: Pack, places: Links) -> None:
    """A row a finding, every field of it."""
    title = f"Findings: {pack.service.name}"
    layout = ListLayout(FINDINGS, title, _ABOUT, _PRINTED + _SCREEN, frozen=3, printed=len(_PRINTED))
    rows = (_printed(*line, places) + _screen(line[1], line[2]) for line in places.lines)
    add_list(book, layout, rows)


def _printed(report: Report, section: Section, finding: FindingLine, places: Links) -> tuple[Value, ...]:
    return (
        report.short_title,
        finding.number,
        finding.title,
        finding.status,
        finding.sentence,
        places.traced(finding.id, finding.figure),
        finding.target,
        "\n".join(flag.sentence for flag in finding.flags),
        ", ".join(finding.evidence),
        places.action(finding.action),
    )


def _screen(section: Section, finding: FindingLine) -> tuple[Value, ...]:
    return (
        as_number(finding.numerator),
        as_number(finding.denominator),
        finding.window,
        finding.records_counted,
        finding.left_out,
        finding.unread,
        "\n".join(finding.notes),
        finding.number_from,
        finding.duty,
        finding.kind,
        finding.evidence_kind,
        ", ".join(flag.code for flag in finding.flags if flag.code),
        f"{section.number} {section.title}",
        finding.id,
    )
