"""Layout long: a row a record."""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import compress, repeat
from typing import Any

from msgspec import NODEFAULT
from msgspec.structs import fields, replace

from evidencepack.files import Row, Sheet, blank_row
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.notes import Note, note
from evidencepack.origin import Account, Origin, Problem
from evidencepack.registers import REGISTERS, Record, Unread, field_types, required_fields
from evidencepack.tables.headings import begins_with, plain, plain_set
from evidencepack.tables.merged_cells import spread
from evidencepack.tables.notes import BELOW, NOT_USABLE, NOT_YET, no_heading_over, said_of
from evidencepack.tables.people import People
from evidencepack.tables.read_columns import ColumnValues, read_columns
from evidencepack.tables.reading import SheetRead, letter_of
from evidencepack.tables.reconcile import Columns, reconcile
from evidencepack.tables.row_sorter import RowSorter, SortedRows
from evidencepack.tables.table_finder import Table, find_table, values_above


def read_long(file: str, sheet: Sheet, column_map: ColumnMap, people: People) -> SheetRead:
    """Read a sheet that holds a row a record; each row is read or set aside with a reason."""
    rows = trimmed(sheet.rows)
    table = find_table(sheet, rows, column_map.columns)
    if table is None:
        return no_table(file, sheet, column_map)
    # Across, a joined cell is a heading; down, it holds for every row.
    filled = spread(rows, sheet.merged, table.head[-1], range(table.first, table.last), widest=1)
    table = replace(table, said=(*table.said, *filled.said))
    return _Long(file, sheet, filled.rows, column_map, people, table).read()


def no_table(file: str, sheet: Sheet, column_map: ColumnMap) -> SheetRead:
    """The outcome when no heading row is found: every row set aside, and what to do."""
    seen = len(trimmed(sheet.rows))
    account = Account(
        file, sheet.name, column_map.id, column_map.register_, seen, 0, {NOT_USABLE: seen} if seen else {}
    )
    wanted = ", ".join(h[0] for h in list(column_map.columns.values())[:4]) or ", ".join(
        column_map.matrix.person[:1] if column_map.matrix else ()
    )
    problem = Problem(
        Origin(file, sheet.name),
        note("no-headings", register=REGISTERS[column_map.register_].label, wanted=wanted),
        rows=seen,
    )
    return SheetRead(account, (), (), (problem,))


def trimmed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows without blank ones at the end."""
    end = len(rows)
    while end and blank_row(rows[end - 1]):
        end -= 1
    return rows[:end]


class _Long:
    """One sheet while it is being read; thrown away afterwards."""

    def __init__(
        self, file: str, sheet: Sheet, rows: tuple[Row, ...], column_map: ColumnMap, people: People, table: Table
    ) -> None:
        self.file, self.sheet, self.rows, self.map = file, sheet, rows, column_map
        self.people, self.table = people, table
        self.record: type[Record] = REGISTERS[column_map.register_]
        self.needed = required_fields(self.record)
        self.totals = frozenset(w for w in plain_set(column_map.foot) if w.startswith(("total", "average")))
        types = field_types(self.record)
        tell = min(table.fields, key=lambda i: (types[table.fields[i]] != "date", i))
        self.sorted = RowSorter(rows, table, column_map, sheet.merged, tell).sort()
        self.found = read_columns(rows, self.sorted.entries, table, column_map, self.record, people)
        self.records: list[Record] = []
        self.unread: list[Unread] = []
        self.problems: list[Problem] = []
        self.absent = ""

    def read(self) -> SheetRead:
        constants, above = self._constants()
        columns: Columns = {c.field: _with_default(c.values, constants.get(c.field)) for c in self.found}
        wanted = [name for name in self.needed if name not in constants]
        said = reconcile(self.map.register_, columns, wanted, self.found)
        sums = self._set_apart(columns, constants)
        self.problems = [*self._faults(sums), *self.problems]
        self.problems.sort(key=lambda p: p.origin.row)
        self.problems += [*self._without_column(), *self._unlisted(), *self._other_tables()]
        return SheetRead(self._account((*above, *said)), tuple(self.records), tuple(self.unread), tuple(self.problems))

    def _constants(self) -> tuple[dict[str, Any], tuple[Note, ...]]:
        """What holds for every row, as the map says or as stands above the table, and what is said of it."""
        constants: dict[str, Any] = dict(self.map.constants)
        there = {*constants, *(column.field for column in self.found)}
        texts = {f.name for f in fields(self.record) if f.type in ("str", str)}
        wanted = [name for name in self.needed if name not in there and name in texts]
        said = []
        above = values_above(self.rows[: self.table.head[0]], self.map.columns, wanted)
        for field, (row, column, text) in above.items():
            constants[field] = self.people.code_of(field, text) if field in ("staff", "person") else text
            said.append(note("taken-from-cell", field=field.replace("_", " "), cell=f"{letter_of(column)}{row}"))
        return constants, tuple(said)

    def _set_apart(self, columns: Columns, constants: Mapping[str, Any]) -> set[int]:
        """Make records of the entries that can be; gives the numbers of sums and of what is still to come."""
        self.absent = self._absent({*columns, *(name for name, value in constants.items() if value not in (None, ""))})
        apart, sums = self._lacking(columns, constants), set()
        for number in sorted(apart):
            index = self.sorted.entries[number]
            if reason := BELOW if self._is_sum(index) else NOT_YET if self._is_not_yet(index) else "":
                sums.add(number)
                self.sorted.set_aside[reason] += 1
            else:
                there = {field: values[number] for field, values in columns.items() if values[number] is not None}
                self._not_usable(number, index, {**constants, **there})
        self._make(columns, {k: v for k, v in constants.items() if k not in columns}, apart)
        return sums

    def _absent(self, there: Set[str]) -> str:
        """The headings without which no row can count and which the sheet does not have, quoted; "" for none."""
        missing = [name for name in self.needed if name not in there | {"staff", "person"}]
        options = self.record.needs_one_of
        missing += options[:1] if options and not there & {*options, "state"} else ()
        return " nor for ".join(f"'{self.map.columns.get(name, (name,))[0]}'" for name in missing)

    def _make(self, columns: Columns, constants: Mapping[str, Any], apart: set[int]) -> None:
        """The records, column by column: of a hundred thousand rows each step counts."""
        file, sheet, record = self.file, self.sheet.name, self.record
        names = [f for f in fields(record) if f.name in columns]
        lists = [_with_default(columns[f.name], f.default) for f in names]
        lists.append([Origin(file, sheet, index + 1) for index in self.sorted.entries])
        if apart:
            keep = [number not in apart for number in range(len(self.sorted.entries))]
            lists = [list(compress(values, keep)) for values in lists]
        keys = (*(f.name for f in names), "origin", *constants)
        rows = zip(*lists, *(repeat(value) for value in constants.values()), strict=False)
        self.records = [record(**dict(zip(keys, row, strict=False))) for row in rows]

    def _lacking(self, columns: Columns, constants: Mapping[str, Any]) -> set[int]:
        """The entries that lack a field without which a row cannot count."""
        everyone = range(len(self.sorted.entries))
        apart: set[int] = set()
        for name in self.needed:
            if name in columns:
                apart.update(n for n, value in enumerate(columns[name]) if value is None or value == "")
            elif constants.get(name) in (None, ""):
                return set(everyone)
        apart.update(number for column in self.found if column.closed for number in column.faults)
        options = self.record.needs_one_of
        if options and all(constants.get(option) in (None, "") for option in options):
            without: Iterable[int] = everyone
            for column in (columns[o] for o in options if o in columns):
                without = [n for n in without if column[n] is None]
            states = columns.get("state")
            # What is only enrolled, in progress or not required has no day yet, as in a matrix.
            apart.update(n for n in without if states is None or states[n] in (None, "", "completed"))
        return apart

    def _is_sum(self, index: int) -> bool:
        return begins_with(next((cell for cell in self.rows[index] if plain(cell)), None), self.totals)

    def _is_not_yet(self, index: int) -> bool:
        """Whether what the row lacks is, as it says, still to come."""
        return any(
            column.field in self.map.not_yet
            and plain(self.rows[index][column.index]) in plain_set(self.map.not_yet[column.field])
            for column in self.found
            if column.index < len(self.rows[index])
        )

    def _not_usable(self, number: int, index: int, values: Mapping[str, Any]) -> None:
        """An entry that cannot be a record: kept as it was understood, with why."""
        self.sorted.set_aside[NOT_USABLE] += 1
        origin = Origin(self.file, self.sheet.name, index + 1)
        if index in self.sorted.alone and not any(c.isdigit() for cell in self.rows[index] for c in str(cell or "")):
            self.problems.append(Problem(origin, note("one-cell-filled")))
            return
        faults = [column.faults[number] for column in self.found if number in column.faults]
        errors = [fault for fault in faults if fault.code == "cell-error"]
        if self.absent:
            why = note("no-column", headings=self.absent)
        else:
            why = errors[0] if errors else self._why_not(values, index) or faults[0]
        self.unread.append(Unread(self.record.register, origin, values, why, self.absent))
        if not faults and not self.absent:
            self.problems.append(Problem(origin, why))

    def _why_not(self, values: Mapping[str, Any], index: int) -> Note | None:
        missing = [name for name in self.needed if values.get(name) in (None, "")]
        if "staff" in missing or "person" in missing:
            return self.people.why_unknown(missing, self.rows[index], self.table.fields)
        if missing:
            return note("row-lacks", fields=" and no ".join(self._called(name) for name in missing))
        options = self.record.needs_one_of
        if options and not any(values.get(option) for option in options):
            return note("row-lacks-days", fields=" nor ".join(options))
        return None

    def _called(self, field: str) -> str:
        """A field by the heading its sheet has for it, quoted; by its name where a sheet has none."""
        columns = [i for i, name in self.table.fields.items() if name == field and self.table.headings[i]]
        return f"'{self.table.headings[columns[0]]}'" if columns else field.replace("_", " ")

    def _at(self, index: int, column: int) -> Origin:
        return Origin(self.file, self.sheet.name, index + 1, self.table.headings[column], letter_of(column))

    def _faults(self, sums: set[int]) -> list[Problem]:
        entries = self.sorted.entries
        return [
            Problem(self._at(entries[number], column.index), fault)
            for column in self.found
            for number, fault in column.faults.items()
            if number not in sums
        ]

    def _unlisted(self) -> list[Problem]:
        """A problem for each column that holds words which are in no list; the words may be names, so none is said."""
        return [_unlisted(column, self._at(self.sorted.entries[column.unlisted[0]], column.index), self.map)
                for column in self.found if column.unlisted]  # fmt: skip

    def _without_column(self) -> list[Problem]:
        rows = sum(bool(row.absent) for row in self.unread)
        where = Origin(self.file, self.sheet.name, self.table.head[-1] + 1)
        return [Problem(where, note("no-column", headings=self.absent), rows=rows)] if rows else []

    def _other_tables(self) -> list[Problem]:
        return [
            Problem(Origin(self.file, self.sheet.name, index + 1), note("another-table-begins"), rows=rows)
            for index, rows in self.sorted.others.items()
        ]

    def _account(self, said: Sequence[Note]) -> Account:
        heads, used = self.table.headings, self.table.fields
        blank = no_heading_over(heads, self.rows, self.sorted.entries, self.table.last)
        nameless = [note("column-without-heading", letter=letter_of(i), n=n) for i, n in blank.items()]
        return Account(
            self.file, self.sheet.name, self.map.id, self.map.register_, len(self.rows), len(self.records),
            {reason: rows for reason, rows in self.sorted.set_aside.items() if rows}, len(self.records),
            self.table.unused, tuple(heads[i] for i in used),
            (*said_of(self.sheet, self.rows), *self.table.said, *said, *(s for c in self.found for s in c.said),
             *nameless),
            tuple((heads[i], field) for i, field in used.items()),
        )  # fmt: skip


def _with_default(values: list[Any], default: Any) -> list[Any]:
    """A column with what stands for a blank cell of it."""
    if default is NODEFAULT or default is None:
        return values
    return [default if value is None else value for value in values]


def _unlisted(column: ColumnValues, where: Origin, column_map: ColumnMap) -> Problem:
    count, choices = len(column.unlisted), [word for word in column_map.values[column.field] if word]
    known = note("one-of", words=", ".join(choices)) if len(choices) <= 6 else note("word-of-the-list")
    return Problem(where, note("words-not-in-list", n=count, known=known), rows=count)


__all__ = ["SheetRead", "SortedRows", "no_table", "read_long", "trimmed"]
