"""A sheet that reads like a page is printed with each heading above what it heads, not alone at a page foot."""

from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from openpyxl import load_workbook

from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.page import Page
from tests.words import MESSAGES

# Points of rows that fit on A4 between the margins, at the scale of the sheet.
HOLDS = (842 - 1.3 * 72) / 0.88
GUIDE = [(f"Sheet {n}", "What stands there.") for n in range(12)]


def printed(lines: int, guide: list[tuple[str, str]] = GUIDE) -> Any:
    """So many lines on a page, then a heading with a line, then the guide; read back as Excel would."""
    book = Book("Rowan House", date(2026, 10, 31), MESSAGES)
    page = Page(book, "Summary")
    for n in range(lines):
        page.add((0, 3, f"Line {n}", "line"))
    page.heading("A heading")
    page.add((0, 3, "Under the heading", "line"))
    page.guide(guide)
    return load_workbook(BytesIO(book.close()))["Summary"]


def page_of_each(sheet: Any) -> dict[str, int]:
    """Which printed page the text of each row stands on."""
    breaks = {b.id for b in sheet.row_breaks.brk}
    found, page, used = {}, 0, 0.0
    for row in range(1, sheet.max_row + 1):
        height = sheet.row_dimensions[row].height or 15
        if row - 1 in breaks or used + height > HOLDS:
            page, used = page + 1, 0.0
        used += height
        found[str(sheet.cell(row, 1).value or "")] = page
    return found


@pytest.mark.parametrize("lines", range(80))
def test_a_heading_is_on_the_page_of_what_it_heads_and_a_guide_on_one_page(lines: int) -> None:
    pages = page_of_each(printed(lines))
    assert pages["A heading"] == pages["Under the heading"]
    assert {pages[name] for name, _ in GUIDE} == {pages["Where to look for what"]}


def test_what_fits_is_not_broken_up() -> None:
    assert [b.id for b in printed(5).row_breaks.brk] == []


def test_a_guide_longer_than_a_page_begins_on_a_new_one_and_runs_on() -> None:
    long = [(f"Sheet {n}", "What stands there.") for n in range(90)]
    pages = page_of_each(printed(5, long))
    assert pages["Where to look for what"] == pages["Sheet 0"] == 1
    assert all(later - earlier in (0, 1) for earlier, later in pairwise(pages[name] for name, _ in long))


def test_such_a_sheet_is_printed_to_scale_as_excel_passes_over_breaks_on_a_fitted_page() -> None:
    sheet = printed(60)
    assert (sheet.page_setup.scale, bool(sheet.sheet_properties.pageSetUpPr.fitToPage)) == (88, False)
    inches = sum(sheet.column_dimensions[letter].width * 7 + 5 for letter in "ABCD") / 96
    assert inches * 0.88 < 210 / 25.4 - 0.8
