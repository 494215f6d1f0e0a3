"""What one cell of a tracker says: met on a day, met in that month, booked, away, not held, not required."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from evidencepack.day_reader import day_without_year, leading_day, to_date
from evidencepack.files import Cell
from evidencepack.tables.cells.day_order import NotADayError, doubtful, without_note
from evidencepack.tables.headings import by_word, plain
from evidencepack.tables.layouts.month_headings import months_apart

DONE, BOOKED, AWAY, NOT_HELD, NOT_REQUIRED = "done", "booked", "away", "not held", "not required"
COUNTED_AS = {BOOKED: "meetings-booked", AWAY: "people-away", NOT_HELD: "meetings-not-held",
              NOT_REQUIRED: "meetings-not-required"}  # fmt: skip
TOO_FAR = "day-far-from-month"
_LONGEST = 500
_SEVERAL = re.compile(r"(?:(?<!\s)\s*)?(?:[,;&+\n]|\band\b)\s*", re.IGNORECASE)
_BEFORE_A_DAY = re.compile(r"^(?:held|for|on|in|to)?[\s:.–—-]*(?:for|on)?\s*")
_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}|[A-Z](?:[./][A-Z]){1,2}\.?")


class Entry(Struct, frozen=True):
    """One thing a cell says: its state, the day if it gives one, and the kind of meeting if it names it."""

    state: str
    day: date | None = None
    kind: str = ""


class TrackerWords:
    """The words that may stand where a day is expected, and those that name a kind, ready to compare."""

    def __init__(self, states: Mapping[str, tuple[str, ...]], kinds: Mapping[str, tuple[str, ...]]) -> None:
        self.states, self.kinds = _by_length(by_word(states)), _by_length(by_word(kinds))

    def state(self, text: str) -> tuple[str, str]:
        """The state a text begins with, and what follows; ("", text) when it begins with none."""
        return _begins(text, self.states)

    def kind(self, text: str) -> tuple[str, str]:
        """The kind of meeting a text begins or ends with, and the rest."""
        ours, rest = _begins(text, self.kinds)
        if ours:
            return ours, rest
        for word, kind in self.kinds.items():
            if text.endswith(word) and not text[: -len(word)][-1:].isalnum():
                return kind, plain(text[: -len(word)].rstrip("( "))
        return "", text

    def named(self, text: str, *states: str) -> bool:
        """Whether a word of one of some states stands anywhere in a text."""
        return any(s in states and re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text) for w, s in self.states.items())


def _by_length(words: Mapping[str, str]) -> dict[str, str]:
    """Longest first, so that "not held" is found before "not"."""
    return dict(sorted(words.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _begins(text: str, words: Mapping[str, str]) -> tuple[str, str]:
    for word, ours in words.items():
        if text == word:
            return ours, ""
        if text.startswith(word) and not (text[len(word)].isalnum() and word[-1].isalnum()):
            return ours, plain(text[len(word) :].strip(" ():,-–—"))
    return "", text


def entries_of(cell: Cell, month: date | None, words: TrackerWords) -> tuple[Entry, ...]:
    """What a cell beneath a month says; `month` is None where the column names none, and only whole days are read.

    Raises ValueError when it is not understood, and NotADayError where more is known.
    """
    if isinstance(cell, bool) or cell == 0:
        return (Entry(DONE if cell else NOT_HELD),)
    if not isinstance(cell, str):
        return (Entry(DONE, _near(_day(cell, month), month)),)
    if len(cell) > _LONGEST:
        raise ValueError("longer than what stands beneath a month")
    try:
        return (_one(cell, month, words),)
    except ValueError:
        parts = [p for p in _SEVERAL.split(cell) if p.strip()]
        if len(parts) < 2 or not all(any(c.isdigit() for c in p) for p in parts):
            raise
        return tuple(_one(p, month, words) for p in parts)


def _one(cell: str, month: date | None, words: TrackerWords) -> Entry:
    text = plain(cell)
    if "?" in cell:
        raise ValueError("doubtful")
    state, rest = words.state(text)
    if state:
        return _with_state(state, rest, month, words)
    kind, rest = words.kind(text)
    if kind:
        if not rest:
            raise ValueError("a kind of meeting, and not whether it was held")
        found = _one(rest, month, words)
        return Entry(found.state, found.day, kind)
    if _INITIALS.fullmatch(cell.strip()):
        raise NotADayError("initials-or-code")
    try:
        # A note in brackets may say what became of the meeting.
        day = _day(without_note(text, lambda n: doubtful(n) or bool(words.state(n)[0] or words.kind(n)[0])), month)
    except ValueError:
        return _day_and_more(text, month, words)
    return Entry(DONE, _near(day, month))


def _with_state(state: str, rest: str, month: date | None, words: TrackerWords) -> Entry:
    """A word such as Done or Booked, with a day after it or not."""
    rest = _BEFORE_A_DAY.sub("", rest)
    if state == BOOKED:
        return Entry(BOOKED, _booked_day(rest, month))
    if state != DONE or not rest:
        return Entry(state)
    found = _one(rest, month, words)
    if found.state != DONE:
        raise ValueError("says two things")
    return found


def _booked_day(text: str, month: date | None) -> date | None:
    """The day of a booking, which lies ahead; none where it is not understood, as a booking is no meeting anyway."""
    try:
        day = _day(text, month)
        behind = month is not None and (day.year, day.month) < (month.year, month.month)
        return day.replace(year=day.year + 1) if behind and day_without_year(text) is not None else day
    except ValueError:
        return None


def _day_and_more(text: str, month: date | None, words: TrackerWords) -> Entry:
    """A day with a word after it: the kind of meeting, or that it was cancelled."""
    day = leading_day(text)
    if not day:
        raise ValueError("not a day")
    more = plain(text[len(day) :].strip(" (),:;-–—"))
    state, rest = words.state(more)
    kind, _ = words.kind(more) if not state else ("", "")
    if (not state and not kind) or (rest and words.named(rest, BOOKED, AWAY, NOT_HELD)):
        raise ValueError("more than a day")
    if state == BOOKED:
        return Entry(BOOKED, _booked_day(day, month))
    return Entry(state or DONE, _near(_day(day, month), month), kind) if state in ("", DONE) else Entry(state)


def _day(cell: Cell, month: date | None) -> date:
    """A day, whole or with its month and year taken from the column; ValueError when it is none."""
    if isinstance(cell, int | float) and cell < 32:
        return _of_month(cell, month)
    value = plain(cell) if isinstance(cell, str) else cell
    part = day_without_year(value) if isinstance(value, str) else None
    if part is None:
        return to_date(value)
    day, number = part
    return _nearest(day, number, month) if number else _of_month(day, month)


def _of_month(number: float, month: date | None) -> date:
    if month is None or not 1 <= number <= 31 or number != int(number):
        raise ValueError("not a day")
    return month.replace(day=int(number))


def _nearest(day: int, number: int, month: date | None) -> date:
    """A day without its year: that of the three years around the column which lies nearest, if any of them has it."""
    if month is None or not 1 <= number <= 12:
        raise ValueError("not a day")
    years = range(month.year - 1, month.year + 2)
    found = [date(year, number, day) for year in years if 1 <= day <= monthrange(year, number)[1]]
    if not found:
        raise ValueError("no such day")
    return min(found, key=lambda d: (months_apart(d, month), d))


def _near(day: date, month: date | None) -> date:
    if month is not None and months_apart(day, month) > 1:
        raise NotADayError(TOO_FAR)
    return day
