"""The training report workbook of ASC-WDS: the details are read; its other sheets repeat them or hold no days."""

from collections import Counter
from collections.abc import Mapping

from msgspec.structs import replace

from evidencepack.files import Cell, Row, Sheet
from evidencepack.notes import note
from evidencepack.systems.asc_wds_training import count_validity, course_of, said_day, validity_notes, validity_of
from evidencepack.systems.export import (
    ExportTable,
    Headings,
    RecognisedExport,
    counted,
    heading_key,
    matched,
    text_of,
    with_cells,
)
from evidencepack.tables.headings import begins_with

MAP = "asc-wds-training-report"
HEADINGS = Headings("NAMEORIDNUMBER TRAININGCATEGORY COMPLETIONDATE")
_COURSE = "TRAININGORCOURSENAME"
_FOOT = frozenset({"total", "note", "the figures"})
_Rows = tuple[dict[str, int], ...]

_REPEATS, _NO_DAYS = note("report-repeats"), note("report-no-days")
# Other sheets by headings that stand together in one row, and what is said of them.
_OTHERS = (
    ("TRAININGCATEGORY NAMEORIDNUMBER STATUS EXPIRYDATE", _REPEATS),
    ("NAMEORIDNUMBER EXPIRINGSOON UPTODATE TOTAL", _REPEATS),
    ("TRAININGCATEGORY EXPIRINGSOON UPTODATE TOTAL", _REPEATS),
    ("WORKPLACE EXPIRINGSOON UPTODATE TOTAL", _REPEATS),
    ("MANDATORYTRAININGRECORDS NONMANDATORYTRAININGRECORDS", _REPEATS),
    ("NAMEORIDNUMBER MAINJOBROLE CARECERTIFICATE", _NO_DAYS),
    ("NAMEORIDNUMBER QUALIFICATIONTYPE YEARACHIEVED", _NO_DAYS),
    ("WORKPLACEREFERENCELOCALESTID STAFFREFERENCEUNIQUEWORKERID ERRORMESSAGE", note("error-report")),
    ("WORKPLACETEAMNAME WORKPLACEID NUMBEROFVACANCIES", note("authority-report-totals")),
    ("LOCALID DATEOFBIRTH ETHNICGROUP MAINJOBROLE", note("authority-report-staff")),
)


def other_sheet(sheet: Sheet, rows: _Rows) -> RecognisedExport | None:
    """A sheet of an ASC-WDS workbook that no register rests on, with what is said of it."""
    for needed, said in _OTHERS:
        if Headings(needed).find(rows):
            return RecognisedExport("", sheet, (said,))
    cells = {heading_key(cell) for row in sheet.rows[:15] for cell in row}
    if {"TRAININGANDQUALIFICATIONSREPORT", "MENU"} <= cells:
        return RecognisedExport("", sheet, (note("report-menu"),))
    return None


def read_report(sheet: Sheet, table: ExportTable, labels: Mapping[str, str]) -> RecognisedExport:
    """The training record details as their column map reads them: dashes are blank, Missing is not done."""
    rows, counts = list(sheet.rows), Counter[str]()
    away, places = set[str](), set[str]()
    if _COURSE not in table.columns:
        rows[table.head] = with_cells(rows[table.head], {table.columns["TRAININGCATEGORY"]: "Training or course name"})
    for index in range(table.head + 1, len(rows)):
        row = rows[index]
        first = next((cell for cell in row if text_of(cell).strip()), None)
        at_foot = begins_with(first, _FOOT) and not text_of(table.of(row, "TRAININGCATEGORY")).strip()
        if first is None or at_foot:
            continue
        rows[index] = _as_read(table, row, labels, counts)
        places.add(matched(table.of(row, "WORKPLACE")))
        if matched(table.of(row, "LONGTERMABSENCE")) == "yes":
            away.add(matched(table.of(row, "NAMEORIDNUMBER")))
    places.discard("")
    counts["report-away"], counts["report-workplaces"] = len(away), len(places) if len(places) > 1 else 0
    found = counted(counts, "report-workplaces", "report-missing", "report-away")
    notes = (note("report-records", n=counts["records"]), *found, *validity_notes(counts))
    return RecognisedExport(MAP, replace(sheet, rows=tuple(rows)), notes)


def _as_read(table: ExportTable, row: Row, labels: Mapping[str, str], counts: Counter[str]) -> Row:
    cells: dict[int, Cell] = {i: None for i, cell in enumerate(row) if text_of(cell).strip() == "-"}
    course = table.columns.get(_COURSE, table.columns["TRAININGCATEGORY"])
    cells[course] = course_of(table.of(row, "TRAININGCATEGORY"), table.of(row, _COURSE), labels)
    done, expires = said_day(table.of(row, "COMPLETIONDATE")), said_day(table.of(row, "EXPIRYDATE"))
    validity = validity_of(table.of(row, "VALIDITYPERIOD"))
    if matched(table.of(row, "STATUS")) == "missing":
        counts["report-missing"] += 1
        state = "blank"
    else:
        count_validity(counts, done, expires, validity)
        state = "completed" if done is not None else "undated"
    who = table.of(row, "NAMEORIDNUMBER")
    who = text_of(who) if isinstance(who, int | float) else who
    told = {"STATUS": state, "VALIDITYPERIOD": validity, "NAMEORIDNUMBER": who}
    cells.update({table.columns[name]: cell for name, cell in told.items() if name in table.columns})
    return with_cells(row, cells)
