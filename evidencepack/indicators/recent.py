"""recent: the age of the newest matching record."""

from fractions import Fraction

from evidencepack.dates import day_words
from evidencepack.frameworks.indicators import Recent
from evidencepack.indicators.matching import matching, nothing, unread_note, why_of
from evidencepack.indicators.measured import Measured, Unit, UsedAs
from evidencepack.indicators.members import trace_row
from evidencepack.indicators.scope import Scope


def age_words(days: int) -> str:
    """An age as people say it: 12 days, 5 weeks, 9 months."""
    if days < 14:
        return "1 day" if days == 1 else f"{days} days"
    if days < 92:
        return f"{days // 7} weeks"
    return f"{round(days / 30.44)} months"


def measure(indicator: Recent, scope: Scope) -> Measured:
    """Find the newest record; the window of the requirement is the limit its age is held against."""
    window = scope.window_of(indicator.of)
    rows = matching(indicator.of, indicator.where, scope)
    dated = [r for r in rows if r.day is not None]
    if not rows or indicator.of not in scope.records.supplied:
        return nothing(Unit.DAYS, indicator.of, indicator.where, scope, window, indicator.when_none)
    if not dated:
        trace = tuple(trace_row(r, UsedAs.LEFT_OUT, "undated") for r in rows)
        return Measured(
            Unit.DAYS, (indicator.of,), denominator=len(rows), set_aside="unclear", window=window, trace=trace
        )
    newest = dated[-1]
    assert newest.day is not None
    age = (scope.on - newest.day).days
    why = why_of(indicator.where, scope)
    others = tuple(trace_row(r, UsedAs.DENOMINATOR, f"{why(r)}; older than the newest") for r in dated[:-1])
    return Measured(
        Unit.DAYS,
        (indicator.of,),
        numerator=Fraction(sum(r.day in window for r in dated)),
        denominator=len(dated),
        figure=Fraction(age),
        window=window,
        trace=(trace_row(newest, UsedAs.NUMERATOR, why(newest)), *others),
        unread=0,
        facts={"newest": day_words(newest.day), "age": age_words(age), "days": str(age)},
        notes=unread_note(indicator.of, indicator.where, scope),
    )
