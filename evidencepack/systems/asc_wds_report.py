"""The training report workbook of ASC-WDS: the details are read; its other sheets repeat them or hold no days."""

from collections import Counter
from collections.abc import Mapping

from msgspec.structs import replace

from evidencepack.files import Cell, Row, Sheet, blank_row
from evidencepack.systems.asc_wds_training import (
    count_validity,
    course_of,
    said_day,
    said_of_validity,
    validity_of,
)
from evidencepack.systems.export import (
    ExportTable,
    RecognisedExport,
    find_table,
    heading_key,
    matched,
    text_of,
    with_cells,
)
from evidencepack.tables.headings import begins_with
from evidencepack.text import count_of

MAP = "asc-wds-training-report"
_DETAILS = frozenset({"NAMEORIDNUMBER", "TRAININGCATEGORY", "COMPLETIONDATE"})
_COURSE = "TRAININGORCOURSENAME"
_FOOT = frozenset({"total", "note", "the figures"})
_Rows = tuple[dict[str, int], ...]

_REPEATS = "ASC-WDS training report: this sheet repeats its sheet Training record details, and is not needed."
_NO_DAYS = "ASC-WDS training report: this sheet holds no days, so no figure can rest on it; it is not needed."
# Other sheets by headings that stand together in one row, and what is said of them.
_OTHERS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"TRAININGCATEGORY", "NAMEORIDNUMBER", "STATUS", "EXPIRYDATE"}), _REPEATS),
    (frozenset({"NAMEORIDNUMBER", "EXPIRINGSOON", "UPTODATE", "TOTAL"}), _REPEATS),
    (frozenset({"TRAININGCATEGORY", "EXPIRINGSOON", "UPTODATE", "TOTAL"}), _REPEATS),
    (frozenset({"WORKPLACE", "EXPIRINGSOON", "UPTODATE", "TOTAL"}), _REPEATS),
    (frozenset({"MANDATORYTRAININGRECORDS", "NONMANDATORYTRAININGRECORDS"}), _REPEATS),
    (frozenset({"NAMEORIDNUMBER", "MAINJOBROLE", "CARECERTIFICATE"}), _NO_DAYS),
    (frozenset({"NAMEORIDNUMBER", "QUALIFICATIONTYPE", "YEARACHIEVED"}), _NO_DAYS),
    (
        frozenset({"WORKPLACEREFERENCELOCALESTID", "STAFFREFERENCEUNIQUEWORKERID", "ERRORMESSAGE"}),
        "ASC-WDS error report: what to correct in a bulk upload. It is no register, and is not read.",
    ),
    (
        frozenset({"WORKPLACETEAMNAME", "WORKPLACEID", "NUMBEROFVACANCIES"}),
        "ASC-WDS report for the local authority: totals without a month. It is no register, and is not read.",
    ),
    (
        frozenset({"LOCALID", "DATEOFBIRTH", "ETHNICGROUP", "MAINJOBROLE"}),
        "ASC-WDS report for the local authority: what it says of staff is in the staff file too; it is not read.",
    ),
)


def other_sheet(sheet: Sheet, rows: _Rows) -> RecognisedExport | None:
    """A sheet of an ASC-WDS workbook that no register rests on, with what is said of it."""
    for needed, said in _OTHERS:
        if find_table(rows, needed):
            return RecognisedExport("", sheet, (said,))
    cells = {heading_key(cell) for row in sheet.rows[:15] for cell in row}
    if {"TRAININGANDQUALIFICATIONSREPORT", "MENU"} <= cells:
        return RecognisedExport(
            "", sheet, ("ASC-WDS training report: the sheet that explains it; it holds no records.",)
        )
    return None


def table_of(rows: _Rows) -> ExportTable | None:
    """Where the headings of the training record details stand; None when there are none."""
    return find_table(rows, _DETAILS)


def read_report(sheet: Sheet, table: ExportTable, labels: Mapping[str, str]) -> RecognisedExport:
    """The training record details as their column map reads them: dashes are blank, Missing is not done."""
    rows, counts = list(sheet.rows), Counter[str]()
    away, places = set[str](), set[str]()
    if _COURSE not in table.columns:
        rows[table.head] = with_cells(rows[table.head], {table.columns["TRAININGCATEGORY"]: "Training or course name"})
    for index in range(table.head + 1, len(rows)):
        row = rows[index]
        if blank_row(row) or _is_note(table, row):
            continue
        rows[index] = _as_read(table, row, labels, counts)
        places.add(matched(table.of(row, "WORKPLACE")))
        if matched(table.of(row, "LONGTERMABSENCE")) == "yes":
            away.add(matched(table.of(row, "NAMEORIDNUMBER")))
    places.discard("")
    return RecognisedExport(MAP, replace(sheet, rows=tuple(rows)), _said(counts, len(places), len(away)))


def _is_note(table: ExportTable, row: Row) -> bool:
    first = next((cell for cell in row if text_of(cell).strip()), None)
    return begins_with(first, _FOOT) and not text_of(table.of(row, "TRAININGCATEGORY")).strip()


def _as_read(table: ExportTable, row: Row, labels: Mapping[str, str], counts: Counter[str]) -> Row:
    cells: dict[int, Cell] = {i: None for i, cell in enumerate(row) if text_of(cell).strip() == "-"}
    course = table.columns.get(_COURSE, table.columns["TRAININGCATEGORY"])
    cells[course] = course_of(table.of(row, "TRAININGCATEGORY"), table.of(row, _COURSE), labels)
    done, expires = said_day(table.of(row, "COMPLETIONDATE")), said_day(table.of(row, "EXPIRYDATE"))
    validity = validity_of(table.of(row, "VALIDITYPERIOD"))
    if matched(table.of(row, "STATUS")) == "missing":
        counts["missing"] += 1
        state = "blank"
    else:
        count_validity(counts, done, expires, validity)
        state = "completed" if done is not None else "undated"
    _put(cells, table, "STATUS", state)
    _put(cells, table, "VALIDITYPERIOD", validity)
    who = table.of(row, "NAMEORIDNUMBER")
    _put(cells, table, "NAMEORIDNUMBER", text_of(who) if isinstance(who, int | float) else who)
    return with_cells(row, cells)


def _put(cells: dict[int, Cell], table: ExportTable, name: str, cell: Cell) -> None:
    if name in table.columns:
        cells[table.columns[name]] = cell


def _said(counts: Counter[str], places: int, away: int) -> tuple[str, ...]:
    said = [f"ASC-WDS training report: {count_of(counts['records'], 'training record')}."]
    if places > 1:
        said.append(f"It holds {places:,} workplaces; all are counted. Keep only this service's rows for one of them.")
    if counts["missing"]:
        said.append(f"Required and not done: {count_of(counts['missing'], 'row')} that ASC-WDS calls Missing.")
    if away:
        said.append(
            f"Marked as absent for long: {count_of(away, 'member')} of staff. Enter their leave in the staff list, so "
            "that they are left out while away."
        )
    return (*said, *said_of_validity(counts))


__all__ = ["MAP", "other_sheet", "read_report", "table_of"]
