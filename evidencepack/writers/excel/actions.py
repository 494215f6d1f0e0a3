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
DUTY_NOTE = "Yes: a legal duty that the framework calls essential is not shown. Blank says nothing of other duties."
PROGRESS = ("Not started", "In progress", "Done", "Will not do")
_REF = "The lasting number of this action. It stays the same from month to month."
_RANK = "What to do first: 1. Legal duties come first, then weight and gaps closed."
_STATE = "Proposed until a person has typed an owner or a due day, then accepted."
_PROPOSED = "A proposal by job role. It counts once you type an owner or a due day."
_OWNER = "Who does it (a job role is best). Typing here accepts the action."
_NOTE = "Anything worth keeping. Printed with the action in the next pack."
_UNPRINTED = frozenset({"Legal duty", "Weight", "Findings"})
# The edition to hand over holds what was agreed, and nobody types into it.
_NOT_HANDED = frozenset({"Proposed owner", "Proposed due", "State"})
_NOTES = {"Owner": "Who does it.", "Due": "By when.", "Progress": "How far it is.", "Note": "What was noted beside it."}


def add_actions(book: Book, pack: Pack, links: Links) -> None:
    """A row an action; in the working edition with columns to type into."""
    columns, about, empty = _columns(links), note("about-actions"), note("no-gap")
    if handed := pack.edition == "evidence":
        columns = tuple(column.to_read(_NOTES) for column in columns if column.heading not in _NOT_HANDED)
        about, empty = note("about-agreed"), note("none-agreed")
    printed = sum(column.heading not in _UNPRINTED for column in columns)
    layout = ListLayout(ACTIONS, f"Gaps and actions: {pack.service.name}", about, columns, printed=printed, empty=empty)
    sheet = add_list(book, layout, pack.actions)
    if pack.actions and not handed:
        _offer_progress(sheet, len(pack.actions), [column.heading for column in columns], book.messages)


def _columns(links: Links) -> tuple[Column[Action], ...]:
    return (
        Column(KEY, 13, _REF, lambda a: a.ref, "strong"),
        Column("Rank", 7, _RANK, lambda a: a.rank, "number"),
        Column("Cause", 19, "What lies behind the gap.", lambda a: a.cause),
        Column("Action", 36, "What would close the gap.", lambda a: a.text),
        Column("Closes", 8, "How many gaps this one action closes, over all frameworks.", lambda a: a.closes, "number"),
        Column("Proposed owner", 15, _PROPOSED, lambda a: a.proposed_owner),
        Column("Proposed due", 13, "A proposed day.", lambda a: a.proposed_due, "day"),
        Column("Owner", 16, _OWNER, lambda a: a.typed.owner, "typed"),
        Column(
            "Due",
            13,
            "By when: a day such as 14/11/2026, or words.",
            lambda a: iso_day(a.typed.due) or a.typed.due,
            "typed day",
        ),
        Column("Progress", 14, "Choose from the list, or type your own words.", lambda a: a.typed.progress, "typed"),
        Column("Note", 32, _NOTE, lambda a: a.typed.note, "typed"),
        Column("State", 11, _STATE, lambda a: a.state),
        Column(
            "Expectations",
            30,
            "The expectations it would help, by number, for each framework.",
            lambda a: links.expectations(a.findings) or ", ".join(a.sections),
        ),
        Column("Flags", 26, "Why this action needs a person's eye.", lambda a: flag_text(a.flags)),
        Column("Legal duty", 9, DUTY_NOTE, lambda a: "yes" if a.essential else ""),
        Column("Weight", 9, "How much the frameworks make of it.", lambda a: a.weight, "number"),
        Column(
            "Findings",
            30,
            "The findings whose gaps it closes, by number, for each framework.",
            lambda a: links.numbers(a.findings),
        ),
    )


def _offer_progress(sheet: Any, rows: int, headings: list[str], messages: Messages) -> None:
    column = headings.index(TYPED_HEADINGS["progress"])
    sheet.data_validation(
        first_row(0),
        column,
        first_row(rows - 1),
        column,
        {
            "validate": "list",
            "source": list(PROGRESS),
            "error_type": "warning",
            "error_title": messages.say("own-words"),
            "error_message": messages.say("not-in-list"),
        },
    )
