"""What a file really is, from its first bytes and the list of what is packed in it; never from its name."""

import re
import zipfile
from io import BytesIO

from evidencepack.files.sheet import CannotReadError
from evidencepack.notes import Note, note

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNS: tuple[tuple[bytes | tuple[bytes, ...], Note], ...] = (
    (b"%PDF", note("is-pdf")),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"), note("is-picture")),
    (b"RIFF", note("is-picture-or-sound")),
    (b"{\\rtf", note("is-rtf")),
    ((b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!"), note("is-packed")),
    (b"MZ", note("is-program")),
    (b"ID;P", note("is-sylk")),
    (b"TABLE\r\n0,1", note("is-dif")),
    ((b"\x00\x00\x02\x00\x06\x04", b"\x00\x00\x1a\x00"), note("is-lotus")),
    (b"SQLite format 3", note("is-database")),
    (b"\x00\x01\x00\x00Standard", note("is-access")),
    (b"PAR1", note("is-parquet")),
)
# The first record of a workbook of Excel 2 to 4, which has no container around it; 5 and 95 may come without one too.
_BARE_XLS = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00[\x00\x02-\x06]", re.DOTALL)
_WEB = re.compile(
    r"\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|meta|table|style|div)\b", re.I
)
_SPREADSHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_PACKED = (
    ("word/", note("is-word")),
    ("ppt/", note("is-powerpoint")),
    ("visio/", note("is-visio")),
    ("index/", note("is-apple")),
)
_STREAMS = (
    ("WordDocument", note("is-word")),
    ("PowerPoint Document", note("is-powerpoint")),
    ("__properties_version1.0", note("is-outlook")),
    ("VisioDocument", note("is-visio")),
)


def kind_of(data: bytes) -> str:
    """Which reader a file is for: xlsx, xlsb, ods, xls, docx, json or text; CannotReadError says what else it is."""
    if not data:
        raise CannotReadError(note("nothing-in-file"))
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if data.startswith(OLE):
        return _ole_kind(data)
    if _BARE_XLS.match(data):
        return "xls"
    for sign, why in _SIGNS:
        if data.startswith(sign):
            raise CannotReadError(why)
    if data[4:8] == b"ftyp":
        raise CannotReadError(note("is-film"))
    if b"%PDF-" in data[:1024]:
        raise CannotReadError(note("is-pdf"))
    return "text"


def check_text(text: str) -> None:
    """CannotReadError for text that is not a table: a web page, XML, an e-mail."""
    head = text[:4096].lstrip("\ufeff \t\r\n\x00")
    if _WEB.match(head) or ("<html" in head[:1024].lower() and head.startswith("<")):
        raise CannotReadError(note("is-web-page"))
    if head.startswith("<?xml") or re.match(r"<[\w:]+[^<>]*\sxmlns", head):
        raise CannotReadError(note("is-xml-workbook" if _SPREADSHEET_XML in head else "is-xml"))
    if re.match(r"(mime-version|received|return-path|x-\w+):", head, re.I):
        raise CannotReadError(note("is-web-page-or-email"))


def _zip_kind(data: bytes) -> str:
    package = open_zip(data)
    names = zip_names(package)
    if "xl/workbook.bin" in names:
        return "xlsb"
    if names.get("mimetype"):
        return _open_document_kind(package, names)
    if "word/document.xml" in names and not any(name.startswith("xl/") for name in names):
        return "docx"
    for start, why in _PACKED:
        if any(name.startswith(start) for name in names) and not any(name.startswith("xl/") for name in names):
            raise CannotReadError(why)
    if "[content_types].xml" in names or any(name.endswith("workbook.xml") for name in names):
        return "xlsx"
    raise CannotReadError(note("is-packed-no-workbook"))


def _open_document_kind(package: zipfile.ZipFile, names: dict[str, str]) -> str:
    with package.open(names["mimetype"]) as part:
        mime = part.read(200)
    if b"opendocument.spreadsheet" not in mime:
        raise CannotReadError(note("is-document"))
    if "meta-inf/manifest.xml" in names:
        with package.open(names["meta-inf/manifest.xml"]) as part:
            if b"encryption-data" in part.read(1_000_000):
                raise CannotReadError(note("password"))
    return "ods"


def _ole_kind(data: bytes) -> str:
    if _utf16("EncryptedPackage") in data or _utf16("EncryptionInfo") in data:
        raise CannotReadError(note("password"))
    if _utf16("Workbook") in data or _utf16("Book") in data:
        return "xls"
    raise ole_document(data) or CannotReadError(note("damaged"))


def ole_document(data: bytes) -> CannotReadError | None:
    """What an old Office file is when it is no workbook; None when that is not known."""
    return next((CannotReadError(why) for name, why in _STREAMS if _utf16(name) in data), None)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The package of a workbook; CannotReadError when it is broken or locked, or has two parts of one name."""
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise CannotReadError(note("damaged")) from error
    infos = package.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise CannotReadError(note("password"))
    if len({info.filename for info in infos}) < len(infos):
        raise CannotReadError(note("same-part-twice"))
    return package


def zip_names(package: zipfile.ZipFile) -> dict[str, str]:
    """The parts of a package by their name as it is compared: small letters, slashes one way, none in front."""
    return {name.replace("\\", "/").lstrip("/").lower(): name for name in package.namelist()}
