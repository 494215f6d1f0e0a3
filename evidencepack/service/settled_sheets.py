"""Sheets that a person has said what they are: this month's, and next month's of the same name and headings."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath

from msgspec import Struct

from evidencepack.day_reader import MONTH_WORDS
from evidencepack.files import Sheet
from evidencepack.registers import Answer, Settled
from evidencepack.registers.settled import ASIDE, LONGEST, compared
from evidencepack.tables.headings import plain
from evidencepack.text import one_line

Place = tuple[str, str]
_WORDS = re.compile(r"[^\W\d_]+")
_WITHIN, _ENOUGH = 40, 2
# What a program or a home calls any sheet says nothing of it.
_ANY = frozenset({"", "sheet", "table", "data", "book", "copy", "new", "export"})


class _Looks(Struct, frozen=True):
    """What a sheet is known by next month: its file, its name, its headings, without digits and months."""

    file: str
    sheet: str
    headings: str

    def likeness(self, other: "_Looks") -> int:
        """How many of the three agree; names that any sheet may have are no more than another's."""
        names = ((self.file, other.file), (self.sheet, other.sheet))
        alike = sum(mine == theirs and mine not in _ANY for mine, theirs in names)
        return alike + (self.headings == other.headings != "")


def first_headings(sheet: Sheet) -> str:
    """The row of most words near the top, as one line: what a sheet nobody knows is told by."""
    texts = [[one_line(c) for c in row if isinstance(c, str) and plain(c)] for row in sheet.rows[:_WITHIN]]
    best = max(texts, key=len, default=[])
    return ", ".join(best)[:LONGEST].strip()


def answer_for(file: str, sheet: Sheet, settled: Settled, there: Collection[Place]) -> str:
    """What a sheet was said to be, a column map or that it is set aside; "" while nobody has.

    The newest answer to this very sheet, else to the one most like it. `there` are all sheets of the folder: what was
    set aside stands for no other sheet of its own file.
    """
    looks = _looks(file, sheet.name, first_headings(sheet))
    names = compared(file), compared(sheet.name)
    best, means = 0, ""
    for answer in settled.of("sheet"):
        own = (compared(answer.file), compared(answer.sheet)) == names
        likeness = 4 if own else looks.likeness(_looks(answer.file, answer.sheet, answer.what))
        if likeness >= max(best, _ENOUGH) and (own or not _stays(answer, file, there)):
            best, means = likeness, answer.means
    return means


def _stays(answer: Answer, file: str, there: Collection[Place]) -> bool:
    """Whether an answer is about its own sheet alone, which is still there beside the one in question."""
    return answer.means == ASIDE and answer.file == file and (answer.file, answer.sheet) in there


def _looks(file: str, sheet: str, headings: str) -> _Looks:
    return _Looks(_stem(PurePosixPath(file).stem), _stem(sheet), compared(headings))


def _stem(name: str) -> str:
    return " ".join(word for word in _WORDS.findall(name.casefold()) if word not in MONTH_WORDS)
