"""The folder records/ as it lies on a real computer: locks, links, odd names, files in the cloud; each is explained."""

import os
import sys
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest

from evidencepack.files import Read, Reader, Unreadable, read_folder, record_files
from evidencepack.files.file_access import fingerprint_of, only_online
from tests.made_folders import STAFF, csv_bytes, read_made, workbook
from tests.words import each, words

ROWS = [["Name", "Days"], ["Ana", 3]]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    (tmp_path / "house" / "records").mkdir(parents=True)
    return tmp_path / "house" / "records"


def read(records: Path) -> dict[str, Read]:
    folder = records.parent
    with Reader() as reader:
        return read_folder(folder, record_files(folder), reader)


def why(found: Read) -> str:
    assert isinstance(found, Unreadable)
    return words(found.why)


def test_a_lock_beside_a_workbook_is_said_and_is_no_file(records: Path) -> None:
    for name, lock in (("Staff.xlsx", "~$Staff.xlsx"), ("Audits.xlsx", ".~lock.Audits.xlsx#")):
        workbook(records / name, {"One": ROWS})
        (records / lock).write_bytes(b"somebody")
    workbook(records / "Free.xlsx", {"One": ROWS})
    found = read(records)
    assert list(found) == ["records/Audits.xlsx", "records/Free.xlsx", "records/Staff.xlsx"]
    said = {name: each(sheets[0].notes) for name, sheets in found.items() if isinstance(sheets, tuple)}
    in_use = ("Somebody seems to have the file open: it was read as it was last saved.",)
    assert said == {"records/Audits.xlsx": in_use, "records/Free.xlsx": (), "records/Staff.xlsx": in_use}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows none of these")
def test_channels_folders_and_links_out_of_the_folder_are_one_line_each(records: Path, tmp_path: Path) -> None:
    os.mkfifo(records / "channel.csv")
    (records / "folder.xlsx").mkdir()
    secret = tmp_path / "secret.csv"
    secret.write_bytes(csv_bytes(ROWS))
    (records / "out.csv").symlink_to(secret)
    (records / "gone.csv").symlink_to(tmp_path / "nothing.csv")
    (records / "elsewhere").symlink_to(tmp_path)
    workbook(records / "real.xlsx", {"One": ROWS})
    (records / "inside.xlsx").symlink_to(records / "real.xlsx")
    found = read(records)
    assert {name.removeprefix("records/"): why(f) for name, f in found.items() if isinstance(f, Unreadable)} == {
        "channel.csv": "it is not a file but a channel of the computer",
        "elsewhere": "it is a link to a folder",
        "folder.xlsx": "it is a folder, although its name ends in .xlsx",
        "gone.csv": "it is a link out of this folder",
        "out.csv": "it is a link out of this folder",
    }
    assert found["records/inside.xlsx"] == found["records/real.xlsx"]
    assert (
        fingerprint_of(records / "out.csv", records.parent)
        == fingerprint_of(records / "channel.csv", records.parent)
        == ""
    )


ODD = ["Zoë’s list 🙂.csv", "ends in a dot..csv", "  spaces  .csv", "#hash %20 & [brackets].csv", f"{'long ' * 45}.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows fewer names")
def test_odd_names_are_read_and_printed_in_one_line(records: Path) -> None:
    for name in (*ODD, "two\nlines.csv"):
        (records / name).write_bytes(csv_bytes(ROWS))
    Path(os.fsdecode(os.fsencode(records) + b"/broken \xff.csv")).write_bytes(csv_bytes(ROWS))
    found = read(records)
    assert sorted(found) == sorted(f"records/{n}" for n in (*ODD, "two\ufffdlines.csv", "broken \ufffd.csv"))
    assert all(isinstance(f, tuple) and len(f[0].rows) == 2 for f in found.values())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take both for one name")
def test_two_names_that_differ_only_in_how_an_accent_is_written_are_two_files(records: Path) -> None:
    for form, row in (("NFC", "one"), ("NFD", "two")):
        (records / unicodedata.normalize(form, "Zoë.csv")).write_bytes(csv_bytes([["Name"], [row]]))  # type: ignore[arg-type]
    assert sorted(read(records)) == ["records/Zoë.csv", "records/Zoë.csv (again)"]


def test_files_of_the_system_are_passed_over(records: Path) -> None:
    for name in ("desktop.ini", "Thumbs.db", ".DS_Store", "._Staff.xlsx"):
        (records / name).write_bytes(b"x")
    assert record_files(records.parent) == []


def test_a_file_that_is_only_in_icloud_is_explained(records: Path) -> None:
    (records / ".Staff.xlsx.icloud").write_bytes(b"bplist00")
    assert why(read(records)["records/.Staff.xlsx.icloud"]) == "it is only in iCloud, not on this computer"


@pytest.mark.parametrize(
    ("status", "online"),
    [
        ({"st_file_attributes": 0x20}, False),
        ({"st_file_attributes": 0x400020}, True),  # OneDrive, files on demand
        ({"st_file_attributes": 0x1000}, True),
        ({"st_file_attributes": 0x480}, False),  # a reparse point that is on the disk
        ({"st_flags": 0x40000000}, True),
        ({}, False),
    ],
)
def test_a_file_that_is_only_online_is_told_by_its_attributes(status: dict[str, int], online: bool) -> None:
    assert only_online(SimpleNamespace(**status)) is online


def test_one_bad_file_is_one_problem_and_the_others_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "house"
    (folder / "records").mkdir(parents=True)
    (folder / "records" / "Minutes.docx").write_bytes(b"%PDF-1.7")
    found = read_made(folder, {"staff": ("staff-list", STAFF)})
    told = [p for p in found.problems if p.origin.file == "records/Minutes.docx"]
    assert [words(p.what) for p in told] == ["The file could not be read: it is a PDF."]
    assert len(found.records.of("staff")) == 3
