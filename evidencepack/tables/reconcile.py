"""What the columns of a register say of each other, settled before its rows become records."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from typing import Any

from msgspec import NODEFAULT

from evidencepack.dates import last_of
from evidencepack.notes import Note, note
from evidencepack.registers import REGISTERS, Record, required_fields
from evidencepack.tables.cells.column_readers import Several
from evidencepack.tables.cells.remarks import OfTheRow
from evidencepack.tables.person_names import plain_name
from evidencepack.tables.read_columns import ColumnValues

Columns = dict[str, list[Any]]
_NOT_DONE = frozenset({"booked", "in progress", "not required", "blank", "not yet due"})


def reconcile(
    register: str, columns: Columns, needed: Sequence[str], found: Iterable[ColumnValues]
) -> tuple[Note, ...]:
    """Put right, in place, what one column says of another; gives what is to be said of it."""
    faulty = {column.field: column.faults for column in found}
    for column in found:
        if column.several:
            _spread(columns, column.field)
    said = _training(columns, faulty) if register == "training" else ()
    said = (*said, *_whole_days(REGISTERS[register].dated_by, columns))
    if register == "incidents":
        _told_so_to_be_told(columns)
    if "code" in needed and "code" not in columns and "name" in columns:
        columns["code"] = [plain_name(name) if name else None for name in columns["name"]]
        said = (*said, note("names-for-codes"))
    return said


def days_out_of_order(record: type[Record], columns: Columns) -> Iterator[tuple[str, str, int]]:
    """The second day of each pair that came before the first: both fields, and the number of the entry."""
    for first, second in record.in_order:
        pairs = zip(columns.get(first, ()), columns.get(second, ()), strict=False)
        for number, (before, after) in enumerate(pairs):
            if before and after and isinstance(before, date) and isinstance(after, date) and last_of(after) < before:
                yield first, second, number


def lacking(record: type[Record], columns: Columns, constants: Mapping[str, Any], entries: int) -> set[int]:
    """The entries that lack a field without which a row cannot count."""
    everyone = range(entries)
    apart: set[int] = set()
    for name in required_fields(record):
        if name in columns:
            apart.update(n for n, value in enumerate(columns[name]) if value is None or value == "")
        elif name not in constants:
            return set(everyone)
    options = record.needs_one_of
    if options and constants.keys().isdisjoint(options):
        without: Iterable[int] = everyone
        for column in (columns[o] for o in options if o in columns):
            without = [n for n in without if column[n] is None]
        states = columns.get("state")
        # What is only enrolled, in progress or not required has no day yet, as in a matrix.
        apart.update(n for n in without if states is None or states[n] in (None, "", "completed"))
    return apart


def _spread(columns: Columns, field: str) -> None:
    """Let a cell that fills several fields fill them; what stands in a column of its own goes before it."""
    for number, value in [(n, v) for n, v in enumerate(columns[field]) if v.__class__ is Several]:
        columns[field][number] = None
        for name, part in value.values.items():
            column = columns.setdefault(name, [None] * len(columns[field]))
            if column[number] is None or name == field:
                column[number] = part


def _whole_days(dated_by: str, columns: Columns) -> tuple[Note, ...]:
    """Make whole, by the day of its row, each day that was written without its year or as the same day."""
    firsts, n = columns.get(dated_by), 0
    for values in columns.values():
        for number in [i for i, value in enumerate(values) if value.__class__ is OfTheRow]:
            first = firsts[number] if firsts else None
            values[number] = values[number].after(first if isinstance(first, date) else None)
            n += 1
    return (note("days-by-the-row", n=n),) if n else ()


def _told_so_to_be_told(columns: Columns) -> None:
    """An event that CQC was told of is one to tell CQC of, where nothing else is said of it."""
    told = columns.get("cqc_told")
    if told is None:
        return
    notifiable = columns.setdefault("notifiable", [None] * len(told))
    for number, value in enumerate(told):
        if value and notifiable[number] is None:
            notifiable[number] = True


def _training(columns: Columns, faulty: Mapping[str, Container[int]]) -> tuple[Note, ...]:
    """What is in date until a day was completed; a day beside words that say otherwise is not the day it was."""
    _undated(columns, faulty.get("completed", ()))
    states, days = columns.get("state"), columns.get("completed")
    if states is None or days is None:
        return ()
    # With a day of expiry beside it the days speak for themselves: done once, and started again.
    expires = columns.get("expires", [None] * len(days))
    rows = [n for n, s in enumerate(states) if s in _NOT_DONE and days[n] is not None and expires[n] is None]
    for number in rows:
        days[number] = None
    return (note("day-of-what-is-not-done", n=len(rows)),) if rows else ()


def _undated(columns: Columns, faulty: Container[int]) -> None:
    """What is in date until a day, and has no other, was completed on a day that is not known."""
    expires = columns.get("expires")
    if expires is None:
        return
    open_ = [n for n, day in enumerate(expires) if day is not None and n not in faulty]
    for other in (columns[name] for name in ("completed", "booked") if name in columns):
        open_ = [n for n in open_ if other[n] is None]
    states = columns.setdefault("state", [None] * len(expires)) if open_ else []
    for number in open_:
        if states[number] in (None, "completed"):
            states[number] = "undated"


def with_default(values: list[Any], default: Any, but: Set[int] = frozenset()) -> list[Any]:
    """The values of a column with its default in place of what is blank, `but` in these rows."""
    if default is NODEFAULT or default is None:
        return values
    if but:
        return [default if value is None and n not in but else value for n, value in enumerate(values)]
    return [default if value is None else value for value in values]
