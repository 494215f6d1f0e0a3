"""What a reader meets in each file of a written pack; and copies of a service folder to build in."""

import shutil
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html
from openpyxl import load_workbook

from evidencepack.errors import OutputError
from evidencepack.files import file_bytes
from evidencepack.notes import note
from evidencepack.pack.typed import TypedEdits
from evidencepack.writers import leftovers
from evidencepack.writers.excel import hidden_sheet
from evidencepack.writers.excel.typed_cells import BESIDE, edits_in

FORMATS = (".docx", ".xlsx", ".html", ".json")


def copy_of(house: Path, to: Path) -> Path:
    """A copy of a service folder, without packs, to build in."""
    return Path(shutil.copytree(house, to, ignore=shutil.ignore_patterns("packs")))


def files_of(folder: Path) -> dict[str, bytes]:
    """What every file below a folder holds."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def locked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of an earlier pack as it is while it stands open in Excel on Windows."""
    real = file_bytes

    def read(path: Path) -> bytes:
        if path.resolve() == file.resolve():
            raise PermissionError
        return real(path)

    for module in (hidden_sheet, leftovers):
        monkeypatch.setattr(module, "file_bytes", read)


def one(folder: Path, suffix: str) -> Path:
    """The one file with this suffix."""
    (found,) = folder.glob(f"*{suffix}")
    return found


def plain(text: str) -> str:
    """Text with single spaces: how lines break says nothing."""
    return " ".join(text.split())


def parts(file: Path) -> Iterator[tuple[str, bytes]]:
    """Every part of a package; any other file is its own only part."""
    if file.suffix not in (".docx", ".xlsx"):
        yield file.name, file.read_bytes()
        return
    with ZipFile(file) as package:
        yield from ((name, package.read(name)) for name in package.namelist())


def word_text(file: Path) -> str:
    """All text of the body, and of headers and footers."""
    document = Document(str(file))
    edges = [e._element for s in document.sections for e in (s.header, s.footer)]
    return plain("\n".join(_text(each) for each in (document.element.body, *edges)))


def word_rows(file: Path) -> list[list[str]]:
    """Every row of every table: the text of its cells."""
    rows = Document(str(file)).element.body.iter(qn("w:tr"))
    return [[plain(_text(cell)) for cell in row.iter(qn("w:tc"))] for row in rows]


def _text(element: Any) -> str:
    ends = {qn("w:p"): "\n", qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(ends.get(e.tag, e.text or "") for e in element.iter(qn("w:t"), *ends))


@lru_cache(maxsize=4)
def book_in(data: bytes) -> Any:
    """The workbook, to look at only: who reads the same bytes again is given the same one."""
    return load_workbook(BytesIO(data))


def book_of(file: Path) -> Any:
    """The workbook of a file, to look at only."""
    return book_in(file.read_bytes())


def excel_rows(file: Path, sheet: str) -> list[dict[str, Any]]:
    """The list of a sheet by heading (row 3); blank cells as empty text."""
    rows = list(book_of(file)[sheet].iter_rows(min_row=3, values_only=True))
    return [{str(k): "" if v is None else v for k, v in zip(rows[0], row, strict=True)} for row in rows[1:]]


def excel_text(file: Path) -> str:
    """All text of all sheets."""
    cells = (cell for sheet in book_of(file).worksheets for row in sheet.iter_rows(values_only=True) for cell in row)
    return plain("\n".join(str(cell) for cell in cells if cell is not None))


def html_page(file: Path) -> Any:
    """The page as a tree."""
    return html.fromstring(file.read_text(encoding="utf-8"))


def html_row(page: Any, id_: str) -> str:
    """The text of the element with this id."""
    (found,) = page.xpath("//*[@id=$id]", id=id_)
    return plain(" ".join(found.itertext()))


def html_text(file: Path) -> str:
    """All text of the page, style apart."""
    page = html_page(file)
    return plain(" ".join(t for t in page.xpath("//text()[not(parent::style)]")))


def text_of(file: Path) -> str:
    """All that a person can read in a docx, xlsx or html."""
    return {".docx": word_text, ".xlsx": excel_text, ".html": html_text}[file.suffix](file)


def cell_of(sheet: Any, ref: str, heading: str) -> Any:
    """The cell under a heading in the row with this ref (or expectation id)."""
    heads = {c.value: c.column for c in sheet[3]}
    key = heads.get("Ref") or heads["Expectation id"]
    row = next(r for r in range(4, sheet.max_row + 1) if sheet.cell(r, key).value == ref)
    return sheet.cell(row, heads[heading])


def type_into(workbook: Path, sheets: dict[str, dict[str, dict[str, Any]]]) -> None:
    """Type values by sheet, ref and heading and save, as a person does; text stays text."""
    book: Any = load_workbook(workbook)
    for sheet, typed in sheets.items():
        for ref, values in typed.items():
            for heading, value in values.items():
                cell = cell_of(book[sheet], ref, heading)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    book.save(workbook)


def read_typed(path: Path) -> TypedEdits:
    """What people typed into one workbook; OutputError when it is none of ours, or lacks what we put."""
    sheets = hidden_sheet.Sheets(path)
    hidden = sheets.hidden()
    if hidden is None:
        raise OutputError(note("not-our-workbook"), path.name)
    edits = edits_in(sheets, hidden, path.name)
    for fault in edits.faults:
        if fault.code not in BESIDE:
            raise OutputError(fault, path.name)
    return edits
