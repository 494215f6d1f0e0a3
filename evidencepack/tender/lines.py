"""A tender's question document -> its lines, whether it is a Word document, a workbook or a CSV file."""

from pathlib import Path

from evidencepack.errors import EvidencePackError
from evidencepack.files import Cell, Document, Line, Read, Reader, Unreadable
from evidencepack.notes import note

_BOOKS = (".xlsx", ".xlsm", ".csv")
_MOST_LINES = 200_000


def read_lines(path: Path) -> tuple[Line, ...]:
    """The lines of a document; EvidencePackError says why it cannot be read and what to do."""
    ending = path.suffix.lower()
    if ending != ".docx" and ending not in _BOOKS:
        raise EvidencePackError(note("not-a-paper", ending=ending or note("ends-in-nothing")), path.name)
    with Reader() as reader:
        read = reader.read_document(path) if ending == ".docx" else _of_sheets(reader.read(path))
    if isinstance(read, Unreadable):
        raise EvidencePackError(note("paper-unread", why=read.why), path.name)
    if len(read) > _MOST_LINES:
        raise EvidencePackError(note("paper-too-long", most=_MOST_LINES), path.name)
    return read


def _of_sheets(sheets: Read) -> Document:
    if isinstance(sheets, Unreadable):
        return sheets
    lines = []
    for sheet in sheets:
        kind = "sheet" if sheet.name else "row"
        for number, row in enumerate(sheet.rows, 1):
            cells = tuple(_text(cell) for cell in row)
            if any(cells):
                lines.append(Line(kind, sheet.name, number, cells))
    return tuple(lines)


def _text(cell: Cell) -> str:
    """A cell as it is seen: a share as a percentage, whole numbers without a point."""
    if isinstance(cell, float):
        return f"{cell * 100:.10g}%" if 0 < cell < 1 else f"{cell:.10g}"
    return "" if cell is None else str(cell).strip()
