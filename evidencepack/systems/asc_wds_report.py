"""The training report workbook of ASC-WDS: the details are read; its other sheets repeat them or hold no days."""

from collections import Counter
from collections.abc import Mapping

from msgspec.structs import replace

from evidencepack.files import Cell, Row, Sheet, blank_row
from evidencepack.notes import Note, note
from evidencepack.systems.asc_wds_training import (
    count_validity,
    course_of,
    said_day,
    validity_notes,
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

MAP = "asc-wds-training-report"
_DETAILS = frozenset({"NAMEORIDNUMBER", "TRAININGCATEGORY", "COMPLETIONDATE"})
_COURSE = "TRAININGORCOURSENAME"
_FOOT = frozenset({"total", "note", "the figures"})
_Rows = tuple[dict[str, int], ...]

_REPEATS, _NO_DAYS = note("report-repeats"), note("report-no-days")
# Other sheets by headings that stand together in one row, and what is said of them.
_OTHERS: tuple[tuple[frozenset[str], Note], ...] = (
    (frozenset({"TRAININGCATEGORY", "NAMEORIDNUMBER", "STATUS", "EXPIRYDATE"}), _REPEATS),
    (frozenset({"NAMEORIDNUMBER", "EXPIRINGSOON", "UPTODATE", "TOTAL"}), _REPEATS),
    (frozenset({"TRAININGCATEGORY", "EXPIRINGSOON", "UPTODATE", "TOTAL"}), _REPEATS),
    (frozenset({"WORKPLACE", "EXPIRINGSOON", "UPTODATE", "TOTAL"}), _REPEATS),
    (frozenset({"MANDATORYTRAININGRECORDS", "NONMANDATORYTRAININGRECORDS"}), _REPEATS),
    (frozenset({"NAMEORIDNUMBER", "MAINJOBROLE", "CARECERTIFICATE"}), _NO_DAYS),
    (frozenset({"NAMEORIDNUMBER", "QUALIFICATIONTYPE", "YEARACHIEVED"}), _NO_DAYS),
    (
        frozenset({"WORKPLACEREFERENCELOCALESTID", "STAFFREFERENCEUNIQUEWORKERID", "ERRORMESSAGE"}),
        note("error-report"),
    ),
    (
        frozenset({"WORKPLACETEAMNAME", "WORKPLACEID", "NUMBEROFVACANCIES"}),
        note("authority-report-totals"),
    ),
    (
        frozenset({"LOCALID", "DATEOFBIRTH", "ETHNICGROUP", "MAINJOBROLE"}),
        note("authority-report-staff"),
    ),
)


def other_sheet(sheet: Sheet, rows: _Rows) -> RecognisedExport | None:
    """A sheet of an ASC-WDS workbook that no register rests on, with what is said of it."""
    for needed, said in _OTHERS:
        if find_table(rows, needed):
            return RecognisedExport("", sheet, (said,))
    cells = {heading_key(cell) for row in sheet.rows[:15] for cell in row}
    if {"TRAININGANDQUALIFICATIONSREPORT", "MENU"} <= cells:
        return RecognisedExport("", sheet, (note("report-menu"),))
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
    return RecognisedExport(MAP, replace(sheet, rows=tuple(rows)), _notes(counts, len(places), len(away)))


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


def _notes(counts: Counter[str], places: int, away: int) -> tuple[Note, ...]:
    found = [note("report-records", n=counts["records"])]
    if places > 1:
        found.append(note("report-workplaces", n=places))
    if counts["missing"]:
        found.append(note("report-missing", n=counts["missing"]))
    if away:
        found.append(note("report-away", n=away))
    return (*found, *validity_notes(counts))
