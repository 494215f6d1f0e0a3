"""The workbooks and documents of the samples, from text that a person can read and change.

Below services/<sample>/ stand files.yaml (how the files look, and the words of the documents) and a text table for each
sheet, "Staff list - Leavers.csv" for the sheet Leavers of Staff list.xlsx. In such a table 2026-03-12 is a day, 37.5 a
number and all else text; a text that looks like a day or a number begins with an apostrophe, as in a spreadsheet.
Records and documents that are text already stand in the sample alone.
"""

import csv
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from .files import Cell, Sheet, Style, page_of_pdf, word_document, workbook
from .homes import SERVICES

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def make_sample(folder: Path, name: str) -> None:
    """Write the workbooks and documents of one sample into its folder."""
    told = yaml.safe_load((SERVICES / name / "files.yaml").read_text(encoding="utf-8"))
    style = Style(**told["style"])
    (folder / "records").mkdir(parents=True, exist_ok=True)
    for book, sheets in told["workbooks"].items():
        workbook(folder / "records" / book, style, [_sheet(name, book, each, looks) for each, looks in sheets.items()])
    for document, (heading, *paragraphs) in told["documents"].items():
        path = folder / "documents" / document
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".pdf":
            page_of_pdf(path, heading, paragraphs)
        else:
            word_document(path, style, heading, paragraphs)


def _sheet(sample: str, book: str, name: str, looks: Mapping[str, Any]) -> Sheet:
    path = SERVICES / sample / f"{book.removesuffix('.xlsx')} - {name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return Sheet(name, [[_cell(text) for text in row] for row in csv.reader(file)], **looks)


def _cell(text: str) -> Cell:
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text.removeprefix("'")
