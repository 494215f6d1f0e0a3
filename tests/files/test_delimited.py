"""Text tables are read in the letters and with the signs of the program that wrote them, and every row is a row."""

from pathlib import Path

import pytest

from evidencepack.files import ErrorCell, Unreadable, read_file
from tests.made_folders import csv_bytes, sheet_of
from tests.words import each, words

STAFF = [["Name", "Course", "Fee"], ["Siân O’Brien", "Café – basics", "£12.50"], ["Zoë Núñez", "First aid", "£9"],
         ["Renée Dubois", "Fire", "£7"], ["Jürgen Groß", "Food", "£8"]]  # fmt: skip
PLAIN = tuple(map(tuple, STAFF))


def put(folder: Path, data: bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-8-sig", "cp1252"])
def test_letters_are_known_with_and_without_a_mark(tmp_path: Path, encoding: str) -> None:
    assert sheet_of(put(tmp_path, csv_bytes(STAFF, encoding=encoding))).rows == PLAIN


@pytest.mark.parametrize("text", ["Zoë", "£12.50", "café", "It’s fine – “thank you”", "Siân Evans", "50 % – ½", "José"])
def test_a_short_file_of_windows_is_read_as_one_of_windows(tmp_path: Path, text: str) -> None:
    rows = [["Name", "Note"], ["Ana", text]]
    sheet = sheet_of(put(tmp_path, csv_bytes(rows, encoding="cp1252")))
    assert sheet.rows == (("Name", "Note"), ("Ana", text))
    assert sheet.notes == ()


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_files_of_an_old_mac_and_of_dos_are_told_by_their_letters(tmp_path: Path, encoding: str) -> None:
    rows = [[c.replace("’", "'").replace("–", "-") for c in row] for row in STAFF] * 3
    sheet = sheet_of(put(tmp_path, csv_bytes(rows, encoding=encoding)))
    assert sheet.rows == tuple(map(tuple, rows))
    assert words(sheet.notes[0]).startswith("The letters were read as those of")


def test_polish_names_are_read_as_polish(tmp_path: Path) -> None:
    names = ["Grażyna Święcicka", "Małgorzata Dąbrowska", "Zdzisław Żółć", "Łukasz Wójcik", "Wiesław Źrebiec"]
    rows = [["Name", "Course"], *([name, "Fire"] for name in names)]
    sheet = sheet_of(put(tmp_path, csv_bytes(rows, encoding="iso8859_2")))
    assert sheet.rows == tuple(map(tuple, rows))


def test_ragged_rows_keep_their_own_length(tmp_path: Path) -> None:
    data = b"A,B,C,D\n1,2\n1,2,3,4,5,6\n\n1,,,\n"
    rows = sheet_of(put(tmp_path, data)).rows
    assert [len(row) for row in rows] == [4, 2, 6, 0, 4]


def test_lists_in_semicolons_inside_ragged_rows_do_not_decide_the_sign(tmp_path: Path) -> None:
    rows = [["Place", "Code", "Roles", "Quals"], *([["Home", str(n), "8;16;25", "1;2025", *["2;2020"] * (n % 3)]
            for n in range(12)])]  # fmt: skip
    assert sheet_of(put(tmp_path, csv_bytes(rows))).rows[3] == tuple(rows[3])


def test_a_decimal_comma_in_a_semicolon_file_is_no_sign(tmp_path: Path) -> None:
    assert sheet_of(put(tmp_path, b"Name;Hours;Rate\nAna;37,5;11,44\nBen;20,0;12,10\n")).rows[1] == (
        "Ana",
        "37,5",
        "11,44",
    )


def test_a_banner_above_the_table_does_not_hide_the_sign(tmp_path: Path) -> None:
    data = "Training matrix, March\r\n\r\nName\tFire\tFood\r\nAna\t1/2/2026\t\r\nBen\t\t3/2/2026\r\n".encode("utf-16")
    assert sheet_of(put(tmp_path, data)).rows[3] == ("Ana", "1/2/2026", None)


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;", "sep=; "])
def test_the_line_that_names_the_sign_is_a_blank_row(tmp_path: Path, line: str) -> None:
    assert sheet_of(put(tmp_path, f"{line}\r\nA;B\r\n1,5;2\r\n".encode())).rows == ((), ("A", "B"), ("1,5", "2"))


def test_line_breaks_in_cells_are_said_so_that_row_numbers_are_understood(tmp_path: Path) -> None:
    sheet = sheet_of(put(tmp_path, b'Name,Note\r\nAna,"one\r\ntwo"\r\nBen,x\r\n'))
    assert sheet.rows[2] == ("Ben", "x")
    assert each(sheet.notes) == (
        "Some cells hold line breaks: rows are counted as Excel shows them, not by lines of the file.",
    )


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_rows_unsaid(tmp_path: Path) -> None:
    read = read_file(put(tmp_path, b'Name,Note\nAna,"never closed\nBen,x\nCarys,y\n'))
    assert isinstance(read, Unreadable)
    assert words(read.why) == "a quotation mark in row 2 is opened and never closed, so the rows after it run together"


def test_inches_and_stray_marks_are_text(tmp_path: Path) -> None:
    assert sheet_of(put(tmp_path, b'Name,Note\nAna,5 ft 6"\nBen,a "b" c\n')).rows[1:] == (
        ("Ana", '5 ft 6"'),
        ("Ben", 'a "b" c'),
    )


def test_zero_bytes_and_the_end_mark_of_dos_are_left_out_and_said(tmp_path: Path) -> None:
    sheet = sheet_of(put(tmp_path, b"Name,Date\nAn\x00a,1/2/2026\n\x1a"))
    assert sheet.rows == (("Name", "Date"), ("Ana", "1/2/2026"))
    assert "zero bytes" in words(sheet.notes[0])


def test_a_cell_of_a_hundred_megabytes_gives_one_line(tmp_path: Path) -> None:
    read = read_file(put(tmp_path, b"Name,Note\n" + b"x" * 100_000_000))
    assert isinstance(read, Unreadable)
    assert words(read.why) == "row 2 holds more text than a cell can: a quotation mark may be missing"


def test_text_called_xls_is_read_and_said(tmp_path: Path) -> None:
    sheet = sheet_of(put(tmp_path, b"Name\tDate\nAna\t1/2/2026\n", "export.xls"))
    assert sheet.rows[1] == ("Ana", "1/2/2026")
    assert each(sheet.notes) == ("The file is text, although its name ends in .xls; it was read as text.",)


def test_a_location_of_cqc_is_laid_out_as_paths_and_values(tmp_path: Path) -> None:
    data = b'{"name": "Rowan House", "beds": 24, "currentRatings": {"overall": {"rating": "Good"}}, "x": [{"y": null}]}'
    assert sheet_of(put(tmp_path, data, "location.json")).rows == (
        ("name", "Rowan House"),
        ("beds", 24),
        ("currentRatings.overall.rating", "Good"),
        ("x.0.y", None),
    )


def test_error_words_in_a_text_file_stay_as_they_stand(tmp_path: Path) -> None:
    assert sheet_of(put(tmp_path, b"Name,Date\nAna,#N/A\n")).rows[1] in (("Ana", "#N/A"), ("Ana", ErrorCell("#N/A")))
