"""Which column map reads which sheet: as service.yaml says, or recognised on sight."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from evidencepack.columns import ColumnMap
from evidencepack.columns.exports import recognise
from evidencepack.columns.headings import plain, plain_set
from evidencepack.origin import Account, Origin, Problem
from evidencepack.records import Service, Source
from evidencepack.sources import Read, Sheet, Unreadable


@dataclass(frozen=True, slots=True)
class Job:
    """One sheet and the column map that reads it."""

    file: str
    sheet: Sheet
    map: ColumnMap


def jobs_of(
    contents: Mapping[str, Read], service: Service, maps: Mapping[str, ColumnMap]
) -> tuple[list[Job], list[Problem], list[Account]]:
    """The sheets to read with their maps, what is wrong with service.yaml or a file, and the sheets nobody maps."""
    jobs: list[Job] = []
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
    jobs.extend(_recognised(contents, taken, maps))
    taken = {(j.file, j.sheet.name) for j in jobs}
    jobs, faults = _prepared(jobs)
    problems.extend(faults)
    unmapped = [
        Account(file, sheet.name, "", "", len(sheet.rows), 0, {"no column map reads this sheet": len(sheet.rows)})
        for file, read in contents.items()
        if not isinstance(read, Unreadable)
        for sheet in read
        if (file, sheet.name) not in taken and sheet.rows
    ]
    return jobs, problems, unmapped


def _recognised(contents: Mapping[str, Read], taken: set[tuple[str, str]], maps: Mapping[str, ColumnMap]) -> list[Job]:
    """A job for every export of a known system that service.yaml does not mention."""
    jobs = []
    for file, read in contents.items():
        for sheet in () if isinstance(read, Unreadable) else read:
            known = None if (file, sheet.name) in taken else recognise(file, sheet)
            if known and known.map in maps:
                jobs.append(Job(file, sheet, maps[known.map]))
    return jobs


def _prepared(jobs: Sequence[Job]) -> tuple[list[Job], list[Problem]]:
    """Each job with what is known of its export put right and said."""
    ready: list[Job] = []
    problems: list[Problem] = []
    for job in jobs:
        known = recognise(job.file, job.sheet)
        if known is None:
            ready.append(job)
            continue
        problems.extend(known.problems)
        ready.append(replace(job, sheet=replace(known.sheet, said=(*known.sheet.said, *known.said))))
    return ready, problems


def _with_own_headings(found: ColumnMap, source: Source) -> ColumnMap:
    """A column map with the headings and words that service.yaml gives for one sheet: its own come first."""
    if not source.columns and not source.values:
        return found
    own = {field: (theirs,) if isinstance(theirs, str) else theirs for field, theirs in source.columns.items()}
    taken = plain_set(heading for headings in own.values() for heading in headings)
    others = {f: tuple(h for h in hs if plain(h) not in taken) for f, hs in found.columns.items()}
    columns = {f: (*own.get(f, ()), *others.get(f, ())) for f in {**own, **others}}
    values = {
        field: {word: (*found.values.get(field, {}).get(word, ()), *source.values.get(field, {}).get(word, ()))
                for word in {**found.values.get(field, {}), **source.values.get(field, {})}}
        for field in {**found.values, **source.values}
    }  # fmt: skip
    return found.model_copy(update={"columns": columns, "values": values})


def _matching(
    source: Source, contents: Mapping[str, Read], maps: Mapping[str, ColumnMap]
) -> tuple[list[Job], list[Problem]]:
    where = Origin("service.yaml", column=source.file)
    if source.map not in maps:
        known = ", ".join(sorted(maps))
        return [], [Problem(where, f"There is no column map '{source.map}'.", f"There are: {known}.", 0)]
    wanted = unicodedata.normalize("NFC", source.file)
    files = [f for f in contents if fnmatchcase(f, wanted)]
    if not files:
        return [], [
            Problem(where, "There is no such file in the service folder.", "Correct its name or put it there.", 0)
        ]
    jobs: list[Job] = []
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
        column_map = _with_own_headings(maps[source.map], source)
        jobs.extend(Job(file, sheet, column_map) for sheet in sheets[: None if source.sheet else 1])
    return jobs, problems
