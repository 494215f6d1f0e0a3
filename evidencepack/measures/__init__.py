"""The kinds of measure, one module each, and the plain names their sentences may use."""

from collections.abc import Callable, Mapping
from typing import Any

from evidencepack.frameworks.terms import Terms
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
from evidencepack.measures.cells import Cells
from evidencepack.measures.measured import Measured, Reading, Scope, SubFigure, TraceRow, Unit, UsedAs
from evidencepack.registers import Records

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


class Known:
    """What was measured of the records of one day, and grows: frameworks that ask the same share an answer."""

    def __init__(self, records: Records, terms: Terms) -> None:
        self.cells = Cells(records, terms)
        self._measured: dict[object, Measured] = {}

    def measure(self, indicator: Any, scope: Scope) -> Measured:
        """What an indicator measures."""
        key = (indicator.id, scope.window, scope.few_below, tuple(scope.params.items()))
        if key not in self._measured:
            measured_by, _ = _KINDS[indicator.kind]
            self._measured[key] = measured_by(indicator, scope)
        return self._measured[key]


__all__ = ["NAMES", "Cells", "Known", "Measured", "Reading", "Scope", "SubFigure", "TraceRow", "Unit", "UsedAs"]
