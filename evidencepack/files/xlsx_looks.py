"""What the looks of the cells of a sheet tell: which are filled, struck through, shown as a month or as a percent."""

import re
from collections.abc import Iterator

from evidencepack.files.sheet import MOST_LOOKS, SheetMetadata
from evidencepack.files.xlsx_places import Places, column_of
from evidencepack.files.xlsx_styles import Styles

_STYLE = re.compile(rb"""\ss=["'](\d{1,6})["']""")
_TYPE = re.compile(rb"""\st=["'](\w+)["']""")
_TEXTS = frozenset((b"s", b"str", b"inlineStr"))
_COMMENT = re.compile(rb"""<[\w:.-]*omment\s[^<>]*?\bref=["']([A-Z]{1,3})(\d{1,7})["']""")
_FEW = 40


def find_looks(places: Places, styles: Styles, beside: SheetMetadata) -> None:
    """Note the cells whose looks say something: fills where nothing or text stands, the others where something does."""
    for tag, start, end, style in _cells(places, styles.numbers):
        kind = _TYPE.search(tag)
        empty = tag.endswith(b"/>") or places.xml.startswith(b"</", end + 1)
        text = bool(kind) and kind[1] in _TEXTS if kind else False
        number = not empty and (kind is None or kind[1] == b"n")
        at = places.of_cell(tag, start)
        if style in styles.fills and (empty or text):
            beside.fills[at] = styles.fills[style]
        if style in styles.struck and not empty:
            beside.struck.add(at)
        if number and style in styles.months:
            beside.months.add(at)
        if number and style in styles.percents:
            beside.percents.add(at)


def find_comments(xml: bytes, beside: SheetMetadata) -> None:
    """Note the cells that a part of notes speaks of."""
    for found in _COMMENT.finditer(xml):
        if len(beside.comments) >= MOST_LOOKS:
            return
        beside.comments.add((int(found[2]), column_of(found[1])))


def _cells(places: Places, numbers: list[int]) -> Iterator[tuple[bytes, int, int, int]]:
    """The tags of cells of some styles, where each begins and ends (the place of its >), and its style."""
    if not numbers:
        return
    few = b"|".join(b"%d" % n for n in numbers)
    pattern = re.compile(rb"""\ss=["'](%s)["']""" % few) if len(numbers) <= _FEW else _STYLE
    wanted, cell, left = frozenset(numbers), b"<%sc " % places.prefix, MOST_LOOKS
    for found in pattern.finditer(places.xml):
        if int(found[1]) not in wanted:
            continue
        start, end = places.xml.rfind(b"<", 0, found.start()), places.xml.find(b">", found.end())
        if not places.xml.startswith(cell, start) or end < 0:
            continue
        if left == 0:
            return
        left -= 1
        yield places.xml[start : end + 1], start, end, int(found[1])
