"""Word documents nobody should trust, as a tender's questions and as answers: one line each, and the rest is read."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from evidencepack.cli.main import cli
from evidencepack.errors import EvidencePackError
from evidencepack.files import Limits, Line, Reader, Unreadable, read_document
from evidencepack.library import Library
from evidencepack.notes import note
from evidencepack.tender.answers import read_answers
from tests.words import remedy, words

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def package(document: bytes, encrypted: bool = False) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", document)
    data = held.getvalue()
    if encrypted:  # the sign of a locked part, in the list at the end and before each part
        data = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    return data


def body(inside: str, before: str = "") -> bytes:
    return f"{before}<w:document {W}><w:body>{inside}</w:body></w:document>".encode()


def good(text: str = "Question 1: How do you recruit? (10 marks) 500 words") -> bytes:
    held, made = io.BytesIO(), docx.Document()
    made.add_paragraph(text)
    made.save(held)
    return held.getvalue()


def entities() -> bytes:
    each = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(9))
    return package(body("<w:p><w:r><w:t>Question 1: &e8;</w:t></w:r></w:p>", f"<!DOCTYPE d [{each}]>"))


def lying() -> bytes:
    """A part that says it is small and is not."""
    data = bytearray(package(body(" " * 60_000_000)))
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def workbook() -> bytes:
    held = io.BytesIO()
    openpyxl.Workbook().save(held)
    return held.getvalue()


def doubled() -> bytes:
    held = io.BytesIO(good())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(held, "a") as parts:
        parts.writestr("word/document.xml", "<w:p/>")
    return held.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip-bomb": (lambda: package(body(" " * 60_000_000)), "its text is larger than 50 MB"),
    "lying-zip-bomb": (lying, "it is damaged"),
    "truncated": (lambda: good()[:9_000], "it is damaged"),
    "entity-bomb": (entities, "it is not as Word writes documents"),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "it is protected with a password"),
    "locked-zip": (lambda: package(body("<w:p/>"), encrypted=True), "it is protected with a password"),
    "old-word": (lambda: OLE + "WordDocument".encode("utf-16-le"), "it is an old Word document (.doc)"),
    "text": (lambda: b"Question 1: How?", "it is not a Word document (.docx)"),
    "pdf": (lambda: b"%PDF-1.7 Question 1: How?", "it is not a Word document (.docx)"),
    "workbook": (workbook, "it is not a Word document (.docx)"),
    "empty": (lambda: b"", "there is nothing in it"),
    "no-xml": (lambda: package(b"\x00\xff<w:p>"), "it is damaged"),
    "deep": (lambda: package(body("<w:p>" * 100_000)), "it is damaged"),
    "two-parts-of-a-name": (doubled, "it is damaged: it holds two parts of the same name"),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as guarded:
        yield guarded


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_one_line_and_the_next_is_read(name: str, tmp_path: Path, reader: Reader) -> None:
    make, said = HOSTILE[name]
    bad, fine = tmp_path / f"{name}.docx", tmp_path / "fine.docx"
    bad.write_bytes(make())
    fine.write_bytes(good("Fine"))
    read = reader.read_document(bad)
    assert isinstance(read, Unreadable) and words(read.why) == said and remedy(read.why)
    assert reader.read_document(fine) == (Line("paragraph", "1", 0, ("Fine",)),)


def test_a_document_reads_the_same_guarded_and_unguarded(tmp_path: Path, reader: Reader) -> None:
    made = docx.Document()
    made.add_heading("Answers", 1)
    held = made.add_table(rows=2, cols=3)
    held.cell(0, 0).text, held.cell(1, 2).text = "First\nsecond line", "Last"
    made.save(str(tmp_path / "a.docx"))
    read = reader.read_document(tmp_path / "a.docx")
    assert read == read_document(tmp_path / "a.docx")
    assert not isinstance(read, Unreadable)
    assert [line.cells for line in read] == [("Answers",), ("First\nsecond line", "", ""), ("", "", "Last")]


def test_one_reader_gives_a_file_as_sheets_and_as_a_document(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(good("Fine"))
    reader.ahead([path])
    assert reader.read_document(path) == (Line("paragraph", "1", 0, ("Fine",)),)
    assert reader.read(path) == Unreadable(note("is-word"))


def test_a_document_that_takes_too_much_memory_ends_its_own_process_only(tmp_path: Path) -> None:
    bad, fine = tmp_path / "bad.docx", tmp_path / "fine.docx"
    bad.write_bytes(package(body("<w:p/>" * 6_000_000)))
    fine.write_bytes(good("Fine"))
    with Reader(Limits(seconds=60, megabytes=300)) as small:
        assert small.read_document(bad) == Unreadable(note("document-too-much-memory", mb=300))
        assert small.read_document(fine) == (Line("paragraph", "1", 0, ("Fine",)),)


def test_a_document_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "slow.docx"
    path.write_bytes(package(body("<w:p><w:r><w:t>word</w:t></w:r></w:p>" * 200_000)))
    with Reader(Limits(seconds=0.4)) as hasty:
        read = hasty.read_document(path)
    assert isinstance(read, Unreadable) and words(read.why) == "reading it takes more than 0.4 seconds"


@pytest.mark.parametrize("name", ["zip-bomb", "truncated", "entity-bomb", "password", "text"])
def test_tender_new_says_in_one_line_why_a_document_is_not_read(name: str, tmp_path: Path) -> None:
    make, said = HOSTILE[name]
    path = tmp_path / "questions.docx"
    path.write_bytes(make())
    result = CliRunner().invoke(cli, ["tender", "new", str(path), "--out", str(tmp_path / "out.yaml")])
    assert isinstance(result.exception, EvidencePackError)
    assert str(result.exception).startswith(f"questions.docx: it could not be read: {said}. ")
    assert not (tmp_path / "out.yaml").exists()


def test_hostile_answers_are_a_problem_each_and_the_others_are_counted(tmp_path: Path, library: Library) -> None:
    tender = library.framework("example-tender")
    folder = tmp_path / "answers" / tender.id
    folder.mkdir(parents=True)
    names = ["zip-bomb", "truncated", "entity-bomb", "password", "text"]
    for expectation, name in zip(tender.expectations, names, strict=False):
        (folder / f"{expectation.id}.docx").write_bytes(HOSTILE[name][0]())
    last = tender.expectations[-1].id
    (folder / f"{last}.docx").write_bytes(good("five words in this answer"))
    answers = read_answers(tmp_path, [tender])
    assert [words(p.what) for p in answers.problems] == [
        f"The answer could not be read: {HOSTILE[n][1]}." for n in names
    ]
    assert all(remedy(problem.what) for problem in answers.problems)
    assert {key: answer.words for key, answer in answers.found.items()} == {f"{tender.id}/{last}": 5}
