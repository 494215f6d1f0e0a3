"""Workbooks that calamine refuses for something that says nothing of their cells: the same workbook without it."""

import re
from io import BytesIO
from zipfile import ZipFile

from evidencepack.files.detect import open_zip, zip_names
from evidencepack.files.xlsx_metadata import part_of, targets_of

# Merged whole columns (A:A), a stated size that is none; blank space between the cells of an .ods.
_IN_SHEETS = re.compile(
    rb"<((?:[\w.-]+:)?)mergeCells\b(?:[^>]*/>|.*?</\1mergeCells>)|<(?:[\w.-]+:)?dimension\b[^>]*/>", re.DOTALL
)
_BETWEEN_CELLS = re.compile(rb">\s+(?=</?(?:table:|text:p[ >/]))")
_SHEET = rb"""<(?:[\w.-]+:)?sheet\b[^>]*\s[\w.-]+:id=["']%s["'][^>]*/>"""
_PARTS = (".xml", ".rels", "mimetype")


def repaired(data: bytes) -> bytes:
    """The workbook without what calamine refuses, and without pictures; CannotReadError when it is broken."""
    package = open_zip(data)
    names = zip_names(package)
    targets = targets_of(package, names, "xl/workbook.xml")
    # Sheets that hold macros or a dialogue of Excel 4, and no cells.
    without = [id_ for id_, target in targets.items() if "macrosheets/" in target or "dialogsheets/" in target]
    target = BytesIO()
    with ZipFile(target, "w") as new:
        for name, stored in names.items():
            if name.endswith(_PARTS):
                new.writestr(stored.replace("\\", "/"), _mended(name, part_of(package, stored), without))
    return target.getvalue()


def _mended(name: str, part: bytes, without: list[str]) -> bytes:
    if name == "content.xml":
        return _BETWEEN_CELLS.sub(b">", part)
    if name == "xl/workbook.xml":
        for id_ in without:
            part = re.sub(_SHEET % re.escape(id_.encode()), b"", part)
        return part
    return _IN_SHEETS.sub(b"", part) if "worksheets/" in name else part
