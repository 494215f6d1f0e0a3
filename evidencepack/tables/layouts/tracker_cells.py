"""What one cell of a tracker says: met on a day, met in that month, booked, away, not held, not required.

What only a person can say (initials alone, a word that no list knows) is raised as what is to be asked.
"""

import re
from datetime import date
from typing import Literal

from msgspec import Struct

from evidencepack.day_reader import leading_day
from evidencepack.files import Cell
from evidencepack.registers.settled import ASIDE
from evidencepack.tables.cells.day_order import doubtful, without_note
from evidencepack.tables.headings import plain
from evidencepack.tables.layouts.tracker_days import Period, booked_day, day_in_period, near
from evidencepack.tables.layouts.tracker_words import (
    AWAY,
    BOOKED,
    DONE,
    GONE,
    NOT_HELD,
    NOT_REQUIRED,
    TrackerWords,
    are_initials,
    may_be_a_mark,
)

COUNTED_AS = {BOOKED: "meetings-booked", AWAY: "people-away", GONE: "people-gone", NOT_HELD: "meetings-not-held",
              NOT_REQUIRED: "meetings-not-required", ASIDE: "cells-said-aside"}  # fmt: skip
_LONGEST = 500
_SEVERAL = re.compile(r"(?:(?<!\s)\s*)?(?:[,;&+\n]|\band\b)\s*", re.IGNORECASE)
_BEFORE_A_DAY = re.compile(r"^(?:held|for|on|in|to)?[\s:.–—-]*(?:for|on)?\s*")
_WITH = re.compile(r"(?:with|by|w/)\s*", re.IGNORECASE)
# A word or initials before a day, and behind it.
_WORD_FIRST = re.compile(r"([^\W\d_][^\d\s]{0,19})[\s:,]+(\d\S*(?:\s\S+)?)")


class Entry(Struct, frozen=True):
    """One thing a cell says: its state, the day if it gives one, and the kind of meeting if it names it."""

    state: str
    day: date | None = None
    kind: str = ""


class AskError(ValueError):
    """A cell of which only a person can say what it means: what is to be asked, and the day it gives, if any."""

    def __init__(self, ask: Literal["mark", "colour"], what: str, day: date | None = None) -> None:
        super().__init__(what)
        self.ask, self.what, self.day = ask, what, day


def entries_of(cell: Cell, period: Period, words: TrackerWords) -> tuple[Entry, ...]:
    """What a cell says; where its column names no month, a day needs its month at least.

    Raises ValueError when it is not understood, NotADayError where more is known, AskError where a person can say.
    """
    if isinstance(cell, bool) or cell == 0:
        return (Entry(DONE if cell else NOT_HELD),)
    if not isinstance(cell, str):
        return (Entry(DONE, near(day_in_period(cell, period), period)),)
    if len(cell) > _LONGEST:
        raise ValueError("longer than what stands beneath a month")
    if said := words.answered("mark", cell.strip()):
        return (Entry(said),)
    try:
        return (_one(cell, period, words),)
    except ValueError:
        parts = [p for p in _SEVERAL.split(cell) if p.strip()]
        if len(parts) < 2 or not all(any(c.isdigit() for c in p) for p in parts):
            raise
        return tuple(_one(p, period, words) for p in parts)


def entry_of_colour(colour: str, words: TrackerWords) -> Entry:
    """What a filled cell without text says, once a person or a legend has said what its colour means."""
    if said := words.answered("colour", colour):
        return Entry(said)
    raise AskError("colour", colour)


def _one(cell: str, period: Period, words: TrackerWords) -> Entry:
    text = plain(cell)
    if "?" in cell:
        raise ValueError("doubtful")
    state, rest = words.state(text)
    if state:
        return _with_state(cell, state, rest, period, words)
    kind, rest = words.kind(text)
    if kind:
        if not rest:
            raise AskError("mark", cell.strip())
        found = _one(rest, period, words)
        return Entry(found.state, found.day, kind)
    if not any(map(str.isdigit, text)):
        if not may_be_a_mark(text):
            raise ValueError("a note")
        raise AskError("mark", cell.strip())
    try:
        # A note in brackets may say what became of the meeting.
        day = day_in_period(without_note(text, lambda n: _says_more(n, words)), period)
    except ValueError:
        return _day_and_more(cell, period, words)
    return Entry(DONE, near(day, period))


def _says_more(note: str, words: TrackerWords) -> bool:
    if plain(note) in words.beside:
        return False
    return doubtful(note) or bool(words.state(note)[0] or words.kind(note)[0])


def _with_state(cell: str, state: str, rest: str, period: Period, words: TrackerWords) -> Entry:
    """A word such as Done or Booked, with a day or initials after it or not."""
    rest = _BEFORE_A_DAY.sub("", rest)
    if state == BOOKED:
        return Entry(BOOKED, booked_day(rest, period))
    if state != DONE or not rest or (_is_signed(cell, rest) and not words.state(rest)[0]):
        return Entry(state)
    found = _one(rest, period, words)
    if found.state != DONE:
        raise ValueError("says two things")
    return found


def _day_and_more(cell: str, period: Period, words: TrackerWords) -> Entry:
    """A day with a word after it (the kind of meeting, that it was cancelled, with whom), or with one before it."""
    text = plain(cell)
    day = leading_day(text)
    if not day:
        return _word_first(cell.strip(), period, words)
    more = plain(text[len(day) :].strip(" (),:;-–—"))
    state, rest = words.state(more)
    kind, _ = words.kind(more) if not state else ("", "")
    held = near(day_in_period(day, period), period)
    if more in words.beside:
        return Entry(DONE, held)
    if not state and not kind and _is_signed(cell, more):
        return _with(_last_word(cell), held, words)
    if (not state and not kind) or (rest and words.named(rest, BOOKED, AWAY, GONE, NOT_HELD)):
        raise ValueError("more than a day")
    if state == BOOKED:
        return Entry(BOOKED, booked_day(day, period))
    return Entry(state or DONE, held, kind) if state in ("", DONE) else Entry(state)


def _word_first(cell: str, period: Period, words: TrackerWords) -> Entry:
    """A word or initials before a day: somebody of the staff was met with then; of any other a person must say."""
    found = _WORD_FIRST.fullmatch(cell)
    if not found:
        raise ValueError("not a day")
    return _with(found[1], near(day_in_period(found[2], period), period), words)


def _with(word: str, day: date, words: TrackerWords) -> Entry:
    """A day beside a word: held, where it is somebody of the staff; of any other word a person must say."""
    said = words.answered("mark", word)
    if said and said != DONE:
        return Entry(said)
    if said or words.may_sign(word):
        return Entry(DONE, day)
    raise AskError("mark", word, day)


def _last_word(cell: str) -> str:
    return cell.strip(" ().").rpartition(" ")[2].lstrip("(")


def _is_signed(cell: str, more: str) -> bool:
    """Whether what stands behind a day or a tick is one name or initials, with "by" or "with" before it or not."""
    return plain(_WITH.sub("", more, count=1)) == plain(_last_word(cell)) and are_initials(_last_word(cell))
