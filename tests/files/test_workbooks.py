"""Workbooks of every kind give the cells a person sees: errors are errors, and what is hidden or merged is known."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from evidencepack.files import ErrorCell, Merged, Unreadable, read_file
from tests.made_folders import service, sheet_of, workbook
from tests.words import each, read_service, words

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
UNSAVED = ErrorCell("(formula without a saved result)")


def rewritten(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """The workbook with one part changed."""
    target = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == part else data)
    return target


def with_cells(folder: Path, sheet: str) -> Path:
    """A workbook whose only sheet is this XML."""
    whole = workbook(folder / "whole.xlsx", {"One": [["a"]]})
    return rewritten(whole, "xl/worksheets/sheet1.xml", lambda _: f'<?xml version="1.0"?>{sheet}')


def worksheet(rows: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{NS}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


@pytest.fixture
def odd_book(tmp_path: Path) -> Path:
    """Errors, a hidden row, column and sheet, and merged cells, as Excel saves them."""
    path = tmp_path / "odd.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Shown")
        sheet.merge_range("B1:D1", "Training matrix")
        sheet.write_row("B2", ["Name", "Days", "Rate"])
        sheet.write_row("B3", ["Ana", 3])
        sheet.write_formula("D3", "=NA()", None, "#N/A")
        sheet.write_row("B4", ["Ben", 4])
        sheet.write_formula("D4", "=1/0", None, "#DIV/0!")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})
        book.add_worksheet("Kept back").hide()
        book.get_worksheet_by_name("Kept back").write("A1", "x")  # type: ignore[union-attr]
    return path


def test_errors_stay_errors_and_what_is_hidden_or_merged_is_read_and_noted(odd_book: Path) -> None:
    shown, kept_back = read_file(odd_book)
    assert shown.rows[:4] == (
        (None, "Training matrix"),
        (None, "Name", "Days", "Rate"),
        (None, "Ana", 3.0, ErrorCell("#N/A")),
        (None, "Ben", 4.0, ErrorCell("#DIV/0!")),
    )
    assert (shown.hidden, shown.hidden_rows, shown.hidden_columns) == (False, {4}, {2})
    assert shown.merged == (Merged(1, 1, 1, 3),)
    assert shown.notes == kept_back.notes == ()
    assert (kept_back.hidden, kept_back.rows) == (True, (("x",),))


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("ending", ["ods", "xls", "xlsx"])
def test_the_same_book_saved_by_libreoffice_tells_the_same(
    odd_book: Path, libreoffice: Callable[..., Path], ending: str
) -> None:
    ours, theirs = read_file(odd_book), read_file(libreoffice(odd_book, ending))
    assert isinstance(ours, tuple)
    assert isinstance(theirs, tuple)
    for one, other in zip(ours, theirs, strict=True):
        assert one.rows[:4] == other.rows[:4]
        assert (one.hidden, one.hidden_rows, one.merged) == (other.hidden, other.hidden_rows, other.merged)
        assert (one.hidden_columns, one.notes) == (other.hidden_columns, other.notes)


def test_a_formula_whose_result_was_never_saved_is_an_error_not_a_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Expires"])
    book.active.append(["Ana", "=DATE(2026,3,9)"])
    book.save(tmp_path / "a.xlsx")
    sheet = sheet_of(tmp_path / "a.xlsx")
    assert sheet.rows[1] == ("Ana", UNSAVED)
    assert each(sheet.notes) == (
        "1 cell holds a formula without a saved result: open the file in Excel, save it, and run again.",
    )


def test_a_formula_that_gives_empty_text_is_a_blank(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1" t="str"><f>""</f></c><c r="C1"><v>1</v></c></row>'
    )
    assert sheet_of(with_cells(tmp_path, worksheet(cells))).rows == ((None, None, 1.0),)


def test_cells_and_rows_without_addresses_are_counted(tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c></row><row hidden="1"><c><v>2</v></c><c t="e"><v>#REF!</v></c></row>'
    sheet = sheet_of(with_cells(tmp_path, worksheet(rows)))
    assert sheet.rows == ((1.0,), (2.0, ErrorCell("#REF!")))
    assert sheet.hidden_rows == {2}


def test_a_prefix_and_single_quotes_change_nothing(tmp_path: Path) -> None:
    rows = "<x:row r='1' hidden='true'><x:c r='A1' t='e'><x:f>NA()</x:f><x:v>#N/A</x:v></x:c></x:row>"
    cells = f"<x:worksheet xmlns:x='{NS}'><x:sheetData>{rows}</x:sheetData></x:worksheet>"
    sheet = sheet_of(with_cells(tmp_path, cells))
    assert (sheet.rows, sheet.hidden_rows) == (((ErrorCell("#N/A"),),), {1})


def test_words_that_look_like_marks_of_an_error_are_words(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>t="e" hidden="1" &lt;c r="A1" t="e"&gt;</t></is></c></row>'
    sheet = sheet_of(with_cells(tmp_path, worksheet(cells)))
    assert sheet.rows == (('t="e" hidden="1" <c r="A1" t="e">',),)
    assert not sheet.hidden_rows


def test_a_strict_workbook_reads_the_same(odd_book: Path) -> None:
    def strict(xml: str) -> str:
        relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return xml.replace(NS, STRICT).replace(relations, "http://purl.oclc.org/ooxml/officeDocument/relationships")

    path = odd_book
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml",
                 "xl/_rels/workbook.xml.rels", "_rels/.rels"):  # fmt: skip
        path = rewritten(path, part, strict)
    assert read_file(path) == read_file(odd_book)


def test_backslashes_between_the_parts_change_nothing(odd_book: Path, tmp_path: Path) -> None:
    target = tmp_path / "backslashes.xlsx"
    with zipfile.ZipFile(odd_book) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo()
            info.filename = name.replace("/", "\\")  # as given: the constructor would put it right
            new.writestr(info, old.read(name))
    assert read_file(target) == read_file(odd_book)


@pytest.mark.parametrize("early", [False, True])
def test_days_hours_and_moments_of_either_date_system(tmp_path: Path, early: bool) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": early}) as book:
        sheet = book.add_worksheet()
        for column, (cell, form) in enumerate(
            [
                (date(2026, 3, 9), "dd/mm/yyyy"),
                (datetime(2026, 3, 9, 14, 30), "dd/mm/yyyy hh:mm"),
                (time(7, 45), "hh:mm"),
                (timedelta(hours=37, minutes=30), "[h]:mm"),
            ]
        ):
            sheet.write_datetime(0, column, cell, book.add_format({"num_format": form}))
    row = sheet_of(path).rows[0]
    assert row == (date(2026, 3, 9), datetime(2026, 3, 9, 14, 30), time(7, 45), timedelta(hours=37, minutes=30))


def test_whole_columns_merged_do_not_stop_the_reading(tmp_path: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="A:A"/></mergeCells>'
    sheet = sheet_of(with_cells(tmp_path, worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', after=merged)))
    assert sheet.rows == ((1.0,),)
    assert "without merged cells" in words(sheet.notes[0])


def test_a_million_empty_rows_between_two_cells_are_rows(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    sheet = sheet_of(with_cells(tmp_path, worksheet(rows)))
    assert len(sheet.rows) == 1_048_576
    assert (sheet.rows[0], sheet.rows[1], sheet.rows[-1]) == ((1.0,), (), (2.0,))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_entities_are_never_resolved(odd_book: Path, tmp_path: Path, part: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    declared = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "{secret.as_uri()}">]>'
    path = rewritten(odd_book, part, lambda xml: xml.replace("?>", f"?>{declared}", 1))
    read = read_file(path)
    assert isinstance(read, Unreadable)
    assert words(read.why).startswith("it holds instructions that no spreadsheet program writes")


def test_a_workbook_that_unpacks_to_more_than_any_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(1_001):
                part.write(bytes(1_000_000))
    read = read_file(path)
    assert isinstance(read, Unreadable)
    assert words(read.why) == "it unpacks to more than 1,000 MB"


def test_a_workbook_under_another_name_is_read_and_said(odd_book: Path) -> None:
    for ending in (".csv", ".xls", ""):
        other = odd_book.with_name(f"other{ending}")
        other.write_bytes(odd_book.read_bytes())
        assert words(sheet_of(other).notes[0]).startswith("The file is a workbook (.xlsx), although its name ends in")


def test_an_ods_with_rows_repeated_to_the_end_has_only_its_rows(tmp_path: Path) -> None:
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    error = '<table:table-cell table:formula="of:=NA()" {}><text:p>#N/A</text:p></table:table-cell>'
    blank = '<table:table-row table:number-rows-repeated="{}"><table:table-cell {}/></table:table-row>'
    rows = (
        f"<table:table-row>{text.format('Name')}</table:table-row>",
        blank.format(3, ""),
        '<table:table-row table:visibility="filter">',
        text.format("Ana") + error.format('office:value-type="float" office:value="0"'),
        "</table:table-row>",
        blank.format(1_048_571, 'table:number-columns-repeated="16384"'),
    )
    sheet = sheet_of(ods(tmp_path, "".join(rows)))
    assert sheet.rows == (("Name",), (), (), (), ("Ana", ErrorCell("#N/A")))
    assert sheet.hidden_rows == {5}


def test_blank_space_between_the_cells_of_an_ods_changes_nothing(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string">\n <text:p>Ana</text:p>\n</table:table-cell>'
    assert sheet_of(ods(tmp_path, f"\n<table:table-row>\n {cell}\n </table:table-row>\n")).rows == (("Ana",),)


def test_an_ods_with_a_password_says_so(tmp_path: Path) -> None:
    path = ods(tmp_path, "", '<m:file-entry xmlns:m="m"><m:encryption-data/></m:file-entry>')
    read = read_file(path)
    assert isinstance(read, Unreadable)
    assert words(read.why) == "it is protected with a password"


def ods(folder: Path, rows: str, manifest: str = "<manifest/>") -> Path:
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{n}="{urn}:{n}:1.0"' for n in ("office", "table", "text"))
    table = f'<office:spreadsheet><table:table table:name="One">{rows}</table:table></office:spreadsheet>'
    content = f"<office:document-content {spaces}><office:body>{table}</office:body></office:document-content>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", f'<?xml version="1.0"?>{content}')
    path = folder / "a.ods"
    path.write_bytes(target.getvalue())
    return path


def test_what_is_hidden_is_said_once_of_a_sheet_that_is_read_and_not_called_read_of_one_that_is_not(
    tmp_path: Path,
) -> None:
    log, fares = [["Date of audit", "Audit topic"], ["09/03/2026", "Dignity"]], [["Bus", "Fare"], ["12", 2]]
    path = workbook(tmp_path / "records" / "Log.xlsx", {"Log": log, "Fares": fares})
    book = openpyxl.load_workbook(path)
    book["Log"].row_dimensions[2].hidden = True
    book["Fares"].sheet_state = "hidden"
    book.save(path)
    accounts = read_service(service(tmp_path, [("records/Log.xlsx", "Log", "audit-log")])).accounts
    assert {a.sheet: each(a.notes) for a in accounts} == {
        "Fares": ("The sheet is hidden.",),
        "Log": ("1 hidden row, read like the others.",),
    }
