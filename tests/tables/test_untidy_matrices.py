"""Matrices as homes keep them: keys to letters and colours, pairs of days, lengths, lists of courses, names."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidencepack.dates import MonthDay
from evidencepack.files import Merged, Sheet
from evidencepack.onboarding.proposal.propose import propose
from evidencepack.origin import Origin
from evidencepack.pipeline import open_library
from evidencepack.registers import Staff, Training
from evidencepack.tables import People, SheetRead, people_index
from evidencepack.tables.cells.convert import length_in, validity_months
from evidencepack.tables.colours import is_key_sheet, keys_elsewhere
from evidencepack.tables.layout_reader import Cells
from evidencepack.tables.whole_names import with_whole_names
from tests.made_folders import service, workbook
from tests.words import read_service, read_sheet

LIBRARY = open_library()
MAP = LIBRARY.column_maps["training-matrix"]
DAY, LATER, OLD = date(2026, 3, 9), date(2027, 3, 8), date(2024, 2, 2)
HEAD = ("Name", "Fire safety", "Food hygiene", "First aid")
RAG = "Key: G = in date, A = due within 3 months, R = overdue, N = not required"


def read(*rows: Any, people: People | None = None, name: str = "Matrix", **of_sheet: Any) -> SheetRead:
    sheet = Sheet(name, tuple(tuple(row) for row in rows), **of_sheet)
    return read_sheet("Matrix.xlsx", sheet, MAP, people or People())


def listed(*names: str) -> People:
    rows = [Staff(origin=Origin("s"), code=f"S{n}", name=name, role="Carer", start=OLD) for n, name in enumerate(names)]
    return people_index(rows, None)


def states(found: SheetRead) -> list[str]:
    return [r.state for r in found.records if isinstance(r, Training)]


def days(found: SheetRead) -> list[tuple[str, date | None, date | None]]:
    return [(r.course, r.completed, r.expires) for r in found.records if isinstance(r, Training)]


def asked(found: SheetRead) -> list[tuple[str, str]]:
    return [(a.ask, a.what) for a in found.asked]


# Keys

LETTERS = ("Ama Quartey", "G", "A", "R"), ("Bram Hale", "n", "R", "G")
MEANT = ["in date", "in date", "expired", "not required", "expired", "in date"]


@pytest.mark.parametrize(
    "rows",
    [
        ((RAG,), HEAD, *LETTERS),
        (HEAD, *LETTERS, (), (RAG,)),
        (HEAD, *LETTERS, (), ("G", "In date"), ("A", "Due within 3 months"), ("R", "Overdue"), ("N", "Not required")),
        (
            (*HEAD, None, "G", "In date"),
            (*LETTERS[0], None, "A", "Due soon"),
            (*LETTERS[1], None, "R", "Overdue"),
            (None, None, None, None, None, "N", "N/A"),
        ),
        (
            (*HEAD, None, "Key"),
            (*LETTERS[0], None, "G = in date; A = nearly due"),
            (*LETTERS[1], None, "R = overdue; N: not required"),
        ),
    ],
    ids=["above", "below in words", "below in cells", "beside from the headings on", "beside under a heading"],
)
def test_a_key_says_what_letters_mean_wherever_it_stands(rows: Any) -> None:
    found = read(*rows)
    assert (states(found), asked(found), found.problems) == (MEANT, [], ())
    assert "What a colour or a mark means is taken from the key in the file: a, g, n, r." in found.account.notes


def test_a_key_goes_before_our_own_lists() -> None:
    assert states(read(("Y = booked, N = not required",), HEAD, ("Ama", "Y", "N", DAY)))[:2] == [
        "booked",
        "not required",
    ]


def test_letters_of_traffic_lights_are_those_of_a_key_to_colours() -> None:
    key = ("Red = expired; Amber = due within 3 months; Green = in date",)
    assert states(read(key, HEAD, ("Ama", "R", "Amber", "g"))) == ["expired", "in date", "in date"]


def test_letters_without_a_key_are_asked_about_and_names_of_colours_as_the_colours_are() -> None:
    found = read(HEAD, ("Ama", "R", "Amber", None), fills={(2, 3): "amber"})
    assert states(found) == ["asked", "asked", "asked"]
    assert asked(found) == [("mark", "R"), ("colour", "amber"), ("colour", "amber")]


@pytest.mark.parametrize(
    "below",
    [
        {"rows": [("Overdue",), ("In date",)], "fills": {(5, 0): "red", (6, 0): "green"}},
        {"rows": [("Red", "Overdue"), ("Green", "In date")], "fills": {}},
        {"rows": [(None, "Overdue"), (None, "In date")], "fills": {(5, 0): "red", (6, 0): "green"}},
    ],
    ids=["words in colours", "names of colours", "colours with words"],
)
def test_a_key_to_colours_below_the_people_is_no_person(below: Mapping[str, Any]) -> None:
    rows = HEAD, ("Ama", DAY, None, DAY), ("Bram", None, DAY, DAY), (), *below["rows"]
    found = read(*rows, fills={(2, 2): "red", (3, 1): "green", **below["fills"]})
    assert states(found) == ["completed", "expired", "completed", "in date", "completed", "completed"]
    assert (asked(found), found.problems, found.account.set_aside["note or total"]) == ([], (), 2)


def test_a_short_name_beside_one_word_is_somebody_and_no_key() -> None:
    assert [r.staff for r in read(HEAD, ("Jo", "Booked"), ("Al", DAY)).records][::3] == ["jo", "al"]  # type: ignore[attr-defined]


def test_a_key_on_another_sheet_of_the_file_is_taken_where_the_sheet_has_none(tmp_path: Path) -> None:
    folder = service(tmp_path, [("records/Matrix.xlsx", "Matrix", "training-matrix")])
    key = [["Code", "Meaning"], ["G", "In date"], ["R", "Overdue"]]
    workbook(folder / "records" / "Matrix.xlsx", {"Matrix": [HEAD, ["Ama", "G", "R", "G"]], "Key": key})
    found = read_service(folder)
    read_as = [r.state for r in found.records.of("training") if isinstance(r, Training)]
    assert read_as == ["in date", "expired", "in date"]
    (of_key,) = [a for a in found.accounts if a.sheet == "Key"]
    assert of_key.set_aside == {"a key to the colours or marks of other sheets": 3}


def test_a_sheet_that_is_nothing_but_a_key_is_known_for_one() -> None:
    words = MAP.matrix.key if MAP.matrix else {}
    key = Sheet("Key", (("Code", "Meaning"), ("G", "In date"), ("R", "Overdue")))
    assert is_key_sheet(key, words)
    assert not is_key_sheet(Sheet("Rota", (("Name", "Mon"), ("Jo", "Off"), ("Al", "E"))), words)
    assert ("r", "Overdue") in keys_elsewhere([key])
    own = read(HEAD, ("Ama", "G", "R", DAY), key=keys_elsewhere([key]))
    assert states(own) == ["in date", "expired", "completed"]


# Numbers


def test_one_and_nought_are_asked_about_and_a_share_is_a_percentage() -> None:
    found = read(HEAD, ("Ama", 1, 0, 0.85), ("Bram", 1, 1.0, DAY), percents=frozenset({(3, 2)}))
    assert asked(found) == [("mark", "1"), ("mark", "0"), ("mark", "%"), ("mark", "1"), ("mark", "%")]
    assert states(read(("1 = completed, 0 = not done",), HEAD, ("Ama", 1, 0, 1.0))) == ["in date", "blank", "in date"]


# Two days of a course


@pytest.mark.parametrize(
    "heads",
    [
        [("Name", "Fire safety", "Due", "Food hygiene", "Due")],
        [("Name", "Fire safety", "Expiry date", "Food hygiene", "Expiry date")],
        [("Name", "Fire safety date", "Fire safety renewal", "Food hygiene date", "Food hygiene renewal")],
        [("Name", "Fire safety", None, "Food hygiene", None), (None, "Completed", "Due", "Completed", "Due")],
    ],
)
def test_a_day_and_its_expiry_side_by_side_are_one_entry(heads: Any) -> None:
    joined = (Merged(1, 1, 1, 2), Merged(1, 3, 1, 4)) if len(heads) > 1 else ()
    found = read(*heads, ("Ama", DAY, LATER, DAY, None), ("Bram", None, None, "N/A", None), merged=joined)
    assert days(found)[:2] == [("Fire safety", DAY, LATER), ("Food hygiene", DAY, None)]
    assert states(found) == ["completed", "completed", "blank", "not required"]
    assert found.cells == Cells(seen=8, read=8)


def test_what_else_stands_beside_the_days_of_a_course_is_no_course() -> None:
    heads = ("Name", "Fire safety", None, None), (None, "Completed", "Expiry", "Provider")
    found = read(*heads, ("Ama", DAY, LATER, "Red Box"), merged=(Merged(1, 1, 1, 3),))
    assert (days(found), found.account.unused_columns) == ([("Fire safety", DAY, LATER)], ("Provider",))


def test_a_column_headed_completed_that_holds_numbers_is_no_day_of_the_course_beside_it() -> None:
    found = read(("Name", "Fire safety", "Completed"), ("Ama", DAY, 7), ("Bram", DAY, 8))
    assert [d for d in days(found) if d[0] == "Fire safety"] == [("Fire safety", DAY, None)] * 2


# How long a course lasts


@pytest.mark.parametrize(
    ("heading", "months"),
    [
        ("Fire safety (annual)", 12),
        ("First aid - 3 yearly", 36),
        ("Food hygiene (every 2 years)", 24),
        ("Care Certificate (one-off)", 0),
        ("Moving & Handling", None),
        ("Safeguarding (level 2)", None),
    ],
)
def test_a_heading_may_end_with_how_long_its_course_lasts(heading: str, months: int | None) -> None:
    assert length_in(heading) == months
    found = read(("Name", heading, "Fire", "Food"), ("Ama", DAY, DAY, DAY))
    assert [r.validity for r in found.records] == [months, None, None]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("cell", "unit", "months"),
    [(1, "", 12), (3, "", 36), (12, "", 12), (24, "", 24), (2, "months", 2), (1, "years", 12), (7, "", None)],
)
def test_a_bare_number_is_of_the_unit_of_its_heading_else_years_or_half_years(
    cell: int, unit: str, months: int | None
) -> None:
    assert validity_months(cell, unit) == months


def test_a_row_of_lengths_may_give_bare_numbers_and_leave_a_course_out() -> None:
    found = read(HEAD, ("Renewal (months)", 12, "n/a", "sometimes"), ("Ama", DAY, DAY, DAY))
    assert [r.validity for r in found.records] == [12, None, None]  # type: ignore[attr-defined]
    assert [(p.origin.cell, p.what) for p in found.problems] == [
        ("D2", "How long this course lasts is not understood, so what is usual for it counts.")
    ]


# Months alone


def test_a_month_alone_is_of_completion_where_no_month_lies_after_the_days_of_the_sheet() -> None:
    found = read(HEAD, ("Ama", DAY, "Mar 26", "01/2026"))
    assert days(found)[1:] == [
        ("Food hygiene", MonthDay(2026, 3, 1), None),
        ("First aid", MonthDay(2026, 1, 1), None),
    ]
    said = "2 cells give a month alone; they are read as completed in it, on a day that is not known."
    assert said in found.account.notes


def test_beside_months_yet_to_come_one_that_is_past_is_asked_about_once() -> None:
    found = read(HEAD, ("Ama", DAY, "Mar 28", "Mar 26"), ("Bram", DAY, DAY, "Feb 26"))
    assert days(found)[1] == ("Food hygiene", None, MonthDay(2028, 3, 1))
    assert asked(found) == [("mark", "month alone")] * 2


# People


def test_a_name_in_two_columns_is_one() -> None:
    rows = ("Surname", "Forename", "Start date", *HEAD[1:]), ("Quartey", "Ama", OLD, DAY, DAY, None)
    (sheet,) = with_whole_names((Sheet("Matrix", rows),), [MAP])  # type: ignore[misc]
    found = read(*sheet.rows, people=listed("Ama Quartey"))
    assert [(r.staff, r.state) for r in found.records] == [("S0", "completed"), ("S0", "completed"), ("S0", "blank")]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["Quartey, Ama", "QUARTEY, AMA", "Ama Quartey (nights)", "ama quartey"])
def test_a_name_may_be_written_in_any_usual_way(name: str) -> None:
    assert {r.staff for r in read(HEAD, (name, DAY, DAY, DAY), people=listed("Ama Quartey")).records} == {"S0"}  # type: ignore[attr-defined]


def test_staff_of_an_agency_are_left_out_and_counted_and_nobody_asks_who_they_are() -> None:
    rows = HEAD, ("Ama Quartey", DAY, DAY, DAY), ("Kay Oh (agency)", DAY), ("AGENCY STAFF",), ("Jo Fry", DAY, DAY, DAY)
    found = read(*rows, people=listed("Ama Quartey"))
    assert found.account.set_aside == {"heading": 1, "section heading": 1, "of somebody from an agency": 2}
    assert (found.asked, found.cells) == ((), Cells(seen=9, read=3, aside=6))


def test_a_line_in_capitals_or_in_one_colour_across_is_a_heading() -> None:
    rows = HEAD, ("THE LODGE",), ("Ama", DAY, DAY, DAY), ("Main House",), ("Bram", DAY, DAY, DAY)
    fills = {(4, column): "grey" for column in range(4)}
    assert read(*rows, fills=fills).account.set_aside == {"heading": 1, "section heading": 2}


def test_somebody_whose_name_begins_like_a_note_is_somebody_where_the_staff_list_has_them() -> None:
    assert len(read(HEAD, ("Key, Ann", DAY, DAY, DAY), people=listed("Ann Key")).records) == 3


# Columns and rows that are no courses and no people


def test_totals_start_dates_and_lists_of_courses_are_no_courses() -> None:
    heads = ("Name", "DOS", "Probation end", *HEAD[1:], "Total done", "% in date", "Compliance and GDPR")
    found = read(heads, ("Ama", OLD, OLD, DAY, DAY, DAY, 3, 1.0, DAY), ("Number in date", None, None, 1, 1, 1))
    assert [r.course for r in found.records] == ["Fire safety", "Food hygiene", "First aid", "Compliance and GDPR"]  # type: ignore[attr-defined]
    assert found.problems == ()


def test_an_empty_cell_of_a_course_that_is_not_on_somebodys_own_list_is_not_required() -> None:
    rows = ("Name", "Required courses", *HEAD[1:]), ("Ama", "Fire; Food hygiene", DAY, None, None), ("Bram", "All", DAY)
    found = read(*rows)
    assert states(found) == ["completed", "blank", "not required", "completed", "blank", "blank"]
    assert any(str(said).startswith("1 empty cell is of a course that") for said in found.account.notes)
    assert states(read(rows[0], ("Ama", "Fire and what the manager says", None, None, None))) == ["blank"] * 3


def test_a_course_that_begins_like_a_note_is_a_course_where_people_stand_across() -> None:
    heads = ("Course", "Renew", "Ama Quartey", "Bram Hale")
    rows = ("Fire safety", "1 yr", DAY, DAY), ("Key working", "3 yrs", DAY, None), ("Total", None, 2, 1)
    found = read(heads, *rows, ("Number trained", None, 2, 1), people=listed("Ama Quartey", "Bram Hale"))
    assert sorted({r.course for r in found.records}) == ["Fire safety", "Key working"]  # type: ignore[attr-defined]
    assert found.account.set_aside == {"heading": 1, "note or total": 2}


# What a sheet is taken for


def kinds(folder: Path, rows: Any, name: str) -> list[str]:
    workbook(folder / name, {"Sheet1": rows})
    found = propose(folder, LIBRARY.column_maps, LIBRARY.rules.terms)
    return [s.chosen.map for s in found.sheets if s.chosen]


def test_a_matrix_whose_courses_are_headings_elsewhere_is_a_matrix(tmp_path: Path) -> None:
    rows = [["Name", "Moving & Handling", "Safeguarding", "Fire Safety"], ["Ama Quartey", DAY, DAY, DAY], ["Bram Hale"]]
    assert kinds(tmp_path, rows, "Training matrix.xlsx") == ["training-matrix"]


def test_a_rota_is_no_matrix_whatever_letters_stand_on_it(tmp_path: Path) -> None:
    rows = [["Name", "Mon", "Tue", "Wed"], ["Ama Quartey", "E", "L", "OFF"], ["Bram Hale", "L", "OFF", "E"]]
    assert kinds(tmp_path, rows, "Rota.xlsx") == []
