"""Values of what people type into a pack, and of what is kept of it where it has no place."""

from datetime import date

from msgspec import Struct

from evidencepack.dates import day_words
from evidencepack.day_reader import to_date


class ManagerView(Struct, frozen=True, kw_only=True):
    """What a person wrote beside a computed status; printed as the manager's view, never instead of the status."""

    view: str
    why: str = ""
    who: str = ""
    day: str = ""


class Typed(Struct, frozen=True, kw_only=True):
    """What a person typed into the action plan; empty strings until they do."""

    owner: str = ""
    due: str = ""
    progress: str = ""
    note: str = ""

    @property
    def due_words(self) -> str:
        """The day as people write it, or what was typed where that is no day."""
        return day_words(self.due_day) if self.due_day else self.due

    @property
    def due_day(self) -> date | None:
        """The day by which it is due; None where what was typed is no day."""
        try:
            return to_date(self.due)
        except ValueError:
            return None


class KeptLine(Struct, frozen=True, kw_only=True):
    """Something a person typed into an earlier workbook that has no place in this one, and where it stood.

    `why` is a code (kept-own-row ...), `on` the day of that pack, `row` what its row is known by, `column` its heading.
    """

    ref: str
    text: str
    why: str
    on: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    row: str = ""
    column: str = ""


class KeptBefore(Struct, frozen=True, kw_only=True):
    """What is kept from earlier workbooks, newest first; in the working edition only.

    `removed` are refs of lines that a person took off the list; `examined` are the fingerprints of the workbooks that
    were searched for what people typed.
    """

    lines: tuple[KeptLine, ...] = ()
    removed: tuple[str, ...] = ()
    examined: tuple[str, ...] = ()
