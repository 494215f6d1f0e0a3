"""Rows that share a number and say different things are rows of their own, and a problem; a person counts once."""

from datetime import date
from pathlib import Path

from evidencepack.library import Library
from evidencepack.registers import Incident, Staff, Total
from tests.made_folders import Rows, read_made, said
from tests.people import BANDS, ask, counts, requirement
from tests.service.test_cells_known import incidents

STAFF = ["Payroll no", "Name", "Job title", "Start date", "Leaving date"]
SAFEGUARDING = requirement("training-in-date", {"topic": "safeguarding"}, **BANDS)
TRAINING = ["Employee no", "Course", "Completed"]
BEGAN, LEFT, AGAIN = date(2020, 2, 1), date(2025, 2, 1), date(2026, 6, 1)


def staff(*rows: list[object]) -> tuple[str, Rows]:
    return "staff-list", [STAFF, *rows]


def test_two_incidents_under_one_number_are_two_and_both_places_are_said(tmp_path: Path) -> None:
    log = incidents(
        ["I1", date(2026, 5, 1), "R1", "Fall", "Low", "No"],
        ["I1", date(2026, 6, 1), "R2", "Medication error", "Low", "No"],
    )
    found = read_made(tmp_path, {"log": log})
    rows = [r for r in found.records.of("incidents") if isinstance(r, Incident)]
    assert ([r.date.month for r in rows], len({r.id for r in rows})) == ([5, 6], 2)
    assert [line.partition(":")[0] for line in said(found)] == ["records/log.xlsx, sheet Sheet1, row 3"]
    assert "records/log.xlsx, sheet Sheet1, row 2" in said(found)[0]


def test_a_row_that_says_the_same_in_capitals_and_accents_or_less_counts_once(tmp_path: Path) -> None:
    log = incidents(
        ["I1", date(2026, 5, 1), "R1", "Fall", "Low", None],
        ["i1", date(2026, 5, 1), "r1", "FALL", None, "No"],
    )
    found = read_made(tmp_path, {"log": log})
    (row,) = found.records.of("incidents")
    assert (getattr(row, "harm", ""), getattr(row, "notifiable", None), said(found)) == ("low", False, [])


def test_two_answers_that_are_the_same_are_two_and_no_problem(tmp_path: Path) -> None:
    rows = [["Date", "From", "Question", "Score"], *([date(2026, 5, 1), "Family", "Kind staff", 5] for _ in range(2))]
    found = read_made(tmp_path, {"log": ("feedback-answers", rows)})
    assert (len(found.records.of("feedback")), said(found)) == (2, [])


def test_somebody_who_came_back_under_the_same_number_is_one_person_in_post(library: Library, tmp_path: Path) -> None:
    found = read_made(
        tmp_path,
        {
            "staff": staff(
                ["3", "Cat Cole", "Care assistant", BEGAN, LEFT],
                ["3", "Cat Cole", "Care assistant", AGAIN, None],
                ["4", "Dee Dove", "Care assistant", BEGAN, None],
            ),
            "training": ("training-log", [TRAINING, ["3", "Safeguarding adults", date(2026, 7, 1)]]),
        },
    )
    assert [r.start for r in found.records.of("staff") if isinstance(r, Staff)] == [BEGAN, AGAIN, BEGAN]
    assert counts(ask(library, SAFEGUARDING, found.records)) == (1, 2)


def test_one_person_with_two_posts_counts_once(library: Library, tmp_path: Path) -> None:
    found = read_made(
        tmp_path,
        {
            "staff": staff(
                ["2", "Bob Best", "Care assistant", BEGAN, None], ["2", "Bob Best", "Activities worker", BEGAN, None]
            ),
            "training": ("training-log", [TRAINING, ["2", "Safeguarding adults", date(2026, 7, 1)]]),
        },
    )
    assert counts(ask(library, SAFEGUARDING, found.records)) == (1, 1)


def test_two_figures_for_one_month_leave_that_month_open(tmp_path: Path) -> None:
    months = ["KPI", "Sep-26", "Oct-26"]
    found = read_made(
        tmp_path,
        {
            "a": ("kpi-sheet", [months, ["Agency hours", 100, 120], ["Total hours", 2000, 2000]]),
            "b": ("kpi-sheet", [months, ["Agency hours", 100, 90], ["Total hours", 2000, 2000]]),
        },
    )
    assert len([r for r in found.records.of("totals") if isinstance(r, Total)]) == 3
    (open_,) = found.records.partial["totals"]
    assert found.records.unknown[open_.id] == {"value"}
    assert [line for line in said(found) if "Another number is given" in line]


def test_many_such_rows_of_two_sheets_are_said_of_the_sheet(tmp_path: Path) -> None:
    logs = {
        name: incidents(*([f"I{n}", date(2026, 5, n), "R1", kind, "Low", "No"] for n in range(1, 6)))
        for name, kind in (("a", "Fall"), ("b", "Medication error"))
    }
    lines = said(read_made(tmp_path, logs))
    assert len({line.partition(": ")[2] for line in lines}) == 1
    assert "stands at records/a.xlsx, sheet Sheet1, and" in lines[0]
