"""Why a row was set aside, and what a person should know of how a sheet was read: as codes, without values of cells."""

from collections.abc import Sequence
from functools import reduce

from evidencepack.files import Row, Sheet
from evidencepack.notes import Fact, Note, note
from evidencepack.tables.headings import letter_of

ABOVE = "above-table"
BLANK = "blank"
HEADING = "heading"
SECTION = "section-heading"
BELOW = "note-or-total"
ANOTHER = "another-table"
EXAMPLE = "example"
NOT_FILLED = "starter-not-filled"
ABOUT = "starter-no-register"
NO_REGISTER = "export-no-register"
NOT_NEEDED = "export-other-staff-list"
NOT_MAPPED = "not-mapped"
NOT_YET = "not-due-yet"
NOT_USABLE = "not-usable"
SAME = "same-row"
SAID_ASIDE = "said-aside"
ASKED_ABOUT = "asked-about"
NIL = "nil-row"


def said_of(sheet: Sheet, rows: Sequence[Row]) -> tuple[Note, ...]:
    """What the file said of itself, and what is hidden in the sheet."""
    width = max(map(len, rows), default=0)
    hidden_rows = sum(number <= len(rows) for number in sheet.hidden_rows)
    hidden_columns = sum(column < width for column in sheet.hidden_columns)
    parts = [note("hidden-rows", n=hidden_rows)] if hidden_rows else []
    parts += [note("hidden-columns", n=hidden_columns)] if hidden_columns else []
    said = (note("hidden-sheet-read"),) if sheet.hidden else ()
    return (*sheet.notes, *said, *((note("hidden-parts", parts=tuple(parts)),) if parts else ()))


def no_heading_over(headings: Sequence[str], rows: Sequence[Row], entries: Sequence[int], last: int) -> dict[int, int]:
    """Columns without a heading in which something stands, with how many of the entries have it."""
    blank = [i for i in range(last) if i >= len(headings) or not headings[i]]
    counts = {i: sum(i < len(rows[n]) and rows[n][i] is not None for n in entries) for i in blank}
    return {i: n for i, n in counts.items() if n}


def row_list(numbers: Sequence[int]) -> tuple[str, ...]:
    """Row numbers as a fact: 4, 9 and 12."""
    return (*map(str, numbers[:6]), *(("more",) if len(numbers) > 6 else ()))


def joined_by(code: str, parts: Sequence[Fact]) -> Fact:
    """Parts as one fact, with the words of a code between each two; "" for none."""
    return reduce(lambda before, then: note(code, before=before, then=then), parts) if parts else ""


def column_words(index: int, heading: str) -> Note:
    """A column in a sentence: its letter and heading."""
    letter = letter_of(index)
    return note("column-headed", letter=letter, heading=heading) if heading else note("column-letter", letter=letter)
