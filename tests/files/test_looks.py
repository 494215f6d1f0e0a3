"""What a workbook holds beside its values: colours by plain names, notes, struck cells, months, percents."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from evidencepack.files import Sheet, read_file
from evidencepack.files.colours import COLOURS, colour_name
from evidencepack.files.sheet import MOST_LOOKS
from tests.made_folders import sheet_of, workbook


@pytest.mark.parametrize(
    ("name", "shades"),
    [
        ("red", "FF0000 C00000 FFC7CE FF9999 DA9694"),
        ("amber", "FFC000 FFA500 F4B084 ED7D31 FCE4D6"),
        ("yellow", "FFFF00 FFFF99 FFEB9C"),
        ("green", "00B050 92D050 C6EFCE 375623 E2EFDA"),
        ("blue", "0070C0 00B0F0 DDEBF7 002060"),
        ("purple", "7030A0 CCC0DA E4DFEC"),
        ("pink", "FF00FF FF66CC"),
        ("grey", "D9D9D9 808080 F2F2F2"),
        ("black", "000000"),
        ("", "FFFFFF FEFEFE"),
    ],
)
def test_light_and_dark_shades_of_a_hue_are_one_name(name: str, shades: str) -> None:
    assert {colour_name(shade) for shade in shades.split()} == {name}
    assert {colour_name(f"FF{shade}") for shade in shades.split()} == {name}
    assert name in COLOURS | {""}


@pytest.mark.parametrize("wrong", ["", "red", "12", "GG0000", None])
def test_what_is_no_colour_has_no_name(wrong: str | None) -> None:
    assert colour_name(wrong or "") == ""


def test_a_tint_makes_white_grey_and_black_grey_and_leaves_a_hue() -> None:
    assert (colour_name("FFFFFF", -0.15), colour_name("000000", 0.5), colour_name("4472C4", 0.8)) == (
        "grey", "grey", "blue",
    )  # fmt: skip


@pytest.fixture
def looks(tmp_path: Path) -> Path:
    """A matrix with coloured gaps, words and days, a note, a line through a row, a month and a percent."""
    path = tmp_path / "looks.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Matrix")
        grey, green, red = (book.add_format({"bg_color": c}) for c in ("#D9D9D9", "#C6EFCE", "#FF0000"))
        struck, month, percent = (
            book.add_format(f) for f in ({"font_strikeout": True}, {"num_format": "mmm-yy"}, {"num_format": "0.0%"})
        )
        green_day = book.add_format({"bg_color": "#00B050", "num_format": "dd/mm/yyyy"})
        sheet.write_row("A1", ["Name", "Fire", "First aid", "Score"], grey)
        sheet.write("A2", "Ana")
        sheet.write_blank("B2", None, green)
        sheet.write("C2", "due", red)
        sheet.write("D2", 0.95, percent)
        sheet.write("A3", "Ben", struck)
        sheet.write("B3", "gone", struck)
        sheet.write_datetime("C3", date(2027, 3, 1), month)
        sheet.write("D3", 85)
        sheet.write("A4", "Cem")
        sheet.write_datetime("B4", date(2026, 5, 4), green_day)
        sheet.write_blank("C4", None, red)
        sheet.write_datetime("D4", date(2027, 3, 9), month)
        sheet.write_comment("B5", "done 3 May")
        sheet.write("A5", "Dot")
        sheet.write("D5", 0.5)
        sheet.write_blank("H9", None, red)  # beyond what the table holds
    return path


def _is_told(sheet: Sheet) -> None:
    assert sheet.fills == {
        **dict.fromkeys([(1, 0), (1, 1), (1, 2), (1, 3)], "grey"),
        (2, 1): "green", (2, 2): "red", (4, 2): "red",
    }  # fmt: skip
    assert sheet.comments == {(5, 1)}
    assert sheet.struck == {(3, 0), (3, 1)}
    assert sheet.percents == {(2, 3)}
    assert sheet.rows[2][2] == "Mar 2027"
    assert sheet.rows[3][3] == date(2027, 3, 9)


def test_the_looks_of_a_workbook_are_told_with_the_place_of_each_cell(looks: Path) -> None:
    _is_told(sheet_of(looks))


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("ending", ["ods", "xls", "xlsx"])
def test_the_looks_are_the_same_as_libreoffice_saves_them(
    looks: Path, libreoffice: Callable[..., Path], ending: str
) -> None:
    _is_told(sheet_of(libreoffice(looks, ending)))


def test_colours_of_the_theme_and_colours_by_number_are_known(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    colours = (Color(theme=9), Color(theme=0, tint=-0.25), Color(theme=0), Color(indexed=10), Color(indexed=64))
    for row, colour in enumerate(colours, 1):
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=colour)
        sheet.cell(row, 2, "x")
    book.save(tmp_path / "theme.xlsx")
    assert sheet_of(tmp_path / "theme.xlsx").fills == {(1, 0): "amber", (2, 0): "grey", (4, 0): "red"}


def test_a_workbook_without_looks_tells_none(tmp_path: Path) -> None:
    sheet = sheet_of(workbook(tmp_path / "plain.xlsx", {"One": [["a", 1], ["b", 2]]}))
    assert not (sheet.fills or sheet.comments or sheet.struck or sheet.percents)


def test_the_looks_of_a_large_sheet_are_told_from_its_top_and_cost_little(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet, green = book.add_worksheet("Large"), book.add_format({"bg_color": "#00FF00"})
        for row in range(20_000):
            sheet.write_row(row, 0, ["x"] * 4, green)
    begun = perf_counter()
    read = read_file(path)
    assert perf_counter() - begun < 10
    assert isinstance(read, tuple)
    assert len(read[0].fills) == MOST_LOOKS
    assert (12_500, 3) in read[0].fills
    assert (12_501, 0) not in read[0].fills
