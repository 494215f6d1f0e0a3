"""The headings of a table of questions: which column holds the number, the question, its weight, its limit.

Unlike a register's, they are told by words within them, and every row is asked, not the first few: a question paper
comes from Word, a line at a time, and has a table of its own for each section or lot.
"""

import re
from collections.abc import Sequence

from evidencepack.tender import patterns

_LONGEST = 60
_KINDS = tuple(  # what a column holds, by words of its heading; the first that fits
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        ("whole", r"^(?:section|category|group|part|main|overall|total|level 1)\b.*(?:weight|%|marks|score)"),
        ("gate", r"\bpass\s*(?:/|or)\s*fail\b"),
        ("", r"\btype\b|mandatory|required|compulsory|\bstatus\b|buyer-only|section description|score min"),
        ("attachments", r"attach"),
        ("limit", r"\bwords?\b|character|limit|length|\bpages?\b|\bsides?\b"),
        (
            "weight",
            r"weight|%|\bmarks?\b|\bpoints\b|max\w*\.? scores?|scores? (?:max|available)|available scores?|worth",
        ),
        ("number", r"^(?:no\.?|nr\.?|ref\.?|reference|#|items?|id|number|q|short (?:name|code))$"),
        ("number", r"^(?:q|question|ms|method statement|criteri\w+|item)\W*(?:no\.?|nr\.?|number|ref\w*|id|#)\W*$"),
        ("lot", r"^lots?\b"),
        ("looks", r"look|guidance|evaluat|what (?:we|a|good)|good (?:answer|response)|^notes?\b"),
        (
            "box",
            r"^(?:(?:your|bidders?|tenderers?|suppliers?|providers?|applicants?)\W*s?\W+)?(?:response|answer|reply)",
        ),
        ("question", r"question|method statement|criteri|requirement|topic|descri|details"),
        ("section", r"^(?:section|category|part|group|theme|area)\b"),
        ("heading", r"^(?:title|heading|subject)\b"),
    )
)
_RANKS = tuple(  # what is likelier to be the question itself comes first
    re.compile(pattern, re.I)
    for pattern in (r"(?:question|statement).*(?:text|descri|wording)", r"question", r"statement|requirement", r"")
)
_TITLES = re.compile(r"criteri|topic|title", re.I)
_BRACKETS = re.compile(r"\([^()]*\)")
_OF_ALL = re.compile(r"^(?:total|overall)\b", re.I)
_FINER = re.compile(r"question|sub", re.I)


def kind_of(heading: str) -> str:
    """What stands under (or beside) a heading; "" when it says nothing of that."""
    plain = heading.strip().rstrip(" :*?")
    if not plain or len(plain) > _LONGEST or patterns.label(plain):
        return ""
    tries = (_BRACKETS.sub("", plain).strip(), plain)
    return next((kind for words in tries for kind, pattern in _KINDS if words and pattern.search(words)), "")


def columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Which column holds what, where this is a header row of questions; {} where it is not.

    A row is one when it names a column for the question and another that we know, or numbers with their weights.
    """
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < 2 or any(map(_no_heading, filled)):
        return {}
    kinds = [kind_of(cell) for cell in cells]
    found = {kind: kinds.index(kind) for kind in kinds if kind}
    if weights := [n for n, kind in enumerate(kinds) if kind == "weight"]:
        found["weight"] = next((n for n in weights if _FINER.search(cells[n])), weights[-1])
    elif "whole" in found and _OF_ALL.search(cells[found["whole"]]):
        found["weight"] = found.pop("whole")
    if asks := [n for n, kind in enumerate(kinds) if kind == "question"]:
        found |= _of_several(asks, cells, found)
    good = "question" in found and len(found) > 1
    return found if good or ("number" in found and found.keys() & {"weight", "gate"}) else {}


def _of_several(columns: Sequence[int], cells: Sequence[str], found: dict[str, int]) -> dict[str, int]:
    """The question among the columns that could hold it; of the others one may be its number, another its heading."""
    ranks = {n: next(r for r, pattern in enumerate(_RANKS) if pattern.search(cells[n])) for n in columns}
    best = min(columns, key=lambda n: (ranks[n], n))
    chosen = {"question": best}
    for n in columns:
        if n != best and ranks[n] == 1 and "number" not in found:
            chosen["number"] = n
        elif n != best and _TITLES.search(cells[n]):
            chosen.setdefault("heading", n)
    return chosen


def _no_heading(cell: str) -> bool:
    """Whether a cell is no heading of a column: it is long, asks for something, or is itself a number or a weight."""
    asks = patterns.asks(cell) and len(cell.split()) > 4 and kind_of(cell) != "looks"
    return asks or len(cell) > _LONGEST or bool(patterns.numbered(cell)) or bool(re.fullmatch(r"[\d.,\s%]+", cell))
