"""A row that shows signs of a serious event is known by the sign, and by no other word of its cells."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidencepack.pipeline import open_library
from evidencepack.registers import REGISTERS, Records
from evidencepack.tables import People
from evidencepack.tables.signs import asks_for_signs
from tests.made_folders import Rows, read_made, sheet_of, workbook
from tests.words import read_sheet

HEAD = ["Incident no", "Date", "Resident", "Incident type", "Harm", "Notifiable", "Description"]
DAY = date(2026, 5, 1)
SIGNS = open_library().rules.terms.signs


def signs(folder: Path, *rows: list[Any], head: list[str] = HEAD, map_id: str = "incident-log") -> dict[str, str]:
    """The sign of each row that shows one, by its code."""
    found = records(folder, head, *rows, map_id=map_id)
    every = (*found.of("incidents"), *found.of("deaths_dols"), *(r for p in found.partial.values() for r in p))
    codes: dict[str, Any] = {row.id: row.code for row in every}  # type: ignore[attr-defined]
    return {codes[id_]: sign for id_, sign in found.signs.items()}


def records(folder: Path, head: list[str], *rows: list[Any], map_id: str = "incident-log") -> Records:
    sheet: tuple[str, Rows] = (map_id, [head, *rows])
    return read_made(folder, {"log": sheet}).records


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("# NOF, 999", "#"),
        ("Rang 111, told to wait", "111"),
        ("Paramedics came.", "paramedics"),
        ("Taken to HOSPITAL by her son", "hospital"),
        ("Sat in the garden", ""),
        ("Hospitality evening", ""),
        ("See INC-999 and 0999", ""),
    ],
)
def test_a_word_of_ours_whole_and_in_any_case_is_a_sign_in_a_column_that_is_not_read(
    tmp_path: Path, text: str, sign: str
) -> None:
    path = workbook(tmp_path / "log.xlsx", {"S": [HEAD, ["I1", DAY, "R1", "Fall", "Low", None, text]]})
    words = ("#", "999", "111", "paramedics", "hospital")
    read = read_sheet(path.name, sheet_of(path), open_library().column_maps["incident-log"], People(), words)
    assert read.signs == ({0: sign} if sign else {})


def test_what_a_list_makes_of_a_word_is_a_sign_and_codes_and_counters_are_none(tmp_path: Path) -> None:
    head = [*HEAD, "Row"]
    rows = [
        ["I-1", DAY, "R111", "Fall", "3", None, None, 110],
        ["I-111", DAY, "Rose Burns", "Fall", "Low", None, None, 111],
        ["999", DAY, "R1", "Theft alleged", "Low", None, None, 112],
    ]
    assert signs(tmp_path, *rows, head=head) == {"I-1": "severe harm", "999": "theft"}


def test_a_death_is_a_sign_by_itself_and_a_row_that_cannot_be_used_keeps_its_sign(tmp_path: Path) -> None:
    head = ["Ref", "Date", "Event", "Resident"]
    rows = [["D1", DAY, "Passed away", "R1"], ["D2", "soon", "Death", "R2"], ["D3", DAY, "Death", "R3"]]
    found = signs(tmp_path, *rows, head=head, map_id="deaths-dols-log")
    assert found == {"D1": "passed away", "D2": "death", "D3": "death"}


def test_one_of_two_rows_that_are_the_same_is_enough_for_a_sign(tmp_path: Path) -> None:
    row = ["I1", DAY, "R1", "Fall", "Low", None]
    assert signs(tmp_path, [*row, None], [*row, "Police called"]) == {"I1": "police"}


def test_no_other_register_is_searched(tmp_path: Path) -> None:
    path = workbook(tmp_path / "log.xlsx", {"S": [["Ref", "Date received", "Details"], ["C1", DAY, "999"]]})
    maps = open_library().column_maps
    assert read_sheet(path.name, sheet_of(path), maps["complaints-log"], People(), SIGNS).signs == {}
    assert {name for name, record in REGISTERS.items() if asks_for_signs(record)} == {"incidents", "deaths_dols"}


def test_without_words_of_signs_nothing_is_a_sign(tmp_path: Path) -> None:
    path = workbook(tmp_path / "log.xlsx", {"S": [HEAD, ["I1", DAY, "R1", "Fall", "Low", None, "999"]]})
    assert read_sheet(path.name, sheet_of(path), open_library().column_maps["incident-log"], People()).signs == {}
