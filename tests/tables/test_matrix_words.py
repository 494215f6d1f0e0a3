"""What matrices say in other ways: expiry days, two columns a course, initials, words beside a day, no heading."""

from datetime import date
from typing import Any

import pytest

from evidencepack.dates import MonthDay
from evidencepack.files import ErrorCell, Merged, Sheet
from evidencepack.origin import Origin
from evidencepack.pipeline import open_library
from evidencepack.registers import Staff, Training
from evidencepack.tables import People, SheetRead, people_index
from evidencepack.tables.layout_reader import Cells
from tests.words import read_sheet

MAP = open_library().column_maps["training-matrix"]
DAY, LATER = date(2026, 3, 9), date(2027, 3, 8)
HEAD = ("Staff Name", "Fire safety", "Food hygiene")


def read(*rows: Any, file: str = "Matrix.xlsx", people: People | None = None, **of_sheet: Any) -> SheetRead:
    return read_sheet(file, Sheet("Sheet1", tuple(tuple(r) for r in rows), **of_sheet), MAP, people or People())


def entries(found: SheetRead) -> list[tuple[str, str, date | None, date | None]]:
    return [(r.course, r.state, r.completed, r.expires) for r in found.records if isinstance(r, Training)]


def cell(value: Any, *below: Any) -> SheetRead:
    """A sheet with this cell under Fire safety, and a day beside it."""
    return read(HEAD, ("Ama", value, DAY), *(("Bram", b, DAY) for b in below))


def known(*names: str) -> People:
    rows = [Staff(origin=Origin("s"), code=f"{i}", name=n, role="Carer", start=DAY) for i, n in enumerate(names, 1)]
    return people_index(rows, None)


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ("Passed", "undated"),
        ("✅", "undated"),
        (True, "undated"),
        ("JS", "undated"),
        ("A.B.", "undated"),
        ("KMT", "undated"),
        ("Not yet due", "not yet due"),
        ("Not done", "blank"),
        ("Outstanding", "blank"),
        ("✗", "blank"),
        (False, "blank"),
        ("-", "blank"),
        ("Awaiting training date", "booked"),
        ("Part done", "in progress"),
        ("N/R", "not required"),
    ],
)
def test_what_a_word_says(value: Any, state: str) -> None:
    found = cell(value)
    assert (found.problems, entries(found)[0][1]) == ((), state)


@pytest.mark.parametrize(
    "value",
    [
        3,
        "due 12/03/2026",
        "12/03/2026 failed",
        "12/03/2026 (DNA)",
        "12/03/2026 - 12/03/2027",
        "not 12/03/2026",
        "31/02/2026",
        "?",
    ],
)
def test_what_is_not_certain_is_a_problem_with_its_cell_and_no_record(value: Any) -> None:
    found = cell(value)
    assert [p.origin.cell for p in found.problems] == ["B2"]
    assert [course for course, *_ in entries(found)] == ["Food hygiene"]
    assert [u.values for u in found.unread] == [{"staff": "ama", "course": "Fire safety"}]


@pytest.mark.parametrize(
    "value",
    [
        "Completed 09/03/2026",
        "09/03/26 (e-learning)",
        "done 9 Mar 2026",
        "09/03/2026 online",
        "Passed: 09.03.26",
        "9th March 2026 - workbook",
        "2026-03-09",
    ],
)
def test_a_day_among_words_that_change_nothing_is_the_day_it_was_completed(value: str) -> None:
    assert entries(cell(value))[0] == ("Fire safety", "completed", DAY, None)


@pytest.mark.parametrize(
    "value", ["exp 08/03/2027", "Expires: 08/03/2027", "valid until 8 March 2027", "expiry date 08.03.27"]
)
def test_a_cell_may_say_that_its_day_is_of_expiry(value: str) -> None:
    assert entries(cell(value))[0] == ("Fire safety", "undated", None, LATER)


def test_in_date_until_a_month_is_until_a_day_of_that_month() -> None:
    until = entries(cell("exp 03/2027"))[0][3]
    assert isinstance(until, MonthDay)
    assert (until.year, until.month) == (2027, 3)


def test_ticks_and_initials_are_counted_and_said() -> None:
    said = cell("JS", "✓").account.notes
    assert "1 cell is ticked as done, without a day." in said
    assert "1 cell is initialled, without a day." in said


def test_a_cell_that_shows_an_error_is_unread_and_says_so() -> None:
    found = cell(ErrorCell("#N/A"))
    assert [(p.origin.cell, p.what) for p in found.problems] == [("B2", "The cell shows the error #N/A.")]
    assert [u.why for u in found.unread] == ["The cell shows the error #N/A."]


def test_an_error_in_place_of_a_name_is_nobody() -> None:
    found = read(HEAD, (ErrorCell("#REF!"), DAY, DAY))
    assert (found.records, [p.origin.cell for p in found.problems]) == ((), ["A2"])


# Days of expiry


@pytest.mark.parametrize(
    "title", ["Training matrix - expiry dates", "All dates are renewal dates", "Expiry date matrix"]
)
def test_a_title_may_say_that_the_days_are_of_expiry(title: str) -> None:
    found = read((title,), HEAD, ("Ama", LATER, "Completed 09/03/2026"))
    assert entries(found) == [("Fire safety", "undated", None, LATER), ("Food hygiene", "completed", DAY, None)]
    assert found.account.notes[0].startswith("The title says that the days are those until which")


@pytest.mark.parametrize("title", ["Red = expired", "Key: amber is expiry within 3 months", "Training matrix"])
def test_a_key_to_colours_says_nothing_of_the_days(title: str) -> None:
    assert entries(read((title,), HEAD, ("Ama", DAY, DAY)))[0] == ("Fire safety", "completed", DAY, None)


def test_two_columns_of_a_course_are_one_entry() -> None:
    found = read(
        ("Staff Name", "Fire safety", None, "Food hygiene", None),
        (None, "Completed", "Expiry", "Completed", "Expiry"),
        ("Ama", DAY, LATER, "N/A", None),
        ("Bram", None, LATER, None, None),
        merged=(Merged(1, 1, 1, 2), Merged(1, 3, 1, 4), Merged(1, 0, 2, 0)),
    )
    assert entries(found) == [
        ("Fire safety", "completed", DAY, LATER),
        ("Food hygiene", "not required", None, None),
        ("Fire safety", "undated", None, LATER),
        ("Food hygiene", "blank", None, None),
    ]
    assert found.account.set_aside == {"heading": 2}
    assert "2 of the 4 columns of courses hold the days until which training is in date." in found.account.notes


def test_a_heading_may_say_that_its_days_are_of_expiry() -> None:
    found = read(("Name", "Fire safety", "Fire safety - expiry date", "DBS"), ("Ama", DAY, "No expiry", DAY))
    assert [(r.course, r.completed, r.validity) for r in found.records if isinstance(r, Training)] == [
        ("Fire safety", DAY, 0),
        ("DBS", DAY, None),
    ]


def test_a_day_that_is_wrong_in_one_of_two_columns_leaves_the_other() -> None:
    found = read(("Name", "Fire", "Fire expiry"), ("Ama", DAY, "31/02/2027"), ("Bram", None, "31/02/2027"))
    assert entries(found) == [("Fire", "completed", DAY, None)]
    assert [p.origin.cell for p in found.problems] == ["C2", "C3"]
    assert [u.values["staff"] for u in found.unread] == ["bram"]


def test_headings_of_groups_above_the_courses_are_no_courses() -> None:
    found = read(
        (None, "Mandatory training", None, "Specialist", None),
        ("Staff Name", "Fire safety", "Food hygiene", "Dementia", "Autism"),
        ("Ama", DAY, DAY, DAY, DAY),
        merged=(Merged(1, 1, 1, 2), Merged(1, 3, 1, 4)),
    )
    assert [course for course, *_ in entries(found)] == ["Fire safety", "Food hygiene", "Dementia", "Autism"]


# Days in either order


def test_a_column_that_only_fits_month_first_is_read_so_and_said() -> None:
    found = read(HEAD, ("Ama", "03/09/2026", DAY), ("Bram", "12/31/2026", DAY))
    assert [e[2] for e in entries(found) if e[0] == "Fire safety"] == [DAY, date(2026, 12, 31)]
    assert "In column B the month comes first, since some days fit no other way." in found.account.notes


def test_what_could_be_two_days_is_unread() -> None:
    found = cell("03/09/2026", "12/31/2026", "31/12/2026")
    assert [p.what for p in found.problems] == [
        "'03/09/2026' could be 3 September 2026 or 9 March 2026: other cells are typed both ways."
    ]


# Headings, rows and people


def test_a_column_without_a_heading_that_holds_something_is_a_problem_and_moves_nothing() -> None:
    found = read(("Name", "Fire", None, "Food"), ("Ama", DAY, DAY, "N/A"))
    assert entries(found) == [("Fire", "completed", DAY, None), ("Food", "not required", None, None)]
    (problem,) = found.problems
    assert problem.what == "Column C has no heading, so what stands in it (1 row) is not read."
    assert (problem.origin.cell, problem.remedy) == ("C1", "Type the name of the course in cell C1.")


def test_a_course_that_heads_two_columns_is_said_and_both_are_read() -> None:
    found = read(("Name", "Fire", "Fire "), ("Ama", DAY, LATER))
    assert [e[2] for e in entries(found)] == [DAY, LATER]
    assert found.account.notes == ("'Fire' heads columns B and C; each is read as an entry of its own.",)


def test_the_same_person_in_two_rows_is_said_by_the_rows() -> None:
    found = read(HEAD, ("Ade Hale", DAY, DAY), ("Bram", DAY, DAY), ("Ade  Hale", LATER, None))
    assert found.account.notes == ("Rows 2 and 4 name the same person; they are read as one.",)


def test_a_name_alone_is_neither_taken_for_a_heading_nor_for_a_person() -> None:
    found = read(HEAD, ("Ama Quartey", DAY, DAY), ("Dai Evans",))
    assert found.account.set_aside == {"heading": 1, "could not be used": 1}
    assert [u.values for u in found.unread] == [{"staff": "dai evans"}]
    assert [p.origin.row for p in found.problems] == [3]
    assert "Dai" not in str([p.what + p.remedy for p in found.problems])


def test_a_name_alone_is_a_person_where_the_staff_list_has_it() -> None:
    found = read(HEAD, ("Ama Quartey", DAY, DAY), ("Dai Evans",), people=known("Ama Quartey", "Dai Evans"))
    assert [e[1] for e in entries(found)] == ["completed", "completed", "blank", "blank"]


def test_a_name_alone_that_the_staff_list_does_not_have_is_said() -> None:
    found = read(HEAD, ("Ama Quartey", DAY, DAY), ("The Lodge",), people=known("Ama Quartey"))
    assert (found.unread, [p.origin.row for p in found.problems]) == ((), [3])


@pytest.mark.parametrize("words", ["Team Leaders", "LEAD SUPPORT", "Night Team Leaders", "Bank Staff (4)"])
def test_a_heading_inside_is_known_by_its_words(words: str) -> None:
    assert read(HEAD, (words,), ("Ama", DAY, DAY)).account.set_aside == {"heading": 1, "section heading": 1}


@pytest.mark.parametrize("words", ["Leavers", "LEFT", "Ex-staff", "Leavers 2026"])
def test_below_a_heading_of_leavers_nobody_counts_but_who_is_on_the_staff_list(words: str) -> None:
    rows = HEAD, ("Ama", DAY, DAY), (words,), ("Bram", DAY, None), ("Cat", DAY, DAY)
    aside = {"heading": 1, "section heading": 1, "of somebody who has left": 2}
    assert read(*rows).account.set_aside == aside
    listed = read(*rows, people=known("Ama", "Cat"))
    assert [r.staff for r in listed.records if isinstance(r, Training)] == ["1", "1", "2", "2"]
    assert listed.cells == Cells(seen=6, read=4, aside=2)


def test_a_cell_joined_across_is_a_heading() -> None:
    found = read(HEAD, ("The Lodge", None, None), ("Ama", DAY, DAY), merged=(Merged(2, 0, 2, 2),))
    assert found.account.set_aside == {"heading": 1, "section heading": 1}


def test_a_day_joined_across_two_courses_holds_for_both() -> None:
    head = ("Name", "Role", "Job title", "Fire", "Food", "First aid", "GDPR")
    found = read(head, ("Ama", "x", "y", DAY, None, DAY, None), merged=(Merged(2, 3, 2, 4),))
    assert [e[1] for e in entries(found)] == ["completed", "completed", "completed", "blank"]
    assert "1 joined cell holds for every cell covered." in found.account.notes


def test_a_note_below_is_a_note() -> None:
    found = read(HEAD, ("Ama", DAY, DAY), (), ("Red = expired",), ("Please tell the office about any change",))
    assert (found.account.set_aside, found.problems) == ({"heading": 1, "blank": 1, "note or total": 2}, ())


@pytest.mark.parametrize(
    ("file", "title"),
    [("Alder House Training Matrix - Staff.csv", "Updated"), ("matrix.csv", "Alder House Training Matrix 2026")],
)
def test_the_site_is_taken_from_the_title_or_the_name_of_the_file(file: str, title: str) -> None:
    assert "Its title names the site: Alder House." in read((title,), HEAD, ("Ama", DAY, DAY), file=file).account.notes


def test_the_second_matrix_of_a_sheet_is_not_taken_for_people() -> None:
    found = read(HEAD, ("Ama", DAY, DAY), (), HEAD, ("Bram", DAY, DAY))
    assert [r.staff for r in found.records if isinstance(r, Training)] == ["ama", "ama", "bram", "bram"]


def test_hidden_columns_of_courses_are_read_and_said() -> None:
    found = read(HEAD, ("Ama", DAY, DAY), hidden_columns=frozenset({2}))
    assert (len(found.records), found.account.notes) == (2, ("1 hidden column, read like the others.",))
