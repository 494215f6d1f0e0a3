"""The pack of four frameworks as a consultant would script it: openpyxl to read, python-docx and openpyxl to write.

The script is given what to print: it judges nothing, and writes plain tables without links, styles, lists or locks.
Run: python -m benchmarks.by_hand FOLDER [TIMES]; prints processor seconds beside ours, as JSON.
"""

import csv
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.build import FOUR, ON, peak_megabytes

Tables = list[tuple[str, list[list[str]]]]


def word_tables(pack: Any, report: Any) -> Tables:
    """The tables of one Word pack: findings of each expectation, actions, evidence."""
    findings = [
        (f"{s.number} {s.title}", [["No.", "Requirement", "What the records show", "Figure", "Target", "Status"]]
         + [[f.number, f.title, f.sentence, f.figure, f.target, f.status.word] for f in s.findings])
        for s in report.sections
    ]  # fmt: skip
    known = [a for a in pack.actions if a.ref in report.actions]
    actions = [["Ref", "Action", "Owner", "Due"]]
    actions += [[a.ref, a.text, a.proposed_owner, a.proposed_due.isoformat()] for a in known]
    used = [e for e in pack.evidence if e.number in report.evidence]
    evidence = [["No.", "Evidence", "Where", "Newest"]]
    evidence += [[e.number, e.title, "; ".join(p.words for p in e.places), e.newest] for e in used]
    return [*findings, ("Actions", actions), ("Evidence", evidence)]


def excel_tables(pack: Any) -> Tables:
    """The long sheets of the workbook: findings, every register, every trace."""
    head = ["Id", "Requirement", "Sentence", "Figure", "Numerator", "Denominator", "Target", "Status"]
    findings = [
        [f.id, f.title, f.sentence, f.figure, f.numerator, f.denominator, f.target, f.status.word]
        for report in pack.reports
        for section in report.sections
        for f in section.findings
    ]
    registers = [(sheet.title[:31], _register(sheet)) for sheet in pack.registers]
    traces = [["Finding", "Record", "Used as", "Because", "File", "Sheet", "Row"]]
    traces += [[t.finding, t.record, t.used_as, t.because, t.file, t.sheet, str(t.row)] for t in pack.traces]
    return [("Findings", [head, *findings]), *registers, ("Traces", traces)]


def _register(sheet: Any) -> list[list[str]]:
    return [["Record", "File", "Sheet", "Row", *(c.heading for c in sheet.columns)], *map(list, sheet.rows)]


def read_by_hand(folder: Path) -> int:
    """How many cells the records hold, each looked at once."""
    from openpyxl import load_workbook

    cells = 0
    for path in sorted((folder / "records").iterdir()):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                cells += sum(len(row) for row in csv.reader(file))
            continue
        for sheet in load_workbook(path).worksheets:
            cells += sum(cell.value is not None for row in sheet.iter_rows() for cell in row)
    return cells


def word_by_hand(tables: Tables) -> bytes:
    """A document of headings and tables, row by row as python-docx's own pages show it."""
    from docx import Document

    document = Document()
    for title, rows in tables:
        document.add_heading(title, level=2)
        table = document.add_table(rows=1, cols=len(rows[0]))
        table.style = "Table Grid"
        for number, row in enumerate(rows):
            line = table.add_row() if number else table.rows[0]
            for cell, text in zip(line.cells, row, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel_by_hand(tables: Tables) -> bytes:
    """A workbook of sheets, written cell by cell."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    for title, rows in tables:
        sheet = book.create_sheet(title)
        for i, row in enumerate(rows, 1):
            for j, text in enumerate(row, 1):
                cell = sheet.cell(row=i, column=j, value=text)
                if i == 1:
                    cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def script(folder: Path, given: Path) -> dict[str, Any]:
    """What the script costs in this process, from importing on; what it is given to print is not counted."""
    tables = json.loads(given.read_text(encoding="utf-8"))
    stages: dict[str, Callable[[], object]] = {
        "read": lambda: read_by_hand(folder),
        "word": lambda: [word_by_hand(each) for each in tables["word"]],
        "excel": lambda: excel_by_hand(tables["excel"]),
    }
    seconds = {}
    for stage, done in stages.items():
        start = process_time()
        done()
        seconds[stage] = process_time() - start
    cells = {"word": sum(map(_cells, tables["word"])), "excel": _cells(tables["excel"])}
    return {**seconds, "all": sum(seconds.values()), "peak": peak_megabytes(), "cells": cells}


def _cells(tables: Sequence[tuple[str, list[list[str]]]]) -> int:
    return sum(len(row) for _, rows in tables for row in rows)


def beside_ours(folder: Path, times: int) -> dict[str, Any]:
    """The whole pack both ways, turn about, each in a fresh process; of each the run of the median time."""
    from evidencepack.build import make_pack

    runs: dict[str, list[dict[str, Any]]] = {"ours": [], "by hand": []}
    with tempfile.TemporaryDirectory() as out:
        given, pack = Path(out) / "given.json", make_pack(folder, ON, frameworks=FOUR, out=Path(out))
        tables = {"word": [word_tables(pack, report) for report in pack.reports], "excel": excel_tables(pack)}
        given.write_text(json.dumps(tables), encoding="utf-8")
        for _ in range(times):
            ours = _printed("build", folder, 1, len(FOUR))
            runs["ours"].append({**ours["cold"], "peak": ours["peak"]})
            runs["by hand"].append(_printed("by_hand", folder, "script", given))
    return {who: sorted(found, key=lambda run: run["all"])[len(found) // 2] for who, found in runs.items()}


def _printed(module: str, *words: object) -> dict[str, Any]:
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, words)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    _, place, *rest = sys.argv
    if rest[:1] == ["script"]:
        print(json.dumps(script(Path(place), Path(rest[1]))))
    else:
        print(json.dumps(beside_ours(Path(place), int(rest[0]) if rest else 3)))
