"""Who is employed and who is supported on the day, from the lists of staff and residents."""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from tests.samples.recompute.raw import EIGHT_WEEKS, FOUR_WEEKS, ON, SIX_WEEKS, YEAR, Row, day, sheet, tidy, within


class Worker(NamedTuple):
    code: str
    name: str
    start: date
    end: date | None
    away_from: date | None
    away_to: date | None
    back: date | None


def _worker(code: str, name: str, start: date, row: Row) -> Worker:
    days = (day(row.get(head)) for head in ("Last day", "Leave from", "Leave to", "Returned"))
    return Worker(code, tidy(name).casefold(), start, *days)


@cache
def workers() -> tuple[Worker, ...]:
    """Everybody on either list; headings of the parts of the house and notes have no start date."""
    found = []
    for row in sheet("Staff list.xlsx", "Staff", heading=4):
        start = day(row["Start date"])
        if start:
            found.append(_worker(row["Payroll no"], row["Name"], start, row))
    for row in sheet("Staff list.xlsx", "Leavers", heading=3):
        start = day(row["Started"])
        assert start, row
        found.append(_worker(row["Emp no"], row["Full name"], start, row))
    return tuple(found)


def by_name() -> dict[str, Worker]:
    return {w.name: w for w in workers()}


@cache
def employed() -> tuple[Worker, ...]:
    return tuple(w for w in workers() if w.start <= ON and (w.end is None or w.end >= ON))


def is_away(worker: Worker) -> bool:
    """On leave on the day."""
    if worker.away_from is None or worker.away_from > ON:
        return False
    over = (worker.away_to is not None and worker.away_to < ON) or (worker.back is not None and worker.back <= ON)
    return not over


@cache
def counted() -> tuple[Worker, ...]:
    """In post for eight weeks and not on leave."""
    return tuple(w for w in employed() if not is_away(w) and not within(w.start, EIGHT_WEEKS))


@cache
def counted_for_supervision() -> tuple[Worker, ...]:
    """Nor back from leave within four weeks."""
    return tuple(w for w in counted() if not within(w.back, FOUR_WEEKS))


def days_at_work(worker: Worker) -> int:
    """Days of the 12 months in post and not on leave, one by one."""
    days = 0
    when = YEAR[0]
    while when <= YEAR[1]:
        here = worker.start <= when and (worker.end is None or when <= worker.end)
        days += here and not _away_on(worker, when)
        when += timedelta(days=1)
    return days


def _away_on(worker: Worker, when: date) -> bool:
    if worker.away_from is None or when < worker.away_from:
        return False
    if worker.back is not None and when >= worker.back:
        return False
    return worker.away_to is None or when <= worker.away_to


@cache
def supported() -> frozenset[str]:
    """The refs of the residents on the day."""
    refs = set()
    for row in sheet("Residents.xlsx", "Current", heading=3):
        moved_in = day(row["Moved in"])
        if moved_in and moved_in <= ON:
            refs.add(row["Ref"])
    for row in sheet("Residents.xlsx", "Moved on", heading=1):
        left = day(row["Date left"])
        if left and left >= ON:
            refs.add(row["Ref"])
    return frozenset(refs)


@cache
def settled() -> frozenset[str]:
    """Of these, who had moved in more than six weeks before; it is everybody."""
    rows = sheet("Residents.xlsx", "Current", heading=3)
    new = {row["Ref"] for row in rows if within(day(row["Moved in"]), SIX_WEEKS)}
    assert not new & supported()
    return supported() - new
