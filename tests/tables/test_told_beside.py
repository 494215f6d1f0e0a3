"""Days that a staff list keeps among other words: a last day, and the first of a long leave."""

from datetime import date
from typing import Any

import pytest

from evidencepack.dates import MonthDay
from evidencepack.registers import Staff
from tests.made_sheets import DAY, read

HEADS = ("Name", "Job title", "Start date", "Phone", "Notes")
LEFT = date(2026, 8, 14)


def only(note: Any, *above: list[Any]) -> Any:
    found = read("staff-list", HEADS, *above, ["Ann Lee", "Carer", DAY, "07700 900101", note])
    (row,) = found.records
    assert isinstance(row, Staff)
    return row, found


@pytest.mark.parametrize("note", ["LEFT 14/08/26", "left 14.08.26 - better pay", "Last day 14 August 2026"])
def test_a_note_that_begins_with_leaving_tells_the_last_day(note: str) -> None:
    row, found = only(note)
    assert (row.end, found.unknown) == (LEFT, {})
    assert "Once the last day employed is taken from the words of another column, such as notes." in found.account.notes


@pytest.mark.parametrize("note", ["failed probation Aug 26", "resigned, went Aug 26", "moved away Aug 2026"])
def test_below_leavers_any_word_of_leaving_will_do_and_a_month_stands_for_some_day_of_it(note: str) -> None:
    row, found = only(note, ["LEAVERS"])
    assert (row.end, isinstance(row.end, MonthDay)) == (date(2026, 8, 1), True)
    assert found.unknown == {}


@pytest.mark.parametrize(
    "note",
    ["visa exp 06/27", "resigned 14/08/26", "left hand weak", "left 14/08/20", "left 14/08/26, paid to 31/08/26"],
)
def test_other_days_and_days_that_cannot_be_are_no_last_day(note: str) -> None:
    assert only(note)[0].end is None


def test_below_leavers_a_day_of_something_else_leaves_the_last_day_open() -> None:
    row, found = only("visa exp 06/27", ["LEAVERS"])
    assert (row.end, found.unknown) == (None, {0: {"end"}})


def test_a_last_day_of_its_own_goes_before_a_note() -> None:
    found = read("staff-list", ("Name", "Job title", "Start date", "Left", "Notes"),
                 ["Ann Lee", "Carer", DAY, date(2026, 5, 5), "left 14/08/26"])  # fmt: skip
    assert [r.end for r in found.records if isinstance(r, Staff)] == [date(2026, 5, 5)]


def test_a_long_leave_in_a_note_begins_on_its_day() -> None:
    assert only("LTS since 3/8/26")[0].leave_from == date(2026, 8, 3)


@pytest.mark.parametrize(("heading", "groups"), [("THE LODGE", 1), ("The Lodge", 0), ("ANN", 0)])
def test_capitals_alone_over_names_in_small_letters_are_a_group(heading: str, groups: int) -> None:
    people = [[f"Person {n}", "Carer", DAY, None, None] for n in "abc"]
    found = read("staff-list", HEADS, *people, [heading], ["Dee Poe", "Carer", DAY, None, None])
    assert found.account.set_aside.get("section heading", 0) == groups
    assert len(found.records) == 4


def test_in_a_list_kept_in_capitals_they_may_be_a_name() -> None:
    people = [[f"PERSON {n}", "CARER", DAY, None, None] for n in "ABC"]
    found = read("staff-list", HEADS, *people, ["DEE POE"])
    assert [p.what for p in found.problems] == ["Only one cell of this row is filled, so it is not known what it is."]
