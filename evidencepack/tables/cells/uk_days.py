"""Days that another program has moved: midnight in the UK as UTC has it, and day and month turned round."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from evidencepack.day_reader import ThreeNumbers, in_summer_time, is_late_in_utc, read_day
from evidencepack.files import Cell

_ELEVEN = time(23)


def in_uk_days(cells: list[Cell]) -> tuple[list[Cell], int]:
    """The cells of a column of days, and how many of them are read as the day after the one they show.

    That is so of a text that names UTC, which the reader of days settles, and of true days where all of summer stand at
    23:00 and all of winter at no time.
    """
    named = sum(is_late_in_utc(cell) for cell in cells if isinstance(cell, str))
    late = {n for n, cell in enumerate(cells) if isinstance(cell, datetime) and cell.time() == _ELEVEN}
    if not late or not all(_is_midnight(cells[n], n in late) for n in range(len(cells))):
        return cells, named
    turned = [c.date() + timedelta(days=1) if n in late and isinstance(c, datetime) else c for n, c in enumerate(cells)]
    return turned, named + len(late)


def _is_midnight(cell: Cell, late: bool) -> bool:
    """Whether a cell is midnight in the UK: an hour early where the clocks are an hour ahead, else at no time."""
    return not isinstance(cell, date) or (
        in_summer_time(cell) == late and (late or not isinstance(cell, datetime) or cell.time() == time(0))
    )


def turned_round(cells: Sequence[Cell], values: Sequence[object]) -> list[int]:
    """The true days of a column that a spreadsheet may have turned round: day and month could be either.

    That is so where all texts fit one order only, and no true day lies after the 12th of its month: a spreadsheet of
    the other order makes true days of just those that it can read, and leaves the rest as text.
    """
    texts = [found for c in cells if isinstance(c, str) and isinstance(found := read_day(c), ThreeNumbers)]
    true = [n for n, c in enumerate(cells) if isinstance(c, date)]
    orders = {found.says for found in texts}
    days = [day for n in true if isinstance(day := values[n], date)]
    if len(orders) != 1 or None in orders or not days or any(day.day > 12 for day in days):
        return []
    return [n for n in true if isinstance(day := values[n], date) and day.day != day.month]
