"""Notes and problems in words, as the shipped mapping files have them."""

from collections.abc import Iterable

from evidencepack.notes import Note
from evidencepack.pipeline import open_library

MESSAGES = open_library().messages


def words(said: Note | str) -> str:
    """A note in words."""
    return MESSAGES.what(said)


def each(said: Iterable[Note | str]) -> tuple[str, ...]:
    """Several notes in words."""
    return tuple(map(MESSAGES.what, said))


def remedy(said: Note | str) -> str:
    """What to do about it."""
    return MESSAGES.remedy(said)
