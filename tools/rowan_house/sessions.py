"""When each course was held, and what stands in each cell of the matrix."""

from datetime import date, timedelta

from rowan_house.files import Cell
from rowan_house.team import COUNTED, Worker

PLANNED = 2026
"""The year the training log is kept for."""
BOOKED = "Booked 14/11/2026"
TICK = "✓"


def _days(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in texts)


CULTURE, TALK = "Cultural awareness and identity", "Communication skills"
ENGAGE, DIGNITY, EQUAL = "Respectful engagement", "Dignity in care", "Equality, diversity and inclusion"
SESSIONS: dict[str, tuple[date, ...]] = {
    CULTURE: _days("2024-11-01", "2025-02-11", "2025-09-16", "2026-03-12", "2026-06-18", "2026-09-17"),
    TALK: _days("2024-01-18", "2024-09-12", "2025-04-10", "2026-01-22", "2026-07-16", "2026-08-13"),
    ENGAGE: _days("2025-11-20", "2026-02-19", "2026-05-14", "2026-09-10"),
    DIGNITY: _days("2024-11-19", "2025-06-10", "2026-02-03", "2026-08-06"),
    EQUAL: _days("2024-12-03", "2025-05-20", "2025-10-14", "2026-04-16", "2026-08-20"),
    "Safeguarding adults": _days("2024-11-26", "2025-03-18", "2025-09-30", "2026-03-03", "2026-09-01"),
    "Moving and handling": _days("2025-11-11", "2026-01-15", "2026-05-07", "2026-07-23", "2026-10-06"),
    "Fire safety": _days("2025-12-02", "2026-02-24", "2026-06-09", "2026-09-29"),
    "Food hygiene": _days("2023-12-05", "2024-10-22", "2025-11-25", "2026-07-30"),
    "Infection control": _days("2025-10-07", "2025-12-16", "2026-04-28", "2026-08-25"),
    "Medicines": _days("2025-12-09", "2026-03-26", "2026-08-27"),
    "Mental capacity and DoLS": _days("2024-12-12", "2025-06-24", "2026-01-29", "2026-09-08"),
    "First aid": _days("2023-11-14", "2024-06-25", "2025-07-08", "2026-08-18"),
    "Oliver McGowan": _days("2023-10-17", "2024-05-16", "2025-03-25", "2026-02-26", "2026-08-11"),
}

# what stands in the matrix instead of a day in date, by payroll number
_PLANTED: dict[str, dict[str, Cell]] = {
    CULTURE: {
        "0110": date(2024, 10, 31),  # ran out the day before
        "0116": date(2024, 9, 19),
        "0141": date(2024, 5, 9),
        "0134": "Booked",
        "0145": None,
        "0139": None,
        "0122": BOOKED,
    },
    TALK: {"0148": "N/A", "0126": date(2023, 6, 15), "0137": "Booked", "0122": None},
    ENGAGE: {
        "0115": date(2025, 10, 31),  # ran out the day before
        "0104": date(2025, 5, 15),
        "0113": date(2025, 5, 15),
        "0125": date(2025, 9, 11),
        "0136": date(2025, 9, 11),
        "0140": date(2025, 9, 11),
        "0122": BOOKED,
        "0129": "Booked",
        "0131": BOOKED,
        "0108": TICK,
        "0143": TICK,
        "0139": None,
        "0142": None,
        "0147": None,
    },
    DIGNITY: {"0135": date(2024, 10, 8), "0122": "In progress", "0106": date(2024, 10, 8)},
    EQUAL: {"0127": date(2024, 5, 21), "0148": None},
    "Oliver McGowan": {"0117": TICK, "0144": TICK, "0138": "In progress"},
    "First aid": {"0105": TICK, "0112": "Booked"},
}
_LOG_IS_NEWER = {(DIGNITY, "0106"): date(2026, 8, 6)}
_NOT_IN_KITCHEN = {"Medicines": "N/A", "First aid": "N/A", "Mental capacity and DoLS": "N/A"}
_COUNTED = {w.code for w in COUNTED}


class Cells:
    """The matrix, cell by cell."""

    def of(self, worker: Worker, course: str) -> Cell:
        """What stands in the matrix for one person and one course."""
        planted = _PLANTED.get(course, {})
        if worker.code in planted:
            return planted[worker.code]
        if worker.kitchen and course in _NOT_IN_KITCHEN:
            return _NOT_IN_KITCHEN[course]
        if worker.mark == "starter":
            return _first_weeks(worker, course)
        return self._held(worker, course)

    def logged(self, worker: Worker, course: str) -> date | None:
        """The day the training log gives, if it gives one."""
        newer = _LOG_IS_NEWER.get((course, worker.code))
        value = self.of(worker, course)
        return newer or (value if isinstance(value, date) else None)

    def _held(self, worker: Worker, course: str) -> Cell:
        last = worker.leave[0] if worker.leave and worker.code not in _COUNTED else worker.end
        after = [s for s in SESSIONS[course] if s > worker.start and (last is None or s < last)]
        return after[(int(worker.code) * 7 + len(course)) % len(after)] if after else None


def _first_weeks(worker: Worker, course: str) -> Cell:
    if course == "Fire safety":
        return worker.start + timedelta(days=1)
    return "In progress" if course == "Oliver McGowan" else "Booked"
