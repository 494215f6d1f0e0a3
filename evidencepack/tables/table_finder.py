"""Finding the table on a sheet: its heading rows, its columns and their fields, and what stands above it."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.files import Row, Sheet, blank_row
from evidencepack.notes import Note, note
from evidencepack.registers import Record, field_types
from evidencepack.tables.cells.convert import error_in, to_text
from evidencepack.tables.fuzzy_headings import fuzzy_fields
from evidencepack.tables.header_rows import HeaderRows, header_rows, is_joined
from evidencepack.tables.headings import at, by_heading, fields_of, letter_of, only_words, plain, plain_set
from evidencepack.tables.notes import column_words


def values_above(
    rows: Sequence[Row], columns: Mapping[str, tuple[str, ...]], wanted: Sequence[str]
) -> dict[str, tuple[int, int, str]]:
    """The text that stands beside the heading of a wanted field: its row from 1, its column from 0, and itself.

    A field that stands there twice is left out. Ask for no days: the day above a table is often that of the list.
    """
    found = {}
    for field in wanted:
        names = plain_set(columns.get(field, ()))
        places = [(number, *place) for number, row in enumerate(rows, 1) for place in _beside(row, names)]
        if len(places) == 1:
            found[field] = places[0]
    return found


def _beside(row: Row, names: frozenset[str]) -> list[tuple[int, str]]:
    places = []
    for index, cell in enumerate(row):
        label, colon, rest = str(cell).partition(":") if isinstance(cell, str) else ("", "", "")
        if colon and plain(label) in names and plain(rest):
            places.append((index, to_text(rest)))
        elif plain(label) in names:
            filled = [(i, c) for i, c in enumerate(row) if i > index and plain(c)]
            words = [p for p in filled if type(p[1]) in (str, int, float) and not error_in(p[1])]
            places += [(i, to_text(c)) for i, c in words if len(filled) == 1]
    return places


class Table(Struct, frozen=True):
    """One table of a sheet: its heading rows (from 0), its columns from `first` to before `last`, and its fields.

    `headings` are as the service wrote them, one a column of the sheet ("" where none is); `said` is what was not
    plain about them.
    """

    head: tuple[int, ...]
    headings: tuple[str, ...]
    fields: Mapping[int, str]
    first: int
    last: int
    said: tuple[Note, ...] = ()


WordedRows = tuple[HeaderRows, frozenset[str]]


def worded_rows(sheet: Sheet, rows: Sequence[Row]) -> tuple[WordedRows, ...]:
    """Every row or pair of rows that could be headings, with its words; the same for whatever they are held against."""
    return tuple((head, plain_set((*head.texts, *head.joined))) for head in header_rows(sheet, rows))


def find_table(
    heads: Iterable[WordedRows], columns: Mapping[str, tuple[str, ...]], passed_over: Sequence[str] = ()
) -> Table | None:
    """The table whose headings match best; of two that match as well the first. None where no two headings match.

    What is `passed_over` is taken for no other heading that it is nearly.
    """
    known = by_heading(dict(columns))
    like = (head for head, words in heads if not known.keys().isdisjoint(words))
    tables = [(_table(head, known), head.sure or not is_joined(head)) for head in like]
    best, _ = max(tables, key=lambda found: (len(found[0].fields), found[1]), default=(None, False))
    if best is None or len(best.fields) < 2:
        best = max(
            (_with_near(table, known, passed_over) for table, _ in tables), key=lambda t: len(t.fields), default=None
        )
        return best if best and len(best.fields) > 1 else None
    return _with_near(best, known, passed_over)


def without_words_for_numbers(table: Table, record: type[Record], rows: Sequence[Row]) -> Table:
    """The table less each column of numbers in which only words stand, such as what was agreed under Actions."""
    asked, types = {n for parts, whole in record.at_most for n in (*parts, whole)}, field_types(record)
    counts = [i for i, field in table.fields.items() if field in asked and types[field] == "int"]
    words = [i for i in sorted(counts) if only_words([at(row, i) for row in rows[table.head[-1] + 1 :]])]
    if not words:
        return table
    said = (note("words-not-numbers", where=column_words(i, table.headings[i])) for i in words)
    fields = {i: field for i, field in table.fields.items() if i not in words}
    return replace(table, fields=fields, said=(*table.said, *said))


def _table(head: HeaderRows, known: dict[str, str]) -> Table:
    """The one of the tables side by side whose headings match best."""
    tables = [_part(head, first, last, known) for first, last in side_by_side(head.texts, known)]
    return max(tables, key=lambda t: len(t.fields))


def side_by_side(texts: Sequence[str], known: Mapping[str, str]) -> list[tuple[int, int]]:
    """Where each of the tables beside each other begins and ends.

    A blank heading alone ends no table. One ends where a heading of ours stands again after a blank one, or where the
    first of its headings does.
    """
    edges, here = [0], [""]
    blank = False
    for index, text in enumerate(plain(t) for t in texts):
        again = text in known and text in here
        if again and (blank or text == next(h for h in here if h in known)):
            start = _start_of_part(texts, index) if blank else index
            edges.append(start)
            here = [plain(t) for t in texts[start:index]]
            blank = False
        here.append(text)
        blank = blank or (not text and any(here))
    return list(zip(edges, [*edges[1:], len(texts)], strict=True))


def _start_of_part(texts: Sequence[str], index: int) -> int:
    """The first column after the blank heading that stands before this one."""
    while index and texts[index - 1]:
        index -= 1
    return index


def _part(head: HeaderRows, first: int, last: int, known: dict[str, str]) -> Table:
    row, joined = (["" if i < first or i >= last else t for i, t in enumerate(s)] for s in (head.texts, head.joined))
    if not is_joined(head):
        return Table(head.rows, head.texts, fields_of(tuple(row), known), first, last, _doubles(row, known))
    fields = fields_of(tuple(t if head.bands[i] else "" for i, t in enumerate(joined)), known)
    alone, said = _alone(head, row, fields, known)
    labels = tuple(head.texts[i] if i in alone else t for i, t in enumerate(head.joined))
    return Table(head.rows, labels, dict(sorted({**fields, **alone}.items())), first, last, said)


def _alone(
    head: HeaderRows, row: Sequence[str], fields: Mapping[int, str], known: dict[str, str]
) -> tuple[dict[int, str], tuple[Note, ...]]:
    """Fields by the lower heading alone, where only one column could be meant; and what is said of it."""
    found: dict[int, str] = {}
    said: list[Note] = []
    others = {i: known.get(plain(t)) for i, t in enumerate(row) if i not in fields}
    free = {i: field for i, field in others.items() if field and field not in fields.values()}
    for field in dict.fromkeys(free.values()):
        columns = [i for i, f in free.items() if f == field]
        columns = [i for i in columns if not head.bands[i]] or [
            i for i in columns if _may_be(head.bands[i], fields, row, known)
        ]
        if len(columns) == 1 or not any(head.bands[i] for i in columns):
            best = fields_of(tuple(row[i] if i in columns else "" for i in range(len(row))), known)
            found.update(best)
            said += [note("read-below", heading=row[i], over=head.bands[i], field=_words(f)) for i, f in best.items()
                     if head.bands[i]]  # fmt: skip
        else:
            one, other = (head.bands[i] for i in columns[:2])
            said.append(note("below-both", heading=row[columns[0]], one=one, other=other, field=_words(field)))
    return found, tuple(said)


def _may_be(band: str, fields: Mapping[int, str], row: Sequence[str], known: dict[str, str]) -> bool:
    """Whether a heading below another may be a field: not where it says more of a field that the upper one heads.

    "Started" below "Care Certificate" does; "Out of" below "Score" does not, as "Score" stands beside it too.
    """
    field = known.get(plain(band), "")
    return not field or field in fields.values() or field in {known.get(plain(text)) for text in row}


def _doubles(row: Sequence[str], known: dict[str, str]) -> tuple[Note, ...]:
    """What is said where two columns could be one field."""
    said = []
    for index, field in fields_of(tuple(row), known).items():
        if others := [i for i, t in enumerate(row) if i != index and known.get(plain(t)) == field]:
            both = ", ".join(letter_of(i) for i in sorted((index, *others)))
            said.append(note("either-column", columns=both, field=_words(field), letter=letter_of(index),
                             heading=row[index]))  # fmt: skip
    return tuple(said)


def _with_near(table: Table, known: dict[str, str], passed_over: Sequence[str]) -> Table:
    """The table with headings that are nearly the same as a known one; each is said."""
    aside, places = plain_set(passed_over), range(table.first, table.last)
    free = {i: h for i in places if (h := table.headings[i]) and i not in table.fields and plain(h) not in aside}
    near = fuzzy_fields(free, known, frozenset(table.fields.values()))
    said = tuple(note("read-as", heading=table.headings[i], known=h[:1].upper() + h[1:]) for i, h in near.items())
    fields = dict(sorted([*table.fields.items(), *((i, known[heading]) for i, heading in near.items())]))
    return replace(table, fields=fields, said=(*table.said, *said))


def _words(field: str) -> str:
    return field.replace("_", " ")


def tables_above(rows: Sequence[Row]) -> set[int]:
    """The rows above the headings that are a table of their own: blocks in which several rows hold several cells."""
    found: set[int] = set()
    start = 0
    for index in (i for i, row in enumerate(rows) if blank_row(row)):
        if sum(len(row) - row.count(None) > 1 for row in rows[start:index]) > 2:
            found.update(range(start, index))
        start = index + 1
    return found
