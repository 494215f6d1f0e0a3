"""The days in a cell of a matrix among its words and initials: with its year or without, one or two."""

import re
from typing import Protocol

from msgspec import Struct

from evidencepack.dates import MonthDay
from evidencepack.day_reader import day_without_year, find_days
from evidencepack.tables.cells.day_order import doubtful
from evidencepack.tables.headings import plain
from evidencepack.tables.layouts.matrix_headings import Holds

_INITIALS = r"(?:[A-Z]{2,3}|[A-Z](?:\.[A-Z]){1,2}\.?)"
_BEFORE, _AFTER = re.compile(rf"^({_INITIALS})[\s:.,-]+(?=\d)"), re.compile(rf"(?<=\d)[\s:.,-]+({_INITIALS})$")
_SEVERAL = re.compile(r"\s*[/&+,]\s*|\s+")
# Short for something else, so no initials: away, ill, not there, to come.
_NO_INITIALS = frozenset(
    ("TBC", "TBA", "DNA", "DUE", "NO", "NOT", "OUT", "EXP", "LTS", "ML", "MAT", "AL", "OFF", "NEW", "LOA", "SL", "BH",
     "NK", "NR", "NS", "NYD", "OD", "IP", "WIP", "REQ", "PT", "FT", "HR", "CQC", "DBS", "EL", "OL", "XX", "XXX", "REN")
)  # fmt: skip
_SHORT_MONTH = re.compile(r"(\d{1,2})[/.\-](\d{2})")
_SHORT = re.compile(r"(?<![\d/.\-])\d{1,2}[/.\-]\d{1,2}(?![\d/.\-])")
_NAME_WORDS = re.compile(r"[^\W\d_]+")
_LAST_YEAR_OF_ANY_MONTH = 12
_AND = frozenset(("", "&", "and", "+", ",", ";", "then", "also"))
_MOST_DAYS = 2


class DayOfAYear(Struct, frozen=True):
    """A day without its year."""

    day: int
    month: int


class DayWords(Protocol):
    """The words that may stand beside a day: for completion, for expiry, and those that change nothing.

    `due` are those that say so of the second of two days ("12/03/2026 due 11/03/2027").
    """

    done: frozenset[str]
    expiry: frozenset[str]
    beside: frozenset[str]
    due: frozenset[str]


def own_initials(name: str) -> frozenset[str]:
    """The initials that somebody of this name would put down: PN, and KS or KAS of Kelly-Ann Shaw."""
    parts = name.split()
    if len(parts) < 2 or any(c.isdigit() for c in name):
        return frozenset()
    letters = [[word[0] for word in _NAME_WORDS.findall(part)[: 1 if "'" in part else None]] for part in parts]
    firsts = "".join(each[0] for each in letters if each).upper()
    every = "".join(letter for each in letters for letter in each).upper()
    return frozenset((firsts, every, firsts[:1] + firsts[-1:]))


class Initials:
    """Initials in the cells of somebody, alone or beside a day: theirs, or those of whoever saw it done."""

    def __init__(self, name: str = "") -> None:
        self.own = own_initials(name)

    def are_own(self, text: str) -> bool:
        """Whether a text is the initials of whom the cells are about."""
        return text.strip().replace(".", "") in self.own

    def are_all_of(self, text: str) -> bool:
        """Whether a text is initials, of one or several people, and nothing else."""
        parts = [part for part in _SEVERAL.split(text.strip()) if part]
        return 0 < len(parts) <= _MOST_DAYS and all(map(self._are, parts))

    def taken_from(self, text: str) -> str:
        """A text without initials before or behind its day."""
        for pattern in (_BEFORE, _AFTER):
            found = pattern.search(text)
            if found and self._are(found[1]):
                text = f"{text[: found.start()]}{text[found.end() :]}".strip()
        return text

    def _are(self, text: str) -> bool:
        letters = text.replace(".", "")
        return bool(re.fullmatch(_INITIALS, text)) and (letters in self.own or letters not in _NO_INITIALS)


def short_day(text: str) -> DayOfAYear | MonthDay | None:
    """A day without its year (12/11, 4 Sept), or a month with a year of two digits (05/28); None for all else.

    Two numbers are a day and a month, unless the second can be no month.
    """
    short = text.strip()
    found = _SHORT_MONTH.fullmatch(short)
    if found and int(found[2]) > _LAST_YEAR_OF_ANY_MONTH:
        return (
            MonthDay(2000 + int(found[2]), int(found[1]), 1) if 1 <= int(found[1]) <= _LAST_YEAR_OF_ANY_MONTH else None
        )
    day, month = day_without_year(short) or (0, None)
    return DayOfAYear(day, month) if month and 1 <= month <= 12 and 1 <= day <= 31 else None


def among_words(cell: str, words: DayWords) -> list[tuple[str, Holds | None]] | None:
    """The days of a cell, each with what its words say that it is; None where they may say something else.

    "Completed 12/03/2026", "12/03/26 (e-learning)", "exp 05/28", "12/03/2026 (exp 11/03/2027)", "20/1/26 & 3/4/26".
    """
    whole = [(day.start, day.end) for day in find_days(cell, in_a_cell=True)]
    short = [s.span() for s in _SHORT.finditer(cell) if short_day(s[0])]
    found = sorted((*whole, *(s for s in short if not any(start < s[1] and s[0] < end for start, end in whole))))
    if not 0 < len(found) <= _MOST_DAYS:
        return None
    ends = [0, *(end for _, end in found)]
    before = [plain(cell[end:start].strip(" ,;:-–()")) for end, (start, _) in zip(ends, found, strict=False)]
    after = plain(cell[ends[-1] :].strip(" ,;:-–()"))
    if len(found) == 1 and not before[0] and after in words.expiry:
        return [(cell[slice(*found[0])], "expires")]
    if doubtful(after) or not (_may_stand(after, words) or "(" in cell[ends[-1] :]):
        return None
    kinds = [_kind(each, words) for each in before]
    two = len(found) == _MOST_DAYS
    if two and before[1] in words.due:
        kinds[1] = "expires"
    elif two and kinds[1] is None:
        kinds[1] = kinds[0] if before[1] in _AND and before[1] else ""
    if any(kind == "" for kind in kinds):
        return None
    return [(cell[start:end], kind or None) for (start, end), kind in zip(found, kinds, strict=True)]  # type: ignore[misc]


def _kind(before: str, words: DayWords) -> str | None:
    """What the words before a day say of it: None where nothing, "" where something else."""
    if before in words.expiry:
        return "expires"
    if before in words.done:
        return "completed"
    return None if before in _AND or _may_stand(before, words) else ""


def _may_stand(text: str, words: DayWords) -> bool:
    return not text or text in words.beside or all(w in words.beside for w in re.split(r"[\s,/&+]+", text))
