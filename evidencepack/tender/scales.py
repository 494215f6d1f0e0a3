"""The scale of marks in a tender's document: which rows of a table are one, and what each mark means."""

import re
from collections.abc import Sequence

_HEAD = re.compile(r"\b(?:scores?|scoring|marks?|points|rating|grade)\b", re.I)
_NOT_HEAD = re.compile(r"weight|max|available|total", re.I)
_MARK = re.compile(r"(\d{1,3})\s*(?:%|marks?|points?)?\s*(?:[-–—:=.]\s*(.+))?", re.I | re.S)
_LAST = re.compile(r"(.+?)(?<!\s)\s*+\((\d{1,2})(?:\s*(?:marks?|points?))?\)", re.I | re.S)
LONGEST = 103  # rows: a heading, and the marks 0 to 100 with one row to see where they end
_LEAST = 2  # marks that make a scale


def scale_at(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """The scale whose headings are the first of these rows: what each mark means, a row each; {} where there is none.

    A scale goes steadily up or down, and its lowest mark is 0 or 1.
    """
    headings = rows[0] if rows else ()
    if not any(_HEAD.search(cell) and len(cell) < 60 for cell in headings):
        return {}
    found = (_scale(rows[1:], column) for column in range(len(headings)) if not _NOT_HEAD.search(headings[column]))
    return max(found, key=len, default={})


def _scale(rows: Sequence[Sequence[str]], column: int) -> dict[int, str]:
    scale: dict[int, str] = {}
    for row in rows:
        mark = _mark(row[column]) if column < len(row) else None
        if mark is None or mark[0] in scale:
            break
        others = [cell for n, cell in enumerate(row) if n != column and cell.strip()]
        scale[mark[0]] = ": ".join(" ".join(part.split()) for part in (mark[1], *others) if part)
    steady = list(scale) in (sorted(scale), sorted(scale, reverse=True))
    return scale if len(scale) >= _LEAST and steady and min(scale) <= 1 and all(scale.values()) else {}


def _mark(cell: str) -> tuple[int, str] | None:
    """A mark and the name it is given in the same cell, as in "5 – Excellent"; None for anything else."""
    if found := _MARK.fullmatch(cell.strip()):
        return int(found[1]), found[2] or ""
    if found := _LAST.fullmatch(cell.strip()):
        return int(found[2]), found[1]
    return None
