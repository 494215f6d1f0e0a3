"""The headings of a matrix: which column names the person, which holds which course, and what its days are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.day_reader import read_day
from evidencepack.files import Row
from evidencepack.frameworks.column_map import MatrixLayout
from evidencepack.notes import Note, note
from evidencepack.tables.colours import stands_for
from evidencepack.tables.header_rows import HeaderRows, header_rows, is_joined
from evidencepack.tables.headings import at, begins_with, plain, plain_set
from evidencepack.tables.layout_reader import LayoutReader

Holds = Literal["completed", "expires"]
_EDGE = r"(?<![\s\-–—:,/(])[\s\-–—:,/(]++"
_SHORTEST = 3
_COLOURS = re.compile(r"\b(?:red|amber|green|yellow|blue|key|colou?r|expired|within)\b|=")
_SITE = re.compile(
    r"(.{3,60}?)\W+(?:staff\W+)?(?:mandatory\W+)?training\W+(?:matrix|records?|log|overview)\b.*", re.IGNORECASE
)


class CourseColumn(Struct, frozen=True):
    """A column of a course: its heading as the service wrote it, the course, and whether its days are of expiry.

    `says` is whether the sheet itself says so, and not the layout alone; `beside` the column (from 0) of the same
    course that it stands next to, where its heading is nothing but a word for its days; -1 for all others.
    """

    index: int
    heading: str
    course: str
    holds: Holds
    says: bool = False
    beside: int = -1


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
            other = next((group for group in found if _is_of(column, group)), None)
            found.append([column]) if other is None else other.append(column)
        return tuple(tuple(sorted(c, key=lambda column: column.holds)) for c in found)


def _is_of(column: CourseColumn, group: Sequence[CourseColumn]) -> bool:
    """Whether a column belongs to those of an entry."""
    if column.beside >= 0:
        return any(column.beside == c.index for c in group)
    return len(group) == 1 and group[0].holds != column.holds and plain(group[0].course) == plain(column.course)


def find_headings(reader: LayoutReader, layout: MatrixLayout) -> MatrixHeadings | None:
    """The headings of a matrix; None where no row of the first 15, of the sheet or of a block, names the person."""
    names = plain_set(layout.person)
    for head in header_rows(reader.sheet, reader.rows):
        who = next((i for i, text in enumerate(head.texts) if plain(text) in names), None)
        if who is None or sum(bool(text) for text in head.texts) < 2:
            continue
        if is_joined(head) and not head.sure and not _is_needed(head, reader.rows, names, layout):
            continue
        return _headings(reader, layout, _without_key(head, layout, reader.foot), who)
    return None


def _without_key(head: HeaderRows, layout: MatrixLayout, foot: frozenset[str]) -> HeaderRows:
    """The headings without the key to the colours or marks of the sheet that begins beside them, after a gap."""
    for gap, text in enumerate(head.texts[:-1]):
        first, then = (*head.texts, "")[gap + 1 : gap + 3]
        if not text and (begins_with(first, foot) or stands_for(first, then, layout.key)):
            return replace(head, texts=head.texts[:gap], bands=head.bands[:gap])
    return head


def _is_needed(head: HeaderRows, rows: Sequence[Row], names: frozenset[str], layout: MatrixLayout) -> bool:
    """Whether the second row is needed: it says what the days are, or the first alone names the person."""
    below = {plain(c) for c in rows[head.rows[1]]}
    words = plain_set((*layout.done, *layout.expiry))
    return bool(below & words) or not below & names


def _headings(reader: LayoutReader, layout: MatrixLayout, head: HeaderRows, who: int) -> MatrixHeadings:
    title = [reader.sheet.name, *(c for row in reader.rows[: head.rows[0]] for c in row if isinstance(c, str))]
    by_title = any(_says_expiry(text, layout) for text in title)
    usual: Holds = "expires" if by_title else layout.holds
    no_courses = _no_courses(head, layout)
    columns = [
        _column(head, i, layout, usual) for i, t in enumerate(head.texts) if i != who and t and i not in no_courses
    ]
    ignored = tuple((i, head.texts[i]) for i in sorted(no_courses) if i != who)
    beside = tuple(_beside(reader, columns, layout, head.rows[-1] + 1))
    found = MatrixHeadings(head.rows, who, beside, ignored, len(head.texts), ())
    said = (*_site(reader.file, title), *_said_of_days(beside, by_title), *_doubles(reader, found))
    return replace(found, said=said)


def _no_courses(head: HeaderRows, layout: MatrixLayout) -> frozenset[int]:
    """The columns that are no courses: known to be of something else, sums, and what stands beside the days of one."""
    words, sums = plain_set((*layout.done, *_expiry(layout))), plain_set(layout.sums)
    ignore = plain_set((*layout.ignore, *layout.required_by))
    of_days = {band for band, text in zip(head.bands, head.texts, strict=True) if band and plain(text) in words}
    return frozenset(
        i
        for i, (band, text) in enumerate(zip(head.bands, head.texts, strict=True))
        if plain(text) in ignore or begins_with(text, sums) or (band in of_days and plain(text) not in words)
    )


def _beside(
    reader: LayoutReader, columns: Sequence[CourseColumn], layout: MatrixLayout, body: int
) -> Iterator[CourseColumn]:
    """The columns, each that is headed by nothing but a word for days ("Due") beside the course to its left."""
    left: CourseColumn | None = None
    for column in columns:
        holds: Holds = "expires" if plain(column.heading) in plain_set(_expiry(layout)) else "completed"
        bare = holds == "expires" or plain(column.heading) in plain_set(layout.done)
        same = [c.index for c in columns if plain(c.heading) == plain(column.heading)]
        if left and bare and column.course == column.heading and _hold_days(reader.rows[body:], same):
            yield replace(column, course=left.course, holds=holds, says=True, beside=left.index)
        else:
            left = column
            yield column


def _hold_days(rows: Sequence[Row], columns: Sequence[int]) -> bool:
    """Whether most of what stands in columns of one heading are days."""
    cells = [cell for row in rows for index in columns if plain(cell := at(row, index))]
    days = sum(isinstance(c, date) or (isinstance(c, str) and read_day(c) is not None) for c in cells)
    return days * 2 > len(cells)


def _expiry(layout: MatrixLayout) -> tuple[str, ...]:
    """The words that say in a heading that days are of expiry."""
    return (*layout.expiry, *layout.expiry_headings)


def _column(head: HeaderRows, index: int, layout: MatrixLayout, usual: Holds) -> CourseColumn:
    text, band = head.texts[index], head.bands[index]
    bare = plain(text) in plain_set((*layout.done, *_expiry(layout)))
    for holds, words in (("expires", _expiry(layout)), ("completed", layout.done)):
        if band and plain(text) in plain_set(words):
            return CourseColumn(index, head.joined[index], band, holds, True)  # type: ignore[arg-type]
        if not bare and (course := _without(text, words)):
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
    words = (w for w in layout.expiry if len(w) > _SHORTEST)
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
