"""How long a course lasts, as people write it."""

import re

from evidencepack.columns.tables.headings import plain
from evidencepack.sources import Cell

_LENGTH = re.compile(
    r"(?:every |valid for |for )?(\d+|one|two|three|four|five|a)?\s*-?\s*"
    r"(months?|monthly|mths?|mthly|m|years?|yearly|yrs?|yrly|y)"
)
_COUNTS = {"": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ONCE = frozenset(
    ("one-off", "one off", "oneoff", "once", "once only", "one time", "no expiry", "does not expire", "never",
     "never expires", "no renewal", "no refresher", "lifetime", "for life")
)  # fmt: skip
_NAMED = {"annual": 12, "annually": 12, "once a year": 12, "half yearly": 6, "biannual": None, "every two years": 24,
          "biennial": 24, "biennially": 24, "every other year": 24}  # fmt: skip


def validity_months(cell: Cell) -> int | None:
    """Months a course lasts: "2 years" is 24, "One-off" 0 (it does not expire), None when it does not say."""
    text = plain(cell)
    if text in _ONCE:
        return 0
    if text in _NAMED:
        return _NAMED[text]
    found = _LENGTH.fullmatch(text)
    if not found or (found[1] is None and len(found[2]) == 1):
        return None
    count = found[1] or ""
    months = (int(count) if count.isdigit() else _COUNTS[count]) * (12 if found[2].startswith("y") else 1)
    return months if 0 < months <= 600 else None


def never_expires(cell: Cell) -> bool:
    """Whether words in a column of expiry days say that there is none to come."""
    return plain(cell) in _ONCE
