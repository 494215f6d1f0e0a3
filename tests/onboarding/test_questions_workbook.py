"""Questions.xlsx: written by build with what is open, filled in by a manager, kept, and changed or taken back later."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from evidencepack.library.settled_file import read_settled
from evidencepack.service.questions_file import KEY, QUESTIONS_FILE
from tests.command import run
from tests.made_folders import STAFF, service, workbook

ON = ("--on", "2026-10-31", "--format", "json")
INCIDENTS = [
    ["Ref", "Date", "Type", "Notifiable?"],
    ["I1", "05/02/2026", "Med eror", "see G"],
    ["I2", "06/02/2026", "Fall", "see G"],
    ["I3", "07/02/2026", "=1+1 and more", "No"],
]
SUPERVISION = [["Staff", "Date", "Type"], ["Ama", "03/02/2026", "Supervision"], ["0102", "04/02/2026", "Supervision"]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A service whose files leave words, a name and facts open."""
    folder = tmp_path / "home"
    sheets = {
        "Staff": ("staff-list", STAFF),
        "Log": ("incident-log", INCIDENTS),
        "Sup": ("supervision-log", SUPERVISION),
    }
    for name, (_, rows) in sheets.items():
        workbook(folder / f"records/{name}.xlsx", {"Sheet1": rows})
    return service(folder, [(f"records/{name}.xlsx", "", map_id) for name, (map_id, _) in sheets.items()])


def build(folder: Path, *more: object) -> str:
    """What a build prints."""
    return " ".join(run("build", folder, *ON, *more)[0].split())


def rows_of(folder: Path, sheet: str = "Questions") -> dict[str, dict[str, Any]]:
    """Each row of a sheet of the workbook by what is asked, and each cell of it by its heading."""
    found = openpyxl.load_workbook(folder / QUESTIONS_FILE)
    if sheet not in found.sheetnames:
        return {}
    head, *rows = list(found[sheet].iter_rows(min_row=6, values_only=True))
    return {str(row[1]): dict(zip(map(str, head), row, strict=True)) for row in rows}


def answer(folder: Path, answers: Mapping[str, object], sheet: str = "Questions") -> None:
    """Type answers beside the questions that hold a piece of text."""
    book = openpyxl.load_workbook(folder / QUESTIONS_FILE)
    headings = {cell.value: cell.column for cell in book[sheet][6]}
    for text, typed in answers.items():
        (row,) = (r for r in book[sheet].iter_rows(min_row=7) if text in str(r[1].value))
        book[sheet].cell(row[0].row, headings["Your answer"]).value = typed  # type: ignore[arg-type]
    book.save(folder / QUESTIONS_FILE)


def kept(folder: Path) -> set[tuple[str, str, str]]:
    return {(a.ask, a.what, a.means) for a in read_settled(folder).settled.answers}


def test_a_build_leaves_every_question_in_a_workbook_and_says_so(home: Path) -> None:
    told = build(home)
    asked = rows_of(home)
    assert f"{len(asked)} questions that only you can answer are in {QUESTIONS_FILE}" in told
    assert {"Who is 'Ama' under Staff?", "What does 'see G' mean under Notifiable?"} <= asked.keys()
    assert len(asked) == len({row[KEY] for row in asked.values()})


def test_an_answer_is_taken_over_kept_and_not_asked_again(home: Path) -> None:
    build(home)
    before = len(rows_of(home))
    answer(home, {"'Ama'": "Ama Quartey", "'see G'": "n"})
    assert f"2 answers taken over from {QUESTIONS_FILE}" in build(home)
    assert {("person", "Ama", "Ama Quartey"), ("word", "see G", "no")} <= kept(home)
    assert (len(rows_of(home)), len(rows_of(home, "Answered"))) == (before - 2, 2)
    assert "taken over" not in build(home)


def test_an_answer_holds_in_what_is_counted(home: Path) -> None:
    build(home)
    answer(home, {"'Ama'": "Ama Quartey"})
    told, _ = run("records", home, "--register", "supervision", "--format", "json")
    assert told.count('"staff"') == 2  # before a build has kept it


def test_an_answer_that_is_cleared_is_taken_back_and_asked_again(home: Path) -> None:
    build(home)
    answer(home, {"'Ama'": "Ama Quartey"})
    build(home)
    answer(home, {"Who 'Ama' is": None}, "Answered")
    assert f"1 answer taken back in {QUESTIONS_FILE}" in build(home)
    assert "Who is 'Ama' under Staff?" in rows_of(home) and not rows_of(home, "Answered")


def test_an_answer_that_is_changed_takes_the_place_of_the_first(home: Path) -> None:
    build(home)
    answer(home, {"'see G'": "Yes"})
    build(home)
    answer(home, {"'see G'": "No"}, "Answered")
    build(home)
    assert kept(home) == {("word", "see G", "no")}


def test_what_is_none_of_the_choices_stays_as_it_was_typed_and_is_said(home: Path) -> None:
    build(home)
    answer(home, {"'see G'": "perhaps"})
    told, _ = run("check", home, "--on", "2026-10-31")
    assert "This answer is none of the choices" in " ".join(told.split())
    build(home)
    assert rows_of(home)["What does 'see G' mean under Notifiable?"]["Your answer"] == "perhaps"
    assert kept(home) == set()


def test_remarks_columns_of_ones_own_and_another_order_of_rows_survive(home: Path) -> None:
    build(home)
    book = openpyxl.load_workbook(home / QUESTIONS_FILE)
    sheet = book["Questions"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7)]
    sheet.insert_cols(2)
    sheet.cell(6, 2).value = "For whom"
    for number, row in enumerate(reversed(rows), 7):
        for column, value in enumerate((row[0], "Gemma", *row[1:]), 1):
            sheet.cell(number, column).value = value
        remark = next(c.column for c in sheet[6] if c.value == "Your remark")
        sheet.cell(number, remark).value = f"look at {row[0]}"
    typed = next(c.column for c in sheet[6] if c.value == "Your answer")
    (named,) = (r for r in sheet.iter_rows(min_row=7) if "'Ama'" in str(r[2].value))
    sheet.cell(named[0].row, typed).value = "Ama Quartey"
    book.save(home / QUESTIONS_FILE)
    build(home)
    assert ("person", "Ama", "Ama Quartey") in kept(home)
    assert {row["For whom"] for row in rows_of(home).values()} == {"Gemma"}
    assert all(str(row["Your remark"]).startswith("look at") for row in rows_of(home).values())


def test_what_looks_like_a_formula_is_text(home: Path) -> None:
    build(home)
    cells = [c for row in openpyxl.load_workbook(home / QUESTIONS_FILE)["Questions"].iter_rows() for c in row]
    assert not any(cell.data_type == "f" for cell in cells)


def test_a_workbook_with_a_sheet_of_the_managers_own_is_left_as_it_is(home: Path) -> None:
    build(home)
    book = openpyxl.load_workbook(home / QUESTIONS_FILE)
    book.create_sheet("To do")["A1"] = "ring the trainer"
    book.save(home / QUESTIONS_FILE)
    before = (home / QUESTIONS_FILE).read_bytes()
    assert "it holds sheets of your own" in build(home)
    assert (home / QUESTIONS_FILE).read_bytes() == before


def test_a_file_that_is_no_workbook_is_left_as_it_is_and_said(home: Path) -> None:
    (home / QUESTIONS_FILE).write_bytes(b"not a workbook")
    assert f"{QUESTIONS_FILE} was left as it is" in build(home)
    assert (home / QUESTIONS_FILE).read_bytes() == b"not a workbook"


@pytest.mark.parametrize("key", ['["word"]', "[1]", "{}", '["fact","","","","","a",1e400]', "[" * 4000, "=1"])
def test_a_key_that_nobody_wrote_is_no_question(home: Path, key: str) -> None:
    build(home)
    book = openpyxl.load_workbook(home / QUESTIONS_FILE)
    for row in book["Questions"].iter_rows(min_row=7):
        row[4].value, row[6].value = "Yes", key
    book.save(home / QUESTIONS_FILE)
    build(home)
    assert kept(home) == set()


def test_packs_that_go_elsewhere_leave_the_service_folder_as_it_is(home: Path, tmp_path: Path) -> None:
    before = sorted(home.rglob("*"))
    build(home, "--out", tmp_path / "elsewhere")
    build(home, "--out", tmp_path / "handed", "--edition", "evidence")
    assert sorted(home.rglob("*")) == before


def test_settle_writes_the_workbook_where_nobody_is_there_to_answer(home: Path) -> None:
    told, _ = run("settle", home, "--on", "2026-10-31")
    assert QUESTIONS_FILE in told and rows_of(home)


def test_a_service_without_questions_gets_no_workbook(tmp_path: Path) -> None:
    facts = "rating: Good\npir_requested: false\nhas_directors: false\ngives_medicines: false\n"
    facts += "learning_disability_or_autism: false\ndelegated_health_tasks: false"
    folder = service(tmp_path / "home", more=facts)
    build(folder)
    assert not (folder / QUESTIONS_FILE).exists()


def test_no_word_of_a_question_reaches_a_pack(home: Path) -> None:
    build(home)
    answer(home, {"'Ama'": "Ama Quartey"})
    build(home)
    written = [path.read_text(encoding="utf-8") for path in (home / "packs").rglob("*.json")]
    assert written and not any("Quartey" in text for text in written)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made otherwise there")
def test_settle_asks_one_after_the_other_and_keeps_each_answer_at_once(home: Path) -> None:
    build(home)
    first, second = list(rows_of(home))[:2]
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "evidencepack", "settle", home, "--on", "2026-10-31"]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, text=True) as asking:
        # Something that is no choice, an answer, back to it, another, one left open, and the end.
        os.write(ours, b"banana\n1\nb\n2\n\nq\n")
        told = asking.communicate(timeout=60)[0]
    os.close(ours)
    os.close(theirs)
    assert all(len(line) <= 80 for line in told.splitlines() if home.name not in line)
    told = " ".join(told.split())
    assert "Not in the list" in told and "1 answer kept." in told
    assert told.index(first) < told.index(second)
    assert len(kept(home)) == 1 and first not in rows_of(home)
