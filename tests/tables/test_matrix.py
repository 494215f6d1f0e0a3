"""A training matrix: a row a person, a column a course, and every cell a record, a problem or blank."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.files import Sheet
from evidencepack.origin import Origin
from evidencepack.pipeline import open_library
from evidencepack.registers import Staff, Training
from evidencepack.tables import People, SheetRead, people_index
from evidencepack.tables.cells.convert import validity_months
from evidencepack.tables.layout_reader import Cells
from tests.made_folders import read_with, said, workbook
from tests.made_sheets import rows_of
from tests.words import read_sheet

MAP = open_library().column_maps["training-matrix"]
HEAD = ["Staff Name", "Job role", "Fire safety", None, "Dignity in care", "Comments"]
DAY = date(2026, 3, 9)
NOBODY_KNOWN = People()


def matrix(tmp_path: Path, *rows: list[Any], people: People | None = None) -> SheetRead:
    return read_with("training-matrix", workbook(tmp_path / "Matrix.xlsx", {"Matrix": rows}), people)


def training(read: SheetRead) -> list[Training]:
    """What the cells that hold something say."""
    return [r for r in read.records if isinstance(r, Training) and r.state != "blank"]


def cell(tmp_path: Path, value: Any) -> SheetRead:
    return matrix(tmp_path, HEAD, ["Ama Quartey", "Carer", value])


def staff(*names: tuple[str, str]) -> People:
    rows = [Staff(origin=Origin("s.xlsx"), code=c, name=n, role="Carer", start=DAY) for c, n in names]
    return people_index(rows, None)


def test_a_matrix_as_services_keep_it(tmp_path: Path) -> None:
    read = matrix(
        tmp_path,
        ["Training Matrix 2026"],
        ["Updated:", DAY],
        [],
        HEAD,
        ["Date valid for", None, "1 year", None, "One-off"],
        ["Mandatory", None, "Y", None, None],
        ["Management"],
        ["Ama Quartey", "Manager", DAY, None, DAY, "see Gillian"],
        [],
        ["Night staff"],
        ["Bram Oosterhuis", "Carer", "N/A", None, "Booked 12/04/2026"],
        HEAD,
        ["Carys Penhaligon", "Nurse"],
        [],
        ["Key: green is in date"],
        ["Note", "red is late"],
    )
    assert said(read) == []
    account = read.account
    assert (account.rows_seen, account.rows_read, account.records) == (16, 3, 6)
    assert account.set_aside == {
        "above the table": 2,
        "blank": 3,
        "heading": 4,
        "section heading": 2,
        "note or total": 2,
    }
    assert account.fields == (("Staff Name", "staff"), ("Fire safety", "course"), ("Dignity in care", "course"))
    assert account.unused_columns == ("Job role", "Comments")
    found = [(r.staff, r.course, r.state, r.completed, r.booked, r.validity, r.required) for r in training(read)]
    assert found == [
        ("ama quartey", "Fire safety", "completed", DAY, None, 12, True),
        ("ama quartey", "Dignity in care", "completed", DAY, None, 0, None),
        ("bram oosterhuis", "Fire safety", "not required", None, None, 12, True),
        ("bram oosterhuis", "Dignity in care", "booked", None, date(2026, 4, 12), 0, None),
    ]


@pytest.mark.parametrize("above", range(15))
def test_headings_on_any_of_the_first_fifteen_rows(tmp_path: Path, above: int) -> None:
    read = matrix(tmp_path, *[["a banner"]] * above, HEAD, ["Ama Quartey", "Carer", DAY])
    assert [r.origin.row for r in training(read)] == [above + 2]


def test_a_blank_heading_is_no_course_and_moves_nothing(tmp_path: Path) -> None:
    read = matrix(tmp_path, HEAD, ["Ama Quartey", "Carer", None, "stray", DAY])
    assert [(r.course, r.origin.column) for r in training(read)] == [("Dignity in care", "Dignity in care")]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("1 year", 12),
        ("2 years", 24),
        ("12 months", 12),
        ("18 Months", 18),
        ("3 yrs", 36),
        ("6 mths", 6),
        ("One-off", 0),
        ("one off", 0),
        ("No expiry", 0),
        ("Once", 0),
        ("every now and then", None),
        ("", None),
        (None, None),
    ],
    ids=str,
)
def test_how_long_a_course_lasts(words: str | None, months: int | None) -> None:
    assert validity_months(words) == months


@pytest.mark.parametrize(
    "words",
    [
        "annual",
        "Annually",
        "yearly",
        "every year",
        "3 yearly",
        "Every 2 years",
        "24",
        24,
        24.0,
        "one year",
        "when told",
    ],
    ids=str,
)
def test_how_long_a_course_lasts_is_understood_or_said_not_to_be(tmp_path: Path, words: Any) -> None:
    read = matrix(tmp_path, HEAD, ["Date valid for", None, words], ["Ama Quartey", "Carer", DAY])
    (record,) = training(read)
    assert record.validity is not None or any(
        p.origin.row == 2 and p.origin.column == "Fire safety" for p in read.problems
    )


def test_validity_may_stand_above_the_headings(tmp_path: Path) -> None:
    read = matrix(tmp_path, ["Valid for", None, "2 years"], HEAD, ["Ama Quartey", "Carer", DAY])
    assert training(read)[0].validity == 24


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (DAY, "completed"),
        ("09/03/26", "completed"),
        ("9 Mar 2026", "completed"),
        ("✓", "undated"),
        ("Yes", "undated"),
        ("N/A", "not required"),
        ("n/a", "not required"),
        ("Not required", "not required"),
        ("Booked", "booked"),
        ("booked: 12/04/2026", "booked"),
        ("Booked 12 April 2026", "booked"),
        ("Awaiting training date", "booked"),
        ("In progress", "in progress"),
        ("STARTED", "in progress"),
    ],
    ids=str,
)
def test_what_a_cell_says(tmp_path: Path, value: Any, state: str) -> None:
    read = cell(tmp_path, value)
    assert said(read) == []
    assert [r.state for r in training(read)] == [state]


@pytest.mark.parametrize(
    "value",
    [
        "Booked 12/04/2026",
        "Booked for 12/04/2026",
        "Booked: 12/04/2026",
        "BOOKED 12 Apr 26",
        "Booked - 12/04/2026",
        "Booked on 12/04/2026",
    ],
)
def test_the_day_of_a_booking_is_kept(tmp_path: Path, value: str) -> None:
    assert [r.booked for r in training(cell(tmp_path, value))] == [date(2026, 4, 12)]


def test_a_booking_whose_day_is_not_understood_is_booked_and_said(tmp_path: Path) -> None:
    read = cell(tmp_path, "Booked 31/02/2026")
    assert [(r.state, r.booked) for r in training(read)] == [("booked", None)]
    assert [p.origin.column for p in read.problems] == ["Fire safety"]


@pytest.mark.parametrize("value", [None, " \n "], ids=repr)
def test_a_blank_cell_is_training_that_is_not_done_and_no_problem(tmp_path: Path, value: str | None) -> None:
    read = cell(tmp_path, value)
    assert [(r.course, r.state, r.completed) for r in read.records if isinstance(r, Training)] == [
        ("Fire safety", "blank", None),
        ("Dignity in care", "blank", None),
    ]
    assert (read.problems, read.account.rows_read, read.account.records) == ((), 1, 2)


def test_a_person_without_any_course_is_still_in_the_matrix(tmp_path: Path) -> None:
    read = matrix(tmp_path, HEAD, ["Carys Penhaligon", "Nurse"])
    assert [r.state for r in read.records if isinstance(r, Training)] == ["blank", "blank"]


def test_a_cell_of_words_that_no_list_knows_is_asked_about_and_is_no_problem(tmp_path: Path) -> None:
    read = cell(tmp_path, "ask Gillian Thorncombe")
    assert said(read) == []
    assert [(a.ask, a.what, a.origin.cell) for a in read.asked] == [("mark", "ask Gillian Thorncombe", "C2")]
    assert [(r.course, r.state) for r in training(read)] == [("Fire safety", "asked")]


def test_an_impossible_day_is_shown(tmp_path: Path) -> None:
    assert cell(tmp_path, "31/02/2026").problems[0].what == "'31/02/2026' is not a date."


def test_a_person_who_is_not_on_the_staff_list_is_asked_about_with_all_their_cells(tmp_path: Path) -> None:
    read = matrix(
        tmp_path,
        HEAD,
        ["Ama Quartey", "Carer", DAY],
        ["Ben Nobody", "Carer", DAY],
        people=staff(("0101", "Ama Quartey")),
    )
    assert [r.staff for r in training(read)] == ["0101"]
    assert said(read) == []
    assert [(a.ask, a.what, a.origin.row) for a in read.asked] == [("person", "Ben Nobody", 3)]
    assert (read.account.rows_read, read.account.set_aside) == (1, {"heading": 1, "to be asked about": 1})
    assert read.cells == Cells(seen=4, read=2, asked=2)


def test_a_name_that_two_people_share_is_not_guessed(tmp_path: Path) -> None:
    read = matrix(
        tmp_path, HEAD, ["Ama Quartey", "Carer", DAY], people=staff(("0101", "Ama Quartey"), ("0102", "Ama Quartey"))
    )
    assert read.records == ()
    assert [(a.ask, a.what) for a in read.asked] == [("person", "Ama Quartey")]
    assert [u.why for u in read.unread] == ["Two people in the staff register go by this name; use the code instead."]


def test_a_matrix_without_its_headings_says_what_it_looked_for(tmp_path: Path) -> None:
    read = matrix(tmp_path, ["Quoi", "Quand"], ["Ama", DAY])
    assert read.account.set_aside == {"could not be used": 2}
    assert "Staff Name" in read.problems[0].remedy


def test_two_columns_of_one_course_are_both_read(tmp_path: Path) -> None:
    read = matrix(tmp_path, ["Name", "Fire safety", "Fire safety"], ["Ama", DAY, "12/04/2026"])
    assert [r.completed for r in training(read)] == [DAY, date(2026, 4, 12)]


SEEN = """Staff Name;Name;Key;Total;Management;Date valid for;Mandatory;1 year;One-off;Y;N/A;Booked;Booked 12/04/2026
✓;In progress;31/02/2026;09/03/2026;;  """.replace("\n", ";").split(";")
SHEETS = rows_of(SEEN)


@given(SHEETS, st.integers(0, 14), st.booleans())
def test_whatever_a_matrix_holds_every_row_is_read_or_set_aside(rows: Any, above: int, headed: bool) -> None:
    if headed:
        rows = (*rows[:above], tuple(HEAD), *rows[above:])
    read = read_sheet("made.xlsx", Sheet("Made", rows), MAP, NOBODY_KNOWN)
    account = read.account
    assert account.rows_seen == account.rows_read + sum(account.set_aside.values())
    assert account.records == len(read.records)
    assert all(p.what and p.remedy and p.origin.row <= len(rows) for p in read.problems)
