"""Cells of long sheets: errors, words of lists, states of training, and what stands above the table."""

from datetime import date
from typing import Any

import pytest

from evidencepack.files import ErrorCell
from evidencepack.origin import Origin
from evidencepack.registers import Complaint, Staff, Supervision, Training
from evidencepack.tables import people_index
from tests.made_sheets import DAY, read, staff

# What stands above the table


@pytest.mark.parametrize(
    "above", [("Course:", "Fire safety"), ("Course: Fire safety",), (None, "Course name", "Fire safety")]
)
def test_a_report_on_one_course_says_it_above_the_table(above: Any) -> None:
    found = read(
        "training-export", above, (), ("Learner name", "Passed On", "Expires On"), ("Ama", DAY, date(2027, 3, 8))
    )
    assert [(r.course, r.completed) for r in found.records if isinstance(r, Training)] == [("Fire safety", DAY)]
    assert any(s.startswith("The course of every row is taken from cell ") for s in found.account.notes)


def test_a_day_above_the_table_is_not_the_day_of_its_rows() -> None:
    found = read(
        "complaints-log", ("Date received", DAY), ("Log no", "Raised by", "About"), ("C-1", "Relative", "Food")
    )
    assert found.records == ()


# Cells that show an error


def test_a_cell_that_shows_an_error_is_no_value_and_says_which_cell() -> None:
    found = read(
        "complaints-log",
        ("Log no", "Came in", "About"),
        ("C-1", DAY, ErrorCell("#REF!")),
        ("C-2", ErrorCell("#N/A"), "Food"),
    )
    assert [(r.code, r.theme) for r in found.records if isinstance(r, Complaint)] == [("C-1", "")]
    assert [(p.origin.cell, p.what, p.remedy) for p in found.problems] == [
        ("C2", "The cell shows the error #REF!.", "Mend the formula, or type the value in its place."),
        ("B3", "The cell shows the error #N/A.", "Mend the formula, or type the value in its place."),
    ]
    assert [u.why for u in found.unread] == ["The cell shows the error #N/A."]


def test_an_error_in_place_of_a_name_or_a_word_of_a_list_is_no_name_and_no_word() -> None:
    found = read(
        "supervision-log",
        ("Staff member", "Date held", "Type"),
        (ErrorCell("#NAME?"), DAY, "1:1"),
        ("Ama", DAY, ErrorCell("#VALUE!")),
    )
    assert ([p.origin.cell for p in found.problems], found.records, len(found.unread)) == (["A2", "C3"], (), 2)


# Words of a list


def test_words_that_a_list_does_not_have_are_asked_about_and_no_problem() -> None:
    found = read(
        "feedback-answers", ("Date", "Who from"), (DAY, "Gillian Thorncombe"), (DAY, "Resident"), (DAY, "Ward")
    )
    assert found.problems == ()
    assert [(a.ask, a.what, a.field, a.origin.cell) for a in found.asked] == [
        ("word", "Gillian Thorncombe", "group", "B2"),
        ("word", "Ward", "group", "B4"),
    ]


def test_a_state_of_training_that_is_not_known_is_never_taken_for_completed() -> None:
    head = ("Learner", "Course", "Completion date", "Status")
    found = read("training-export", head, ("Ama", "Fire", DAY, "Archived"), ("Bram", "Fire", DAY, "Passed"))
    assert [r.staff for r in found.records if isinstance(r, Training)] == ["bram"]
    assert [p.origin.cell for p in found.problems] == ["D2"]


# Training platforms


@pytest.mark.parametrize(
    "head, row",
    [
        (
            (
                "Username",
                "First name",
                "Surname",
                "Activity name",
                "Activity status",
                "Activity timestamp",
                "Activity score",
            ),
            ("Ama", "A", "Q", "First Aid", "Completed", "09/03/2026 10:15", "85"),
        ),
        (
            ("actor", "verb", "object", "timestamp", "expires", "finalgrade"),
            ("Ama", "passed", "First Aid", "2026-03-09T10:15:00+00:00", "", "0.9"),
        ),
        (
            ("username", "uniqueid", "Date", "SCORM Name", "Sco Name", "Status", "Attempt Number", "Score"),
            ("Ama", "77", "2026-03-09", "First Aid", "Part 1", "Passed", "1", "90"),
        ),
        (
            ("User name", "Course", "Started On", "Passed On", "Expires On", "Result"),
            ("Ama", "First Aid", DAY, DAY, None, "90%"),
        ),
    ],
)
def test_the_export_of_a_training_platform(head: Any, row: Any) -> None:
    found = read("training-export", head, row)
    assert [(r.staff, r.course, r.completed, r.state) for r in found.records if isinstance(r, Training)] == [
        ("ama", "First Aid", DAY, "completed")
    ]


def test_a_day_beside_a_course_that_is_only_begun_is_not_the_day_it_was_completed() -> None:
    head = ("Username", "Activity name", "Activity status", "Activity timestamp")
    found = read("training-export", head, ("Ama", "First Aid", "In progress", DAY), ("Ama", "Fire", "Failed", DAY))
    assert [(r.state, r.completed) for r in found.records if isinstance(r, Training)] == [("in progress", None)] * 2
    assert "2 rows have a day but say that the course is not completed; the day is not used." in found.account.notes


def test_staff_without_numbers_go_by_their_names() -> None:
    found = read("staff-list", ("Name", "Role", "Start date"), ("Ama Quartey", "Carer", DAY))
    assert staff(found) == [("ama quartey", "Carer", DAY, None)]
    assert "No column holds a number for each person, so each goes by the name." in found.account.notes
    people = people_index([r for r in found.records if isinstance(r, Staff)], None)
    held = read("supervision-log", ("Staff", "Date", "Type"), ("Quartey, Ama", DAY, "1:1"), people=people)
    assert [r.staff for r in held.records if isinstance(r, Supervision)] == ["ama quartey"]


def test_faults_stand_in_the_order_of_the_rows() -> None:
    found = read(
        "complaints-log",
        ("Log no", "Came in", "Answered on"),
        ("C-1", DAY, "x"),
        (None, None, None, "y"),
        ("C-2", "x", None),
        ("C-3", DAY, "x"),
    )
    assert [p.origin.row for p in found.problems] == [2, 4, 5]
    assert Origin("a", "b", 3, "Date", "B").cell == "B3"
