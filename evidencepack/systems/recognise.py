"""Which export of a known system a sheet is, by its headings alone, and what the files of one service say together."""

from collections.abc import Iterable, Mapping

from evidencepack.files import Row, Sheet
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.notes import note
from evidencepack.systems import asc_wds_report as report
from evidencepack.systems import asc_wds_staff as staff
from evidencepack.systems import asc_wds_training as training
from evidencepack.systems import asc_wds_workplace as workplace
from evidencepack.systems import cqc_directory
from evidencepack.systems.cqc_json import fields_of_json, is_provider_json, location_of_json
from evidencepack.systems.export import CrossFile, ExportTable, RecognisedExport, heading_rows, matched, text_of
from evidencepack.systems.location import Location

ASC_WDS_STAFF = staff.MAP
# Column maps whose every record states for itself how long it lasts.
STATED_EACH = frozenset({training.MAP, report.MAP})
_NO_MAPS: Mapping[str, ColumnMap] = {}
_Users = dict[str, set[str]]


def recognise(
    file: str, sheet: Sheet, maps: Mapping[str, ColumnMap] = _NO_MAPS, around: CrossFile | None = None
) -> RecognisedExport | None:
    """What a sheet is known to be from its headings alone, never from the name of its file; None for all others.

    `maps` hold the names that codes stand for, `around` what the other files of the service say (see `cross_file_of`).
    """
    rows, cross = heading_rows(sheet), around or CrossFile()
    if table := staff.HEADINGS.find(rows):
        return staff.read_staff(file, sheet, table, cross)
    if table := training.HEADINGS.find(rows):
        return training.read_training(sheet, table, training.labels_in(maps), cross)
    if table := report.HEADINGS.find(rows):
        return report.read_report(sheet, table, training.labels_in(maps))
    if table := workplace.table_of(rows):
        return RecognisedExport("", sheet, workplace.notes_of(sheet, table))
    if fields_of_json(sheet) is not None:
        return RecognisedExport("", sheet, (note("cqc-location-file"),))
    if is_provider_json(sheet):
        return RecognisedExport("", sheet, (note("cqc-provider-file"),))
    if is_directory(sheet):
        return RecognisedExport("", sheet, (note("cqc-directory"),))
    return report.other_sheet(sheet, rows)


def is_directory(sheet: Sheet) -> bool:
    """Whether a sheet is CQC's directory of locations, or a copy of it."""
    return cqc_directory.table_of(heading_rows(sheet)) is not None


def location_of(file: str, sheet: Sheet, location_id: str = "", name: str = "") -> Location | None:
    """The location a sheet is about; in a list of many only the one with that number, or the only one of that name.

    None when the sheet is no register of locations, or names no such location.
    """
    found = fields_of_json(sheet)
    if found is not None:
        return location_of_json(file, sheet, found)
    rows = heading_rows(sheet)
    if staff.HEADINGS.find(rows):
        return None
    if table := workplace.table_of(rows):
        return workplace.location_in(file, sheet, table, location_id, name)
    if table := cqc_directory.table_of(rows):
        return cqc_directory.location_in(file, sheet, table, location_id, name)
    return None


def cross_file_of(sheets: Iterable[Sheet]) -> CrossFile:
    """The workplaces the files name, which of them use a worker's reference, and who goes by which."""
    places: set[str] = set()
    trained: _Users = {}
    employed: _Users = {}
    staff_files: list[tuple[Sheet, ExportTable]] = []
    for sheet in sheets:
        rows = heading_rows(sheet)
        if table := staff.HEADINGS.find(rows):
            staff_files.append((sheet, table))
        elif table := training.HEADINGS.find(rows) or workplace.table_of(rows):
            for row in sheet.rows[table.head + 1 :]:
                places.add(matched(table.of(row, "LOCALESTID")))
                _add_user(trained, table, row)
    known, people = frozenset(places - {""}), []
    for sheet, table in staff_files:
        for cells in (straight.cells for _, straight in staff.workers(sheet, table, known) if straight):
            _add_user(employed, table, cells)
            people.append((text_of(table.of(cells, "UNIQUEWORKERID")), text_of(table.of(cells, "DISPLAYID"))))
    users = employed or trained
    return CrossFile(known, {worker: frozenset(found) for worker, found in users.items()}, tuple(people))


def _add_user(users: _Users, table: ExportTable, row: Row) -> None:
    worker, place = matched(table.of(row, "UNIQUEWORKERID")), matched(table.of(row, "LOCALESTID"))
    if worker and place:
        users.setdefault(worker, set()).add(place)
