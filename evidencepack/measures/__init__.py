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
from evidencepack.measures.measured import Measured, Scope, SubFigure, TraceRow, Unit, UsedAs

Measure = Callable[[Any, Scope], Measured]

# How each kind is measured, and the names that its sentences may use beside those that all may use.
_KINDS: Mapping[str, tuple[Measure, set[str]]] = {
    "coverage": (coverage.measure, {"missing"}),
    "each": (each.measure, {"missing", "times", "gap"}),
    "share": (share.measure, {"missing", "lag"}),
    "on_time": (on_time.measure, {"late", "open_late", "waiting"}),
    "count": (count.measure, {"per", "per_each", "base", "rate"}),
    "ratio": (ratio.measure, {"months", "top", "bottom"}),
    "repeat": (repeat.measure, {"within"}),
    "average": (ratio.average, {"mean"}),
    "make_up": (make_up.measure, {"leaders", "workforce", "people", "area", "group"}),
    "regular": (regular.measure, {"periods", "period", "missing", "missing_periods", "without", "longest_gap"}),
    "recent": (recent.measure, {"newest", "age", "days"}),
    "change": (change.measure, {"earlier", "later", "improved", "n_earlier", "n_later", "span", "scale"}),
    "in_date": (in_date.measure, {"missing", "late", "lacking"}),
    "declared": (declared.measure, {"value", "borne_out", "said_by", "thing", "says"}),
    "example": (example.measure, {"missing_parts"}),
}
_ALL = frozenset({"n", "of", "percent", "window", "window_words", "on", "this_day", "in_our_file", "service"})
NAMES: Mapping[str, frozenset[str]] = {kind: _ALL | names for kind, (_, names) in _KINDS.items()}


def measure(indicator: Any, scope: Scope, known: dict[object, Measured]) -> Measured:
    """What an indicator measures; frameworks that ask for the same thing share one answer.

    `known` holds what was measured before of the same records, service and day, and grows.
    """
    key = (indicator.id, scope.window, scope.few_below, tuple(scope.params.items()))
    if key not in known:
        measured_by, _ = _KINDS[indicator.kind]
        known[key] = measured_by(indicator, scope)
    return known[key]


__all__ = ["NAMES", "Measured", "Scope", "SubFigure", "TraceRow", "Unit", "UsedAs", "measure"]
