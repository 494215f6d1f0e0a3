"""The workbook being made: the only place that writes a cell, so that no text ever becomes a formula."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager

from evidencepack.dates import day_words
from evidencepack.notes import Messages
from evidencepack.pack.listed_model import StatusWord
from evidencepack.writers.excel.bulk_rows import Columns, insert_rows
from evidencepack.writers.excel.cells import CellLink, Value, as_text, clean, exact
from evidencepack.writers.excel.styles import FONT, STYLES
from evidencepack.writers.xml_parts import zipped

_TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ALLOWED = {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True}

_FIXED_ROW = re.compile(rb'(<row [^>]*?) customHeight="1"')


class SheetWritten:
    """What was put into one sheet: cells by row and column from 0, rows below a row (from 1), notes on cells."""

    def __init__(self) -> None:
        self.cells: list[tuple[int, int, Value]] = []
        self.later: tuple[int, Columns] = (0, ())
        self.remarks: list[str] = []


class Book:
    """A workbook in memory, with named styles."""

    def __init__(self, header: str, on: date, messages: Messages, footer: str = "", **properties: str) -> None:
        """`header` and `footer` stand on every printed page beside the day; `properties` (title, author) on none."""
        self.messages = messages
        self.workbook = Unpacked({"default_format_properties": FONT, **_TEXT_STAYS_TEXT})
        created = datetime(on.year, on.month, on.day)  # noqa: DTZ001 (a day, not an instant)
        self.workbook.set_properties({name: clean(text) for name, text in properties.items()} | {"created": created})
        self.workbook.set_size(28_000, 16_000)
        self._styles = {name: self.workbook.add_format(style) for name, style in STYLES.items()}
        self._header = f"&L&9 {_plain(header, 80)}"
        page = messages.say("page-of", page="&P", pages="&N")
        self._footer = f"&L&9 {_plain(day_words(on), 40)}&C&8 {_plain(footer, 120)}&R&9 {page}"
        self._later: dict[str, Callable[[bytes], bytes]] = {}
        self.written: dict[str, SheetWritten] = {}
        """What was put into each sheet, by its name."""

    def add_sheet(self, name: str, *, across: bool = True, protected: bool = True) -> Any:
        """A new sheet, protected without a password and ready to print on A4."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_paper(9)
        if across:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.set_header(f"{self._header}&R&9 {_plain(name, 40)}")
        sheet.set_footer(self._footer)
        if protected:
            sheet.protect("", _ALLOWED)
        self.written[name] = SheetWritten()
        return sheet

    def style(self, name: str) -> Any:
        """The format with this name."""
        return self._styles[name]

    def put(self, sheet: Any, row: int, column: int, value: Value, style: str = "text") -> None:
        """One cell. Text is cleaned and stays text; a status is shaded by its tone."""
        at, value = (row, column), exact(value)
        if isinstance(value, int | float):
            failed = sheet.write_number(*at, value, self._styles[style])
        elif isinstance(value, date):
            failed = sheet.write_datetime(*at, value, self._styles[style])
        elif isinstance(value, CellLink):
            failed = self._put_link(sheet, at, value, style)
        else:
            style = f"tone {value.tone}" if isinstance(value, StatusWord) else style
            failed = self._put_text(sheet, at, as_text(value), style)
        if failed:
            raise ValueError(f"cell {row + 1}, {column + 1} of sheet {sheet.name} was not written ({failed})")
        self.written[sheet.name].cells.append((row, column, value))

    def _put_link(self, sheet: Any, at: tuple[int, int], link: CellLink, style: str) -> int:
        if link.text and link.target:
            return int(sheet.write_url(*at, link.target, self._styles[style], as_text(link), ""))
        return self._put_text(sheet, at, as_text(link), style.replace("link", "no link"))

    def _put_text(self, sheet: Any, at: tuple[int, int], text: str, style: str) -> int:
        """Never write(), which makes formulas, links and numbers of text that looks like them."""
        if text.startswith("<r>") and text.endswith("</r>"):
            text += " "  # xlsxwriter would take it for markup of its own, and write it as it is
        cell_format = self._styles[style]
        return int(sheet.write_string(*at, text, cell_format) if text else sheet.write_blank(*at, None, cell_format))

    def put_row(self, sheet: Any, row: int, values: Sequence[Value], styles: Sequence[str]) -> None:
        """One row of cells from the first column on."""
        for column, (value, style) in enumerate(zip(values, styles, strict=True)):
            self.put(sheet, row, column, value, style)

    def remark(self, sheet: Any, row: int, column: int, text: str, box: dict[str, Any]) -> None:
        """A note on a cell, in a box of this size."""
        sheet.write_comment(row, column, text, box)
        self.written[sheet.name].remarks.append(text)

    def put_later(self, sample: int, columns: Columns, widths: Sequence[float]) -> None:
        """Rows of the last sheet below row `sample` (from 1), looking like it; written when the workbook is closed."""
        sheets = self.workbook.worksheets()
        part = f"xl/worksheets/sheet{len(sheets)}.xml"
        self.written[sheets[-1].name].later = (sample, columns)
        self._later[part] = partial(insert_rows, sample=sample, columns=columns, widths=widths)

    def close(self) -> bytes:
        """The finished workbook."""
        return zipped({name: self._mend(name, part) for name, part in self.workbook.parts().items()})

    def _mend(self, name: str, part: bytes) -> bytes:
        """Let rows keep the height we give them only until someone types; add the rows of a long list."""
        if not name.startswith("xl/worksheets/sheet"):
            return part
        return self._later.get(name, bytes)(_FIXED_ROW.sub(rb"\1", part))


def drafts_line(reports: Iterable[tuple[str, str]]) -> str:
    """What the footer must say of frameworks that are not in force, by title and stage line."""
    return "; ".join(f"{title}: {stage_line}" for title, stage_line in reports)


def _plain(text: str, longest: int) -> str:
    """Text for a header or footer, where & begins a code; cut to keep within Excel's 255 characters."""
    text = " ".join(clean(text).split())
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    return text.replace("&", "&&")


class _Taken(Packager):  # type: ignore[misc]
    """Keeps the parts, and leaves none to be packed."""

    def _create_package(self) -> list[Any]:
        made = super()._create_package()
        self.parts = {name: part.getvalue() if binary else part.getvalue().encode() for part, name, binary in made}
        return []


class Unpacked(Workbook):  # type: ignore[misc]
    """A workbook in memory whose parts can be had by name."""

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(BytesIO(), {"in_memory": True, **options})
        self._taken = _Taken()

    def _get_packager(self) -> Packager:
        return self._taken

    def parts(self) -> dict[str, bytes]:
        """What the package holds; the workbook is closed by it."""
        self.close()
        parts: dict[str, bytes] = self._taken.parts
        return parts
