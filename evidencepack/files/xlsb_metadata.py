"""A second look at the binary sheets of an .xlsb, for what calamine does not tell: errors, hidden and merged cells."""

import struct
from collections.abc import Iterator
from struct import unpack_from
from zipfile import ZipFile

from evidencepack.files.detect import zip_names
from evidencepack.files.sheet import CannotReadError, SheetMetadata
from evidencepack.files.xlsx_metadata import part_of, targets_of
from evidencepack.notes import note

# Kinds of record, from Microsoft's description of the format ([MS-XLSB] 2.3.2).
_ROW, _ERROR, _FORMULA_ERROR, _COLUMNS, _MERGED, _SHEET = 0, 3, 11, 60, 176, 156
_CODES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def read_metadata(package: ZipFile, beside: dict[str, SheetMetadata]) -> None:
    """Fill in what the sheets of an .xlsb hold beside their cells; CannotReadError when a part is broken."""
    names = zip_names(package)
    targets = targets_of(package, names, "xl/workbook.bin")
    try:
        for kind, record in _records(part_of(package, names["xl/workbook.bin"])):
            if kind != _SHEET:
                continue
            id_, at = _text(record, 8)
            sheet, _ = _text(record, at)
            part = targets.get(id_, "")
            if part in names:
                _look_at(part_of(package, names[part]), beside[sheet])
    except (struct.error, IndexError) as error:
        raise CannotReadError(note("damaged")) from error


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every record of a part: its kind, in one or two bytes, its length in one to four, and what it holds."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        length = 0
        for shift in (0, 7, 14, 21):
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, data[at : at + length]
        at += length


def _text(record: bytes, at: int) -> tuple[str, int]:
    (length,) = unpack_from("<I", record, at)
    end = at + 4 + 2 * length
    return record[at + 4 : end].decode("utf-16-le", "replace"), end


def _look_at(data: bytes, beside: SheetMetadata) -> None:
    row = 0
    for kind, record in _records(data):
        if kind == _ROW:
            row = unpack_from("<I", record)[0]
            if record[11] & 0x10:
                beside.hidden_rows.add(row + 1)
        elif kind in (_ERROR, _FORMULA_ERROR):
            (column,) = unpack_from("<I", record)
            beside.errors.append((row + 1, column, _CODES.get(record[8], "#ERROR")))
        elif kind == _COLUMNS:
            first, last = unpack_from("<II", record)
            if unpack_from("<H", record, 16)[0] & 1:
                beside.hidden_columns.update(range(first, min(last, 16_383) + 1))
        elif kind == _MERGED:
            top, bottom, left, right = unpack_from("<IIII", record)
            beside.merged.append((top + 1, left, bottom + 1, right))
