"""Which way round a matrix is kept: a row a person, or a row a course with people across."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from evidencepack.files import Row
from evidencepack.frameworks.column_map import MatrixLayout
from evidencepack.tables.headings import FIRST_ROWS, at, begins_with, plain, plain_set
from evidencepack.tables.people import People

Way = Literal["people down", "people across", "not known"]
# Words of courses on one side only say which side the courses are on, from so many on.
_ENOUGH = 2
_LOOKED_AT = 200


class Corner(Struct, frozen=True):
    """Where the headings of a matrix cross: row and column from 0, and which way round the sheet is."""

    row: int
    column: int
    way: Way


def corner_of(rows: Sequence[Row], layout: MatrixLayout, people: People) -> Corner | None:
    """Where the headings cross and which way round the sheet is; None where nothing looks like such headings.

    The staff list decides, as far as one side holds its names and the other none; then words that only courses go by
    and a column of how long they last; then what heads the first column.
    """
    persons, courses = plain_set(layout.person), plain_set(layout.course)
    passed = plain_set((*layout.about, *layout.validity, *layout.required))
    silent: Corner | None = None
    for index, row in enumerate(rows[:FIRST_ROWS]):
        texts = [plain(c) if isinstance(c, str) else "" for c in row]
        if sum(map(bool, texts)) < 2:
            continue
        first = next(i for i, text in enumerate(texts) if (text and text not in passed) or i == len(texts) - 1)
        if any(text in persons for text in texts):
            column = next(i for i, text in enumerate(texts) if text in persons)
            return Corner(index, column, _way(rows, index, column, layout, people, -1))
        if texts[first] in courses:
            return Corner(index, first, _way(rows, index, first, layout, people, 1))
        if silent is None and not texts[0] and sum(map(bool, texts)) > _ENOUGH:
            silent = Corner(index, 0, _way(rows, index, 0, layout, people, 0))
    return silent if silent and any(isinstance(at(r, 0), str) for r in rows[silent.row + 1 :][:3]) else None


def _way(rows: Sequence[Row], head: int, column: int, layout: MatrixLayout, people: People, heading: int) -> Way:
    """Above 0 speaks for people across; `heading` is what the heading of the first column says."""
    beside = plain_set((*layout.ignore, *layout.about, *layout.validity, *layout.required))
    across = [c for i, c in enumerate(rows[head]) if i > column and isinstance(c, str) and plain(c) not in beside]
    below = [c for row in rows[head + 1 :][:_LOOKED_AT] if isinstance(c := at(row, column), str) and plain(c)]
    if names := _names(across, people) - _names(below, people):
        return _said(names)
    renewal = any(begins_with(c, plain_set(layout.validity)) for c in rows[head][column + 1 :] if isinstance(c, str))
    topics = frozenset(" ".join(plain(word).split()) for word in layout.topics)
    courses = _courses(below, topics) - _courses(across, topics) + (_ENOUGH if renewal else 0)
    if abs(courses) >= _ENOUGH:
        return _said(courses)
    return _said(heading or courses)


def _said(votes: int) -> Way:
    return "people across" if votes > 0 else "people down" if votes < 0 else "not known"


def _names(texts: Sequence[str], people: People) -> int:
    """How many are names of the staff list, where there is one."""
    return sum(bool(people.code_of("staff", text)) for text in texts) if "staff" in people.known else 0


def _courses(texts: Sequence[str], topics: frozenset[str]) -> int:
    """How many hold a topic as whole words; a text has fewer runs of words than there are topics."""
    most = max((topic.count(" ") + 1 for topic in topics), default=0)
    return sum(any(run in topics for run in _runs(plain(text).split(), most)) for text in texts)


def _runs(words: Sequence[str], most: int) -> Iterator[str]:
    """Every run of at most so many words."""
    for first in range(len(words)):
        for last in range(first, min(first + most, len(words))):
            yield " ".join(words[first : last + 1])
