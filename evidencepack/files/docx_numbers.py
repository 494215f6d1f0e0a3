"""The numbers Word shows before paragraphs: of lists, and of headings whose style numbers them."""

from collections.abc import Mapping
from typing import Any

from evidencepack.files.docx_lists import List, W, level_in, lists_of, said

_SIGNS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
_WORTH = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_MOST_ROMAN = 3999
_MOST_LETTERS = 780  # shown as 30 letters; no list of a person is longer


def written(count: int, form: str) -> str:
    """A count in a format of Word's lists (ISO/IEC 29500-1, 17.18.59), in figures where the format is not known."""
    match form:
        case "bullet" | "none":
            return ""
        case "decimalZero":
            return f"{count:02}"
        case "upperLetter" | "lowerLetter" if 0 < count <= _MOST_LETTERS:
            letters = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)  # Z, AA, BB
            return letters if form == "upperLetter" else letters.lower()
        case "upperRoman" | "lowerRoman" if 0 < count <= _MOST_ROMAN:
            return _roman(count) if form == "upperRoman" else _roman(count).lower()
    return str(count)


def _roman(count: int) -> str:
    said = ""
    for worth, sign in zip(_WORTH, _SIGNS, strict=True):
        said += sign * (count // worth)
        count %= worth
    return said


_MOST_STYLES = 20  # one based on another
_Place = tuple[str, int]  # the list, and the level in it


class ListCounter:
    """Counts the lists of a text as Word does, paragraph after paragraph, the empty ones too."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._lists = lists_of(numbering)
        self._styles = _of_styles(styles)
        self._counts: dict[_Place, int] = {}
        self._begun: set[_Place] = set()

    def before(self, paragraph: Any) -> str:
        """Counts a paragraph and gives the figures, letters or Roman numerals that Word shows before it, such as "A.1".

        It is "" for bullets and plain text. Kinds of numbers that are not known, such as words, are given in figures.
        """
        id_, level = self._place(paragraph)
        list_ = self._lists.get(id_)
        if list_ is None or level not in list_.levels:
            return ""
        self._count(id_, list_, level)
        return self._shown(list_, level)

    def _count(self, id_: str, list_: List, level: int) -> None:
        place, begins = (list_.counts_as, level), (id_, level)
        anew = place not in self._counts or (level in list_.anew and begins not in self._begun)
        self._begun.add(begins)
        self._counts[place] = list_.levels[level].start if anew else self._counts[place] + 1
        for other, its in list_.levels.items():
            if other < level:  # a level that was passed over counts as begun
                self._counts.setdefault((list_.counts_as, other), its.start)
            elif other > level and level < its.reset_above:
                self._counts.pop((list_.counts_as, other), None)

    def _shown(self, list_: List, level: int) -> str:
        its = list_.levels[level]
        shown = "" if its.form == "bullet" else its.text
        for n in range(level + 1):
            count, form = self._counts.get((list_.counts_as, n), 1), "decimal"
            if n in list_.levels and not its.figures_only:
                form = list_.levels[n].form
            shown = shown.replace(f"%{n + 1}", written(count, form))
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
        id_ = said(style, "basedOn")
    return None


def _numbered(element: Any) -> tuple[str, int | None] | None:
    """The list and level that a paragraph or style names; None where it names none."""
    found = element.find(f"{W}pPr/{W}numPr")
    if found is None:
        return None
    level = said(found, "ilvl")
    return said(found, "numId"), level_in(level) if level else None
