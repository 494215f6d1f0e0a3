"""What the ASC-WDS files of one service say together, before any of them is read."""

from collections.abc import Iterable

from evidencepack.columns.exports import staff, training, workplace
from evidencepack.columns.exports.known import Around, Table, heading_rows, matched, text_of
from evidencepack.sources import Row, Sheet

_Users = dict[str, set[str]]


def around_of(sheets: Iterable[Sheet]) -> Around:
    """The workplaces the files name, which of them use a worker's reference, and who goes by which."""
    places: set[str] = set()
    trained: _Users = {}
    employed: _Users = {}
    staff_files: list[tuple[Sheet, Table]] = []
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
    return Around(known, {worker: frozenset(found) for worker, found in users.items()}, tuple(people))


def _note(users: _Users, table: Table, row: Row) -> None:
    worker, place = matched(table.of(row, "UNIQUEWORKERID")), matched(table.of(row, "LOCALESTID"))
    if worker and place:
        users.setdefault(worker, set()).add(place)
