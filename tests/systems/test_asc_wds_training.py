"""ASC-WDS training: the bulk file of today and of before, the report workbook, and the two rules of validity."""

import csv
import json
import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidencepack.build_options import BuildOptions
from evidencepack.pipeline import make_pack
from evidencepack.registers import Training
from evidencepack.service import ServiceRead
from evidencepack.systems import TrainingValidity, recognise, training_status
from tests.asc_wds_files import TRAINING_HEADINGS_BEFORE, staff_file, training_file, worker
from tests.made_folders import said, service, sheet_of, workbook
from tests.words import each, read_service, words

ON = date(2026, 8, 31)
REAL = os.environ.get("EVIDENCEPACK_REAL_FILES", "")
REPORT = [
    "Name or ID number", "Main job role", "Training category", "Training or course name", "Mandatory",
    "Validity period", "Completion date", "Expiry date", "Status", "Accredited", "In-house or external",
    "Provider name", "Delivery method", "Certificate upload", "Long term absence",
]  # fmt: skip


def training_of(read: ServiceRead) -> list[Training]:
    return [r for r in read.records.of("training") if isinstance(r, Training)]


def read_rows(folder: Path, *rows: str, headings: str = "") -> list[Training]:
    service(folder)
    staff_file(folder / "records/s.csv", worker("W1"), worker("W2"))
    if headings:
        training_file(folder / "records/t.csv", *rows, headings=headings)
    else:
        training_file(folder / "records/t.csv", *rows)
    return training_of(read_service(folder))


def report(folder: Path, *rows: list[Any], parent: bool = False, name: str = "Training record details") -> Path:
    head = ["Workplace", *REPORT] if parent else REPORT
    sheet = [
        ["", "Training record details"],
        [],
        ["", *head],
        *(["", *row] for row in rows),
        [],
        ["", "Note, made up."],
    ]
    return workbook(folder / "records/report.xlsx", {name: sheet})


def test_category_and_name_together_are_the_course(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        "HOLLY,W1,15,People moving (practical),1,1,,1,12,05/08/2026,04/08/2027,",
        "HOLLY,W1,6,,1,1,,2,,05/08/2026,04/08/2027,",
        "HOLLY,W1,20,Safeguarding adults,1,1,,2,,05/08/2026,04/08/2027,",
        "HOLLY,W1,21,Our own day,1,1,,2,,05/08/2026,04/08/2027,",
    )
    assert [r.course for r in found] == [
        "Assisting and moving people: People moving (practical)", "Fire safety", "Safeguarding adults", "Our own day",
    ]  # fmt: skip
    assert [r.method for r in found] == ["face to face", "e-learning", "e-learning", "e-learning"]


def test_the_headings_of_before_november_2025_are_read_in_their_own_order(tmp_path: Path) -> None:
    row = 'HOLLY,W1,6,"Fire, and exits",05/08/2025,04/08/2026,1,"Certificate seen, ""pass"""'
    found = read_rows(tmp_path, row, headings=TRAINING_HEADINGS_BEFORE)[0]
    assert (found.course, found.completed, found.expires) == (
        "Fire safety: Fire, and exits", date(2025, 8, 5), date(2026, 8, 4),
    )  # fmt: skip


def test_a_quoted_line_break_in_the_notes_keeps_the_row_whole_and_the_notes_out(tmp_path: Path) -> None:
    rows = 'HOLLY,W1,6,Fire,,,,,12,05/08/2026,04/08/2027,"Two\r\nlines"', "HOLLY,W2,6,Fire,,,,,12,05/08/2026,,"
    assert [r.staff for r in read_rows(tmp_path, *rows)] == ["W1", "W2"]
    known = recognise("t.csv", sheet_of(training_file(tmp_path / "t.csv", *rows)))
    assert known
    assert not any("Two" in str(cell) for row in known.sheet.rows for cell in row)


def test_validity_is_months_none_is_never_and_blank_is_not_stated(tmp_path: Path) -> None:
    rows = (f"HOLLY,W1,{n},,,,,,{validity},05/08/2025,," for n, validity in ((6, "24"), (8, "none"), (11, "")))
    assert [r.validity for r in read_rows(tmp_path, *rows)] == [24, 0, None]


def test_a_record_with_an_expiry_and_no_completion_is_kept_as_undated(tmp_path: Path) -> None:
    found = read_rows(tmp_path, "HOLLY,W1,8,Food hygiene,,,,,,,18/06/2028,")[0]
    assert (found.state, found.expires, found.completed) == ("undated", date(2028, 6, 18), None)


def standings(*records: Training) -> list[tuple[TrainingValidity, TrainingValidity]]:
    return [(training_status(r, ON, by_validity=False), training_status(r, ON)) for r in records]


def test_the_two_rules_differ_only_where_a_validity_is_stated_and_no_expiry(tmp_path: Path) -> None:
    found = read_rows(
        tmp_path,
        "HOLLY,W1,6,,,,,,12,31/08/2025,,",  # in date up to 30/08/2026
        "HOLLY,W1,8,,,,,,12,01/09/2025,,",  # in date up to the day itself
        "HOLLY,W1,11,,,,,,,01/09/2020,,",
        "HOLLY,W1,12,,,,,,none,01/09/2020,,",
        "HOLLY,W1,13,,,,,,12,01/09/2020,30/08/2026,",
    )
    assert standings(*found) == [
        (TrainingValidity.OPEN, TrainingValidity.EXPIRED),
        (TrainingValidity.OPEN, TrainingValidity.EXPIRING),
        (TrainingValidity.OPEN, TrainingValidity.OPEN),
        (TrainingValidity.FOR_EVER, TrainingValidity.FOR_EVER),
        (TrainingValidity.EXPIRED, TrainingValidity.EXPIRED),
    ]


def test_the_difference_between_the_two_rules_is_said_with_counts(tmp_path: Path) -> None:
    path = training_file(
        tmp_path / "t.csv",
        "HOLLY,W1,6,,,,,,12,31/08/2025,,",
        "HOLLY,W1,11,,,,,,,01/09/2020,,",
        "HOLLY,W1,12,,,,,,none,01/09/2020,,",
        "HOLLY,W1,13,,,,,,12,01/09/2020,31/12/2021,",
        "HOLLY,W1,14,,,,,,12,01/09/2020,31/08/2021,",
    )
    known = recognise("t.csv", sheet_of(path))
    assert known
    text = " ".join(each(known.notes))
    assert "2 records without an expiry date" in text
    assert "1 end here when their validity does" in text
    assert "1 state neither" in text
    assert "1 record with an expiry date on another day" in text
    assert "Marked as not expiring: 1 record." in text


def test_a_record_without_expiry_or_validity_does_not_count_for_ever(tmp_path: Path) -> None:
    found = read_rows(tmp_path, "HOLLY,W1,6,,,,,,,05/08/2016,,", "HOLLY,W2,6,,,,,,none,05/08/2016,,")
    assert [r.validity for r in found] == [None, 0]


def test_the_report_workbook_is_read_below_its_banner_with_its_dashes_blank(tmp_path: Path) -> None:
    service(tmp_path)
    staff_file(tmp_path / "records/s.csv", worker("W1", name="Ama Quartey"), worker("W2", name="Bram Oosterhuis"))
    report(
        tmp_path,
        ["Ama Quartey", "Carer", "Dementia care", "Dementia day", "No", 24, date(2026, 1, 5), date(2028, 1, 4),
         "Up-to-date", "No", "-", "-", "E-learning", "Yes", "No"],
        ["Bram Oosterhuis", "Carer", "Autism", "-", "Yes", "-", "-", "-", "Missing", *["-"] * 5, "Yes"],
    )  # fmt: skip
    read = read_service(tmp_path)
    done, missing = training_of(read)
    assert (done.course, done.validity, done.expires) == ("Dementia care: Dementia day", 24, date(2028, 1, 4))
    assert (done.staff, done.certificate, done.required, done.method) == ("W1", True, False, "e-learning")
    assert (missing.staff, missing.course, missing.state, missing.required) == ("W2", "Autism", "blank", True)
    assert not said(read)


def test_a_report_of_a_parent_names_each_workplace_first(tmp_path: Path) -> None:
    service(tmp_path)
    staff_file(tmp_path / "records/s.csv", worker("W1", name="Ama Quartey"))
    row = ["Holly", "Ama Quartey", "Carer", "Autism", "-", "Yes", "-", date(2026, 1, 5), "-", "Up-to-date",
           *["-"] * 5, "No"]  # fmt: skip
    report(tmp_path, row, parent=True)
    assert [(r.staff, r.completed) for r in training_of(read_service(tmp_path))] == [("W1", date(2026, 1, 5))]


def test_a_number_that_lost_its_leading_zeros_is_joined_back_to_the_staff_file(tmp_path: Path) -> None:
    service(tmp_path)
    staff_file(tmp_path / "records/s.csv", worker("W1", name="00123"), worker("00077", name="Ama Quartey"))
    rest = ["Carer", "Autism", "-", "Yes", "-", date(2026, 1, 5), "-", "Up-to-date", *["-"] * 5, "No"]
    report(tmp_path, [123, *rest], [77, *rest], ["9", *rest])
    read = read_service(tmp_path)
    assert [r.staff for r in training_of(read)] == ["W1", "00077"]
    assert [(a.ask, a.what) for a in read.asked] == [("person", "9")]


def test_a_number_that_could_be_two_people_is_not_joined(tmp_path: Path) -> None:
    service(tmp_path)
    staff_file(tmp_path / "records/s.csv", worker("W1", name="0123"), worker("W2", name="00123"))
    rest = ["Carer", "Autism", "-", "Yes", "-", date(2026, 1, 5), "-", "Up-to-date", *["-"] * 5, "No"]
    report(tmp_path, [123, *rest])
    assert not training_of(read_service(tmp_path))


@pytest.mark.parametrize(
    "rows",
    [
        [["", "Care Certificates"], [], ["", "Name or ID number", "Main job role", "Care Certificate"], ["", "A", "B"]],
        [[], ["", "Records added"], ["", "Name or ID number", "Total", "Expired", "Expiring soon", "Up-to-date"]],
        [["Type", "Workplace reference (LOCALESTID)", "Staff reference (UNIQUEWORKERID)", "Error message"]],
        [["", "Name or ID number", "Main job role", "Qualification type", "Qualification name", "Year achieved"]],
    ],
)  # fmt: skip
def test_other_sheets_of_the_register_are_recognised_and_said_and_fill_nothing(
    tmp_path: Path, rows: list[list[Any]]
) -> None:
    service(tmp_path)
    workbook(tmp_path / "records/r.xlsx", {"Sheet1": rows})
    read = read_service(tmp_path)
    assert not read.records.supplied
    assert [words(a.notes[0]).split(":")[0] for a in read.accounts] in (
        ["ASC-WDS training report"],
        ["ASC-WDS error report"],
    )


@pytest.mark.skipif(not REAL, reason="EVIDENCEPACK_REAL_FILES names no folder of exported files")
def test_the_counts_of_an_exported_pair_are_those_stated_beside_it(tmp_path: Path) -> None:
    for folder in sorted({p.parent for p in Path(REAL).rglob("EXPECTED_summary.json")}):
        expected = json.loads((folder / "EXPECTED_summary.json").read_text(encoding="utf-8"))
        service(tmp_path)
        for path in folder.glob("*bulk-upload*.csv"):
            (tmp_path / "records" / path.name).write_bytes(path.read_bytes())
        read = read_service(tmp_path)
        found, on = training_of(read), date.fromisoformat(expected["asof"])
        assert len(read.records.of("staff")) == expected["staff_rows"]
        assert len(found) == expected["training_rows"]
        for key, by_validity in (("status_recorded", False), ("status_derived", True)):
            counts = Counter(training_status(r, on, by_validity=by_validity) for r in found)
            assert {_WORDS[word]: n for word, n in expected[key].items()} == counts


_WORDS = {
    "expired": TrainingValidity.EXPIRED,
    "current": TrainingValidity.IN_DATE,
    "expiring<90d": TrainingValidity.EXPIRING,
    "does-not-expire": TrainingValidity.FOR_EVER,
    "unknown-expiry": TrainingValidity.OPEN,
}


@pytest.mark.skipif(not REAL, reason="EVIDENCEPACK_REAL_FILES names no folder of exported files")
def test_each_record_of_an_exported_pair_stands_as_stated_beside_it(tmp_path: Path) -> None:
    for stated in Path(REAL).rglob("EXPECTED_training_status*.csv"):
        service(tmp_path)
        for path in stated.parent.glob("*bulk-upload*.csv"):
            (tmp_path / "records" / path.name).write_bytes(path.read_bytes())
        found = {r.origin.row: r for r in training_of(read_service(tmp_path))}
        on = date.fromisoformat(stated.stem[-10:])
        with stated.open(encoding="utf-8", newline="") as file:
            for row, line in enumerate(csv.DictReader(file), 2):
                assert training_status(found[row], on, by_validity=False) == _WORDS[line["STATUS_RECORDED"]]
                assert training_status(found[row], on) == _WORDS[line["STATUS_DERIVED"]]


def test_a_pack_says_for_its_day_how_many_records_the_two_rules_see_differently(tmp_path: Path) -> None:
    service(tmp_path)
    staff_file(tmp_path / "records/s.csv", worker("W1"))
    training_file(
        tmp_path / "records/t.csv",
        "HOLLY,W1,6,,,,,,12,31/08/2025,,",
        "HOLLY,W1,8,,,,,,12,01/09/2025,,",
        "HOLLY,W1,11,,,,,,,01/09/2020,,",
    )
    said_then = [line for source in make_pack(tmp_path, BuildOptions(on=ON)).sources for line in source.said]
    assert any("calls 3 records" in line and "passed for 1 of them, and 1 without one" in line for line in said_then)
