"""The headings and words that service.yaml gives for one sheet: put before those of its column map, and checked."""

from collections.abc import Iterator

from evidencepack.files import Sheet
from evidencepack.notes import note
from evidencepack.origin import Origin, Problem
from evidencepack.registers import REGISTERS, Source, field_names
from evidencepack.tables import ColumnMap
from evidencepack.tables.cells.convert import constants_of
from evidencepack.tables.headings import plain, plain_set


def with_own_headings(column_map: ColumnMap, source: Source) -> ColumnMap:
    """A column map with the headings and words that service.yaml gives for one sheet: its own come first.

    In a matrix, the heading given for `staff` is that of the column with the people. What is said of a field that the
    register does not have is left to `heading_faults`.
    """
    if not source.columns and not source.values and not source.constants:
        return column_map
    fields = field_names(REGISTERS[column_map.register_])
    own = {field: _as_tuple(theirs) for field, theirs in source.columns.items() if field in fields}
    taken = plain_set(heading for headings in own.values() for heading in headings)
    others = {f: tuple(h for h in hs if plain(h) not in taken) for f, hs in column_map.columns.items()}
    columns = {f: (*own.get(f, ()), *others.get(f, ())) for f in {**own, **others}}
    values = dict(column_map.values)
    for field, words in source.values.items():
        if field in fields:
            ours = values.get(field, {})
            values[field] = {word: (*ours.get(word, ()), *words.get(word, ())) for word in {**ours, **words}}
    constants = column_map.constants | {f: str(word) for f, word in source.constants.items() if f in fields}
    changes: dict[str, object] = {"columns": columns, "values": values, "constants": constants}
    if column_map.matrix and "staff" in own:
        changes["matrix"] = column_map.matrix.model_copy(update={"person": (*own["staff"], *column_map.matrix.person)})
    return column_map.model_copy(update=changes)


def _as_tuple(headings: str | tuple[str, ...]) -> tuple[str, ...]:
    return (headings,) if isinstance(headings, str) else headings


def heading_faults(source: Source, column_map: ColumnMap, file: str, sheet: Sheet) -> Iterator[Problem]:
    """What service.yaml says of a sheet's headings and words that cannot be so."""
    where, register = Origin("service.yaml", column=file), REGISTERS[column_map.register_]
    fields = field_names(register)
    for field in sorted({*source.columns, *source.values, *source.constants} - {*fields}):
        yield Problem(
            where, note("no-such-field", register=column_map.register_, field=field, fields=", ".join(fields)), rows=0
        )
    for field in sorted(source.constants.keys() & {*fields} - constants_of(register, source.constants).keys()):
        yield Problem(where, note("constant-of-another-kind", field=field), rows=0)
    given = [heading for headings in source.columns.values() for heading in _as_tuple(headings)]
    there = {plain(cell) for row in sheet.rows for cell in row if cell is not None} if given else set()
    for heading in (heading for heading in given if plain(heading) not in there):
        yield Problem(Origin(file, sheet.name), note("heading-not-there", heading=heading), rows=0)
    compared = [plain(heading) for heading in given]
    for heading in sorted({h for h in given if compared.count(plain(h)) > 1}):
        yield Problem(where, note("heading-for-two-fields", heading=heading), rows=0)
