"""records x framework x day -> findings, flags, and where each expectation stands."""

from evidencepack.assessment.as_of_day import after_lines, as_of
from evidencepack.assessment.assess import assess
from evidencepack.assessment.model import Assessment, ExpectationResult, Finding, Flag
from evidencepack.assessment.rollup import roll_up

__all__ = ["Assessment", "ExpectationResult", "Finding", "Flag", "after_lines", "as_of", "assess", "roll_up"]
