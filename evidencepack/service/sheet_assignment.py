"""Which column map reads which sheet: as service.yaml says, or recognised on sight."""

import unicodedata
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.files import Read, Sheet, Unreadable, blank_row
from evidencepack.notes import note
from evidencepack.origin import Account, Origin, Problem
from evidencepack.registers import Service, Settled, Source
from evidencepack.registers.settled import ASIDE
from evidencepack.service.known_exports import exports_in, sheets_of
from evidencepack.service.own_headings import heading_faults, with_own_headings
from evidencepack.service.settled_sheets import answer_for
from evidencepack.systems import ASC_WDS_STAFF, RecognisedExport
from evidencepack.tables import ColumnMap
from evidencepack.tables.colours import is_key_sheet
from evidencepack.tables.headings import plain
from evidencepack.tables.layout_reader import NOTHING_SETTLED
from evidencepack.tables.notes import ABOUT, EMPTY, KEY, NO_REGISTER, NOT_FILLED, NOT_MAPPED, NOT_NEEDED, SAID_ASIDE
from evidencepack.tables.starter_sheets import StarterForm, is_about, starter_form

_Place = tuple[str, str]


class SheetAssignment(Struct, frozen=True):
    """One sheet and the column map that reads it."""

    file: str
    sheet: Sheet
    map: ColumnMap

    @property
    def place(self) -> _Place:
        """The file, and the name of the sheet in it."""
        return self.file, self.sheet.name


def assignments_of(
    contents: Mapping[str, Read],
    service: Service,
    maps: Mapping[str, ColumnMap],
    settled: Settled = NOTHING_SETTLED,
) -> tuple[list[SheetAssignment], list[Problem], list[Account]]:
    """The sheets to read with their maps, what is wrong with service.yaml or a file, and the sheets nobody maps.

    What a person has said of a sheet holds where neither service.yaml nor its looks say what it is.
    """
    problems = [
        Problem(Origin(file), note("file-unreadable", why=read.why), rows=0)
        for file, read in contents.items()
        if isinstance(read, Unreadable)
    ]
    named: list[SheetAssignment] = []
    for source in service.sources:
        found, faults = _named_by(source, contents, maps)
        named.extend(found)
        problems.extend(faults)
    others = [(f, sheet) for f, sheet in sheets_of(contents) if (f, sheet.name) not in {a.place for a in named}]
    forms = {(file, sheet.name): form for file, sheet in others if (form := starter_form(file, sheet, maps))}
    exports = exports_in(contents, maps)
    known = ((f, sheet, _map_of(forms.get((f, sheet.name)), exports.get((f, sheet.name)), maps)) for f, sheet in others)
    chosen = [*named, *_one_staff_list(named, [SheetAssignment(f, sheet, map_) for f, sheet, map_ in known if map_])]
    ready = []
    for assigned in chosen:
        prepared, unsure = _prepared(assigned, exports.get(assigned.place))
        ready.append(prepared)
        problems.extend(unsure)
    taken = {assigned.place for assigned in chosen}
    for place, form in forms.items():
        # A starter sheet that counts as not filled in may still hold an example typed over.
        problems.extend(() if place in taken else form.prepared()[1])
    left = [(file, sheet) for file, sheet in others if (file, sheet.name) not in taken]
    unknown = [(file, sheet) for file, sheet in left if (file, sheet.name) not in forms.keys() | exports.keys()]
    said = _said(unknown, contents, maps, settled)
    ready += [SheetAssignment(f, s, maps[said[f, s.name]]) for f, s in left if said.get((f, s.name), "") in maps]
    return (
        ready,
        problems,
        [
            _not_read(f, s, (f, s.name) in forms, exports.get((f, s.name)), maps, aside=(f, s.name) in said)
            for f, s in left
            if said.get((f, s.name), "") not in maps
        ]
        + [Account(file, "", "", "", 0, 0, {EMPTY: 0}) for file in _without_sheets(contents)],
    )


def _without_sheets(contents: Mapping[str, Read]) -> list[str]:
    """Workbooks that were opened and hold no sheet with cells, nothing but charts say."""
    return [file for file, read in contents.items() if not isinstance(read, Unreadable) and not read]


def _said(
    sheets: Sequence[tuple[str, Sheet]], contents: Mapping[str, Read], maps: Mapping[str, ColumnMap], settled: Settled
) -> dict[_Place, str]:
    """By file and sheet name, the column map by which a person said a sheet is read, or that it is set aside."""
    if not settled.of("sheet"):
        return {}
    there = {(file, sheet.name) for file, sheet in sheets_of(contents)}
    found = {(file, sheet.name): answer_for(file, sheet, settled, there) for file, sheet in sheets}
    return {place: means for place, means in found.items() if means == ASIDE or means in maps}


def _named_by(
    source: Source, contents: Mapping[str, Read], maps: Mapping[str, ColumnMap]
) -> tuple[list[SheetAssignment], list[Problem]]:
    """The sheets that one entry of service.yaml names, and what is wrong with it."""
    where = Origin("service.yaml", column=source.file)
    if source.map not in maps:
        known = ", ".join(sorted(maps))
        return [], [Problem(where, note("no-such-map", map=source.map, maps=known), rows=0)]
    wanted = unicodedata.normalize("NFC", source.file)
    # A name may hold a bracket, which would stand for something else in a pattern.
    files = [f for f in contents if f == wanted] or [f for f in contents if fnmatchcase(f, wanted)]
    if not files:
        return [], [Problem(where, note("no-such-source"), rows=0)]
    found: list[SheetAssignment] = []
    problems: list[Problem] = []
    column_map = with_own_headings(maps[source.map], source)
    for file in files:
        read = contents[file]
        if isinstance(read, Unreadable):
            continue
        sheets = [s for s in read if not source.sheet or plain(s.name) == plain(source.sheet)]
        if not sheets:
            names = ", ".join(s.name for s in read)
            problems.append(Problem(Origin(file), note("no-such-sheet", sheet=source.sheet, sheets=names), rows=0))
        for sheet in sheets[: None if source.sheet else 1]:
            found.append(SheetAssignment(file, sheet, column_map))
            problems.extend(heading_faults(source, column_map, file, sheet))
    return found, problems


def _map_of(
    form: StarterForm | None, known: RecognisedExport | None, maps: Mapping[str, ColumnMap]
) -> ColumnMap | None:
    """The map of a starter sheet or an export; a starter sheet left as it was written is a register not supplied."""
    if form:
        return form.map if form.is_filled() else None
    return maps.get(known.map) if known else None


def _one_staff_list(named: Sequence[SheetAssignment], recognised: Sequence[SheetAssignment]) -> list[SheetAssignment]:
    """Those recognised, without a staff file of ASC-WDS where another sheet is the staff list.

    The two go by different codes: everyone would be counted twice.
    """
    others = any(a.map.register_ == "staff" and a.map.id != ASC_WDS_STAFF for a in (*named, *recognised))
    return [a for a in recognised if not (others and a.map.id == ASC_WDS_STAFF)]


def _prepared(assigned: SheetAssignment, known: RecognisedExport | None) -> tuple[SheetAssignment, Sequence[Problem]]:
    """The sheet with what is known of its export put right and said, and what a person must look at."""
    if assigned.map.starter:
        sheet, problems = StarterForm(assigned.file, assigned.sheet, assigned.map).prepared()
        return replace(assigned, sheet=sheet), problems
    # A map of the service's own reads a sheet as it stands.
    if known is None or known.map != assigned.map.id:
        return assigned, ()
    return replace(assigned, sheet=replace(known.sheet, notes=(*known.sheet.notes, *known.notes))), known.problems


def _why_left(sheet: Sheet, aside: bool, maps: Mapping[str, ColumnMap]) -> str:
    if is_about(sheet):
        return ABOUT
    if aside:
        return SAID_ASIDE
    return KEY if any(m.matrix and is_key_sheet(sheet, m.matrix.key) for m in maps.values()) else NOT_MAPPED


def _not_read(
    file: str,
    sheet: Sheet,
    is_form: bool,
    known: RecognisedExport | None,
    maps: Mapping[str, ColumnMap],
    *,
    aside: bool = False,
) -> Account:
    """The account of a sheet that fills no register, with what a recognised one holds instead."""
    notes = known.notes if known else ()
    if known:
        why = NOT_NEEDED if known.map else NO_REGISTER
    else:
        why = NOT_FILLED if is_form else EMPTY if all(map(blank_row, sheet.rows)) else _why_left(sheet, aside, maps)
    if known and known.map:
        notes = (*notes[:1], note("another-staff-list"))
    notes = (*sheet.notes, *((note("sheet-hidden"),) if sheet.hidden else ()), *notes)
    return Account(file, sheet.name, "", "", len(sheet.rows), 0, {why: len(sheet.rows)}, notes=notes)
