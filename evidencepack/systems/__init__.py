"""Exports of known systems: recognised on sight, and put right where that is certain."""

from collections.abc import Mapping

from evidencepack.files import Sheet
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.notes import note
from evidencepack.systems import asc_wds_report as report
from evidencepack.systems import asc_wds_staff as staff
from evidencepack.systems import asc_wds_training as training
from evidencepack.systems import asc_wds_workplace as workplace
from evidencepack.systems import cqc_directory
from evidencepack.systems.asc_wds_validity import TrainingValidity, training_status
from evidencepack.systems.cqc_json import KIND as CQC_FILE
from evidencepack.systems.cqc_json import fields_of_json, is_provider_json, location_of_json
from evidencepack.systems.cross_file import cross_file_of
from evidencepack.systems.export import CrossFile, RecognisedExport, heading_rows
from evidencepack.systems.location import RATINGS, Location

ASC_WDS_STAFF = staff.MAP
# Column maps whose every record states for itself how long it lasts.
STATED_EACH = frozenset({training.MAP, report.MAP})
_NO_MAPS: Mapping[str, ColumnMap] = {}


def recognise(
    file: str, sheet: Sheet, maps: Mapping[str, ColumnMap] = _NO_MAPS, around: CrossFile | None = None
) -> RecognisedExport | None:
    """What a sheet is known to be from its headings alone, never from the name of its file; None for all others.

    `maps` hold the names that codes stand for, `around` what the other files of the service say (see `around_of`).
    """
    rows, beside = heading_rows(sheet), around or CrossFile()
    table = staff.table_of(rows)
    if table:
        return staff.read_staff(file, sheet, table, beside)
    table = training.table_of(rows)
    if table:
        return training.read_training(sheet, table, _labels(maps), beside)
    table = report.table_of(rows)
    if table:
        return report.read_report(sheet, table, _labels(maps))
    table = workplace.table_of(rows)
    if table:
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
    if staff.table_of(rows):
        return None
    if table := workplace.table_of(rows):
        index = workplace.row_of(sheet, table, location_id, name)
        return None if index is None else workplace.location_of_row(file, sheet, table, index)
    table = cqc_directory.table_of(rows)
    index = cqc_directory.row_of(sheet, table, location_id, name) if table else None
    return cqc_directory.location_of_row(file, sheet, table, index) if table and index is not None else None


def _labels(maps: Mapping[str, ColumnMap]) -> dict[str, str]:
    return training.labels_of(maps[training.CATEGORIES].values) if training.CATEGORIES in maps else {}


__all__ = [
    "ASC_WDS_STAFF",
    "CQC_FILE",
    "RATINGS",
    "STATED_EACH",
    "CrossFile",
    "Location",
    "RecognisedExport",
    "TrainingValidity",
    "cross_file_of",
    "is_directory",
    "location_of",
    "recognise",
    "training_status",
]
