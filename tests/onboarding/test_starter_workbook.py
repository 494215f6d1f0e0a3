"""What the starter workbook offers is read back: every field of every register, and every choice of every list."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.library import Library
from evidencepack.onboarding.blank_service.folder import starter_workbook
from evidencepack.onboarding.blank_service.starter_workbook import choices_of, hint_of
from evidencepack.pipeline import open_library
from evidencepack.registers import REGISTERS, field_names, required_fields
from evidencepack.service import ServiceRead
from evidencepack.tables.starter_sheets import typed_value
from tests.made_folders import said
from tests.starter_forms import BOOK, every_choice, forms, opened, started, typed
from tests.words import read_service

# Made by us of the file itself; nobody can type it.
OURS = {("documents", "fingerprint")}
FIELDS = [(r, f) for r, record in REGISTERS.items() for f in field_names(record) if (r, f) not in OURS]


@dataclass
class Filled:
    """A workbook with every field filled, what was typed, and what was read."""

    folder: Path
    read: ServiceRead
    expected: dict[str, list[dict[str, Any]]]

    def rows(self, register: str) -> list[dict[str, Any]]:
        rows = [r for r in self.read.records.of(register) if r.origin.sheet or register == "documents"]
        return [{f: getattr(r, f) for f in field_names(type(r))} for r in rows]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Filled:
    folder = started(tmp_path_factory.mktemp("starter") / "made", library)
    book, expected = opened(folder), {}
    for register, (column_map, starter) in forms(library).items():
        pairs = list(every_choice(column_map))
        typed(book, column_map, starter, [given for given, _ in pairs])
        expected[register] = [wanted for _, wanted in pairs]
    for row in expected["documents"]:
        (folder / "documents" / row["path"]).write_bytes(b"%PDF-1.4 made for a test\n%%EOF")
    book.save(folder / BOOK)
    return Filled(folder, read_service(folder, library), expected)


def test_every_register_has_a_sheet_with_a_column_for_every_field(library: Library) -> None:
    sheets = forms(library)
    assert sheets.keys() == REGISTERS.keys()
    for register, (column_map, starter) in sheets.items():
        fields = {f for f in field_names(REGISTERS[register]) if (register, f) not in OURS}
        assert set(column_map.columns) == fields == set(starter.hints)


def faults(read: ServiceRead) -> list[str]:
    """What is wrong with single cells: what was made up for two registers need not agree."""
    return [line for line in said(read) if "One of them is wrong" not in line and "The monthly totals for" not in line]


def test_nothing_that_was_typed_is_a_problem(filled: Filled) -> None:
    assert faults(filled.read) == []


@pytest.mark.parametrize(("register", "field"), FIELDS)
def test_what_is_typed_into_a_field_is_read_back(filled: Filled, register: str, field: str) -> None:
    found, wanted = filled.rows(register), filled.expected[register]
    if register == "documents":
        found = [{**row, "path": row["path"].removeprefix("documents/")} for row in found]
        found, wanted = (sorted(rows, key=lambda r: r["path"]) for rows in (found, wanted))
    assert [row[field] for row in found] == [row[field] for row in wanted]


def test_every_word_a_list_offers_comes_up(filled: Filled, library: Library) -> None:
    for register, (column_map, _) in forms(library).items():
        for field in column_map.values:
            words = {("No", "Yes")[row[field]] if isinstance(row[field], bool) else row[field]
                     for row in filled.expected[register]}  # fmt: skip
            assert words == set(column_map.values[field])


def test_the_examples_are_left_out_and_counted(filled: Filled) -> None:
    accounts = [a for a in filled.read.accounts if a.map.startswith("starter-")]
    assert len(accounts) == len(REGISTERS)
    for account in accounts:
        assert account.set_aside["example, left out"] == 2
        assert account.rows_read == len(filled.expected[account.register])
        assert account.unused_columns == ()


@pytest.mark.needs_libreoffice
def test_what_libreoffice_saves_is_read_the_same(
    filled: Filled, libreoffice: Callable[..., Path], library: Library, tmp_path: Path
) -> None:
    folder = started(tmp_path / "made", library)
    (folder / BOOK).write_bytes(libreoffice(filled.folder / BOOK, "xlsx:Calc MS Excel 2007 XML").read_bytes())
    for path in (filled.folder / "documents").glob("*.pdf"):
        (folder / "documents" / path.name).write_bytes(path.read_bytes())
    read = read_service(folder, library)
    assert faults(read) == []
    again = Filled(folder, read, filled.expected)
    for register in REGISTERS:
        assert again.rows(register) == filled.rows(register), register


@pytest.mark.needs_validator
def test_the_workbook_has_no_error_in_microsofts_validator(
    ooxml_validator: Callable[[Path], list[str]], library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "starter.xlsx"
    path.write_bytes(starter_workbook(library, "Made for a test", "home care"))
    assert ooxml_validator(path) == []


def test_the_same_library_gives_the_same_workbook(library: Library) -> None:
    assert starter_workbook(library, "A", "care home") == starter_workbook(library, "A", "care home")


def column_maps() -> list[ColumnMap]:
    return [m for m, _ in forms(open_library()).values()]


@pytest.mark.parametrize("column_map", column_maps(), ids=lambda m: m.id)
def test_the_examples_of_a_sheet_are_rows_that_could_count(column_map: ColumnMap) -> None:
    assert column_map.starter
    assert len(column_map.starter.examples) == 2
    for example in column_map.starter.examples:
        assert set(required_fields(REGISTERS[column_map.register_])) <= set(example)
        for field, text in example.items():
            assert typed_value(text, field, column_map) not in ("", None)
            assert field not in column_map.values or text in choices_of(field, column_map)


@pytest.mark.parametrize("column_map", column_maps(), ids=lambda m: m.id)
def test_a_word_and_not_only_a_colour_says_what_is_needed_and_what_is_personal(column_map: ColumnMap) -> None:
    record = REGISTERS[column_map.register_]
    for field in column_map.columns:
        assert hint_of(field, column_map).startswith("NEEDED.") == (field in required_fields(record))
        assert hint_of(field, column_map).endswith("Personal.") == (field in record.personal)
        assert len(hint_of(field, column_map)) <= 255


def test_no_heading_or_sheet_name_stands_twice(library: Library) -> None:
    names = [starter.sheet.casefold() for _, starter in forms(library).values()]
    assert len(set(names)) == len(names)
    for column_map, _ in forms(library).values():
        headings = [h for hs in column_map.columns.values() for h in hs]
        assert len(set(headings)) == len(headings)
