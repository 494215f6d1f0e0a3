"""The sheet of expectations: where each stands by the records, and beside it what the manager says."""

from collections.abc import Sequence

from msgspec import Struct

from evidencepack.day_reader import iso_day
from evidencepack.notes import note
from evidencepack.pack.listed_model import FlagLine
from evidencepack.pack.model import Pack, Section
from evidencepack.pack.typed import VIEW_FIELDS
from evidencepack.pack.typed_model import ManagerView
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.links import EXPECTATIONS
from evidencepack.writers.excel.lists import Column, ListLayout, add_list

KEY = "Expectation id"
VIEW_HEADINGS = dict(zip(VIEW_FIELDS, ("Our view", "Why", "Who", "Day"), strict=True))
# Not every publisher gives these, a tender has none, and a first pack nothing to compare with.
_IF_ANY = frozenset({"In short", "Topics", "Law behind it", "Since the last pack"})
_GROUPS = ("Met", "Partly met", "Not met", "Unclear", "Not recorded or supplied", "Set aside")
_UNPRINTED = frozenset({"Kinds of evidence", *_GROUPS, "Topics", "Law behind it", KEY})
# The edition to hand over: nobody types, and the manager's view is there where one was given.
_NOTES = {
    "Status": note("expectation-status-handed"),
    "Our view": note("expectation-our-view-handed"),
    KEY: note("expectation-id-handed"),
}


class _Expectation(Struct, frozen=True):
    framework: str
    key: str
    section: Section
    view: ManagerView


def view_key(framework: str, section: str) -> str:
    """How the view of a section is found again: framework/section id."""
    return f"{framework}/{section}"


def _group(place: int) -> Column[_Expectation]:
    """How many requirements are in a group of the profile; nothing in a pack that has none."""
    return Column(
        _GROUPS[place],
        11,
        note("expectation-group"),
        lambda e: e.section.profile.counts[place].count if e.section.profile.counts else None,
        "number",
    )


def flag_text(flags: Sequence[FlagLine]) -> str:
    """A sentence a line, each with its code."""
    return "\n".join(f"{flag.sentence} ({flag.code})" if flag.code else flag.sentence for flag in flags)


_COLUMNS: tuple[Column[_Expectation], ...] = (
    Column("Framework", 17, note("expectation-framework"), lambda e: e.framework),
    Column("No.", 6, note("expectation-no"), lambda e: e.section.number),
    Column("Expectation", 26, note("expectation-expectation"), lambda e: e.section.title, "strong"),
    Column("Status", 17, note("expectation-status"), lambda e: e.section.status),
    Column("Profile", 12, note("expectation-profile"), lambda e: e.section.profile.bar),
    Column("Requirements", 20, note("expectation-requirements"), lambda e: e.section.count_line),
    Column("In short", 28, note("expectation-in-short"), lambda e: e.section.headline),
    Column("Nearest miss", 26, note("expectation-nearest-miss"), lambda e: e.section.profile.nearest),
    Column("Newest evidence", 13, note("expectation-newest"), lambda e: e.section.profile.newest, "day"),
    Column("Since the last pack", 20, note("expectation-since"), lambda e: e.section.profile.since),
    Column("Flags", 28, note("expectation-flags"), lambda e: flag_text(e.section.flags)),
    Column("Our view", 22, note("expectation-our-view"), lambda e: e.view.view, "typed"),
    Column("Why", 28, note("expectation-why"), lambda e: e.view.why, "typed"),
    Column("Who", 15, note("expectation-who"), lambda e: e.view.who, "typed"),
    Column("Day", 13, note("expectation-day"), lambda e: iso_day(e.view.day) or e.view.day, "typed day"),
    Column("Kinds of evidence", 24, note("expectation-kinds"), lambda e: ", ".join(e.section.profile.kinds)),
    *map(_group, range(len(_GROUPS))),
    Column("Topics", 52, note("expectation-topics"), lambda e: "; ".join(e.section.topics)),
    Column("Law behind it", 48, note("expectation-law-behind-it"), lambda e: e.section.regulations),
    Column(KEY, 56, note("expectation-id"), lambda e: e.key),
)


def add_expectations(book: Book, pack: Pack) -> None:
    """A row an expectation; in the working edition with the manager's view to fill in."""
    items = [
        _Expectation(r.short_title, view_key(r.framework, s.id), s, s.manager_view or ManagerView(view=""))
        for r in pack.reports
        for s in r.sections
    ]
    handed = pack.edition == "evidence"
    if_any = _IF_ANY.union(VIEW_HEADINGS.values()) if handed else _IF_ANY
    kept = [c for c in _COLUMNS if c.heading not in if_any or any(map(c.value, items))]
    columns = [c.to_read(_NOTES) for c in kept] if handed else kept
    layout = ListLayout(
        EXPECTATIONS,
        note("title-expectations", name=pack.service.name),
        note("about-expectations-handed" if handed else "about-expectations"),
        columns,
        frozen=3,
        printed=sum(column.heading not in _UNPRINTED for column in columns),
    )
    add_list(book, layout, items)
