"""The hidden sheet, which holds what we wrote, so that an earlier workbook tells what people typed from ours."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec import Struct

from evidencepack.errors import OutputError
from evidencepack.files import Reader, Unreadable, file_bytes
from evidencepack.files.delimited import read_text
from evidencepack.notes import note
from evidencepack.pack.model import OLDER_SCHEMAS, SCHEMA, Pack
from evidencepack.pack.typed import ACTION_FIELDS, VIEW_FIELDS
from evidencepack.writers.excel.as_written import Grid, grid_rows, grids_in
from evidencepack.writers.excel.book import Book
from evidencepack.writers.excel.cells import text_of
from evidencepack.writers.excel.expectations import view_key
from evidencepack.writers.excel.links import HIDDEN, KEPT

Row = tuple[str, str, str, str]
Rows = list[list[Any]]
_ONE_LINE = 1_000_000.0  # characters wide, so that no row is made higher


def add_hidden(book: Book, pack: Pack) -> None:
    """The last sheet, which Excel does not offer to show: kind (pack, action, view, kept, cells), ref, field, value."""
    wrote = list(grid_rows(book)) if pack.edition == "working" else []
    sheet = book.add_sheet(HIDDEN)
    sheet.very_hidden()
    rows = [*handed_rows(pack), *wrote]
    book.put_row(sheet, 0, rows[0], ["text"] * 4)
    book.put_later(1, tuple(zip(*rows[1:], strict=True)), [_ONE_LINE] * 4)


def handed_rows(pack: Pack) -> Iterator[Row]:
    """What a workbook is, every cell that people type into as it is handed to them, and what is kept from before."""
    service = pack.service
    known = (
        *(("schema", pack.schema_), ("id", pack.id), ("service", service.id), ("on", pack.on.isoformat())),
        *(("name", service.name), ("key", service.key)),
    )
    yield from (("pack", name, "", value) for name, value in known)
    if pack.edition != "working":
        return  # nobody types into the other
    for action in pack.actions:
        for field in ACTION_FIELDS:
            yield "action", action.ref, field, getattr(action.typed, field)
    for report in pack.reports:
        for section in report.sections:
            for field in VIEW_FIELDS:
                yield "view", view_key(report.framework, section.id), field, getattr(section.manager_view, field, "")
    yield from (("kept", line.ref, line.why, "") for line in pack.kept.lines)
    yield from (("kept", ref, "", "") for ref in pack.kept.removed)
    yield from (("examined", sha, "", "") for sha in pack.kept.examined)


class Hidden(Struct, frozen=True):
    """What a hidden sheet holds: facts of the pack, what was handed to people to type into, refs of things kept."""

    facts: Mapping[str, str]
    wrote: Mapping[str, Mapping[tuple[str, str], str]]
    kept: Mapping[str, str]
    examined: frozenset[str]
    grids: Mapping[str, Grid]


def hidden_of(rows: Sequence[Sequence[Any]]) -> Hidden:
    """A hidden sheet as it was read."""
    notes = [[text_of(cell) for cell in row[:4]] + [""] * (4 - len(row)) for row in rows]
    kinds = ("action", "view")
    return Hidden(
        {ref: value for kind, ref, _, value in notes if kind == "pack"},
        {name: {(ref, field): value for kind, ref, field, value in notes if kind == name} for name in kinds},
        {ref: why for kind, ref, why, _ in notes if kind == "kept"},
        frozenset(sha for kind, sha, _, _ in notes if kind == "examined"),
        grids_in(notes),
    )


_ALONE = (HIDDEN, KEPT)
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


class Sheets:
    """The sheets of a workbook, hidden ones too, each read when it is asked for; OutputError when it cannot be.

    With a `reader`, nothing is opened here that its guarded process has not read within its limits before.
    """

    def __init__(self, path: Path, reader: Reader | None = None) -> None:
        from python_calamine import CalamineWorkbook

        self.path, self._reader, self._tried = path, reader, False
        self._try_first(_ALONE)
        self.data = _bytes(path)
        self._text: Rows | None = None
        self.names: list[str] = [""]
        if path.suffix.lower() == ".csv":
            self._text = self._try(lambda: [list(row) for sheet in read_text(self.data) for row in sheet.rows])
        else:
            self._book = self._try(lambda: CalamineWorkbook.from_filelike(BytesIO(self.data)))
            self.names = list(self._book.sheet_names)

    @property
    def is_text(self) -> bool:
        """Whether it is a text table, in which days are text too."""
        return self._text is not None

    def rows(self, name: str) -> Rows:
        """The rows of a sheet as far as they are filled."""
        return self.placed(name)[1]

    def placed(self, name: str) -> tuple[tuple[int, int], Rows]:
        """The row and column, from 0, of the first cell, and the rows of a sheet as far as they are filled."""
        if self._text is not None:
            return (0, 0), self._text
        if name not in _ALONE and not self._tried:
            self.try_whole()

        def read() -> tuple[tuple[int, int], Rows]:
            sheet = self._book.get_sheet_by_name(name)
            return sheet.start or (0, 0), sheet.to_python()

        placed: tuple[tuple[int, int], Rows] = self._try(read)
        return placed

    def try_whole(self) -> None:
        """Have all of it read within the limits; OutputError when that cannot be done."""
        self._tried = True
        self._try_first(())

    def _try_first(self, only: tuple[str, ...]) -> None:
        read = self._reader.read(self.path, only) if self._reader else ()
        if isinstance(read, Unreadable):
            raise OutputError(_WHY.get(read.why.code, note("earlier-not-read", why=read.why)), self.path.name)

    def _try(self, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # the reader's own panics are no Exception
            protected = self.data.startswith(b"\xd0\xcf\x11\xe0")
            why = note("workbook-protected" if protected else "workbook-damaged")
            raise OutputError(why, self.path.name) from None

    def hidden(self) -> Hidden | None:
        """What its hidden sheet holds; None when it has none, OutputError when it is not one of ours."""
        if HIDDEN not in self.names:
            return None
        hidden = hidden_of(self.rows(HIDDEN))
        _check_schema(self.path, hidden.facts.get("schema", ""))
        return hidden


def _check_schema(path: Path, schema: str) -> None:
    if schema in (SCHEMA, *OLDER_SCHEMAS):
        return
    if schema.startswith(SCHEMA.rpartition("/")[0]):
        raise OutputError(note("workbook-of-another-version", schema=schema), path.name)
    raise OutputError(note("hidden-sheet-damaged"), path.name)


def _bytes(path: Path) -> bytes:
    try:
        return file_bytes(path)
    except PermissionError:
        raise OutputError(note("workbook-locked"), path.name) from None
    except FileNotFoundError:
        raise OutputError(note("no-such-workbook"), path.name) from None
    except OSError:
        raise OutputError(note("workbook-unread"), path.name) from None
