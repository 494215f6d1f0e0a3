"""Names that stand in two columns, put together into one."""

from collections.abc import Iterable

from msgspec.structs import replace

from evidencepack.files import Read, Row, Sheet, Unreadable
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.tables.headings import FIRST_ROWS, at, plain, plain_set

HEADING = "Name"
_WHOLE = plain_set((HEADING, "Full name", "Staff name", "Employee name", "Display name"))


def with_whole_names(read: Read, maps: Iterable[ColumnMap]) -> Read:
    """The sheets of a file with first name and surname in the column that stands first; the other is emptied.

    What the two are called any matrix says: a sheet that has whole names too is left as it is.
    """
    layouts = [each.matrix for each in maps if each.matrix]
    surname = plain_set(word for layout in layouts for word in layout.surname)
    first_name = plain_set(word for layout in layouts for word in layout.first_name)
    if isinstance(read, Unreadable):
        return read
    return tuple(_whole(sheet, surname, first_name) for sheet in read)


def _whole(sheet: Sheet, surname: frozenset[str], first_name: frozenset[str]) -> Sheet:
    for index, row in enumerate(sheet.rows[:FIRST_ROWS]):
        texts = [plain(cell) if isinstance(cell, str) else "" for cell in row]
        last = next((i for i, text in enumerate(texts) if text in surname), None)
        first = next((i for i, text in enumerate(texts) if text in first_name), None)
        if last is not None and first is not None and _WHOLE.isdisjoint(texts):
            below = (_joined(each, first, last) for each in sheet.rows[index + 1 :])
            return replace(sheet, rows=(*sheet.rows[:index], _put(row, first, last, HEADING), *below))
    return sheet


def _joined(row: Row, first: int, last: int) -> Row:
    parts = [" ".join(cell.split()) for cell in (at(row, first), at(row, last)) if isinstance(cell, str)]
    return _put(row, first, last, " ".join(filter(None, parts))) if parts else row


def _put(row: Row, first: int, last: int, text: str) -> Row:
    kept, emptied = min(first, last), max(first, last)
    cells = [*row, *[None] * (emptied + 1 - len(row))]
    cells[kept], cells[emptied] = text, None
    return tuple(cells)
