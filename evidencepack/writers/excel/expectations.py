"""The sheet of expectations: where each stands by the records, and beside it what the manager says."""

from collections.abc import Iterator, Sequence

from evidencepack.pack.model import FlagLine, Pack
from evidencepack.pack.typed import VIEW_FIELDS
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import Value, as_day
from evidencepack.writers.excel.links import EXPECTATIONS
from evidencepack.writers.excel.lists import Column, ListLayout, add_list

KEY = "Expectation id"
VIEW_HEADINGS = dict(zip(VIEW_FIELDS, ("Our view", "Why", "Who", "Day"), strict=True))
_COLUMNS = (
    Column("Framework", 17, "The published set of expectations this one belongs to."),
    Column("No.", 6, "The number of the expectation in this pack. Findings are numbered under it: 3.1, 3.2."),
    Column("Expectation", 26, "What is expected, in short. The full wording is in the Word pack.", "strong"),
    Column(
        "Status",
        17,
        "What the records show: a symbol and a word, then colour. Worked out by rule and locked; "
        "if you see it otherwise, say so in Our view.",
    ),
    Column("Requirements", 20, "How many requirements are met, of those that could be judged."),
    Column("In short", 28, "The main point in one line."),
    Column("Flags", 28, "Why this needs a person's eye. The code in brackets is the same in the Findings sheet."),
    Column(
        "Our view",
        22,
        "Your own view, if it differs. It is printed beside the status, never instead.",
        "typed",
    ),
    Column("Why", 28, "What your view rests on.", "typed"),
    Column("Who", 15, "Who holds this view (a job role is best).", "typed"),
    Column("Day", 13, "The day it was written.", "typed day"),
    Column("Topics", 52, "The publisher's own short labels for it, where there are any."),
    Column(
        "Law behind it", 48, "The main regulations behind it, as we see them; the publisher's own list may be longer."
    ),
    Column(KEY, 56, "How this row is found again next month. Please leave it as it is."),
)
_ABOUT = "What the records show for each expectation. What you type in the cream columns is kept in the next pack."
_IF_ANY = frozenset({"In short", "Topics", "Law behind it"})  # not every publisher gives them, and a tender has none
_UNPRINTED = frozenset({"Topics", "Law behind it", KEY})
# The edition to hand over: nobody types, and the manager's view is there where one was given.
_NOTES = {
    "Status": "What the records show: a symbol and a word, then colour. Worked out by rule.",
    "Our view": "The manager's own view, where it differs. It stands beside the status, never instead.",
    KEY: "The lasting name of this expectation.",
}
_ABOUT_HANDED = "What the records show for each expectation."


def add_expectations(book: Book, pack: Pack) -> None:
    """A row an expectation; in the working edition with the manager's view to fill in."""
    rows, handed = tuple(_rows(pack)), pack.edition == "evidence"
    if_any = _IF_ANY.union(VIEW_HEADINGS.values()) if handed else _IF_ANY
    kept = [n for n, c in enumerate(_COLUMNS) if c.heading not in if_any or any(row[n] for row in rows)]
    columns = tuple(_COLUMNS[n].to_read(_NOTES) if handed else _COLUMNS[n] for n in kept)
    layout = ListLayout(
        EXPECTATIONS,
        f"Expectations: {pack.service.name}",
        _ABOUT_HANDED if handed else _ABOUT,
        columns,
        frozen=3,
        printed=sum(column.heading not in _UNPRINTED for column in columns),
    )
    add_list(book, layout, (tuple(row[n] for n in kept) for row in rows))


def view_key(framework: str, section: str) -> str:
    """How the view of a section is found again: framework/section id."""
    return f"{framework}/{section}"


def flag_text(flags: Sequence[FlagLine]) -> str:
    """A sentence a line, each with its code."""
    return "\n".join(f"{flag.sentence} ({flag.code})" if flag.code else flag.sentence for flag in flags)


def _rows(pack: Pack) -> Iterator[tuple[Value, ...]]:
    for report in pack.reports:
        for section in report.sections:
            said = section.manager_view
            yield (
                report.short_title,
                section.number,
                section.title,
                section.status,
                section.count_line,
                section.headline,
                flag_text(section.flags),
                said.view if said else "",
                said.why if said else "",
                said.who if said else "",
                as_day(said.day) if said else "",
                "; ".join(section.topics),
                section.regulations,
                view_key(report.framework, section.id),
            )
