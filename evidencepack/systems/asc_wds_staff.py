"""The staff file of an ASC-WDS bulk upload: one worker a row, codes for labels, commas that moved columns put back."""

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from evidencepack.files import Cell, Row, Sheet, blank_row
from evidencepack.notes import Note, note
from evidencepack.origin import Origin, Problem
from evidencepack.systems.export import (
    CrossFile,
    ExportTable,
    Headings,
    RecognisedExport,
    counted,
    day_first,
    heading_key,
    matched,
    text_of,
    with_cells,
)
from evidencepack.systems.repair_commas import RepairedRow, StaffColumns, repair_commas

MAP = "asc-wds-staff"
# What no pack needs: personal data, pay, and free text. It goes no further than this module.
_LEFT_BEHIND = (
    "NINUMBER POSTCODE DOB NATIONALITY BRITISHCITIZENSHIP COUNTRYOFBIRTH YEAROFENTRY HANDCVISA INOUTUK "
    "DAYSSICK SALARYINT SALARY HOURLYRATE MAINJRDESC OTHERJRDESC CHGUNIQUEWRKID TRANSFERSTAFFRECORD"
)
HEADINGS = Headings(
    "UNIQUEWORKERID",
    f"{_LEFT_BEHIND} "
    "LOCALESTID STATUS DISPLAYID GENDER ETHNICITY DISABLED CARECERT L2CARECERT RECSOURCE STARTDATE STARTINSECT "
    "DHA APPRENTICE EMPLSTATUS ZEROHRCONT MAINJOBROLE CONTHOURS AVGHOURS NMCREG NURSESPEC AMHP SCQUAL "
    "NONSCQUAL CWPCATEGORY OTHERJOBROLE QUALACH01",
    at_least=8,
)
# Codes that say nothing is known, by column.
_NOT_KNOWN = {"GENDER": {"3"}, "ETHNICITY": {"99"}, "DISABLED": {"2", "3"}, "CONTHOURS": {"999"}, "AVGHOURS": {"999"}}
_READ = (
    "LOCALESTID UNIQUEWORKERID STATUS DISPLAYID GENDER ETHNICITY DISABLED STARTDATE EMPLSTATUS MAINJOBROLE "
    "CONTHOURS AVGHOURS"
)


def workers(sheet: Sheet, table: ExportTable, places: frozenset[str]) -> Iterator[tuple[int, RepairedRow | None]]:
    """The index of every worker's row, and its cells in their columns; None where that is not certain."""
    names = tuple(heading_key(cell) for cell in sheet.rows[table.head])
    while names and not names[-1]:  # a row that is too long makes every row of a workbook as long
        names = names[:-1]
    layout = StaffColumns(names, len({len(row) for row in sheet.rows[table.head :] if row}) > 1)
    for index in range(table.head + 1, len(sheet.rows)):
        if not blank_row(sheet.rows[index]):
            yield index, repair_commas(sheet.rows[index], layout, places)


def read_staff(file: str, sheet: Sheet, table: ExportTable, around: CrossFile) -> RecognisedExport:
    """The staff file as its column map reads it, without what no pack needs."""
    rows, problems, counts = list(sheet.rows), [], Counter[str]()
    for index, straight in workers(sheet, table, around.places):
        where = Origin(file, sheet.name, index + 1)
        counts["workers"] += 1
        if straight is None:
            # With a cell that is read and one that is not, the row counts as one that could not be used.
            rows[index] = _only(table, ("STATUS", "DISPLAYID"), "not certain")
            problems.append(Problem(where, note("commas-unclear")))
            continue
        counts["commas-put-right"] += straight.moved
        if matched(table.of(straight.cells, "STATUS")) == "delete":
            counts["marked-delete"] += 1
            rows[index] = _only(table, ("STATUS",), "DELETE")
            continue
        if straight.unsure:
            problems.append(Problem(where, note("hours-unclear")))
        counts["no-start-date"] += not text_of(table.of(straight.cells, "STARTDATE")).strip()
        rows[index] = _as_read(table, straight.cells, around)
    counts["workplaces"] = len({matched(table.of(row, "LOCALESTID")) for row in rows[table.head + 1 :]} - {""})
    return RecognisedExport(MAP, replace(sheet, rows=tuple(rows)), _notes(counts), tuple(problems))


def _only(table: ExportTable, names: tuple[str, ...], text: str) -> Row:
    """A row that says one thing under some headings and nothing else."""
    return with_cells((), {table.columns.get(name, 0): text for name in names})


def _as_read(table: ExportTable, cells: Row, around: CrossFile) -> Row:
    blank: dict[int, Cell] = {table.columns[name]: None for name in _LEFT_BEHIND.split() if name in table.columns}
    blank.update({i: None for name, i in table.columns.items() if name.startswith("QUALACH")})
    kept = {table.columns[n]: _known(n, table.of(cells, n)) for n in _READ.split() if n in table.columns}
    row = with_cells(cells, {i: c for i, c in {**blank, **kept}.items() if i < len(cells)})
    changes: dict[int, Cell] = {}
    hours, average = table.columns.get("CONTHOURS"), table.of(row, "AVGHOURS")
    if hours is not None and not text_of(table.of(row, "CONTHOURS")) and average is not None:
        changes[hours] = average
    changes[table.columns["UNIQUEWORKERID"]] = worker_code(table, row, around)
    return with_cells(row, changes)


def _known(name: str, cell: Cell) -> Cell:
    text = text_of(cell).strip()
    return None if not text or text in _NOT_KNOWN.get(name, ()) else day_first(text)


def worker_code(table: ExportTable, row: Row, around: CrossFile) -> str:
    """What stands for the worker of a row in every register."""
    return around.code(text_of(table.of(row, "UNIQUEWORKERID")).strip(), text_of(table.of(row, "LOCALESTID")).strip())


def _notes(counts: Counter[str]) -> tuple[Note, ...]:
    workers, places = note("workers", n=counts["workers"]), counts["workplaces"]
    first = note("staff-file", workers=workers)
    if places:
        first = note("staff-file-of", workers=workers, workplaces=note("workplaces", n=places))
    several = (note("all-workplaces"),) if places > 1 else ()
    found = counted(counts, "commas-put-right", "marked-delete", "no-start-date")
    return (first, *several, *found, note("staff-left-behind"), note("care-certificate-no-day"))
