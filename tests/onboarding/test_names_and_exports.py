"""Names in two columns, and files as training platforms and care software write them."""

from pathlib import Path

import pytest

from evidencepack.library import Library
from evidencepack.onboarding.proposal.model import SheetProposal
from evidencepack.onboarding.proposal.propose import propose
from evidencepack.tables.headings import plain
from tests.made_folders import Rows, csv_bytes


def only(tmp_path: Path, library: Library, rows: Rows, name: str = "export") -> SheetProposal:
    (tmp_path / f"{name}.csv").write_bytes(csv_bytes(rows))
    (sheet,) = propose(tmp_path, library.column_maps, library.rules.terms).sheets
    return sheet


def read_as(sheet: SheetProposal) -> set[tuple[str, str]]:
    return {(heading.text, heading.field) for heading in sheet.candidates[0].headings}


STAFF = [
    ["Payroll no", "First Name", "Surname", "Job Title", "Start Date"],
    *([str(100 + n), first, "Lowe", "Carer", f"0{n}/03/2020"] for n, first in enumerate(("Ada", "Ben", "Cy"), 1)),
]
NO_NUMBER = [row[1:] for row in STAFF]
SUPERVISION = [
    ["Forename", "Surname", "Date of supervision", "Type", "Next due"],
    *([first, "Lowe", f"0{n}/03/2026", "Supervision", f"0{n}/05/2026"] for n, first in enumerate(("Ada", "Ben"), 1)),
]


@pytest.mark.parametrize(
    ("rows", "name", "field"),
    [(STAFF, "Staff list", "name"), (NO_NUMBER, "Staff list", "name"), (SUPERVISION, "Supervision", "staff")],
    ids=["numbered", "staff", "supervision"],
)
def test_first_name_and_surname_in_two_columns_of_a_list_are_one_name(
    tmp_path: Path, library: Library, rows: Rows, name: str, field: str
) -> None:
    assert ("Name", field) in read_as(only(tmp_path, library, rows, name))


def test_a_sheet_with_whole_names_too_is_read_by_those(tmp_path: Path, library: Library) -> None:
    rows = [[*row, "Full name" if row is STAFF[0] else f"{row[1]} {row[2]}"] for row in STAFF]
    assert ("Full name", "name") in read_as(only(tmp_path, library, rows, "Staff list"))


MOODLE = [
    ["User's full name", "Email", "Course", "Timestarted", "Timecompleted", "Completion status"],
    ["Ada Lowe", "a@example.org", "Fire Safety", "", "Friday, 3 April 2026, 3:05 PM", "Yes"],
    ["Ben Lowe", "b@example.org", "Fire Safety", "Monday, 6 April 2026, 9:00 AM", "", "No"],
]
TOTARA = [
    ["User's Fullname", "Course Fullname", "Date Started", "Date Completed", "Completion Status"],
    ["Ada Lowe", "Infection Prevention", "03 Apr 2026", "03 Apr 2026", "Complete"],
    ["Ben Lowe", "Infection Prevention", "06 Apr 2026", "", "In progress"],
]
BIRDIE = [
    ["ASSIGNEE_ID", "CREATED_AT", "DUE_DATE", "ID", "IS_ARCHIVED", "RELATIONS", "STATUS", "TITLE", "VERSION"],
    ["u1", "2026-09-01T09:12:00Z", "2026-09-10", "a1", "false", "client", "COMPLETED", "Review medication", "2"],
    ["u2", "2026-10-01T09:12:00Z", "2026-10-10", "a2", "false", "client", "OPEN", "Update care plan", "1"],
]


@pytest.mark.parametrize(
    ("rows", "map_id"),
    [(MOODLE, "training-export"), (TOTARA, "training-export"), (BIRDIE, "birdie-actions")],
    ids=["moodle", "totara", "birdie"],
)
def test_an_export_whose_headings_are_public_is_known_on_sight(
    tmp_path: Path, library: Library, rows: Rows, map_id: str
) -> None:
    sheet = only(tmp_path, library, rows)
    assert sheet.chosen
    assert (sheet.chosen.map, sheet.chosen.read) == (map_id, len(rows) - 1)


def test_a_heading_as_a_database_writes_it_is_the_same_heading() -> None:
    assert plain("DUE_DATE") == plain("Due date")
    assert plain("__") == plain("_")
