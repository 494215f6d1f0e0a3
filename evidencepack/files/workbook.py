"""Workbooks of Excel and LibreOffice, read by calamine; macros are never run."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from threading import Thread
from typing import Any

from evidencepack.files import ods_metadata, xlsb_metadata, xlsx_metadata
from evidencepack.files.detect import open_zip
from evidencepack.files.sheet import UNSAVED, CannotReadError, RawSheet, SheetMetadata
from evidencepack.notes import Note, note

LARGEST_UNPACKED = 1_000_000_000
_WORTH_A_THREAD = 1_000_000
_LOOKS = {"xlsx": xlsx_metadata.read_metadata, "xlsb": xlsb_metadata.read_metadata, "ods": ods_metadata.read_metadata}


def read_workbook(
    data: bytes,
    read_metadata: Callable[[dict[str, SheetMetadata]], None] = lambda beside: None,
    only: tuple[str, ...] = (),
) -> Iterator[RawSheet]:
    """Every sheet from cell A1; `read_metadata` fills in what calamine does not tell, side by side with it.

    With `only`, sheets of other names come without their rows.

    CannotReadError when one of the sheets cannot be read; sheets without cells (charts, macros) are left out.
    """
    beside: dict[str, SheetMetadata] = defaultdict(SheetMetadata)
    looking = _Looking(lambda: read_metadata(beside), large=len(data) > _WORTH_A_THREAD)
    book = _CalamineBook(data, looking)
    left_out = [sheet.name for sheet in book.sheets if str(sheet.typ) != "SheetTypeEnum.WorkSheet"]
    for meta in book.sheets:
        if meta.name not in left_out:
            found = beside[meta.name]
            found.hidden = str(meta.visible) != "SheetVisibleEnum.Visible"
            wanted = not only or meta.name in only
            yield RawSheet(meta.name, _rows(book, meta.name, found, looking, left_out) if wanted else (), found)


def read_package(kind: str, data: bytes, only: tuple[str, ...] = ()) -> Iterator[RawSheet]:
    """The sheets of an "xlsx" (strict ones too), "xlsb" or "ods"; CannotReadError when it unpacks to too much."""
    package = open_zip(data)
    parts = (i for i in package.infolist() if i.filename.lower().endswith((".xml", ".bin", ".rels")))
    if sum(info.file_size for info in parts) > LARGEST_UNPACKED:
        raise CannotReadError(note("unpacks-too-large", mb=LARGEST_UNPACKED // 1_000_000))
    return read_workbook(data, only=only) if only else read_workbook(data, partial(_LOOKS[kind], package))


class _Looking(Thread):
    """The second look at a file, in a thread of its own where the file is large: calamine leaves it a core."""

    def __init__(self, look: Callable[[], None], large: bool) -> None:
        super().__init__(daemon=True)
        self._look = look
        self._fault: Exception | None = None
        self.start() if large else self.run()

    def run(self) -> None:
        try:
            self._look()
        except Exception as error:
            self._fault = error

    def done(self) -> None:
        """Wait until it is complete; raises what it met."""
        if self.ident:
            self.join()
        if self._fault:
            raise self._fault


class _CalamineBook:
    """A workbook of calamine, which is opened again, mended, when calamine refuses it or one of its sheets."""

    def __init__(self, data: bytes, looking: _Looking) -> None:
        self._data, self._looking = data, looking
        self.notes: list[Note] = []
        self._book = self._open(data)
        self.sheets = self._book.sheets_metadata

    def sheet(self, name: str) -> Any:
        try:
            return _told(lambda: self._book.get_sheet_by_name(name))
        except CannotReadError as error:
            self._mend(error)
            return _told(lambda: self._book.get_sheet_by_name(name))

    def _open(self, data: bytes) -> Any:
        import python_calamine as calamine

        try:
            return _told(lambda: calamine.CalamineWorkbook.from_filelike(BytesIO(data)))
        except CannotReadError as error:
            self._mend(error)
            return self._book

    def _mend(self, error: CannotReadError) -> None:
        self._looking.done()  # which may know better why
        if self.notes or error.why.code != "not-openable" or not self._data.startswith(b"PK"):
            raise error
        from evidencepack.files.repair import repaired

        self.notes.append(note("repaired"))
        self._book = self._open(repaired(self._data))


def _told(act: Callable[[], Any]) -> Any:
    """The outcome of a call of calamine, its faults told."""
    import python_calamine as calamine

    try:
        return act()
    except calamine.PasswordError as error:
        raise CannotReadError(note("password")) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise CannotReadError(note("harmful-text" if "entity" in str(error) else "not-openable")) from error
    except BaseException as error:  # a panic of calamine is pyo3's PanicException, which is not an Exception
        if type(error).__name__ != "PanicException":
            raise
        raise CannotReadError(note("damaged")) from error


def _rows(
    book: _CalamineBook, name: str, beside: SheetMetadata, looking: _Looking, left_out: Sequence[str]
) -> Iterator[Sequence[Any]]:
    """The rows of a sheet, each ending at its last filled cell, blank rows included; then `beside` is complete."""
    sheet = book.sheet(name)
    height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    left = [""] * (sheet.start[1] if sheet.start else 0)  # calamine leaves out the blank columns before the first
    blank = [""] * (width - len(left))
    for row in sheet.iter_rows():
        if row == blank:
            yield ()
            continue
        while row and row[-1] == "":
            del row[-1]
        yield left + row if left and row else row
    looking.done()
    beside.hidden_rows = {n for n in beside.hidden_rows if n <= height}
    beside.hidden_columns = {n for n in beside.hidden_columns if n < width}
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or ():
        beside.merged.append((top + 1, first, bottom + 1, last))
    if unsaved := sum(code == UNSAVED for _, _, code in beside.errors):
        beside.notes.append(note("formulas-unsaved", n=unsaved))
    beside.notes += book.notes
    if left_out:
        beside.notes.append(note("sheets-without-cells", sheets=", ".join(left_out)))
