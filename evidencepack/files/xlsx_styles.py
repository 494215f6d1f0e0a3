"""How the cells of a workbook look, as far as it tells: filled, struck through, shown as a month or as a percent."""

import re
from collections.abc import Mapping
from contextlib import suppress
from xml.etree.ElementTree import Element

from msgspec import Struct

from evidencepack.files.colours import INDEXED, colour_name

_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_OFFICE = ("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_MONTH_CODE, _PERCENT_CODES = 17, frozenset((9, 10))


class Styles(Struct, frozen=True):
    """The looks of cells that say something, each by the number that a cell names."""

    fills: Mapping[int, str] = {}
    struck: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    percents: frozenset[int] = frozenset()

    @property
    def numbers(self) -> list[int]:
        """All that are worth looking for."""
        return sorted({*self.fills, *self.struck, *self.months, *self.percents})


def styles_of(styles: Element, theme: Element | None) -> Styles:
    """The styles that a workbook keeps in styles.xml, with the colours of its theme."""
    palette = _Palette(styles, theme)
    fills = [_fill(fill, palette) for fill in styles.iterfind("{*}fills/{*}fill")]
    struck = {n for n, font in enumerate(styles.iterfind("{*}fonts/{*}font")) if _is_struck(font)}
    codes = {_number(f, "numFmtId"): f.get("formatCode", "") for f in styles.iterfind("{*}numFmts/{*}numFmt")}
    looks = list(enumerate(styles.iterfind("{*}cellXfs/{*}xf")))
    filled = {n: fills[fill] for n, xf in looks if 0 <= (fill := _number(xf, "fillId")) < len(fills)}
    formats = {n: _number(xf, "numFmtId") for n, xf in looks}
    return Styles(
        fills={n: name for n, name in filled.items() if name},
        struck=frozenset(n for n, xf in looks if _number(xf, "fontId") in struck),
        months=frozenset(n for n, f in formats.items() if f == _MONTH_CODE or shows_month(codes.get(f, ""))),
        percents=frozenset(n for n, f in formats.items() if f in _PERCENT_CODES or shows_percent(codes.get(f, ""))),
    )


def shows_month(code: str) -> bool:
    """Whether a format shows of a day its month and year alone, as mmm-yy does."""
    letters = set(re.findall(r"[a-z]", _bare(code)))
    return letters == {"m", "y"}


def shows_percent(code: str) -> bool:
    """Whether a format shows 0.95 as 95%."""
    return "%" in _bare(code)


def _bare(code: str) -> str:
    """The first part of a format, that of values above nothing, without its quoted words, colours and languages."""
    return _QUOTED.sub("", code).partition(";")[0].casefold()


def _number(element: Element, name: str) -> int:
    with suppress(ValueError):
        return int(element.get(name, "-1"))
    return -1


def _is_struck(font: Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") in ("1", "true")


def _fill(fill: Element, palette: "_Palette") -> str:
    """The colour of a fill; "" for none, and for the grey dots that every workbook keeps as its second."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return palette.name(fill.find("{*}gradientFill/{*}stop/{*}color"))
    kind = pattern.get("patternType", "none")
    colour = pattern.find("{*}fgColor")
    if kind == "none" or (kind == "gray125" and colour is None):
        return ""
    return palette.name(colour if kind == "solid" or colour is not None else pattern.find("{*}bgColor"))


class _Palette:
    """The colours of a workbook: those it names by number, and those of its theme."""

    def __init__(self, styles: Element, theme: Element | None) -> None:
        own = [c.get("rgb", "") for c in styles.iterfind("{*}colors/{*}indexedColors/{*}rgbColor")]
        self.indexed = [*own, *INDEXED[len(own) :]]
        scheme = None if theme is None else theme.find(".//{*}clrScheme")
        self.theme = list(_OFFICE) if scheme is None else [_of_scheme(scheme, name) for name in _THEME]

    def name(self, colour: Element | None) -> str:
        if colour is None:
            return ""
        tint = 0.0
        with suppress(ValueError):
            tint = max(-1.0, min(1.0, float(colour.get("tint", "0"))))
        for attribute, known in (("theme", self.theme), ("indexed", self.indexed)):
            if colour.get(attribute) is not None:
                number = _number(colour, attribute)
                return colour_name(known[number], tint) if 0 <= number < len(known) else ""
        return colour_name(colour.get("rgb", ""), tint)


def _of_scheme(scheme: Element, name: str) -> str:
    found = scheme.find(f"{{*}}{name}")
    colour = found[0] if found is not None and len(found) else None
    return "" if colour is None else colour.get("lastClr", "") or colour.get("val", "")
