"""The exports of known systems in a service folder, and where the rule of ASC-WDS and ours part."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from evidencepack.files import Read, Sheet, Unreadable
from evidencepack.notes import Note, note
from evidencepack.origin import Account
from evidencepack.registers import Record, Training
from evidencepack.systems import (
    ASC_WDS_STAFF,
    STATED_EACH,
    RecognisedExport,
    TrainingValidity,
    cross_file_of,
    recognise,
    training_status,
)
from evidencepack.tables import ColumnMap
from evidencepack.tables.person_names import plain_name

Exports = Mapping[tuple[str, str], RecognisedExport]


def sheets_of(contents: Mapping[str, Read]) -> Iterator[tuple[str, Sheet]]:
    """Every sheet that could be read, with its file."""
    for file, read in contents.items():
        for sheet in () if isinstance(read, Unreadable) else read:
            yield file, sheet


def exports_in(contents: Mapping[str, Read], maps: Mapping[str, ColumnMap]) -> Exports:
    """Every recognised sheet by file and sheet name; what the files say together is known to each."""
    around = cross_file_of(sheet for _, sheet in sheets_of(contents))
    found = ((file, sheet, recognise(file, sheet, maps, around)) for file, sheet in sheets_of(contents))
    return {(file, sheet.name): known for file, sheet, known in found if known}


def who_is_who(contents: Mapping[str, Read], staff_maps: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Worker references beside the names they stand for, where the service has a staff list of its own.

    A name that two workers of the ASC-WDS file share is left out: it says nothing for certain.
    """
    if not any(map_ != ASC_WDS_STAFF for map_ in staff_maps):
        return ()
    pairs = {(c.strip(), n.strip()) for c, n in cross_file_of(s for _, s in sheets_of(contents)).people if c and n}
    shared = Counter(plain_name(name) for _, name in pairs)
    return tuple(sorted((code, name) for code, name in pairs if shared[plain_name(name)] == 1))


def with_both_rules(accounts: Iterable[Account], rows: Iterable[Record], on: date) -> tuple[Account, ...]:
    """The accounts, those of ASC-WDS training with how many records its rule and ours see differently on the day.

    ASC-WDS goes by the typed expiry alone: a record without one is up to date there whatever its age.
    """
    by_sheet: dict[tuple[str, str], list[Training]] = {}
    for row in rows:
        if isinstance(row, Training):
            by_sheet.setdefault((row.origin.file, row.origin.sheet), []).append(row)
    return tuple(
        replace(a, notes=(*a.notes, *_differences(by_sheet.get((a.file, a.sheet), []), on)))
        if a.map in STATED_EACH
        else a
        for a in accounts
    )


def _differences(records: Sequence[Training], on: date) -> tuple[Note, ...]:
    done = [r for r in records if r.completed]
    ours = [training_status(r, on) for r in done if training_status(r, on, by_validity=False) == TrainingValidity.OPEN]
    past, neither = ours.count(TrainingValidity.EXPIRED), ours.count(TrainingValidity.OPEN)
    if not past and not neither:
        return ()
    return (note("both-rules", n=len(ours), on=on, past=past, neither=neither),)
