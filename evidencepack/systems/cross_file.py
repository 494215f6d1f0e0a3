"""What the ASC-WDS files of one service say together, before any of them is read."""

from collections.abc import Iterable

from evidencepack.files import Row, Sheet
from evidencepack.systems import asc_wds_staff as staff
from evidencepack.systems import asc_wds_training as training
from evidencepack.systems import asc_wds_workplace as workplace
from evidencepack.systems.export import CrossFile, ExportTable, heading_rows, matched, text_of

_Users = dict[str, set[str]]


def cross_file_of(sheets: Iterable[Sheet]) -> CrossFile:
    """The workplaces the files name, which of them use a worker's reference, and who goes by which."""
    places: set[str] = set()
    trained: _Users = {}
    employed: _Users = {}
    staff_files: list[tuple[Sheet, ExportTable]] = []
    for sheet in sheets:
        rows = heading_rows(sheet)
        if table := staff.table_of(rows):
            staff_files.append((sheet, table))
        elif table := training.table_of(rows) or workplace.table_of(rows):
            for row in sheet.rows[table.head + 1 :]:
                places.add(matched(table.of(row, "LOCALESTID")))
                _note(trained, table, row)
    known, people = frozenset(places - {""}), []
    for sheet, table in staff_files:
        for worker in staff.workers(sheet, table, known):
            if worker.straight:
                cells = worker.straight.cells
                _note(employed, table, cells)
                people.append((text_of(table.of(cells, "UNIQUEWORKERID")), text_of(table.of(cells, "DISPLAYID"))))
    users = employed or trained
    return CrossFile(known, {worker: frozenset(found) for worker, found in users.items()}, tuple(people))


def _note(users: _Users, table: ExportTable, row: Row) -> None:
    worker, place = matched(table.of(row, "UNIQUEWORKERID")), matched(table.of(row, "LOCALESTID"))
    if worker and place:
        users.setdefault(worker, set()).add(place)
