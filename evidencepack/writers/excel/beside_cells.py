"""What people put into a workbook beside values of cells: comments, boxes of text, formulas without a saved result."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile, is_zipfile

from msgspec import Struct

from evidencepack.files.detect import zip_names
from evidencepack.files.sheet import CannotReadError
from evidencepack.files.xlsx_metadata import part_of, sheet_parts, targets_of
from evidencepack.notes import note

_FORMULA = re.compile(rb"<(?:\w{1,9}:)?f(?=[ />])")
_RESULT = re.compile(rb"<(?:\w{1,9}:)?[vt](?: [^<>]{0,99})?>[^<]")
_NEAR = 400  # bytes in which the tag of a cell stands before its formula
_ADDRESS = re.compile(rb"""\br=["']([A-Z]{1,3}\d{1,7})["']""")
_THREAD = "[Threaded comment]"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


class Beside(Struct, frozen=True):
    """Something beside the values: code of what it is, sheet, address of its cell ("" for none), its text."""

    why: str
    sheet: str
    cell: str
    text: str


def beside_cells(data: bytes) -> tuple[Beside, ...]:
    """All that stands beside the cells of an .xlsx, .xlsm or .ods; nothing of other files, whose values alone are read.

    CannotReadError when a part of it must not be read.
    """
    if not is_zipfile(BytesIO(data)):
        return ()
    try:
        with ZipFile(BytesIO(data)) as package:
            if "content.xml" in package.namelist():
                return tuple(_of_ods(package))
            return tuple(dict.fromkeys(_of_xlsx(package)))
    except (BadZipFile, ParseError, KeyError) as error:
        raise CannotReadError(note("damaged")) from error


def _of_xlsx(package: ZipFile) -> Iterator[Beside]:
    names = zip_names(package)
    for sheet, part in sheet_parts(package, names)[0].items():
        yield from _unsaved(sheet, part_of(package, part))
        for target in targets_of(package, names, part.lower()).values():
            if target in names and target.endswith(".xml"):
                yield from _of_part(sheet, target, part_of(package, names[target]))


def _of_part(sheet: str, target: str, xml: bytes) -> Iterator[Beside]:
    """The comments or boxes in a part that a sheet points to."""
    if "comment" in target:
        for comment in fromstring(xml).iterfind(".//{*}*[@ref]"):
            text = _text(comment, "t" if "thread" not in target else "text")
            if text and not text.startswith(_THREAD):
                yield Beside("kept-comment", sheet, comment.get("ref", ""), text)
    elif "drawing" in target:
        for shape in fromstring(xml).iterfind(".//{*}txBody"):
            if text := _text(shape, "t"):
                yield Beside("kept-box", sheet, "", text)


def _text(element: Element, tag: str) -> str:
    return "".join(each.text or "" for each in element.iter() if each.tag.endswith("}" + tag)).strip()


def _unsaved(sheet: str, xml: bytes) -> Iterator[Beside]:
    """Formulas of which no result was saved: a program that does not calculate has written them."""
    for found in _FORMULA.finditer(xml):
        near = max(0, found.start() - _NEAR)
        start = max(xml.rfind(b"<c ", near, found.start()), xml.rfind(b":c ", near, found.start()))
        cell = xml[start : xml.find(b"c>", found.end())] if start >= 0 else b""
        address = _ADDRESS.search(cell)
        if address and not _RESULT.search(cell):
            formula = cell[cell.find(b">", found.end() - 1 - start) + 1 :].partition(b"<")[0]
            yield Beside("kept-formula", sheet, address[1].decode(), "=" + unescape(formula.decode("utf-8", "replace")))


def _of_ods(package: ZipFile) -> Iterator[Beside]:
    """The comments of an .ods; it keeps the text of a box and the result of a formula among its cells."""
    root = fromstring(part_of(package, "content.xml"))
    for table in root.iter(f"{_TABLE}table"):
        for remark in table.iter(f"{_OFFICE}annotation"):
            lines = ("".join(p.itertext()) for p in remark if p.tag.endswith("}p"))
            if text := "\n".join(lines).strip():
                yield Beside("kept-comment", table.get(f"{_TABLE}name", ""), "", text)


def grouped(found: tuple[Beside, ...]) -> Mapping[str, list[Beside]]:
    """What stands beside the cells of each sheet, by its name."""
    sheets: dict[str, list[Beside]] = {}
    for each in found:
        sheets.setdefault(each.sheet, []).append(each)
    return sheets
