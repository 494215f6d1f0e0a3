"""The same tables as a consultant would script them: python-docx's table.cell, openpyxl cell by cell.

Run: python -m benchmarks.by_hand FOLDER [TIMES]; prints seconds beside those of our writers, as JSON.
"""

import io
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.build import ON

Tables = list[tuple[str, list[list[str]]]]


def word_tables(pack: Any) -> Tables:
    """The tables of the Word pack: findings of each expectation, actions, evidence."""
    findings = [
        (f"{s.number} {s.title}", [["No.", "Requirement", "What the records show", "Figure", "Target", "Status"]]
         + [[f.number, f.title, f.sentence, f.figure, f.target, f.status.word] for f in s.findings])
        for report in pack.reports
        for s in report.sections
    ]  # fmt: skip
    actions = [["Ref", "Action", "Owner", "Due"]]
    actions += [[a.ref, a.text, a.proposed_owner, a.proposed_due.isoformat()] for a in pack.actions]
    evidence = [["No.", "Evidence", "Where", "Newest"]]
    evidence += [[e.number, e.title, "; ".join(p.words for p in e.places), e.newest] for e in pack.evidence]
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


def word_by_hand(tables: Tables) -> bytes:
    """A document of headings and tables, filled cell by cell."""
    from docx import Document

    document = Document()
    for title, rows in tables:
        document.add_heading(title, level=2)
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        table.style = "Table Grid"
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                table.cell(i, j).text = text
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


def best(function: Callable[[], object], times: int) -> float:
    """Processor seconds of the quickest of several calls."""
    taken = []
    for _ in range(times):
        start = process_time()
        function()
        taken.append(process_time() - start)
    return min(taken)


def measure(folder: Path, times: int) -> dict[str, Any]:
    """The best seconds of each way, and how many cells the plain ways fill."""
    from evidencepack.build import make_pack
    from evidencepack.shipped import shipped
    from evidencepack.writers.excel import write_excel
    from evidencepack.writers.word import write_word

    with tempfile.TemporaryDirectory() as out:
        pack = make_pack(folder, ON, out=Path(out))
    template = shipped("templates") / "word" / "pack.docx"
    word, excel = word_tables(pack), excel_tables(pack)
    return {
        "word ours": best(lambda: [write_word(pack, report, template) for report in pack.reports], times),
        "word by hand": best(lambda: word_by_hand(word), times),
        "word cells": _cells(word),
        "excel ours": best(lambda: write_excel(pack), times),
        "excel by hand": best(lambda: excel_by_hand(excel), times),
        "excel cells": _cells(excel),
    }


def _cells(tables: Sequence[tuple[str, list[list[str]]]]) -> int:
    return sum(len(row) for _, rows in tables for row in rows)


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)))
