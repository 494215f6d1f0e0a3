"""From a figure to a status: the bands of a requirement, held against exact fractions."""

from datetime import date
from fractions import Fraction

from evidencepack.dates import Span
from evidencepack.frameworks.framework import Requirement
from evidencepack.measures import Measured, Unit
from evidencepack.statuses import Status

_SURVEYS = ("feedback",)


def band(figure: Fraction, requirement: Requirement) -> Status:
    """The band a figure falls in; bands touch and never overlap."""
    r = requirement
    if r.at_least:
        if figure >= r.at_least.value:
            return Status.MET
        return Status.PARTLY_MET if r.partly_from and figure >= r.partly_from.value else Status.NOT_MET
    if r.at_most:
        if figure <= r.at_most.value:
            return Status.MET
        return Status.PARTLY_MET if r.partly_to and figure <= r.partly_to.value else Status.NOT_MET
    return Status.FOR_INFORMATION


def _age_band(measured: Measured, requirement: Requirement, on: date) -> Status:
    limit = requirement.document.within if requirement.document else requirement.window
    if limit is None or measured.figure is None:
        return Status.FOR_INFORMATION
    age = int(measured.figure)
    if age <= _days(limit, on):
        return Status.MET
    wider = requirement.partly_window
    return Status.PARTLY_MET if wider and age <= _days(wider, on) else Status.NOT_MET


def _days(span: Span, on: date) -> int:
    return (on - span.start_of_window(on)).days


def judge(measured: Measured, requirement: Requirement, on: date, few_below: int) -> Status:
    """The status of a requirement that applies; `few_below` is used for survey shares only."""
    if measured.set_aside:
        return measured.set_aside
    if measured.figure is None:
        return Status.NO_EVIDENCE
    if measured.unit is Unit.DAYS:
        return _age_band(measured, requirement, on)
    if measured.unit is Unit.YES:
        return Status.MET if measured.figure == 1 else Status.PARTLY_MET if measured.figure > 0 else Status.NOT_MET
    if requirement.example:
        return Status.MET if measured.figure >= requirement.example.at_least else Status.NOT_MET
    survey = measured.registers[0] in _SURVEYS and measured.unit is Unit.SHARE and not measured.parts
    if survey and (measured.denominator or 0) < few_below:
        return Status.TOO_FEW
    return band(measured.figure, requirement)


def lower_band(status: Status, measured: Measured, requirement: Requirement) -> tuple[Status, Fraction | None]:
    """The status of a share with every unread row counted as a failure, and that figure where it changes the band."""
    m = measured
    if not (status.judged and m.unread and m.unit is Unit.SHARE and m.denominator):
        return status, None
    failed = m.unread if requirement.at_most else 0
    low = ((m.numerator or Fraction(0)) + failed) / (m.denominator + m.unread)
    lower = band(low, requirement)
    return (lower, low) if lower is not status else (status, None)
