"""Visits month by month, and the monthly figures of the office."""

from datetime import date, timedelta
from pathlib import Path

from harbour_homecare.files import Cell, Row, Sheet, table, xlsx
from harbour_homecare.team import EVERYONE

MONTHS = tuple(date(2025 + (8 + n) // 12, (8 + n) % 12 + 1, 1) for n in range(14))
"""September 2025 to October 2026."""
_PLANNED = (640, 1180, 1720, 2240, 2610, 2790, 3120, 3380, 3650, 3790, 3980, 4120, 4260, 4410)
_MISSED = (9, 14, 13, 61, 22, 17, 15, 12, 13, 11, 14, 26, 12, 10)
_LATE = (38, 66, 101, 188, 151, 139, 147, 139, 142, 133, 151, 219, 158, 150)
_SHORT = (12, 20, 33, 58, 44, 40, 41, 45, 47, 44, 50, 71, 53, 49)
_HEAD: Row = (
    *("Month", "Calls planned", "Calls made", "Missed", "Over 15 min late", "Cut short", "Within agreed window"),
    *("Mileage", "Remarks"),
)


def write(folder: Path) -> None:
    """Visits.xlsx, headed on row 7 with a total below, and Monthly figures.csv."""
    rows: list[Row] = [
        ("Harbour Homecare",),
        ("Electronic call monitoring: monthly summary",),
        ("All rounds",),
        (),
        ("A call counts as missed when nobody came at all. Calls that the client cancelled are not planned calls.",),
        (),
        _HEAD,
    ]
    body = [_visits(at) for at in range(len(MONTHS))]
    rows += body
    sums: list[Cell] = [sum(int(str(row[column])) for row in body) for column in range(1, 7)]
    rows += [("Total", *sums), (), ("Note: December was the fortnight of snow.",)]
    xlsx(folder / "Visits.xlsx", Sheet("Summary", rows, heading=7, days="mmm yyyy"))
    _figures(folder)


def _visits(at: int) -> Row:
    made = _PLANNED[at] - _MISSED[at]
    on_time = made - _LATE[at] - at * 5
    remark = {3: "snow", 11: "two carers off sick"}.get(at, "")
    return (MONTHS[at], _PLANNED[at], made, _MISSED[at], _LATE[at], _SHORT[at], on_time, _PLANNED[at] * 3 // 2, remark)


def _month_end(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _month(at: int) -> list[Row]:
    first, last = MONTHS[at], _month_end(MONTHS[at])
    in_post = sum(w.start <= last and (w.end is None or w.end > last) for w in EVERYONE)
    left = sum(w.end is not None and first <= w.end <= last for w in EVERYONE)
    vacant = (4, 5, 4, 3, 3, 4, 3, 3, 4, 4, 3, 4, 3, 2)[at]
    hours = _PLANNED[at] * 0.75
    agency = (0, 22.5, 48, 96, 80, 61.5, 44, 40, 38, 36.5, 40, 88, 47, 35)[at]
    measures: tuple[tuple[str, Cell], ...] = (
        ("Headcount at month end", in_post),
        ("Leavers", left),
        ("Vacancies", vacant),
        ("Established posts", in_post + vacant),
        ("Agency hrs", f"{agency:g}"),
        ("Hours worked in all", f"{hours * 1.18:,.1f}"),
        ("Sick days", (2, 6, 9, 21, 17, 14, 12, 10, 9, 8, 11, 26, 13, 12)[at]),
        ("Working days", in_post * 20),
        ("Care hours delivered", f"{hours:,.1f}"),
    )
    return [(first, name, value, "office") for name, value in measures]


def _figures(folder: Path) -> None:
    """Long, a measure a row; November 2025 was typed in twice."""
    rows = [row for at in range(len(MONTHS)) for row in _month(at)]
    rows[36:36] = rows[18:27]
    table(folder / "Monthly figures.csv", [("Month", "What", "Figure", "From"), *rows], "cp1252")
