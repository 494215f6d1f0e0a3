"""Why a row was set aside, and what a person should know of how a sheet was read: as codes, without values of cells."""

from collections.abc import Sequence
from functools import reduce

from evidencepack.files import Row, Sheet
from evidencepack.notes import Fact, Note, note
from evidencepack.origin import ABOUT as ABOUT
from evidencepack.origin import NOT_MAPPED as NOT_MAPPED
from evidencepack.origin import NOT_USABLE as NOT_USABLE
from evidencepack.tables.headings import letter_of

ABOVE = "above-table"
BLANK = "blank"
HEADING = "heading"
SECTION = "section-heading"
BELOW = "note-or-total"
ANOTHER = "another-table"
EXAMPLE = "example"
NOT_FILLED = "starter-not-filled"
NO_REGISTER = "export-no-register"
NOT_NEEDED = "export-other-staff-list"
EMPTY = "empty-sheet"
NOT_YET = "not-due-yet"
SAME = "same-row"
SAID_ASIDE = "said-aside"
ASKED_ABOUT = "asked-about"
NIL = "nil-row"
NOT_DONE = "not-done-row"
LEFT = "of-leavers"
KEY = "key-to-marks"
OF_AGENCY = "of-agency"
MARKS = "marks-only"


def said_of(sheet: Sheet, rows: Sequence[Row]) -> tuple[Note, ...]:
    """What the file said of itself, and what is hidden in the sheet."""
    width = max(map(len, rows), default=0)
    hidden_rows = sum(number <= len(rows) for number in sheet.hidden_rows)
    hidden_columns = sum(column < width for column in sheet.hidden_columns)
    parts = [note("hidden-rows", n=hidden_rows)] if hidden_rows else []
    parts += [note("hidden-columns", n=hidden_columns)] if hidden_columns else []
    said = (note("hidden-sheet-read"),) if sheet.hidden else ()
    return (*sheet.notes, *said, *((note("hidden-parts", parts=tuple(parts)),) if parts else ()))


def beside_values(sheet: Sheet, rows: Sequence[Row], entries: Sequence[int], *, colours: bool) -> tuple[Note, ...]:
    """What stands beside the values of the entries and is not read: lines through them, notes where a cell is empty.

    With `colours` also how many empty cells are coloured; not those of a row or column in which words are so too.
    """
    own = {index + 1 for index in entries}
    struck = [n for n in sorted({n for n, _ in sheet.struck} & own) if _all_struck(rows[n - 1], n, sheet)]
    cells = sum(n in own and n not in struck for n, _ in sheet.struck)
    noted = sum(n in own and _empty(rows, n, i) for n, i in sheet.comments)
    filled = sum(n in own for n, _ in _telling(sheet, rows)) if colours else 0
    counts = {"rows-struck": len(struck), "cells-struck": cells, "empty-coloured": filled, "empty-noted": noted}
    return tuple(note(code, n=n) for code, n in counts.items() if n)


def _empty(rows: Sequence[Row], row: int, column: int) -> bool:
    return row > len(rows) or column >= len(rows[row - 1]) or rows[row - 1][column] in (None, "")


def _all_struck(row: Row, number: int, sheet: Sheet) -> bool:
    return all((number, i) in sheet.struck for i, cell in enumerate(row) if cell not in (None, ""))


def _telling(sheet: Sheet, rows: Sequence[Row]) -> list[tuple[int, int]]:
    """The empty cells whose colour may tell something: it is not that of words in their row or column."""
    worded = {at: name for at, name in sheet.fills.items() if not _empty(rows, *at)}
    across, down = {(n, name) for (n, _), name in worded.items()}, {(i, name) for (_, i), name in worded.items()}
    empty = {at: name for at, name in sheet.fills.items() if at not in worded}
    return [(n, i) for (n, i), name in empty.items() if (n, name) not in across and (i, name) not in down]


def no_heading_over(headings: Sequence[str], rows: Sequence[Row], entries: Sequence[int], last: int) -> dict[int, int]:
    """Columns without a heading in which something stands, with how many of the entries have it."""
    blank = [i for i in range(last) if i >= len(headings) or not headings[i]]
    counts = {i: sum(i < len(rows[n]) and rows[n][i] is not None for n in entries) for i in blank}
    return {i: n for i, n in counts.items() if n}


def row_list(numbers: Sequence[int | str]) -> tuple[str, ...]:
    """Row numbers as a fact: 4, 9 and 12."""
    return (*map(str, numbers[:6]), *(("more",) if len(numbers) > 6 else ()))


def joined_by(code: str, parts: Sequence[Fact]) -> Fact:
    """Parts as one fact, with the words of a code between each two; "" for none."""
    return reduce(lambda before, then: note(code, before=before, then=then), parts) if parts else ""


def column_words(index: int, heading: str) -> Note:
    """A column in a sentence: its letter and heading."""
    letter = letter_of(index)
    return note("column-headed", letter=letter, heading=heading) if heading else note("column-letter", letter=letter)
