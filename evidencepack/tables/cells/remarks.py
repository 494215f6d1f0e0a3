"""Cells that say more than their column asks for: a word with a remark or a day behind it, a yes with its day."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from msgspec import Struct

from evidencepack.day_reader import Month, ThreeNumbers, day_without_year, find_days
from evidencepack.files import Cell
from evidencepack.tables.cells.convert import to_bool
from evidencepack.tables.headings import plain

LATER = {"same day": 0, "sameday": 0, "on the day": 0, "immediately": 0, "straight away": 0, "at the time": 0,
         "next day": 1, "day after": 1, "the next day": 1, "following day": 1, "the day after": 1}  # fmt: skip
"""Words that say a day by the day of the row: how many days after it."""

_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?[/.\-\s]+(?:\d{1,2}|[a-z]{3,9})(?:[/.\-\s]+\d{2,4})?")
_BEHIND = re.compile(r" ?[-–—.,;:(] ?| (?=\d)")
# Behind what something was: "Altercation with EB", "Fall found by night staff".
_BEHIND_KIND = re.compile(
    _BEHIND.pattern + r"| (?=(?:with|by|in|on|at|from|to|of|off|onto|into|over|while|whilst|when|during|after|before"
    r"|near|outside|inside|against|between|found|x)\b)"
)
_TAKES_BACK = re.compile(r"(?:not|no|but|never|in part|tbc|awaiting)\b|\?")
_NO_MORE = re.compile(r"(?:not?|never)\b")


class OfTheRow(Struct, frozen=True):
    """A day that only the day of its own row makes whole: `later` days after it, or the next such day and month."""

    later: int = 0
    day: int = 0
    month: int = 0

    def after(self, first: date | None) -> date | None:
        """The day it is in a row of this day; None where that cannot be said."""
        if first is None:
            return None
        if not self.day:
            return date.fromordinal(first.toordinal() + self.later)
        try:
            found = [date(first.year + years, self.month, self.day) for years in (0, 1)]
        except ValueError:
            return None
        return next((day for day in found if day >= first), None)


def word_before_remark(text: str, choices: Mapping[str, str], kind: bool = False) -> tuple[str, str] | None:
    """Our word for what a text begins with, and the rest behind a stop, a dash, a bracket or before a figure.

    None where it begins with no word of the list, or where the rest may take it back ("Upheld - not sure"). Of a word
    that says of what `kind` a thing was nothing but a question takes it back ("Fall - no injury"), and more may follow.
    """
    parted = _BEHIND_KIND if kind else _BEHIND
    found = {word: behind.end() for word in choices if word and (behind := _behind(text, word, parted))}
    if not found:
        return None
    word = max(found, key=len)
    rest = text[found[word] :].strip()
    others = (w for w in choices if w and choices[w] != choices[word])
    if _takes_back(rest, choices[word], kind) or any(rest == w or _behind(rest, w, parted) for w in others):
        return None
    return choices[word], rest


def _takes_back(rest: str, meant: str, kind: bool) -> bool:
    """Whether a remark may take back what stands before it; of a no another no takes back nothing."""
    if kind:
        return rest.startswith(("?", "tbc"))
    return bool(_TAKES_BACK.match(rest)) and not (meant == "no" and _NO_MORE.match(rest))


def _behind(text: str, word: str, parted: re.Pattern[str]) -> re.Match[str] | None:
    """What parts a word at the beginning of a text from the rest."""
    return parted.match(text, len(word)) if text.startswith(word) else None


def day_in_words(text: str, day_of: Callable[[Cell], Any]) -> Any:
    """The one day among words, as a column of days reads it, or a day that its row makes whole; None for none."""
    whole = [found for found in find_days(text, in_a_cell=True) if not isinstance(found.says, Month)]
    if len(whole) == 1 and isinstance(whole[0].says, date | ThreeNumbers):
        return day_of(whole[0].text)
    if whole:
        return None
    parts = _DAY.findall(text.casefold())
    return part_of_day(parts[0]) if len(parts) == 1 else None


def part_of_day(text: str) -> OfTheRow | None:
    """A day and month without their year; None for anything else."""
    found = day_without_year(text.strip())
    return OfTheRow(day=found[0], month=found[1]) if found and found[1] else None


def yes_with_more(cell: Cell, choices: Mapping[str, str] | None) -> tuple[bool, str] | None:
    """A yes or no that begins a cell, and the words behind it: "Y 14/3", "No - not needed"; None for anything else."""
    if not isinstance(cell, str):
        return None
    text = plain(cell)
    if found := word_before_remark(text, choices or {}):
        return found[0].casefold() == "yes", found[1]
    first, _, rest = _BEHIND.sub(" ", text, count=1).partition(" ")
    with suppress(ValueError):
        return None if _TAKES_BACK.match(rest) else (to_bool(first), rest.strip())
    return None
