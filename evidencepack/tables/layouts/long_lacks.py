"""What an entry of a long sheet lacks without which it cannot be a record."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from evidencepack.notes import Note, note
from evidencepack.tables.notes import joined_by

if TYPE_CHECKING:
    from evidencepack.tables.layouts.long import LongReader


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
