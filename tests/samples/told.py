"""How the README of a sample tells a figure: numerator of denominator, and behind it least and greatest."""

from fractions import Fraction

from evidencepack.assessment.model import Finding
from evidencepack.measures import Unit
from evidencepack.measures.measured import Measured, Reading


def figure_told(finding: Finding) -> str:
    """The figure, and the range where a row leaves one: 29 of 43, between 29 of 43 and 31 of 43."""
    found = finding.measured
    figure = _counts(found)
    if found.least is None or found.greatest is None:
        return figure
    if found.unit is Unit.DAYS:
        return f"{figure}, between {found.least.figure} days old and {found.greatest.figure} days old"
    return f"{figure}, between {_counts(found.least)} and {_counts(found.greatest)}"


def _counts(found: Measured | Reading) -> str:
    top = "–" if found.numerator is None else _plain(found.numerator)
    return top if found.denominator is None else f"{top} of {_plain(found.denominator)}"


def _plain(number: Fraction | int) -> str:
    return str(int(number)) if number == int(number) else str(float(number))
