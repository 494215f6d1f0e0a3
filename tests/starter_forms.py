"""The starter workbook as a manager fills it in: made by init, typed into as Excel saves it, read as any service."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl

from evidencepack.frameworks.column_map import ColumnMap, StarterSheet
from evidencepack.library import Library
from evidencepack.onboarding.blank_service.folder import start_folder
from evidencepack.onboarding.blank_service.starter_workbook import choices_of, starter_maps
from evidencepack.registers import REGISTERS, field_types

FIRST_DAY = date(2025, 2, 3)
BOOK = "records/Registers.xlsx"
Rows = Sequence[Mapping[str, Any]]


def started(folder: Path, library: Library) -> Path:
    """A new service folder."""
    start_folder(folder, library, "Made for a test", "care home")
    return folder


def forms(library: Library) -> dict[str, tuple[ColumnMap, StarterSheet]]:
    """The sheets of the workbook by register."""
    return {m.register_: (m, s) for m, s in starter_maps(list(library.column_maps.values()))}


def opened(folder: Path) -> Any:
    """The workbook, to be typed into."""
    return openpyxl.load_workbook(folder / BOOK)


def head_row(sheet: Any) -> int:
    """The row of headings, found as a person finds it."""
    return next(row for row in range(1, 16) if sheet.cell(row, 1).value == "Leave empty")


def column_of(sheet: Any, heading: str) -> int:
    """The column under a heading."""
    head = head_row(sheet)
    return next(c for c in range(1, sheet.max_column + 1) if sheet.cell(head, c).value == heading)


def typed(book: Any, column_map: ColumnMap, starter: StarterSheet, rows: Rows) -> None:
    """Rows, by field, under the examples of a sheet."""
    sheet = book[starter.sheet]
    columns = {name: column_of(sheet, headings[0]) for name, headings in column_map.columns.items()}
    for number, row in enumerate(rows, head_row(sheet) + 1 + len(starter.examples)):
        for name, value in row.items():
            sheet.cell(number, columns[name]).value = value


def answers(folder: Path, given: Mapping[str, Sequence[Any]]) -> None:
    """Type into the sheet Your service: answer, since, checked, document by our word."""
    book, left = opened(folder), dict(given)
    sheet = book["Your service"]
    for row in range(1, sheet.max_row + 1):
        for column, value in enumerate(left.pop(str(sheet.cell(row, 6).value), []), 2):
            sheet.cell(row, column).value = value
    book.save(folder / BOOK)
    assert not left


def every_choice(column_map: ColumnMap) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Rows with every field filled, as typed and as it should be read, so that each choice of each list comes up."""
    kinds = field_types(REGISTERS[column_map.register_])
    longest = max(len(choices_of(name, column_map)) for name in column_map.columns)
    for n in range(max(longest, 2)):
        pairs = {name: _one(name, kinds[name], place, n, column_map) for place, name in enumerate(column_map.columns)}
        if pairs.get("state", ("", "completed"))[1] != "completed":
            pairs["completed"] = (None, None)  # what is booked or not required has not been done
        yield {name: pair[0] for name, pair in pairs.items()}, {name: pair[1] for name, pair in pairs.items()}


def _one(name: str, kind: str, place: int, n: int, column_map: ColumnMap) -> tuple[Any, Any]:
    register = column_map.register_
    if name in ("staff", "person") or (name == "code" and register in ("staff", "people")):
        code = f"0{100 + n % 2 if name != 'code' else 100 + n}"
        return code, code
    if name in column_map.values:
        ours, words = list(column_map.values[name].items())[n % len(column_map.values[name])]
        return words[0], ours == "Yes" if kind == "bool" else ours
    if kind == "date":
        day = FIRST_DAY + timedelta(days=31 * n + place)
        return day, day
    if kind in ("int", "float"):
        pairs = REGISTERS[register].at_most  # no part may be more than its whole
        whole, part = (name in {limit for _, limit in pairs}), any(name in parts for parts, _ in pairs)
        number = n + place + (0.5 if kind == "float" else 0) + (100 if part else 300) * whole
        return number, number
    if kind == "bool":
        return ("Yes", True) if n % 2 else ("No", False)
    words = choices_of(name, column_map)
    text = words[n % len(words)] if words and name not in REGISTERS[register].key else f"Words {n} for {name}"
    return (f"File {n}.pdf",) * 2 if name == "path" else (text, text)
