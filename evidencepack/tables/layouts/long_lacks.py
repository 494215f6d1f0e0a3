"""What an entry of a long sheet lacks without which it cannot be a record."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from evidencepack.notes import Note, note
from evidencepack.tables.notes import joined_by
from evidencepack.tables.reconcile import Columns

if TYPE_CHECKING:
    from evidencepack.tables.layouts.long import LongReader


def entries_lacking(reader: "LongReader", columns: Columns, constants: Mapping[str, Any]) -> set[int]:
    """The entries that lack a field without which a row cannot count."""
    everyone = range(len(reader.entries))
    apart: set[int] = set()
    for name in reader.needed:
        if name in columns:
            apart.update(n for n, value in enumerate(columns[name]) if value is None or value == "")
        elif name not in constants:
            return set(everyone)
    apart.update(number for column in reader.found if column.closed for number in column.faults)
    options = reader.record.needs_one_of
    if options and constants.keys().isdisjoint(options):
        without: Iterable[int] = everyone
        for column in (columns[o] for o in options if o in columns):
            without = [n for n in without if column[n] is None]
        states = columns.get("state")
        # What is only enrolled, in progress or not required has no day yet, as in a matrix.
        apart.update(n for n in without if states is None or states[n] in (None, "", "completed"))
    return apart


def why_not(reader: "LongReader", values: Mapping[str, Any], index: int) -> Note | None:
    """Why an entry cannot be a record, where its cells are in order: a field that it lacks."""
    missing = [name for name in reader.needed if values.get(name) in (None, "")]
    if {"staff", "person"}.intersection(missing):
        return reader.people.why_unknown(missing, reader.rows[index], reader.table.fields)
    if missing:
        return note("row-lacks", fields=joined_by("and-no", [reader.called(name) for name in missing]))
    options = reader.record.needs_one_of
    if options and not any(values.get(option) for option in options):
        return note("row-lacks-days", fields=joined_by("nor", options))
    return None
