"""Layout long: a row a record."""

from collections.abc import Iterable, Mapping, Set
from itertools import compress, repeat
from typing import Any

from msgspec.structs import fields

from evidencepack.files import Row
from evidencepack.notes import Fact, Note, note
from evidencepack.origin import Origin, Problem
from evidencepack.registers import Blank, Unread, blank_of, field_types, given_fields, required_fields
from evidencepack.tables.headings import at, begins_with, heads_leavers, letter_of, plain, plain_set
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.layouts.doubtful_questions import DOUBTFUL, settle_scores
from evidencepack.tables.layouts.long_lacks import why_not
from evidencepack.tables.layouts.long_questions import ask_about, said_aside
from evidencepack.tables.layouts.long_years import YearsAbove
from evidencepack.tables.merged_cells import spread
from evidencepack.tables.nil_rows import nil_rows, rows_not_done
from evidencepack.tables.notes import (
    ABOVE,
    ANOTHER,
    ASKED_ABOUT,
    BELOW,
    NIL,
    NOT_DONE,
    NOT_USABLE,
    NOT_YET,
    SECTION,
    joined_by,
    no_heading_over,
)
from evidencepack.tables.people import TO_BE_ASKED
from evidencepack.tables.read_columns import ColumnValues, read_columns
from evidencepack.tables.reconcile import Columns, days_out_of_order, lacking, reconcile, with_default
from evidencepack.tables.row_sorter import RowSorter
from evidencepack.tables.signs import asks_for_signs, signs_in
from evidencepack.tables.table_finder import (
    Table,
    find_table,
    tables_above,
    values_above,
    without_words_for_numbers,
    worded_rows,
)
from evidencepack.tables.told_beside import told_beside

BEFORE = "day-before-another"


class LongReader(LayoutReader):
    """One long sheet while it is being read: rows are sorted first, and entries then become records by columns."""

    table: Table
    sorter: RowSorter
    found: list[ColumnValues]
    not_known: dict[int, frozenset[str]]
    sign_of: dict[int, str]
    absent: Fact
    have_left: bool
    leavers: set[int]
    years: YearsAbove
    open_beside: dict[int, frozenset[str]]
    sums: set[int]

    def find_headings(self) -> Note | None:
        """The row or two rows whose headings match best."""
        table = find_table(worded_rows(self.sheet, self.rows), self.map.columns, self.map.passed_over)
        if table is None:
            return self.no_headings()
        # Across, a joined cell is a heading; down, it holds for every row.
        own = range(table.first, table.last)
        self.rows, joined = spread(self.rows, self.sheet.merged, table.head[-1], own, widest=1)
        table = without_words_for_numbers(table, self.record, self.rows)
        self.table, self.head, self.body, types = table, table.head, table.head[-1] + 1, field_types(self.record)
        tell = min(table.fields, key=lambda i: (types[table.fields[i]] != "date", i))
        self.sorter, self.elsewhere = RowSorter(self, table, tell), tables_above(self.rows[: table.head[0]])
        self.have_left, self.leavers, self.years = self.map.all_left, set(), YearsAbove(self, table.head[0])
        self.needed = required_fields(self.record)
        self.totals = frozenset(w for w in self.foot if w.startswith(("total", "average")))
        self.fields = [(table.headings[i], field) for i, field in table.fields.items()]
        self.letters = {field: letter_of(i) for i, field in table.fields.items()}
        self.unused += [h for i, h in enumerate(table.headings) if h and i not in table.fields]
        self.said += [*table.said, *joined]
        return None

    def read_above(self, index: int, row: Row) -> str:
        """A block of rows above the headings may be a table of its own."""
        return ANOTHER if index in self.elsewhere else ABOVE

    def read_row(self, index: int, row: Row) -> str:
        """An entry, or what else a row is."""
        if len(row) - row.count(None) == 1 and self.years.begins(index, row):
            return SECTION
        reason = self.sorter.reason(index, row)
        if reason == SECTION:
            self.have_left = heads_leavers(row, self.of_leavers)
        elif reason == ANOTHER:
            self.have_left = self.map.all_left  # the heading was that of another table
        elif not reason and self.have_left:
            self.leavers.add(index)
        return reason

    def finish(self) -> None:
        """Read the columns, settle what they say of each other, and make records of the entries that can be."""
        self._leave_out_nil_rows()
        self.found = read_columns(self, self.table, self.years.complete)
        constants = self._constants()
        given = (with_default(c.values, constants.get(c.field), {*c.faults, *c.unsure}) for c in self.found)
        columns: Columns = dict(zip((c.field for c in self.found), given, strict=True))
        self.said += reconcile(self.map.register_, columns, [n for n in self.needed if n not in constants], self.found)
        self.said += [said for column in self.found for said in column.said]
        self.open_beside, told = self._told_beside(columns)
        self.said += told
        self._put_apart(columns)
        if self.map.doubtful:
            self._settle_scores(columns)
        self.fields_there = frozenset((*columns, *constants, *given_fields(self.record)))
        self.not_known = self._not_known(columns, constants)
        self.sign_of = self._signs(columns)
        self.sums = sums = self._set_apart(columns, constants)
        faults = ((c, number, fault) for c in self.found for number, fault in c.faults.items() if number not in sums)
        self.problems[:0] = [Problem(self._at(number, column.index), fault) for column, number, fault in faults]
        self.problems.sort(key=lambda p: p.origin.row)
        self._of_the_sheet()

    def _leave_out_nil_rows(self) -> None:
        """Set aside what says that there was nothing, or that it was not done: it is no event."""
        fields = self.table.fields
        nil = nil_rows(self.record, self.rows, self.entries, fields, frozenset(self.map.values))
        undone = rows_not_done(self.record, self.rows, self.entries, fields, self.map.no_record) - nil
        self.set_aside[NIL] += len(nil)
        self.set_aside[NOT_DONE] += len(undone)
        self.entries = [index for index in self.entries if index not in nil | undone]

    def unknown_of(self, row: Unread) -> frozenset[str]:
        """What its cells were to say and do not; a row that lacks all its days may not have been done at all."""
        return row.unknown & self.fields_there

    def _not_known(self, columns: Columns, constants: Mapping[str, Any]) -> dict[int, frozenset[str]]:
        """By the number of an entry the fields that are not known; none of them is taken to be what most are."""
        given, found = given_fields(self.record), self.open_beside
        for field, column in ((c.field, c) for c in self.found):
            values = columns[field]
            open_ = [n for n in (*column.faults, *column.unsure) if values[n] in (None, "")]
            if field in given:
                if blank_of(self.record, field) is Blank.NOT_KNOWN and field not in constants:
                    open_ = [n for n, value in enumerate(values) if value is None]
                for number in open_:
                    values[number] = ""
            words = [n for n in column.unlisted if values[n] is None or isinstance(values[n], str)]
            for number in (*open_, *words):
                found[number] = found.get(number, frozenset()) | {field}
        ends = columns.get("end", [None] * len(self.entries))
        for number in (n for n, index in enumerate(self.entries) if index in self.leavers and ends[n] is None):
            found[number] = found.get(number, frozenset()) | {"end"}
        return found

    def _told_beside(self, columns: Columns) -> tuple[dict[int, frozenset[str]], tuple[Note, ...]]:
        """Fill in days that the words of a column nobody reads tell, such as when somebody left; what stays open."""
        rows = [self.rows[index] for index in self.entries]
        leavers = {number for number, index in enumerate(self.entries) if index in self.leavers}
        return told_beside(self.map, self.record, rows, self.table.fields, columns, leavers)

    def _put_apart(self, columns: Columns) -> None:
        """Take out the second of two days in the wrong order: which of them is wrong is for people to say."""
        of_field = {column.field: column for column in self.found}
        for first, second, number in days_out_of_order(self.record, columns):
            # A day may stand in the cell that says that it was done: "Y 14/3", or "Closed 20/5".
            told = of_field.get(second) or next((c for c in self.found if c.several), self.found[0])
            told.faults[number] = note(
                BEFORE, field=self.called(second), day=columns[second][number],
                other=self.called(first), earlier=columns[first][number],
            )  # fmt: skip
            columns[second][number] = None

    def _settle_scores(self, columns: Columns) -> None:
        """Leave open the scores of questions of which it is not said whether a high one is good."""
        scores = next((column for column in self.found if column.field == "score"), None)
        if scores is None:
            return
        for numbers in settle_scores(columns, self.map).values():
            scores.unsure += numbers
            self.problem(note(DOUBTFUL), self._at(numbers[0], scores.index), len(numbers))

    def _signs(self, columns: Columns) -> dict[int, str]:
        """By the number of an entry the sign of a serious event that it shows, where the register asks for it."""
        if not self.words_of_signs or not asks_for_signs(self.record):
            return {}
        meant = {field: columns[field] for field in self.map.values if field in columns}
        return signs_in([self.rows[i] for i in self.entries], self.table.fields, meant, self.words_of_signs)

    def _constants(self) -> dict[str, Any]:
        """What holds for every row, as the map says or as stands above the table."""
        constants: dict[str, Any] = dict(self.map.constants)
        there = {*constants, *(column.field for column in self.found)}
        texts = {f.name for f in fields(self.record) if f.type in ("str", str)}
        wanted = [name for name in self.needed if name not in there and name in texts]
        above = values_above(self.rows[: self.table.head[0]], self.map.columns, wanted)
        for field, (row, column, text) in above.items():
            constants[field] = self.people.code_of(field, text) if field in ("staff", "person") else text
            self.said.append(note("taken-from-cell", field=field.replace("_", " "), cell=f"{letter_of(column)}{row}"))
        return {field: value for field, value in constants.items() if value not in (None, "")}

    def _set_apart(self, columns: Columns, constants: Mapping[str, Any]) -> set[int]:
        """Make records of the entries that can be; gives the numbers of sums and of what is still to come."""
        self.absent = self._absent({*columns, *constants})
        apart, sums = lacking(self.record, columns, constants, len(self.entries)), set()
        apart.update(number for column in self.found if column.closed for number in column.faults)
        for number in sorted(apart):
            index = self.entries[number]
            if reason := self._no_entry(self.rows[index]) or said_aside(self, number):
                sums.add(number)
                self.set_aside[reason] += 1
            else:
                there = {field: values[number] for field, values in columns.items() if values[number] is not None}
                self._not_usable(number, index, {**constants, **there})
        self._make(columns, {k: v for k, v in constants.items() if k not in columns}, apart)
        return sums

    def _absent(self, there: Set[str]) -> Fact:
        """The headings without which no row can count and which the sheet does not have, quoted; "" for none."""
        missing = [name for name in self.needed if name not in there | {"staff", "person"}]
        options = self.record.needs_one_of
        missing += options[:1] if options and not there & {*options, "state"} else ()
        return joined_by("nor-for", [f"'{self.map.columns.get(name, (name,))[0]}'" for name in missing])

    def _make(self, columns: Columns, constants: Mapping[str, Any], apart: set[int]) -> None:
        """The records, column by column: of a hundred thousand rows each step counts."""
        file, sheet, record = self.file, self.sheet.name, self.record
        names = [f for f in fields(record) if f.name in columns]
        lists = [with_default(columns[f.name], f.default) for f in names]
        lists.append([Origin(file, sheet, index + 1) for index in self.entries])
        numbers: Iterable[int] = range(len(self.entries))
        if apart:
            keep = [number not in apart for number in numbers]
            lists = [list(compress(values, keep)) for values in lists]
            numbers = compress(numbers, keep)
        if self.not_known or self.sign_of:
            places = {n: i for i, n in enumerate(numbers)}
            self.unknown = {places[n]: fields for n, fields in self.not_known.items() if n in places}
            self.signs = {places[n]: sign for n, sign in self.sign_of.items() if n in places}
        keys = (*(f.name for f in names), "origin", *constants)
        rows = zip(*lists, *(repeat(value) for value in constants.values()), strict=False)
        self.records = [record(**dict(zip(keys, row, strict=False))) for row in rows]

    def _no_entry(self, row: Row) -> str:
        """Why a row that lacks something need not have it: it is a sum, or, as it says, still to come."""
        if begins_with(next((cell for cell in row if plain(cell)), None), self.totals):
            return BELOW
        said = ((plain(at(row, c.index)), self.map.not_yet.get(c.field, ())) for c in self.found)
        return NOT_YET if any(word in plain_set(words) for word, words in said) else ""

    def _not_usable(self, number: int, index: int, values: Mapping[str, Any]) -> None:
        """An entry that cannot be a record: kept as it was understood, with why."""
        self.set_aside[NOT_USABLE] += 1
        origin = self.origin(index + 1)
        if index in self.sorter.alone and not any(c.isdigit() for cell in self.rows[index] for c in str(cell or "")):
            self.problem(note("one-cell-filled"), origin)
            return
        faults = [column.faults[number] for column in self.found if number in column.faults]
        errors = [fault for fault in faults if fault.code in ("cell-error", BEFORE)]
        if self.absent:
            why = note("no-column", headings=self.absent)
        else:
            why = errors[0] if errors else why_not(self, values, index) or faults[0]
        missing, sign = self._missing(number, values), self.sign_of.get(number, "")
        self.unread.append(Unread(self.record.register, origin, values, why, self.absent, missing, sign))
        if why.code in TO_BE_ASKED and not faults:
            self.set_aside[NOT_USABLE] -= 1
            self.set_aside[ASKED_ABOUT] += 1
        elif not faults and not self.absent:
            self.problem(why, origin)

    def _missing(self, number: int, values: Mapping[str, Any]) -> frozenset[str]:
        """What such an entry was to say; without a day of its own it need not be what most are, such as completed."""
        missing = {name for name in self.needed if values.get(name) in (None, "")}
        options = self.record.needs_one_of
        if options and not any(map(values.get, options)):
            missing.update(options, given_fields(self.record).keys() - values.keys())
        return self.not_known.get(number, frozenset()) | missing

    def called(self, field: str) -> str:
        """A field by the heading its sheet has for it, quoted; by its name where a sheet has none."""
        columns = [i for i, name in self.table.fields.items() if name == field and self.table.headings[i]]
        return f"'{self.table.headings[columns[0]]}'" if columns else field.replace("_", " ")

    def _at(self, number: int, column: int) -> Origin:
        return self.origin(self.entries[number] + 1, column, self.table.headings[column])

    def _of_the_sheet(self) -> None:
        """What is wrong with columns, and what else stands on the sheet."""
        if rows := sum(bool(row.absent) for row in self.unread):
            self.problem(note("no-column", headings=self.absent), self.origin(self.body), rows)
        ask_about(self)
        for index, rows in self.sorter.others.items():
            self.problem(note("another-table-begins"), self.origin(index + 1), rows)
        blank = no_heading_over(self.table.headings, self.rows, self.entries, self.table.last)
        self.said += [note("column-without-heading", letter=letter_of(i), n=n) for i, n in blank.items()]
