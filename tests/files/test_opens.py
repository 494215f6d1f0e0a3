"""A document that is empty, cut off or locked is told from one that opens, whatever its kind."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from evidencepack.files import why_closed
from evidencepack.files.detect import OLE
from tests.hostile_packages import docx, zipped

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200)) + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\x01" * 400 + b"\xff\xd9"


def saved(made: Any) -> bytes:
    data = BytesIO()
    made.save(data)
    return data.getvalue()


def written(text: str) -> bytes:
    document = Document()
    document.add_paragraph(text)
    return saved(document)


def pictured() -> bytes:
    return docx('<w:p><w:r><w:drawing xmlns:wp="urn:x"/></w:r></w:p>')


def code_of(tmp_path: Path, name: str, data: bytes) -> str:
    (tmp_path / name).write_bytes(data)
    why = why_closed(tmp_path / name)
    return why.code if why else ""


OPEN: list[tuple[str, Callable[[], bytes]]] = [
    ("Plan.docx", lambda: written("We plan.")),
    ("A picture in Word.docx", pictured),
    ("Plan.pdf", lambda: PDF),
    ("With a line before it.pdf", lambda: b"\r\n" + PDF),
    ("Certificate.png", lambda: PNG),
    ("Certificate.jpg", lambda: JPEG),
    ("Really a png.jpg", lambda: PNG),
    ("Log.xlsx", lambda: saved(Workbook())),
    ("Old.doc", lambda: OLE + b"\0" * 600),
    ("Rich.doc", lambda: b"{\\rtf1 We plan.}"),
    ("Letter.txt", lambda: b"Thank you."),
    ("Letter in utf-16.txt", lambda: "Thank you.".encode("utf-16")),
    ("Of a kind nobody knows.xyz", lambda: b"\x07something"),
    ("Open.odt", lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})),
]


@pytest.mark.parametrize(("name", "made"), OPEN, ids=[name for name, _ in OPEN])
def test_what_opens_is_left_alone(tmp_path: Path, name: str, made: Callable[[], bytes]) -> None:
    assert code_of(tmp_path, name, made()) == ""


CLOSED: list[tuple[str, str, Callable[[], bytes]]] = [
    *((f"Nothing{ending}", "document-empty", lambda: b"") for ending in (".docx", ".pdf", ".txt", ".jpg", ".xyz")),
    ("Blank lines.txt", "document-empty", lambda: b"\xef\xbb\xbf \r\n\r\n"),
    ("Zeros.pdf", "document-empty", lambda: b"\0" * 5000),
    ("No words.docx", "document-empty", lambda: saved(Document())),
    ("Spaces.docx", "document-empty", lambda: written("   ")),
    ("Cut off.docx", "document-damaged", lambda: written("We plan.")[:-400]),
    ("Only its first bytes.docx", "document-damaged", lambda: b"PK\x03\x04"),
    ("Text called Word.docx", "document-damaged", lambda: b"We plan."),
    ("Packed files called Word.docx", "document-damaged", lambda: zipped({"a.txt": b"x"})),
    ("Cut off.pdf", "document-damaged", lambda: PDF[:-30]),
    ("A web page called PDF.pdf", "document-damaged", lambda: b"<html>Sign in</html>"),
    ("Cut off.png", "document-damaged", lambda: PNG[:-8]),
    ("Cut off.jpg", "document-damaged", lambda: JPEG[:-2]),
    ("Text called picture.jpg", "document-damaged", lambda: b"no picture"),
    ("Cut off.xlsx", "document-damaged", lambda: saved(Workbook())[:-300]),
    ("Locked.docx", "document-locked", lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")),
    ("Locked.pdf", "document-locked", lambda: PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R")),
    ("Locked.odt", "document-locked",
     lambda: zipped({"mimetype": b"x", "META-INF/manifest.xml": b"<manifest:encryption-data/>"})),
]  # fmt: skip


@pytest.mark.parametrize(("name", "code", "made"), CLOSED, ids=[name for name, _, _ in CLOSED])
def test_what_shows_nobody_anything_is_named(tmp_path: Path, name: str, code: str, made: Callable[[], bytes]) -> None:
    assert code_of(tmp_path, name, made()) == code


def test_a_file_that_has_gone_meanwhile_is_not_judged(tmp_path: Path) -> None:
    assert why_closed(tmp_path / "Gone.pdf") is None
