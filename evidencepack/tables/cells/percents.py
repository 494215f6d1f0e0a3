"""Percentages in a column: cells shown as 95% that hold 0.95, scores on two scales, and how far a course has come."""

import re
from collections.abc import Sequence
from typing import Any

from evidencepack.files import Cell
from evidencepack.tables.cells.column_readers import Ask, Several
from evidencepack.tables.cells.convert import score_out_of
from evidencepack.tables.headings import plain

_PROGRESS = re.compile(r"progress|complet|status|%|per ?cent", re.IGNORECASE)
_MOST_SHARE, _A_MARK = 1.5, 10.0


def with_percents(cells: list[Cell], shown: frozenset[int], heading: str, ask: Ask) -> list[Cell]:
    """The cells of a column of scores or states, those `shown` as percentages as texts such as 95%.

    How far a course has come is a state: under 100% it is in progress.
    """
    if ask.field == "state":
        if not _PROGRESS.search(heading):
            return cells
        numbers = [n for c in cells if (n := _number(c)) is not None]
        shares = bool(numbers) and (bool(shown) or any(0 < n < 1 for n in numbers)) and max(numbers) <= 1
        return [_as_state(cell, shares, ask) for cell in cells]
    if not shown or are_shares([c if (n := _number(c)) is None else n for c in cells]):
        return cells
    return [_as_text(cell) if number in shown else cell for number, cell in enumerate(cells)]


def are_shares(values: Sequence[Any]) -> bool:
    """Whether the scores are shares, as a cell that shows 85% holds 0.85: none above 1, and one between 0 and 1."""
    numbers = [v for v in values if v is not None]
    return all(isinstance(v, float) and 0 <= v <= 1 for v in numbers) and any(0 < v < 1 for v in numbers)


def other_scale(values: Sequence[Any]) -> list[int]:
    """The scores that look like shares of 1 among marks of 10 and more."""
    numbers = [v.values.get("score") if isinstance(v, Several) else v for v in values]
    found = [(n, v) for n, v in enumerate(numbers) if isinstance(v, float)]
    if max((v for _, v in found), default=0.0) <= _A_MARK:
        return []
    return [n for n, v in found if 0 < v < 1 or (v == 1 and any(0 < w < 1 for _, w in found))]


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _as_text(cell: Cell) -> Cell:
    number = _number(cell)
    return cell if number is None or not 0 <= number <= _MOST_SHARE else f"{round(number * 100, 6):g}%"


def _as_state(cell: Cell, shares: bool, ask: Ask) -> Cell:
    """How far a course has come as one of the words of its column; any other cell as it is."""
    number = _number(cell)
    both = score_out_of(cell) if isinstance(cell, str) and cell.strip().endswith("%") else None
    percent = both[0] if both else number * 100 if number is not None and shares else number
    if percent is None or not 0 <= percent <= 100:
        return cell
    state = "completed" if percent >= 100 else "in progress"
    return next((word for word, ours in (ask.choices or {}).items() if ours == state), plain(cell))
