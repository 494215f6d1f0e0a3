"""The workbook being made: the only place that writes a cell, so that no text ever becomes a formula."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager

from evidencepack.pack.model import Pack, StatusWord
from evidencepack.writers.excel.bulk_rows import Columns, insert_rows
from evidencepack.writers.excel.cells import CellLink, Value, as_text, clean, mark
from evidencepack.writers.excel.styles import FONT, STYLES
from evidencepack.writers.zips import zipped

_TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ALLOWED = {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True}

_FIXED_ROW = re.compile(rb'(<row [^>]*?) customHeight="1"')


class Book:
    """A workbook in memory, with named styles and a check figure of each sheet's cells."""

    def __init__(self, pack: Pack) -> None:
        from evidencepack.writers.excel.book import Unpacked

        self.workbook = Unpacked({"default_format_properties": FONT, **_TEXT_STAYS_TEXT})
        self.workbook.set_properties(_properties(pack))
        self.workbook.set_size(28_000, 16_000)
        self._styles = {name: self.workbook.add_format(look) for name, look in STYLES.items()}
        self._pack = pack
        self._later: dict[str, Callable[[bytes], bytes]] = {}
        self.seals: dict[str, tuple[int, int]] = {}

    def add_sheet(self, name: str, *, across: bool = True) -> Any:
        """A new sheet, protected without a password and ready to print on A4."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_paper(9)
        if across:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.set_header(f"&L&9 {_plain(self._pack.service.name, 80)}&R&9 {_plain(name, 40)}")
        sheet.set_footer(f"&L&9 {_plain(self._pack.on_words, 40)}&C&8 {_drafts(self._pack)}&R&9 Page &P of &N")
        sheet.protect("", _ALLOWED)
        self.seals[name] = (0, 0)
        return sheet

    def style(self, name: str) -> Any:
        """The format with this name."""
        return self._styles[name]

    def put(self, sheet: Any, row: int, column: int, value: Value, style: str = "text") -> None:
        """One cell. Text is cleaned and stays text; a status is shaded by its tone."""
        if isinstance(value, str):
            shown: Value = clean(value)
            done = self._put_text(sheet, (row, column), str(shown), style)
        elif isinstance(value, int | float):
            shown = value
            done = sheet.write_number(row, column, value, self._styles[style])
        elif isinstance(value, date):
            shown = value
            done = sheet.write_datetime(row, column, value, self._styles[style])
        else:
            shown = as_text(value)
            done = self._put_dressed(sheet, (row, column), value, style)
        self._seal(sheet.name, (mark(shown),))
        if done:
            raise ValueError(f"cell {row + 1}, {column + 1} of sheet {sheet.name} was not written ({done})")

    def _put_dressed(self, sheet: Any, at: tuple[int, int], value: StatusWord | CellLink, style: str) -> int:
        if isinstance(value, StatusWord):
            return self._put_text(sheet, at, as_text(value), f"tone {value.tone}")
        if value.text and value.target:
            return int(sheet.write_url(*at, value.target, self._styles[style], as_text(value), ""))
        return self._put_text(sheet, at, as_text(value), style.replace("link", "no link"))

    def _put_text(self, sheet: Any, at: tuple[int, int], text: str, style: str) -> int:
        """Never write(), which makes formulas, links and numbers of text that looks like them."""
        look = self._styles[style]
        if text.startswith("<r>") and text.endswith("</r>"):
            text += " "  # xlsxwriter would take it for markup of its own, and write it as it is
        return int(sheet.write_string(*at, text, look) if text else sheet.write_blank(*at, None, look))

    def put_row(self, sheet: Any, row: int, values: Sequence[Value], styles: Sequence[str]) -> None:
        """One row of cells from the first column on."""
        for column, (value, style) in enumerate(zip(values, styles, strict=True)):
            self.put(sheet, row, column, value, style)

    def put_later(self, sheet: Any, sample: int, columns: Columns, widths: Sequence[float]) -> None:
        """Rows below row `sample` (from 1), looking like it; they are written when the workbook is closed."""
        self._later[f"xl/worksheets/sheet{len(self.seals)}.xml"] = partial(
            insert_rows, sample=sample, columns=columns, widths=widths
        )
        for column in columns:
            marks = {value: mark(value) for value in set(column)}
            self._seal(sheet.name, [marks[value] for value in column])

    def close(self) -> bytes:
        """The finished workbook."""
        return zipped({name: self._mend(name, part) for name, part in self.workbook.parts().items()})

    def _mend(self, name: str, part: bytes) -> bytes:
        """Let rows keep the height we give them only until someone types; add the rows of a long list."""
        if not name.startswith("xl/worksheets/sheet"):
            return part
        return self._later.get(name, bytes)(_FIXED_ROW.sub(rb"\1", part))

    def _seal(self, name: str, marks: Sequence[int]) -> None:
        count, total = self.seals[name]
        self.seals[name] = (count + len(marks) - marks.count(0), (total + sum(marks)) & 0xFFFFFFFF)


def _properties(pack: Pack) -> dict[str, Any]:
    return {
        "title": clean(f"Evidence pack: {pack.service.name}, {pack.on_words}"),
        "subject": clean("; ".join(report.title for report in pack.reports)[:200]),
        "author": clean(pack.service.name),
        "comments": clean(f"Made with {pack.made_with}"),
        "created": datetime(pack.on.year, pack.on.month, pack.on.day),  # noqa: DTZ001 (a day, not an instant)
    }


def _drafts(pack: Pack) -> str:
    """What the footer must say of frameworks that are not in force."""
    drafts = [f"{report.title}: {report.stage_line}" for report in pack.reports if report.stage == "draft"]
    return _plain("; ".join(drafts), 120)


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
