"""A second look at the content of an .ods, for what calamine does not tell: errors, hidden and merged cells."""

import re
from xml.parsers import expat
from zipfile import ZipFile

from evidencepack.files.detect import zip_names
from evidencepack.files.sheet import CannotReadError, SheetMetadata
from evidencepack.files.xlsx_metadata import part_of
from evidencepack.notes import note

_WORTH_A_LOOK = re.compile(
    rb"""visibility="(?:collapse|filter)"|-spanned="|value-type="error"|>(?:#[A-Z0-9/]{2,8}[!?A]|Err:\d{3})<"""
)
_SHOWN = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:\d{3}")
_ROWS, _COLUMNS = 1_048_576, 16_384
_MOST_ERRORS = 1_000  # of one cell that is repeated, each way


def read_metadata(package: ZipFile, beside: dict[str, SheetMetadata]) -> None:
    """Fill in what the sheets of an .ods hold beside their cells; CannotReadError when it must not be read."""
    names = zip_names(package)
    if "content.xml" not in names:
        raise CannotReadError(note("damaged"))
    xml = part_of(package, names["content.xml"])
    if not _WORTH_A_LOOK.search(xml):
        return
    walk = _ContentWalk(beside)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise CannotReadError(note("damaged")) from error


class _ContentWalk:
    """Where a walk through the content stands; rows and columns of the cell at hand count from 0."""

    def __init__(self, beside: dict[str, SheetMetadata]) -> None:
        self.all, self.now = beside, SheetMetadata()
        self.depth = self.row = self.column = self.next_row = self.next_column = 0
        self.cell: dict[str, str] = {}
        self.shown: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name == "table":
            self.depth += 1
            if self.depth == 1:
                self.now = self.all[_of(attributes, "name")]
                self.next_row = self.next_column = 0
        if self.depth != 1:
            return
        if name == "table-column":
            first, self.next_column = self.next_column, self.next_column + _repeated(attributes, "columns", _COLUMNS)
            if _of(attributes, "visibility") in ("collapse", "filter"):
                self.now.hidden_columns.update(range(first, self.next_column))
        elif name == "table-row":
            self.row, self.next_row = self.next_row, self.next_row + _repeated(attributes, "rows", _ROWS)
            self.next_column = 0
            if _of(attributes, "visibility") in ("collapse", "filter"):
                self.now.hidden_rows.update(range(self.row + 1, self.next_row + 1))
        elif name in ("table-cell", "covered-table-cell"):
            self.column = self.next_column
            self.next_column += _repeated(attributes, "columns", _COLUMNS)
            self.cell, self.shown = attributes, None
            self._note_merged()
        elif name == "p" and self.cell and self.shown is None:
            self.shown = []
        elif name == "annotation":
            self.shown = self.shown or [""]

    def end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        if name == "table":
            self.depth -= 1
        elif name in ("table-cell", "covered-table-cell") and self.depth == 1:
            self._note_error("".join(self.shown or ()).strip())
            self.cell, self.shown = {}, None

    def text(self, text: str) -> None:
        if self.shown is not None and len(self.shown) < 3:
            self.shown.append(text)

    def _note_merged(self) -> None:
        down, right = (int(_of(self.cell, f"number-{way}-spanned") or 1) for way in ("rows", "columns"))
        if down > 1 or right > 1:
            self.now.merged.append((self.row + 1, self.column, self.row + down, self.column + right - 1))

    def _note_error(self, shown: str) -> None:
        wrong = _of(self.cell, "formula") and _SHOWN.fullmatch(shown)
        if wrong or _of(self.cell, "value-type", "calcext") == "error":
            rows = range(self.row, min(self.next_row, self.row + _MOST_ERRORS))
            columns = range(self.column, min(self.next_column, self.column + _MOST_ERRORS))
            self.now.errors += [(row + 1, column, shown or "#ERROR") for row in rows for column in columns]


def _of(attributes: dict[str, str], name: str, namespace: str = "") -> str:
    """An attribute by its own name; where two namespaces have it, that of one of them."""
    for key, value in attributes.items():
        if key.endswith(" " + name) and (namespace in key):
            return value
    return ""


def _repeated(attributes: dict[str, str], what: str, most: int) -> int:
    count = _of(attributes, f"number-{what}-repeated")
    return min(int(count), most) if count.isdigit() else 1
