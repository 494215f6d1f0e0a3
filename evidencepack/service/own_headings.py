"""The headings and words that service.yaml gives for one sheet: put before those of its column map, and checked."""

from collections.abc import Iterator

from evidencepack.files import Sheet
from evidencepack.origin import Origin, Problem
from evidencepack.registers import REGISTERS, Source, field_names
from evidencepack.tables import ColumnMap
from evidencepack.tables.headings import plain, plain_set
from evidencepack.tables.reading import constants_of

_OF_ITS_KIND = "Write a number, a day (31/12/2026), yes or no, or a word, as the field asks."


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
    remedy = f"Correct the word before the colon; there are: {', '.join(fields)}."
    for field in sorted({*source.columns, *source.values, *source.constants} - {*fields}):
        yield Problem(where, f"The register {column_map.register_} has no field '{field}'.", remedy, 0)
    for field in sorted(source.constants.keys() & {*fields} - constants_of(register, source.constants).keys()):
        yield Problem(where, f"What constants gives for '{field}' is not what that field holds.", _OF_ITS_KIND, 0)
    given = [heading for headings in source.columns.values() for heading in _as_tuple(headings)]
    yield from _absent(given, file, sheet)
    compared = [plain(heading) for heading in given]
    for heading in sorted({h for h in given if compared.count(plain(h)) > 1}):
        what = f"service.yaml gives the heading '{heading}' to two fields; only one of them is read."
        yield Problem(where, what, "Keep the field it belongs to.", 0)


def _absent(given: list[str], file: str, sheet: Sheet) -> Iterator[Problem]:
    """A problem for each heading that does not stand in the sheet."""
    there = {plain(cell) for row in sheet.rows for cell in row if cell is not None} if given else set()
    remedy = "Type it under columns as it stands in the sheet, or take it out there."
    for heading in given:
        if plain(heading) not in there:
            what = f"service.yaml says how to read the heading '{heading}', and it does not stand in this sheet."
            yield Problem(Origin(file, sheet.name), what, remedy, 0)
