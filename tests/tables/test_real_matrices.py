"""Real training matrices, where a folder of them is given: every cell equal to what people who know them wrote down.

Set EVIDENCEPACK_REAL_FILES to a folder in which, at any depth, matrices (xlsx or csv) stand beside an EXPECTED.csv with
the columns site, staff, course and cell: a row a cell, days as YYYY-MM-DD where they are certain. Skipped otherwise.
"""

import csv
import os
from datetime import date, datetime
from pathlib import Path

import pytest

from evidencepack.files import read_file
from evidencepack.pipeline import open_library
from evidencepack.registers import Training
from evidencepack.tables import People, SheetRead
from evidencepack.tables.person_names import plain_name
from tests.words import read_sheet

REAL = os.environ.get("EVIDENCEPACK_REAL_FILES", "")
EXPECTED = sorted(Path(REAL).rglob("EXPECTED.csv")) if REAL else []
pytestmark = pytest.mark.skipif(not EXPECTED, reason="EVIDENCEPACK_REAL_FILES names no folder of matrices")
STATES = {
    "N/A": "not required",
    "Booked": "booked",
    "Awaiting Training Date": "booked",
    "In Progress": "in progress",
    "in progress": "in progress",
    "Not Yet Due": "not yet due",
    "Passed": "undated",
    "": "blank",
}


def expected(path: Path) -> dict[str, list[tuple[str, str, str, date | None]]]:
    """What each site's cells say, in the order of the sheet."""
    found: dict[str, list[tuple[str, str, str, date | None]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            state, day = _meaning(row["cell"])
            found.setdefault(row["site"], []).append((plain_name(row["staff"]), row["course"], state, day))
    return found


def _meaning(cell: str) -> tuple[str, date | None]:
    if cell in STATES:
        return STATES[cell], None
    for form in ("%Y-%m-%d", "%d/%m/%y", "%d/%m/%Y"):
        try:
            return "completed", datetime.strptime(cell, form).date()
        except ValueError:
            continue
    return "unread", None


def read_cells(read: SheetRead) -> list[tuple[str, str, str, date | None]]:
    """What was read of each cell, in the order of the sheet."""
    cells = [(r.origin, r.staff, r.course, r.state, r.completed) for r in read.records if isinstance(r, Training)]
    cells += [(u.origin, u.values["staff"], u.values["course"], "unread", None) for u in read.unread]
    return [tuple(c[1:]) for c in sorted(cells, key=lambda c: (c[0].row, len(c[0].letter), c[0].letter))]  # type: ignore


@pytest.mark.parametrize("stated", EXPECTED, ids=lambda path: path.parent.name)
def test_every_cell_of_the_real_matrices_is_read_as_it_should_be(stated: Path) -> None:
    wanted, seen = expected(stated), set()
    column_map = open_library().column_maps["training-matrix"]
    for path in sorted(p for p in stated.parent.iterdir() if p.suffix in (".csv", ".xlsx") and p != stated):
        sheets = read_file(path)
        assert isinstance(sheets, tuple), path
        for sheet in sheets:
            site = next((s for s in wanted if (sheet.name or path.name).startswith(s)), "")
            if site:
                assert read_cells(read_sheet(path.name, sheet, column_map, People())) == wanted[site], path.name
                seen.add(site)
    assert seen == set(wanted)
