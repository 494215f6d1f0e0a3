"""recent: the age of the newest matching record."""

from datetime import date
from fractions import Fraction

from evidencepack.dates import add_months
from evidencepack.frameworks.indicators import Recent
from evidencepack.measures.matching import matching, nothing, unread_note, why_of
from evidencepack.measures.measured import Measured, Scope, Unit, UsedAs, trace_row
from evidencepack.notes import Note, note
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
    """Find the newest record; the window of the requirement is the limit its age is held against."""
    window = scope.window_of(indicator.of)
    rows = matching(indicator.of, indicator.where, scope)
    dated = [r for r in rows if r.day is not None]
    if not rows or indicator.of not in scope.records.supplied:
        return nothing(Unit.DAYS, indicator.of, indicator.where, scope, window, indicator.when_none)
    if not dated:
        trace = tuple(trace_row(r, UsedAs.LEFT_OUT, note("undated")) for r in rows)
        return Measured(
            Unit.DAYS, (indicator.of,), denominator=len(rows), set_aside=Status.UNCLEAR, window=window, trace=trace
        )
    newest = dated[-1]
    assert newest.day is not None
    age = (scope.on - newest.day).days
    why = why_of(indicator.where, scope)
    others = tuple(trace_row(r, UsedAs.DENOMINATOR, note("older-than-newest", why=why(r))) for r in dated[:-1])
    return Measured(
        Unit.DAYS,
        (indicator.of,),
        numerator=Fraction(sum(r.day in window for r in dated)),
        denominator=len(dated),
        figure=Fraction(age),
        window=window,
        trace=(trace_row(newest, UsedAs.NUMERATOR, why(newest)), *others),
        facts={"newest": newest.day, "age": age_of(newest.day, scope.on), "days": str(age)},
        notes=unread_note(indicator.of, indicator.where, scope),
    )
