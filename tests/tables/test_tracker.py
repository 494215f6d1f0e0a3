"""A tracker: a row a person, a column a month, and every cell a meeting, something said, or a problem."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.dates import last_of
from evidencepack.files import ErrorCell, Sheet
from evidencepack.files.sheet import Merged
from evidencepack.origin import Origin
from evidencepack.pipeline import open_library
from evidencepack.registers import Review, SpotCheck, Staff, Supervision
from evidencepack.tables import People, SheetRead, people_index
from tests.made_folders import read_with, workbook
from tests.made_sheets import rows_of
from tests.words import read_sheet

MAPS = open_library().column_maps
HEAD = ["Name", "Role", "Jan 2026", "Feb 2026", "Mar 2026", "Comments"]
STAFF = people_index(
    [
        Staff(origin=Origin("s.xlsx"), code=c, name=n, role="Carer", start=date(2020, 1, 6))
        for c, n in (("0101", "Ama Quartey"), ("0102", "Bram Oosterhuis"), ("0103", "Carys Penhaligon"))
    ],
    None,
)


def tracker(*rows: list[Any], name: str = "Sheet1", map_: str = "supervision-tracker", **more: Any) -> SheetRead:
    people = more.pop("people", STAFF)
    return read_sheet("records/Tracker.xlsx", Sheet(name, tuple(map(tuple, rows)), **more), MAPS[map_], people)


def march(cell: Any) -> SheetRead:
    """One cell beneath March 2026."""
    return tracker(HEAD, ["Ama Quartey", "Carer", None, None, cell])


def days(read: SheetRead) -> list[date]:
    return [r.date for r in read.records if isinstance(r, Supervision)]


def met(read: SheetRead) -> list[tuple[str, str, date]]:
    return [(r.staff, r.kind, r.date) for r in read.records if isinstance(r, Supervision)]


def test_a_tracker_as_services_keep_it(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Supervision tracker 2025/26"],
        ["Updated:", date(2026, 3, 30)],
        [],
        ["Name", "Role", "Apr", "May", "Jun", "Dec", "Jan", "Mar", "Total", "Next due"],
        ["Day staff"],
        ["Ama Quartey", "Carer", "12/04/25", "✓", "AL", 14, "Booked 20/02", date(2026, 3, 20), 4, date(2026, 4, 1)],
        ["Night staff"],
        ["Bram Oosterhuis", "Carer", "DNA", "Sick", "N/A", "12th", "01/02/26", "Done", 3],
        [],
        ["Total", None, 1, 1, 0, 2, 1, 2],
        ["Key: AL = annual leave"],
    ]
    read = read_with("supervision-tracker", workbook(tmp_path / "Tracker.xlsx", {"Tracker": rows}), STAFF)
    assert read.problems == ()
    assert met(read) == [
        ("0101", "supervision", date(2025, 4, 12)),
        ("0101", "supervision", date(2025, 5, 1)),
        ("0101", "supervision", date(2025, 12, 14)),
        ("0101", "supervision", date(2026, 3, 20)),
        ("0102", "supervision", date(2025, 12, 12)),
        ("0102", "supervision", date(2026, 2, 1)),
        ("0102", "supervision", date(2026, 3, 1)),
    ]
    account = read.account
    assert (account.rows_seen, account.rows_read, account.records) == (11, 2, 7)
    assert account.set_aside == {
        "above the table": 2, "blank": 2, "heading": 1, "section heading": 2, "note or total": 2,
    }  # fmt: skip
    assert account.unused_columns == ("Role", "Total", "Next due")
    assert account.notes == (
        "2 entries give the month only; each is counted in its month, on a day that is not known.",
        "1 entry holds a day of the month before or after its column; the day typed counts.",
        "1 entry is planned or booked; it is not counted as held.",
        "2 entries say that the person was away; no meeting is counted for them.",
        "1 entry says that the meeting was not held.",
        "1 entry says not applicable.",
        "The months are read as April 2025 to March 2026.",
    )


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2026, 3, 4), 4),
        ("12/03/26", 12),
        ("12/03/2026 10:00", 12),
        ("12/03", 12),
        ("12.3", 12),
        ("12 Mar", 12),
        ("Mon 12th March", 12),
        ("12th", 12),
        (12, 12),
        ("S 12/03", 12),
        ("12/03 Sup", 12),
        ("1:1 12/03/26", 12),
        ("Held on 12/03", 12),
        ("12/03/26 (GT)", 12),
        ("✓", 1),
        ("Yes", 1),
        ("done", 1),
        (True, 1),
    ],
    ids=str,
)
def test_a_meeting_held(cell: Any, day: int) -> None:
    read = march(cell)
    assert read.problems == ()
    assert met(read) == [("0101", "supervision", date(2026, 3, day))]


@pytest.mark.parametrize(
    "cell",
    ["AL", "Sick", "Mat leave", "LTS", "Booked 14/03", "Booked", "Due", "TBC 12/03", "12/03 DNA", "Cancelled 12/03",
     "12/03/26 - cancelled", "12/03/26 (cancelled)", "DNA, rebooked 14/04", "N/A", "No", False, 0, "12/03 planned"],
    ids=str,
)  # fmt: skip
def test_what_is_no_meeting_is_counted_and_said_and_no_problem(cell: Any) -> None:
    read = march(cell)
    assert (read.records, read.problems) == ((), ())
    assert len(read.account.notes) == 1 and read.account.notes[0].startswith("1 entry")


@pytest.mark.parametrize(
    "cell",
    ["Done?", "Yes - booked", "31/02/2026", "31/02", 32, 12.5, "12/03/2025", "12/06/26",
     ErrorCell("#N/A"), "see what somebody wrote of this at the end of the month"],
    ids=str,
)  # fmt: skip
def test_what_is_not_understood_is_a_problem_with_its_cell_and_counts_as_nothing(cell: Any) -> None:
    read = march(cell)
    assert read.records == ()
    (problem,) = read.problems
    assert (problem.origin.cell, problem.origin.column) == ("E2", "Mar 2026")
    assert "Gillian" not in problem.what and "GT" not in problem.what and problem.remedy
    assert [u.values["staff"] for u in read.unread] == ["0101"]


def test_initials_count_once_service_yaml_says_that_they_mean_held() -> None:
    own = MAPS["supervision-tracker"]
    own = own.model_copy(
        update={"values": own.values | {"date": own.values["date"] | {"done": ("GT",)}}},
    )
    sheet = Sheet("S", (tuple(HEAD), ("Ama Quartey", None, "GT", "12/02 GT")))
    assert days(read_sheet("t.xlsx", sheet, own, STAFF)) == [date(2026, 1, 1), date(2026, 2, 12)]


def test_initials_beneath_a_month_are_a_meeting_on_some_day_of_it_that_may_have_been_held() -> None:
    found = march("GT")
    (row,) = found.unread
    assert (row.values["date"], last_of(row.values["date"])) == (date(2026, 3, 1), date(2026, 3, 31))
    assert "date" in row.unknown and not found.records


def test_two_meetings_in_one_cell_are_two() -> None:
    assert days(march("12/03, 26/03")) == [date(2026, 3, 12), date(2026, 3, 26)]
    assert days(march("12/03/26\n26/03/26")) == [date(2026, 3, 12), date(2026, 3, 26)]


def test_two_ticks_of_one_month_count_once_and_it_is_said() -> None:
    read = tracker(["2026"], ["Name", "Jan 1", "Jan 2"], ["Ama Quartey", "✓", "✓"])
    assert days(read) == [date(2026, 1, 1)]
    assert "1 entry repeats a meeting of the same person, kind and day; it counts once." in read.account.notes


def test_a_booking_becomes_the_next_due_day_of_the_last_meeting_before_it() -> None:
    read = tracker(HEAD, ["Ama Quartey", None, "10/01/26", "Booked 14/02", "Booked 14/03"])
    assert [(r.date, r.due_next) for r in read.records if isinstance(r, Supervision)] == [
        (date(2026, 1, 10), date(2026, 2, 14))
    ]


@pytest.mark.parametrize(
    ("heading", "month"),
    [
        ("Jan-26", 1),
        ("January 2026", 1),
        ("Jan '26", 1),
        ("01/2026", 1),
        ("2026-01", 1),
        ("Sept 2026", 9),
        (date(2026, 4, 1), 4),
        ("01/04/2026", 4),
        ("2026 May", 5),
    ],
    ids=str,
)
def test_headings_that_are_months(heading: Any, month: int) -> None:
    assert days(tracker(["Name", heading, "Dec 2026"], ["Ama Quartey", "✓"])) == [date(2026, month, 1)]


@pytest.mark.parametrize(
    ("above", "name", "first"),
    [
        ([["2025"]], "Sheet1", 2025),
        ([["Supervision 2025/26"]], "Sheet1", 2025),
        ([["April 2025 to March 2026"], []], "Sheet1", 2025),
        ([], "2025-26", 2025),
        ([], "Supervision 2025", 2025),
        ([[None, "2025", "2026"]], "Sheet1", 2025),
        ([["Updated March 2027"]], "25-26", 2025),
    ],
    ids=str,
)
def test_the_year_stands_above_the_months_or_in_the_name_and_rolls_over(above: Any, name: str, first: int) -> None:
    read = tracker(*above, ["Name", "Dec", "Jan"], ["Ama Quartey", "✓", "✓"], name=name)
    assert days(read) == [date(first, 12, 1), date(first + 1, 1, 1)]


def test_where_no_year_is_stated_the_days_typed_say_it() -> None:
    read = tracker(["Name", "Nov", "Dec", "Jan"], ["Ama Quartey", "✓", "10/12/25", "✓"])
    assert days(read) == [date(2025, 11, 1), date(2025, 12, 10), date(2026, 1, 1)]


def test_days_typed_say_that_a_title_names_the_year_in_which_the_months_end() -> None:
    read = tracker(["2026"], ["Name", "Nov", "Dec", "Jan"], ["Ama Quartey", "✓", "10/12/25", "11/01/26"])
    assert days(read) == [date(2025, 11, 1), date(2025, 12, 10), date(2026, 1, 11)]


def test_where_nothing_says_the_year_only_whole_days_count_and_it_is_asked_once() -> None:
    read = tracker(["Name", "Nov", "Dec"], ["Ama Quartey", "✓", "10/12"], ["Bram Oosterhuis", "✓"])
    assert (read.records, read.problems, len(read.unread)) == ((), (), 3)
    assert [(a.ask, a.what, a.by_sheet) for a in read.asked] == [("year", "Sheet1", True)]


def test_kinds_beneath_each_month_in_a_second_heading_row() -> None:
    read = tracker(
        ["2026"], ["Name", "Jan", None, "Feb", None], [None, "Sup", "Appraisal", "Sup", "By"],
        ["Ama Quartey", "3/1", "4/1", "✓", "Gillian"],
    )  # fmt: skip
    assert met(read) == [
        ("0101", "supervision", date(2026, 1, 3)),
        ("0101", "appraisal", date(2026, 1, 4)),
        ("0101", "supervision", date(2026, 2, 1)),
    ]
    assert read.account.unused_columns == ("By",)


def test_a_month_joined_over_two_columns_heads_both() -> None:
    read = tracker(
        ["2026"], ["Name", "Jan", None, "Feb"], ["Ama Quartey", "3/1", "17/1", None], merged=(Merged(2, 1, 2, 2),)
    )
    assert days(read) == [date(2026, 1, 3), date(2026, 1, 17)]
    assert [r.origin.cell for r in read.records] == ["B3", "C3"]


def test_a_row_for_each_kind_beneath_a_name_joined_over_both() -> None:
    read = tracker(
        ["Name", "Type", "Jan 2026", "Feb 2026"], ["Ama Quartey", "Sup", "3/1"], [None, "App", None, "5/2"],
        merged=(Merged(2, 0, 3, 0),),
    )  # fmt: skip
    assert met(read) == [("0101", "supervision", date(2026, 1, 3)), ("0101", "appraisal", date(2026, 2, 5))]


def test_entries_that_name_nobody_are_a_problem_and_sums_are_not() -> None:
    read = tracker(HEAD, ["Ama Quartey", None, "3/1"], [None, None, "4/1"], [None, None, 2, 1])
    assert read.account.set_aside == {"heading": 1, "could not be used": 1, "note or total": 1}
    assert [p.what for p in read.problems] == ["The row does not say who it is about."]


def test_planned_beside_held() -> None:
    read = tracker(
        ["Name", "Jan 2026 planned", "Jan 2026 held", "Feb 2026 planned"], ["Ama Quartey", "10/1", "12/1", "3/2"]
    )
    assert days(read) == [date(2026, 1, 12)]


def test_numbered_columns_hold_whole_days_only() -> None:
    read = tracker(
        ["Name", "Supervision 1", "Supervision 2", "Appraisal"], ["Ama Quartey", "12/01/26", "✓", "13/05/26"]
    )
    assert met(read) == [("0101", "supervision", date(2026, 1, 12)), ("0101", "appraisal", date(2026, 5, 13))]
    assert [p.origin.cell for p in read.problems] == ["C2"]


def test_a_sheet_of_courses_is_no_tracker() -> None:
    read = tracker(["Name", "Supervision", "Appraisal"], ["Ama Quartey", "12/01/26", "13/05/26"])
    assert read.account.set_aside == {"could not be used": 2}


def test_the_months_of_another_year_below_the_first() -> None:
    read = tracker(
        ["2025"], ["Name", "Jan", "Feb"], ["Ama Quartey", "✓"], [],
        ["2026"], ["Name", "Jan", "Feb"], ["Ama Quartey", "✓"],
    )  # fmt: skip
    assert days(read) == [date(2025, 1, 1), date(2026, 1, 1)]


def test_somebody_without_a_meeting_is_not_lost_where_there_is_no_staff_list() -> None:
    read = tracker(HEAD, ["Ama Quartey", None, "3/1"], ["Bram Oosterhuis"], people=People())
    assert [u.values["staff"] for u in read.unread] == ["bram oosterhuis"]
    (problem,) = read.problems
    assert "without a staff list" in problem.what and "Bram" not in problem.what
    assert tracker(HEAD, ["Ama Quartey", None, "3/1"], ["Bram Oosterhuis"]).problems == ()


def test_what_stands_beneath_no_heading_is_said_and_so_is_what_is_hidden() -> None:
    read = tracker(["Name", "Jan 2026", None, "Feb 2026"], ["Ama Quartey", "3/1", "x"], hidden_columns=frozenset({1}))
    assert "1 cell stands beneath no heading and is not read." in read.account.notes
    assert "1 hidden column, read like the others." in read.account.notes


def test_spot_checks_and_care_plan_reviews_are_kept_on_trackers_too() -> None:
    checks = tracker(["Carer", "Jan 2026", "Feb 2026"], ["0102", "9/1", "Meds 11/2"], map_="spot-check-tracker")
    assert [(r.what, r.date) for r in checks.records if isinstance(r, SpotCheck)] == [
        ("spot check", date(2026, 1, 9)),
        ("medicines competency", date(2026, 2, 11)),
    ]
    reviews = tracker(["Resident", "Jan 2026", "Feb 2026"], ["P1", "9/1", "Hospital"], map_="review-tracker")
    assert [(r.person, r.kind, r.date) for r in reviews.records if isinstance(r, Review)] == [
        ("p1", "care plan review", date(2026, 1, 9))
    ]


WORDS = [
    "Name", "Staff", "Jan", "Feb 2026", "2025/26", "Jan planned", "Sup 1", "Type", "✓", "AL", "Booked 12/3", "12/03",
    "S 4/1", "GT", "Total", "#N/A", "", " ",
]  # fmt: skip
SHEETS = rows_of(WORDS, 7, 15)
AREAS = st.tuples(st.integers(1, 9), st.integers(0, 5), st.integers(0, 3), st.integers(0, 3)).map(
    lambda a: Merged(a[0], a[1], a[0] + a[2], a[1] + a[3])
)


@given(SHEETS, st.integers(0, 14), st.booleans(), st.lists(AREAS, max_size=3), st.sampled_from(["S", "2026"]))
def test_whatever_a_tracker_holds_every_row_is_read_or_set_aside(
    rows: Any, above: int, headed: bool, merged: Any, name: str
) -> None:
    if headed:
        rows = (*rows[:above], tuple(HEAD), *rows[above:])
    sheet = Sheet(name, rows, merged=tuple(merged))
    for people in (STAFF, People()):
        read = read_sheet("made.xlsx", sheet, MAPS["supervision-tracker"], people)
        account = read.account
        assert account.rows_seen == account.rows_read + sum(account.set_aside.values())
        assert account.records == len(read.records)
        assert all(p.what and p.remedy and p.origin.row <= len(rows) for p in read.problems)
