"""The starter workbook as it comes back: examples, sheets nobody touched, columns moved, and what a manager says."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from evidencepack.build_options import BuildOptions
from evidencepack.library import Library
from evidencepack.origin import Account
from evidencepack.pipeline import make_pack
from evidencepack.registers import REGISTERS, DeclaredFact
from evidencepack.service import ServiceRead
from tests.made_folders import said
from tests.starter_forms import BOOK, answers, column_of, forms, head_row, opened, started, typed
from tests.words import read_service

DAY = date(2026, 10, 31)
STAFF = [{"code": "0007", "role": "Nurse", "start": date(2025, 1, 6), "name": "Ama Quartey"}]


@pytest.fixture
def folder(tmp_path: Path, library: Library) -> Path:
    return started(tmp_path / "made", library)


def staff(folder: Path, library: Library, rows: list[dict[str, Any]] = STAFF) -> Any:
    book = opened(folder)
    typed(book, *forms(library)["staff"], rows)
    return book


def codes(read: ServiceRead) -> list[str]:
    return [r.code for r in read.records.of("staff")]  # type: ignore[attr-defined]


def account(read: ServiceRead, sheet: str) -> Account:
    return next(a for a in read.accounts if a.sheet == sheet)


def test_a_workbook_nobody_touched_supplies_no_register_and_is_no_problem(folder: Path, library: Library) -> None:
    read = read_service(folder, library)
    assert read.records.supplied == frozenset()
    assert read.problems == ()
    reasons = {reason for a in read.accounts for reason in a.set_aside}
    assert reasons == {"starter workbook, nothing filled in", "starter workbook, no register"}


def test_a_pack_of_it_says_not_supplied_and_nothing_worse(folder: Path, library: Library) -> None:
    pack = make_pack(folder, BuildOptions(on=DAY), library=library)
    shown = {c.status.code for report in pack.reports for c in report.counts if c.count}
    assert shown <= {"not supplied", "not applicable", "little to go on"} | {s for s in shown if "told" in s}


def test_only_the_sheets_filled_in_are_supplied(folder: Path, library: Library) -> None:
    staff(folder, library).save(folder / BOOK)
    read = read_service(folder, library)
    assert read.records.supplied == {"staff"}
    assert codes(read) == ["0007"]


def test_an_example_typed_over_is_not_counted_and_said(folder: Path, library: Library) -> None:
    book = staff(folder, library)
    sheet = book["Staff"]
    row = head_row(sheet) + 1
    sheet.cell(row, column_of(sheet, "Name")).value = "Bram Oosterhuis"
    book.save(folder / BOOK)
    read = read_service(folder, library)
    assert codes(read) == ["0007"]
    assert said(read) == [
        f"{BOOK}, sheet Staff, row {row}: This row is marked as an example, so it does not count, but it is no longer "
        "the example that we wrote. If it is a row of yours, delete the word in the first column."
    ]
    assert account(read, "Staff").set_aside["example, left out"] == 2


def test_an_example_typed_over_is_said_on_a_sheet_with_nothing_else_too(folder: Path, library: Library) -> None:
    book = opened(folder)
    sheet = book["Audits"]
    sheet.cell(head_row(sheet) + 2, column_of(sheet, "Score")).value = 3
    book.save(folder / BOOK)
    read = read_service(folder, library)
    assert "audits" not in read.records.supplied
    assert len(read.problems) == 1
    assert read.problems[0].origin.row == head_row(sheet) + 2


def test_an_example_typed_over_without_its_mark_counts(folder: Path, library: Library) -> None:
    book = opened(folder)
    sheet = book["Staff"]
    sheet.cell(head_row(sheet) + 1, 1).value = None
    sheet.cell(head_row(sheet) + 1, column_of(sheet, "Staff number")).value = "0042"
    book.save(folder / BOOK)
    read = read_service(folder, library)
    assert codes(read) == ["0042"]
    assert said(read) == []


def test_an_example_left_in_without_its_mark_is_known_and_left_out(folder: Path, library: Library) -> None:
    book = staff(folder, library)
    sheet = book["Staff"]
    for row in (1, 2):
        sheet.cell(head_row(sheet) + row, 1).value = None
    book.save(folder / BOOK)
    read = read_service(folder, library)
    assert codes(read) == ["0007"]
    assert account(read, "Staff").set_aside["example, left out"] == 2


def test_the_sheet_is_known_without_its_first_column(folder: Path, library: Library) -> None:
    book = staff(folder, library)
    book["Staff"].delete_cols(1)
    book.save(folder / BOOK)
    read = read_service(folder, library)
    assert codes(read) == ["0007"]
    assert said(read) == []


def test_the_sheet_is_known_after_a_change_of_every_name_and_order(folder: Path, library: Library) -> None:
    book = staff(folder, library, [{**STAFF[0], "code": f"000{n}"} for n in (3, 1, 2)])
    sheet = book["Staff"]
    first = head_row(sheet) + 1
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(first, first + 4)]
    for number, row in enumerate(reversed(rows), first):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    sheet.insert_cols(3)
    sheet.cell(first - 1, 3).value = "Locker"
    sheet.insert_cols(1)
    sheet.title = "Our people"
    for other in [s.title for s in book if s.title not in ("Our people", "Training")]:
        del book[other]
    (folder / BOOK).unlink()
    book.save(folder / "records" / "Anything 2026.xlsx")
    read = read_service(folder, library)
    assert codes(read) == ["0002", "0001", "0003"]
    assert said(read) == []
    assert account(read, "Our people").unused_columns == ("Locker",)


def test_words_in_the_first_column_that_are_no_mark_are_said_to_be_not_used(folder: Path, library: Library) -> None:
    book = staff(folder, library)
    sheet = book["Staff"]
    sheet.cell(head_row(sheet) + 3, 1).value = "nights"
    book.save(folder / BOOK)
    read = read_service(folder, library)
    assert codes(read) == ["0007"]
    assert account(read, "Staff").unused_columns == ("Leave empty",)


@pytest.mark.parametrize(("register", "fact"), [("complaints", "complaints"), ("speaking_up", "speaking-up")])
def test_the_day_somebody_checked_makes_an_empty_register_a_supplied_one(
    folder: Path, library: Library, register: str, fact: str
) -> None:
    book = opened(folder)
    sheet = book[forms(library)[register][1].sheet]
    row = next(r for r in range(1, 6) if str(sheet.cell(r, 2).value).startswith("Nothing to record?"))
    sheet.cell(row, 5).value = datetime(2026, 10, 5)
    book.save(folder / BOOK)
    read = read_service(folder, library)
    assert read.records.supplied == {register}
    assert read.records.of(register) == ()
    assert read.service.facts == {f"nil-check-{fact}": DeclaredFact(value=True, checked=date(2026, 10, 5))}


def test_words_where_the_day_of_a_check_belongs_are_said(folder: Path, library: Library) -> None:
    book = opened(folder)
    sheet = book["Complaints"]
    row = next(r for r in range(1, 6) if str(sheet.cell(r, 2).value).startswith("Nothing to record?"))
    sheet.cell(row, 5).value = "none"
    book.save(folder / BOOK)
    read = read_service(folder, library)
    assert read.records.supplied == frozenset()
    (line,) = said(read)
    assert line.startswith(f"{BOOK}, sheet Complaints, row {row}: What stands here is not a day")


def test_the_sheet_of_the_service_is_read(folder: Path, library: Library) -> None:
    given: dict[str, list[Any]] = {
        "location_id": ["1-1234567890"],
        "council": ["Aldermere Council"],
        "registered": [datetime(2014, 4, 1)],
        "gives_medicines": ["No"],
        "services_of_provider": [3],
        "rating": ["Good"],
        "registered-manager": ["Yes", datetime(2022, 3, 14), None, "documents/Certificate.pdf"],
        "equality-lead": ["Deputy manager", None, "05/01/2026"],
    }
    answers(folder, given)
    read = read_service(folder, library)
    assert said(read) == []
    service = read.service
    assert (service.location_id, service.council, service.registered) == (
        "1-1234567890", "Aldermere Council", date(2014, 4, 1),
    )  # fmt: skip
    assert (service.gives_medicines, service.services_of_provider, service.rating) == (False, 3, "Good")
    manager, lead = service.facts["registered-manager"], service.facts["equality-lead"]
    assert (manager.value, manager.since, manager.document) == (True, date(2022, 3, 14), "documents/Certificate.pdf")
    assert (lead.value, lead.checked) == ("Deputy manager", date(2026, 1, 5))


def test_an_answer_that_is_none_is_left_out_and_said(folder: Path, library: Library) -> None:
    answers(folder, {"registered": ["long ago"], "services_of_provider": [0], "equality-lead": ["Yes", "soon"]})
    read = read_service(folder, library)
    assert (read.service.registered, read.service.services_of_provider, read.service.facts) == (None, 1, {})
    assert [p.remedy for p in read.problems] == [
        "Type a day in the form 31/12/2026.",
        "Type a whole number from 1 on.",
        "Type a day in the form 31/12/2026.",
    ]


def test_where_the_sheet_and_service_yaml_differ_the_sheet_holds_and_it_is_said(folder: Path, library: Library) -> None:
    answers(folder, {"type": ["home care"]})
    read = read_service(folder, library)
    assert read.service.type == "home care"
    (line,) = said(read)
    assert "do not say the same here; the sheet holds" in line


def test_other_frameworks_may_be_chosen_on_the_sheet(folder: Path, library: Library) -> None:
    answers(folder, {"frameworks": ["commissioner-cultural-identity"]})
    assert "commissioner-cultural-identity" in read_service(folder, library).service.frameworks


def test_the_sheet_same_person_joins_what_a_person_has_settled(folder: Path, library: Library) -> None:
    book = staff(folder, library)
    log = [{"staff": "Ama Boateng", "date": date(2026, 3, 4), "kind": "Supervision"}]
    typed(book, *forms(library)["supervision"], log)
    sheet = book["Same person"]
    for column, value in ((2, "Ama Boateng"), (3, "Ama Quartey")):
        sheet.cell(head_row(sheet) + 3, column).value = value
    book.save(folder / BOOK)
    read = read_service(folder, library)
    assert said(read) == []
    assert [r.staff for r in read.records.of("supervision")] == ["0007"]  # type: ignore[attr-defined]
    assert read.service.same_person == (("Ama Boateng", "Ama Quartey"),)


def test_a_sheet_of_ones_own_is_not_taken_for_ours(folder: Path, library: Library) -> None:
    book = opened(folder)
    sheet = book.create_sheet("Staff 2019")
    for column, heading in enumerate(["Name", "Job title", "Started", "Hours"], 1):
        sheet.cell(1, column).value = heading
        sheet.cell(2, column).value = "x"
    book.save(folder / BOOK)
    read = read_service(folder, library)
    assert account(read, "Staff 2019").set_aside == {"nobody has said what this sheet is": 2}


def test_registers_come_in_the_order_of_use_with_the_first_to_begin_with(library: Library) -> None:
    order = list(forms(library))
    assert order[:3] == ["staff", "training", "supervision"]
    first = [starter.first for _, starter in forms(library).values()]
    assert first == sorted(first, reverse=True)
    assert len(order) == len(REGISTERS)
