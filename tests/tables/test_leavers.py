"""Below a heading of leavers nobody is in post for certain without a last day, and the heading is no person."""

import pytest

from tests.made_sheets import DAY, read, staff

HEADS = ("Payroll no", "Name", "Job title", "Start date", "Leaving date")


@pytest.mark.parametrize(
    "heading", ["LEAVERS", "Left", "Moved on", "Ex-staff", "Leavers 2026", "Leavers since April 26"]
)
def test_whether_somebody_below_a_heading_of_leavers_is_in_post_is_not_known_without_a_last_day(heading: str) -> None:
    rows = [
        ["1", "Ann", "Nurse", DAY, None],
        [heading],
        ["2", "Bob", "Nurse", DAY, None],
        ["3", "Cat", "Nurse", DAY, DAY],
    ]
    found = read("staff-list", HEADS, *rows)
    assert [code for code, *_ in staff(found)] == ["1", "2", "3"]
    assert found.unknown == {1: {"end"}}
    assert found.problems == ()


def test_below_the_next_heading_people_are_in_post_again() -> None:
    rows = [["LEAVERS"], ["2", "Bob", "Nurse", DAY, None], ["Night staff"], ["3", "Cat", "Nurse", DAY, None]]
    assert read("staff-list", HEADS, *rows).unknown == {0: {"end"}}


def test_in_a_list_of_leavers_an_empty_last_day_is_not_known() -> None:
    heads = ("Payroll no", "Name", "Job title", "Start date", "Last day")
    found = read("staff-leavers", heads, ["2", "Bob", "Nurse", DAY, None], ["3", "Cat", "Nurse", DAY, DAY])
    assert found.unknown == {0: {"end"}}


def test_a_sheet_without_last_days_leaves_open_who_stands_below_the_heading() -> None:
    found = read(
        "residents", ("Ref", "Resident name", "Moved in"), ["R1", "Una", DAY], ["Moved on"], ["R2", "Val", DAY]
    )
    assert found.unknown == {1: {"end"}}
