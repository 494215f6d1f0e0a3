"""Files as services keep them are read; a file that cannot be read says why and what to do, and never stops a run."""

import io
import pickle
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.files import Unreadable, read_file
from tests.made_folders import csv_bytes, sheet_of, workbook
from tests.words import remedy, words

ROWS = [["Name", "Date", "Comment"], ["Zoë", "09/03/2026", "said “fine”"], ["Ana", "10/03/2026", "a, b; c"]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PLAIN = [tuple(row) for row in ROWS]


def unreadable(path: Path) -> Unreadable:
    read = read_file(path)
    assert isinstance(read, Unreadable)
    assert not words(read.why).endswith(".")
    assert remedy(read.why).endswith(".")
    return read


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_in_the_encodings_and_with_the_signs_programs_write(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = put(tmp_path, "a.csv", csv_bytes(ROWS, delimiter=delimiter, encoding=encoding))
    assert sheet_of(path).rows == tuple(PLAIN)


def test_utf_16_in_either_order_of_bytes(tmp_path: Path) -> None:
    text = csv_bytes(ROWS, delimiter="\t").decode()
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert sheet_of(put(tmp_path, "a.txt", mark + text.encode(encoding))).rows == tuple(PLAIN)


def test_a_quoted_cell_may_hold_line_breaks_and_commas(tmp_path: Path) -> None:
    rows = [["Name", "Comment"], ["Ana", 'one\ntwo, "three"\r\nfour'], ["Ben", "five"]]
    assert sheet_of(put(tmp_path, "a.csv", csv_bytes(rows))).rows[1:] == (
        ("Ana", 'one\ntwo, "three"\nfour'),
        ("Ben", "five"),
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_platform(tmp_path: Path, ending: str) -> None:
    data = ending.join(["Name,Date", "Ana,1/2/2026", "Ben,2/2/2026", ""]).encode()
    assert sheet_of(put(tmp_path, "a.csv", data)).rows == (("Name", "Date"), ("Ana", "1/2/2026"), ("Ben", "2/2/2026"))


def test_a_sep_line_of_excel_is_obeyed_and_row_numbers_still_hold(tmp_path: Path) -> None:
    rows = sheet_of(put(tmp_path, "a.csv", b"sep=;\r\nName;Date\r\nAna;1,5\r\n")).rows
    assert [row for row in rows if any(row)][-2:] == [("Name", "Date"), ("Ana", "1,5")]
    assert rows[2] == ("Ana", "1,5"), "the third line of the file is row 3"


def test_a_single_column_is_a_column(tmp_path: Path) -> None:
    assert sheet_of(put(tmp_path, "a.csv", b"Name\nAna\nBen\n")).rows == (("Name",), ("Ana",), ("Ben",))


def test_commas_in_long_comments_do_not_decide_the_sign(tmp_path: Path) -> None:
    rows = [
        ["Date", "Who", "Comment"],
        *([f"{d}/3/2026", "Relative", "Well, yes, on the whole, thank you, it is fine"] for d in range(1, 20)),
    ]
    assert sheet_of(put(tmp_path, "a.csv", csv_bytes(rows, delimiter=";"))).rows == tuple(map(tuple, rows))


def test_an_apostrophe_or_a_quote_inside_a_comment_changes_nothing(tmp_path: Path) -> None:
    rows = [
        ["Date", "Comment"],
        ["1/3/2026", "it's 'fine'"],
        ["2/3/2026", 'she said "no", twice'],
        ["3/3/2026", "o'clock"],
    ]
    assert sheet_of(put(tmp_path, "a.csv", csv_bytes(rows))).rows == tuple(map(tuple, rows))


UNSEEN = ("Cc", "Cf", "Cn", "Cs", "Zl", "Zp")


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=UNSEEN), min_size=1).filter(str.strip),
            min_size=3,
            max_size=3,
        ),
        min_size=2,
        max_size=6,
    )
)
def test_what_pythons_csv_writes_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    head = [["Date", "Name", "Comment"]]
    path = put(tmp_path_factory.getbasetemp(), "given.csv", csv_bytes(head + rows, encoding="utf-8-sig"))
    assert sheet_of(path).rows == tuple(map(tuple, head + rows))


@given(st.binary(max_size=400))
def test_no_bytes_in_a_csv_file_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    assert read_file(put(tmp_path_factory.getbasetemp(), "bytes.csv", data)) is not None


def test_a_workbook_keeps_its_sheets_days_numbers_and_blank_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"One": [["banner"], [], [None, date(2026, 3, 9), 1.5, True]], "Two": [["x"]]})
    read = read_file(path)
    assert not isinstance(read, Unreadable)
    assert [s.name for s in read] == ["One", "Two"]
    assert [tuple(c for c in row if c is not None) for row in read[0].rows] == [
        ("banner",),
        (),
        (date(2026, 3, 9), 1.5, True),
    ]
    assert pickle.loads(pickle.dumps(read)) == read


def test_a_workbook_of_openpyxl_reads_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Date"])
    book.active.append(["Ana", date(2026, 3, 9)])
    book.save(tmp_path / "a.xlsx")
    assert sheet_of(tmp_path / "a.xlsx").rows == (("Name", "Date"), ("Ana", date(2026, 3, 9)))


def damaged(folder: Path) -> Path:
    data = workbook(folder / "whole.xlsx", {"One": [["a", "b"], ["c", "d"]]}).read_bytes()
    return put(folder, "damaged.xlsx", data[: len(data) // 2])


def without_its_sheet(folder: Path) -> Path:
    whole = workbook(folder / "whole.xlsx", {"One": [["a"]]})
    target = folder / "part.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, old.read(name))
    return target


def twice_the_same_part(folder: Path) -> Path:
    path = workbook(folder / "twice.xlsx", {"One": [["a"]]})
    with zipfile.ZipFile(path, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    return path


def with_sheet_xml(folder: Path, cells: str) -> Path:
    whole = workbook(folder / "whole.xlsx", {"One": [["a"]]})
    target = folder / "made.xlsx"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = f'<?xml version="1.0"?><worksheet xmlns="{main}">{cells}</worksheet>'.encode()
            new.writestr(name, data)
    return target


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LETTER = f'<w:document xmlns:w="{WORD}"><w:body><w:p/></w:body></w:document>'.encode()
FAULTS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "password": (
        lambda f: put(f, "a.xlsx", OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(600)),
        "protected with a password",
    ),
    "an old container of nothing": (lambda f: put(f, "a.xls", OLE + bytes(600)), "damaged"),
    "an old Word document": (lambda f: put(f, "a.xls", OLE + "WordDocument".encode("utf-16-le")), "a Word document"),
    "nothing in it": (lambda f: put(f, "a.xlsx", b""), "nothing in it"),
    "an empty csv": (lambda f: put(f, "a.csv", b""), "nothing in it"),
    "half a workbook": (damaged, "damaged"),
    "a workbook without its sheet": (without_its_sheet, ""),
    "a zip of something else": (lambda f: put(f, "a.xlsx", zip_of(b"hello")), "a packed file"),
    "two parts of one name": (twice_the_same_part, "two parts of the same name"),
    "a picture called csv": (lambda f: put(f, "a.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "a picture"),
    "a PDF": (lambda f: put(f, "a.xlsx", b"%PDF-1.7\n"), "a PDF"),
    "a web page called xls": (lambda f: put(f, "a.xls", b"<html><table><tr><td>Name</td></tr></table>"), "a web page"),
    "a web page in UTF-16": (lambda f: put(f, "a.xls", "<table><tr><td>a".encode("utf-16")), "a web page"),
    "a workbook as XML": (
        lambda f: put(f, "a.xls", b'<?xml version="1.0"?><W xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
        "a workbook saved as XML",
    ),
    "a letter": (lambda f: put(f, "a.docx", zip_of(LETTER, "word/document.xml")), "a Word document"),
    "a broken letter": (lambda f: put(f, "a.docx", zip_of(b"", "word/document.xml")), "damaged"),
    "Numbers": (lambda f: put(f, "a.numbers", zip_of(b"", "Index/Document.iwa")), "an Apple document"),
    "notes": (lambda f: put(f, "notes.md", b"# Notes\n"), "names end in .md are not read"),
    "bytes": (lambda f: put(f, "a.csv", bytes(range(256)) * 8), "not text"),
    "a file that is gone": (lambda f: f / "gone.csv", "there is no such file"),
    "a folder": (lambda f: folder_called(f, "a.xlsx"), "a folder, although its name ends in .xlsx"),
    "JSON that is none": (lambda f: put(f, "a.json", b'{"name": '), "not well-formed"),
    "JSON in JSON in JSON": (lambda f: put(f, "a.json", b"[" * 5000 + b"]" * 5000), ""),
    "more values than a location has": (lambda f: put(f, "a.json", b"[" + b"1," * 30_000 + b"1]"), "20,000 values"),
}


def folder_called(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def zip_of(data: bytes, name: str = "hello.txt") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(tmp_path: Path, fault: str) -> None:
    make, what = FAULTS[fault]
    assert what in words(unreadable(make(tmp_path)).why)


def test_a_claim_of_cells_that_are_not_there_costs_nothing(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    path = with_sheet_xml(tmp_path, f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>')
    read = read_file(path)
    assert isinstance(read, Unreadable) or len(read[0].rows) <= 1


def test_a_cell_over_the_limit_of_csv_is_a_problem_of_the_file_not_a_crash(tmp_path: Path) -> None:
    read = read_file(put(tmp_path, "a.csv", b'Name,Comment\nAna,"' + b"x" * 200_000 + b'"\n'))
    assert isinstance(read, Unreadable) or len(read[0].rows) == 2
