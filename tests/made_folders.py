"""Service folders and workbooks made for one test: real files, as small as the fact needs."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from evidencepack.files import Sheet, read_file
from evidencepack.pipeline import open_library
from evidencepack.service import ServiceRead
from evidencepack.tables import People, SheetRead
from tests.words import read_service, read_sheet

Rows = Iterable[Sequence[Any]]
KEY = "made-for-a-few-quick-trials"
STAFF: list[list[Any]] = [
    ["Payroll no", "Name", "Job title", "Contract", "Start date"],
    ["0101", "Ama Quartey", "Care assistant", "Permanent", "01/02/2020"],
    ["0102", "Bram Oosterhuis", "Care assistant", "Permanent", "03/02/2020"],
    ["0103", "Carys Penhaligon", "Nurse", "Bank", "04/02/2020"],
]


def workbook(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """An Excel workbook with these sheets, dates as dates."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(number, column, cell)
    return path


def csv_bytes(rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as a text file holds them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(["" if c is None else c for c in row] for row in rows)
    return text.getvalue().encode(encoding)


def sheet_of(path: Path, sheet: str = "") -> Sheet:
    """One sheet as it is read back from its file."""
    read = read_file(path)
    assert isinstance(read, tuple), read
    return next(s for s in read if sheet in ("", s.name))


def read_with(map_id: str, path: Path, people: People | None = None) -> SheetRead:
    """The first sheet of a file as a shipped column map understands it."""
    return read_sheet(path.name, sheet_of(path), open_library().column_maps[map_id], people or People())


def service(folder: Path, sources: Sequence[tuple[str, str, str]] = (), more: str = "", key: str = KEY) -> Path:
    """A service.yaml that names these sources (file, sheet, map), and the folder it stands in."""
    lines = ["format: 1", "id: made", "name: Made for a test", "type: care home", f"privacy_key: {key}"]
    lines += ["frameworks: [commissioner-cultural-identity]", more]
    lines += ["sources:"] if sources else []
    lines += [f'  - {{file: "{file}", sheet: "{sheet}", map: {map_id}}}' for file, sheet, map_id in sources]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "records").mkdir(exist_ok=True)
    (folder / "service.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def read_made(folder: Path, registers: Mapping[str, tuple[str, Rows]], more: str = "") -> ServiceRead:
    """A service whose registers (file stem: column map and rows) are workbooks, read."""
    for stem, (_, rows) in registers.items():
        workbook(folder / "records" / f"{stem}.xlsx", {"Sheet1": rows})
    service(folder, [(f"records/{stem}.xlsx", "", map_id) for stem, (map_id, _) in registers.items()], more)
    return read_service(folder)


def said(read: ServiceRead | SheetRead) -> list[str]:
    """Every problem as one line: where, what and what to do."""
    return [f"{p.origin}: {p.what} {p.remedy}" for p in read.problems]
