"""A framework as a workbook and back: no value is lost, and a wrong cell is named."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.errors import MappingError
from evidencepack.files import Unreadable, read_file
from evidencepack.frameworks.framework import Framework
from evidencepack.library import read_yaml
from evidencepack.library.excel import framework_book, framework_from
from evidencepack.library.excel.cells import as_cell, as_value
from evidencepack.library.excel.shape import FrameworkColumn
from evidencepack.library.validate import validate
from evidencepack.shipped import filled_in, shipped

FRAMEWORKS = sorted((shipped("mappings") / "frameworks").glob("*.yaml"))


def as_file(data: dict[str, Any]) -> str:
    return filled_in("framework_of_excel.yaml", framework=data, made_from="x.xlsx")


def there_and_back(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    book = folder / "framework.xlsx"
    book.write_bytes(framework_book(data))
    read = read_file(book)
    assert not isinstance(read, Unreadable)
    found: dict[str, Any] = framework_from(book.name, read).data
    return found


@pytest.mark.parametrize("path", FRAMEWORKS, ids=lambda p: p.stem)
def test_every_shipped_framework_comes_back_from_excel_with_every_value(path: Path, tmp_path: Path) -> None:
    data = read_yaml(path).data
    assert there_and_back(data, tmp_path) == data


@pytest.mark.parametrize("path", FRAMEWORKS, ids=lambda p: p.stem)
def test_the_file_made_from_a_workbook_holds_what_the_first_one_held(path: Path, tmp_path: Path) -> None:
    data = read_yaml(path).data
    again = tmp_path / "again.yaml"
    again.write_text(as_file(there_and_back(data, tmp_path)), encoding="utf-8")
    assert read_yaml(again).data == data
    assert validate(Framework, read_yaml(again)) == validate(Framework, read_yaml(path))


def test_a_workbook_saved_by_another_program_says_the_same(tmp_path: Path) -> None:
    data = read_yaml(FRAMEWORKS[0]).data
    book = tmp_path / "framework.xlsx"
    book.write_bytes(framework_book(data))
    openpyxl.load_workbook(book).save(book)
    read = read_file(book)
    assert not isinstance(read, Unreadable)
    assert framework_from(book.name, read).data == data


@given(st.text(min_size=1).filter(lambda t: t.isprintable() or "\n" in t))
def test_any_text_of_a_list_or_a_pair_comes_back_as_it_was(text: str) -> None:
    lines, pairs = FrameworkColumn("looks_for", "lines"), FrameworkColumn("with", "pairs")
    assert as_value(as_cell([text, "last"], lines), lines) == [text, "last"]
    assert as_value(as_cell({"topic": text}, pairs), pairs) == {"topic": text}


@given(st.one_of(st.integers(-(10**9), 10**9), st.booleans(), st.decimals(0, 1000, places=2).map(float)))
def test_numbers_and_yes_or_no_in_pairs_come_back_as_such(value: Any) -> None:
    pairs = FrameworkColumn("with", "pairs")
    assert as_value(as_cell({"times": value, "of": "6"}, pairs), pairs) == {"times": value, "of": "6"}


def changed(tmp_path: Path, sheet: str, cell: str, value: Any) -> tuple[str, ...]:
    """The faults of the first framework with one cell of its workbook changed."""
    book = tmp_path / "mine.xlsx"
    book.write_bytes(framework_book(read_yaml(FRAMEWORKS[0]).data))
    opened = openpyxl.load_workbook(book)
    opened[sheet][cell] = value
    opened.save(book)
    read = read_file(book)
    assert not isinstance(read, Unreadable)
    with pytest.raises(MappingError) as error:
        validate(Framework, framework_from(book.name, read))
    return error.value.messages


def column_of(sheet: str, heading: str, tmp_path: Path) -> str:
    book = tmp_path / "headings.xlsx"
    book.write_bytes(framework_book(read_yaml(FRAMEWORKS[0]).data))
    head = next(openpyxl.load_workbook(book)[sheet].iter_rows(max_row=1))
    return next(str(c.column_letter) for c in head if c.value == heading)


def test_a_percentage_typed_as_a_number_is_asked_about_and_not_guessed(tmp_path: Path) -> None:
    cell = f"{column_of('Requirements', 'at_least', tmp_path)}2"
    assert changed(tmp_path, "Requirements", cell, 0.9) == (
        "mine.xlsx, sheet Requirements, row 2: at_least: 0.9 could be 90% or 0.9; "
        "format the cell as text and type 90%.",
    )


def test_a_requirement_of_an_unknown_expectation_names_its_row_and_the_nearest(tmp_path: Path) -> None:
    (message,) = changed(tmp_path, "Requirements", "A2", "identfy")
    assert message.startswith("mine.xlsx, sheet Requirements, row 2: there is no expectation 'identfy'.")
    assert "identify" in message


def test_a_heading_that_is_not_used_is_named(tmp_path: Path) -> None:
    letter = column_of("Expectations", "asks", tmp_path)
    messages = changed(tmp_path, "Expectations", f"{letter}1", "askes")
    assert messages[0].startswith("mine.xlsx, sheet Expectations, row 1: 'askes' is not a heading used here.")


def test_a_wrong_word_names_the_row_and_the_item(tmp_path: Path) -> None:
    letter = column_of("Requirements", "number_from.kind", tmp_path)
    messages = changed(tmp_path, "Requirements", f"{letter}2", "habit")
    assert "line 2, expectation identify, requirement asked" in messages[0] and "sector practice" in messages[0]


def test_a_workbook_without_its_sheets_says_which_are_missing(tmp_path: Path) -> None:
    book = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(book)
    read = read_file(book)
    assert not isinstance(read, Unreadable)
    with pytest.raises(MappingError) as error:
        framework_from(book.name, read)
    assert any("there is no sheet 'Framework'" in m for m in error.value.messages)
    assert any("there is no sheet 'Expectations'" in m for m in error.value.messages)


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    data = read_yaml(FRAMEWORKS[0]).data
    data["about"] = '=HYPERLINK("http://example.org","x")'
    assert there_and_back(data, tmp_path)["about"] == data["about"]
    book = openpyxl.load_workbook(tmp_path / "framework.xlsx")
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_text_of_a_file_is_plain_yaml(tmp_path: Path) -> None:
    text = as_file(read_yaml(FRAMEWORKS[0]).data)
    assert yaml.safe_load(text)["format"] == 1
    assert text.startswith("# Made from x.xlsx.")


def test_a_weight_with_decimals_comes_back_from_excel_as_it_is(tmp_path: Path) -> None:
    data = read_yaml(next(p for p in FRAMEWORKS if p.stem == "example-tender")).data
    for expectation, weight in zip(data["expectations"], (2.5, 12.5, 0.5, 15), strict=False):
        expectation["weight"] = weight
    back = there_and_back(data, tmp_path)
    assert [repr(e["weight"]) for e in back["expectations"][:4]] == ["2.5", "12.5", "0.5", "15"]
    assert back == data


def test_a_weight_typed_as_a_percentage_is_not_taken_for_a_fraction() -> None:
    with pytest.raises(ValueError, match=r"0\.025 could be 0\.025 or 2\.5; format the cell as text"):
        as_value(0.025, FrameworkColumn("weight", "number"))
    assert as_value("2.5", FrameworkColumn("weight", "number")) == 2.5
