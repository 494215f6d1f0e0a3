"""What a recognised export is, and how its heading row is found."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct, field

from evidencepack.day_reader import ThreeNumbers, read_day
from evidencepack.files import Cell, Row, Sheet
from evidencepack.notes import Note, note
from evidencepack.origin import Problem
from evidencepack.tables.header_rows import best_row
from evidencepack.tables.headings import FIRST_ROWS, at

_LONGEST = 200  # characters of a heading of any export
_NOT_A_LETTER = re.compile(r"[^0-9A-Z]")


class RecognisedExport(Struct, frozen=True):
    """A sheet recognised as the export of a known system.

    `map` is the column map that reads it ("" for a sheet that holds no register), `sheet` the sheet with what was
    certain put right (rows keep their numbers), `notes` what it was recognised as and what was put right, `problems`
    what was not certain.
    """

    map: str
    sheet: Sheet
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()


class CrossFile(Struct, frozen=True):
    """What the files of one service say together, as `matched` compares it.

    `places` are references of workplaces, `workers` the workplaces that use each worker's reference: by the staff
    files, or by the training files where there are none. `people` are pairs of a worker's reference as written and the
    name or number shown.
    """

    places: frozenset[str] = frozenset()
    workers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    people: tuple[tuple[str, str], ...] = ()

    def code(self, worker: str, place: str) -> str:
        """What stands for a worker in every register: the reference, with the workplace where it alone could mislead.

        It could where two workplaces use it, or where it is of a workplace whose staff were not given.
        """
        where, places = matched(place), self.workers.get(matched(worker), frozenset())
        sure = not where or not places or places == {where}
        return worker if sure else f"{place} {worker}"


class ExportTable(Struct, frozen=True):
    """Where the headings of an export stand: the row's index, and the column of each heading."""

    head: int
    columns: Mapping[str, int] = field(default_factory=dict)

    def of(self, row: Row, name: str) -> Cell:
        """The cell of a row under a heading; None where there is none."""
        index = self.columns.get(name)
        return at(row, index) if index is not None else None


def heading_key(cell: Cell) -> str:
    """A heading as exports are compared: capitals and digits only, so "Unique worker ID" is UNIQUEWORKERID."""
    return _NOT_A_LETTER.sub("", cell.upper()) if isinstance(cell, str) and len(cell) <= _LONGEST else ""


def heading_rows(sheet: Sheet) -> tuple[dict[str, int], ...]:
    """The first rows as headings, each with the first column it stands in; {} for a row that holds none."""
    found = []
    for row in sheet.rows[:FIRST_ROWS]:
        columns: dict[str, int] = {}
        for index, cell in enumerate(row):
            key = heading_key(cell)
            if key:
                columns.setdefault(key, index)
        found.append(columns)
    return tuple(found)


class Headings(Struct, frozen=True):
    """The headings an export is known by, as `heading_key` has them: all of `needed`, and `at_least` so many of `some`.

    Each is a text with spaces between the headings.
    """

    needed: str
    some: str = ""
    at_least: int = 0

    def find(self, rows: tuple[dict[str, int], ...]) -> ExportTable | None:
        """The first row that holds them; None when no row does."""
        needed, some = set(self.needed.split()), set(self.some.split())
        head = best_row(rows, lambda columns: needed <= columns.keys() and len(some & columns.keys()) >= self.at_least)
        return ExportTable(head, rows[head]) if head is not None else None


def text_of(cell: Cell) -> str:
    """A cell as the export wrote it, should somebody have saved it from a spreadsheet: 8.0 is 8, a day 31/12/2026."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | datetime):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


def day_first(cell: Cell) -> Cell:
    """A day as ASC-WDS writes it, 31/12/2026, as a day; all else as it is, for a person to look at."""
    says = read_day(cell) if isinstance(cell, str) else None
    return says.day_first or cell if isinstance(says, ThreeNumbers) else cell


def counted(counts: Mapping[str, int], *codes: str) -> list[Note]:
    """A note with the number of each of these that was counted."""
    return [note(code, n=counts[code]) for code in codes if counts[code]]


def matched(cell: Cell) -> str:
    """A reference as it is compared: case-blind, single spaces."""
    return " ".join(text_of(cell).split()).casefold()


def with_cells(row: Row, cells: Mapping[int, Cell]) -> Row:
    """A row with some cells replaced, made longer where need be."""
    if not cells:
        return row
    longer: list[Cell] = [*row, *([None] * (max(cells) + 1 - len(row)))]
    for index, cell in cells.items():
        longer[index] = cell
    return tuple(longer)
