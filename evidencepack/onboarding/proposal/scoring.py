"""What speaks for reading a sheet as a register: its headings, what stands beneath them, and what it is called.

The sum is explainable, a heading at a time:

- a heading that only one register knows counts 1, one that n registers share 1/n;
- where most cells beneath it are words of that field's own list, it counts twice, up to 1;
- one that is only nearly the same counts 0.8 of that;
- one whose cells are mostly not what the field holds (no dates beneath a date) counts nothing and is not used;
- a heading that its map knows and passes over, such as the number of a certificate, counts as one that is read;
- the name of the sheet or the lines above the table naming the register count 1, the name of the file a half more.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from evidencepack.files import Cell, Row, Sheet
from evidencepack.onboarding.proposal.vocabulary import Vocabulary, words_in
from evidencepack.registers import REGISTERS, field_types
from evidencepack.tables import ColumnMap
from evidencepack.tables.cells.convert import convert, score_out_of
from evidencepack.tables.fuzzy_headings import fuzzy_fields
from evidencepack.tables.headings import plain, plain_set
from evidencepack.tables.table_finder import Table, WordedRows, find_table

NEAR = 0.8
MOST = 0.5
NAMED_SHEET, NAMED_FILE = 1.0, 0.5
# So few filled cells say nothing of what a column holds.
FEW = 3


class ColumnMatch(Struct, frozen=True):
    """A column that is read as a field: by the very heading, or as it is nearly a known one (`like`), with how nearly.

    `points` are 0 where the cells beneath are not what the field holds.
    """

    index: int
    field: str
    like: str = ""
    score: int = 100
    points: float = 0.0


class ScoredTable(Struct, frozen=True):
    """A table as reading finds it, and what speaks for each of its headings."""

    table: Table
    matches: tuple[ColumnMatch, ...]
    passed_over: float = 0.0

    @property
    def points(self) -> float:
        """What its headings are worth."""
        return sum(m.points for m in self.matches) + self.passed_over


def score_table(
    sheet: Sheet, heads: Iterable[WordedRows], column_map: ColumnMap, vocabulary: Vocabulary
) -> ScoredTable | None:
    """The table whose headings suit a column map, with what speaks for each; None below two headings."""
    table = find_table(heads, column_map.columns, column_map.passed_over)
    if table is None:
        return None
    body = sheet.rows[table.head[-1] + 1 :]
    found = (_match(table, index, field, body, column_map, vocabulary) for index, field in table.fields.items())
    aside = plain_set(column_map.passed_over)
    passed_over = sum(vocabulary.weight(h) for h in table.headings if plain(h) in aside)
    return ScoredTable(table, tuple(found), passed_over)


def _match(
    table: Table, index: int, field: str, body: Sequence[Row], column_map: ColumnMap, vocabulary: Vocabulary
) -> ColumnMatch:
    """A column with its points: none when what stands beneath is not what the field holds."""
    heading = table.headings[index]
    like, score = _like(heading, field, column_map)
    cells = [c for row in body if index < len(row) and plain(c := row[index])]
    kind = field_types(REGISTERS[column_map.register_]).get(field)
    if kind is None or (len(cells) >= FEW and not _suits(cells, kind, field, column_map)):
        return ColumnMatch(index, field, like, score)
    words = words_of_list(column_map, field)
    listed = sum(plain(c) in words for c in cells)
    points = vocabulary.weight(like or heading)
    if len(cells) >= FEW and listed > len(cells) * MOST:
        points = min(1.0, 2 * points)
    return ColumnMatch(index, field, like, score, points * (NEAR if like else 1))


def _like(heading: str, field: str, column_map: ColumnMap) -> tuple[str, int]:
    """The known heading that this one is nearly, and how nearly; "" for one that is known as it stands."""
    ours = {plain(h): field for h in column_map.columns[field]}
    near = "" if plain(heading) in ours else fuzzy_fields({0: heading}, ours, frozenset()).get(0, "")
    if not near:
        return "", 100
    from rapidfuzz import fuzz

    return near, round(fuzz.token_sort_ratio(plain(heading), near))


def words_of_list(column_map: ColumnMap, field: str) -> Mapping[str, str]:
    """Our word by each of the words of a field's list, as they are compared; empty when the field has no list."""
    choices = column_map.values.get(field, {})
    return {plain(theirs): ours for ours, words in choices.items() for theirs in (ours, *words) if plain(theirs)}


def _suits(cells: Sequence[Cell], kind: str, field: str, column_map: ColumnMap) -> bool:
    """Whether at least half of the cells are what a field of this kind holds; text must not be dates for the most."""
    if field in column_map.values:
        return True
    if kind == "str":  # a number of five digits is a payroll number here, whatever Excel would make of it
        days = sum(_is(c, "date") for c in cells if not str(c).strip().replace(".", "").isdigit())
        return days <= len(cells) * MOST
    return sum(_is(c, kind) for c in cells) >= len(cells) * MOST


def _is(cell: Cell, kind: str) -> bool:
    if kind == "float" and score_out_of(cell):
        return True
    try:
        convert(cell, kind)
    except ValueError:
        return False
    return True


def named(hints: frozenset[str], sheet: frozenset[str], file: frozenset[str]) -> float:
    """What the words of a sheet's name and title, and of its file's name, are worth."""
    return (NAMED_SHEET if hints & sheet else 0.0) + (NAMED_FILE if hints & file else 0.0)


def by_name(
    column_map: ColumnMap, missing: Sequence[str], called: frozenset[str], topics: Mapping[frozenset[str], str] = {}
) -> dict[str, str]:
    """What every row is where a sheet has no column for it, by the one word of the field's list that it is called.

    Where the field has no list, as what an audit was of, by the one topic that it is called after.
    """
    found: dict[str, str] = {}
    record = REGISTERS[column_map.register_]
    for field in missing:
        words = ((words_in(word), ours) for word, ours in words_of_list(column_map, field).items() if len(word) > 2)
        ours = {our_word for parts, our_word in words if parts and parts <= called}
        if not ours and field in record.topical and field not in column_map.values:
            ours = {topic for parts, topic in topics.items() if parts and parts <= called}
        if len(ours) == 1:
            found[field] = ours.pop()
    return found
