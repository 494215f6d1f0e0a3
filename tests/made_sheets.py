"""A sheet of a few rows, read as a shipped column map understands it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from evidencepack.files import Cell, ErrorCell, Row, Sheet
from evidencepack.pipeline import open_library
from evidencepack.registers import Staff
from evidencepack.tables import People, SheetRead
from tests.words import read_sheet

MAPS = open_library().column_maps
DAY = date(2026, 3, 9)
STAFF = ("Payroll no", "Name", "Job title", "Start date")


def read(map_id: str, *rows: Any, people: People | None = None, **of_sheet: Any) -> SheetRead:
    """The rows of a sheet called Log; `of_sheet` is what else stands in it or is said of it."""
    sheet = Sheet("Log", tuple(tuple(row) for row in rows), **of_sheet)
    return read_sheet("Log.xlsx", sheet, MAPS[map_id], people or People())


def staff(found: SheetRead) -> list[tuple[str, str, date, date | None]]:
    """Code, role, first and last day of everyone who was read."""
    return [(r.code, r.role, r.start, r.end) for r in found.records if isinstance(r, Staff)]


def cells_of(words: Sequence[str]) -> st.SearchStrategy[Cell]:
    """Whatever a cell may hold: one of some words now and then, else any text, number, day or error."""
    return (
        st.none() | st.sampled_from(words) | st.text(max_size=8) | st.integers(-5, 60_000) | st.floats()
        | st.booleans() | st.dates() | st.datetimes() | st.times() | st.timedeltas()
        | st.sampled_from(["#N/A", "#REF!"]).map(ErrorCell)
    )  # fmt: skip


def rows_of(words: Sequence[str], wide: int = 8, most: int = 25) -> st.SearchStrategy[tuple[Row, ...]]:
    """So many rows at most of such cells."""
    return st.lists(st.lists(cells_of(words), max_size=wide).map(tuple), max_size=most).map(tuple)
