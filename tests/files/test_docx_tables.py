"""A register that a home keeps as a table in Word is read like a sheet; a document without one is none."""

from datetime import date
from pathlib import Path

import docx
from click.testing import CliRunner

from evidencepack.cli.main import cli
from evidencepack.files import Unreadable, read_file
from evidencepack.library import Library
from evidencepack.onboarding.proposal.propose import propose
from evidencepack.pipeline import read_service
from evidencepack.registers import ImprovementAction

PLAN = [
    ["Issue", "Action", "Who", "By when", "Done"],
    ["Falls at night", "Sensor mats", "Deputy", "30/06/2026", "20/06/2026"],
    ["Gaps in training", "E-learning", "Manager", "31/10/2026", ""],
]


def word(path: Path, *tables: list[list[str]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = docx.Document()
    made.add_paragraph("Service improvement plan")
    for rows in tables:
        table = made.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    made.save(str(path))
    return path


def test_each_table_is_a_sheet(tmp_path: Path) -> None:
    read = read_file(word(tmp_path / "a.docx", PLAN, [["Name", "Role"], ["Ann", "Cook"]]))
    assert not isinstance(read, Unreadable)
    assert [(sheet.name, len(sheet.rows)) for sheet in read] == [("Table 1", 3), ("Table 2", 2)]


def test_a_document_without_a_table_of_rows_and_columns_is_no_record(tmp_path: Path) -> None:
    assert isinstance(read_file(word(tmp_path / "a.docx")), Unreadable)
    assert isinstance(read_file(word(tmp_path / "b.docx", [["A signature"], ["A date"]])), Unreadable)


def test_an_action_plan_in_word_is_a_document_and_a_register(library: Library, tmp_path: Path) -> None:
    word(tmp_path / "in/Improvement plan.docx", PLAN)
    word(tmp_path / "in/Minutes.docx", [["Present", "Apologies"], ["9", "2"]])
    found = propose(tmp_path / "in", library.column_maps, library.rules.terms)
    assert sorted(f.place for f in (*found.records, *found.documents)) == [
        "documents/Improvement plan.docx",
        "documents/Minutes.docx",
        "records/Improvement plan.docx",
    ]
    assert [(s.sheet, s.chosen and s.chosen.map) for s in found.sheets] == [("Table 1", "action-plan")]
    told = CliRunner().invoke(cli, ["init", "--from", str(tmp_path / "in"), str(tmp_path / "new"), "--yes"])
    assert told.exit_code == 0, told.output
    actions = read_service(tmp_path / "new", library).records.of("actions")
    assert [(a.due, a.done) for a in actions if isinstance(a, ImprovementAction)] == [
        (date(2026, 6, 30), date(2026, 6, 20)),
        (date(2026, 10, 31), None),
    ]
