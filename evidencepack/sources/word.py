"""A Word document -> its lines: paragraphs and rows of tables, with the numbers that Word gives a list."""

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidencepack.sources.kinds import OLE, open_zip
from evidencepack.sources.on_disk import bytes_of
from evidencepack.sources.opened import CannotReadError
from evidencepack.sources.values import Unreadable

LARGEST = 50_000_000  # of a part of the document, unpacked
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REPAIR = "Open it in Word and save it again as a .docx."
_GONE = (f"{_W}del", f"{_W}moveFrom")  # struck out by a tracked change
_SPACE = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (one cell) or a row of a table (its cells); `where` says which, for a person to find it."""

    where: str
    cells: tuple[str, ...]


WordRead = tuple[Line, ...] | Unreadable


def read_word(path: Path) -> WordRead:
    """The lines of a .docx, in order; a file that cannot be read gives the reason and what to do, never an error."""
    try:
        return tuple(_lines(bytes_of(path)))
    except CannotReadError as error:
        return Unreadable(error.what, error.remedy)


def _lines(data: bytes) -> Iterator[Line]:
    if data.startswith(OLE):
        raise CannotReadError("it is an old Word document (.doc), or protected with a password", _REPAIR)
    if not data.startswith(b"PK"):
        raise CannotReadError("it is not a Word document (.docx)", _REPAIR)
    try:
        package = open_zip(data)
    except CannotReadError as error:
        remedy = "Save a copy without the password." if "password" in error.what else _REPAIR
        raise CannotReadError(error.what, remedy) from error
    body = _part(package, "word/document.xml")
    if body is None:
        raise CannotReadError("it is not a Word document (.docx)", _REPAIR)
    yield from _Walk(_formats(_part(package, "word/numbering.xml"))).lines(body)


def _part(package: zipfile.ZipFile, name: str) -> Any:
    """One part as a tree; None where there is none. Nothing outside the part is ever fetched."""
    from lxml import etree

    if name not in package.namelist():
        return None
    if package.getinfo(name).file_size > LARGEST:
        raise CannotReadError(f"its text is larger than {LARGEST // 1_000_000} MB", "Split it into smaller documents.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with package.open(name) as part:
            root = etree.fromstring(part.read(LARGEST), parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise CannotReadError("it is damaged", _REPAIR) from error
    except Exception as error:  # zlib.error, and what a crafted package makes of it
        raise CannotReadError("it is damaged", _REPAIR) from error
    if root.getroottree().docinfo.doctype:
        raise CannotReadError("it is not as Word writes documents", _REPAIR)
    return root


_Formats = Mapping[tuple[str, str], tuple[str, str]]  # (list, level): how it counts, and its text such as "%1."


def _formats(numbering: Any) -> _Formats:
    if numbering is None:
        return {}
    levels = {
        abstract.get(f"{_W}abstractNumId"): {
            level.get(f"{_W}ilvl"): (_said(level, "numFmt"), _said(level, "lvlText"))
            for level in abstract.iter(f"{_W}lvl")
        }
        for abstract in numbering.iter(f"{_W}abstractNum")
    }
    return {
        (number.get(f"{_W}numId"), level): form
        for number in numbering.iter(f"{_W}num")
        for level, form in levels.get(_said(number, "abstractNumId"), {}).items()
    }


def _said(element: Any, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val") or "")


class _Walk:
    """Through a document once, counting its lists as Word does."""

    def __init__(self, formats: _Formats) -> None:
        self._formats = formats
        self._counts: Counter[tuple[str, int]] = Counter()
        self._paragraphs = self._tables = 0

    def lines(self, body: Any) -> Iterator[Line]:
        """Every paragraph and row with something in it; a table inside a table belongs to its cell."""
        for block in _blocks(body, (f"{_W}p", f"{_W}tbl")):
            if block.tag == f"{_W}p":
                self._paragraphs += 1
                if text := self._text(block):
                    yield Line(f"paragraph {self._paragraphs}", (text,))
                continue
            self._tables += 1
            for number, row in enumerate(_blocks(block, (f"{_W}tr",)), 1):
                cells = tuple(self._cell(cell) for cell in _blocks(row, (f"{_W}tc",)))
                if any(cells):
                    yield Line(f"table {self._tables}, row {number}", cells)

    def _cell(self, cell: Any) -> str:
        return "\n".join(filter(None, (self._text(p) for p in cell.iter(f"{_W}p"))))

    def _text(self, paragraph: Any) -> str:
        parts: list[str] = []
        for node in paragraph.iter(f"{_W}t", *_SPACE):
            if not any(above.tag in _GONE for above in node.iterancestors()):
                parts.append(node.text or "" if node.tag == f"{_W}t" else _SPACE[node.tag])
        text = "".join(parts).strip()
        return f"{self._number(paragraph)} {text}".strip() if text else ""

    def _number(self, paragraph: Any) -> str:
        """The number Word shows before a paragraph of a numbered list; "" for bullets and plain text."""
        found = paragraph.find(f"{_W}pPr/{_W}numPr")
        if found is None:
            return ""
        list_, level = _said(found, "numId"), _said(found, "ilvl") or "0"
        form, shown = self._formats.get((list_, level), ("", ""))
        if form != "decimal" or not level.isdecimal():
            return ""
        self._counts[list_, int(level)] += 1
        for below in range(int(level) + 1, 9):
            self._counts[list_, below] = 0
        for n in range(int(level) + 1):
            shown = shown.replace(f"%{n + 1}", str(self._counts[list_, n] or 1))
        return shown


def _blocks(parent: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    """The nearest descendants of these kinds: a content control is looked through, what is found is not."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in (f"{_W}body", f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(child, tags)
