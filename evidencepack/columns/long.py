"""Layout long: a row a record."""

from collections import Counter
from typing import Any

from evidencepack.columns.cells import score_out_of
from evidencepack.columns.headings import begins_with, by_heading, fields_of, header_row, is_section, plain, plain_set
from evidencepack.columns.maps import ColumnMap
from evidencepack.columns.people import People, remedy_for
from evidencepack.columns.reading import SheetRead, convert, field_types, not_understood
from evidencepack.columns.reasons import ABOVE, BELOW, BLANK, HEADING, NOT_USABLE, SECTION
from evidencepack.origin import Account, Origin, Problem
from evidencepack.records import REGISTERS, Record, Unread, required_fields
from evidencepack.sources import Row, Sheet, blank_row


def read_long(file: str, sheet: Sheet, column_map: ColumnMap, people: People) -> SheetRead:
    """Read a sheet that holds a row a record; each row is read or set aside with a reason."""
    headings = by_heading(column_map.columns)
    head = header_row(sheet.rows, headings)
    if head is None:
        return no_table(file, sheet, column_map)
    return _Table(file, sheet, column_map, people, head).read()


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
        f"None of the first 15 rows holds the headings that column map {column_map.id} looks for.",
        f"Check that service.yaml names the right sheet; headings looked for: {wanted}.",
        seen,
    )
    return SheetRead(account, (), (), (problem,))


def trimmed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows without blank ones at the end."""
    end = len(rows)
    while end and blank_row(rows[end - 1]):
        end -= 1
    return rows[:end]


class _Table:
    """One sheet while it is being read; thrown away afterwards."""

    def __init__(self, file: str, sheet: Sheet, column_map: ColumnMap, people: People, head: int) -> None:
        self.file, self.sheet, self.map, self.people, self.head = file, sheet, column_map, people, head
        self.record: type[Record] = REGISTERS[column_map.register_]
        self.types = field_types(self.record)
        headings = sheet.rows[head]
        self.fields = fields_of(headings, by_heading(column_map.columns))
        self.names = {i: str(headings[i]).strip() for i in self.fields}
        self.unused = tuple(str(c).strip() for i, c in enumerate(headings) if plain(c) and i not in self.fields)
        self.sections, self.foot = plain_set(column_map.sections), plain_set(column_map.foot)
        self.totals = frozenset(w for w in self.foot if w.startswith(("total", "average")))
        self.values = {
            field: {plain(theirs): ours for ours, words in choices.items() for theirs in (ours, *words)}
            for field, choices in column_map.values.items()
        }
        self.records: list[Record] = []
        self.unread: list[Unread] = []
        self.problems: list[Problem] = []

    def read(self) -> SheetRead:
        rows = trimmed(self.sheet.rows)
        set_aside: Counter[str] = Counter()
        for index, row in enumerate(rows):
            reason = self._reason(index, row) or self._take(index + 1, row)
            if reason:
                set_aside[reason] += 1
        read = len(rows) - sum(set_aside.values())
        account = Account(
            self.file, self.sheet.name, self.map.id, self.map.register_, len(rows), read, dict(set_aside),
            len(self.records), self.unused, tuple(self.names.values()),
        )  # fmt: skip
        return SheetRead(account, tuple(self.records), tuple(self.unread), tuple(self.problems))

    def _reason(self, index: int, row: Row) -> str:
        if index < self.head:
            return BLANK if blank_row(row) else ABOVE
        if index == self.head or self._is_heading(row):
            return HEADING
        if blank_row(row):
            return BLANK
        if is_section(row, self.sections):
            return SECTION
        mapped = sum(bool(plain(row[i])) for i in self.fields if i < len(row))
        first = next((cell for cell in row if plain(cell)), None)
        if mapped <= 1 and (begins_with(first, self.foot) or mapped == 0):
            return BELOW
        return ""

    def _is_heading(self, row: Row) -> bool:
        """Whether the headings stand here again, as they do where a long list was printed page by page."""
        headings = self.sheet.rows[self.head]
        return all(i < len(row) and plain(row[i]) == plain(headings[i]) for i in self.fields)

    def _take(self, number: int, row: Row) -> str:
        values, faults = self._values(number, row)
        why = self._why_not(values, number)
        if why and begins_with(next((cell for cell in row if plain(cell)), None), self.totals):
            return BELOW  # a row of sums; one that could be a record is kept
        self.problems.extend(faults)
        origin = Origin(self.file, self.sheet.name, number)
        if not why:
            self.records.append(self.record(origin=origin, **values))
            return ""
        self.unread.append(Unread(self.record.register, origin, values, why))
        if not faults:
            self.problems.append(Problem(origin, why, remedy_for(why)))
        return NOT_USABLE

    def _values(self, number: int, row: Row) -> tuple[dict[str, Any], list[Problem]]:
        values: dict[str, Any] = dict(self.map.constants)
        faults = []
        for index, field in self.fields.items():
            cell = row[index] if index < len(row) else None
            if not plain(cell) and not isinstance(cell, bool):
                continue
            try:
                values.update(self._one(field, cell))
            except ValueError:
                origin = Origin(self.file, self.sheet.name, number, self.names[index])
                faults.append(not_understood(cell, self.types[field], origin))
        return values, faults

    def _one(self, field: str, cell: Any) -> dict[str, Any]:
        if field in self.values:
            word = plain(cell)
            return {field: self.values[field].get(word, word)}
        both = score_out_of(cell) if field == "score" and "out_of" in self.types else None
        if both:
            return {"score": both[0], "out_of": both[1]}
        if field in ("staff", "person"):
            return {field: self.people.code_of(field, convert(cell, "str"))}
        return {field: convert(cell, self.types[field])}

    def _why_not(self, values: dict[str, Any], number: int) -> str:
        missing = [name for name in required_fields(self.record) if values.get(name) in (None, "")]
        if "staff" in missing or "person" in missing:
            return self.people.why_unknown(missing, self.sheet.rows[number - 1], self.fields)
        if missing:
            return f"The row has no {' and no '.join(m.replace('_', ' ') for m in missing)}."
        options = self.record.needs_one_of
        # What is only enrolled, in progress or not required has no day yet, as in a matrix.
        if options and not any(values.get(o) for o in options) and values.get("state", "completed") == "completed":
            return f"The row has neither {' nor '.join(options)} day."
        return ""
