"""Rows of long lists, written as XML straight into their sheet: several times as fast as cell by cell.

The first row of the list is written the usual way; the rows that follow take their styles from it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import count

from evidencepack.writers.excel.cells import Value, as_text
from evidencepack.writers.excel.measure import heights_of

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # _x0041_ would be read as A
_DIMENSION = re.compile(rb'(<dimension ref="A1:[A-Z]+)\d+"')
_DAY_ZERO = date(1899, 12, 30).toordinal()  # as Excel counts days
_END = b"</sheetData>"
_NUMBER = "\0"  # stands for the number of the row; no cell can hold it

Columns = Sequence[Sequence[Value]]
"""A list by its columns: what stands in one is much alike, so that little is worked out twice."""


def insert_rows(part: bytes, sample: int, columns: Columns, widths: Sequence[float]) -> bytes:
    """The sheet's XML with the rows of these columns below row `sample` (from 1), its last."""
    looks = [(m[1].decode(), m[2].decode()) for m in re.finditer(rb'<c r="([A-Z]+)%d" s="(\d+)"' % sample, part)]
    made = "".join(_rows(sample + 1, columns, looks, widths))
    part = _DIMENSION.sub(rb'\g<1>%d"' % (sample + len(columns[0])), part)
    return part.replace(_END, made.encode() + _END, 1)


def _rows(first: int, columns: Columns, looks: Sequence[tuple[str, str]], widths: Sequence[float]) -> Iterator[str]:
    cells = "".join(f'<c r="{column}{_NUMBER}" s="{look}"%s' for column, look in looks)
    insides = zip(*map(_insides, columns), strict=True)
    for number, inside, height in zip(count(first), insides, heights_of(columns, widths), strict=False):
        high = f' ht="{height:g}"' if height else ""
        yield f'<row r="{number}"{high}>{(cells % inside).replace(_NUMBER, str(number))}</row>'


def _insides(column: Sequence[Value]) -> list[str]:
    """What stands in the cells of a column; a text that stands there often is made once."""
    # Not so numbers: 1 and 1.0 are equal and look different.
    texts = (value for value in set(column) if not isinstance(value, int | float))
    known: dict[Value, str] = {value: _inside(value) for value in texts}
    return [known.get(value) or _inside(value) for value in column]


def _inside(value: Value) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date):
        return f"><v>{value.toordinal() - _DAY_ZERO}</v></c>"
    return f"><v>{value!r}</v></c>" if isinstance(value, int | float) else _text(as_text(value))


def _text(value: str) -> str:
    text = as_text(value)
    if not text:
        return "/>"
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f' t="inlineStr"><is><t{kept}>{escape(_LOOKS_ESCAPED.sub("_x005F_", text), quote=False)}</t></is></c>'
