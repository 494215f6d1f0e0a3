"""Whether a document of evidence opens: one that is empty, cut off or locked shows nobody anything.

It is looked at as far as its kind allows, and never taken for broken because its kind is not known here.
"""

import re
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from evidencepack.files.detect import OLE
from evidencepack.files.file_access import open_file
from evidencepack.notes import Note, note

_EMPTY, _DAMAGED, _LOCKED = (note(f"document-{what}") for what in ("empty", "damaged", "locked"))
_NOTHING = b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"
_BEGINS, _ENDS, _LOOKED_AT = 1024, 65_536, 8_000_000  # bytes
_MOST_PARTS = 20_000  # of a package; with more it is left to others to say what it is
_PACKAGES = frozenset({".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xlsb", ".pptx", ".ppsx", ".odt", ".ods", ".odp"})
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"})
_PICTURE = re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8|II[*+]\0|MM\0[*+]|BM|RIFF|....ftyp", re.DOTALL)
_PARTS_SIGN, _LAST_OF_JPEG = b"PK\x05\x06", b"\xff\xd9"
_BODY = re.compile(r"word/document\d*\.xml")
# Words of a Word document, or what shows something without any: a picture, a drawing, a file put into it.
_SHOWS = re.compile(rb"<w:t(?: [^>]*)?>\s*+[^<\s]|<w:(?:drawing|pict|object|altChunk)\b|<m:t>|<mc:AlternateContent\b")


def why_closed(path: Path) -> Note | None:
    """What is wrong with a document that cannot be looked into; None where nothing is known to be.

    Asked of files of which a fingerprint could be taken; of what cannot be read meanwhile nothing is said.
    """
    try:
        with open_file(path) as file:
            return _closed(file, path.suffix.lower())
    except OSError:
        return None


def _closed(file: BinaryIO, ending: str) -> Note | None:
    begins = file.read(_BEGINS)
    if not begins.strip(_NOTHING) and not (begins + file.read(_LOOKED_AT)).strip(_NOTHING):
        return _EMPTY
    if ending in _PACKAGES and begins.startswith(OLE):
        return _LOCKED if "Encrypt".encode("utf-16-le") in _from_start(file, 5 * _LOOKED_AT) else None
    if ending in _PACKAGES:
        return _package_closed(file) if begins.startswith(b"PK") else _DAMAGED
    if ending == ".pdf":
        return _pdf_closed(begins, _last(file))
    return _picture_closed(begins, file) if ending in _PICTURES else None


def _from_start(file: BinaryIO, most: int) -> bytes:
    file.seek(0)
    return file.read(most)


def _last(file: BinaryIO) -> bytes:
    size = file.seek(0, 2)
    file.seek(max(0, size - _ENDS))
    return file.read()


def _pdf_closed(begins: bytes, last: bytes) -> Note | None:
    """The end of a PDF says where everything in it stands: cut off, it is gone."""
    if b"%PDF-" not in begins or not (b"startxref" in last or b"%%EOF" in last):
        return _DAMAGED
    return _LOCKED if re.search(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)", last) else None


def _picture_closed(begins: bytes, file: BinaryIO) -> Note | None:
    if not _PICTURE.match(begins):
        return _DAMAGED
    if begins.startswith(b"\x89PNG"):
        return None if b"IEND" in _last(file) else _DAMAGED
    if begins.startswith(b"\xff\xd8"):
        size = file.seek(0, 2)
        file.seek(size // 2)  # the small picture that cameras put in front has an end of its own
        return None if _LAST_OF_JPEG in file.read(5 * _LOOKED_AT) else _DAMAGED
    return None


def _package_closed(file: BinaryIO) -> Note | None:
    at = (last := _last(file)).rfind(_PARTS_SIGN)
    if at < 0:
        return _DAMAGED
    if int.from_bytes(last[at + 10 : at + 12], "little") > _MOST_PARTS:
        return None
    try:
        with zipfile.ZipFile(file) as package:
            return _parts_closed(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError):
        return _DAMAGED


def _parts_closed(package: zipfile.ZipFile) -> Note | None:
    """An Office or OpenDocument package that lacks its list of parts, is locked, or shows nothing."""
    parts = {part.filename.replace("\\", "/").lstrip("/").casefold(): part for part in package.infolist()}
    if any(part.flag_bits & 1 for part in parts.values()):
        return _LOCKED
    if not parts.keys() & {"[content_types].xml", "mimetype"}:
        return _DAMAGED
    if (manifest := parts.get("meta-inf/manifest.xml")) and b"encryption-data" in _read(package, manifest):
        return _LOCKED
    body = next((part for name, part in parts.items() if _BODY.fullmatch(name)), None)
    if body is None:
        return None
    text = _read(package, body)
    if len(text) == _LOOKED_AT or _SHOWS.search(text):
        return None
    return _EMPTY


def _read(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with package.open(part) as file:
        return file.read(_LOOKED_AT)
