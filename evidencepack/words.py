"""Small pieces of English that several layers share."""

from collections.abc import Sequence


def and_words(words: Sequence[str]) -> str:
    """a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def count_of(count: int, one: str, other: str = "") -> str:
    """1 row, 5 rows."""
    return f"{count:,} {one if count == 1 else other or one + 's'}"
