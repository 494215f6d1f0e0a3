"""records x framework x day -> findings, flags, and where each expectation stands."""

from evidencepack.assessment.assess import assess
from evidencepack.assessment.model import Assessment, ExpectationResult, Finding, Flag
from evidencepack.assessment.rollup import roll_up
from evidencepack.assessment.selection import after_lines, as_of

__all__ = ["Assessment", "ExpectationResult", "Finding", "Flag", "after_lines", "as_of", "assess", "roll_up"]
