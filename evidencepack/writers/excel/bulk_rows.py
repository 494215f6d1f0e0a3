"""Rows of long lists, written as XML straight into their sheet: several times as fast as cell by cell.

The first row of the list is written the usual way; the rows that follow take their styles from it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from itertools import chain, repeat
from typing import cast

from evidencepack.writers.excel.cells import CELL_LIMIT, Value, as_text, exact
from evidencepack.writers.excel.row_height import heights_of

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # _x0041_ would be read as A
_DIMENSION = re.compile(rb'(<dimension ref="A1:[A-Z]+)\d+"')
_DAY_ZERO = date(1899, 12, 30).toordinal()  # as Excel counts days
_END = b"</sheetData>"
_OPENS, _CLOSES = ' t="inlineStr"><is><t>', "</t></is></c>"
_APART = "\u241f"  # a sign that no register holds; where one does, each text is looked at alone

Columns = Sequence[Sequence[Value]]
"""A list by its columns: what stands in one is much alike, so that little is worked out twice."""


def insert_rows(part: bytes, sample: int, columns: Columns, widths: Sequence[float]) -> bytes:
    """The sheet's XML with the rows of these columns below row `sample` (from 1), its last."""
    styles = [(m[1].decode(), m[2].decode()) for m in re.finditer(rb'<c r="([A-Z]+)%d" s="(\d+)"' % sample, part)]
    made = "".join(_rows(sample + 1, columns, styles, widths))
    part = _DIMENSION.sub(rb'\g<1>%d"' % (sample + len(columns[0])), part)
    before, end, after = part.partition(_END)
    return b"".join((before, made.encode(), end, after))


def _rows(first: int, columns: Columns, styles: Sequence[tuple[str, str]], widths: Sequence[float]) -> Iterator[str]:
    """The rows as XML in small pieces, taken column by column: no step is taken for a cell or a row."""
    numbers = [str(number) for number in range(first, first + len(columns[0]))]
    heights = [f' ht="{height:g}"' if height else "" for height in heights_of(columns, widths)]
    pieces: list[Iterable[str]] = [repeat('<row r="'), numbers, repeat('"'), heights, repeat(">")]
    for (letter, style), column in zip(styles, columns, strict=True):
        pieces += (repeat(f'<c r="{letter}'), numbers, repeat(f'" s="{style}"'), _insides(column))
    return chain.from_iterable(zip(*pieces, repeat("</row>"), strict=False))


def _insides(column: Sequence[Value]) -> list[str]:
    """What stands in the cells of a column; what stands there often is made once."""
    if len({int, float, bool}.intersection(map(type, column))) > 1:  # 1 and 1.0 are equal, and look different
        return [_inside(value) for value in column]
    values = [value for value in set(column) if value != ""]
    known = {"": _inside(""), **dict(zip(values, _plain_insides(values) or map(_inside, values), strict=True))}
    return list(map(known.__getitem__, column))


def _plain_insides(values: Sequence[Value]) -> list[str]:
    """The same of texts without anything to mind but what XML escapes, all in one go; none where there is more."""
    if {*map(type, values)} != {str}:
        return []
    texts = cast(Sequence[str], values)
    text = f"{_APART}{_APART.join(texts)}{_APART}"
    odd = ("_x", f" {_APART}", f"{_APART} ")  # what looks escaped, or needs its spaces kept
    plain = text.isprintable() and text.count(_APART) == len(texts) + 1 and not any(each in text for each in odd)
    if not plain or 2 * max(map(len, texts)) > CELL_LIMIT:
        return []
    escaped = escape(text[1:-1], quote=False).replace(_APART, f"{_CLOSES}{_APART}{_OPENS}")
    return f"{_OPENS}{escaped}{_CLOSES}".split(_APART)


def _inside(value: Value) -> str:
    value = exact(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date):
        return f"><v>{value.toordinal() - _DAY_ZERO}</v></c>"
    return f"><v>{value:.16G}</v></c>" if isinstance(value, int | float) else _text(as_text(value))


def _text(value: str) -> str:
    text = as_text(value)
    if not text:
        return "/>"
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return f' t="inlineStr"><is><t{kept}>{escape(text, quote=False)}{_CLOSES}'
