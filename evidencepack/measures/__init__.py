"""The kinds of measure, one module each, and the plain names their sentences may use."""

from collections.abc import Callable, Mapping
from typing import Any

from evidencepack.measures import (
    change,
    count,
    coverage,
    declared,
    each,
    example,
    in_date,
    make_up,
    on_time,
    ratio,
    recent,
    regular,
    repeat,
    share,
)
from evidencepack.measures.measured import Measured, SubFigure, TraceRow, Unit, UsedAs
from evidencepack.measures.scope import Scope

Measure = Callable[[Any, Scope], Measured]

MEASURES: Mapping[str, Measure] = {
    "coverage": coverage.measure,
    "each": each.measure,
    "share": share.measure,
    "on_time": on_time.measure,
    "count": count.measure,
    "ratio": ratio.measure,
    "repeat": repeat.measure,
    "average": ratio.average,
    "make_up": make_up.measure,
    "regular": regular.measure,
    "recent": recent.measure,
    "change": change.measure,
    "in_date": in_date.measure,
    "declared": declared.measure,
    "example": example.measure,
}


def measure(indicator: Any, scope: Scope, known: dict[object, Measured]) -> Measured:
    """What an indicator measures; frameworks that ask for the same thing share one answer.

    `known` holds what was measured before of the same records, service and day, and grows.
    """
    key = (indicator.id, scope.window, scope.few_below, tuple(scope.params.items()))
    if key not in known:
        known[key] = MEASURES[indicator.kind](indicator, scope)
    return known[key]


_ALL = frozenset({"n", "of", "percent", "window", "window_words", "on", "this_day", "in_our_file", "service"})
NAMES: Mapping[str, frozenset[str]] = {
    "coverage": _ALL | {"missing"},
    "each": _ALL | {"missing", "times", "gap"},
    "share": _ALL | {"missing", "lag"},
    "on_time": _ALL | {"late", "open_late", "waiting"},
    "count": _ALL | {"per", "per_each", "base", "rate"},
    "ratio": _ALL | {"months", "top", "bottom"},
    "repeat": _ALL | {"within"},
    "average": _ALL | {"mean"},
    "make_up": _ALL | {"leaders", "workforce", "people", "area", "group"},
    "regular": _ALL | {"periods", "period", "missing", "missing_periods", "without", "longest_gap"},
    "recent": _ALL | {"newest", "age", "days"},
    "change": _ALL | {"earlier", "later", "improved", "n_earlier", "n_later", "span", "scale"},
    "in_date": _ALL | {"missing", "late", "lacking"},
    "declared": _ALL | {"value", "borne_out", "said_by"},
    "example": _ALL | {"missing_parts"},
}

__all__ = ["MEASURES", "NAMES", "Measured", "Scope", "SubFigure", "TraceRow", "Unit", "UsedAs", "measure"]
