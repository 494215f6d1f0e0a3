"""recent: the age of the newest matching record."""

from collections.abc import Container
from datetime import date
from fractions import Fraction
from typing import Any

from evidencepack.dates import add_months, last_of
from evidencepack.frameworks.indicators import Recent
from evidencepack.measures.matching import Matches, find, nothing, unanswerable, why_of
from evidencepack.measures.measured import Measured, Reading, Scope, Unit, UsedAs, trace_row
from evidencepack.notes import Note, note
from evidencepack.registers import Record, Training
from evidencepack.statuses import Status


def age_of(day: date, on: date) -> Note:
    """An age as people say it, to the day: 12 days, 60 days, 9 months, 12 months and 16 days."""
    days = (on - day).days
    if days < 92:
        return note("days", n=days)
    months = (on.year - day.year) * 12 + on.month - day.month
    months -= add_months(day, months) > on
    beyond = (on - add_months(day, months)).days
    age = note("months", n=months)
    return note("months-and-days", months=age, days=note("days", n=beyond)) if beyond else age


def measure(indicator: Recent, scope: Scope) -> Measured:
    """Find the newest record; the window of the requirement is the limit its age is held against.

    A newer row that may be one makes the least age; without one that is certain there is no greatest.
    """
    window, register = scope.window_of(indicator.of), indicator.of
    if without := unanswerable(register, scope, Unit.DAYS, window, indicator.where):
        return without
    found = find(register, indicator.where, scope, dated_only=True)
    dated = [(r, r.day) for r in found.sure if r.day is not None]
    if not found:
        return nothing(indicator, register, Unit.DAYS, scope, window)
    if not dated:
        undated = tuple(trace_row(r, UsedAs.MAYBE, note("undated")) for r in found.sure)
        trace = undated + found.maybe_trace()
        return Measured(Unit.DAYS, (register,), set_aside=Status.UNCLEAR, window=window, trace=trace, unread=len(trace))
    newest, day = dated[-1]
    newer = _may_be_newer(found, day, scope.cells.undated_ids(register))
    age, why = (scope.on - day).days, why_of(indicator.where, scope)
    others = tuple(trace_row(r, UsedAs.DENOMINATOR, note("older-than-newest", why=why(r))) for r, _ in dated[:-1])
    return Measured(
        Unit.DAYS,
        (register,),
        numerator=Fraction(sum(d in window for _, d in dated)),
        denominator=len(dated),
        figure=Fraction(age),
        window=window,
        trace=(trace_row(newest, UsedAs.NUMERATOR, why(newest)), *others, *newer.maybe_trace()),
        facts={"newest": day, "age": age_of(day, scope.on), "days": str(age)},
        **_range(newer, day, scope.on),
    )


def _may_be_newer(found: Matches, newest: date, undated: Container[str]) -> Matches:
    """Of the rows that may be one those that may be newer: what was never done has no day and is none of them."""
    days = ((m, m.record.day or newest) for m in found.maybe)
    later = (m for m, day in days if last_of(day) > newest or m.record.id in undated or _ticked(m.record))
    return Matches((), tuple(later))


def _ticked(record: Record) -> bool:
    """Whether it was done on a day that is not known, as a tick in a training matrix says."""
    return isinstance(record, Training) and record.state == "undated"


def _range(found: Matches, newest: date, on: date) -> dict[str, Any]:
    """The least age, where a row that may be one is newer than the newest; one without a day may be of today."""
    days = [on if m.record.day is None else last_of(m.record.day) for m in found.maybe]
    days.append(last_of(newest))
    latest = min(max(days), on)
    if latest <= newest:
        return {}
    least, greatest = (Reading(figure=Fraction((on - day).days)) for day in (latest, newest))
    return {"least": least, "greatest": greatest, "unread": sum(d > newest for d in days)}
