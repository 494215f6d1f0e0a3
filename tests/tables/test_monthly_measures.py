"""A sheet of monthly figures, either way round: what is a sum is read, and everything else is set aside and said."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.files import ErrorCell, Sheet
from evidencepack.pipeline import open_library
from evidencepack.registers import Total
from evidencepack.tables import People, SheetRead
from tests.made_folders import read_with, workbook
from tests.made_sheets import rows_of
from tests.words import read_sheet

MAP = open_library().column_maps["kpi-sheet"]


def kpis(*rows: list[Any], name: str = "Sheet1") -> SheetRead:
    return read_sheet("records/KPIs.xlsx", Sheet(name, tuple(map(tuple, rows))), MAP, People())


def totals(read: SheetRead) -> list[tuple[str, date, float]]:
    return [(r.measure, r.month, r.value) for r in read.records if isinstance(r, Total)]


def test_measures_down_the_side_and_months_across(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Rowan House KPIs 2025/26"],
        [],
        ["Ref", "KPI", "Target", "Apr", "May", "Jun", "Q1", "Jan", "YTD", "RAG"],
        ["Workforce"],
        [1, "Headcount", 40, 38, 39, "40", 117, 41, 158, "G"],
        [2, "Agency hours", "<5%", 120.5, "1,030", "n/a", None, 0, 9, "A"],
        [3, "Sickness %", "3%", 0.03, 0.04, 0.02],
        [4, "Vacancies", None, "7.5%", "5%", "4%"],
        ["Total", None, None, 4, 5, 6],
    ]
    read = read_with("kpi-sheet", workbook(tmp_path / "KPIs.xlsx", {"KPIs": rows}))
    assert read.problems == ()
    assert totals(read) == [
        ("headcount", date(2025, 4, 1), 38),
        ("headcount", date(2025, 5, 1), 39),
        ("headcount", date(2025, 6, 1), 40),
        ("headcount", date(2026, 1, 1), 41),
        ("agency hours", date(2025, 4, 1), 120.5),
        ("agency hours", date(2025, 5, 1), 1030),
        ("agency hours", date(2026, 1, 1), 0),
        ("sickness percent", date(2025, 4, 1), 3),
        ("sickness percent", date(2025, 5, 1), 4),
        ("sickness percent", date(2025, 6, 1), 2),
    ]
    account = read.account
    assert (account.rows_seen, account.rows_read) == (9, 4)
    assert account.set_aside == {
        "above the table": 1, "blank": 1, "heading": 1, "section heading": 1, "note or total": 1,
    }  # fmt: skip
    assert account.unused_columns == ("Ref", "Target", "Q1", "YTD", "RAG")
    assert account.notes == (
        "The months are read as April 2025 to January 2026.",
        "3 percentages are set aside: they cannot be added up.",
        "1 cell says that there is no figure.",
    )
    assert [r.origin.cell for r in read.records][:2] == ["D5", "E5"]


def test_months_down_the_side_and_measures_across() -> None:
    read = kpis(
        ["Month", "Headcount", "Target", "Leavers", "RAG", "Staff sickness rate"],
        ["Apr-25", 38, 40, 2, "G", "3%"],
        [date(2025, 5, 1), 39, 40, "Nil", "R", "2%"],
        ["Q1", 77, 80, 2],
        ["Total", 77, 80, 2],
    )
    assert totals(read) == [
        ("headcount", date(2025, 4, 1), 38),
        ("leavers", date(2025, 4, 1), 2),
        ("headcount", date(2025, 5, 1), 39),
        ("leavers", date(2025, 5, 1), 0),
    ]
    assert read.account.set_aside == {"heading": 1, "note or total": 2}
    assert read.account.unused_columns == ("Target", "RAG", "Staff sickness rate")


def test_several_years_one_below_another() -> None:
    across = kpis(
        ["2024"], ["KPI", "Jan", "Feb"], ["Leavers", 1, 2], ["2025"], ["KPI", "Jan", "Feb"], ["Leavers", 3, 4]
    )
    down = kpis(["2024"], ["Month", "Leavers"], ["Jan", 1], ["Feb", 2], ["2025"], ["Jan", 3], ["Feb", 4])
    expected = [
        ("leavers", date(2024, 1, 1), 1),
        ("leavers", date(2024, 2, 1), 2),
        ("leavers", date(2025, 1, 1), 3),
        ("leavers", date(2025, 2, 1), 4),
    ]
    assert totals(across) == totals(down) == expected


def test_months_that_pass_the_end_of_the_year() -> None:
    read = kpis(["April 2025 to March 2026"], ["Month", "Leavers"], ["Nov", 1], ["Dec", 2], ["Jan", 3])
    assert [month for _, month, _ in totals(read)] == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]


def test_a_column_with_the_year() -> None:
    read = kpis(["Month", "Year", "Leavers"], ["Dec", 2025, 1], ["Jan", 2026, 3], ["Feb", "2025/26", 4])
    assert [month for _, month, _ in totals(read)] == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


@pytest.mark.parametrize(
    "rows",
    [
        [["KPI", "Jan 2026", None, "Feb 2026"], [None, "Target", "Actual", "Actual"], ["Leavers", 9, 1, 2]],
        [["KPI", "", "Jan 2026", "Feb 2026"], ["Leavers", "Target", 9, 9], [None, "Actual", 1, 2]],
        [["KPI", "", "Jan 2026", "Feb 2026"], ["Leavers", "Actual", 1, 2], ["Leavers", "Target", 9, 9]],
        [["KPI", "Jan 2026 target", "Jan 2026 actual", "Feb 2026 actual"], ["Leavers", 9, 1, 2]],
        [["Month", "Leavers", None], [None, "Target", "Actual"], ["Jan 2026", 9, 1], ["Feb 2026", 9, 2]],
        [["Month", "Leavers (target)", "Leavers (actual)"], ["Jan 2026", 9, 1], ["Feb 2026", 9, 2]],
    ],
    ids=["two heading rows", "below", "beside", "in the heading", "measures in two rows", "measures with a word"],
)  # fmt: skip
def test_a_target_is_never_taken_for_the_figure(rows: list[list[Any]]) -> None:
    read = kpis(*rows)
    assert totals(read) == [("leavers", date(2026, 1, 1), 1), ("leavers", date(2026, 2, 1), 2)]
    assert read.problems == ()


@pytest.mark.parametrize("cell", ["twelve", ErrorCell("#REF!"), "#N/A", True, -3, "12 hrs", "12/40"], ids=str)
def test_a_cell_that_is_no_number_is_a_problem_with_its_cell(cell: Any) -> None:
    read = kpis(["KPI", "Jan 2026", "Feb 2026"], ["Leavers", 1, cell])
    assert totals(read) == [("leavers", date(2026, 1, 1), 1)]
    assert [(p.origin.cell, p.origin.column) for p in read.problems] == [("C2", "Feb 2026")]
    assert [dict(u.values) for u in read.unread] == [{"measure": "leavers", "month": date(2026, 2, 1)}]


def test_two_figures_for_one_month_that_differ_are_both_set_aside_and_said() -> None:
    read = kpis(["KPI", "Jan 2026", "Feb 2026"], ["Leavers", 1, 2], ["Leavers", 3, 2])
    assert totals(read) == [("leavers", date(2026, 2, 1), 2)]
    assert [p.what for p in read.problems] == [
        "Two different figures stand for this measure in January 2026; neither is counted."
    ]


def test_figures_that_can_only_be_percentages_are_not_taken_for_counts() -> None:
    read = kpis(["KPI", "Jan 2026", "Feb 2026"], ["Vacancies", 0.05, 0.075], ["Vacant posts", None, None])
    assert totals(read) == []
    assert "percentages" in read.problems[0].what and read.problems[0].rows == 2
    assert totals(kpis(["KPI", "Jan 2026", "Feb 2026"], ["Vacant posts", 0.5, 0.5])) != []


def test_without_a_year_nothing_counts_and_it_is_said() -> None:
    across = kpis(["KPI", "Jan", "Feb"], ["Leavers", 1, 2])
    down = kpis(["Month", "Leavers"], ["Jan", 1], ["Feb", 2])
    for read, rows in ((across, 1), (down, 2)):
        assert (read.records, read.problems) == ((), ())
        assert [(a.ask, a.by_sheet) for a in read.asked] == [("year", True)]
        assert read.account.set_aside == {"heading": 1, "to be asked about": rows}
    assert totals(kpis(["KPI", "Jan", "Feb"], ["Leavers", 1, 2], name="KPIs 2026"))[0][1] == date(2026, 1, 1)


def test_a_row_whose_month_is_not_understood_is_a_problem_and_not_counted() -> None:
    read = kpis(["Month", "Leavers"], ["Jan 2026", 1], ["the month after", 2], ["Mar 2026", 3])
    assert [month.month for _, month, _ in totals(read)] == [1, 3]
    assert [p.origin.row for p in read.problems] == [3]


def test_a_row_of_days_beneath_the_months_is_no_second_heading() -> None:
    read = kpis(
        ["KPI", "Jan 2026", "Feb 2026"], ["Date of audit", date(2026, 1, 14), date(2026, 2, 12)], ["Leavers", 1, 2]
    )
    assert [value for _, _, value in totals(read)] == [1, 2]


def test_a_sheet_without_any_of_it_says_what_is_looked_for() -> None:
    read = kpis(["Quoi", "Quand"], ["Ama", 3])
    assert read.account.set_aside == {"could not be used": 2}
    assert "headcount" in read.problems[0].remedy


WORDS = [
    "KPI",
    "Month",
    "Jan",
    "Feb 2026",
    "2025/26",
    "Leavers",
    "Headcount",
    "Actual",
    "Target",
    "7%",
    "Nil",
    "Total",
    "",
]
SHEETS = rows_of(WORDS, 7, 15)
HEADS = [("KPI", "Jan 2026", "Feb 2026", "Mar"), ("Month", "Leavers", None, "Headcount")]


@given(SHEETS, st.integers(0, 14), st.sampled_from([None, *HEADS]), st.sampled_from(["S", "2026"]))
def test_whatever_the_sheet_holds_every_row_is_read_or_set_aside(rows: Any, above: int, head: Any, name: str) -> None:
    if head:
        rows = (*rows[:above], head, *rows[above:])
    read = read_sheet("made.xlsx", Sheet(name, rows), MAP, People())
    account = read.account
    assert account.rows_seen == account.rows_read + sum(account.set_aside.values())
    assert account.records == len(read.records) == len({(r.measure, r.month) for r in read.records})  # type: ignore[attr-defined]
    assert all(p.what and p.remedy and p.origin.row <= len(rows) for p in read.problems)
