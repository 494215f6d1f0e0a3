"""Whether a record fulfils the conditions of an indicator: yes, no, or maybe where its cells do not say."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import Any, TypeVar

from evidencepack.dates import MonthDay, Window, last_of
from evidencepack.frameworks.indicator_base import Compare, Condition, Conditions
from evidencepack.measures.answers import Answer, Check, doubt_about, first_word, pattern_of
from evidencepack.measures.cells import open_cell
from evidencepack.measures.measured import Scope
from evidencepack.measures.topic_check import topic_check
from evidencepack.notes import Note
from evidencepack.registers import REGISTERS, Record, blank_of, exact
from evidencepack.registers.base import Blank

R = TypeVar("R", bound=Record)


def _topics(condition: Condition, scope: Scope) -> tuple[str, ...]:
    """The ids of the topics of a condition, in order."""
    topics = condition if isinstance(condition, tuple) else (condition,)
    return tuple(scope.fill(str(topic)) for topic in topics)


def checks_of(conditions: Conditions, register: str, scope: Scope) -> tuple[Check, ...]:
    """The conditions on the rows of a register, to be made once and asked of every row."""
    return tuple(_check(register, name, wanted, scope) for name, wanted in conditions.items())


def answer_of(record: Record, checks: Sequence[Check]) -> Answer:
    """What a record answers to all conditions."""
    least = Answer.YES
    for check in checks:
        answer = check.answer(record)
        if answer is Answer.NO:
            return answer
        if answer is Answer.MAYBE:
            least = answer
    return least


def sift(rows: Sequence[R], checks: Sequence[Check]) -> tuple[Sequence[R], list[R]]:
    """The rows that fulfil all conditions, and those that may: one condition after the other asked of what is left."""
    yes, no = Answer.YES, Answer.NO
    sure: Sequence[R] = rows
    maybe: list[R] = []
    for check in checks:
        ask = check.answer
        answers = [ask(row) for row in sure]
        maybe = [row for row in maybe if ask(row) is not no]
        maybe += [row for row, answer in zip(sure, answers, strict=True) if answer is Answer.MAYBE]
        sure = [row for row, answer in zip(sure, answers, strict=True) if answer is yes]
    return sure, maybe


def doubt_of(record: Record, checks: Sequence[Check]) -> Note:
    """Why a record that may fulfil the conditions may also not: what the first open cell lacks."""
    return next(check.doubt(record) for check in checks if check.answer(record) is Answer.MAYBE)


def _check(register: str, name: str, condition: Condition, scope: Scope) -> Check:
    if name == "topic":
        return topic_check(register, _topics(condition, scope), scope.terms, scope.cells)
    if name == "in_post":
        return _post_check(scope)
    if isinstance(condition, Compare):
        return _compare_check(register, name, condition, scope)
    return _word_check(register, name, condition, scope)


def _empty(register: str, name: str, scope: Scope, *, given: bool = False) -> Callable[[Record], Answer]:
    """What an empty cell answers to what it is asked, or to whether anything is `given`: no, or maybe."""
    cells = scope.cells
    if cells.empty_is_no(register, name):
        return lambda _record: Answer.NO
    return lambda record: Answer.MAYBE if cells.doubt_of_empty(record, name, given=given) else Answer.NO


def _word_check(register: str, name: str, condition: Any, scope: Scope) -> Check:
    """Whether a value is one of the words of a condition, case-blind; yes and no are themselves only."""
    options = condition if isinstance(condition, tuple) else (condition,)
    told = [o for o in options if isinstance(o, bool)]
    words = frozenset(scope.fill(str(o)).casefold() for o in options if not isinstance(o, bool))
    record_type, cells, value_of = REGISTERS[register], scope.cells, attrgetter(name)
    unknown, empty = cells.unknown_ids(name), _empty(register, name, scope)
    naming = name in record_type.naming
    behind = pattern_of(scope.terms.behind(f"{register}.{name}", words))
    counts_empty = blank_of(record_type, name) is Blank.COUNTS
    known: dict[Any, Answer] = {}  # of one field, so that True is never asked about where 1 was

    def of_value(value: Any) -> Answer:
        if isinstance(value, bool):
            return Answer.YES if value in told else Answer.NO
        text = str(value).casefold()
        if text in words:
            return Answer.YES
        if scope.terms.is_other(f"{register}.{name}", text):
            return Answer.NO
        if naming and words and (pattern_of(tuple(words)).search(text) or behind.search(text)):
            return Answer.MAYBE  # "Group supervision" may be supervision, and may not
        return Answer.MAYBE if naming and not cells.knows(register, name, str(value)) else Answer.NO

    def answer(record: Record) -> Answer:
        value = value_of(record)
        if value is None or value == "":
            if counts_empty and record.id not in unknown:
                return Answer.YES
            if empty(record):
                return Answer.MAYBE
            return Answer.YES if False in told else Answer.NO
        if record.id in unknown:
            return Answer.NO if naming and of_value(value) is Answer.NO else Answer.MAYBE
        if value not in known:
            known[value] = of_value(value)
        return known[value]

    return Check(answer, doubt_about(name, cells))


def _post_check(scope: Scope) -> Check:
    """Whether somebody was in post, or with the service, on the day: from the first day to the last, both included."""
    no_start, no_end = scope.cells.unknown_ids("start"), scope.cells.unknown_ids("end")

    def answer(person: Any) -> Answer:
        end = person.end
        if (end is not None and last_of(end) < scope.on) or (person.start is not None and person.start > scope.on):
            return Answer.NO
        some_day = end is not None and end < scope.on  # of the month that the day is in
        is_open = person.start is None or person.id in no_start or some_day or (end is None and person.id in no_end)
        return Answer.MAYBE if is_open else Answer.YES

    def doubt(person: Any) -> Note:
        name = "start" if person.start is None or person.id in no_start else "end"
        return open_cell("maybe-cell", person.register, name)

    return Check(answer, doubt)


def _compare_check(register: str, name: str, test: Compare, scope: Scope) -> Check:
    value_of, empty = attrgetter(name), _empty(register, _cell_of(register, name), scope, given=True)
    number, cells, column = bool(test.at_least or test.at_most), scope.cells, f"{register}.{name}"

    def answer(record: Record) -> Answer:
        value = value_of(record)
        gives = cells.gives(column, value) if value.__class__ is str and value else True
        if gives is None:
            return Answer.MAYBE
        if not gives:
            return Answer.YES if test.given is False else Answer.NO
        if value is None or value == "":
            if number:
                return Answer.MAYBE
            there = empty(record)
            return there if test.given is not False else Answer(Answer.YES - there)
        if test.given is False:
            return Answer.NO
        return _compared(value, test, record, scope)

    def doubt(record: Record) -> Note:
        value, field = value_of(record), _cell_of(register, name)
        if isinstance(value, MonthDay):
            return open_cell("maybe-undated", register, name)
        if value.__class__ is str and value and cells.gives(column, value) is None:
            return open_cell("maybe-text", register, name)
        if name == "percent" and getattr(record, field) is not None:
            return open_cell("maybe-scale", register, "out_of")
        return doubt_about(test.not_after if test.not_after and value else field, cells)(record)

    return Check(answer, doubt)


def _cell_of(register: str, name: str) -> str:
    """The column that a value is read from, where the register works it out: the share of a score is its score."""
    return "score" if name == "percent" else name


def _compared(value: Any, test: Compare, record: Record, scope: Scope) -> Answer:
    if test.at_least or test.at_most:
        number = value if isinstance(value, Fraction) else exact(value)
        if (test.at_least and number < test.at_least.value) or (test.at_most and number > test.at_most.value):
            return Answer.NO
    least = Answer.YES
    if test.within:
        window = Window(test.within.start_of_window(scope.on), scope.on)
        if not isinstance(value, date) or not window.may_hold(value):
            return Answer.NO
        least = Answer.YES if value in window else Answer.MAYBE
    if test.not_past:
        if not isinstance(value, date) or last_of(value) < scope.on:
            return Answer.NO
        least = min(least, Answer.YES if value >= scope.on else Answer.MAYBE)
    return min(least, _not_after(value, getattr(record, test.not_after))) if test.not_after else least


def _not_after(value: Any, limit: Any) -> Answer:
    """Whether a day came by another; maybe where only the month of one is known, and both are of that month."""
    if not isinstance(limit, date):
        return Answer.MAYBE
    if not isinstance(value, date) or value > last_of(limit):
        return Answer.NO
    return Answer.YES if last_of(value) <= limit else Answer.MAYBE


def word_finder(conditions: Conditions, scope: Scope) -> Callable[[Record], tuple[str, str]]:
    """Finds the word that put a record on its topic, for the trace, and the column it stands in: care plans, scope.

    The column is "" where it is the first that a topic is looked for in; so is the word when no topic is asked for.
    """
    if "topic" not in conditions:
        return lambda _record: ("", "")
    patterns = [pattern_of(scope.terms.words_of(topic)) for topic in _topics(conditions["topic"], scope)]

    def found(record: Record) -> tuple[str, str]:
        for field in record.topical:
            if word := first_word([getattr(record, field)], patterns):
                return word, "" if field == record.topical[0] else field.replace("_", " ")
        return "", ""

    return found
