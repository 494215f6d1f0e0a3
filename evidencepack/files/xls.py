"""Workbooks of Excel 2 to 2003, read by xlrd; those that xlrd gives up on, by calamine, which tells less of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from io import StringIO
from itertools import islice
from typing import Any

from evidencepack.files.colours import colour_name
from evidencepack.files.detect import ole_document
from evidencepack.files.sheet import MOST_LOOKS, CannotReadError, Cell, ErrorCell, RawSheet, SheetMetadata
from evidencepack.files.workbook import read_workbook
from evidencepack.files.xlsx_styles import Styles, shows_month, shows_percent
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
            yield RawSheet(sheet.name, _rows(book, sheet), _beside(book, sheet))


def _otherwise(data: bytes) -> Iterator[RawSheet]:
    other = ole_document(data)
    if other:
        raise other
    for sheet in read_workbook(data):
        sheet.beside.notes.append(note("less-known"))
        yield sheet


def _beside(book: Any, sheet: Any) -> SheetMetadata:
    beside = SheetMetadata(hidden=bool(sheet.visibility))
    beside.hidden_rows = {n + 1 for n, row in sheet.rowinfo_map.items() if row.hidden and n < sheet.nrows}
    beside.hidden_columns = {n for n, column in sheet.colinfo_map.items() if column.hidden and n < sheet.ncols}
    beside.merged = [(top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells]
    beside.comments = {(row + 1, column) for row, column in list(sheet.cell_note_map)[:MOST_LOOKS]}
    styles = _styles(book)
    for row, column in _styled(sheet, styles) if styles.numbers else ():
        _note_looks(sheet, row, column, styles, beside)
    return beside


def _styles(book: Any) -> Styles:
    """The looks that say something, by the number of a format of cells."""
    fills, struck, months, percents = {}, set(), set(), set()
    for number, look in enumerate(book.xf_list):
        rgb = book.colour_map.get(look.background.pattern_colour_index)
        if look.background.fill_pattern and rgb and (name := colour_name("{:02X}{:02X}{:02X}".format(*rgb))):
            fills[number] = name
        code = book.format_map[look.format_key].format_str if look.format_key in book.format_map else ""
        if book.font_list[look.font_index].struck_out:
            struck.add(number)
        if shows_month(code):
            months.add(number)
        if shows_percent(code):
            percents.add(number)
    return Styles(fills, frozenset(struck), frozenset(months), frozenset(percents))


def _styled(sheet: Any, styles: Styles) -> Iterator[tuple[int, int]]:
    """The cells, from 0, whose looks say something."""
    wanted = frozenset(styles.numbers)
    places = ((n, i) for n in range(sheet.nrows) for i in range(sheet.row_len(n)))
    return islice(((n, i) for n, i in places if sheet.cell_xf_index(n, i) in wanted), MOST_LOOKS)


def _note_looks(sheet: Any, row: int, column: int, styles: Styles, beside: SheetMetadata) -> None:
    """What the looks of one cell tell; of its kinds 1 is text, 2 a number, 3 a day, and 0 and 6 are blank."""
    kind, style, at = sheet.cell_type(row, column), sheet.cell_xf_index(row, column), (row + 1, column)
    if style in styles.fills and kind in (0, 1, 6):
        beside.fills[at] = styles.fills[style]
    if style in styles.struck and kind not in (0, 6):
        beside.struck.add(at)
    if style in styles.months and kind == 3:
        beside.months.add(at)
    if style in styles.percents and kind == 2:
        beside.percents.add(at)


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
