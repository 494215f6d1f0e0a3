"""What two registers say of the same thing and cannot both be so is said, and each is counted as it stands."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.made_folders import Rows, read_made, said

DAY = date(2026, 5, 6)
LOG = ["Date", "Resident", "Type", "CQC notified", "Safeguarding?"]
CONCERNS = ["Date of concern", "Resident", "Type of abuse", "CQC notified"]


def disagreeing(folder: Path, registers: dict[str, tuple[str, Rows]]) -> list[str]:
    return [line for line in said(read_made(folder, registers)) if "One of them is wrong" in line or "totals" in line]


def of_logs(folder: Path, incident: list[Any], *concerns: list[Any]) -> list[str]:
    logs: dict[str, tuple[str, Rows]] = {
        "incidents": ("incident-log", [LOG, incident]),
        "concerns": ("safeguarding-log", [CONCERNS, *concerns]),
    }
    return disagreeing(folder, logs)


def test_a_no_in_one_log_and_a_day_in_the_other_are_said_with_both_rows(tmp_path: Path) -> None:
    (line,) = of_logs(tmp_path, [DAY, "AB", "Fall", "N", "Y"], [DAY, "AB", "Neglect", date(2026, 5, 7)])
    assert "row 2: Of whether CQC was told the incident log says no here, and the safeguarding log says yes" in line


def test_an_event_that_is_no_safeguarding_matter_in_one_log_and_a_concern_in_the_other_is_said(tmp_path: Path) -> None:
    (line,) = of_logs(tmp_path, [DAY, "AB", "Fall", "Y", "N"], [DAY, "AB/CD", "Neglect", "Y"])
    assert "whether it was a safeguarding matter" in line


@pytest.mark.parametrize(
    ("incident", "concern"),
    [
        ([DAY, "AB", "Fall", "N", "Y"], [DAY, "CD", "Neglect", "Y"]),  # somebody else
        ([DAY, "AB", "Fall", "N", "Y"], [date(2026, 5, 8), "AB", "Neglect", "Y"]),  # another day
        ([DAY, "AB", "Fall", None, "Y"], [DAY, "AB", "Neglect", "Y"]),  # nothing said
        ([DAY, "AB", "Fall", "HO?", "Y"], [DAY, "AB", "Neglect", "Y"]),  # a word to be asked about
        ([DAY, "AB", "Fall", "Y", "Y"], [DAY, "AB", "Neglect", "Y"]),  # the same
    ],
)
def test_what_may_be_two_events_or_is_not_known_contradicts_nothing(
    tmp_path: Path, incident: list[Any], concern: list[Any]
) -> None:
    assert of_logs(tmp_path, incident, concern) == []


def of_totals(folder: Path, *measures: list[Any], log: Rows) -> list[str]:
    kpi: Rows = [["KPI", "Apr-26", "May-26"], *measures]
    return disagreeing(folder, {"kpi": ("kpi-sheet", kpi), "log": ("incident-log", log)})


def test_a_total_of_a_month_that_the_log_does_not_come_to_is_said(tmp_path: Path) -> None:
    log: Rows = [["Date", "Type"], [date(2026, 4, 2), "Fall"], [DAY, "Fall"], [DAY, "Med error"]]
    (line,) = of_totals(tmp_path, ["Falls", 1, 2], ["Med errors", 0, 1], log=log)
    assert "falls are not what the incident log comes to: May 2026: 2, and 1 by the list" in line.replace(
        "for falls", "falls"
    )


def test_a_word_that_nobody_knows_may_be_what_a_total_counts(tmp_path: Path) -> None:
    log: Rows = [["Date", "Type"], [date(2026, 4, 2), "Fall"], [DAY, "Went over"]]
    assert of_totals(tmp_path, ["Falls", 1, 1], log=log) == []
    assert of_totals(tmp_path, ["Falls", 1, 0], log=log) == []


def test_months_before_the_log_begins_contradict_nothing(tmp_path: Path) -> None:
    assert of_totals(tmp_path, ["Falls", 9, 1], log=[["Date", "Type"], [DAY, "Fall"]]) == []


def test_turnover_that_is_not_what_the_staff_list_comes_to_is_said(tmp_path: Path) -> None:
    started = date(2020, 1, 1)
    staff: Rows = [["Payroll no", "Name", "Job title", "Start date", "Leaving date"]]
    staff += [[n, f"Person {n}", "Carer", started, date(2026, 4, 9) if n < 3 else None] for n in range(1, 21)]
    kpi: Rows = [["KPI", "Apr-26", "May-26"], ["Staff turnover %", 5, 0]]
    (line,) = disagreeing(tmp_path, {"kpi": ("kpi-sheet", kpi), "staff": ("staff-list", staff)})
    assert "April 2026: 5 per cent, and 2 people by the list" in line
