"""Which column map reads which sheet: as service.yaml says, or recognised on sight."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.files import Read, Sheet, Unreadable
from evidencepack.origin import Account, Origin, Problem
from evidencepack.registers import REGISTERS, Service, Source, field_names
from evidencepack.service.known_exports import Exports, exports_in
from evidencepack.systems import ASC_WDS_STAFF
from evidencepack.tables import ColumnMap
from evidencepack.tables.headings import plain, plain_set
from evidencepack.tables.notes import ABOUT, NO_REGISTER, NOT_FILLED, NOT_MAPPED, NOT_NEEDED
from evidencepack.tables.reading import constants_of
from evidencepack.tables.starter_sheets import StarterForm, is_about, starter_form


class SheetAssignment(Struct, frozen=True):
    """One sheet and the column map that reads it."""

    file: str
    sheet: Sheet
    map: ColumnMap


def assignments_of(
    contents: Mapping[str, Read], service: Service, maps: Mapping[str, ColumnMap]
) -> tuple[list[SheetAssignment], list[Problem], list[Account]]:
    """The sheets to read with their maps, what is wrong with service.yaml or a file, and the sheets nobody maps."""
    jobs: list[SheetAssignment] = []
    problems = [
        Problem(Origin(file), f"The file could not be read: {read.what}.", read.remedy, 0)
        for file, read in contents.items()
        if isinstance(read, Unreadable)
    ]
    for source in service.sources:
        found, faults = _matching(source, contents, maps)
        jobs.extend(found)
        problems.extend(faults)
    taken = {(j.file, j.sheet.name) for j in jobs}
    exports = exports_in(contents, maps)
    jobs = _one_staff_list([*jobs, *_recognised(contents, taken, maps, exports)], taken)
    taken = {(j.file, j.sheet.name) for j in jobs}
    jobs, faults = _prepared(jobs, exports)
    problems.extend(faults)
    problems.extend(_left_unfilled(contents, taken, maps))
    unmapped = [
        _not_read(file, sheet, maps, exports)
        for file, read in contents.items()
        if not isinstance(read, Unreadable)
        for sheet in read
        if (file, sheet.name) not in taken and sheet.rows
    ]
    return jobs, problems, unmapped


def _left_unfilled(
    contents: Mapping[str, Read], taken: set[tuple[str, str]], maps: Mapping[str, ColumnMap]
) -> Iterator[Problem]:
    """What a person must look at on a starter sheet that counts as not filled in, such as an example typed over."""
    for file, read in contents.items():
        for sheet in () if isinstance(read, Unreadable) else read:
            form = None if (file, sheet.name) in taken else starter_form(file, sheet, maps)
            yield from form.prepared()[1] if form else ()


def _not_read(file: str, sheet: Sheet, maps: Mapping[str, ColumnMap], exports: Exports) -> Account:
    """The account of a sheet that fills no register, with what a recognised one holds instead."""
    known = exports.get((file, sheet.name))
    why = _why_not(sheet, maps) if known is None else NOT_NEEDED if known.map else NO_REGISTER
    said = known.said if known else ()
    if known and known.map:
        said = (*said[:1], "There is another staff list. This file only tells whose reference is whose.")
    said = (*sheet.said, *(("The sheet is hidden.",) if sheet.hidden else ()), *said)
    return Account(file, sheet.name, "", "", len(sheet.rows), 0, {why: len(sheet.rows)}, said=said)


def _one_staff_list(jobs: list[SheetAssignment], named: set[tuple[str, str]]) -> list[SheetAssignment]:
    """The jobs without an ASC-WDS staff file that nobody named, where another sheet is the staff list.

    The two go by different codes: everyone would be counted twice.
    """
    others = any(job.map.register_ == "staff" and job.map.id != ASC_WDS_STAFF for job in jobs)
    return [j for j in jobs if not (others and j.map.id == ASC_WDS_STAFF and (j.file, j.sheet.name) not in named)]


def _why_not(sheet: Sheet, maps: Mapping[str, ColumnMap]) -> str:
    if starter_form("", sheet, maps):
        return NOT_FILLED
    return ABOUT if is_about(sheet) else NOT_MAPPED


def _recognised(
    contents: Mapping[str, Read], taken: set[tuple[str, str]], maps: Mapping[str, ColumnMap], exports: Exports
) -> list[SheetAssignment]:
    """A job for every sheet of the starter workbook with something in it, and for every export of a known system.

    Only what service.yaml does not mention. A starter sheet left as it was written is a register not supplied.
    """
    jobs = []
    for file, read in contents.items():
        for sheet in () if isinstance(read, Unreadable) else read:
            form = None if (file, sheet.name) in taken else starter_form(file, sheet, maps)
            if form and form.is_filled():
                jobs.append(SheetAssignment(file, sheet, form.map))
            if form:
                continue
            known = None if (file, sheet.name) in taken else exports.get((file, sheet.name))
            if known and known.map in maps:
                jobs.append(SheetAssignment(file, sheet, maps[known.map]))
    return jobs


def _prepared(jobs: Sequence[SheetAssignment], exports: Exports) -> tuple[list[SheetAssignment], list[Problem]]:
    """Each job with what is known of its export put right and said."""
    ready: list[SheetAssignment] = []
    problems: list[Problem] = []
    for job in jobs:
        if job.map.starter:
            sheet, faults = StarterForm(job.file, job.sheet, job.map).prepared()
            ready.append(replace(job, sheet=sheet))
            problems.extend(faults)
            continue
        known = exports.get((job.file, job.sheet.name))
        # A map of the service's own reads a sheet as it stands.
        if known is None or known.map != job.map.id:
            ready.append(job)
            continue
        problems.extend(known.problems)
        ready.append(replace(job, sheet=replace(known.sheet, said=(*known.sheet.said, *known.said))))
    return ready, problems


_OF_ITS_KIND = "Write a number, a day (31/12/2026), yes or no, or a word, as the field asks."


def with_own_headings(found: ColumnMap, source: Source) -> ColumnMap:
    """A column map with the headings and words that service.yaml gives for one sheet: its own come first.

    In a matrix, the heading given for `staff` is that of the column with the people.
    """
    if not source.columns and not source.values and not source.constants:
        return found
    source = _of_its_fields(source, found)
    own = {field: (theirs,) if isinstance(theirs, str) else theirs for field, theirs in source.columns.items()}
    taken = plain_set(heading for headings in own.values() for heading in headings)
    others = {f: tuple(h for h in hs if plain(h) not in taken) for f, hs in found.columns.items()}
    columns = {f: (*own.get(f, ()), *others.get(f, ())) for f in {**own, **others}}
    values = {
        field: {word: (*found.values.get(field, {}).get(word, ()), *source.values.get(field, {}).get(word, ()))
                for word in {**found.values.get(field, {}), **source.values.get(field, {})}}
        for field in {**found.values, **source.values}
    }  # fmt: skip
    constants = found.constants | {field: str(word) for field, word in source.constants.items()}
    changes: dict[str, object] = {"columns": columns, "values": values, "constants": constants}
    if found.matrix and "staff" in own:
        changes["matrix"] = found.matrix.model_copy(update={"person": (*own["staff"], *found.matrix.person)})
    return found.model_copy(update=changes)


def _of_its_fields(source: Source, column_map: ColumnMap) -> Source:
    """What service.yaml says of fields that the register has; of others `_own_faults` tells."""
    fields = field_names(REGISTERS[column_map.register_])
    kept = {
        "columns": {field: v for field, v in source.columns.items() if field in fields},
        "values": {field: v for field, v in source.values.items() if field in fields},
        "constants": {field: v for field, v in source.constants.items() if field in fields},
    }
    return source.model_copy(update=kept)


def _own_faults(source: Source, column_map: ColumnMap, file: str, sheet: Sheet) -> list[Problem]:
    """What service.yaml says of a sheet's headings and words that cannot be so."""
    where = Origin("service.yaml", column=file)
    fields = field_names(REGISTERS[column_map.register_])
    unknown = sorted({*source.columns, *source.values, *source.constants} - {*fields})
    remedy = f"Correct the word before the colon; there are: {', '.join(fields)}."
    faults = [
        Problem(where, f"The register {column_map.register_} has no field '{field}'.", remedy, 0) for field in unknown
    ]
    wrong = sorted(
        source.constants.keys() & {*fields} - constants_of(REGISTERS[column_map.register_], source.constants).keys()
    )
    faults.extend(
        Problem(where, f"What constants gives for '{field}' is not what that field holds.", _OF_ITS_KIND, 0)
        for field in wrong
    )
    given = [h for theirs in source.columns.values() for h in ((theirs,) if isinstance(theirs, str) else theirs)]
    remedy = "Type it under columns as it stands in the sheet, or take it out there."
    if source.columns:
        there = {plain(cell) for row in sheet.rows for cell in row if cell is not None}
        what = "service.yaml says how to read the heading '{}', and it does not stand in this sheet."
        absent = [h for h in given if plain(h) not in there]
        faults.extend(Problem(Origin(file, sheet.name), what.format(h), remedy, 0) for h in absent)
    twice = sorted({h for h in given if [plain(g) for g in given].count(plain(h)) > 1})
    what = "service.yaml gives the heading '{}' to two fields; only one of them is read."
    faults.extend(Problem(where, what.format(h), "Keep the field it belongs to.", 0) for h in twice)
    return faults


def _matching(
    source: Source, contents: Mapping[str, Read], maps: Mapping[str, ColumnMap]
) -> tuple[list[SheetAssignment], list[Problem]]:
    where = Origin("service.yaml", column=source.file)
    if source.map not in maps:
        known = ", ".join(sorted(maps))
        return [], [Problem(where, f"There is no column map '{source.map}'.", f"There are: {known}.", 0)]
    wanted = unicodedata.normalize("NFC", source.file)
    # A name may hold a bracket, which would stand for something else in a pattern.
    files = [f for f in contents if f == wanted] or [f for f in contents if fnmatchcase(f, wanted)]
    if not files:
        return [], [
            Problem(where, "There is no such file in the service folder.", "Correct its name or put it there.", 0)
        ]
    jobs: list[SheetAssignment] = []
    problems: list[Problem] = []
    for file in files:
        read = contents[file]
        if isinstance(read, Unreadable):
            continue
        sheets = [s for s in read if not source.sheet or plain(s.name) == plain(source.sheet)]
        if not sheets:
            names = ", ".join(s.name for s in read)
            what = f"The workbook has no sheet '{source.sheet}'."
            problems.append(Problem(Origin(file), what, f"It has: {names}. Correct service.yaml.", 0))
        column_map = with_own_headings(maps[source.map], source)
        for sheet in sheets[: None if source.sheet else 1]:
            jobs.append(SheetAssignment(file, sheet, column_map))
            problems.extend(_own_faults(source, column_map, file, sheet))
    return jobs, problems
