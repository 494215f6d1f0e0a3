"""A Word document -> its lines: paragraphs, text boxes, footnotes and rows of tables, with the numbers that Word gives.

Changes that are tracked are read as if they had been accepted. Headers and footers of pages are not read.
"""

import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from evidencepack.files.detect import OLE, ole_document, open_zip
from evidencepack.files.docx_lists import W, said
from evidencepack.files.docx_numbers import ListCounter
from evidencepack.files.sheet import CannotReadError, Line
from evidencepack.notes import note

LARGEST = 50_000_000  # of a part of the document, unpacked
_GONE = frozenset({f"{W}del", f"{W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"})
_BOX = f"{W}txbxContent"
_SPACE = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_MOST_COLUMNS = 100  # that a joined cell may span


def word_lines(data: bytes) -> Iterator[Line]:
    """The lines of a .docx, in order; CannotReadError when it is none, is locked or is broken."""
    package = _package(data)
    body = _part(package, "word/document.xml")
    if body is None:
        raise CannotReadError(note("not-word"))
    numbering, styles = _part(package, "word/numbering.xml"), _part(package, "word/styles.xml")
    notes = {
        (kind, id_): text
        for kind in _NOTES.values()
        for id_, text in _notes(_part(package, f"word/{kind}s.xml"), kind, ListCounter(numbering, styles))
    }
    yield from _DocumentWalk(ListCounter(numbering, styles), notes).lines(body)


def _notes(part: Any, kind: str, numbers: ListCounter) -> Iterator[tuple[str, str]]:
    """The id and the text of each note; their lists count apart from those of the document."""
    for found in () if part is None else part.iter(f"{W}{kind}"):
        yield found.get(f"{W}id", ""), "\n".join(filter(None, (_text(p, numbers) for p in found.iter(f"{W}p"))))


def _package(data: bytes) -> zipfile.ZipFile:
    if data.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise CannotReadError(note("word-password" if locked else "word-old" if ole_document(data) else "not-word"))
    if not data.startswith(b"PK"):
        raise CannotReadError(note("not-word" if data else "word-empty"))
    try:
        return open_zip(data)
    except CannotReadError as error:
        locked = error.why.code == "password"
        raise CannotReadError(note("word-password") if locked else note("word-unread", why=error.why)) from error


def _part(package: zipfile.ZipFile, name: str) -> Any:
    """One part as a tree; None where there is none. Nothing outside the part is ever fetched."""
    from lxml import etree

    if name not in package.namelist():
        return None
    if package.getinfo(name).file_size > LARGEST:
        raise CannotReadError(note("word-too-large", mb=LARGEST // 1_000_000))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with package.open(name) as part:
            data = part.read(LARGEST)
        doctype = b"<!DOCTYPE" in data
        root = None if doctype else etree.fromstring(data, parser)
    except MemoryError:
        raise
    except Exception as error:  # of zipfile, zlib and lxml, and what a crafted package makes of them
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise CannotReadError(note("word-damaged")) from error
    if root is None or root.getroottree().docinfo.doctype:
        raise CannotReadError(note("word-odd"))
    return root


class _DocumentWalk:
    """Through a document once, in the order in which a person reads it."""

    def __init__(self, numbers: ListCounter, notes: Mapping[tuple[str, str], str]) -> None:
        self._numbers, self._notes = numbers, notes
        self._paragraphs = self._tables = self._boxes = 0

    def lines(self, body: Any) -> Iterator[Line]:
        """Every paragraph and row with something in it; a table inside a table belongs to its cell."""
        for block in _blocks(body, (f"{W}p", f"{W}tbl")):
            if block.tag == f"{W}p":
                self._paragraphs += 1
                if text := _text(block, self._numbers):
                    yield Line("paragraph", str(self._paragraphs), 0, (text,))
                yield from self._beside(block)
                continue
            self._tables += 1
            for number, row in enumerate(_blocks(block, (f"{W}tr",)), 1):
                cells = tuple(self._cells(row))
                if any(cells):
                    yield Line("table", str(self._tables), number, cells)

    def _beside(self, paragraph: Any) -> Iterator[Line]:
        """The text boxes that hang on a paragraph and its footnotes, a line for each paragraph of them."""
        for box in paragraph.iter(_BOX):
            if not _is_gone(box):
                self._boxes += 1
                texts = (_text(p, self._numbers) for p in box.iter(f"{W}p"))
                yield from (Line("text-box", str(self._boxes), 0, (text,)) for text in texts if text)
        for kind, id_, text in self._noted(paragraph):
            yield Line(kind, id_, 0, (text,))

    def _cells(self, row: Any) -> Iterator[str]:
        """The text of each column: a joined cell in the first that it spans, nothing in the others."""
        yield from [""] * _span(row, f"trPr/{W}gridBefore", 0)
        for cell in _blocks(row, (f"{W}tc",)):
            paragraphs = [p for p in cell.iter(f"{W}p") if not _is_gone(p)]
            texts = [_text(p, self._numbers) for p in paragraphs]
            notes = [text for p in paragraphs for _, _, text in self._noted(p)]
            yield "\n".join(filter(None, (*texts, *notes)))
            yield from [""] * (_span(cell, f"tcPr/{W}gridSpan", 1) - 1)

    def _noted(self, paragraph: Any) -> Iterator[tuple[str, str, str]]:
        """The kind, the id and the text of each note that a paragraph refers to."""
        for mark in paragraph.iter(*_NOTES):
            kind, id_ = _NOTES[mark.tag], mark.get(f"{W}id", "")
            if _own(mark, paragraph) and (text := self._notes.get((kind, id_))):
                yield kind, id_, text


def _text(paragraph: Any, numbers: ListCounter) -> str:
    """The text of a paragraph after its number. An empty one counts too."""
    parts: list[str] = []
    for node in paragraph.iter(f"{W}t", *_SPACE):
        if _own(node, paragraph):
            parts.append(node.text or "" if node.tag == f"{W}t" else _SPACE[node.tag])
    text = "".join(parts).strip()
    number = numbers.before(paragraph) if text or _stays(paragraph) else ""
    return f"{number} {text}".strip() if text else ""


def _stays(paragraph: Any) -> bool:
    """Whether an empty paragraph counts: not where a tracked change took it out, or it only ends a section."""
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return False
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is None or not any(child.tag in _GONE for child in mark)


def _is_gone(element: Any) -> bool:
    """Whether something is struck out by a tracked change, or is said once more for old programs."""
    return any(above.tag in _GONE for above in element.iterancestors())


def _own(node: Any, paragraph: Any) -> bool:
    """Whether a piece belongs to a paragraph itself: it is not gone, and not in a text box that hangs on it."""
    for above in node.iterancestors():
        if above is paragraph:
            return True
        if above.tag in _GONE or above.tag == _BOX:
            return False
    return False


def _span(element: Any, path: str, default: int) -> int:
    columns = said(element, path)
    return min(int(columns), _MOST_COLUMNS) if columns.isdecimal() and len(columns) < 5 else default


def _blocks(parent: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    """The nearest descendants of these kinds: a content control is looked through, what is found is not."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in (f"{W}body", f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _blocks(child, tags)
