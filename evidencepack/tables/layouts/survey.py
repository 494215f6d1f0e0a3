"""Layout survey: a row a respondent, a column a question, as survey tools export it.

Each answer to a closed question becomes a record with its score. Comments, e-mail addresses and names are never read
into a record. What cannot be scored without guessing is set aside and said.
"""

from collections import Counter
from typing import Any

from evidencepack.day_reader import Order
from evidencepack.files import Cell, Row, Sheet, blank_row
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.notes import Note, note
from evidencepack.origin import Origin
from evidencepack.registers import Feedback, Unread
from evidencepack.tables.cells.convert import error_in
from evidencepack.tables.cells.days import NotADayError, day_in, order_of, orders_in
from evidencepack.tables.headings import begins_with, plain, plain_set
from evidencepack.tables.layouts.grid import SheetReading, at, filled
from evidencepack.tables.layouts.survey_headings import SurveyHeadings, form_of
from evidencepack.tables.layouts.survey_questions import (
    BY_CHOICE,
    DOUBTFUL,
    FREE_TEXT,
    NO_SCALE,
    YES_OR_NO,
    ScoredQuestion,
    Settings,
    sorted_out,
)
from evidencepack.tables.notes import ABOVE, BELOW, BLANK, HEADING, NOT_USABLE
from evidencepack.tables.people import People
from evidencepack.tables.reading import SheetRead, fault_of, fault_of_day, letter_of

NO_ANSWER = "no-countable-answer"


def read_survey(file: str, sheet: Sheet, column_map: ColumnMap, people: People) -> SheetRead:
    """Read the export of a survey; each row is read or set aside, each answer counts, is said, or is a problem."""
    reading, settings = SheetReading(file, sheet, column_map), Settings(column_map)
    form = form_of(reading, settings)
    if form is None:
        wanted = ", ".join(column_map.columns.get("date", ())[:4])
        return reading.nothing(note("no-survey-headings", wanted=wanted))
    if "group" not in column_map.constants and form.group is None:
        return reading.nothing(note("no-group-of-survey"))
    return _Survey(reading, settings, form).read()


class _Survey:
    """One survey while it is being read; thrown away afterwards."""

    def __init__(self, reading: SheetReading, settings: Settings, form: SurveyHeadings) -> None:
        self.on, self.settings, self.form = reading, settings, form
        self.body = reading.rows[form.body :]
        self.foot = plain_set(reading.map.foot)
        self.questions, self.left = sorted_out(form.asked, [r for r in self.body if self._responds(r)], settings)
        self.groups = {
            plain(w): ours
            for ours, words in reading.map.values.get("group", {}).items()
            for w in (ours, *words)
        }  # fmt: skip
        days = [at(r, form.date) for r in self.body] if form.date is not None else []
        self.order = order_of(orders_in(days), frozenset())

    def read(self) -> SheetRead:
        for index, row in enumerate(self.on.rows):
            reason = self._reason(index, row) or self._respondent(index + 1, row)
            if reason:
                self.on.set_aside[reason] += 1
        self._account()
        self._say()
        return self.on.read()

    def _responds(self, row: Row) -> bool:
        return not blank_row(row) and not begins_with(next(c for c in row if plain(c) or filled(c)), self.foot)

    def _reason(self, index: int, row: Row) -> str:
        if blank_row(row):
            return BLANK
        if index in self.form.rows:
            return HEADING
        if index < self.form.body:
            return ABOVE
        return "" if self._responds(row) else BELOW

    def _respondent(self, number: int, row: Row) -> str:
        given = [(q, c) for q in self.questions if filled(c := q.asked.answer(row))]
        if not given:
            return NO_ANSWER
        values = self._values(number, row)
        if values is None:
            return NOT_USABLE
        before = len(self.on.records) + len(self.on.unread)
        for question, cell in given:
            self._answer(number, row, question, cell, values)
        return "" if len(self.on.records) + len(self.on.unread) > before else NO_ANSWER

    def _values(self, number: int, row: Row) -> dict[str, Any] | None:
        """What all answers of a respondent share: the day and the group; None where they cannot count."""
        values: dict[str, Any] = {k: v for k, v in self.on.map.constants.items() if k != "out_of"}
        cell = at(row, self.form.date) if self.form.date is not None else values.get("date")
        try:
            values["date"] = day_in(cell, self.order)
        except NotADayError as error:
            self._no_day(number, cell, error)
            return None
        cell = at(row, self.form.group) if self.form.group is not None else None
        if filled(cell):
            values["group"] = self.groups.get(plain(cell), "other")
            self.on.counts["groups-not-in-list"] += values["group"] == "other"
        if not values.get("group"):
            origin = self.on.origin(number)
            self._unusable(origin, values, note("row-without-group"))
            return None
        return values

    def _no_day(self, number: int, cell: Cell, error: NotADayError) -> None:
        origin = self.on.origin(number, self.form.date, self.form.names.get(self.form.date or 0, ""))
        self._unusable(origin, {}, fault_of_day(cell, error) if filled(cell) else note("row-without-day"))

    def _unusable(self, origin: Origin, values: dict[str, Any], what: Note) -> None:
        self.on.unread.append(Unread("feedback", origin, values, what))
        self.on.problem(what, origin)

    def _answer(self, number: int, row: Row, question: ScoredQuestion, cell: Cell, values: dict[str, Any]) -> None:
        asked = question.asked
        origin = self.on.origin(number, asked.place(row), asked.text)
        shared = values | {"question": asked.text, "theme": self.settings.themes.get(plain(asked.text), "")}
        try:
            score, out_of = question.scale.score(cell, reverse=question.reverse)
        except ValueError:
            if self.settings.says_nothing(cell):
                self.on.counts["answers-left-out"] += 1
                return
            self._unusable(origin, shared, fault_of(cell, "str") if error_in(cell) else note("answer-on-another-scale"))
            return
        self.on.records.append(Feedback(origin=origin, score=score, out_of=out_of, **shared))

    def _account(self) -> None:
        scored = {q.asked.text for q in self.questions}
        self.on.fields.extend((name, field) for field, name in self.form.read)
        self.on.fields.extend((a.text, "score") for a in self.form.asked if a.text in scored)
        self.on.unused.extend(a.text for a in self.form.asked if a.text not in scored)

    def _say(self) -> None:
        say = self.on.said.append
        if self.form.private:
            say(note("private-columns", headings=", ".join(self.form.private)))
        if self.order is Order.MONTH:
            say(note("days-month-first"))
        self.on.tell("answers-left-out", "groups-not-in-list")
        if guessed := tuple(letter_of(q.asked.columns[0]) for q in self.questions if q.guessed):
            say(note("answers-of-two-sets", n=len(guessed), letters=guessed))
        reasons = Counter(reason for _, reason in self.left)
        for reason in (FREE_TEXT, BY_CHOICE):
            if reasons[reason]:
                say(note(reason, n=reasons[reason]))
        for reason in (YES_OR_NO, DOUBTFUL, NO_SCALE):
            for asked in (asked for asked, why in self.left if why == reason):
                place = self.on.origin(self.form.rows[-1] + 1, asked.columns[0], asked.text)
                self.on.problem(note(reason), place)
