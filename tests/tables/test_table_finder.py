"""Where the table stands on a sheet: its heading rows, its columns, and the rows that are not its own."""

from datetime import date

import pytest

from evidencepack.files import Merged
from evidencepack.notes import note
from evidencepack.registers import Audit, Complaint, Staff, Training
from tests.made_sheets import DAY, STAFF, read, staff

# Two heading rows


def test_a_heading_that_spans_two_columns_belongs_to_both() -> None:
    found = read(
        "recruitment-log",
        ("Ref", "Post", "Care Certificate", None, "First"),
        (None, None, "Started", "Done", "shift"),
        ("R1", "Carer", DAY, date(2026, 6, 1), date(2026, 2, 1)),
        merged=(Merged(1, 2, 1, 3), Merged(1, 0, 2, 0), Merged(1, 1, 2, 1)),
    )
    assert found.account.set_aside == {"heading": 2}
    assert found.account.fields == (
        ("Ref", "code"),
        ("Post", "role"),
        ("Care Certificate Done", "care_certificate"),
        ("First shift", "start"),
    )
    assert found.account.unused_columns == ("Care Certificate Started",)


def test_a_lower_heading_is_not_a_field_of_its_own_below_the_heading_of_another() -> None:
    found = read(
        "recruitment-log",
        ("Ref", "Post", "Care Certificate", None),
        (None, None, "Started", "Passed"),
        ("R1", "Carer", DAY, DAY),
        merged=(Merged(1, 2, 1, 3), Merged(1, 0, 2, 0), Merged(1, 1, 2, 1)),
    )
    assert found.account.fields == (("Ref", "code"), ("Post", "role"))


def test_headings_in_two_rows_without_joined_cells_are_told_by_their_blanks() -> None:
    found = read(
        "staff-list",
        ("Staff list", None, None, None, None),
        ("Payroll no", "Job title", "Leave", None, "Start date"),
        (None, None, "from", "to", None),
        ("0101", "Carer", DAY, date(2026, 9, 9), date(2020, 1, 1)),
    )
    (row,) = found.records
    assert isinstance(row, Staff)
    assert (row.leave_from, row.leave_to, row.start) == (DAY, date(2026, 9, 9), date(2020, 1, 1))
    assert found.account.set_aside == {"above the table": 1, "heading": 2}


def test_a_lower_heading_that_stands_below_two_bands_is_read_as_neither_and_said() -> None:
    found = read(
        "staff-list",
        ("Staff", None, "Employment", None, "Care Certificate", None),
        ("Payroll no", "Job title", "Start", "End date", "Start", "Done"),
        ("0101", "Carer", DAY, None, DAY, DAY),
        merged=(Merged(1, 0, 1, 1), Merged(1, 2, 1, 3), Merged(1, 4, 1, 5)),
    )
    assert found.records == ()
    assert "'Start' stands below both 'Employment' and 'Care Certificate', so neither is read as start." in (
        found.account.notes
    )


def test_a_lower_heading_below_one_band_is_read_and_said() -> None:
    found = read(
        "staff-list",
        ("About the person", None, "Employment", None),
        ("Payroll no", "Job title", "Start", "Hrs"),
        ("0101", "Carer", DAY, 30),
        merged=(Merged(1, 0, 1, 1), Merged(1, 2, 1, 3)),
    )
    assert staff(found) == [("0101", "Carer", DAY, None)]
    assert "'Start' below 'Employment' is read as start." in found.account.notes


def test_a_banner_joined_across_the_table_is_no_heading() -> None:
    found = read(
        "staff-list",
        ("Rowan House", None, None, None),
        STAFF,
        ("0101", "A B", "Carer", DAY),
        merged=(Merged(1, 0, 1, 3),),
    )
    assert found.account.set_aside == {"above the table": 1, "heading": 1}


# Rows inside and below


@pytest.mark.parametrize(
    "words", ["Night staff", "NIGHT STAFF:", "Bank staff (6)", "Night care and bank staff", "Office 2026"]
)
def test_a_heading_inside_the_table_is_known_by_its_words(words: str) -> None:
    assert read("staff-list", STAFF, (words,), ("0101", "A B", "Carer", DAY)).account.set_aside == {
        "heading": 1,
        "section heading": 1,
    }


def test_a_cell_joined_across_the_table_is_a_heading_whatever_it_says() -> None:
    found = read(
        "staff-list",
        STAFF,
        ("The Lodge", None, None, None),
        ("0101", "A B", "Carer", DAY),
        merged=(Merged(2, 0, 2, 3),),
    )
    assert (found.account.set_aside, found.problems) == ({"heading": 1, "section heading": 1}, ())


def test_a_row_of_one_cell_that_nobody_knows_is_said_and_not_guessed() -> None:
    found = read("staff-list", STAFF, ("The Lodge",), ("0101", "A B", "Carer", DAY))
    assert (found.unread, found.account.set_aside) == ((), {"heading": 1, "could not be used": 1})
    assert [(p.origin.row, p.what) for p in found.problems] == [
        (2, "Only one cell of this row is filled, so it is not known what it is.")
    ]


def test_an_entry_that_was_only_begun_is_kept_as_unread() -> None:
    found = read("complaints-log", ("Log no", "Came in"), ("C-17",), ("C-18", DAY))
    assert [(u.values["code"], u.why) for u in found.unread] == [("C-17", "The row has no 'Came in'.")]


def test_a_cell_joined_over_several_rows_holds_for_each_of_them() -> None:
    found = read(
        "training-log",
        ("Staff", "Course", "Completed"),
        ("Ama", "Fire", DAY),
        (None, "Food", DAY),
        (None, None, None),
        ("Bram", "Fire", DAY),
        merged=(Merged(2, 0, 4, 0),),
    )
    assert [(r.staff, r.course) for r in found.records if isinstance(r, Training)] == [
        ("ama", "Fire"),
        ("ama", "Food"),
        ("bram", "Fire"),
    ]
    assert "1 joined cell holds for every cell covered." in found.account.notes


def test_something_in_a_column_without_a_heading_is_said() -> None:
    found = read("staff-list", (*STAFF, None, "Hrs"), ("0101", "A B", "Carer", DAY, "stray", 30))
    assert "Column E has no heading, so what stands in it (1 row) is not read." in found.account.notes


def test_what_is_hidden_is_read_and_said() -> None:
    found = read(
        "staff-list",
        STAFF,
        ("0101", "A B", "Carer", DAY),
        ("0102", "C D", "Carer", DAY),
        hidden=True,
        hidden_rows=frozenset({2, 3, 99}),
        hidden_columns=frozenset({1}),
        notes=(note("in-use"),),
    )
    assert len(found.records) == 2
    assert found.account.notes == (
        "Somebody seems to have the file open: it was read as it was last saved.",
        "The sheet is hidden; it is read like the others.",
        "2 hidden rows and 1 hidden column, read like the others.",
    )


def test_a_second_row_that_says_more_of_the_first_is_part_of_the_headings() -> None:
    found = read(
        "audit-log", ("Date", "Audit topic", "Score", None), (None, None, "Score", "Out of"), (DAY, "Dignity", 18, 20)
    )
    assert [(r.score, r.out_of) for r in found.records if isinstance(r, Audit)] == [(18, 20)]


def test_headings_that_differ_only_by_spaces_are_one_heading_and_it_is_said() -> None:
    found = read("complaints-log", ("Log no", "Date  received", "Date received "), ("C-1", DAY, date(2026, 4, 4)))
    assert [r.received for r in found.records if isinstance(r, Complaint)] == [DAY]
    assert found.account.notes == ("Columns B, C could each be received; column B, headed 'Date received', is read.",)
