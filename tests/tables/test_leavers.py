"""Below a heading of leavers nobody is in post for certain without a last day, and the heading is no person."""

from datetime import date

import pytest

from evidencepack.dates import MonthDay
from evidencepack.registers import Staff
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


# Days that stand among words, in a column of notes

NOTES = ("Payroll no", "Name", "Job title", "Start date", "Notes")


def last_days(*rows: list[object]) -> tuple[list[date | None], dict[int, frozenset[str]]]:
    found = read("staff-list", NOTES, *rows)
    return [r.end for r in found.records if isinstance(r, Staff)], dict(found.unknown)


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("LEFT 14/08/26", date(2026, 8, 14)),
        ("left 02.03.26 - better pay", date(2026, 3, 2)),
        ("Left 30/10/2026 moved away", date(2026, 10, 30)),
        ("retired 31 March 2026", date(2026, 3, 31)),
        ("better pay, last day 1/5/26", date(2026, 5, 1)),
        ("failed probation Feb 26", MonthDay(2026, 2, 1)),
    ],
)
def test_below_leavers_the_last_day_may_stand_in_a_note(note: str, day: date) -> None:
    assert last_days(["LEAVERS"], ["2", "Bob", "Nurse", date(2019, 1, 2), note]) == ([day], {})


@pytest.mark.parametrize(
    "note",
    [
        "visa exp 06/27",
        "left 14/08/26 or 15/08/26",
        "left 14/8",
        "left, tbc 14/08/26",
        "left 14/08/2018",
        "DBS 14/08/26",
    ],
)
def test_a_note_that_tells_no_last_day_for_certain_leaves_it_open(note: str) -> None:
    assert last_days(["LEAVERS"], ["2", "Bob", "Nurse", date(2019, 1, 2), note]) == ([None], {0: {"end"}})


@pytest.mark.parametrize("note", ["Left 14/08/26", "left on 14.8.26 - new job", "Retired: 14 Aug 2026"])
def test_a_note_that_begins_with_its_day_tells_it_without_a_heading_of_leavers(note: str) -> None:
    assert last_days(["2", "Bob", "Nurse", date(2019, 1, 2), note]) == ([date(2026, 8, 14)], {})


def test_who_has_left_on_a_day_that_is_not_told_may_be_in_post() -> None:
    assert last_days(["2", "Bob", "Nurse", date(2019, 1, 2), "Leaver"]) == ([None], {0: {"end"}})


@pytest.mark.parametrize("note", ["left-handed", "Left knee injured 14/08/26", "retired nurse, good with relatives"])
def test_a_note_on_something_else_says_nothing_of_leaving(note: str) -> None:
    found = read("staff-list", NOTES, ["2", "Bob", "Nurse", date(2019, 1, 2), note])
    assert found.unknown == {}
    assert "end" not in found.columns


def test_a_note_tells_since_when_somebody_is_on_leave_and_it_is_said() -> None:
    found = read(
        "staff-list", NOTES, ["2", "Bob", "Nurse", DAY, "LTS since 3/8/26"], ["3", "Cat", "Nurse", DAY, "Mat leave"]
    )
    assert [r.leave_from for r in found.records if isinstance(r, Staff)] == [date(2026, 8, 3), None]
    assert found.unknown == {1: {"leave_from"}}
