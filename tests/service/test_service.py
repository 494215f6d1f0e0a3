"""A service folder: every file looked at, every row accounted for, nothing changed on the disk."""

import hashlib
import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidencepack.build_options import BuildOptions
from evidencepack.errors import EvidencePackError, ServiceError
from evidencepack.pipeline import build_service
from evidencepack.registers import Audit, Document, Record
from evidencepack.service import ServiceRead
from evidencepack.service.documents import day_in_name
from tests.made_folders import csv_bytes, read_made, said, service, workbook
from tests.words import read_service

AUDITS: list[list[Any]] = [
    ["Date of audit", "Audit topic", "Area looked at", "Score", "Out of", "Findings"],
    [date(2026, 3, 9), "Dignity", "Care plans", 18, 20, None],
    [date(2026, 4, 9), "Dignity", "Activities", 17, 20, None],
]
LOG = "records/Log.xlsx"


def hashes(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def ids(read: ServiceRead) -> set[str]:
    return {record.id for rows in read.records.rows.values() for record in rows}


def only_audits(read: ServiceRead) -> list[Audit]:
    return [r for r in read.records.of("audits") if isinstance(r, Audit)]


def test_a_file_that_service_yaml_names_and_is_not_there_is_said(tmp_path: Path) -> None:
    read = read_service(service(tmp_path, [(LOG, "", "audit-log")]))
    assert said(read) == [
        f"service.yaml, column {LOG}: There is no such file in the service folder. Correct its name or put it there."
    ]
    assert "audits" not in read.records.supplied


def test_a_sheet_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    workbook(tmp_path / LOG, {"2025": AUDITS, "2026": AUDITS})
    read = read_service(service(tmp_path, [(LOG, "2027", "audit-log")]))
    assert said(read) == [f"{LOG}: The workbook has no sheet '2027'. It has: 2025, 2026. Correct service.yaml."]


def test_a_column_map_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    workbook(tmp_path / LOG, {"2026": AUDITS})
    (line,) = said(read_service(service(tmp_path, [(LOG, "", "audits-log")])))
    assert "There is no column map 'audits-log'." in line
    assert "There are: action-plan, agency-use, " in line


# What Excel writes for a workbook with a password begins like this, and names the part that is locked.
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


def test_a_file_that_cannot_be_read_is_said_and_the_rest_still_counts(tmp_path: Path) -> None:
    workbook(tmp_path / LOG, {"2026": AUDITS})
    (tmp_path / "records" / "Locked.xlsx").write_bytes(LOCKED)
    read = read_service(service(tmp_path, [(LOG, "", "audit-log"), ("records/Locked.xlsx", "", "staff-list")]))
    assert len(read.records.of("audits")) == 2
    assert said(read) == [
        "records/Locked.xlsx: The file could not be read: it is protected with a password. "
        "Open it in Excel and save a copy without the password."
    ]


def test_lock_files_and_hidden_files_are_not_looked_at(tmp_path: Path) -> None:
    workbook(tmp_path / LOG, {"2026": AUDITS})
    for name in ("~$Log.xlsx", ".~lock.Log.xlsx#", ".DS_Store"):
        (tmp_path / "records" / name).write_bytes(b"x")
    read = read_service(service(tmp_path, [("records/*.xlsx", "", "audit-log")]))
    assert [a.file for a in read.accounts] == [LOG]
    assert said(read) == []


def test_a_sheet_that_no_column_map_reads_is_accounted_for(tmp_path: Path) -> None:
    workbook(tmp_path / LOG, {"2026": AUDITS, "Notes": [["one"], ["two"]]})
    read = read_service(service(tmp_path, [(LOG, "2026", "audit-log")]))
    (notes,) = [a for a in read.accounts if a.sheet == "Notes"]
    assert (notes.rows_seen, notes.rows_read) == (2, 0)
    assert notes.set_aside == {"nobody has said what this sheet is": 2}


def test_the_same_row_in_two_sources_counts_once_with_its_blanks_filled(tmp_path: Path) -> None:
    more = [AUDITS[0], [date(2026, 3, 9), "dignity ", "care plans", None, 20, "One finding"], AUDITS[2]]
    workbook(tmp_path / LOG, {"2026": AUDITS, "Copy": more})
    read = read_service(service(tmp_path, [(LOG, "2026", "audit-log"), (LOG, "Copy", "audit-log")]))
    first, second = only_audits(read)
    assert (first.score, first.findings, first.origin.sheet) == (18, "One finding", "2026")
    assert second.date == date(2026, 4, 9)
    copy = next(a for a in read.accounts if a.sheet == "Copy")
    assert copy.set_aside == {"heading": 1, "the same as another row, counted once": 2}


def test_rows_of_a_register_without_a_key_are_never_merged(tmp_path: Path) -> None:
    rows = [["Date", "Who from", "Theme", "Score"], *([["09/03/2026", "Resident", "dignity", 4]] * 3)]
    read = read_made(tmp_path, {"Feedback": ("feedback-answers", rows)})
    assert len({r.id for r in read.records.of("feedback")}) == 3


def shuffled(rows: list[list[Any]]) -> list[list[Any]]:
    body = rows[1:]
    random.Random(7).shuffle(body)
    return [rows[0], *body]


@pytest.mark.parametrize(
    "change",
    [shuffled, lambda rows: [["a banner"], [], *rows], lambda rows: [rows[0], [], rows[1], [], *rows[2:]]],
    ids=["reordered", "rows above", "rows between"],
)
def test_the_id_of_a_record_has_nothing_to_do_with_its_row(
    tmp_path: Path, change: Callable[[list[list[Any]]], list[list[Any]]]
) -> None:
    audits = [AUDITS[0], *([date(2026, m, 9), "Dignity", "Care plans", m, 20, None] for m in range(1, 9))]
    answers = [
        ["Date", "Who from", "Theme", "Score"],
        *([f"0{d}/03/2026", "Resident", "dignity", d % 3] for d in range(1, 9)),
        ["01/03/2026", "Resident", "dignity", 1],
    ]
    maps = {"Audits": ("audit-log", audits), "Feedback": ("feedback-answers", answers)}
    before = read_made(tmp_path / "before", maps)
    after = read_made(tmp_path / "after", {name: (map_id, change(rows)) for name, (map_id, rows) in maps.items()})
    assert ids(before) == ids(after)
    assert len(ids(before)) == 17


def test_every_account_of_the_sample_adds_up_and_every_sheet_has_one(rowan_house: Path) -> None:
    read = read_service(rowan_house)
    assert len(read.accounts) == 18
    for account in read.accounts:
        assert account.rows_seen == account.rows_read + sum(account.set_aside.values())
    for register in read.records.supplied - {"documents", "training"}:
        assert sum(a.records for a in read.accounts if a.register == register) == len(read.records.of(register))


def test_every_record_of_the_sample_has_an_id_of_its_own(rowan_house: Path) -> None:
    rows: list[Record] = [r for found in read_service(rowan_house).records.rows.values() for r in found]
    assert len({r.id for r in rows}) == len(rows)
    assert all(re.fullmatch(r"[a-z]+-[A-Z2-7]{10}", r.id) for r in rows)


def test_inputs_are_never_changed(rowan_house: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rowan-house"
    shutil.copytree(rowan_house, folder, ignore=shutil.ignore_patterns("packs"))
    before = hashes(folder)
    build_service(folder, BuildOptions(on=date(2026, 10, 31)), out=tmp_path / "packs")
    assert hashes(folder) == before


@pytest.mark.parametrize(
    ("stem", "day", "title"),
    [
        ("Equality plan 2025-06-12", date(2025, 6, 12), "Equality plan"),
        ("2025-06-12 Equality plan", date(2025, 6, 12), "Equality plan"),
        ("Equality_plan_(2025-11-20)", date(2025, 11, 20), "Equality plan"),
        ("Minutes 12.06.2025", date(2025, 6, 12), "Minutes"),
        ("Minutes 12-6-2025", date(2025, 6, 12), "Minutes"),
        ("Letter 27 November 2025", date(2025, 11, 27), "Letter"),
        ("Letter 27 Nov 2025 (signed)", date(2025, 11, 27), "Letter (signed)"),
        ("Newsletter Summer 2026", None, "Newsletter Summer 2026"),
        ("Plan 2025-02-31", None, "Plan 2025-02-31"),
        ("Form 12345678", None, "Form 12345678"),
        ("Room 12 Mayfair 2025", None, "Room 12 Mayfair 2025"),
    ],
)
def test_the_day_a_file_name_states(stem: str, day: date | None, title: str) -> None:
    assert day_in_name(stem) == (day, title)


def test_a_document_is_dated_by_the_list_and_else_by_its_name(tmp_path: Path) -> None:
    documents = tmp_path / "documents" / "Plans"
    documents.mkdir(parents=True)
    for name in ("Equality plan 2025-06-12.txt", "Training plan.txt", "~$Training plan.docx"):
        (documents / name).write_bytes(name.encode())
    rows = [
        ["File", "Title", "Date", "Owner", "Topic"],
        ["documents/Plans/Training plan.txt", "Plan for training", "10/04/2026", "Manager", "Training plan"],
        ["Gone.docx", "", "", "", ""],
    ]
    folder = service(tmp_path, [("records/list.csv", "", "document-list")])
    (folder / "records" / "list.csv").write_bytes(csv_bytes(rows))
    read = read_service(folder)
    found = [(d.title, d.date, d.topic) for d in read.records.of("documents") if isinstance(d, Document)]
    assert found == [
        ("Equality plan", date(2025, 6, 12), ""),
        ("Plan for training", date(2026, 4, 10), "Training plan"),
    ]
    assert said(read) == [
        "records/list.csv, row 3: The document list names a file that is not among the documents. "
        "Put the file there, or take the row out."
    ]


def test_a_document_that_is_empty_or_does_not_open_is_named_and_is_no_evidence(tmp_path: Path) -> None:
    folder = service(tmp_path, [("records/list.csv", "", "document-list")])
    (folder / "documents").mkdir()
    for name, data in (("Plan 2026-04-10.docx", b""), ("Policy 2026-04-10.pdf", b"%PDF-1.7 cut"), ("Note.txt", b"x")):
        (folder / "documents" / name).write_bytes(data)
    rows = [["File", "Title", "Date", "Owner", "Topic"], ["Plan 2026-04-10.docx", "Plan", "10/04/2026", "", ""]]
    (folder / "records" / "list.csv").write_bytes(csv_bytes(rows))
    read = read_service(folder)
    assert [d.path for d in read.records.of("documents") if isinstance(d, Document)] == ["documents/Note.txt"]
    assert [line.partition(";")[0].partition(", so")[0] for line in said(read)] == [
        "documents/Plan 2026-04-10.docx: There is nothing in the document",
        "documents/Policy 2026-04-10.pdf: The document does not open, as it is damaged or was cut off",
    ]


def fault(folder: Path) -> str:
    with pytest.raises(EvidencePackError) as caught:
        read_service(folder)
    return str(caught.value)


def written(folder: Path, text: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "service.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


HEAD = "format: 1\nid: made\nname: Made\ntype: care home\n"


def test_a_folder_that_is_not_there_is_told() -> None:
    assert "There is no such folder." in fault(Path("nowhere-at-all"))


def test_a_folder_without_service_yaml_is_told(tmp_path: Path) -> None:
    assert "The folder has no service.yaml." in fault(tmp_path)


def test_without_a_privacy_key_a_line_to_paste_is_offered_new_each_time(tmp_path: Path) -> None:
    lines = {re.findall(r"privacy_key: [0-9a-f]{32}$", fault(written(tmp_path, HEAD)))[0] for _ in range(2)}
    assert len(lines) == 2
    assert read_service(written(tmp_path, HEAD + lines.pop() + "\n")).service.id == "made"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("concil: Aldermere\n", "service.yaml, line 6: 'concil' is not a word used here. Did you mean 'council'?"),
        ("type: care home\n", "service.yaml, line 6: 'type' stands twice; keep one of them."),
        ("council: [\n", "service.yaml, line 7: not YAML: "),
        ("council: *here\n", "service.yaml, line 6: anchors and aliases"),
        (
            "registered: 31/12/2020\n",
            "line 6: registered: '31/12/2020' is not a day that exists; write it as 2026-10-31.",
        ),
        (
            "sources:\n  - {fil: a.csv, map: audit-log}\n",
            "service.yaml, line 7: 'fil' is not a word used here. Did you mean 'file'?",
        ),
        ("own_policy: {supervisions-a-year: often}\n", "service.yaml, line 6"),
        ("facts: {equality-lead: yes}\n", "service.yaml, line 6"),
    ],
)
def test_what_is_wrong_in_service_yaml_is_told_with_its_line(tmp_path: Path, more: str, words: str) -> None:
    assert words in fault(written(tmp_path, HEAD + "privacy_key: abcdef-abcdef-abcdef\n" + more))


def test_service_yaml_in_another_encoding_is_told(tmp_path: Path) -> None:
    assert "not UTF-8 text" in fault(written(tmp_path, (HEAD + "council: Zoë\nprivacy_key: abc\n").encode("cp1252")))


@pytest.mark.parametrize(("key", "read"), [("x", False), ("fifteen-letters", False), ("sixteen--letters", True)])
def test_a_privacy_key_that_is_short_is_refused(tmp_path: Path, key: str, read: bool) -> None:
    folder = written(tmp_path, f"{HEAD}privacy_key: {key}\n")
    if read:
        assert read_service(folder).service.id == "made"
        return
    what = "privacy_key: shorter than 16 characters; delete the line and try again, and a new key is offered."
    assert fault(folder) == f"service.yaml, line 5: {what}"


def test_an_empty_service_yaml_is_told_once(tmp_path: Path) -> None:
    assert fault(written(tmp_path, "")) == "service.yaml, line 1: nothing stands in this file; fill it or delete it."


@pytest.mark.parametrize("key", ["12345", "[secret-one, secret-two]", "{a: secret-one}", "true"])
def test_the_privacy_key_is_never_repeated_whatever_it_is(tmp_path: Path, key: str) -> None:
    try:
        read = read_service(written(tmp_path, f"{HEAD}privacy_key: {key}\nconcil: x\n"))
    except ServiceError as error:
        assert "12345" not in str(error) and "secret-one" not in str(error)
    else:
        assert "12345" not in repr(read.service)


def test_a_framework_that_is_not_there_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(EvidencePackError, match="commissioner-cultural-identity"):
        build_service(
            service(tmp_path),
            BuildOptions(on=date(2026, 10, 31), frameworks=("commissioner-cultural",)),
            out=tmp_path / "packs",
        )
    assert not (tmp_path / "packs").exists()
