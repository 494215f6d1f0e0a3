"""The sheet of what goes with what between frameworks."""

from collections.abc import Iterator

from evidencepack.pack.model import Pack
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import Value
from evidencepack.writers.excel.links import CROSSWALK
from evidencepack.writers.excel.lists import Column, ListLayout, add_list

LINK = (
    Column("How", 10, "The same, in part (one asks for part of the other), or related."),
    Column("Sure", 12, "How sure whoever looked was."),
    Column("Why", 50, "The reason for the link."),
    Column("Look again", 30, "Filled where a wording has changed since somebody looked."),
    Column("By way of", 18, "The framework between, where the two are not linked directly."),
    Column("Who looked, and when", 34, "Links are readings of whoever looked, not the publishers'."),
)
"""What is known of one link between two expectations."""
_COLUMNS = (
    Column("Framework", 17, "A framework of this pack."),
    Column("No.", 6, "The number of the expectation in this pack."),
    Column("Expectation", 34, "What it expects, in short.", "strong"),
    Column("Other framework", 17, "One that it is linked to, in this pack or of the regulator."),
    Column("Goes with", 34, "The expectation there; empty where nothing goes with it."),
    Column("Reference", 34, "How its publisher refers to that one."),
    *LINK,
)
_ABOUT = "Which expectations of two frameworks go together: a reading of their texts, not the publishers' own."


def add_crosswalk(book: Book, pack: Pack) -> None:
    """A row a link, and a row for each expectation that has none; no sheet where nothing is linked."""
    if pack.crosswalk:
        layout = ListLayout(CROSSWALK, f"Crosswalk: {pack.service.name}", _ABOUT, _COLUMNS, frozen=3, long=True)
        add_list(book, layout, _rows(pack))


def _rows(pack: Pack) -> Iterator[tuple[Value, ...]]:
    for line in pack.crosswalk:
        yield (
            line.framework,
            line.number,
            line.expectation,
            line.other,
            line.counterpart,
            line.reference,
            line.how,
            line.sure,
            line.reason,
            line.suspect,
            line.via,
            line.reviewed,
        )
