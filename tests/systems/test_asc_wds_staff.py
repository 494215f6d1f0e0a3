"""ASC-WDS staff files: recognised by their headings, put right where that is certain, reported row by row elsewhere."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidencepack.library import Library
from evidencepack.pipeline import open_library
from evidencepack.registers import Staff
from evidencepack.service import ServiceRead
from evidencepack.systems import CrossFile, recognise
from evidencepack.systems.repair_commas import StaffColumns, repair_commas
from tests.asc_wds_files import (
    BORN,
    NI,
    POSTCODE,
    STAFF_HEADINGS,
    file_of,
    qualifications,
    staff_file,
    training_file,
    worker,
    workplace,
    workplace_file,
)
from tests.made_folders import said, service, sheet_of, workbook
from tests.people import ask, counts, records, requirement, training
from tests.words import each, read_service, words

NORTH = "Holly House, North"
FILE = "records/download.csv"


def staff_of(read: ServiceRead) -> dict[str, Staff]:
    return {r.code: r for r in read.records.of("staff") if isinstance(r, Staff)}


def read_rows(folder: Path, *rows: str, headings: str = STAFF_HEADINGS, most: int = 3) -> ServiceRead:
    service(folder)
    staff_file(folder / FILE, *rows, headings=headings, most=most)
    return read_service(folder)


def account_lines(read: ServiceRead) -> str:
    return " ".join(line for account in read.accounts for line in each(account.notes))


def test_a_staff_file_is_recognised_on_sight_and_its_codes_are_read_as_words(tmp_path: Path) -> None:
    found = staff_of(read_rows(tmp_path, worker("W1", name="Ama Quartey", ethnicity="44", average="30")))["W1"]
    assert (found.name, found.role, found.contract, found.hours) == ("Ama Quartey", "Care worker", "permanent", 20.0)
    assert (found.ethnic_group, found.sex, found.disabled) == (
        "Black / African / Caribbean / Black British: African", "female", "yes",
    )  # fmt: skip
    assert found.start == date(2020, 6, 21)


def test_a_code_that_says_that_nothing_is_known_is_read_as_nothing(tmp_path: Path) -> None:
    read = read_rows(tmp_path, worker("W1", ethnicity="99", hours="999", average="12.5"))
    assert (staff_of(read)["W1"].ethnic_group, staff_of(read)["W1"].hours) == ("", 12.5)


def test_average_hours_stand_in_where_no_hours_are_contracted(tmp_path: Path) -> None:
    assert staff_of(read_rows(tmp_path, worker("W1", hours="", average="37.5")))["W1"].hours == 37.5


@pytest.mark.parametrize("place", [NORTH, "Holly, Oak, and Ash House", "A,B"])
def test_a_comma_in_the_workplace_reference_is_put_right(tmp_path: Path, place: str) -> None:
    read = read_rows(tmp_path, worker("W1"), worker("W2", place, started="01/02/2021", contract="3", role="7"))
    found = staff_of(read)["W2"]
    assert (found.start, found.contract, found.role) == (date(2021, 2, 1), "bank", "Senior care worker")
    assert not said(read)


def test_rows_that_were_put_right_are_counted_in_what_is_said(tmp_path: Path) -> None:
    path = staff_file(tmp_path / "s.csv", worker("W1"), worker("W2", NORTH), worker("W3", NORTH))
    known = recognise("s.csv", sheet_of(path))
    assert known
    assert known.map == "asc-wds-staff"
    assert "ASC-WDS staff file: 3 workers, 2 workplaces." in each(known.notes)
    assert any(line.startswith("Put right: 2 rows") for line in each(known.notes))


def test_a_comma_in_the_description_of_a_job_is_put_right(tmp_path: Path) -> None:
    rows = worker("W1", role="27", described="Cook, gardener", hours="15"), worker("W2")
    found = staff_of(read_rows(tmp_path, *rows, most=5))["W1"]
    assert (found.role, found.hours) == ("Other (not directly involved in providing care)", 15.0)


def test_commas_in_both_places_of_one_row_are_put_right(tmp_path: Path) -> None:
    row = worker("W1", NORTH, role="23", described="Driver, nights, and garden", hours="8", average="9")
    found = staff_of(read_rows(tmp_path, worker("W2"), row, most=5))["W1"]
    assert (found.role, found.hours) == ("Other (directly involved in providing care)", 8.0)


def test_hours_are_left_out_and_said_where_the_end_of_the_description_is_not_certain(tmp_path: Path) -> None:
    # Saved from a spreadsheet, which makes all rows as long: length no longer tells how many commas there were.
    row = worker("W1", role="27", described="Grade,2", hours="20", average="", more=",,,,,,,,,")
    read = read_rows(tmp_path, row, worker("W2", more=",52;2012,,,,,,,,,"), most=5)
    assert staff_of(read)["W1"].hours is None
    assert staff_of(read)["W1"].role == "Other (not directly involved in providing care)"
    assert any("where the description of the job ends" in line for line in said(read))


def test_a_row_that_no_split_fits_is_reported_with_its_number_and_never_read_shifted(tmp_path: Path) -> None:
    spoilt = worker("W2", NORTH).replace("UNCHECKED", "Unknown")
    read = read_rows(tmp_path, worker("W1"), spoilt)
    assert list(staff_of(read)) == ["W1"]
    assert [p.origin.row for p in read.problems if "more commas than columns" in words(p.what)] == [3]
    assert len(read.records.unread_of("staff")) == 1


def test_a_doubtful_row_is_settled_by_a_workplace_that_another_file_names(tmp_path: Path) -> None:
    doubtful = worker("W2", NORTH, started="not sure")  # so that form alone does not settle it
    alone = read_rows(tmp_path / "alone", worker("W1"), doubtful)
    assert any("more commas than columns" in line for line in said(alone))
    workplace_file(tmp_path / "both/records/w.csv", workplace(f'"{NORTH}"', "Holly House North"))
    both = read_rows(tmp_path / "both", worker("W1"), doubtful)
    assert not any("more commas than columns" in line for line in said(both))
    assert any("not a date" in line for line in said(both))


def test_rows_marked_delete_are_no_staff(tmp_path: Path) -> None:
    read = read_rows(tmp_path, worker("W1"), worker("W2", status="DELETE"), worker("W3", NORTH, status="DELETE"))
    assert list(staff_of(read)) == ["W1"]
    assert not read.records.unread_of("staff")


def test_a_worker_without_a_start_date_is_not_counted_as_in_post_and_is_reported(tmp_path: Path) -> None:
    read = read_rows(tmp_path, worker("W1"), worker("W2", started=""))
    assert list(staff_of(read)) == ["W1"]
    assert [r.origin.row for r in read.records.unread_of("staff")] == [3]


@pytest.mark.parametrize(
    "headings",
    [
        STAFF_HEADINGS.lower(),
        STAFF_HEADINGS.replace(",", " , "),
        STAFF_HEADINGS.replace("UNIQUEWORKERID", "Unique Worker ID"),
        "\ufeff" + STAFF_HEADINGS,
    ],
)
def test_headings_in_other_letters_with_spaces_or_a_mark_are_the_same(tmp_path: Path, headings: str) -> None:
    assert staff_of(read_rows(tmp_path, worker("W1"), headings=headings))["W1"].role == "Care worker"


def without(row: str, *names: str) -> str:
    """A row or the headings without some columns."""
    columns = STAFF_HEADINGS.split(",")
    gone = {columns.index(name) for name in names}
    return ",".join(cell for i, cell in enumerate(row.split(",")) if i not in gone)


@pytest.mark.parametrize("gone", [("DHA",), ("DHA", "L2CARECERT", "HANDCVISA", "INOUTUK"), ("ETHNICITY", "STATUS")])
def test_headings_of_earlier_years_and_of_less_are_read(tmp_path: Path, gone: tuple[str, ...]) -> None:
    service(tmp_path)
    file_of(tmp_path / FILE, without(STAFF_HEADINGS, *gone) + qualifications(3), without(worker("W1"), *gone))
    assert staff_of(read_service(tmp_path))["W1"].role == "Care worker"


def with_after(row: str, after: str, *cells: str) -> str:
    parts = row.split(",")
    at = STAFF_HEADINGS.split(",").index(after) + 1
    return ",".join([*parts[:at], *cells, *parts[at:]])


@pytest.mark.parametrize(
    ("after", "headings", "cells"),
    [
        ("UNIQUEWORKERID", ("CHGUNIQUEWRKID", "TRANSFERSTAFFRECORD"), ("", "OAK")),
        ("UNIQUEWORKERID", ("CHGUNIQUEWRKID",), ("W9",)),
        ("NMCREG", ("NURSESPEC",), ("1",)),
        ("MAINJRDESC", ("OTHERJOBROLE", "OTHERJRDESC"), ("8", "")),
        ("CWPCATEGORY", ("A COLUMN OF NEXT YEAR",), ("x",)),
    ],
)
def test_headings_that_come_and_go_keep_every_cell_in_its_place(
    tmp_path: Path, after: str, headings: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    service(tmp_path)
    rows = [with_after(worker("W1"), after, *cells), NORTH + with_after(worker("W2"), after, *cells)[len("HOLLY") :]]
    file_of(tmp_path / FILE, with_after(STAFF_HEADINGS, after, *headings) + qualifications(3), *rows)
    found = staff_of(read_service(tmp_path))
    assert {(s.role, s.hours, s.start) for s in found.values()} == {("Care worker", 20.0, date(2020, 6, 21))}
    assert list(found) == ["W1", "W2"]


def test_a_comma_in_the_workplace_that_a_worker_moves_to_is_not_taken_for_one_in_the_workplace(tmp_path: Path) -> None:
    service(tmp_path)
    headings = with_after(STAFF_HEADINGS, "UNIQUEWORKERID", "TRANSFERSTAFFRECORD") + qualifications(3)
    file_of(tmp_path / FILE, headings, with_after(worker("W1"), "UNIQUEWORKERID", "Oak House", " North"))
    read = read_service(tmp_path)
    assert not staff_of(read)
    assert any("more commas than columns" in line for line in said(read))


PLACES = st.lists(st.sampled_from(["Holly", " North", "NEW", "12", " 2", "a b"]), min_size=1, max_size=4).map(",".join)
WORDS = st.lists(st.sampled_from(["Cook", " nights", "2", " 20", "Grade", "UPDATE"]), max_size=4).map(",".join)


@settings(max_examples=150, deadline=None)
@given(
    place=PLACES,
    described=WORDS,
    hours=st.sampled_from(["", "20", "37.5"]),
    average=st.sampled_from(["", "12"]),
    more=st.sampled_from([",,,,,,", ",52;2012,,,,,", ",52;,,53;2019,,54;,,144;2012,"]),
    padded=st.booleans(),
)
def test_no_row_is_ever_read_shifted(
    place: str, described: str, hours: str, average: str, more: str, padded: bool
) -> None:
    headings = tuple((STAFF_HEADINGS + qualifications(4)).split(","))
    row = worker("W1", place, described=described, hours=hours, average=average, more=more).split(",")
    cells = tuple(cell or None for cell in [*row, *([""] * (60 - len(row) if padded else 0))])
    found = repair_commas(cells, StaffColumns(headings, ragged=not padded), frozenset())
    assert found
    read = {name: str(cell or "") for name, cell in zip(headings, found.cells, strict=False)}
    assert (read["LOCALESTID"], read["UNIQUEWORKERID"], read["MAINJOBROLE"]) == (place, "W1", "8")
    if not found.unsure:
        assert (read["MAINJRDESC"], read["CONTHOURS"], read["AVGHOURS"]) == (described, hours, average)


def test_a_file_saved_from_a_spreadsheet_is_read_though_its_codes_and_days_are_no_text_now(tmp_path: Path) -> None:
    headings = (STAFF_HEADINGS + qualifications(3)).split(",")
    cells = dict(zip(headings, worker("101").split(","), strict=False))
    typed = cells | {"UNIQUEWORKERID": 101, "MAINJOBROLE": 8, "EMPLSTATUS": 1, "STARTDATE": date(2020, 6, 21),
                     "ETHNICITY": 45, "GENDER": 2, "CONTHOURS": 20.5}  # fmt: skip
    service(tmp_path)
    workbook(tmp_path / "records/s.xlsx", {"Sheet1": [["Our staff"], headings, [typed[h] or None for h in headings]]})
    found = staff_of(read_service(tmp_path))["101"]
    assert (found.role, found.contract, found.start, found.hours) == (
        "Care worker", "permanent", date(2020, 6, 21), 20.5,
    )  # fmt: skip


def test_numbers_that_name_a_person_go_no_further_than_the_file(tmp_path: Path) -> None:
    path = staff_file(tmp_path / "s.csv", worker("W1"), worker("W2", NORTH))
    known = recognise("s.csv", sheet_of(path))
    assert known
    assert not {NI, BORN, POSTCODE, "12.21"} & {str(cell) for row in known.sheet.rows for cell in row}
    read = read_rows(tmp_path / "service", worker("W1"), worker("W2", NORTH).replace("UNCHECKED", "?"))
    shown = json.dumps([str(p) for p in read.problems] + [str(a) for a in read.accounts] + list(read.notes))
    assert NI not in shown
    assert POSTCODE not in shown
    assert "Worker W2" not in shown


def test_a_sanitised_download_is_read_like_any_other(tmp_path: Path) -> None:
    row = worker("W1", NORTH).replace(NI, "Admin").replace(BORN, "Admin")
    assert staff_of(read_rows(tmp_path, row, worker("W2")))["W1"].role == "Care worker"


def test_a_reference_that_two_workplaces_use_is_two_people(tmp_path: Path) -> None:
    training_file(tmp_path / "records/t.csv", f'"{NORTH}",W1,6,Fire,,,,,12,01/02/2026,31/01/2027,')
    read = read_rows(tmp_path, worker("W1"), worker("W1", NORTH))
    assert list(staff_of(read)) == ["HOLLY W1", f"{NORTH} W1"]
    assert [r.staff for r in read.records.of("training")] == [f"{NORTH} W1"]  # type: ignore[attr-defined]


def test_training_of_a_workplace_whose_staff_are_not_given_is_nobody_elses(tmp_path: Path) -> None:
    rows = "OAK,W1,6,Fire,,,,,12,01/02/2026,31/01/2027,", "HOLLY,W1,8,,,,,,12,01/02/2026,31/01/2027,"
    training_file(tmp_path / "records/t.csv", *rows)
    read = read_rows(tmp_path, worker("W1"))
    assert list(staff_of(read)) == ["W1"]
    assert [r.origin.row for r in read.records.of("training")] == [3]
    assert len(read.records.unread_of("training")) == 1


def test_where_the_service_has_a_staff_list_of_its_own_nobody_is_counted_twice(tmp_path: Path) -> None:
    rows = [["Payroll no", "Name", "Job title", "Start date"], ["0101", "Ama Quartey", "Carer", "01/02/2020"]]
    workbook(tmp_path / "records/Staff.xlsx", {"Staff": rows})
    service(tmp_path, [("records/Staff.xlsx", "Staff", "staff-list")])
    staff_file(tmp_path / FILE, worker("W1", name="Ama Quartey"))
    training_file(tmp_path / "records/t.csv", "HOLLY,W1,6,Fire,,,,,12,01/02/2026,31/01/2027,")
    read = read_service(tmp_path)
    assert list(staff_of(read)) == ["0101"]
    assert [r.staff for r in read.records.of("training")] == ["0101"]  # type: ignore[attr-defined]
    assert {"recognised, another staff list is used": 2} in [a.set_aside for a in read.accounts]


def test_a_list_that_only_resembles_a_staff_file_is_not_taken_for_one(tmp_path: Path) -> None:
    path = file_of(tmp_path / "s.csv", "UNIQUEWORKERID,Name,Status,Postcode", "W1,Ama,New,ZZ1 1ZZ")
    assert recognise("s.csv", sheet_of(path), open_library().column_maps, CrossFile()) is None


def test_temporary_workers_count_as_the_services_own_and_agency_workers_do_not(
    tmp_path: Path, library: Library
) -> None:
    read = read_rows(tmp_path, *(worker(f"W{code}", contract=code) for code in "12347"))
    asked = requirement("training-in-date", {"topic": "cultural awareness"}, at_least="90%", window="12 months")
    found = ask(library, asked, records(read.records.of("staff"), [training("W2", date(2026, 3, 2))]))
    assert counts(found) == (1, 3)
    assert {words(why): n for why, n in found.measured.left_out} == {
        "of another contract (agency)": 1,
        "of another contract (other)": 1,
    }
