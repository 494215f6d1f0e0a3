"""What two registers say of the same thing and cannot both be so: each is said, and which is right is for people."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from evidencepack.dates import MonthDay, month_words
from evidencepack.notes import Fact, note
from evidencepack.origin import Problem
from evidencepack.registers import Record, Total

Rows = Mapping[str, Sequence[Record]]
Unknown = Mapping[str, frozenset[str]]

# Several people of one event in one cell.
_SEVERAL = re.compile(r"[/,&+]|\band\b")
_TOLD = ("cqc_told", "cqc_told_on", "referred")
# A share of the staff is rounded, and so many heads of it tell nothing.
_ROUNDED = 0.75


def contradictions(rows: Rows, unknown: Unknown) -> tuple[Problem, ...]:
    """What the incident log and the safeguarding log say of one event, and what monthly totals and the logs count."""
    return (*_of_events(rows, unknown), *_of_months(rows, unknown))


def _of_events(rows: Rows, unknown: Unknown) -> Iterator[Problem]:
    """Where the two logs say different things of the same day and person."""
    incidents: dict[date | None, list[Any]] = {}
    for row in rows.get("incidents", ()):
        incidents.setdefault(row.day, []).append(row)
    for concern in rows.get("safeguarding", ()):
        same = [row for row in incidents.get(concern.day, ()) if concern.day and _one_person(row, concern)]
        if len(same) == 1:
            yield from _of_event(same[0], concern, unknown)


def _one_person(incident: Any, concern: Any) -> bool:
    """Whether somebody is named in both; a row that names nobody may be about anybody."""
    first, second = ({p.strip() for p in _SEVERAL.split(r.person.casefold())} - {""} for r in (incident, concern))
    return not first or not second or bool(first & second)


def _of_event(incident: Any, concern: Any, unknown: Unknown) -> Iterator[Problem]:
    pairs = [(name, getattr(incident, name), getattr(concern, name)) for name in _TOLD]
    if incident.safeguarding is False:
        pairs.append(("safeguarding", False, True))
    for name, first, second in pairs:
        open_ = name in unknown.get(incident.id, ()) or name in unknown.get(concern.id, ())
        if first is None or second is None or first == second or open_:
            continue
        if _may_be_one_day(first, second):
            continue
        yield Problem(
            incident.origin,
            note("registers-disagree", field=note(f"incidents.{name}"), register=note("incidents.register"),
                 said=_said(first), other=note("safeguarding.register"), row=concern.origin.row, theirs=_said(second)),
        )  # fmt: skip


def _may_be_one_day(first: object, second: object) -> bool:
    """Whether two days of which only the month is known may be the same."""
    days = [day for day in (first, second) if isinstance(day, date)]
    return any(isinstance(day, MonthDay) for day in days) and len({(d.year, d.month) for d in days}) == 1


def _said(value: date | bool) -> Fact:
    return value if isinstance(value, date) else "yes" if value else "no"


# By measure of the monthly totals the register that counts the same, and which of its rows it counts by which field.
_COUNTED: Mapping[str, tuple[str, str, str]] = {
    "falls": ("incidents", "type", "fall"),
    "pressure ulcers": ("incidents", "type", "pressure damage"),
    "medication errors": ("incidents", "type", "medicines error"),
    "incidents": ("incidents", "", ""),
    "complaints": ("complaints", "kind", "complaint"),
    "compliments": ("complaints", "kind", "compliment"),
    "safeguarding concerns": ("safeguarding", "", ""),
    "notifications": ("notifications", "", ""),
    "deaths": ("deaths_dols", "kind", "death"),
}


def _of_months(rows: Rows, unknown: Unknown) -> Iterator[Problem]:
    """Where the total of a month is none that the register can come to, which still allows for what is not known."""
    totals = [row for row in rows.get("totals", ()) if isinstance(row, Total) and row.value is not None]
    for measure, (register, field, word) in _COUNTED.items():
        found = [row for row in rows.get(register, ()) if row.day]
        if not found or len(found) < len(rows.get(register, ())):
            continue
        sure = [r for r in found if not field or getattr(r, field) == word]
        least = Counter(map(_month, sure))
        greatest = least + Counter(_month(r) for r in found if r not in sure and field in unknown.get(r.id, ()))
        first = min(map(_month, found))
        asked = [t for t in totals if t.measure == measure and _month(t) >= first]
        wrong = [t for t in asked if not least[_month(t)] <= t.value <= greatest[_month(t)]]
        yield from _disagree(measure, register, wrong, least)
    yield from _of_leavers(totals, rows.get("staff", ()), unknown)


def _of_leavers(totals: Sequence[Total], staff: Sequence[Any], unknown: Unknown) -> Iterator[Problem]:
    """Where leavers, or turnover as a share of the staff, are not those who left by the staff list."""
    if not any(s.end for s in staff) or any("end" in unknown.get(s.id, ()) for s in staff):
        return
    left = Counter(date(s.end.year, s.end.month, 1) for s in staff if s.end)

    def heads(total: Total) -> int:
        return sum(bool(s.start and s.start <= total.month and (s.end is None or s.end >= total.month)) for s in staff)

    leavers = [t for t in totals if t.measure == "leavers" and t.value != left[_month(t)]]
    yield from _disagree("leavers", "staff", leavers, left)
    shares = [t for t in totals if t.measure == "turnover percent"]
    wrong = [t for t in shares if abs(t.value / 100 * heads(t) - left[_month(t)]) > _ROUNDED]
    yield from _disagree("turnover percent", "staff", wrong, left)


def _month(row: Any) -> date:
    return date(row.day.year, row.day.month, 1)


def _disagree(measure: str, register: str, wrong: Sequence[Total], counted: Mapping[date, int]) -> Iterator[Problem]:
    if wrong:
        code = "month-disagrees-share" if measure.endswith("percent") else "month-disagrees"
        months = tuple(
            note(code, month=month_words(t.month), total=f"{t.value:g}", counted=counted[_month(t)]) for t in wrong
        )
        what = note("totals-disagree", measure=measure, register=note(f"{register}.register"), months=months)
        yield Problem(wrong[0].origin, what, rows=len(wrong))
