"""Whether a record fulfils the conditions of an indicator: equal to a word, on a topic, at least, given, not after."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from evidencepack.dates import Window
from evidencepack.frameworks.indicators import Compare, Condition, Conditions
from evidencepack.indicators.scope import Scope
from evidencepack.records import REGISTERS, Record, Unread


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in longest_first) + r")(?!\w)", re.IGNORECASE)


def matched_word(texts: Iterable[str], words: tuple[str, ...]) -> str:
    """The first of a topic's words found whole in the texts, case-blind; "" when there is none."""
    pattern = _pattern(words)
    for text in texts:
        found = pattern.search(text)
        if found:
            return found[0]
    return ""


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, bool) or isinstance(value, bool):
        return value is wanted
    return str(value).casefold() == str(wanted).casefold()


def _compare(value: Any, test: Compare, get: Any, on: date) -> bool:
    if test.given is not None and test.given is not (value not in (None, "")):
        return False
    if test.at_least or test.at_most:
        if value is None:
            return False
        number = Fraction(str(value)) if not isinstance(value, Fraction) else value
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


def _holds(value: Any, condition: Condition, scope: Scope, get: Any) -> bool:
    if isinstance(condition, Compare):
        return _compare(value, condition, get, scope.on)
    options = condition if isinstance(condition, tuple) else (condition,)
    return any(_same(value, scope.fill(o) if isinstance(o, str) else o) for o in options)


def _on_topic(texts: Iterable[str], condition: Condition, scope: Scope) -> str:
    topics = condition if isinstance(condition, tuple) else (condition,)
    for topic in topics:
        word = matched_word(texts, scope.terms.words_of(scope.fill(str(topic))))
        if word:
            return word
    return ""


def fulfils(record: Record, conditions: Conditions, scope: Scope) -> bool:
    """Whether a record fulfils every condition."""
    for name, condition in conditions.items():
        if name == "topic":
            if not _on_topic([getattr(record, f) for f in record.topical], condition, scope):
                return False
        elif not _holds(getattr(record, name), condition, scope, lambda other: getattr(record, other)):
            return False
    return True


def word_of(record: Record, conditions: Conditions, scope: Scope) -> str:
    """The word that put a record on its topic, for the trace; "" when the conditions ask for no topic."""
    if "topic" not in conditions:
        return ""
    return _on_topic([getattr(record, f) for f in record.topical], conditions["topic"], scope)


def might_fulfil(row: Unread, conditions: Conditions, scope: Scope, window: Window | None = None) -> bool:
    """Whether a row that could not be used might have counted, by the fields that were understood."""
    values: Mapping[str, Any] = row.values
    day = values.get(REGISTERS[row.register].dated_by)
    if window is not None and isinstance(day, date) and day not in window:
        return False
    for name, condition in conditions.items():
        if name == "topic":
            texts = [str(values[f]) for f in REGISTERS[row.register].topical if values.get(f)]
            if texts and not _on_topic(texts, condition, scope):
                return False
        elif name in values and not _holds(values[name], condition, scope, values.get):
            return False
    return True


def unread_matching(register: str, conditions: Conditions, scope: Scope, window: Window | None = None) -> int:
    """How many unread rows of a register might have counted, in the window if one is given."""
    return sum(might_fulfil(row, conditions, scope, window) for row in scope.records.unread_of(register))
