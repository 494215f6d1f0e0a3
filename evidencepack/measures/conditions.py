"""Whether a record fulfils the conditions of an indicator: yes, no, or maybe where its cells do not say."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from msgspec import Struct

from evidencepack.frameworks.indicator_base import Compare, Condition, Conditions
from evidencepack.measures.cells import Cells, open_cell
from evidencepack.measures.measured import Scope
from evidencepack.notes import Note
from evidencepack.registers import REGISTERS, Record, blank_of, exact
from evidencepack.registers.base import Blank

R = TypeVar("R", bound=Record)


class Answer(IntEnum):
    """What a record answers; of several conditions the least holds."""

    NO = 0
    MAYBE = 1
    YES = 2


class Check(Struct, frozen=True):
    """One condition, ready to be asked of every row; `doubt` says why the answer is maybe, where it is."""

    answer: Callable[[Record], Answer]
    doubt: Callable[[Record], Note]


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds these words in text of small letters: to make a pattern that is case-blind takes three times as long."""
    longest_first = sorted((w.lower() for w in words if w), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in longest_first) + r")(?!\w)")


def matched_word(texts: Iterable[str], words: tuple[str, ...]) -> str:
    """The first of a topic's words found whole in the texts, case-blind; "" when there is none."""
    return _first_word(texts, (_pattern(words),))


def _patterns(condition: Condition, scope: Scope) -> tuple[re.Pattern[str], ...]:
    """A pattern for each topic of a condition, in order."""
    topics = condition if isinstance(condition, tuple) else (condition,)
    return tuple(_pattern(scope.terms.words_of(scope.fill(str(topic)))) for topic in topics)


def _first_word(texts: Iterable[str], patterns: Iterable[re.Pattern[str]]) -> str:
    """What is found first, in the capitals of the text; in small letters where a letter has two of them, as İ has."""
    for text, match in ((text, pattern.search(text.lower())) for pattern in patterns for text in texts if text):
        if match:
            return text[match.start() : match.end()] if len(text.lower()) == len(text) else match[0]
    return ""


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
        return _topic_check(register, _patterns(condition, scope), scope.cells)
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


def _doubt(name: str, cells: Cells) -> Callable[[Record], Note]:
    def doubt(record: Record) -> Note:
        value = getattr(record, name, None)
        if value in (None, ""):
            return cells.doubt_of_empty(record, name) or open_cell("maybe-blank", record.register, name)
        return open_cell("maybe-word", record.register, name, word=str(value))

    return doubt


def _word_check(register: str, name: str, condition: Any, scope: Scope) -> Check:
    """Whether a value is one of the words of a condition, case-blind; yes and no are themselves only."""
    options = condition if isinstance(condition, tuple) else (condition,)
    told = [o for o in options if isinstance(o, bool)]
    words = frozenset(scope.fill(str(o)).casefold() for o in options if not isinstance(o, bool))
    record_type, cells, value_of = REGISTERS[register], scope.cells, attrgetter(name)
    unknown, empty = cells.unknown_ids(name), _empty(register, name, scope)
    naming = name in record_type.naming
    counts_empty = blank_of(record_type, name) is Blank.COUNTS
    known: dict[Any, Answer] = {}  # of one field, so that True is never asked about where 1 was

    def of_value(value: Any) -> Answer:
        if isinstance(value, bool):
            return Answer.YES if value in told else Answer.NO
        text = str(value).casefold()
        if text in words:
            return Answer.YES
        if naming and words and _pattern(tuple(words)).search(text):
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

    return Check(answer, _doubt(name, cells))


def _topic_check(register: str, patterns: tuple[re.Pattern[str], ...], cells: Cells) -> Check:
    """Whether a record is on one of the topics; texts that many rows hold, such as a course, are searched once."""
    fields = REGISTERS[register].topical
    naming = [name for name in fields if name in REGISTERS[register].naming]
    texts_of = attrgetter(*fields)
    known: dict[Any, Answer] = {}

    passing = [(name, ids) for name in fields if name not in naming and (ids := cells.unknown_ids(name))]

    def unread(record: Record) -> str:
        """The field beside those that name the record that could not be read, and may say that it is on the topic."""
        return next((name for name, ids in passing if record.id in ids), "")

    def open_field(record: Record) -> str:
        """The field that leaves it open whether the record is on the topic; "" where none does."""
        if naming and not another(record):
            return naming[0]
        # What is told in passing: only a cell that cannot be read, or columns that are not there, leave it open.
        lacking = not naming and all(cells.lacks(record, n) for n in fields)
        return unread(record) or (fields[0] if lacking else "")

    def another(record: Record) -> bool:
        named = ((name, getattr(record, name)) for name in naming)
        return any(text and cells.knows(register, name, text) for name, text in named)

    def of_texts(texts: tuple[str | None, ...], record: Record) -> Answer:
        if any(pattern.search(text.lower()) for text in texts if text for pattern in patterns):
            return Answer.YES
        return Answer.MAYBE if open_field(record) else Answer.NO

    def answer(record: Record) -> Answer:
        texts = texts_of(record)
        found = known.get(texts)
        if found is None:
            found = of_texts(texts if len(fields) > 1 else (texts,), record)
            # What empty and unread cells say is a matter of the sheet and the row.
            if found is Answer.YES or (not passing and (naming or any(texts))):
                known[texts] = found
        return found

    return Check(answer, lambda record: _doubt(open_field(record), cells)(record))


def _post_check(scope: Scope) -> Check:
    """Whether somebody was in post, or with the service, on the day: from the first day to the last, both included."""
    no_start, no_end = scope.cells.unknown_ids("start"), scope.cells.unknown_ids("end")

    def answer(person: Any) -> Answer:
        if (person.end is not None and person.end < scope.on) or (person.start is not None and person.start > scope.on):
            return Answer.NO
        is_open = person.start is None or person.id in no_start or (person.end is None and person.id in no_end)
        return Answer.MAYBE if is_open else Answer.YES

    def doubt(person: Any) -> Note:
        name = "start" if person.start is None or person.id in no_start else "end"
        return open_cell("maybe-cell", person.register, name)

    return Check(answer, doubt)


def _compare_check(register: str, name: str, test: Compare, scope: Scope) -> Check:
    value_of, empty = attrgetter(name), _empty(register, _cell_of(register, name), scope, given=True)
    number, cells = bool(test.at_least or test.at_most), scope.cells

    def answer(record: Record) -> Answer:
        value = value_of(record)
        if value.__class__ is str and cells.says_nothing(value):
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
        field = test.not_after if test.not_after and value_of(record) else _cell_of(register, name)
        return _doubt(field, scope.cells)(record)

    return Check(answer, doubt)


def _cell_of(register: str, name: str) -> str:
    """The column that a value is read from, where the register works it out: the share of a score is its score."""
    return "score" if name == "percent" else name


def _compared(value: Any, test: Compare, record: Record, scope: Scope) -> Answer:
    if test.at_least or test.at_most:
        number = value if isinstance(value, Fraction) else exact(value)
        if (test.at_least and number < test.at_least.value) or (test.at_most and number > test.at_most.value):
            return Answer.NO
    if test.within and not (isinstance(value, date) and test.within.start_of_window(scope.on) <= value <= scope.on):
        return Answer.NO
    if test.not_after:
        limit = getattr(record, test.not_after)
        if not isinstance(limit, date):
            return Answer.MAYBE
        return Answer.YES if isinstance(value, date) and value <= limit else Answer.NO
    return Answer.YES


def word_finder(conditions: Conditions, scope: Scope) -> Callable[[Record], tuple[str, str]]:
    """Finds the word that put a record on its topic, for the trace, and the column it stands in: care plans, scope.

    The column is "" where it is the first that a topic is looked for in; so is the word when no topic is asked for.
    """
    if "topic" not in conditions:
        return lambda _record: ("", "")
    patterns = _patterns(conditions["topic"], scope)

    def found(record: Record) -> tuple[str, str]:
        for field in record.topical:
            if word := _first_word([getattr(record, field)], patterns):
                return word, "" if field == record.topical[0] else field.replace("_", " ")
        return "", ""

    return found
