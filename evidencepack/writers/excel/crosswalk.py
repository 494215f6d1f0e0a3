"""The sheet of what goes with what between frameworks."""

from collections.abc import Callable

from evidencepack.notes import note
from evidencepack.pack.listed_model import CrosswalkLine
from evidencepack.pack.model import Pack
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.links import CROSSWALK
from evidencepack.writers.excel.lists import Column, Item, ListLayout, add_list

_LINK = (
    ("How", 10, "The same, in part (one asks for part of the other), or related.", "how"),
    ("Sure", 12, "How sure whoever looked was.", "sure"),
    ("Why", 50, "The reason for the link.", "reason"),
    ("Look again", 30, "Filled where a wording has changed since somebody looked.", "suspect"),
    ("By way of", 18, "The framework between, where the two are not linked directly.", "via"),
    ("Who looked, and when", 34, "Links are readings of whoever looked, not the publishers'.", "reviewed"),
)


def link_columns(link_of: Callable[[Item], object]) -> tuple[Column[Item], ...]:
    """What is known of the link that an item is or has; empty where it has none."""
    return tuple(
        Column(heading, width, note, lambda item, name=name: getattr(link_of(item), name, ""))  # type: ignore[misc]
        for heading, width, note, name in _LINK
    )


_OF_LINE: tuple[Column[CrosswalkLine], ...] = link_columns(lambda line: line)
_COLUMNS: tuple[Column[CrosswalkLine], ...] = (
    Column("Framework", 17, "A framework of this pack.", lambda line: line.framework),
    Column("No.", 6, "The number of the expectation in this pack.", lambda line: line.number),
    Column("Expectation", 34, "What it expects, in short.", lambda line: line.expectation, "strong"),
    Column(
        "Other framework", 17, "One that it is linked to, in this pack or of the regulator.", lambda line: line.other
    ),
    Column("Goes with", 34, "The expectation there; empty where nothing goes with it.", lambda line: line.counterpart),
    Column("Reference", 34, "How its publisher refers to that one.", lambda line: line.reference),
    *_OF_LINE,
)


def add_crosswalk(book: Book, pack: Pack) -> None:
    """A row a link, and a row for each expectation that has none; no sheet where nothing is linked."""
    if pack.crosswalk:
        layout = ListLayout(
            CROSSWALK, f"Crosswalk: {pack.service.name}", note("about-crosswalk"), _COLUMNS, frozen=3, long=True
        )
        add_list(book, layout, pack.crosswalk)
