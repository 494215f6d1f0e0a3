"""The ways a sheet may be read, each tried on its first rows by the very reader that will read it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from evidencepack.files import Row, Sheet
from evidencepack.notes import note
from evidencepack.onboarding.proposal.model import Candidate, Confidence, Heading
from evidencepack.onboarding.proposal.scoring import ScoredTable, by_name, named, score_table, words_of_list
from evidencepack.onboarding.proposal.vocabulary import Vocabulary, stem_of, words_in
from evidencepack.onboarding.proposal.wide_candidates import names_in, rows_of, wide_candidates
from evidencepack.registers import REGISTERS, Source, field_types, required_fields
from evidencepack.service.own_headings import with_own_headings
from evidencepack.tables import ColumnMap, People, read_sheet
from evidencepack.tables.cells.remarks import word_before_remark
from evidencepack.tables.fuzzy_headings import fuzzy_fields
from evidencepack.tables.headings import letter_of, plain
from evidencepack.tables.table_finder import worded_rows

FIRST = 200
# Only the meanings whose headings suit best are tried on the rows.
TRIED = 5
# Below this nothing is offered: a column called Name or Date says nothing.
WORTH_ASKING = 0.9


def candidates_of(
    file: str, sheet: Sheet, maps: Mapping[str, ColumnMap], vocabulary: Vocabulary
) -> tuple[Candidate, ...]:
    """Every reading that anything speaks for, the best of each meaning, the one most speaks for first."""
    rows = sheet.rows[:FIRST]
    first = replace(sheet, rows=rows, merged=tuple(m for m in sheet.merged if m.last_row <= len(rows)))
    in_sheet, in_file = words_in(sheet.name), words_in(stem_of(file))
    found: list[Candidate] = []
    for alike in _tables(first, maps, vocabulary)[:TRIED]:
        tried: list[Candidate] = []
        for column_map, table in alike:
            title = in_sheet | _title(first.rows[: table.table.head[0]])
            candidate = _long(file, first, column_map, table, vocabulary, (title, title | in_file))
            name = named(vocabulary.hints[column_map.id], title, in_file)
            tried.append(replace(candidate, points=candidate.points + name))
        found.append(min(tried, key=_order))
    found.extend(wide_candidates(file, first, maps, vocabulary))
    return tuple(sorted(found, key=_order))


def _tables(
    sheet: Sheet, maps: Mapping[str, ColumnMap], vocabulary: Vocabulary
) -> list[list[tuple[ColumnMap, ScoredTable]]]:
    """For each meaning the maps that suit best, the meaning with most points first.

    A meaning is a register, with what a map says of every row: all compliments, say.
    """
    found: dict[tuple[str, ...], list[tuple[ColumnMap, ScoredTable]]] = defaultdict(list)
    heads = worded_rows(sheet, sheet.rows)
    for column_map in (m for m in maps.values() if m.layout == "long"):
        if table := score_table(sheet, heads, column_map, vocabulary):
            constants = (f"{k}={v}" for k, v in sorted(column_map.constants.items()))
            found[column_map.register_, *constants].append((column_map, table))
    best = [[f for f in alike if _rank(f[1]) == max(_rank(t) for _, t in alike)] for alike in found.values()]
    return sorted(best, key=lambda alike: -alike[0][1].points)


def _rank(table: ScoredTable) -> tuple[int, float]:
    return len(table.matches), table.points


def _order(candidate: Candidate) -> tuple[float, int, int, str]:
    """Most points first, then most rows read, then the plainer map."""
    return -weight_of(candidate), -candidate.read, len(candidate.map), candidate.map


def weight_of(candidate: Candidate) -> float:
    """The points of a reading as they are compared: half where a field is missing without which no row counts.

    Any wide sheet can be read as a matrix: where nothing says that its columns are courses, that goes before no list.
    """
    if candidate.layout == "matrix" and candidate.at_most is Confidence.UNSURE:
        return min(candidate.points, WORTH_ASKING)
    return candidate.points / 2 if candidate.missing else candidate.points


def _title(rows: Sequence[Row]) -> frozenset[str]:
    return frozenset(word for row in rows for cell in row if isinstance(cell, str) for word in words_in(cell))


def _long(
    file: str,
    sheet: Sheet,
    column_map: ColumnMap,
    table: ScoredTable,
    vocabulary: Vocabulary,
    called: Sequence[frozenset[str]],
) -> Candidate:
    """A reading by a long map; `called` is what the sheet is called, by itself and then with its file."""
    columns = {m.field: table.table.headings[m.index] for m in table.matches if m.like}
    values, unknown = _words(sheet, column_map, table)
    missing = _missing(column_map, table)
    named_after = vocabulary.named_after
    constants = next((found for words in called if (found := by_name(column_map, missing, words, named_after))), {})
    source = Source(file=file, map=column_map.id, columns=dict(columns), values=values, constants=dict(constants))
    read = read_sheet(file, sheet, with_own_headings(column_map, source), People())
    looked_at, taken = rows_of(read)
    # What no column holds may stand above the table: where rows were read, nothing is missing.
    lacks = () if taken else tuple(f for f in missing if f not in constants)
    doubt = note("taken-by-name", words=tuple(constants.values())) if constants else None
    return Candidate(
        column_map.id, column_map.register_, REGISTERS[column_map.register_].label, "long", table.points,
        tuple(_headings(table, vocabulary)), lacks, looked_at, taken, columns, values, unknown,
        names_in(read, vocabulary), Confidence.LIKELY if constants else Confidence.CERTAIN, doubt, constants,
    )  # fmt: skip


def _headings(table: ScoredTable, vocabulary: Vocabulary) -> Iterator[Heading]:
    matches = {m.index: m for m in table.matches}
    for index, text in enumerate(table.table.headings):
        if match := matches.get(index):
            yield Heading(letter_of(index), text, True, match.field, match.like, match.score)
        elif text:
            yield Heading(letter_of(index), text, not vocabulary.may_be_a_name(text))


def _missing(column_map: ColumnMap, table: ScoredTable) -> tuple[str, ...]:
    """What no row can count without, as words; a heading over cells of another kind does not give it."""
    record = REGISTERS[column_map.register_]
    there = {m.field for m in table.matches if m.points} | {*column_map.constants}
    missing = [f for f in required_fields(record) if f not in there]
    either = record.needs_one_of
    return (*missing, *([" or ".join(either)] if either and not there & {*either} else []))


def _words(
    sheet: Sheet, column_map: ColumnMap, table: ScoredTable
) -> tuple[dict[str, dict[str, tuple[str, ...]]], dict[str, int]]:
    """Words of code lists that are nearly one of ours, and by field how many cells hold a word no list knows."""
    values: dict[str, dict[str, tuple[str, ...]]] = {}
    unknown: dict[str, int] = {}
    record = REGISTERS[column_map.register_]
    listed = (m for m in table.matches if m.points and column_map.values.get(m.field))
    for match in (m for m in listed if field_types(record)[m.field] == "str"):
        ours = words_of_list(column_map, match.field)
        counts = Counter(_text(row, match.index) for row in sheet.rows[table.table.head[-1] + 1 :])
        for word, cells in counts.items():
            if not plain(word) or plain(word) in ours:
                continue
            if match.field in record.remarked and word_before_remark(plain(word), ours, match.field in record.naming):
                continue
            if like := fuzzy_fields({0: word}, ours, frozenset()).get(0, ""):
                mine = values.setdefault(match.field, {})
                mine[ours[like]] = (*mine.get(ours[like], ()), word)
            else:
                unknown[match.field] = unknown.get(match.field, 0) + cells
    return values, unknown


def _text(row: Row, index: int) -> str:
    cell = row[index] if index < len(row) else None
    return " ".join(cell.split()) if isinstance(cell, str) else ""
