"""Whether a record fulfils the conditions of an indicator: equal to a word, on a topic, at least, given, not after."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any

from evidencepack.dates import Window
from evidencepack.frameworks.indicator_base import Compare, Condition, Conditions
from evidencepack.measures.measured import Scope
from evidencepack.registers import REGISTERS, Record, Unread, exact


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds these words in text of small letters: to make a pattern that is case-blind takes three times as long."""
    longest_first = sorted((w.lower() for w in words if w), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in longest_first) + r")(?!\w)")


def matched_word(texts: Iterable[str], words: tuple[str, ...]) -> str:
    """The first of a topic's words found whole in the texts, case-blind; "" when there is none."""
    return _first_word(texts, (_pattern(words),))


def _compare(value: Any, test: Compare, get: Any, on: date) -> bool:
    if test.given is not None and test.given is not (value not in (None, "")):
        return False
    if test.at_least or test.at_most:
        if value is None:
            return False
        number = value if isinstance(value, Fraction) else exact(value)
        if test.at_least and number < test.at_least.value:
            return False
        if test.at_most and number > test.at_most.value:
            return False
    if test.within and not (isinstance(value, date) and test.within.start_of_window(on) <= value <= on):
        return False
    if test.not_after:
        limit = get(test.not_after)
        return isinstance(value, date) and isinstance(limit, date) and value <= limit
    return True


def _one_of(condition: Any, scope: Scope) -> Callable[[Any], bool]:
    """Whether a value is one of the words of a condition, case-blind; yes and no are themselves only."""
    options = condition if isinstance(condition, tuple) else (condition,)
    told = [o for o in options if isinstance(o, bool)]
    words = frozenset(scope.fill(str(o)).casefold() for o in options if not isinstance(o, bool))
    known: dict[Any, bool] = {}  # of one field, so that True is never asked about where 1 was

    def fits(value: Any) -> bool:
        if value not in known:
            known[value] = value in told if isinstance(value, bool) else str(value).casefold() in words
        return known[value]

    return fits


def _patterns(condition: Condition, scope: Scope) -> tuple[re.Pattern[str], ...]:
    """A pattern for each topic of a condition, in order."""
    topics = condition if isinstance(condition, tuple) else (condition,)
    return tuple(_pattern(scope.terms.words_of(scope.fill(str(topic)))) for topic in topics)


def _first_word(texts: Iterable[str], patterns: Iterable[re.Pattern[str]]) -> str:
    """What is found first, in the capitals of the text; in small letters where a letter has two of them, as İ has."""
    for text, match in ((text, pattern.search(text.lower())) for pattern in patterns for text in texts):
        if match:
            return text[match.start() : match.end()] if len(text.lower()) == len(text) else match[0]
    return ""


def fulfilling(conditions: Conditions, scope: Scope) -> Callable[[Record], bool]:
    """A test whether a record fulfils every condition; to be made once and asked of every row."""
    checks = [_check(name, wanted, scope) for name, wanted in conditions.items()]
    return checks[0] if len(checks) == 1 else lambda record: all(check(record) for check in checks)


def fulfilled(conditions: Conditions, scope: Scope, rows: Iterable[Record]) -> list[Record]:
    """The rows that fulfil every condition, in their order."""
    left = list(rows)
    for name, wanted in conditions.items():
        fulfils = _check(name, wanted, scope)
        left = [row for row in left if fulfils(row)]
    return left


def _check(name: str, condition: Condition, scope: Scope) -> Callable[[Record], bool]:
    if name == "topic":
        return _topic_check(_patterns(condition, scope))
    value_of = attrgetter(name)
    if isinstance(condition, Compare):
        return lambda record: _compare(value_of(record), condition, partial(getattr, record), scope.on)
    fits = _one_of(condition, scope)
    return lambda record: fits(value_of(record))


def _topic_check(patterns: tuple[re.Pattern[str], ...]) -> Callable[[Record], bool]:
    """Whether a record is on one of the topics; a text that many rows hold, such as a course, is searched once."""
    known: dict[str, bool] = {}

    def on_topic(record: Record) -> bool:
        for field in record.topical:
            text = getattr(record, field)
            if text not in known:
                known[text] = any(pattern.search(text.lower()) for pattern in patterns)
            if known[text]:
                return True
        return False

    return on_topic


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


def might_fulfil(row: Unread, conditions: Conditions, scope: Scope, window: Window | None = None) -> bool:
    """Whether a row that could not be used might have counted, by the fields that were understood."""
    values: Mapping[str, Any] = row.values
    day = values.get(REGISTERS[row.register].dated_by)
    if window is not None and isinstance(day, date) and day not in window:
        return False
    for name, condition in conditions.items():
        if name == "topic":
            texts = [str(values[f]) for f in REGISTERS[row.register].topical if values.get(f)]
            fits = not texts or bool(_first_word(texts, _patterns(condition, scope)))
        elif isinstance(condition, Compare):
            fits = name not in values or _compare(values[name], condition, values.get, scope.on)
        else:
            fits = name not in values or _one_of(condition, scope)(values[name])
        if not fits:
            return False
    return True
