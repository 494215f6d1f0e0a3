"""What a person should know of how a sheet was read, and why a row was set aside; without values of cells."""

from collections.abc import Sequence

from evidencepack.files import Row, Sheet
from evidencepack.tables.reading import letter_of
from evidencepack.text import count_of

ABOVE = "above the table"
BLANK = "blank"
HEADING = "heading"
SECTION = "section heading"
BELOW = "note or total"
ANOTHER = "another table on this sheet"
EXAMPLE = "example, left out"
NOT_FILLED = "starter workbook, nothing filled in"
ABOUT = "starter workbook, no register"
NO_REGISTER = "recognised, holds no register"
NOT_NEEDED = "recognised, another staff list is used"
NOT_MAPPED = "service.yaml does not say what this sheet holds"
NOT_YET = "not due yet"
NOT_USABLE = "could not be used"
SAME = "the same as another row, counted once"


def said_of(sheet: Sheet, rows: Sequence[Row]) -> tuple[str, ...]:
    """What the file said of itself, and what is hidden in the sheet."""
    width = max(map(len, rows), default=0)
    hidden_rows = sum(number <= len(rows) for number in sheet.hidden_rows)
    hidden_columns = sum(column < width for column in sheet.hidden_columns)
    parts = [count_of(hidden_rows, "hidden row")] if hidden_rows else []
    parts += [count_of(hidden_columns, "hidden column")] if hidden_columns else []
    said = ("The sheet is hidden; it is read like the others.",) if sheet.hidden else ()
    return (*sheet.said, *said, *((f"{' and '.join(parts)}, read like the others.",) if parts else ()))


def no_heading_over(headings: Sequence[str], rows: Sequence[Row], entries: Sequence[int], last: int) -> dict[int, int]:
    """Columns without a heading in which something stands, with how many of the entries have it."""
    blank = [i for i in range(last) if i >= len(headings) or not headings[i]]
    counts = {i: sum(i < len(rows[n]) and rows[n][i] is not None for n in entries) for i in blank}
    return {i: n for i, n in counts.items() if n}


def row_list(numbers: Sequence[int]) -> str:
    """Row numbers in words: 4, 9 and 12."""
    shown = [str(n) for n in numbers[:6]]
    if len(numbers) > 6:
        return f"{', '.join(shown)} and more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def column_words(index: int, heading: str) -> str:
    """A column in a sentence: its letter and heading."""
    return f"column {letter_of(index)}, '{heading}'" if heading else f"column {letter_of(index)}"
