"""From a tracker, a sheet of monthly figures and the export of a survey to findings that were worked out by hand."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from evidencepack.assessment import as_of
from evidencepack.library import Library
from evidencepack.service import ServiceRead
from evidencepack.service.merge import record_id
from tests.made_folders import KEY, service, workbook
from tests.people import ON, ask, counts, requirement
from tests.words import each, read_service

STAFF: list[list[Any]] = [["Payroll no", "Name", "Job title", "Contract", "Start date"]] + [
    [code, name, "Care assistant", "Permanent", "01/02/2020"]
    for code, name in (("0101", "Ama Quartey"), ("0102", "Bram Oosterhuis"), ("0103", "Carys Penhaligon"))
]
# Asked for six in the twelve months to 31 October 2026: Ama has six (one a tick), Bram four and two that were not
# held, Carys four and two ticks in months to come.
TRACKER: list[list[Any]] = [
    ["Supervision 2025/26"],
    [None, 2025, None, 2026, None, None, None, None, None, None, None, None, None, None],
    ["Name", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ["Ama Quartey", "4th", None, "14/01/26", None, "✓", None, "12/05", None, "9/7", None, "10/09/26"],
    ["Bram Oosterhuis", "4th", "AL", 14, None, "DNA", None, "12/05", None, "9/7", None, "Booked 10/09", "Booked 5/10"],
    ["Carys Penhaligon", "4th", None, "Sick", "3/2", None, "7/4", None, "1/6", None, None, None, None, "✓", "✓"],
]
# Agency hours: (120 + 80 + 100) of (1,000 + 1,000 + 1,000); the month that gives only one of them is left out.
KPIS: list[list[Any]] = [
    ["KPI", "Target", "Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026", "YTD"],
    ["Agency hours", 50, 120, 80, 100, None, 300],
    ["Total hours worked", 1000, 1000, "1,000", 1000, 1010, 4010],
    ["Occupancy %", "95%", "91%", "92%", "93%", "94%", None],
]
# On dignity: 12 answers, of which 9 score 4 or 5 of 5; one more is Don't know.
DIGNITY = ["Strongly agree"] * 5 + ["Agree"] * 4 + ["Neither agree nor disagree", "Disagree", "Strongly disagree"]
FORMS: list[list[Any]] = [
    ["ID", "Start time", "Completion time", "Email", "Name", "I am treated with dignity", "Any comments?"],
    *(
        [n, datetime(2026, 9, n, 9), datetime(2026, 9, n, 9, 5), "a@example.org", "Ama Quartey", answer, "Ask Gillian"]
        for n, answer in enumerate([*DIGNITY, "Don't know"], 1)
    ),
]


def made(folder: Path) -> ServiceRead:
    for name, rows in (("Staff", STAFF), ("Tracker", TRACKER), ("KPIs", KPIS), ("Survey", FORMS)):
        workbook(folder / "records" / f"{name}.xlsx", {"Sheet1": rows})
    lines = ["sources:"] + [
        f"  - {{file: records/{name}.xlsx, map: {map_id}}}"
        for name, map_id in (("Staff", "staff-list"), ("Tracker", "supervision-tracker"), ("KPIs", "kpi-sheet"))
    ]
    lines.append("  - {file: records/Survey.xlsx, map: survey-export, constants: {group: person}}")
    service(folder, more="\n".join(lines))
    return read_service(folder)


def figures(library: Library, read: ServiceRead) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of each requirement, by its indicator, on the records as they stood on the day."""
    asked = (
        requirement("supervision-often-enough", {"times": 6}, at_least="90%", window="12 months"),
        requirement("agency-share", at_most="15%", window="12 months"),
        requirement("feedback-positive", {"topic": "dignity"}, at_least="80%", window="12 months"),
    )
    return {one.use: counts(ask(library, one, read.records)) for one in asked}


def test_a_tracker_a_kpi_sheet_and_a_survey_answer_as_worked_out_by_hand(library: Library, tmp_path: Path) -> None:
    read = made(tmp_path)
    assert read.problems == ()
    assert figures(library, read) == {
        "supervision-often-enough": (1, 3),
        "agency-share": (300, 3000),
        "feedback-positive": (9, 12),
    }


def test_a_tick_in_a_month_to_come_is_no_meeting_yet(tmp_path: Path) -> None:
    records, after = as_of(made(tmp_path).records, ON)
    assert after.rows == {"supervision": 2}
    assert max(r.day or date.min for r in records.of("supervision")) <= ON


def test_nobody_is_named_in_what_is_said_of_these_sheets(tmp_path: Path) -> None:
    read = made(tmp_path)
    said = [line for account in read.accounts for line in each(account.notes)]
    assert len(said) > 5
    assert not any(name in line for line in said for name in ("Ama", "Bram", "Carys", "Gillian", "example.org"))


def test_answers_that_are_alike_all_count_each_with_an_id_of_its_own(tmp_path: Path) -> None:
    alike = [FORMS[0], *([*FORMS[1][:2], datetime(2026, 9, 1), *FORMS[1][3:]] for _ in range(50))]
    workbook(tmp_path / "records" / "Survey.xlsx", {"Sheet1": alike})
    line = "  - {file: records/Survey.xlsx, map: survey-export, constants: {group: person}}"
    records = read_service(service(tmp_path, more=f"sources:\n{line}")).records.of("feedback")
    assert [r.id for r in records] == [record_id(KEY.encode(), records[0], n) for n in range(50)]
