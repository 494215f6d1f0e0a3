"""The numbers Word shows before paragraphs: of lists, and of headings whose style numbers them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_STYLES = 20  # one based on another
_Place = tuple[str, int]  # the list, and the level in it


class Numbers:
    """Counts the lists of a document as Word does, paragraph after paragraph."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._formats = _formats(numbering)
        self._styles = _of_styles(styles)
        self._counts: Counter[_Place] = Counter()

    def before(self, paragraph: Any) -> str:
        """The number Word shows before a paragraph; "" for bullets, letters and plain text."""
        list_, level = self._place(paragraph)
        form, shown = self._formats.get((list_, level), ("", ""))
        if form != "decimal":
            return ""
        self._counts[list_, level] += 1
        for below in range(level + 1, 9):
            self._counts[list_, below] = 0
        for n in range(level + 1):
            shown = shown.replace(f"%{n + 1}", str(self._counts[list_, n] or 1))
        return shown

    def _place(self, paragraph: Any) -> _Place:
        """Where a paragraph stands in a list: it says so itself, or its style does."""
        own = _numbered(paragraph)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        of_style = self._styles.get("" if style is None else style.get(f"{W}val", ""))
        if own is None:
            return of_style or ("", 0)
        list_, level = own
        if of_style:
            return (list_ or of_style[0], of_style[1] if level is None else level)
        return (list_, level or 0)


def _formats(numbering: Any) -> Mapping[_Place, tuple[str, str]]:
    """How each level of each list counts, and its text such as "%1."."""
    if numbering is None:
        return {}
    levels = {
        abstract.get(f"{W}abstractNumId"): {
            _level(level.get(f"{W}ilvl")): (_said(level, "numFmt"), _said(level, "lvlText"))
            for level in abstract.iter(f"{W}lvl")
        }
        for abstract in numbering.iter(f"{W}abstractNum")
    }
    return {
        (number.get(f"{W}numId"), level): form
        for number in numbering.iter(f"{W}num")
        for level, form in levels.get(_said(number, "abstractNumId"), {}).items()
    }


def _of_styles(styles: Any) -> Mapping[str, _Place]:
    """The list and level that a style gives its paragraphs, or takes from the style it is based on."""
    if styles is None:
        return {}
    known = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    return {id_: place for id_ in known if (place := _of_style(id_, known))}


def _of_style(id_: str, known: Mapping[str, Any]) -> _Place | None:
    level: int | None = None
    for _ in range(_MOST_STYLES):
        style = known.get(id_)
        if style is None:
            return None
        if own := _numbered(style):
            level = own[1] if level is None else level
            if own[0]:
                return own[0], level or 0
        id_ = _said(style, "basedOn")
    return None


def _numbered(element: Any) -> tuple[str, int | None] | None:
    """The list and level that a paragraph or style names; None where it names none."""
    found = element.find(f"{W}pPr/{W}numPr")
    if found is None:
        return None
    level = _said(found, "ilvl")
    return _said(found, "numId"), _level(level) if level else None


def _level(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) == 1 else 0


def _said(element: Any, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val") or "")
