"""A long sheet: a row a record, and every other row set aside with its reason."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.files import Sheet
from evidencepack.pipeline import open_library
from evidencepack.registers import Audit, Supervision
from evidencepack.tables import People
from tests.made_folders import read_with, said, workbook
from tests.made_sheets import DAY, read, rows_of
from tests.words import read_sheet

COLUMN_MAPS = open_library().column_maps
HEAD = ["Date of audit", "Audit topic", "Area looked at", "Score", "Out of", "Findings"]
ROW = [date(2026, 3, 9), "Dignity", "Care plans", 18, 20, None]


def audits(tmp_path: Path, *rows: list[Any]) -> Any:
    return read_with("audit-log", workbook(tmp_path / "Audits.xlsx", {"Audit log": rows}))


def test_banners_blank_rows_and_headings_are_set_aside_and_counted(tmp_path: Path) -> None:
    read = audits(tmp_path, ["Rowan House audits"], [], ["Updated", date(2026, 10, 1)], HEAD, ROW, [], ROW)
    account = read.account
    assert (account.rows_seen, account.rows_read) == (7, 2)
    assert account.set_aside == {"above the table": 2, "blank": 2, "heading": 1}
    assert [r.origin.row for r in read.records] == [5, 7]
    assert said(read) == []


@pytest.mark.parametrize("above", range(15))
def test_headings_on_any_of_the_first_fifteen_rows(tmp_path: Path, above: int) -> None:
    read = audits(tmp_path, *[["a banner"]] * above, HEAD, ROW)
    assert [r.origin.row for r in read.records] == [above + 2]


def test_headings_repeated_in_the_body_are_headings(tmp_path: Path) -> None:
    read = audits(tmp_path, HEAD, ROW, HEAD, ROW)
    assert (len(read.records), read.account.set_aside) == (2, {"heading": 2})


def test_notes_and_totals_at_the_foot_are_set_aside(tmp_path: Path) -> None:
    read = audits(
        tmp_path,
        HEAD,
        ROW,
        [],
        ["Total", None, None, None, None, None],
        ["Note: scores out of 20"],
        [None, None, None, None, None, None, "x"],
    )
    assert len(read.records) == 1
    assert read.account.set_aside == {"heading": 1, "blank": 1, "note or total": 3}


def test_section_rows_are_set_aside(tmp_path: Path) -> None:
    rows = [
        ["Staff member", "Date held", "Type"],
        ["January"],
        ["0101", date(2026, 1, 5), "Supervision"],
        ["FEBRUARY:"],
    ]
    read = read_with("supervision-log", workbook(tmp_path / "s.xlsx", {"2026": rows}))
    assert read.account.set_aside == {"heading": 1, "section heading": 2}
    assert isinstance(read.records[0], Supervision)


def test_a_blank_heading_does_not_move_the_columns(tmp_path: Path) -> None:
    read = audits(tmp_path, ["Date of audit", None, "Audit topic"], [date(2026, 3, 9), "in no column", "Dignity"])
    (audit,) = read.records
    assert isinstance(audit, Audit)
    assert audit.topic == "Dignity"


def test_columns_that_no_field_reads_are_named(tmp_path: Path) -> None:
    read = audits(tmp_path, [*HEAD, "Filed", "Where kept"], [*ROW, "shelf", "office"])
    assert read.account.unused_columns == ("Filed", "Where kept")


def test_the_words_of_the_service_become_ours(tmp_path: Path) -> None:
    rows = [
        HEAD,
        *(
            [date(2026, 3, d), "Dignity", area, 18, 20, None]
            for d, area in enumerate(["Careplans", "CP", "care plans ", "Garden"], 1)
        ),
    ]
    found = [r.scope for r in audits(tmp_path, *rows).records if isinstance(r, Audit)]
    assert found == ["care plans", "care plans", "care plans", "Garden"]


def test_a_score_with_what_it_is_out_of_fills_both(tmp_path: Path) -> None:
    (audit,) = audits(
        tmp_path, ["Date of audit", "Audit topic", "Score"], [date(2026, 3, 9), "Dignity", "18/20"]
    ).records
    assert (audit.score, audit.out_of) == (18, 20)


def test_an_impossible_day_is_a_problem_with_its_place_and_the_row_is_not_counted(tmp_path: Path) -> None:
    read = audits(tmp_path, HEAD, ["31/02/2026", "Dignity", None, None, None, "Seen by Gillian Thorncombe"])
    assert said(read) == [
        "Audits.xlsx, sheet Audit log, row 2, column Date of audit: '31/02/2026' is not a date. "
        "Type a day that exists, in the form 31/12/2026."
    ]
    assert read.records == ()
    (unread,) = read.unread
    assert (unread.values["topic"], unread.why) == ("Dignity", "The row has no 'Date of audit'.")
    assert read.account.set_aside == {"heading": 1, "could not be used": 1}


def test_an_optional_cell_that_is_not_understood_is_a_problem_and_the_row_still_counts(tmp_path: Path) -> None:
    read = audits(tmp_path, HEAD, [date(2026, 3, 9), "Dignity", None, "Gillian said good", 20, None])
    assert said(read) == [
        "Audits.xlsx, sheet Audit log, row 2, column Score: What stands here is not a number. Type digits only."
    ]
    assert (len(read.records), read.unread) == (1, ())


def test_a_row_without_what_it_needs_says_so(tmp_path: Path) -> None:
    read = audits(tmp_path, HEAD, [None, None, "Care plans", 18, 20, None])
    assert said(read) == [
        "Audits.xlsx, sheet Audit log, row 2: The row has no 'Date of audit' and no 'Audit topic'. "
        "Complete the row: as it stands it leaves figures open."
    ]


def test_training_needs_a_day_of_one_kind(tmp_path: Path) -> None:
    rows = [
        ["Staff", "Course", "Completed", "Booked for"],
        ["0101", "Dignity", None, None],
        ["0101", "Fire", None, date(2026, 12, 1)],
    ]
    read = read_with("training-log", workbook(tmp_path / "t.xlsx", {"Log": rows}))
    assert [r.origin.row for r in read.records] == [3]
    assert read.unread[0].why == "The row has neither completed nor booked day."


def test_headings_that_match_nothing_set_every_row_aside_and_say_what_was_looked_for(tmp_path: Path) -> None:
    read = audits(tmp_path, ["Quoi", "Quand"], ["Dignité", "hier"])
    assert read.account.set_aside == {"could not be used": 2}
    (line,) = said(read)
    assert "None of the first 15 rows holds the headings looked for (Audit register)." in line
    assert "Date of audit, Audit topic" in line


def test_formula_errors_of_excel_are_not_values(tmp_path: Path) -> None:
    read = audits(tmp_path, HEAD, [date(2026, 3, 9), "Dignity", None, "#N/A", "#REF!", None])
    assert [(p.origin.cell, p.what) for p in read.problems] == [
        ("D2", "The cell shows the error #N/A."),
        ("E2", "The cell shows the error #REF!."),
    ]
    (audit,) = read.records
    assert isinstance(audit, Audit)
    assert (audit.score, audit.out_of) == (None, None)


WORDS = [
    "Date of audit",
    "Date",
    "Audit topic",
    "Score",
    "Out of",
    "Total",
    "Note",
    "Dignity",
    "18/20",
    "31/02/2026",
    "",
    "  ",
    "Care plans",
]
SHEETS = rows_of(WORDS)
MAPS = ["audit-log", "staff-list", "supervision-log", "feedback-answers", "document-list", "training-log", "residents"]


@given(SHEETS, st.sampled_from(MAPS), st.integers(0, 14), st.booleans())
def test_whatever_a_sheet_holds_every_row_is_read_or_set_aside(
    rows: Any, map_id: str, above: int, headed: bool
) -> None:
    column_map = COLUMN_MAPS[map_id]
    if headed:
        rows = (*rows[:above], tuple(h[0] for h in column_map.columns.values()), *rows[above:])
    read = read_sheet("made.xlsx", Sheet("Made", rows), column_map, People())
    account = read.account
    assert account.rows_seen == account.rows_read + sum(account.set_aside.values())
    assert account.rows_read == account.records == len(read.records)
    assert len(read.unread) <= account.set_aside.get("could not be used", 0)
    assert all(p.what and p.remedy and p.origin.file == "made.xlsx" for p in read.problems)


@pytest.mark.parametrize(
    ("map_id", "head", "row", "absent"),
    [
        ("audit-log", ["Audit topic", "Score"], ["Dignity", 18], "'Date of audit'"),
        ("training-log", ["Employee no", "Course"], ["0101", "Fire safety"], "'Completed'"),
        ("policy-register", ["Policy", "Owner"], ["Lone working", "Manager"], "'Last reviewed' nor for 'Review due'"),
    ],
)
def test_a_sheet_without_the_column_of_its_days_is_said_once_and_not_of_every_row(
    tmp_path: Path, map_id: str, head: list[Any], row: list[Any], absent: str
) -> None:
    read = read_with(map_id, workbook(tmp_path / "Log.xlsx", {"Log": [head, row, row]}))
    (problem,) = read.problems
    assert (problem.origin.row, problem.rows) == (1, 2)
    assert problem.what == f"The sheet has no column for {absent}, without which no row of it can be counted."
    assert {row.absent for row in read.unread} == {absent}


def test_a_row_without_its_day_under_a_column_of_days_is_said_of_that_row(tmp_path: Path) -> None:
    read = audits(tmp_path, HEAD, ROW, [None, *ROW[1:]])
    assert [(p.origin.row, p.what) for p in read.problems] == [(3, "The row has no 'Date of audit'.")]
    assert [row.absent for row in read.unread] == [""]


RECRUITS = ("Ref", "Post", "Application received", "First shift")


@pytest.mark.parametrize("said", ["Not started yet", "not started", "TBC", "Awaiting start"])
def test_a_recruit_who_has_not_started_by_what_the_row_says_is_not_due_yet_rather_than_unread(said: str) -> None:
    found = read("recruitment-log", RECRUITS, ("R1", "Carer", DAY, DAY), ("R2", "Carer", DAY, said))
    assert (len(found.records), found.unread, found.problems) == (1, (), ())
    assert found.account.set_aside == {"heading": 1, "not due yet": 1}


def test_a_recruit_whose_row_says_nothing_of_a_start_stays_unread() -> None:
    found = read("recruitment-log", RECRUITS, ("R1", "Carer", DAY, DAY), ("R2", "Carer", DAY, None))
    assert len(found.unread) == 1 and found.problems[0].what == "The row has no 'First shift'."


def test_a_first_shift_that_is_neither_a_day_nor_says_that_it_is_to_come_stays_a_problem() -> None:
    found = read("recruitment-log", RECRUITS, ("R1", "Carer", DAY, DAY), ("R2", "Carer", DAY, "soonish"))
    assert len(found.unread) == 1 and "is not a date" in found.problems[0].what
