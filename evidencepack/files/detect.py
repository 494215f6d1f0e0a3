"""What a file really is, from its first bytes and the list of what is packed in it; never from its name."""

import re
import zipfile
from io import BytesIO

from evidencepack.files.raw_sheet import CannotReadError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REPAIR_WORD = "Open it in Word and save it again as a .docx."
OPEN_AND_SAVE = "Open it in Excel and save it as .xlsx."
_EVIDENCE = "If it is evidence, put it in the folder documents instead."
_EXPORT = "Export it as .xlsx or .csv, and put that file here."
_UNPACK = "Unpack it, and put the files that are in it here."
_SIGNS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", _EVIDENCE),
    (b"\x89PNG", "a picture", _EVIDENCE),
    (b"\xff\xd8\xff", "a picture", _EVIDENCE),
    (b"GIF8", "a picture", _EVIDENCE),
    (b"II*\x00", "a picture", _EVIDENCE),
    (b"MM\x00*", "a picture", _EVIDENCE),
    (b"RIFF", "a picture, a sound or a film", _EVIDENCE),
    (b"{\\rtf", "a text document (RTF)", _EVIDENCE),
    (b"\x1f\x8b", "a packed file", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a packed file", _UNPACK),
    (b"Rar!", "a packed file", _UNPACK),
    (b"MZ", "a program", "Take it out of the folder, and do not start it unless you know who sent it."),
    (b"ID;P", "a spreadsheet of an old kind (SYLK)", OPEN_AND_SAVE),
    (b"TABLE\r\n0,1", "a spreadsheet of an old kind (DIF)", OPEN_AND_SAVE),
    (b"\x00\x00\x02\x00\x06\x04", "a spreadsheet of Lotus 1-2-3", OPEN_AND_SAVE),
    (b"\x00\x00\x1a\x00", "a spreadsheet of Lotus 1-2-3", OPEN_AND_SAVE),
    (b"SQLite format 3", "a database", _EXPORT),
    (b"\x00\x01\x00\x00Standard", "an Access database", _EXPORT),
    (b"PAR1", "a data file (Parquet)", _EXPORT),
)
# The first record of a workbook of Excel 2 to 4, which has no container around it; 5 and 95 may come without one too.
_BARE_XLS = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00[\x00\x02-\x06]", re.DOTALL)
_WEB = re.compile(
    r"\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|meta|table|style|div)\b", re.I
)
_SPREADSHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_PACKED = (
    ("word/", "a Word document", f"{_EVIDENCE} A table in it can be copied into a workbook."),
    ("ppt/", "a PowerPoint presentation", _EVIDENCE),
    ("visio/", "a Visio drawing", _EVIDENCE),
    ("index/", "an Apple document (Numbers or Pages)", "Open it in Numbers, and export it as an Excel workbook."),
)
_STREAMS = (
    ("WordDocument", "a Word document", f"{_EVIDENCE} A table in it can be copied into a workbook."),
    ("PowerPoint Document", "a PowerPoint presentation", _EVIDENCE),
    ("__properties_version1.0", "an e-mail of Outlook", _EVIDENCE),
    ("VisioDocument", "a Visio drawing", _EVIDENCE),
)


def password() -> CannotReadError:
    """What to raise for a file that is locked with a password."""
    return CannotReadError("it is protected with a password", "Open it in Excel and save a copy without the password.")


def damaged() -> CannotReadError:
    """What to raise for a workbook that is broken."""
    return CannotReadError("it is damaged", "Open it in Excel, let Excel repair it, and save it as .xlsx.")


def kind_of(data: bytes) -> str:
    """Which reader a file is for: xlsx, xlsb, ods, xls, json or text; CannotReadError says what else it is."""
    if not data:
        remedy = "Take it out of the folder; or, if it should hold something, wait until it has been downloaded."
        raise CannotReadError("there is nothing in it", remedy)
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if data.startswith(OLE):
        return _ole_kind(data)
    if _BARE_XLS.match(data):
        return "xls"
    for sign, what, remedy in _SIGNS:
        if data.startswith(sign):
            raise CannotReadError(f"it is {what}", remedy)
    if data[4:8] == b"ftyp":
        raise CannotReadError("it is a picture or a film", _EVIDENCE)
    if b"%PDF-" in data[:1024]:
        raise CannotReadError("it is a PDF", _EVIDENCE)
    return "text"


def check_text(text: str) -> None:
    """CannotReadError for text that is not a table: a web page, XML, an e-mail."""
    head = text[:4096].lstrip("\ufeff \t\r\n\x00")
    if _WEB.match(head) or ("<html" in head[:1024].lower() and head.startswith("<")):
        raise CannotReadError("it is a web page", OPEN_AND_SAVE)
    if head.startswith("<?xml") or re.match(r"<[\w:]+[^<>]*\sxmlns", head):
        what = "a workbook saved as XML" if _SPREADSHEET_XML in head else "XML, and not a table"
        raise CannotReadError(f"it is {what}", OPEN_AND_SAVE)
    if re.match(r"(mime-version|received|return-path|x-\w+):", head, re.I):
        raise CannotReadError("it is a web page or an e-mail", OPEN_AND_SAVE)


def _zip_kind(data: bytes) -> str:
    names = zip_names(open_zip(data))
    if {"xl/workbook.bin"} & names.keys():
        return "xlsb"
    if names.get("mimetype"):
        return _open_document_kind(data, names)
    for start, what, remedy in _PACKED:
        if any(name.startswith(start) for name in names) and not any(name.startswith("xl/") for name in names):
            raise CannotReadError(f"it is {what}", remedy)
    if "[content_types].xml" in names or any(name.endswith("workbook.xml") for name in names):
        return "xlsx"
    raise CannotReadError("it is a packed file, not a workbook", _UNPACK)


def _open_document_kind(data: bytes, names: dict[str, str]) -> str:
    package = open_zip(data)
    with package.open(names["mimetype"]) as part:
        mime = part.read(200)
    if b"opendocument.spreadsheet" not in mime:
        raise CannotReadError("it is a document, not a workbook", _EVIDENCE)
    if "meta-inf/manifest.xml" in names:
        with package.open(names["meta-inf/manifest.xml"]) as part:
            if b"encryption-data" in part.read(1_000_000):
                raise password()
    return "ods"


def _ole_kind(data: bytes) -> str:
    if _utf16("EncryptedPackage") in data or _utf16("EncryptionInfo") in data:
        raise password()
    if _utf16("Workbook") in data or _utf16("Book") in data:
        return "xls"
    raise ole_document(data) or damaged()


def ole_document(data: bytes) -> CannotReadError | None:
    """What an old Office file is when it is no workbook; None when that is not known."""
    found = next(((what, remedy) for name, what, remedy in _STREAMS if _utf16(name) in data), None)
    return CannotReadError(f"it is {found[0]}", found[1]) if found else None


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The package of a workbook; CannotReadError when it is broken or locked, or has two parts of one name."""
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise damaged() from error
    infos = package.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise password()
    if len({info.filename for info in infos}) < len(infos):
        raise CannotReadError("it is damaged: it holds two parts of the same name", OPEN_AND_SAVE)
    return package


def zip_names(package: zipfile.ZipFile) -> dict[str, str]:
    """The parts of a package by their name as it is compared: small letters, slashes one way, none in front."""
    return {name.replace("\\", "/").lstrip("/").lower(): name for name in package.namelist()}
