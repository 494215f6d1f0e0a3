"""records x framework x day -> findings, flags, and where each expectation stands."""

from evidencepack.assessment.as_of import after_lines, as_of
from evidencepack.assessment.assess import assess
from evidencepack.assessment.rollup import roll_up
from evidencepack.assessment.values import Assessment, ExpectationResult, Finding, Flag, Standing, Status

__all__ = [
    "Assessment",
    "ExpectationResult",
    "Finding",
    "Flag",
    "Standing",
    "Status",
    "after_lines",
    "as_of",
    "assess",
    "roll_up",
]
