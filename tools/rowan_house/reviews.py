"""Care plan reviews: two a year for each person supported."""

from datetime import date, timedelta
from pathlib import Path

from rowan_house.files import Row, csv_file
from rowan_house.residents import CURRENT

_HEAD: Row = (
    "Resident ref",
    "Review date",
    "Next due",
    "Type",
    "Resident involved",
    "Family involved",
    "Cultural needs recorded",
    "How met",
    "Comms needs recorded",
    "Goal",
    "Reviewer",
)
_NO_CULTURE = {"RH-010", "RH-018", "RH-022", "RH-027", "RH-031", "RH-039", "RH-044"}
"""Cultural needs not recorded at any review in the 12 months; RH-022 had them recorded before that."""
_HOW = (
    "Prayer time kept free",
    "Food as at home",
    "Visits from faith group",
    "Music & films in own language",
    "",
)
_KINDS = ("Care plan review", "6 month review", "care plan review", "Six-monthly review", "Annual review")
_GOALS = (
    "Walk to the garden each day",
    "Join the choir",
    "Call sister on Sundays",
    "Keep own room key",
    "Eat < 3 snacks",
)
_FIRST_TIME_MISSED = {"RH-012", "RH-021", "RH-036"}
"""Not recorded at the first review in the 12 months, recorded at the second."""
_BEFORE_LEAVING = {
    "RH-003": "2025-11-19",
    "RH-004": "2025-12-03",
    "RH-005": "2026-05-27",
    "RH-006": "2025-12-17",
}
_YEAR = date(2025, 11, 1)


def _reviews() -> list[tuple[date, str, bool]]:
    """Day, who, and whether cultural needs were recorded."""
    found = []
    for at, person in enumerate(CURRENT):
        first = date(2025, 11, 3) + timedelta(days=4 * at)
        earlier, second = first - timedelta(days=183), first + timedelta(days=181)
        never, late = person.ref in _NO_CULTURE, person.ref in _FIRST_TIME_MISSED
        if earlier >= person.moved_in:
            found.append((earlier, person.ref, not never or person.ref == "RH-022"))
        found += [(first, person.ref, not never and not late), (second, person.ref, not never)]
    found += [(date.fromisoformat(day), ref, True) for ref, day in _BEFORE_LEAVING.items()]
    return sorted(found)


def write(folder: Path) -> None:
    """Care plan reviews.csv: 84 in the 12 months, in 78 of them the person took part."""
    rows: list[Row] = []
    inside = 0
    for at, (day, ref, recorded) in enumerate(_reviews()):
        inside += day >= _YEAR
        left_out = inside % 13 == 4 and inside < 78 if day >= _YEAR else at % 5 == 1
        rows.append(
            (
                ref,
                f"{day.day} {day:%b %Y}" if at % 17 == 3 else day,
                day + timedelta(days=182),
                _KINDS[at % len(_KINDS)],
                "No" if left_out else ("Yes", "Y")[at % 2],
                ("Yes", "No", "")[at % 3],
                ("Yes", "yes", "Y")[at % 3] if recorded else "No",
                _HOW[at % len(_HOW)] if recorded else "",
                "No" if at % 14 == 6 else "Yes",
                _GOALS[at % len(_GOALS)],
                ("Deputy manager", "Care co-ordinator")[at % 2],
            )
        )
    csv_file(folder / "Care plan reviews.csv", [_HEAD, *rows], "utf-8")
