"""What somebody's own Word template may not bring into a pack: what fetches, runs or tells of its maker is left out.

What a pack needs is listed and kept; all else goes, and what a person would miss is said. Done when a document has been
filled in, so that nothing that a tag makes comes by.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

from docx.document import Document
from docx.opc.part import Part, XmlPart
from lxml import etree
from msgspec import Struct

from evidencepack.notes import Note, note

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# The relationships that a document may have, by the last word of their type.
_KEPT = re.compile(
    "officeDocument|core-properties|styles|stylesWithEffects|numbering|settings|fontTable|font|theme|themeOverride|"
    "header|footer|footnotes|endnotes|image|hdphoto|hyperlink|chart|chartStyle|chartColorStyle|chartUserShapes|"
    "diagram(Data|Layout|QuickStyle|Colors|Drawing)"
)
_UNSAID = ("webSettings", "extended-properties", "thumbnail", "printerSettings")
_SAID = {
    "attachedTemplate": "left-other-template",
    **dict.fromkeys(("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"), "left-comments"),
    **dict.fromkeys(("vbaProject", "keyMapCustomizations", "attachedToolbars", "wordVbaData"), "left-macros"),
    **dict.fromkeys(("oleObject", "package", "control", "activeXControlBinary"), "left-objects"),
    **dict.fromkeys(("aFChunk", "subDocument", "frame", "glossaryDocument"), "left-documents"),
    **dict.fromkeys(("customXml", "customXmlProps", "custom-properties"), "left-data"),
    **dict.fromkeys(("image", "hyperlink", "linked"), "left-links"),
}
_SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
# Fields that take what they show from the document itself, or from the day.
_FIELDS = re.compile(
    "=.*|ADVANCE|AUTHOR|AUTONUM|AUTONUMLGL|AUTONUMOUT|CREATEDATE|DATE|DOCPROPERTY|EQ|FORMCHECKBOX|FORMDROPDOWN|FORMTEXT|"
    "IF|INDEX|KEYWORDS|LASTSAVEDBY|LISTNUM|NOTEREF|NUMCHARS|NUMPAGES|NUMWORDS|PAGE|PAGEREF|PRINTDATE|QUOTE|REF|REVNUM|"
    "SAVEDATE|SECTION|SECTIONPAGES|SEQ|STYLEREF|SUBJECT|SYMBOL|TA|TC|TIME|TITLE|TOA|TOC|XE"
)
_ACCEPTED, _REFUSED = ("ins", "moveTo"), ("del", "moveFrom")
_MARKS = re.compile(r"\w+Change|(move|customXml)\w+Range(Start|End)|cell(Ins|Del|Merge)")
_IN_SETTINGS = {"attachedTemplate": "left-other-template", "mailMerge": "left-data", "docVars": "left-data"}
_ALONE = frozenset(("hlinkClick", "hlinkHover", "externalData", "userShapes", "altChunk", "subDoc"))
_AROUND = frozenset(("drawing", "pict", "object"))


def without_foreign(document: Document) -> tuple[Note, ...]:
    """Leave out of a document what a pack may not carry; what was there and a person would miss, as notes."""
    package = document.part.package
    found: set[str] = set()
    _drop(package.rels, found)
    for part in cast(list[Part], list(package.parts)):
        dropped = _drop(part.rels, found)
        if part.content_type.endswith("xml"):
            root = part.element if isinstance(part, XmlPart) else _parsed(part.blob)
            codes = set(_clean(root, dropped))
            found |= codes
            if not isinstance(part, XmlPart) and (codes or dropped):
                part._blob = etree.tostring(root, encoding="UTF-8", standalone=True)
    properties = document.core_properties
    properties.category = properties.keywords = properties.subject = properties.content_status = properties.version = ""
    return tuple(note(code) for code in sorted(found - {""}))


def _parsed(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _drop(rels: Any, found: set[str]) -> set[str]:
    """The ids of relationships that were taken out: of what a pack does not need, and out of the document."""
    dropped = set()
    for id_, rel in list(rels.items()):
        kind = rel.reltype.rpartition("/")[2]
        outside = rel.is_external and not (kind == "hyperlink" and _SAFE_LINK.match(rel.target_ref))
        if not _KEPT.fullmatch(kind) or outside:
            found.add("" if kind in _UNSAID else _SAID.get(kind, "left-links" if outside else "left-data"))
            dropped.add(id_)
            del rels[id_]
    return dropped


def _clean(root: Any, dropped: set[str]) -> Iterator[str]:
    """Take out of one part what leads to what was dropped, fields that fetch, and what was changed or said in it."""
    yield from _changes(root)
    yield from _fields(root)
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element).localname
        if root.tag == f"{_W}settings" and name in _IN_SETTINGS:
            yield _IN_SETTINGS[name]
            _remove(element)
        elif name in ("commentRangeStart", "commentRangeEnd", "commentReference", "dataBinding"):
            _remove(element)
        elif name in ("entryMacro", "exitMacro"):
            yield "left-macros"
            _remove(element)
        elif dropped.intersection(value for key, value in element.attrib.items() if key.startswith(_R)):
            _unlink(element, name, dropped)
        elif element.tag.startswith("{urn:schemas-microsoft-com:vml}"):
            yield from _vml(element)


def _vml(element: Any) -> Iterator[str]:
    """Old drawings name what they show, and what they lead to, without a relationship."""
    for key in [key for key in element.attrib if key.rpartition("}")[2] in ("src", "href")]:
        if not (key == "href" and _SAFE_LINK.match(element.get(key))):
            del element.attrib[key]
            yield "left-links"


def _unlink(element: Any, name: str, dropped: set[str]) -> None:
    """Take out what leads to something dropped: a link round its words, or the picture or object as a whole."""
    if name == "hyperlink":
        _unwrap(element)
        return
    if name in _ALONE:
        _remove(element)
        return
    for key in [key for key, value in element.attrib.items() if key.startswith(_R) and value in dropped]:
        del element.attrib[key]
    if name == "blip" and any(key.startswith(_R) for key in element.attrib):
        return  # a picture that is linked and held as well
    if around := next((each for each in element.iterancestors() if etree.QName(each).localname in _AROUND), None):
        outer = next((e for e in around.iterancestors() if etree.QName(e).localname == "AlternateContent"), around)
        _remove(outer)


def _changes(root: Any) -> Iterator[str]:
    """Changes that somebody tracked, as if they had been accepted; who made them and when goes with them."""
    for element in list(root.iter(f"{_W}*")):
        name = etree.QName(element).localname
        parent = element.getparent()
        if parent is None or not (name in (*_ACCEPTED, *_REFUSED) or _MARKS.fullmatch(name)):
            continue
        yield "left-changes"
        if name == "del" and parent.tag == f"{_W}trPr":
            _remove(parent.getparent())
        elif name in _ACCEPTED:
            _unwrap(element)
        else:
            _remove(element)


class _Field(Struct):
    """A field that is open while a document is gone through: the pieces that make it one, and its instruction."""

    pieces: list[Any]
    instruction: str = ""
    shows: bool = False  # whether its instruction has ended, and what it shows begins


def _fields(root: Any) -> Iterator[str]:
    """Fields that would fetch or run something become the words they show; one may hold others."""
    for simple in list(root.iter(f"{_W}fldSimple")):
        if not _may_stay(simple.get(f"{_W}instr", "")):
            yield "left-fields"
            _unwrap(simple)
    opened: list[_Field] = []
    ended = [field for run in root.iter(f"{_W}r") for piece in run for field in _ended(piece, opened)]
    # One that never ends is no field, and shows nothing.
    for field in [*opened, *(field for field in ended if not _may_stay(field.instruction))]:
        yield "left-fields"
        for piece in field.pieces:
            _remove(piece)


def _ended(piece: Any, opened: list[_Field]) -> Iterator[_Field]:
    """Take one more piece of a run to the fields that are open; the field that it ends."""
    kind = piece.get(f"{_W}fldCharType") if piece.tag == f"{_W}fldChar" else ""
    if kind == "begin":
        opened.append(_Field([]))
    for field in opened:
        if not field.shows or (field is opened[-1] and kind == "end"):
            field.pieces.append(piece)
    if not opened:
        return
    if piece.tag == f"{_W}instrText" and not opened[-1].shows:
        opened[-1].instruction += piece.text or ""
    if kind == "separate":
        opened[-1].shows = True
    elif kind == "end":
        yield opened.pop()


def _may_stay(instruction: str) -> bool:
    word, _, rest = instruction.strip().partition(" ")
    if word.upper() == "HYPERLINK":
        target = rest.strip().lstrip('"“')
        return target.startswith("\\l") or bool(_SAFE_LINK.match(target))
    return bool(_FIELDS.fullmatch(word.upper()))


def _unwrap(element: Any) -> None:
    """Leave what an element holds in its place."""
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if parent.tag == f"{_W}tc" and (len(parent) == 0 or parent[-1].tag != f"{_W}p"):
        parent.append(parent.makeelement(f"{_W}p"))  # a cell ends with a paragraph
