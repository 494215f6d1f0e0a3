"""Words in a column with a list of its own that the list does not know: kept as typed, and counted."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

from msgspec import Struct

from evidencepack.registers import Record
from evidencepack.service import ServiceRead
from evidencepack.tables import ColumnMap


class UnknownWords(Struct, frozen=True):
    """The words of one column of one sheet with how often each stands there, the most frequent first.

    Only words that can be no name are among `words`; how many cells hold others is `hidden`.
    """

    field: str
    heading: str
    words: tuple[tuple[str, int], ...]
    hidden: int

    @property
    def cells(self) -> int:
        """How many cells."""
        return sum(n for _, n in self.words) + self.hidden


def unknown_words(
    read: ServiceRead, maps: Mapping[str, ColumnMap], names_nobody: Callable[[str], bool]
) -> dict[tuple[str, str], tuple[UnknownWords, ...]]:
    """By file and sheet, the words that no list of its column map knows."""
    own = {f: {*choices} for source in read.service.sources for f, choices in source.values.items()}
    sheets: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in (record for rows in read.records.rows.values() for record in rows):
        sheets[record.origin.file, record.origin.sheet].append(record)
    found: dict[tuple[str, str], tuple[UnknownWords, ...]] = {}
    for account in read.accounts:
        values = maps[account.map].values if account.map in maps else {}
        headings = {field: heading for heading, field in account.fields}
        lines = []
        for field, choices in values.items():
            ours = {*choices, *own.get(field, ())}
            counts = Counter(v for r in sheets[account.file, account.sheet] if (v := _text(r, field)))
            words = [(w, n) for w, n in counts.most_common() if w not in ours]
            if words and field in headings:
                shown = tuple((w, n) for w, n in words if names_nobody(w))
                hidden = sum(n for _, n in words) - sum(n for _, n in shown)
                lines.append(UnknownWords(field, headings.get(field, field), shown, hidden))
        found[account.file, account.sheet] = tuple(lines)
    return found


def _text(record: Record, field: str) -> str:
    value = getattr(record, field, "")
    return value if isinstance(value, str) else ""
