"""Supervisions and appraisals: how often each person was seen, what about, and how sure they felt."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from rowan_house.team import GONE, NOW, ON, Worker

YEAR = (date(2025, 11, 1), ON)
_BEFORE = (date(2025, 5, 1), date(2025, 10, 31))
# how many supervisions in the 12 months, by payroll number; everybody else has 6 or 7
_HELD = {
    # short of what is asked for
    "0108": 4,
    "0113": 5,
    "0130": 3,
    "0132": 3,
    # a part of the year in post
    "0111": 4,
    "0120": 6,
    "0121": 2,
    "0122": 2,
    "0139": 4,
    "0142": 4,
    # on leave, or new
    "0107": 3,
    "0123": 1,
    "0128": 4,
    "0133": 0,
    "0146": 4,
}
_NO_APPRAISAL = {"0113", "0132", "0121", "0122", "0123", "0133"}
_WITH_VALUES = """
values; workload
our values, dignity in practice
culture and faith of residents; our values; rota
wellbeing; values
values, culture; moving and handling
learning from incidents; values
residents' culture; values; key working
values; culture; training due
wellbeing, values, annual leave
""".strip().splitlines()
_PLAIN = [
    "workload; rota",
    "medicines; wellbeing",
    "falls; record keeping & handover",
    "training due; sickness < 3 days",
]
_STEPS = (1, 1, 0, 1, 1, 2, 1, 1, -1, 1, 0, 1, 1, 1, 2, 1, 0, 1, 1, 1, 1, 0, 1, -1, 1, 1, 2, 1, 0, 1, 1)


@dataclass(frozen=True)
class Talk:
    """One row of the log."""

    worker: Worker
    day: date
    appraisal: bool = False
    topics: str = ""
    before: int | None = None
    after: int | None = None


def _spread(worker: Worker, window: tuple[date, date], times: int) -> list[date]:
    """So many days, evenly through the part of the window the person was at work."""
    start, end = max(window[0], worker.start + timedelta(days=10)), min(window[1], worker.end or window[1])
    if worker.leave:
        if worker.mark == "returned":
            start = max(start, date(2026, 3, 16)) if window is YEAR else start
            end = end if window is YEAR else min(end, worker.leave[0])
        else:
            end = min(end, worker.leave[0] - timedelta(days=3))
    span = (end - start).days
    if span < 0 or not times:
        return []
    late = int(worker.code) * 5 % max(1, span // times - 2)
    return [start + timedelta(days=span * n // times + late) for n in range(times)]


def _times(worker: Worker) -> int:
    if worker.end:
        return max(0, (min(worker.end, ON) - YEAR[0]).days * 6 // 365)
    return _HELD.get(worker.code, 7 if int(worker.code) % 9 == 0 else 6)


def talks() -> list[Talk]:
    """All of them, by day."""
    rows = []
    for worker in (*NOW, *GONE):
        for day in _spread(worker, _BEFORE, 2 + int(worker.code) % 2) + _spread(worker, YEAR, _times(worker)):
            rows.append(Talk(worker, day))
        if not worker.end and worker.code not in _NO_APPRAISAL:
            year = 2025 if worker.mark in ("leave 1", "leave 2", "leave 3") else 2026
            days = int(worker.code) % 25
            rows.append(Talk(worker, date(year, 9, 2) + timedelta(days=days), appraisal=True))
    rows = _at_the_edges(rows)
    rows.sort(key=lambda r: (r.day, r.worker.code))
    return _with_confidence([_with_topics(r, at) for at, r in enumerate(rows)])


def _at_the_edges(rows: list[Talk]) -> list[Talk]:
    """One supervision on the first day of the 12 months, one on the day before it."""
    first = min((r for r in rows if r.worker.code == "0112" and r.day >= YEAR[0]), key=lambda r: r.day)
    last = max((r for r in rows if r.worker.code == "0108" and r.day < YEAR[0]), key=lambda r: r.day)
    moved = {id(first): YEAR[0], id(last): _BEFORE[1]}
    return [replace(r, day=moved.get(id(r), r.day)) for r in rows]


def _with_topics(row: Talk, at: int) -> Talk:
    plain = at % 11 in (3, 8)
    words = _PLAIN[at % len(_PLAIN)] if plain else _WITH_VALUES[at % len(_WITH_VALUES)]
    return replace(row, topics=words)


def _with_confidence(rows: list[Talk]) -> list[Talk]:
    """After a course some say how sure they feel, before and after the talk; a few were only asked once."""
    fit = [at for at, r in enumerate(rows) if r.topics in _WITH_VALUES and not r.appraisal and not r.worker.end]
    inside = [at for at in fit if rows[at].day >= YEAR[0]]
    earlier = [at for at in fit if rows[at].day < YEAR[0]]
    for at, step in zip(inside[:: len(inside) // 31], _STEPS, strict=False):
        before = {2: 2, 0: 4, -1: 4}.get(step, (2, 3, 3, 4)[at % 4])
        rows[at] = replace(rows[at], before=before, after=before + step)
    for at in inside[3 :: len(inside) // 4][:4]:
        if rows[at].before is None:
            rows[at] = replace(rows[at], before=3)
    for at in earlier[:: len(earlier) // 6][:6]:
        rows[at] = replace(rows[at], before=3, after=3 + at % 2)
    return rows
