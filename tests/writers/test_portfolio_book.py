"""The workbook over all services says what the packs say, safely, and always in the same bytes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from evidencepack.batch import build_portfolio, write_portfolio
from evidencepack.build_options import BuildOptions
from evidencepack.pack.model import Pack
from evidencepack.pack.portfolio import Portfolio, line_of, portfolio_of
from evidencepack.writers.excel.portfolio_workbook import write_portfolio_book
from evidencepack.writers.json import read_pack
from tests.outputs import excel_rows, excel_text, one
from tests.words import MESSAGES
from tools.invented.homes import DAY, make_homes

SHEETS = ["Heat map", "Gaps by cause", "Gaps by service", "Problems", "Services"]


class Made:
    """Three invented services, one of which cannot be built, and their workbook."""

    def __init__(self, folder: Path) -> None:
        make_homes(folder / "homes", 3, 5)
        file = folder / "homes" / "aspen-lodge" / "service.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("privacy_key", "privacy"), encoding="utf-8")
        self.out = folder / "out"
        self.portfolio = build_portfolio(folder / "homes", self.out, BuildOptions(on=DAY), 2)
        self.book = write_portfolio(self.portfolio, MESSAGES, self.out)
        days = {id_: self.out / id_ / DAY.isoformat() for id_ in ("alder-house", "ash-court")}
        self.packs = {id_: read_pack(one(day, ".json").read_bytes()) for id_, day in days.items()}

    def rows(self, sheet: str) -> list[dict[str, Any]]:
        return excel_rows(self.book, sheet)

    def row(self, sheet: str, service: str) -> dict[str, Any]:
        (found,) = (row for row in self.rows(sheet) if row["Service"] == service)
        return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("portfolio"))


def test_every_standing_of_every_pack_stands_in_the_heat_map(made: Made) -> None:
    for pack in made.packs.values():
        row = made.row("Heat map", pack.service.name)
        sections = [s for report in pack.reports for s in report.sections]
        for section in sections:
            assert row[f"{section.number} {section.title}"] == f"{section.status.symbol} {section.status.word}"
        for heading in ("Shown", "Mostly shown", "Partly shown", "Not shown"):
            assert row[heading] == sum(s.status.word == heading for s in sections)


def test_what_could_not_be_built_comes_first_and_then_the_worst(made: Made) -> None:
    rows = made.rows("Heat map")
    assert set(list(rows[0].values())[5:]) == {"Not built"}
    worst = [(row["Not shown"], row["Partly shown"]) for row in rows[1:]]
    assert worst == sorted(worst, reverse=True)


def test_each_gap_of_each_pack_is_counted_once_under_its_cause(made: Made) -> None:
    actions = {(p.service.name, a.ref): a for p in made.packs.values() for a in p.actions if a.closes}
    rows = {row["Ref"]: row for row in made.rows("Gaps by cause")}
    assert set(rows) == {ref for _, ref in actions}
    for ref, row in rows.items():
        mine = {name: a for (name, other), a in actions.items() if other == ref}
        assert row["Services"] == len(mine)
        assert row["Gaps"] == sum(a.closes for a in mine.values())
        assert row["Which services"].split(", ") == sorted(mine)
        assert row["Legal duty"] == ("yes" if any(a.essential for a in mine.values()) else "")
        texts = {a.text for a in mine.values()}
        assert row["Action"] == (texts.pop() if len(texts) == 1 else row["Cause"])
    assert {(row["Service"], row["Ref"]): row["Action"] for row in made.rows("Gaps by service")} == {
        key: action.text for key, action in actions.items()
    }


def test_every_problem_of_every_pack_is_listed_with_its_place(made: Made) -> None:
    told = [(r["Service"], r["File"], r["Row"], r["What is wrong"]) for r in made.rows("Problems") if r["File"]]
    packs = made.packs.values()
    assert sorted(told, key=str) == sorted(
        [(p.service.name, q.place.file, q.place.row or "", q.what) for p in packs for q in p.problems], key=str
    )


def test_a_service_that_failed_has_its_sentence_and_no_numbers(made: Made) -> None:
    row = next(row for row in made.rows("Services") if row["Folder"] == "aspen-lodge")
    assert row["This time"] == "Could not be built"
    assert "privacy_key" in row["What to know"]
    assert (row["Shown"], row["Problems"], row["Workbook"]) == ("", "", "")


def test_links_lead_to_the_packs_by_relative_paths(made: Made) -> None:
    sheet = load_workbook(made.book)["Services"]
    targets = [cell.hyperlink.target for row in sheet.iter_rows(min_row=4) for cell in row if cell.hyperlink]
    assert len(targets) == 2 * 3
    for target in targets:
        assert (made.book.parent / unquote(target).replace("\\", "/")).is_file()


def test_lists_are_filtered_and_their_headings_frozen(made: Made) -> None:
    book = load_workbook(made.book)
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets:
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.freeze_panes == "B4"


def test_the_heat_map_prints_on_as_many_pages_as_it_is_wide_each_with_services_and_headings(made: Made) -> None:
    sheet = load_workbook(made.book)["Heat map"]
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.scale >= 70
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$A", "$3:$3")
    assert sheet.print_area == f"'Heat map'!$A$3:${get_column_letter(sheet.max_column)}$6"


def test_shading_repeats_the_word_and_never_stands_alone(made: Made) -> None:
    shades: dict[str, set[str]] = {}
    for row in load_workbook(made.book)["Heat map"].iter_rows(min_row=5, min_col=5):
        for cell in row:
            shades.setdefault(cell.fill.fgColor.rgb, set()).add(str(cell.value))
    assert all(words and "" not in words for words in shades.values())


def test_the_same_portfolio_gives_the_same_bytes(made: Made) -> None:
    assert write_portfolio_book(made.portfolio, MESSAGES) == made.book.read_bytes()


def test_no_path_of_the_machine_is_in_the_workbook(made: Made) -> None:
    assert str(made.out.parent) not in excel_text(made.book)


def test_a_workbook_that_a_person_changed_is_kept(made: Made, tmp_path: Path) -> None:
    first = write_portfolio(made.portfolio, MESSAGES, tmp_path)
    assert write_portfolio(made.portfolio, MESSAGES, tmp_path) == first
    first.write_bytes(b"notes of a person")
    second = write_portfolio(made.portfolio, MESSAGES, tmp_path)
    assert (first.read_bytes(), second.name) == (b"notes of a person", "portfolio 2026-10-31 (2).xlsx")
    assert write_portfolio(made.portfolio, MESSAGES, tmp_path) == second


def test_text_that_looks_like_a_formula_stays_text(made: Made, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(write_portfolio_book(hostile(made.portfolio), MESSAGES))
    sheets = load_workbook(tmp_path / "book.xlsx").worksheets
    assert not [c.coordinate for sheet in sheets for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert "=HYPERLINK" in excel_text(tmp_path / "book.xlsx")


def hostile(portfolio: Portfolio) -> Portfolio:
    evil = '=HYPERLINK("https://example.org","x")\x07\ud800 & <b>'
    services = [replace(s, name=evil, council="@SUM(1)", sentence="-1+1") for s in portfolio.services]
    return portfolio_of(evil, portfolio.on, portfolio.made_with, services)


def test_two_services_of_one_name_are_told_apart_by_their_folders(rowan_pack: Pack, tmp_path: Path) -> None:
    lines = [line_of(rowan_pack, folder, (), ()) for folder in ("north", "south")]
    lines[1] = replace(lines[1], id="south")
    (tmp_path / "book.xlsx").write_bytes(
        write_portfolio_book(portfolio_of("two", date(2026, 10, 31), "test", lines), MESSAGES)
    )
    names = [row["Service"] for row in excel_rows(tmp_path / "book.xlsx", "Heat map")]
    assert names == ["Rowan House (north)", "Rowan House (south)"]


def test_the_workbook_has_no_error_in_microsofts_validator(
    made: Made, ooxml_validator: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    (tmp_path / "hostile.xlsx").write_bytes(write_portfolio_book(hostile(made.portfolio), MESSAGES))
    assert [*ooxml_validator(made.book), *ooxml_validator(tmp_path / "hostile.xlsx")] == []
