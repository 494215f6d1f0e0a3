"""Layout survey: a row a respondent, a column a question, as survey tools export it.

Each answer to a closed question becomes a record with its score. Comments, e-mail addresses and names are never read
into a record. What cannot be scored without guessing is set aside and said.
"""

from collections import Counter
from typing import Any

from evidencepack.day_reader import Order
from evidencepack.files import Cell, Row, blank_row
from evidencepack.notes import Note, note
from evidencepack.registers import Feedback
from evidencepack.tables.cells.convert import error_in, fault_of, fault_of_day
from evidencepack.tables.cells.day_order import NotADayError, day_in, order_of, orders_in
from evidencepack.tables.headings import at, begins_with, by_word, filled, letter_of, plain
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.layouts.survey_headings import SurveyHeadings, form_of
from evidencepack.tables.layouts.survey_questions import COUNTED, PROBLEMS, ScoredQuestion, Settings, sorted_out
from evidencepack.tables.notes import BELOW, NOT_USABLE

NO_ANSWER = "no-countable-answer"


class SurveyReader(LayoutReader):
    """One survey while it is being read: each answer counts, is said, or is a problem."""

    form: SurveyHeadings
    not_listed: bool = False

    def find_headings(self) -> Note | None:
        """The questions, and the columns that say when and who."""
        self.settings = Settings(self.map)
        form = form_of(self, self.settings)
        if form is None:
            return note("no-survey-headings", wanted=", ".join(self.map.columns.get("date", ())[:4]))
        if "group" not in self.map.constants and form.group is None:
            return note("no-group-of-survey")
        self.form, self.head, self.body = form, form.rows, form.rows[-1] + 1
        body = self.rows[self.body :]
        self.questions, self.left = sorted_out(form.asked, [r for r in body if self._responds(r)], self.settings)
        self.groups = by_word(self.map.values.get("group", {}))
        days = [at(r, form.date) for r in body] if form.date is not None else []
        self.order = order_of(orders_in(days), frozenset())
        return None

    def read_row(self, index: int, row: Row) -> str:
        """The answers of one respondent."""
        return self._respondent(index + 1, row) if self._responds(row) else BELOW

    def _responds(self, row: Row) -> bool:
        return not blank_row(row) and not begins_with(next((c for c in row if filled(c)), None), self.foot)

    def _respondent(self, number: int, row: Row) -> str:
        given = [(q, c) for q in self.questions if filled(c := q.asked.answer(row))]
        if not given:
            return NO_ANSWER
        if (values := self._values(number, row)) is None:
            return NOT_USABLE
        before = len(self.records) + len(self.unread)
        for question, cell in given:
            self._answer(number, row, question, cell, values)
        return "" if len(self.records) + len(self.unread) > before else NO_ANSWER

    def _values(self, number: int, row: Row) -> dict[str, Any] | None:
        """What all answers of a respondent share: the day and the group; None where they cannot count."""
        values: dict[str, Any] = {k: v for k, v in self.map.constants.items() if k != "out_of"}
        cell = at(row, self.form.date) if self.form.date is not None else values.get("date")
        try:
            values["date"] = day_in(cell, self.order)
        except NotADayError as error:
            where = self.origin(number, self.form.date, dict(self.form.read).get("date", ""))
            self.not_usable(where, {}, fault_of_day(cell, error) if filled(cell) else note("row-without-day"))
            return None
        cell = at(row, self.form.group) if self.form.group is not None else None
        self.not_listed = filled(cell) and plain(cell) not in self.groups
        if filled(cell):
            values["group"] = self.groups.get(plain(cell), "other")
            self.counts["groups-not-in-list"] += values["group"] == "other"
        if not values.get("group"):
            self.not_usable(self.origin(number), values, note("row-without-group"))
            return None
        return values

    def _answer(self, number: int, row: Row, question: ScoredQuestion, cell: Cell, values: dict[str, Any]) -> None:
        asked = question.asked
        origin = self.origin(number, asked.place(row), asked.text)
        shared = values | {"question": asked.text, "theme": self.settings.themes.get(plain(asked.text), "")}
        try:
            score, out_of = question.scale.score(cell, reverse=question.reverse)
        except ValueError:
            if self.settings.says_nothing(cell):
                self.counts["answers-left-out"] += 1
                return
            why = fault_of(cell, "str") if error_in(cell) else note("answer-on-another-scale")
            self.not_usable(origin, shared, why)
            return
        if self.not_listed:
            self.unknown[len(self.records)] = frozenset({"group"})
        self.records.append(Feedback(origin=origin, score=score, out_of=out_of, **shared))

    def finish(self) -> None:
        """Say what was scored, what was not and why, and what was left out."""
        self.fields_there = frozenset({"date", "group", "question", "theme", "score", "out_of", *self.map.constants})
        scored = {q.asked.text for q in self.questions}
        self.fields = [(name, field) for field, name in self.form.read]
        self.fields += [(a.text, "score") for a in self.form.asked if a.text in scored]
        self.unused += [a.text for a in self.form.asked if a.text not in scored]
        say = self.said.append
        if self.form.private:
            say(note("private-columns", headings=", ".join(self.form.private)))
        if self.order is Order.MONTH:
            say(note("days-month-first"))
        self.tell("answers-left-out", "groups-not-in-list")
        if guessed := tuple(letter_of(q.asked.columns[0]) for q in self.questions if q.guessed):
            say(note("answers-of-two-sets", n=len(guessed), letters=guessed))
        reasons = Counter(reason for _, reason in self.left)
        for reason in COUNTED:
            if reasons[reason]:
                say(note(reason, n=reasons[reason]))
        for reason in PROBLEMS:
            for asked in (asked for asked, why in self.left if why == reason):
                place = self.origin(self.form.rows[-1] + 1, asked.columns[0], asked.text)
                self.problem(note(reason), place)
