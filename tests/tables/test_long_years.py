"""Days without their year in a list: of the year between the rows, of the sheet or its file, or asked about."""

from datetime import date
from typing import Any

import pytest

from evidencepack.files import Sheet
from evidencepack.notes import note
from evidencepack.pipeline import open_library
from evidencepack.registers import Answer, Settled
from evidencepack.tables import People, SheetRead, read_sheet

HEAD = ("Date", "Meeting", "Led by")


def log(*rows: Any, sheet: str = "Log", file: str = "Meetings.xlsx", said: str = "") -> SheetRead:
    settled = Settled((Answer(ask="year", what=sheet, means=said),) if said else ())
    made = Sheet(sheet, (HEAD, *rows))
    return read_sheet(file, made, open_library().column_maps["meetings-log"], People(), (), settled)


def days(read: SheetRead) -> list[date]:
    return [r.date for r in read.records]  # type: ignore[attr-defined]


@pytest.mark.parametrize("heading", [2025, 2025.0, "2025", "DEC 25", "December 2025"])
def test_a_year_between_the_rows_is_that_of_the_days_below_it_and_no_entry(heading: object) -> None:
    read = log((heading,), ("5/12", "Staff", "Deputy"), (2026,), ("14 Jan", "Staff", "Deputy"), ("2/2", "Staff", ""))
    assert days(read) == [date(2025, 12, 5), date(2026, 1, 14), date(2026, 2, 2)]
    assert (read.problems, read.account.set_aside["section-heading"]) == ((), 2)
    assert note("days-of-the-year", n=3) in read.account.notes


@pytest.mark.parametrize(
    ("sheet", "file"), [("2026", "Meetings.xlsx"), ("Meetings 2026", "M.xlsx"), ("Sheet1", "Meetings 2026.xlsx")]
)
def test_without_one_it_is_that_of_the_sheet_or_its_file(sheet: str, file: str) -> None:
    assert days(log(("5/3", "Staff", "Deputy"), ("6/4/26", "Staff", ""), sheet=sheet, file=file)) == [
        date(2026, 3, 5), date(2026, 4, 6),
    ]  # fmt: skip


def test_a_day_with_its_year_keeps_it() -> None:
    assert days(log((2025,), ("5/12/2024", "Staff", "Deputy"), ("5/12", "Staff", ""))) == [
        date(2024, 12, 5), date(2025, 12, 5),
    ]  # fmt: skip


@pytest.mark.parametrize("file", ["Meetings.xlsx", "Meetings 2025-26.xlsx"])
def test_where_no_year_is_told_it_is_asked_once_for_the_sheet_and_no_problem_beside(file: str) -> None:
    read = log(("5/3", "Staff", "Deputy"), ("6/4", "Staff", ""), file=file)
    assert (days(read), {(a.ask, a.what, a.by_sheet) for a in read.asked}) == ([], {("year", "Log", True)})
    assert [a.origin.row for a in read.asked] == [2, 3]


def test_what_a_person_said_holds_where_nothing_else_tells() -> None:
    assert days(log(("5/3", "Staff", "Deputy"), said="2026")) == [date(2026, 3, 5)]
    assert days(log((2025,), ("5/3", "Staff", "Deputy"), said="2026")) == [date(2025, 3, 5)]


def test_a_day_that_the_year_has_not_is_no_day() -> None:
    read = log((2025,), ("29/2", "Staff", "Deputy"))
    assert (days(read), len(read.problems)) == ([], 1)


def test_what_is_not_always_needed_is_neither_done_nor_not_done_where_a_cell_says_so() -> None:
    head = ("Ref", "Date received", "Type", "Acknowledged", "Closed")
    rows = (("C1", "09/06/2026", "Complaint", "n/a", "30/06/2026"), ("C2", "09/06/2026", "Complaint", "", "30/06/2026"))
    made = Sheet("Log", (head, *rows))
    read = read_sheet("Log.xlsx", made, open_library().column_maps["complaints-log"], People())
    assert ([r.acknowledged for r in read.records], read.problems) == ([None, None], ())  # type: ignore[attr-defined]
    assert read.unknown == {0: frozenset({"acknowledged"})}
