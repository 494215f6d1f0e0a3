"""The sheet of what goes with what between frameworks."""

from collections.abc import Callable

from evidencepack.notes import note
from evidencepack.pack.listed_model import CrosswalkLine
from evidencepack.pack.model import Pack
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.links import CROSSWALK
from evidencepack.writers.excel.lists import Column, Item, ListLayout, add_list

_LINK = (
    ("How", 10, note("link-how"), "how"),
    ("Sure", 12, note("link-sure"), "sure"),
    ("Why", 50, note("link-why"), "reason"),
    ("Look again", 30, note("link-look-again"), "suspect"),
    ("By way of", 18, note("link-by-way-of"), "via"),
    ("Who looked, and when", 34, note("link-who-looked-and-when"), "reviewed"),
)


def link_columns(link_of: Callable[[Item], object]) -> tuple[Column[Item], ...]:
    """What is known of the link that an item is or has; empty where it has none."""
    return tuple(
        Column(heading, width, note, lambda item, name=name: getattr(link_of(item), name, ""))  # type: ignore[misc]
        for heading, width, note, name in _LINK
    )


_OF_LINE: tuple[Column[CrosswalkLine], ...] = link_columns(lambda line: line)
_COLUMNS: tuple[Column[CrosswalkLine], ...] = (
    Column("Framework", 17, note("crosswalk-framework"), lambda line: line.framework),
    Column("No.", 6, note("crosswalk-no"), lambda line: line.number),
    Column("Expectation", 34, note("crosswalk-expectation"), lambda line: line.expectation, "strong"),
    Column("Other framework", 17, note("crosswalk-other-framework"), lambda line: line.other),
    Column("Goes with", 34, note("crosswalk-goes-with"), lambda line: line.counterpart),
    Column("Reference", 34, note("crosswalk-reference"), lambda line: line.reference),
    *_OF_LINE,
)


def add_crosswalk(book: Book, pack: Pack) -> None:
    """A row a link, and a row for each expectation that has none; no sheet where nothing is linked."""
    if pack.crosswalk:
        title = note("title-crosswalk", name=pack.service.name)
        layout = ListLayout(CROSSWALK, title, note("about-crosswalk"), _COLUMNS, frozen=3, long=True)
        add_list(book, layout, pack.crosswalk)
