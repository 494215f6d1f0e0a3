"""Headings and words as they are compared, and matched to fields."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from evidencepack.files import Cell, Row

FIRST_ROWS = 15
_EDGES = re.compile(r"^[\s:*.?_–—-]+|(?<![\s:*.?_–—-])[\s:*.?_–—-]++$")
_SPACES = re.compile(r"\s+")
_JOINED = re.compile(r"(?<=[^\W_])_+(?=[^\W_])")  # as a database writes its headings: DUE_DATE
_WORDS = re.compile(r"[^\W\d_]+")
_OUT_OF = re.compile(r"\s?\(?(?:/|out of) ?(\d{1,4})\)?$")
_COUNT = re.compile(r"(?:(?<![\s(])[\s(]*+)?\d{1,4}\)?$")


def plain(cell: Cell) -> str:
    """A heading or word as it is compared: NFC, case-blind, single spaces (also for DUE_DATE), no colon, star or stop
    at its ends."""
    return "" if cell is None else _plain(str(cell))


@lru_cache(maxsize=50_000)
def _plain(raw: str) -> str:
    text = unicodedata.normalize("NFC", raw).replace("\u00a0", " ")
    text = _JOINED.sub(" ", text) if "_" in text else text
    return _SPACES.sub(" ", _EDGES.sub("", text)).casefold()


def letter_of(column: int) -> str:
    """A column as a spreadsheet names it: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def at(row: Row, index: int) -> Cell:
    """A cell of a row; None where the row is shorter."""
    return row[index] if index < len(row) else None


def filled(cell: Cell) -> bool:
    """Whether a cell holds anything."""
    return isinstance(cell, bool) or bool(plain(cell))


def only_words(cells: Iterable[Cell]) -> bool:
    """Whether something stands in cells, and each that is filled holds words of letters and no figure."""
    texts = [plain(cell) for cell in cells if plain(cell)]
    whole = [t for t in texts if t not in ("n/a", "none", "nil", "tbc", "na")]
    return bool(whole) and all(any(c.isalpha() for c in t) and not any(c.isdigit() for c in t) for t in whole)


def queried(cell: Cell) -> bool:
    """Whether a cell holds a question mark and no word: somebody does not know, which is not nothing."""
    return isinstance(cell, str) and "?" in cell and not plain(cell)


def by_heading(columns: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Field by plain heading."""
    return {plain(heading): field for field, headings in columns.items() for heading in headings}


def by_word(choices: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Our word by each of theirs, as it is compared; ours stands for itself."""
    known = by_heading({ours: (ours, *words) for ours, words in choices.items()})
    return {word: ours for word, ours in known.items() if word}


def plain_set(words: Iterable[str]) -> frozenset[str]:
    """Words as they are compared."""
    return frozenset(plain(w) for w in words)


def fields_of(row: Row, fields: dict[str, str]) -> dict[int, str]:
    """Which column holds which field, blank columns in place; of two for one field the heading named first in `fields`.

    Of two columns with the same heading the first holds it.
    """
    names = [plain(cell) if isinstance(cell, str) else "" for cell in row]
    scores = [_OUT_OF.sub("", name) for name in names] if "score" in fields.values() else names
    found: dict[int, str] = {}
    whole = frozenset(names)
    of_scores = whole.union(scores)
    for heading, field in fields.items():
        if heading in (of_scores if field == "score" else whole) and field not in found.values():
            found[(names if heading in whole else scores).index(heading)] = field
    return dict(sorted(found.items()))


def out_of_in(heading: str) -> float | None:
    """What a heading says that the scores below it are out of: Total /50, Score (out of 20); None where it does not."""
    found = _OUT_OF.search(plain(heading))
    return float(found[1]) if found and float(found[1]) else None


def begins_with(cell: Cell, words: frozenset[str]) -> bool:
    """Whether a cell is one of the words, or begins with one and a space, stop or colon."""
    text = plain(cell)
    return text in words or any(text.startswith(w) and text[len(w)] in " :.,–—-" for w in words if len(w) < len(text))


def is_section(row: Row, sections: frozenset[str]) -> bool:
    """Whether a row holds one heading word and nothing else; a year or a number behind it does no harm."""
    filled = [cell for cell in row if plain(cell)]
    if len(filled) != 1 or not isinstance(filled[0], str):
        return False
    text = plain(filled[0])
    if text in sections or plain(_COUNT.sub("", text)) in sections:
        return True
    # Several words may all be words of section headings: "Night team leaders", "Bank and agency staff".
    words = _WORDS.findall(text)
    return len(words) > 1 and _vocabulary(sections).issuperset(words)


def heads_leavers(row: Row, left: frozenset[str]) -> bool:
    """Whether a row holds one heading of those who have left; a year or "since April" behind it does no harm."""
    filled = [cell for cell in row if plain(cell)]
    return len(filled) == 1 and isinstance(filled[0], str) and (begins_with(filled[0], left) or is_section(row, left))


@lru_cache(maxsize=100)
def _vocabulary(sections: frozenset[str]) -> frozenset[str]:
    return frozenset(word for section in sections for word in _WORDS.findall(section)) | {"and", "the", "of"}
