"""Exports of known systems: recognised on sight, and put right where that is certain."""

from collections.abc import Mapping

from evidencepack.columns.exports import cqc_directory, report, staff, training, workplace
from evidencepack.columns.exports.around import around_of
from evidencepack.columns.exports.cqc_json import KIND as CQC_FILE
from evidencepack.columns.exports.cqc_json import fields_of_json, is_provider_json, location_of_json
from evidencepack.columns.exports.known import Around, Known, heading_rows
from evidencepack.columns.exports.location import RATINGS, Location
from evidencepack.columns.exports.validity import Standing, training_status
from evidencepack.columns.maps import ColumnMap
from evidencepack.sources import Sheet

ASC_WDS_STAFF = staff.MAP
# Column maps whose every record states for itself how long it lasts.
STATED_EACH = frozenset({training.MAP, report.MAP})
_NO_MAPS: Mapping[str, ColumnMap] = {}


def recognise(
    file: str, sheet: Sheet, maps: Mapping[str, ColumnMap] = _NO_MAPS, around: Around | None = None
) -> Known | None:
    """What a sheet is known to be from its headings alone, never from the name of its file; None for all others.

    `maps` hold the names that codes stand for, `around` what the other files of the service say (see `around_of`).
    """
    rows, beside = heading_rows(sheet), around or Around()
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
        return Known("", sheet, workplace.said_of(sheet, table))
    if fields_of_json(sheet) is not None:
        return Known("", sheet, ("CQC location file: what CQC holds on one location. It is no register.",))
    if is_provider_json(sheet):
        return Known("", sheet, ("CQC provider file: about the provider, not a location. Nothing is taken from it.",))
    if is_directory(sheet):
        return Known("", sheet, ("CQC directory: a row for each location. It is no register.",))
    return report.other_sheet(sheet, rows)


def is_directory(sheet: Sheet) -> bool:
    """Whether a sheet is CQC's directory of locations, or a copy of it."""
    return cqc_directory.table_of(heading_rows(sheet)) is not None


def location_of(
    file: str,
    sheet: Sheet,
    location_id: str = "",
    name: str = "",
    postcode: str = "",
) -> Location | None:
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
    index = cqc_directory.row_of(sheet, table, location_id, name, postcode) if table else None
    return cqc_directory.location_of_row(file, sheet, table, index) if table and index is not None else None


def _labels(maps: Mapping[str, ColumnMap]) -> dict[str, str]:
    return training.labels_of(maps[training.CATEGORIES].values) if training.CATEGORIES in maps else {}


__all__ = [
    "ASC_WDS_STAFF",
    "CQC_FILE",
    "RATINGS",
    "STATED_EACH",
    "Around",
    "Known",
    "Location",
    "Standing",
    "around_of",
    "is_directory",
    "location_of",
    "recognise",
    "training_status",
]
