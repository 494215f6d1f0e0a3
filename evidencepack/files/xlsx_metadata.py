"""A second, light look at the XML of a workbook, for what calamine does not tell: errors, what is hidden, looks, notes.

The XML is searched as bytes, and only what is found is looked at closer: a million cells cost a tenth of a second.
Nothing is ever resolved: a part that declares a document type or an entity is refused.
"""

import re
import zlib
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import BadZipFile, ZipFile

from evidencepack.files.detect import zip_names
from evidencepack.files.sheet import UNSAVED, CannotReadError, SheetMetadata
from evidencepack.files.xlsx_looks import find_comments, find_looks
from evidencepack.files.xlsx_places import Places
from evidencepack.files.xlsx_styles import Styles, styles_of
from evidencepack.notes import note

_HIDDEN = (b'hidden="1"', b'hidden="true"', b"hidden='1'", b"hidden='true'")
_ERRORS = (b't="e"', b"t='e'")
_NAME = re.compile(rb"<(?:[\w.-]+:)?(\w+)")
_ROW = re.compile(rb"""\sr=["'](\d{1,7})["']""")
_ENDS = re.compile(rb"""\s(min|max)=["'](\d{1,5})["']""")
_VALUE = re.compile(
    rb">\s*(?:<(?:[\w.-]+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:[\w.-]+:)?f>))?\s*<(?:[\w.-]+:)?v[^>]*>\s*([^<]*)<"
)
# Two, each beginning with plain bytes: such a search is ten times as quick as one for either.
_NO_RESULT = (rb"</%sf>(?:<%sv\s*/>|<%sv></%sv>)?</%sc>", rb"/>(?:<%sv\s*/>|<%sv></%sv>)?</%sc>")
_WITH_TEXT = re.compile(rb"""\st=["'](?:str|inlineStr|e)["']""")
_WORKBOOKS = "/officeDocument"
_SHOWN = re.compile(r"#[A-Z0-9/_!?]{1,24}")


def read_metadata(package: ZipFile, beside: dict[str, SheetMetadata]) -> None:
    """Fill in what the sheets of an .xlsx hold beside their cells, by name; CannotReadError when it must not be read.

    `beside` makes an entry for each name it is asked for, as a defaultdict does.
    """
    names = zip_names(package)
    parts, shared = sheet_parts(package, names)
    for part in shared:
        part_of(package, part, 4096)
    styles = _styles(package, names) if parts else Styles()
    for sheet, part in parts.items():
        _look_at(part_of(package, part), beside[sheet], styles)
        for notes in _comment_parts(package, names, part):
            find_comments(part_of(package, notes), beside[sheet])


def sheet_parts(package: ZipFile, names: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """The part that holds each sheet, by the name of the sheet, and the parts that all sheets share."""
    book = next(iter(targets_of(package, names, "").values()), "xl/workbook.xml")
    if book not in names:
        return {}, []
    targets = targets_of(package, names, book)
    shared = [names[t] for t in targets.values() if t in names and "sharedstrings" in t]
    sheets = _parsed(part_of(package, names[book])).iterfind(".//{*}sheet")
    # r:id, whichever its namespace is: strict workbooks have one of their own.
    ids = {s.get("name", ""): next((id_ for name, id_ in s.items() if name.endswith("}id")), "") for s in sheets}
    return {sheet: names[targets[id_]] for sheet, id_ in ids.items() if targets.get(id_) in names}, shared


def _styles(package: ZipFile, names: dict[str, str]) -> Styles:
    """How the cells look; what a workbook without styles, or with broken ones, says of it is nothing."""
    book = next(iter(targets_of(package, names, "").values()), "xl/workbook.xml")
    targets = [t for t in targets_of(package, names, book).values() if t in names]
    styles, theme = (next((names[t] for t in targets if word in t), "") for word in ("styles", "theme"))
    try:
        theme_xml = _parsed(part_of(package, theme)) if theme else None
        return styles_of(_parsed(part_of(package, styles)), theme_xml) if styles else Styles()
    except CannotReadError as error:
        if error.why.code != "damaged":
            raise
        return Styles()


def _comment_parts(package: ZipFile, names: dict[str, str], sheet: str) -> list[str]:
    """The parts with the notes on the cells of a sheet."""
    of = sheet.replace("\\", "/").lstrip("/").lower()
    return [
        names[t] for t in targets_of(package, names, of).values() if t in names and "comment" in t.rpartition("/")[2]
    ]


def targets_of(package: ZipFile, names: dict[str, str], of: str) -> dict[str, str]:
    """What a part points to, by id; of the package itself only the workbook."""
    folder, _, file = of.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels".lstrip("/")
    if relations not in names:
        return {}
    found = {}
    for relation in _parsed(part_of(package, names[relations])):
        if not of and not relation.get("Type", "").endswith(_WORKBOOKS):
            continue
        target = unquote(relation.get("Target", "")).replace("\\", "/")
        path = target if target.startswith("/") else join(dirname(of), target)
        found[relation.get("Id", "")] = normpath(path).lstrip("/").lower()
    return found


def part_of(package: ZipFile, name: str, most: int = -1) -> bytes:
    """A part of a package, or its first bytes, as UTF-8.

    CannotReadError when it is broken or declares a document type: no spreadsheet program does, and entities do harm.
    """
    try:
        with package.open(name) as part:
            data = part.read(most)
    except (BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError) as error:
        raise CannotReadError(note("damaged")) from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = re.sub(r"^<\?xml[^>]*\?>", "", data.decode("utf-16", "replace")).encode()
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise CannotReadError(note("harmful-instructions"))
    return data


def _parsed(xml: bytes) -> Element:
    try:
        return fromstring(xml)
    except (ParseError, ValueError, LookupError) as error:
        raise CannotReadError(note("damaged")) from error


def _look_at(xml: bytes, beside: SheetMetadata, styles: Styles) -> None:
    root = re.search(rb"<((?:[\w.-]+:)?)worksheet\b", xml[:4096])
    places = Places(xml, root[1] if root else b"")
    for tag, start, _ in _tags(xml, _HIDDEN) if b"hidden=" in xml else ():
        _note_hidden(tag, start, places, beside)
    for tag, start, end in _tags(xml, _ERRORS):
        if _named(tag) == b"c" and tag.endswith(b">") and not tag.endswith(b"/>"):
            value = _VALUE.match(xml, end)
            shown = value[1].strip().decode("ascii", "replace") if value else ""
            code = shown if _SHOWN.fullmatch(shown) else "#ERROR"
            beside.errors.append((*places.of_cell(tag, start), code))
    if b"<%sf" % places.prefix in xml:
        _note_unsaved(places, beside)
    find_looks(places, styles, beside)


def _tags(xml: bytes, needles: tuple[bytes, ...]) -> Iterator[tuple[bytes, int, int]]:
    """The tags in which one of some bytes stands, and where each begins and ends (the place of its >)."""
    for needle in needles:
        at = xml.find(needle)
        while at >= 0:
            start, end = xml.rfind(b"<", 0, at), xml.find(b">", at)
            if min(start, end) < 0:
                break
            yield xml[start : end + 1], start, end
            at = xml.find(needle, end)


def _named(tag: bytes) -> bytes:
    found = _NAME.match(tag)
    return found[1] if found else b""


def _note_hidden(tag: bytes, start: int, places: Places, beside: SheetMetadata) -> None:
    if _named(tag) == b"row":
        row = _ROW.search(tag)
        beside.hidden_rows.add(int(row[1]) if row else places.row(start) + 1)
    elif _named(tag) == b"col":
        ends = {end: int(number) for end, number in _ENDS.findall(tag)}
        if len(ends) == 2:
            beside.hidden_columns.update(range(ends[b"min"] - 1, min(ends[b"max"], 16_384)))


def _note_unsaved(places: Places, beside: SheetMetadata) -> None:
    """Note the formulas whose result was never saved: calamine shows them as blank cells."""
    xml, prefix = places.xml, places.prefix
    patterns = (pattern.replace(b"%s", re.escape(prefix)) for pattern in _NO_RESULT)
    for found in (found for pattern in patterns for found in re.finditer(pattern, xml)):
        start = max(xml.rfind(b"<%sc " % prefix, 0, found.start()), xml.rfind(b"<%sc>" % prefix, 0, found.start()))
        tag = xml[start : xml.find(b">", start) + 1]
        if start < 0 or _WITH_TEXT.search(tag) or xml.find(b"<%sf" % prefix, start, found.end()) < 0:
            continue
        beside.errors.append((*places.of_cell(tag, start), UNSAVED))
