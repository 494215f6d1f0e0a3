"""Training: the matrix and the log laid over each other."""

from datetime import date
from functools import cache

import openpyxl

from tests.samples.recompute.people import Worker, by_name, counted, employed, is_away
from tests.samples.recompute.raw import (
    HOUSE,
    ON,
    TWELVE_WEEKS,
    YEAR,
    Answer,
    about,
    day,
    newest_of,
    share,
    table,
    tidy,
    within,
)

Key = tuple[str, str]


@cache
def matrix() -> tuple[dict[str, int], dict[Key, str | date]]:
    """How many years each course lasts (0: for good), and what stands in the cell of each person and course."""
    book = openpyxl.load_workbook(HOUSE / "records" / "Training matrix 2026.xlsx")
    rows = list(book["Matrix"].iter_rows(values_only=True))
    heads, lasts = rows[3], rows[4]
    courses = {i: tidy(h) for i, h in enumerate(heads) if h and h not in ("Staff Name", "Job role", "Comments")}
    years = {"1 year": 1, "12 months": 1, "2 years": 2, "3 years": 3, "One-off": 0}
    cells: dict[Key, str | date] = {}
    for row in rows[6:]:
        worker = by_name().get(tidy(row[0]).casefold())
        for i, course in courses.items():
            if worker and tidy(row[i]):
                cells[worker.code, course] = day(row[i]) or tidy(row[i])
    return {courses[i]: years[lasts[i]] for i in courses}, cells


@cache
def log() -> tuple[tuple[str, str, date, str], ...]:
    """Who, which course, when, and with which partner."""
    found = []
    for row in table("Training log.csv", "cp1252"):
        when = day(row["Completed"])
        assert when, row
        if when <= ON:
            found.append((row["Employee no"], tidy(row["Course"]), when, tidy(row["Delivered with"])))
    return tuple(found)


def _cell_is_good(cell: str | date, years: int) -> bool:
    """Good up to and including the day before the same date so many years on."""
    if isinstance(cell, str) or cell > ON:
        return False
    return years == 0 or date(cell.year + years, cell.month, cell.day) > ON


def stands(worker: Worker, topic: str) -> str:
    """good, not needed, short, or ticked: done, and on no known day."""
    lasts, cells = matrix()
    mine = {course: cell for (code, course), cell in cells.items() if code == worker.code}
    mine = {course: cell for course, cell in mine.items() if about((topic,), course)}
    logged = [when for code, course, when, _ in log() if code == worker.code and about((topic,), course)]
    if any(_cell_is_good(cell, lasts[course]) for course, cell in mine.items()):
        return "good"
    if any(within(when, YEAR) for when in logged):
        return "good"
    if mine and set(mine.values()) == {"N/A"} and not logged:
        return "not needed"
    dated = logged or any(isinstance(cell, date) for cell in mine.values())
    return "ticked" if "✓" in mine.values() and not dated else "short"


def _counted(stands: list[str], left_out: int) -> Answer:
    good, of, maybe = stands.count("good"), len(stands) - stands.count("not needed"), stands.count("ticked")
    found = share(good, of, left_out + stands.count("not needed"))
    if not maybe:
        return found
    used = found.used._replace(denominator=of - good - maybe)
    return found._replace(used=used).between((good, of), (good + maybe, of), maybe)


def in_date(topic: str) -> Answer:
    return _counted([stands(w, topic) for w in counted()], len(employed()) - len(counted()))


def new_starters(topic: str) -> Answer:
    """Of those who started in the 12 months; left out are the newest of them and those on leave."""
    started = [w for w in employed() if within(w.start, YEAR)]
    ready = [w for w in started if not is_away(w) and not within(w.start, TWELVE_WEEKS)]
    return _counted([stands(w, topic) for w in ready], len(started) - len(ready))


def with_partner() -> Answer:
    """Each person, course and day once, where the log names a partner.

    The matrix has no column for it: what is newer there may be with one, and what is ticked may be of today.
    """
    days = [when for _, _, when, _ in {row for row in log() if row[3]}]
    ticked = "✓" in matrix()[1].values()
    newest = max(cell for cell in (*matrix()[1].values(), max(days)) if isinstance(cell, date) and cell <= ON)
    least = 0 if ticked else (ON - newest).days
    return newest_of(days, YEAR)._replace(says=()).between((least, None), ((ON - max(days)).days, None), None)
