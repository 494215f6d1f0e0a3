"""The sheet of gaps and actions: what would close each gap, and who does it by when."""

from collections.abc import Iterable, Iterator
from typing import Any

from evidencepack.pack.model import Action, Pack
from evidencepack.pack.typed import ACTION_FIELDS
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import Value, as_day
from evidencepack.writers.excel.expectations import flag_text
from evidencepack.writers.excel.links import ACTIONS, Links
from evidencepack.writers.excel.lists import Column, ListLayout, add_list, first_row

KEY = "Ref"
TYPED_HEADINGS = dict(zip(ACTION_FIELDS, ("Owner", "Due", "Progress", "Note"), strict=True))
DUTY_NOTE = "Yes: a legal duty that the framework calls essential is not shown. Blank says nothing of other duties."
PROGRESS = ("Not started", "In progress", "Done", "Will not do")
_COLUMNS = (
    Column(KEY, 13, "The lasting number of this action. It stays the same from month to month.", "strong"),
    Column("Rank", 7, "What to do first: 1. Legal duties come first, then weight and gaps closed.", "number"),
    Column("Cause", 19, "What lies behind the gap."),
    Column("Action", 36, "What would close the gap."),
    Column("Closes", 8, "How many gaps this one action closes, over all frameworks.", "number"),
    Column("Proposed owner", 15, "A proposal by job role. It counts once you type an owner or a due day."),
    Column("Proposed due", 13, "A proposed day.", "day"),
    Column("Owner", 16, "Who does it (a job role is best). Typing here accepts the action.", "typed"),
    Column("Due", 13, "By when: a day such as 14/11/2026, or words.", "typed day"),
    Column("Progress", 14, "Choose from the list, or type your own words.", "typed"),
    Column("Note", 32, "Anything worth keeping. Printed with the action in the next pack.", "typed"),
    Column("State", 11, "Proposed until a person has typed an owner or a due day, then accepted."),
    Column("Expectations", 30, "The expectations it would help, by number, for each framework."),
    Column("Flags", 26, "Why this action needs a person's eye."),
    Column("Legal duty", 9, DUTY_NOTE),
    Column("Weight", 9, "How much the frameworks make of it.", "number"),
    Column("Findings", 30, "The findings whose gaps it closes, by number, for each framework."),
)
_PRINTED = 14
_ABOUT = "What would close each gap, the first things first."
# The edition to hand over holds what was agreed, and nobody types into it.
_NOT_HANDED = frozenset({"Proposed owner", "Proposed due", "State"})
_NOTES = {"Owner": "Who does it.", "Due": "By when.", "Progress": "How far it is.", "Note": "What was noted beside it."}
_AGREED = "The actions that have been agreed, the first things first."


def add_actions(book: Book, pack: Pack, places: Links) -> None:
    """A row an action; in the working edition with columns to type into."""
    title, rows = f"Gaps and actions: {pack.service.name}", _rows(pack, places)
    if pack.edition == "evidence":
        add_list(book, *_handed(title, rows))
        return
    layout = ListLayout(ACTIONS, title, _ABOUT, _COLUMNS, printed=_PRINTED, empty="No gap calls for action.")
    sheet = add_list(book, layout, rows)
    if pack.actions:
        _offer_progress(sheet, len(pack.actions))


def _handed(title: str, rows: Iterable[tuple[Value, ...]]) -> tuple[ListLayout, Iterator[tuple[Value, ...]]]:
    """The list as it is handed over."""
    kept = [n for n, column in enumerate(_COLUMNS) if column.heading not in _NOT_HANDED]
    columns = tuple(_COLUMNS[n].to_read(_NOTES) for n in kept)
    printed = sum(n < _PRINTED for n in kept)
    layout = ListLayout(ACTIONS, title, _AGREED, columns, printed=printed, empty="No action has been agreed yet.")
    return layout, (tuple(row[n] for n in kept) for row in rows)


def _rows(pack: Pack, places: Links) -> Iterator[tuple[Value, ...]]:
    for action in pack.actions:
        yield (
            action.ref,
            action.rank,
            action.cause,
            action.text,
            action.closes,
            action.proposed_owner,
            action.proposed_due,
            action.typed.owner,
            as_day(action.typed.due),
            action.typed.progress,
            action.typed.note,
            action.state,
            _expectations(action, places),
            flag_text(action.flags),
            "yes" if action.essential else "",
            action.weight,
            places.numbers(action.findings),
        )


def _expectations(action: Action, places: Links) -> str:
    return places.expectations(action.findings) or ", ".join(action.sections)


def _offer_progress(sheet: Any, rows: int) -> None:
    column = next(n for n, c in enumerate(_COLUMNS) if c.heading == TYPED_HEADINGS["progress"])
    sheet.data_validation(
        first_row(0),
        column,
        first_row(rows - 1),
        column,
        {
            "validate": "list",
            "source": list(PROGRESS),
            "error_type": "warning",
            "error_title": "Your own words?",
            "error_message": "This is not in the list. Choose Yes to keep your own words.",
        },
    )
