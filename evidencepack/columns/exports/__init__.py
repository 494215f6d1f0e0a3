"""Exports of known systems: recognised on sight, and put right where that is certain."""

from dataclasses import dataclass

from evidencepack.origin import Problem
from evidencepack.sources import Sheet


@dataclass(frozen=True, slots=True)
class Known:
    """A sheet recognised as the export of a known system.

    `map` is the column map that reads it, `sheet` the sheet with what was certain put right (rows keep their
    numbers), `said` what it was recognised as and what was put right, `problems` what was not certain.
    """

    map: str
    sheet: Sheet
    said: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def recognise(file: str, sheet: Sheet) -> Known | None:
    """What a sheet is known to be from its headings alone, never from the name of its file; None for all others."""
    return None


__all__ = ["Known", "recognise"]
