"""Which courses somebody must have, where a column of the sheet lists them: "Fire, Safeguarding"."""

import re
from collections.abc import Sequence

from evidencepack.files import Cell, Row
from evidencepack.tables.headings import at, plain
from evidencepack.tables.layouts.matrix_headings import CourseColumn

_BETWEEN = re.compile(r"[,;/\n•]+")
_ALL = frozenset(("all", "all courses", "all mandatory", "all training", "everything"))


def not_asked(row: Row, column: int | None, courses: Sequence[CourseColumn]) -> frozenset[int]:
    """The columns of courses that a list of those required leaves out; none where any of the list is not understood."""
    cell: Cell = at(row, column) if column is not None else None
    parts = [plain(part) for part in _BETWEEN.split(cell) if plain(part)] if isinstance(cell, str) else []
    if not parts or _ALL.intersection(parts):
        return frozenset()
    named = [[c for c in courses if _is_named(part, plain(c.course))] for part in parts]
    if not all(named):
        return frozenset()
    wanted = {plain(c.course) for found in named for c in found}
    return frozenset(c.index for c in courses if plain(c.course) not in wanted)


def _is_named(part: str, course: str) -> bool:
    """Whether one holds all the words of the other, as Fire and Fire safety do."""
    own, theirs = set(re.findall(r"\w+", part)), set(re.findall(r"\w+", course))
    return bool(own and theirs) and (own <= theirs or theirs <= own)
