"""What people type: the hidden sheet holds what we wrote there, so that an earlier workbook tells theirs from ours.

Typed cells are found again by headings and refs, wherever a row, column or sheet was moved to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct

from evidencepack.errors import OutputError
from evidencepack.files import Reader, Unreadable
from evidencepack.notes import note
from evidencepack.pack.model import OLDER_SCHEMAS, SCHEMA, ManagerView, Pack, Typed
from evidencepack.pack.typed import ACTION_FIELDS, VIEW_FIELDS, TypedEdits, cell_key
from evidencepack.tables.header_rows import best_row
from evidencepack.writers.excel.actions import KEY as ACTION_KEY
from evidencepack.writers.excel.actions import TYPED_HEADINGS
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.expectations import KEY as VIEW_KEY
from evidencepack.writers.excel.expectations import VIEW_HEADINGS, view_key
from evidencepack.writers.excel.links import ACTIONS, EXPECTATIONS, HIDDEN

Row = tuple[str, str, str, str]
Rows = list[list[Any]]
Cells = dict[tuple[str, str], str]  # (ref, field): text
_HEADS_WITHIN = 50  # rows from the top, in case lines were put above the list


class _Kind(Struct, frozen=True):
    """A list that people type into: where it was, and the headings it is known by."""

    name: str
    sheet: str
    key: str
    headings: Mapping[str, str]


_KINDS = (_Kind("action", ACTIONS, ACTION_KEY, TYPED_HEADINGS), _Kind("view", EXPECTATIONS, VIEW_KEY, VIEW_HEADINGS))
_OURS = (HIDDEN, *(kind.sheet for kind in _KINDS))
_WHY = {
    "password": note("workbook-protected"),
    "may-not-be-opened": note("workbook-locked"),
    "no-such-file": note("no-such-workbook"),
    "cannot-be-opened": note("workbook-unread"),
    "only-in-onedrive": note("workbook-unread"),
    **dict.fromkeys(
        ("damaged", "not-openable", "not-text", "nothing-in-file", "same-part-twice", "is-packed-no-workbook"),
        note("workbook-damaged"),
    ),
}
_DAYS = ("due", "day")
_ONE_LINE = 1_000_000.0  # characters wide, so that no row is made higher


def add_hidden(book: Book, pack: Pack) -> None:
    """The last sheet, which Excel does not offer to show: kind (pack, action, view), ref, field, value."""
    sheet = book.add_sheet(HIDDEN)
    sheet.very_hidden()
    known = (("schema", pack.schema_), ("id", pack.id), ("service", pack.service.id), ("on", pack.on.isoformat()))
    typed = _written(pack) if pack.edition == "working" else ()  # nobody types into the other
    rows = [*(("pack", name, "", value) for name, value in known), *typed]
    book.put_row(sheet, 0, rows[0], ["text"] * 4)
    book.put_later(1, tuple(zip(*rows[1:], strict=True)), [_ONE_LINE] * 4)


def _written(pack: Pack) -> Iterator[Row]:
    """Every cell that people type into, as it is handed to them."""
    for action in pack.actions:
        for field in ACTION_FIELDS:
            yield "action", action.ref, field, getattr(action.typed, field)
    for report in pack.reports:
        for section in report.sections:
            for field in VIEW_FIELDS:
                yield "view", view_key(report.framework, section.id), field, getattr(section.manager_view, field, "")


class _Sheets:
    """The sheets of a workbook, hidden ones too, each read when it is asked for; OutputError when it cannot be."""

    def __init__(self, path: Path, reader: Reader) -> None:
        self._path, self._reader = path, reader
        self._sheets = self._read(_OURS)
        self.names: list[str] = list(self._sheets)

    def rows(self, name: str) -> Rows:
        if name not in _OURS:  # a list was moved to another sheet: all of them are read
            self._sheets = {sheet: self._sheets.get(sheet, ()) for sheet in _OURS} | self._read(())
        return [["" if cell is None else cell for cell in row] for row in self._sheets[name]]

    def _read(self, only: tuple[str, ...]) -> dict[str, Sequence[Sequence[Any]]]:
        read = self._reader.read(self._path, only)
        if isinstance(read, Unreadable):
            raise OutputError(_WHY.get(read.why.code, note("earlier-not-read", why=read.why)), self._path.name)
        if [sheet.name for sheet in read] == [""]:  # text, whatever its ending
            raise OutputError(note("workbook-damaged"), self._path.name)
        return {sheet.name: sheet.rows for sheet in read}


def read_typed(path: Path, reader: Reader | None = None) -> TypedEdits:
    """What people typed; OutputError when the file is not a workbook of ours or cannot be read.

    The workbook is opened by `reader`, in its guarded process; without one, by a process of its own.
    """
    with nullcontext(reader) if reader else Reader() as guarded:
        return _typed(path, _Sheets(path, guarded))


def _typed(path: Path, sheets: _Sheets) -> TypedEdits:
    if HIDDEN not in sheets.names:
        raise OutputError(note("not-our-workbook"), path.name)
    notes = [[text_of(cell) for cell in row[:4]] + [""] * (4 - len(row)) for row in sheets.rows(HIDDEN)]
    _check_schema(path, notes)
    touched: set[str] = set()
    found: dict[str, Cells] = {}
    for kind in _KINDS:
        wrote = {(ref, field): value for name, ref, field, value in notes if name == kind.name}
        found[kind.name] = cells = _cells(path, sheets, kind, {ref for ref, _ in wrote})
        touched |= {cell_key(kind.name, *at) for at, text in cells.items() if text != wrote.get(at, "")}
    return TypedEdits(
        actions={ref: Typed(**texts) for ref, texts in _by_ref(found["action"], TYPED_HEADINGS)},
        views={key: ManagerView(**texts) for key, texts in _by_ref(found["view"], VIEW_HEADINGS)},
        touched=frozenset(touched),
    )


def _check_schema(path: Path, notes: Sequence[Sequence[str]]) -> None:
    schema = next((value for name, ref, _, value in notes if (name, ref) == ("pack", "schema")), "")
    if schema in (SCHEMA, *OLDER_SCHEMAS):
        return
    if schema.startswith(SCHEMA.rpartition("/")[0]):
        raise OutputError(note("workbook-of-another-version", schema=schema), path.name)
    raise OutputError(note("hidden-sheet-damaged"), path.name)


def _cells(path: Path, sheets: _Sheets, kind: _Kind, refs: set[str]) -> Cells:
    """The text of every typed cell whose row is still there."""
    if not refs:
        return {}
    rows, head = _list_of(path, sheets, kind)
    keys = _columns(head, kind.key)
    fields = {field: _columns(head, heading) for field, heading in kind.headings.items()}
    missing = [kind.headings[field] for field, columns in fields.items() if not columns]
    if missing:
        raise OutputError(note("typed-column-gone", sheet=kind.sheet, column=missing[0]), path.name)
    cells: Cells = {}
    for row in rows:
        ref = _first(row, keys)
        for field, columns in fields.items() if ref in refs else ():
            text = _first(row, columns, day=field in _DAYS)
            cells[ref, field] = cells.get((ref, field)) or text
    return cells


def _list_of(path: Path, sheets: _Sheets, kind: _Kind) -> tuple[Rows, list[str]]:
    """The rows below the list's headings, and the headings; its own sheet first, then any other."""
    wanted = {_folded(heading) for heading in kind.headings.values()}

    def holds(row: Sequence[Any]) -> bool:
        return _folded(kind.key) in (head := set(_head(row))) and not wanted.isdisjoint(head)

    for name in sorted(sheets.names, key=lambda name: name != kind.sheet):
        rows = sheets.rows(name) if name != HIDDEN else []
        found = best_row(rows, holds, within=_HEADS_WITHIN)
        if found is not None:
            return rows[found + 1 :], _head(rows[found])
    raise OutputError(note("typed-list-gone", sheet=kind.sheet, column=kind.key), path.name)


def _head(row: Sequence[Any]) -> list[str]:
    return [_folded(text_of(cell)) for cell in row]


def _columns(head: Sequence[str], heading: str) -> list[int]:
    return [n for n, text in enumerate(head) if text == _folded(heading)]


def _first(row: Sequence[Any], columns: Iterable[int], *, day: bool = False) -> str:
    texts = (text_of(row[n], day=day) for n in columns if n < len(row))
    return next(filter(None, texts), "")


def _by_ref(cells: Cells, fields: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    names = list(fields)
    for ref in sorted({ref for ref, _ in cells}):
        texts = {field: cells.get((ref, field), "") for field in names}
        if any(texts.values()):
            yield ref, texts


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


_FIRST_DAY, _LAST_DAY = 36_526, 73_051  # 2000 to 2100 as Excel counts days


def text_of(cell: Any, *, day: bool = False) -> str:
    """A cell as text: days as YYYY-MM-DD, whole numbers without a point, no spaces around it."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return _number_text(float(cell), day)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if day or cell.time() == time() else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _number_text(number: float, day: bool) -> str:
    if day and number.is_integer() and _FIRST_DAY <= number < _LAST_DAY:
        return (date(1899, 12, 30) + timedelta(days=number)).isoformat()
    return str(int(number)) if number.is_integer() else repr(number)
