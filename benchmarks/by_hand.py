"""The pack of four frameworks as a consultant would script it: openpyxl to read, python-docx and openpyxl to write.

The script is given every paragraph, table and cell of our own Word and Excel files, and writes them again: it judges
nothing, and leaves out links, styles, lists to choose from, chart and locks.
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

Blocks = list[tuple[str, list[list[Any]]]]


def word_blocks(document: Path) -> Blocks:
    """What stands in one of our Word packs, top to bottom: a paragraph as its text, a table as its rows."""
    from docx import Document
    from docx.table import Table

    blocks: Blocks = []
    for block in Document(str(document)).iter_inner_content():
        if isinstance(block, Table):
            rows = [[cell.text for cell in row.cells] for row in block.rows]
            widest = max(map(len, rows))
            blocks.append(("table", [row + [""] * (widest - len(row)) for row in rows]))
        else:
            style = block.style.name if block.style is not None else ""
            heading = style if style.startswith("Heading ") else ""
            blocks.append((heading, [[block.text]]))
    return blocks


def excel_blocks(workbook: Path) -> Blocks:
    """Every sheet of our workbook that is shown, and the values of its cells up to the last filled one of a row."""
    from openpyxl import load_workbook

    sheets = [s for s in load_workbook(workbook, read_only=True).worksheets if s.sheet_state == "visible"]
    return [(s.title, [_filled(row) for row in s.iter_rows(values_only=True)]) for s in sheets]


def _filled(row: Sequence[Any]) -> list[Any]:
    last = max((n for n, value in enumerate(row, 1) if value is not None), default=0)
    return [_json_value(value) for value in row[:last]]


def _json_value(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float) else str(value)


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


def word_by_hand(blocks: Blocks) -> bytes:
    """A document of headings, paragraphs and tables, row by row as python-docx's own pages show it."""
    from docx import Document

    document = Document()
    for kind, rows in blocks:
        if kind != "table":
            document.add_paragraph(rows[0][0], style=kind or None)
            continue
        table = document.add_table(rows=1, cols=len(rows[0]))
        table.style = "Table Grid"
        for number, row in enumerate(rows):
            line = table.add_row() if number else table.rows[0]
            for cell, text in zip(line.cells, row, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel_by_hand(tables: Blocks) -> bytes:
    """A workbook of sheets, written cell by cell."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    for title, rows in tables:
        sheet = book.create_sheet(title)
        for i, row in enumerate(rows, 1):
            for j, text in enumerate(row, 1):
                cell = sheet.cell(row=i, column=j, value=text)
                if i <= 3:
                    cell.font = Font(bold=True)
        sheet.freeze_panes = "A4"
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


def _cells(tables: Blocks) -> int:
    return sum(len(row) for _, rows in tables for row in rows)


def beside_ours(folder: Path, times: int) -> dict[str, Any]:
    """The whole pack both ways, turn about, each in a fresh process; of each the run of the median time."""
    from evidencepack.build_options import BuildOptions
    from evidencepack.pipeline import build_service

    runs: dict[str, list[dict[str, Any]]] = {"ours": [], "by hand": []}
    with tempfile.TemporaryDirectory() as out:
        given, written = (
            Path(out) / "given.json",
            build_service(folder, BuildOptions(on=ON, frameworks=FOUR), out=Path(out)).written,
        )
        documents = [path for path in written.paths if path.suffix == ".docx"]
        (workbook,) = (path for path in written.paths if path.suffix == ".xlsx")
        blocks = {"word": [word_blocks(path) for path in documents], "excel": excel_blocks(workbook)}
        given.write_text(json.dumps(blocks), encoding="utf-8")
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
