"""A second look at the content of an .ods, for what calamine does not tell: errors, hidden and merged cells, looks."""

import re
from collections.abc import Iterator
from itertools import islice
from xml.parsers import expat
from zipfile import ZipFile

from evidencepack.files.detect import zip_names
from evidencepack.files.ods_styles import Look, looks_of
from evidencepack.files.sheet import MOST_LOOKS, CannotReadError, SheetMetadata
from evidencepack.files.xlsx_metadata import part_of
from evidencepack.notes import note

_WORTH_A_LOOK = re.compile(
    rb"""visibility="(?:collapse|filter)"|-spanned="|value-type="error"|>(?:#[A-Z0-9/]{2,8}[!?A]|Err:\d{3})<"""
)
_OF_CELLS = re.compile(rb"<office:annotation[ >]|:value-type=.percentage")
_PLAIN = Look()
_SHOWN = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:\d{3}")
_ROWS, _COLUMNS = 1_048_576, 16_384
_MOST_ERRORS = 1_000  # of one cell that is repeated, each way
_LOOKED_AT = 20_000_000  # bytes; the looks of more are not told, since every cell would have to be looked at


def read_metadata(package: ZipFile, beside: dict[str, SheetMetadata]) -> None:
    """Fill in what the sheets of an .ods hold beside their cells; CannotReadError when it must not be read."""
    names = zip_names(package)
    if "content.xml" not in names:
        raise CannotReadError(note("damaged"))
    xml = part_of(package, names["content.xml"])
    try:
        small = len(xml) < _LOOKED_AT
        looks = _looks(package, names, xml) if small else {}
        if not looks and not (small and _OF_CELLS.search(xml)) and not _WORTH_A_LOOK.search(xml):
            return
        walk = _ContentWalk(beside, looks)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
        parser.CharacterDataHandler = walk.text
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise CannotReadError(note("damaged")) from error


def _looks(package: ZipFile, names: dict[str, str], xml: bytes) -> dict[str, Look]:
    shared = (part_of(package, names["styles.xml"]),) if "styles.xml" in names else ()
    return looks_of(*shared, xml)


class _ContentWalk:
    """Where a walk through the content stands; rows and columns of the cell at hand count from 0."""

    def __init__(self, beside: dict[str, SheetMetadata], looks: dict[str, Look]) -> None:
        self.all, self.now, self.looks = beside, SheetMetadata(), looks
        self.columns: list[tuple[int, str]] = []
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
                self.columns = []
        if self.depth != 1:
            return
        if name == "table-column":
            first, self.next_column = self.next_column, self.next_column + _repeated(attributes, "columns", _COLUMNS)
            self.columns.append((self.next_column, _of(attributes, "default-cell-style-name")))
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
            self._note_looks()
        elif name == "p" and self.cell and self.shown is None:
            self.shown = []
        elif name == "annotation":
            self.shown = self.shown or [""]
            self.now.comments.add((self.row + 1, self.column))

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

    def _note_looks(self) -> None:
        """What the look of the cell at hand tells, and of each that it stands for."""
        kind = _of(self.cell, "value-type")
        style = _of(self.cell, "style-name") or next((s for end, s in self.columns if self.column < end), "")
        look = self.looks.get(style, _PLAIN)
        if look is _PLAIN and kind != "percentage":
            return
        for at in self._places(MOST_LOOKS - len(self.now.fills) - len(self.now.percents)):
            if look.fill and kind in ("", "string"):
                self.now.fills[at] = look.fill
            if look.struck and kind:
                self.now.struck.add(at)
            if look.month and kind == "date":
                self.now.months.add(at)
            if kind == "percentage":
                self.now.percents.add(at)

    def _places(self, most: int) -> Iterator[tuple[int, int]]:
        """The cells that the one at hand stands for, `most` of them, and only as many each way as could matter."""
        rows = range(self.row, min(self.next_row, self.row + _MOST_ERRORS))
        columns = range(self.column, min(self.next_column, self.column + _MOST_ERRORS))
        return islice(((row + 1, column) for row in rows for column in columns), max(0, most))

    def _note_error(self, shown: str) -> None:
        wrong = _of(self.cell, "formula") and _SHOWN.fullmatch(shown)
        if wrong or _of(self.cell, "value-type", "calcext") == "error":
            self.now.errors += [(*at, shown or "#ERROR") for at in self._places(_MOST_ERRORS**2)]


def _of(attributes: dict[str, str], name: str, namespace: str = "") -> str:
    """An attribute by its own name; where two namespaces have it, that of one of them."""
    for key, value in attributes.items():
        if key.endswith(" " + name) and (namespace in key):
            return value
    return ""


def _repeated(attributes: dict[str, str], what: str, most: int) -> int:
    count = _of(attributes, f"number-{what}-repeated")
    return min(int(count), most) if count.isdigit() else 1
