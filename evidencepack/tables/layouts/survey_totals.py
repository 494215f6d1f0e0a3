"""Layout survey, kept as totals: a row a question, a column an answer, and in each cell how many gave it; or turned.

Every answer that was counted becomes a record of its own, as it would from an export. The day, and how many were asked
and answered, stand in the title. They are answers: who gave which is not known, and no count of people is made of them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from evidencepack.dates import MonthDay
from evidencepack.day_reader import Month, find_days
from evidencepack.files import Cell, Row
from evidencepack.notes import Note, note
from evidencepack.origin import Origin
from evidencepack.registers import Feedback
from evidencepack.tables.header_rows import heading_text
from evidencepack.tables.headings import FIRST_ROWS, at, begins_with, filled, letter_of, plain
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.layouts.likert import word_of
from evidencepack.tables.layouts.survey_questions import PROBLEMS, QuestionColumns, ScoredQuestion, Settings, scored
from evidencepack.tables.notes import ASKED_ABOUT, BELOW

NO_ANSWER = "no-countable-answer"
_ANSWERS = 3  # so many answers of one set head the columns of such a sheet
_MOST = 2_000  # a question that more answered is a slip of the pen
_BACK = re.compile(
    r"(\d{1,4})\s+(?:were\s+)?(?:returned|back|responses?|replies|replied|completed|answered|received)\b"
)
_OUT = re.compile(
    r"(?:out )?of (\d{1,4})\b|(\d{1,4})\s+(?:were\s+)?(?:given out|sent(?: out)?|issued|asked|handed out)\b"
)


class TotalsReader(LayoutReader):
    """One sheet of totals while it is being read; `size` is how many answers head its columns, 0 where it is none."""

    size: int = 0

    def prepare(self) -> None:
        """Whether the answers stand across or down, and where."""
        self.settings = Settings(self.map)
        down = tuple(tuple(at(row, i) for row in self.rows) for i in range(max(map(len, self.rows), default=0)))
        across, turned = self._head(self.rows), self._head(down)
        self.turned = turned[1] > across[1]
        self.top, self.size = turned if self.turned else across
        if self.turned:
            self.rows = down

    def _head(self, rows: Sequence[Row]) -> tuple[int, int]:
        """The row whose cells are answers of one set, over counts, and how many."""
        found = [(len(self._answers(row)), -i) for i, row in enumerate(rows[:FIRST_ROWS])]
        size, place = max(found, default=(0, 0))
        columns = self._answers(rows[-place]) if size >= _ANSWERS else ()
        cells = [c for row in rows[1 - place :] for i in columns if filled(c := at(row, i))]
        return -place, size if cells and sum(_count(c) is not None for c in cells) * 2 > len(cells) else 0

    def _answers(self, row: Row) -> tuple[int, ...]:
        """The columns of a row that hold different answers of one set: of the set that has most of them."""
        words = {word_of(c): i for i, c in enumerate(row) if isinstance(c, str)}
        sets = (tuple(words[w] for w in words if w in s.numbers) for s in self.settings.scales if not s.when_named)
        return max(sets, key=len, default=())

    def origin(self, row: int = 0, index: int | None = None, heading: str = "") -> Origin:
        """A place in the sheet; where it is turned, rows are columns."""
        if not self.turned or not row:
            return super().origin(row, index, heading)
        return Origin(self.file, self.sheet.name, 0 if index is None else index + 1, heading, letter_of(row - 1))

    def find_headings(self) -> Note | None:
        """The answers, and what the title says of the day and of how many were asked."""
        row = self.rows[self.top]
        known = {word for scale in self.settings.scales for word in scale.numbers}
        silent = self.settings.no_answer
        self.words = {i: heading_text(c) for i, c in enumerate(row) if word_of(c) in known and word_of(c) not in silent}

        self.head, self.body = (self.top,), self.top + 1
        if "group" not in self.map.constants:
            return note("no-group-of-survey")
        title = self.rows[: self.top] if not self.turned else [(c,) for r in self.sheet.rows[:FIRST_ROWS] for c in r]
        texts = [c for r in title for c in r if isinstance(c, str)]
        self.title = [*texts, self.sheet.name, self.file.rpartition("/")[2].rpartition(".")[0]]
        self.day: Any = self.map.constants.get("date") or _day_in(self.title)
        self.question = min(self.words) - 1
        self.question = next((i for i in range(self.question, -1, -1) if self._texts(i) * 2 > self._texts(-1)), 0)
        return None

    def _texts(self, column: int) -> int:
        """How many cells of a column below the answers are texts; of all rows for -1."""
        body = self.rows[self.body :]
        return len(body) if column < 0 else sum(isinstance(at(r, column), str) for r in body)

    def read_row(self, index: int, row: Row) -> str:
        """The answers to one question."""
        text = heading_text(at(row, self.question))
        if not text or begins_with(text, self.foot) or begins_with(text, frozenset({"total", "totals"})):
            return BELOW
        counts = {i: at(row, i) for i in self.words if filled(at(row, i))}
        self.cells.update(seen=len(self.words), aside=len(self.words) - len(counts))
        if not counts:
            return NO_ANSWER
        return self._question(index + 1, text, counts)

    def _question(self, number: int, text: str, counts: dict[int, Cell]) -> str:
        shared: dict[str, Any] = {k: v for k, v in self.map.constants.items() if k not in ("out_of", "date")}
        shared |= {"question": text, "theme": self.settings.themes.get(plain(text), ""), "date": self.day}
        asked = QuestionColumns(text, tuple(self.words))
        found = scored(asked, list(self.words.values()), self.settings, Counter())
        where = self.origin(number, self.question, text)
        if not isinstance(found, ScoredQuestion):
            self.cells["aside"] += len(counts)
            if found in PROBLEMS:
                self.problem(note(found), where)
            return NO_ANSWER
        numbers = {i: _count(c) for i, c in counts.items()}
        if None in numbers.values():
            self.cells["aside"] += len(counts)
            wrong = next(i for i, n in numbers.items() if n is None)
            return self.not_usable(self.origin(number, wrong, self.words[wrong]), shared, note("answers-no-count"))
        if self.day is None:
            self.cells["asked"] += len(counts)
            self.ask("default", self.sheet.name or self.file, self.origin(self.top + 1), "date", by_sheet=True)
            return ASKED_ABOUT
        self.cells["read"] += len(counts)
        for i, n in numbers.items():
            score, out_of = found.scale.score(self.words[i], reverse=found.reverse)
            origin = self.origin(number, i, self.words[i])
            self.records.extend([Feedback(origin=origin, score=score, out_of=out_of, **shared)] * (n or 0))
        return ""

    def finish(self) -> None:
        """Add the round itself where the title says how many were asked and answered, and say what was counted."""
        self.fields_there = frozenset({"date", "group", "question", "theme", "score", "out_of", *self.map.constants})
        self.fields = [(word, "score") for word in self.words.values()]
        answers = len(self.records)
        if answers:
            self.said.append(note("answers-as-totals", n=answers))
            if isinstance(self.day, MonthDay):
                self.said.append(note("survey-of-month"))
        back, out = _round_in(self.title)
        if back and self.day is not None and answers:
            more: dict[str, Any] = {k: v for k, v in self.map.constants.items() if k not in ("out_of", "date")}
            self.records.append(Feedback(origin=self.origin(1), date=self.day, answered=back, asked=out, **more))
            self.fields_there |= {"answered", "asked"}
            per_question = Counter(r.origin.row for r in self.records if isinstance(r, Feedback) and r.question)
            if not self.turned and any(n > back for n in per_question.values()):
                self.problem(note("more-answers-than-returned", n=back), self.origin(self.top + 1))


def _count(cell: Cell) -> int | None:
    """How many; None for what is no count, such as a share."""
    number: Any = cell
    if isinstance(cell, str):
        number = int(cell.strip()) if cell.strip().isdigit() else None
    if isinstance(number, bool) or not isinstance(number, int | float) or number != int(number):
        return None
    return int(number) if 0 <= number <= _MOST else None


def _day_in(texts: Sequence[str]) -> Any:
    """The first day that the texts state, else the first month; None for neither."""
    found = [each.says for text in texts for each in find_days(text.replace("_", " "), in_a_cell=True)]
    day = next(
        (says for says in found if says is not None and not isinstance(says, Month) and hasattr(says, "year")), None
    )
    month = next((says for says in found if isinstance(says, Month)), None)
    return day or (MonthDay(month.year, month.month, 1) if month else None)


def _round_in(texts: Sequence[str]) -> tuple[int | None, int | None]:
    """How many answered, and how many were asked, as a title says: 15 returned out of 24; 26 given out, 19 back."""
    for text in texts:
        back = _BACK.search(text.casefold())
        if back:
            out = _OUT.search(text.casefold())
            asked = int(out[1] or out[2]) if out else None
            return int(back[1]), asked if asked is None or asked >= int(back[1]) else None
    return None, None
