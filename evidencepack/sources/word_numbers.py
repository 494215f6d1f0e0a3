"""The numbers Word shows before paragraphs: of lists, and of headings whose style numbers them.

How lists count is ISO/IEC 29500-1, 17.9: https://ecma-international.org/publications-and-standards/standards/ecma-376/
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from evidencepack.sources.word_figures import written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_STYLES = 20  # one based on another
_Place = tuple[str, int]  # the list, and the level in it


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts, and its text such as "%1."."""

    form: str
    text: str
    start: int
    reset_above: int  # a paragraph of a level above this one begins it anew
    figures_only: bool


@dataclass(frozen=True, slots=True)
class _List:
    counts_as: str  # lists that count together have it in common
    levels: Mapping[int, _Level]
    anew: frozenset[int]  # the levels that begin anew where the list does


class Numbers:
    """Counts the lists of a text as Word does, paragraph after paragraph, the empty ones too."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._lists = _lists(numbering)
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

    def _count(self, id_: str, list_: _List, level: int) -> None:
        place, begins = (list_.counts_as, level), (id_, level)
        anew = place not in self._counts or (level in list_.anew and begins not in self._begun)
        self._begun.add(begins)
        self._counts[place] = list_.levels[level].start if anew else self._counts[place] + 1
        for other, its in list_.levels.items():
            if other < level:  # a level that was passed over counts as begun
                self._counts.setdefault((list_.counts_as, other), its.start)
            elif other > level and level < its.reset_above:
                self._counts.pop((list_.counts_as, other), None)

    def _shown(self, list_: _List, level: int) -> str:
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


def _lists(numbering: Any) -> Mapping[str, _List]:
    """Each list by its id: its levels are those of its kind, but for what it says itself."""
    if numbering is None:
        return {}
    kinds = {kind.get(f"{W}abstractNumId"): _levels(kind) for kind in numbering.iter(f"{W}abstractNum")}
    return {
        number.get(f"{W}numId"): _list(number, kind, kinds.get(kind, {}))
        for number in numbering.iter(f"{W}num")
        if (kind := _said(number, "abstractNumId"))
    }


def _list(number: Any, kind: str, levels: Mapping[int, _Level]) -> _List:
    changed = dict(levels)
    anew = set()
    for override in number.iter(f"{W}lvlOverride"):
        changed |= _levels(override)
        at, start = _level(override.get(f"{W}ilvl")), _said(override, "startOverride")
        if start and at in changed:
            changed[at] = replace(changed[at], start=_whole(start))
            anew.add(at)
    return _List(kind, changed, frozenset(anew))


def _levels(kind: Any) -> Mapping[int, _Level]:
    return {_level(level.get(f"{W}ilvl")): _level_of(level) for level in kind.iter(f"{W}lvl")}


def _level_of(level: Any) -> _Level:
    form, restart = _said(level, "numFmt") or "decimal", _said(level, "lvlRestart")
    reset_above = _whole(restart) if restart else _level(level.get(f"{W}ilvl"))
    figures_only = level.find(f"{W}isLgl") is not None
    return _Level(form, _said(level, "lvlText"), _whole(_said(level, "start")), reset_above, figures_only)


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


def _whole(text: str) -> int:
    """A number that a list states; 0, with which Word begins, where it states none."""
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _said(element: Any, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val") or "")
