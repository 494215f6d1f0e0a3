"""The headings of a matrix: which column names the person, which holds which course, and what its days are."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.files import Row
from evidencepack.frameworks.column_map import MatrixLayout
from evidencepack.notes import Note, note
from evidencepack.tables.header_rows import HeaderRows, header_rows, is_joined
from evidencepack.tables.headings import plain, plain_set
from evidencepack.tables.layout_reader import LayoutReader

Holds = Literal["completed", "expires"]
_EDGE = r"(?<![\s\-–—:,/(])[\s\-–—:,/(]++"
_SHORTEST = 4
_COLOURS = re.compile(r"\b(?:red|amber|green|yellow|blue|key|colou?r|expired|within)\b|=")
_SITE = re.compile(
    r"(.{3,60}?)\W+(?:staff\W+)?(?:mandatory\W+)?training\W+(?:matrix|records?|log|overview)\b.*", re.IGNORECASE
)


class CourseColumn(Struct, frozen=True):
    """A column of a course: its heading as the service wrote it, the course, and whether its days are of expiry.

    `says` is whether the sheet itself says so, and not the layout alone.
    """

    index: int
    heading: str
    course: str
    holds: Holds
    says: bool = False


class MatrixHeadings(Struct, frozen=True):
    """The headings of a matrix: their rows (from 0), the column of the person, the courses, what is no course."""

    rows: tuple[int, ...]
    who: int
    columns: tuple[CourseColumn, ...]
    ignored: tuple[tuple[int, str], ...]
    width: int
    said: tuple[Note, ...]

    @property
    def courses(self) -> tuple[tuple[CourseColumn, ...], ...]:
        """The columns of each entry: one of completion and one of expiry go together, others stand alone."""
        found: list[list[CourseColumn]] = []
        for column in self.columns:
            other = next((c for c in found if len(c) == 1 and c[0].holds != column.holds
                          and plain(c[0].course) == plain(column.course)), None)  # fmt: skip
            found.append([column]) if other is None else other.append(column)
        return tuple(tuple(sorted(c, key=lambda column: column.holds)) for c in found)


def find_headings(reader: LayoutReader, layout: MatrixLayout) -> MatrixHeadings | None:
    """The headings of a matrix; None where no row of the first 15, of the sheet or of a block, names the person."""
    names = plain_set(layout.person)
    for head in header_rows(reader.sheet, reader.rows):
        who = next((i for i, text in enumerate(head.texts) if plain(text) in names), None)
        if who is None or sum(bool(text) for text in head.texts) < 2:
            continue
        if is_joined(head) and not head.sure and not _is_needed(head, reader.rows, names, layout):
            continue
        return _headings(reader, layout, head, who)
    return None


def _is_needed(head: HeaderRows, rows: Sequence[Row], names: frozenset[str], layout: MatrixLayout) -> bool:
    """Whether the second row is needed: it says what the days are, or the first alone names the person."""
    below = {plain(c) for c in rows[head.rows[1]]}
    words = plain_set((*layout.done, *layout.expiry))
    return bool(below & words) or not below & names


def _headings(reader: LayoutReader, layout: MatrixLayout, head: HeaderRows, who: int) -> MatrixHeadings:
    ignore = plain_set(layout.ignore)
    title = [reader.sheet.name, *(c for row in reader.rows[: head.rows[0]] for c in row if isinstance(c, str))]
    by_title = any(_says_expiry(text, layout) for text in title)
    usual: Holds = "expires" if by_title else layout.holds
    columns = tuple(
        _column(head, i, layout, usual) for i, t in enumerate(head.texts) if i != who and t and plain(t) not in ignore
    )
    ignored = tuple((i, t) for i, t in enumerate(head.texts) if plain(t) in ignore)
    found = MatrixHeadings(head.rows, who, columns, ignored, len(head.texts), ())
    return replace(
        found, said=(*_site(reader.file, title), *_said_of_days(columns, by_title), *_doubles(reader, found))
    )


def _column(head: HeaderRows, index: int, layout: MatrixLayout, usual: Holds) -> CourseColumn:
    text, band = head.texts[index], head.bands[index]
    for holds, words in (("expires", layout.expiry), ("completed", layout.done)):
        if band and plain(text) in plain_set(words):
            return CourseColumn(index, head.joined[index], band, holds, True)  # type: ignore[arg-type]
        if course := _without(text, words):
            return CourseColumn(index, text, course, holds, True)  # type: ignore[arg-type]
    return CourseColumn(index, text, text, usual, usual == "expires")


def _without(heading: str, words: Iterable[str]) -> str:
    """The course of a heading that ends with one of the words: "Fire safety - expiry date" is Fire safety."""
    for word in sorted((w for w in words if len(w) >= _SHORTEST), key=len, reverse=True):
        there = word.casefold() in heading.casefold()  # sooner known than a pattern is made
        if there and (found := re.fullmatch(rf"(.+?){_EDGE}{re.escape(word)}[\s)]*", heading, re.IGNORECASE)):
            return found[1]
    return ""


def _says_expiry(text: str, layout: MatrixLayout) -> bool:
    """Whether a title says that the days are of expiry; a key to colours does not."""
    words = (w for w in layout.expiry if len(w) >= _SHORTEST)
    return not _COLOURS.search(text.casefold()) and any(
        plain(word) in plain(text) and re.search(rf"\b{re.escape(plain(word))}s?\b", plain(text)) for word in words
    )


def _said_of_days(columns: Sequence[CourseColumn], by_title: bool) -> tuple[Note, ...]:
    if by_title:
        return (note("title-says-expiry"),)
    expiry = sum(c.holds == "expires" for c in columns)
    return (note("columns-of-expiry", expiry=expiry, of=len(columns)),) if expiry else ()


def _doubles(reader: LayoutReader, found: MatrixHeadings) -> tuple[Note, ...]:
    said = []
    courses: dict[str, list[CourseColumn]] = {}
    for first, *_ in found.courses:
        courses.setdefault(plain(first.course), []).append(first)
    for same in (columns for columns in courses.values() if len(columns) > 1):
        letters = tuple(reader.line_of(c.index) for c in same)
        said.append(reader.note("course-twice", "course-twice-turned", course=same[0].course, columns=letters))
    return tuple(said)


def _site(file: str, title: Sequence[str]) -> tuple[Note, ...]:
    """The site, where the title of the sheet or the file's name ends with what the sheet is."""
    texts = (*title, file.rpartition("/")[2].rpartition(".")[0])
    found = next((m for text in texts if (m := _SITE.fullmatch(" ".join(text.split())))), None)
    return (note("title-names-site", site=found[1]),) if found else ()
