"""Workbooks of Excel 2 to 2003, read by xlrd; those that xlrd gives up on, by calamine, which tells less of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

from evidencepack.files.detect import ole_document
from evidencepack.files.sheet import CannotReadError, Cell, ErrorCell, RawSheet, SheetMetadata
from evidencepack.files.workbook import read_workbook
from evidencepack.notes import note


def read_xls(data: bytes) -> Iterator[RawSheet]:
    """Every sheet from cell A1; CannotReadError when neither library can read it."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise CannotReadError(note("password")) from error
        yield from _otherwise(data)
    except MemoryError:
        raise
    except Exception:  # xlrd raises many kinds on a file that is damaged
        yield from _otherwise(data)
    else:
        for sheet in book.sheets():
            yield RawSheet(sheet.name, _rows(book, sheet), _beside(sheet))


def _otherwise(data: bytes) -> Iterator[RawSheet]:
    other = ole_document(data)
    if other:
        raise other
    for sheet in read_workbook(data):
        sheet.beside.notes.append(note("less-known"))
        yield sheet


def _beside(sheet: Any) -> SheetMetadata:
    beside = SheetMetadata(hidden=bool(sheet.visibility))
    beside.hidden_rows = {n + 1 for n, row in sheet.rowinfo_map.items() if row.hidden and n < sheet.nrows}
    beside.hidden_columns = {n for n, column in sheet.colinfo_map.items() if column.hidden and n < sheet.ncols}
    beside.merged = [(top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells]
    return beside


def _rows(book: Any, sheet: Any) -> Iterator[Sequence[Cell]]:
    for number in range(sheet.nrows):
        kinds = sheet.row_types(number)
        row = [
            value if kind in (1, 2) else _cell(book, sheet, number, column, kind, value)
            for column, (kind, value) in enumerate(zip(kinds, sheet.row_values(number), strict=True))
        ]
        while row and row[-1] in (None, ""):
            del row[-1]
        yield row


def _cell(book: Any, sheet: Any, row: int, column: int, kind: int, value: Any) -> Cell:
    """A cell that is neither text nor a number: 3 a date, 4 yes or no, 5 an error, else blank."""
    import xlrd

    if kind == 4:
        return bool(value)
    if kind == 5:
        return ErrorCell(xlrd.error_text_from_code.get(value, "#ERROR"))
    if kind != 3:
        return None
    shown_as = book.format_map.get(book.xf_list[sheet.cell_xf_index(row, column)].format_key)
    try:
        if shown_as and "[h" in str(shown_as.format_str).lower():
            return timedelta(days=value)
        moment: datetime = xlrd.xldate_as_datetime(value, book.datemode)
    except (ValueError, OverflowError, xlrd.XLDateError):
        return float(value)
    if value < 1:
        return moment.time()
    return moment if moment.time().replace(microsecond=0) != moment.min.time() else moment.date()
