"""evidencepack check: the account of every sheet, and what service.yaml says of a sheet that cannot be so."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from evidencepack.cli.main import cli
from tests.made_folders import STAFF, said, service, workbook
from tests.words import read_service

SUPERVISION: list[list[Any]] = [
    ["Staff member", "Date held", "Type", "Seen by"],
    ["Ama Quartey", "01/02/2026", "Supervision", "x"],
    ["Ama Quartey", "31/02/2026", "Supervision", "x"],
    ["Bram Oosterhuis", "soon", "Supervision", "x"],
    ["Bram Oosterhuis", "03/02/2026", "Observed practice", "x"],
    ["Carys Penhaligon", "04/02/2026", "Carys Penhaligon", "x"],
    ["Total", None, None, None],
]


def check(folder: Path, *more: str) -> str:
    told = CliRunner().invoke(cli, ["check", str(folder), *more])
    assert told.exit_code == 0, told.output
    return told.output


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def small(tmp_path: Path) -> Path:
    workbook(tmp_path / "records/Staff.xlsx", {"Staff": STAFF})
    workbook(tmp_path / "records/Supervision.xlsx", {"2026": SUPERVISION})
    sources = [("records/Staff.xlsx", "Staff", "staff-list"), ("records/Supervision.xlsx", "2026", "supervision-log")]
    return service(tmp_path, sources)


def test_every_heading_is_said_with_what_it_was_read_as(small: Path) -> None:
    out = one_line(check(small))
    assert "Read as: Staff member (staff), Date held (date), Type (kind)" in out
    assert "Columns not used: Seen by" in out


def test_rows_seen_are_rows_read_and_those_set_aside(small: Path) -> None:
    found = json.loads(check(small, "--json"))["sources"]
    assert len(found) == 2
    for source in found:
        assert source["rows_seen"] == source["rows_read"] + sum(n for _, n in source["set_aside"])
    assert found[1]["headings"] == [["Staff member", "staff"], ["Date held", "date"], ["Type", "kind"]]


def test_cells_that_are_not_understood_are_counted_by_column_with_their_addresses(small: Path) -> None:
    out = one_line(check(small))
    assert "Not understood: 2 cells of Date held (B), not a date: B3, B4" in out


def test_words_no_list_knows_are_counted_and_shown_only_when_they_can_be_no_name(small: Path) -> None:
    out = check(small)
    assert "2 cells of Type" in one_line(out)
    assert "penhaligon" not in out.casefold()
    assert json.loads(check(small, "--json"))["sources"][1]["words_not_known"] == {"kind": 2}


def test_what_check_prints_fits_80_columns(small: Path) -> None:
    assert max(map(len, check(small).splitlines())) <= 80


def test_a_heading_that_may_be_a_name_is_not_shown(tmp_path: Path) -> None:
    rows = [[*row, "x"] for row in STAFF]
    rows[0][-1] = "Zebedee Thackthwaite"
    workbook(tmp_path / "records/Staff.xlsx", {"Staff": rows})
    out = check(service(tmp_path, [("records/Staff.xlsx", "Staff", "staff-list")]))
    assert "Thackthwaite" not in out
    assert "1 not shown that may be a name" in one_line(out)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("columns: {colour: Type}", "The register supervision has no field 'colour'."),
        ("values: {mood: {good: [fine]}}", "The register supervision has no field 'mood'."),
        (
            "constants: {actions_agreed: some}",
            "What constants gives for 'actions_agreed' is not what that field holds.",
        ),
        ("columns: {date: Date hled}", "the heading 'Date hled', and it does not stand in this sheet"),
        ("columns: {date: Seen by, kind: Seen by}", "gives the heading 'Seen by' to two fields"),
    ],
)
def test_what_service_yaml_says_of_a_sheet_and_cannot_be_so_is_said(tmp_path: Path, line: str, told: str) -> None:
    workbook(tmp_path / "records/Supervision.xlsx", {"2026": SUPERVISION})
    more = f'sources:\n  - file: records/Supervision.xlsx\n    sheet: "2026"\n    map: supervision-log\n    {line}\n'
    assert any(told in sentence for sentence in said(read_service(service(tmp_path, more=more))))


def test_a_day_that_every_row_of_a_sheet_shares_may_stand_in_service_yaml(tmp_path: Path) -> None:
    workbook(tmp_path / "records/Staff.xlsx", {"Staff": STAFF})
    rows = [["Staff ID", "Course"], *([row[0], "Fire safety"] for row in STAFF[1:])]
    workbook(tmp_path / "records/Training.xlsx", {"One": rows})
    more = (
        "sources:\n  - {file: records/Staff.xlsx, sheet: Staff, map: staff-list}\n"
        "  - {file: records/Training.xlsx, sheet: One, map: training-log, constants: {completed: 2026-05-01}}\n"
    )
    read = read_service(service(tmp_path, more=more))
    found = read.records.of("training")
    assert len(found) == len(STAFF) - 1, said(read)
    assert {getattr(r, "completed", None) for r in found} == {date(2026, 5, 1)}


def test_a_file_whose_name_holds_brackets_is_found(tmp_path: Path) -> None:
    workbook(tmp_path / "records/Staff [2026].xlsx", {"Staff": STAFF})
    read = read_service(service(tmp_path, [("records/Staff [2026].xlsx", "Staff", "staff-list")]))
    assert [a.rows_read for a in read.accounts] == [3] and not read.problems


def test_the_columns_of_a_matrix_are_told_together_and_so_are_its_cells(tmp_path: Path) -> None:
    rows = [["Staff Name", "Fire safety", "First aid", "Food hygiene"]]
    rows += [[name, "01/02/2026", "wibble", "03/02/2026"] for name in ("Ama Quartey", "Bram Oosterhuis")]
    workbook(tmp_path / "records/Training.xlsx", {"Matrix": rows})
    out = one_line(check(service(tmp_path, [("records/Training.xlsx", "Matrix", "training-matrix")])))
    assert "3 columns (course): Fire safety, First aid, Food hygiene" in out
    assert "Problems: none." in out and "7 questions" in out
