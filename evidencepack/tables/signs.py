"""Signs of a serious event: which of our words stands anywhere in a row, also in columns that no field is read from."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from evidencepack.files import Cell, Row
from evidencepack.registers import Blank, Record, blank_of, field_names
from evidencepack.tables.headings import at

# Columns that say which row or who, and nothing of what happened.
_NAMES = frozenset({"code", "person", "staff", "lesson_id"})


def asks_for_signs(record: type[Record]) -> bool:
    """Whether a register has a field that is left open where it is empty and the row shows signs."""
    return any(blank_of(record, name) is Blank.SIGNS for name in field_names(record))


def signs_in(
    rows: Sequence[Row], fields: Mapping[int, str], words: Mapping[str, Sequence[str | None]], signs: tuple[str, ...]
) -> dict[int, str]:
    """The first sign in each row that shows one, by its number: our own word, never what the cell says.

    `words` are what columns with a list of words mean, by field and row: a 3 for harm is severe harm.
    """
    pattern, ours = _pattern(signs)
    out = {i for i, field in fields.items() if field in _NAMES} | _counters(rows, fields)
    found = {}
    for number, row in enumerate(rows):
        texts = [str(cell) for i, cell in enumerate(row) if cell.__class__ in (str, int) and i not in out]
        texts += [f"{meant[number]} {field}" for field, meant in words.items() if meant[number]]
        if match := pattern.search(" | ".join(texts).lower()):
            found[number] = ours[match[0]]
    return found


@lru_cache(maxsize=8)
def _pattern(signs: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Finds the signs in small letters, and what each is in ours; 999 is none within a reference such as INC-999."""
    ours = {sign.lower(): sign for sign in signs}
    longest_first = sorted(ours, key=len, reverse=True)
    of_digits = [sign for sign in longest_first if sign.isdigit()]
    others = "|".join(re.escape(sign) for sign in longest_first if sign not in of_digits)
    numbers = "|".join(of_digits) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{others})(?!\w)|(?<![\w/.-])(?:{numbers})(?![\w/-]|\.\d)"), ours


def _counters(rows: Sequence[Row], fields: Mapping[int, str]) -> set[int]:
    """The columns without a field that number the rows: whole numbers alone, each another."""
    wide = max(map(len, rows), default=0)
    return {i for i in range(wide) if i not in fields and _counts([c for row in rows if (c := at(row, i)) is not None])}


def _counts(cells: Sequence[Cell]) -> bool:
    return len(cells) > 1 and len(set(cells)) == len(cells) and all(str(cell).strip().isdigit() for cell in cells)
