"""Supervision: the two sheets of the log, each meeting once."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from tests.samples.recompute.people import by_name, counted_for_supervision, days_at_work, employed
from tests.samples.recompute.raw import YEAR, Answer, Used, about, day, share, sheet, tidy, within

_SHEETS = (
    ("2025", 2, ("Staff member", "Date held", "Type", "Topics discussed"), "Confidence {} (1-5)"),
    ("2026", 1, ("Name", "Date", "Type of meeting", "Topics"), "Conf. {}"),
)


class Meeting(NamedTuple):
    code: str
    when: date
    appraisal: bool
    topics: str
    before: int | None
    after: int | None


@cache
def meetings() -> tuple[Meeting, ...]:
    """Of the 12 months, each person, kind and day once; rows without a day or of nobody known left out."""
    found: dict[tuple[str, bool, date], Meeting] = {}
    for name, heading, (who, held, kind, topics), conf in _SHEETS:
        for row in sheet("Supervision log.xlsx", name, heading):
            worker, when = by_name().get(tidy(row[who]).casefold()), day(row[held])
            if worker is None or when is None or not within(when, YEAR):
                continue
            appraisal = "appraisal" in tidy(row[kind]).casefold()
            scores = (row[conf.format("before")], row[conf.format("after")])
            meeting = Meeting(worker.code, when, appraisal, tidy(row[topics]), *scores)
            found.setdefault((worker.code, appraisal, when), meeting)
    return tuple(found.values())


@cache
def undated() -> tuple[Meeting, ...]:
    """Rows that say whose meeting it was and not when: each may lie in the 12 months or not."""
    found = []
    for name, heading, (who, held, kind, topics), _ in _SHEETS:
        for row in sheet("Supervision log.xlsx", name, heading):
            worker = by_name().get(tidy(row[who]).casefold())
            if worker and day(row[held]) is None:
                appraisal = "appraisal" in tidy(row[kind]).casefold()
                found.append(Meeting(worker.code, YEAR[1], appraisal, tidy(row[topics]), None, None))
    return tuple(found)


def often_enough() -> Answer:
    """Six a year, for the days of the 12 months in post and not on leave, rounded down."""
    enough = of = too_new = maybe = 0
    for worker in counted_for_supervision():
        due = 6 * days_at_work(worker) // 365
        held = sum(m.code == worker.code and not m.appraisal for m in meetings())
        if due == 0:
            too_new += 1
            continue
        of += 1
        enough += held >= due
        more = sum(m.code == worker.code and not m.appraisal for m in undated())
        maybe += held < due <= held + more
    assert not maybe  # whose row has no day had enough, or lacks more than one
    return share(enough, of, len(employed()) - len(counted_for_supervision()) + too_new)


def talk_of_values() -> Answer:
    talks = [m for m in meetings() if not m.appraisal]
    good, of = sum(about(("values",), m.topics) for m in talks), len(talks)
    maybe = [about(("values",), m.topics) for m in undated() if not m.appraisal]
    ends = (good, of + maybe.count(False)), (good + sum(maybe), of + sum(maybe))
    return share(good, of).between(*ends, len(maybe))


def confidence() -> Answer:
    both = [(m.before, m.after) for m in meetings() if m.before is not None and m.after is not None]
    before, after = sum(b for b, _ in both), sum(a for _, a in both)
    up = sum(a > b for b, a in both)
    says = (f"{before / len(both):.1f} to {after / len(both):.1f}", f"{up} of them")
    moved = Fraction(after - before, len(both))
    return Answer(after - before, len(both), Used(len(both), 0), says=says, moved=moved)
