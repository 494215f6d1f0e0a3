"""One file -> what is in it, in this process: what the guarded process does for each file."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from evidencepack.files.detect import kind_of
from evidencepack.files.file_access import bytes_of
from evidencepack.files.protocol import Reply, messages, told_note
from evidencepack.files.sheet import CannotReadError, Document, Line, RawSheet, Read, SheetMetadata, Unreadable
from evidencepack.notes import Note, note

_TABLES = frozenset({".csv", ".tsv", ".tab", ".psv", ".txt", ".asc", ".dat", ".prn", ""})
_BOOKS = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xlsb": (".xlsb",),
    "ods": (".ods", ".ots"),
    "xls": (".xls", ".xlt"),
}
_ALL_BOOKS = frozenset(chain.from_iterable(_BOOKS.values()))
_KINDS = {"xlsx": note("kind-xlsx"), "xlsb": note("kind-xlsb"), "ods": note("kind-ods"), "xls": note("kind-xls")}


def read_file(path: Path) -> Read:
    """The sheets of a file; a file that cannot be read gives the reason and what to do, never an error.

    For files that can be trusted; others are read by a Reader, which gives up on what takes too long or too much.
    """
    return _read(path, document=False)


def read_document(path: Path) -> Document:
    """The lines of a Word document (.docx), for one that can be trusted; otherwise as read_file."""
    return document_of(_read(path, document=True))


def _read(path: Path, document: bool) -> Read:
    answer = Reply()
    for message in told(path, document):
        answer.take(message)
    assert answer.read is not None
    return answer.read


def document_of(read: Read) -> Document:
    """A document from the rows in which it was sent: the kind of a line, of what, its row there, then its cells."""
    if isinstance(read, Unreadable):
        return read
    rows = (["" if cell is None else str(cell) for cell in row] for sheet in read for row in sheet.rows)
    return tuple(Line(kind, of, int(row), tuple(cells)) for kind, of, row, *cells in rows)


def told(path: Path, document: bool, only: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The messages about a file, whatever it is; MemoryError is the only error.

    `document` is whether it should be a Word document, and is wanted line by line instead of sheet by sheet; `only`
    names the sheets whose rows are wanted, without what else a workbook says of them.
    """
    try:
        yield from messages(lambda: _document(path) if document else _sheets(path, only))
    except MemoryError:
        raise
    except Exception:  # a reader met what nobody has foreseen: this file is not read, and the others are
        yield ("cannot", told_note(note("word-damaged" if document else "damaged")))


def _document(path: Path) -> Iterable[RawSheet]:
    from evidencepack.files.docx_document import word_lines

    lines = word_lines(bytes_of(path))
    return [RawSheet("", ((line.kind, line.of, line.row, *line.cells) for line in lines), SheetMetadata())]


def _sheets(path: Path, only: tuple[str, ...]) -> Iterable[RawSheet]:
    """The sheets of a file by what it is; what its name says otherwise is said."""
    data = bytes_of(path)
    kind, ending = kind_of(data), path.suffix.lower()
    if kind == "text":
        return _text(data, ending)
    if kind == "docx":
        from evidencepack.files.docx_tables import read_word_tables

        sheets = read_word_tables(data)
        return chain([next(sheets)], sheets)  # says first if it has no table
    sheets = _read_book(kind, data, only)
    if ending in _BOOKS[kind] or ending not in _TABLES | _ALL_BOOKS:
        return sheets
    return _with_note(sheets, note("named-otherwise", kind=_KINDS[kind], ending=ending or note("ends-in-nothing")))


def _read_book(kind: str, data: bytes, only: tuple[str, ...]) -> Iterator[RawSheet]:
    if kind == "xls":
        from evidencepack.files.xls import read_xls

        return read_xls(data)
    from evidencepack.files.workbook import read_package

    return read_package(kind, data, only)


def _text(data: bytes, ending: str) -> Iterable[RawSheet]:
    from evidencepack.files.delimited import read_text

    if ending == ".json":
        from evidencepack.files.location_json import read_json

        return read_json(data)
    sheets = read_text(data)
    if ending in _TABLES:
        return sheets
    if ending in _ALL_BOOKS:
        return _with_note(sheets, note("text-named-otherwise", ending=ending))
    next(iter(sheets))  # says first if it is a web page or no text at all
    raise CannotReadError(note("ending-not-read", ending=ending))


def _with_note(sheets: Iterable[RawSheet], said: Note) -> Iterator[RawSheet]:
    for sheet in sheets:
        sheet.beside.notes.append(said)
        yield sheet
