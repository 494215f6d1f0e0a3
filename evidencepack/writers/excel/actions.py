"""The sheet of gaps and actions: what would close each gap, and who does it by when."""

from typing import Any

from evidencepack.day_reader import iso_day
from evidencepack.notes import Messages, note
from evidencepack.pack.model import Action, Pack
from evidencepack.pack.typed import ACTION_FIELDS
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.expectations import flag_text
from evidencepack.writers.excel.links import ACTIONS, Links
from evidencepack.writers.excel.lists import Column, ListLayout, add_list, first_row

KEY = "Ref"
TYPED_HEADINGS = dict(zip(ACTION_FIELDS, ("Owner", "Due", "Progress", "Note"), strict=True))
PROGRESS = ("Not started", "In progress", "Done", "Will not do")
_UNPRINTED = frozenset({"Legal duty", "Weight", "Findings"})
# The edition to hand over holds what was agreed, and nobody types into it.
_NOT_HANDED = frozenset({"Proposed owner", "Proposed due", "State"})
_NOTES = {
    "Owner": note("action-owner-handed"),
    "Due": note("action-due-handed"),
    "Progress": note("action-progress-handed"),
    "Note": note("action-note-handed"),
}


def add_actions(book: Book, pack: Pack, links: Links) -> None:
    """A row an action; in the working edition with columns to type into."""
    columns, about, empty = _columns(links), note("about-actions"), note("no-gap")
    if handed := pack.edition == "evidence":
        columns = tuple(column.to_read(_NOTES) for column in columns if column.heading not in _NOT_HANDED)
        about, empty = note("about-agreed"), note("none-agreed")
    printed = sum(column.heading not in _UNPRINTED for column in columns)
    title = note("title-actions", name=pack.service.name)
    layout = ListLayout(ACTIONS, title, about, columns, printed=printed, empty=empty)
    sheet = add_list(book, layout, pack.actions)
    if pack.actions and not handed:
        _offer_progress(sheet, len(pack.actions), [column.heading for column in columns], book.messages)


def _columns(links: Links) -> tuple[Column[Action], ...]:
    return (
        Column(KEY, 13, note("action-ref"), lambda a: a.ref, "strong"),
        Column("Rank", 7, note("action-rank"), lambda a: a.rank, "number"),
        Column("Cause", 19, note("action-cause"), lambda a: a.cause),
        Column("Action", 36, note("action-action"), lambda a: a.text),
        Column("Closes", 8, note("action-closes"), lambda a: a.closes, "number"),
        Column("Proposed owner", 15, note("action-proposed-owner"), lambda a: a.proposed_owner),
        Column("Proposed due", 13, note("action-proposed-due"), lambda a: a.proposed_due, "day"),
        Column("Owner", 16, note("action-owner"), lambda a: a.typed.owner, "typed"),
        Column("Due", 13, note("action-due"), lambda a: iso_day(a.typed.due) or a.typed.due, "typed day"),
        Column("Progress", 14, note("action-progress"), lambda a: a.typed.progress, "typed"),
        Column("Note", 32, note("action-note"), lambda a: a.typed.note, "typed"),
        Column("State", 11, note("action-state"), lambda a: a.state),
        Column(
            "Expectations",
            30,
            note("action-expectations"),
            lambda a: links.expectations(a.findings) or ", ".join(a.sections),
        ),
        Column("Flags", 26, note("action-flags"), lambda a: flag_text(a.flags)),
        Column("Legal duty", 9, note("action-legal-duty"), lambda a: "yes" if a.essential else ""),
        Column("Weight", 9, note("action-weight"), lambda a: a.weight, "number"),
        Column("Findings", 30, note("action-findings"), lambda a: links.numbers(a.findings)),
    )


def _offer_progress(sheet: Any, rows: int, headings: list[str], messages: Messages) -> None:
    column = headings.index(TYPED_HEADINGS["progress"])
    warning = {"error_title": messages.say("own-words"), "error_message": messages.say("not-in-list")}
    choice = {"validate": "list", "source": list(PROGRESS), "error_type": "warning", **warning}
    sheet.data_validation(first_row(0), column, first_row(rows - 1), column, choice)
