"""A tender's question document -> its lines, whether it is a Word document, a workbook or a CSV file."""

from pathlib import Path

from evidencepack.errors import EvidencePackError
from evidencepack.sources import Cell, ErrorCell, Reader, Unreadable
from evidencepack.sources.word import Line, read_word

_BOOKS = (".xlsx", ".xlsm", ".csv")
_MOST_LINES = 200_000
_MOST_TEXT = 20_000  # characters of one cell


def read_lines(path: Path) -> tuple[Line, ...]:
    """The lines of a document; EvidencePackError says why it cannot be read and what to do."""
    ending = path.suffix.lower()
    if ending == ".docx":
        read = read_word(path)
        if isinstance(read, Unreadable):
            raise EvidencePackError(f"it could not be read: {read.what}.", where=path.name, remedy=read.remedy)
        return read[:_MOST_LINES]
    if ending not in _BOOKS:
        remedy = "Save the questions as a Word document (.docx), a workbook (.xlsx) or a CSV file."
        raise EvidencePackError(
            f"files that end in {ending or 'nothing'} are not read.", where=path.name, remedy=remedy
        )
    with Reader() as reader:
        sheets = reader.read(path)
    if isinstance(sheets, Unreadable):
        raise EvidencePackError(f"it could not be read: {sheets.what}.", where=path.name, remedy=sheets.remedy)
    lines = []
    for sheet in sheets:
        name = f"sheet {sheet.name}, " if sheet.name else ""
        for number, row in enumerate(sheet.rows, 1):
            cells = tuple(_text(cell) for cell in row)
            if any(cells):
                lines.append(Line(f"{name}row {number}", cells))
    return tuple(lines[:_MOST_LINES])


def _text(cell: Cell) -> str:
    """A cell as it is seen: a share as a percentage, whole numbers without a point, errors as nothing."""
    if cell is None or isinstance(cell, ErrorCell):
        return ""
    if isinstance(cell, float):
        if 0 < cell < 1:
            return f"{cell * 100:g}%"
        return f"{cell:g}" if cell < 1e15 else ""
    return str(cell).strip()[:_MOST_TEXT]
