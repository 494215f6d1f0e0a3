"""Names that stand in two columns, put together into one."""

from collections.abc import Sequence

from evidencepack.files import Row
from evidencepack.tables.headings import FIRST_ROWS, at, plain


def with_whole_names(
    rows: Sequence[Row], surname: frozenset[str], first_name: frozenset[str], heading: str
) -> tuple[Row, ...]:
    """The rows with first name and surname in the column that stands first, under one heading; the other is emptied."""
    for index, row in enumerate(rows[:FIRST_ROWS]):
        texts = [plain(c) if isinstance(c, str) else "" for c in row]
        last = next((i for i, text in enumerate(texts) if text in surname), None)
        first = next((i for i, text in enumerate(texts) if text in first_name), None)
        if last is not None and first is not None:
            headed = _put(row, first, last, heading)
            return (*rows[:index], headed, *(_joined(below, first, last) for below in rows[index + 1 :]))
    return tuple(rows)


def _joined(row: Row, first: int, last: int) -> Row:
    parts = [" ".join(str(cell).split()) for cell in (at(row, first), at(row, last)) if isinstance(cell, str)]
    return _put(row, first, last, " ".join(filter(None, parts))) if parts else row


def _put(row: Row, first: int, last: int, text: str) -> Row:
    kept, emptied = min(first, last), max(first, last)
    cells = [*row, *[None] * (emptied + 1 - len(row))]
    cells[kept], cells[emptied] = text, None
    return tuple(cells)
