"""From a figure to a status: the bands of a requirement, held against exact fractions."""

from datetime import date
from fractions import Fraction

from evidencepack.dates import Span
from evidencepack.frameworks.framework import Requirement
from evidencepack.measures import Measured, Reading, Unit
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


def _age_band(age: int, requirement: Requirement, on: date) -> Status:
    limit = requirement.document.within if requirement.document else requirement.window
    if limit is None:
        return Status.FOR_INFORMATION
    if age <= _days(limit, on):
        return Status.MET
    wider = requirement.partly_window
    return Status.PARTLY_MET if wider and age <= _days(wider, on) else Status.NOT_MET


def _days(span: Span, on: date) -> int:
    return (on - span.start_of_window(on)).days


def judge(measured: Measured, requirement: Requirement, on: date, few_below: int) -> Status:
    """The status of a requirement that applies: that of every reading of the records, else unclear.

    `few_below` is used for survey shares only.
    """
    if measured.set_aside:
        return measured.set_aside
    found = {_of_reading(r, measured, requirement, on, few_below) for r in readings(measured)}
    if found == {Status.TOO_FEW} and (measured.denominator or 0) + measured.unread >= few_below:
        return Status.UNCLEAR  # neither end counts every row that may
    return found.pop() if len(found) == 1 else Status.UNCLEAR


def best_of(measured: Measured, requirement: Requirement, on: date, few_below: int) -> Status:
    """The best status that any reading of the records gives; met where a range has no bound."""
    if measured.set_aside is Status.UNCLEAR or measured.figure is None:
        return Status.MET
    found = [_of_reading(r, measured, requirement, on, few_below) for r in readings(measured)]
    return next((s for s in (Status.MET, Status.PARTLY_MET, Status.NOT_MET) if s in found), found[0])


def readings(measured: Measured) -> tuple[Reading, ...]:
    """The readings between which the truth lies, both ends included; one where no row is open."""
    certain = Reading(measured.numerator, measured.denominator, measured.figure)
    if measured.least is None or measured.greatest is None:
        return (certain,)
    return (certain, measured.least, measured.greatest)


def _of_reading(reading: Reading, measured: Measured, requirement: Requirement, on: date, few_below: int) -> Status:
    if reading.figure is None:
        return Status.NO_EVIDENCE
    if measured.unit is Unit.DAYS:
        return _age_band(int(reading.figure), requirement, on)
    if measured.unit is Unit.YES:
        return Status.MET if reading.figure == 1 else Status.PARTLY_MET if reading.figure > 0 else Status.NOT_MET
    if requirement.example:
        return Status.MET if reading.figure >= requirement.example.at_least else Status.NOT_MET
    survey = measured.registers[0] in _SURVEYS and measured.unit is Unit.SHARE and not measured.parts
    if survey and (reading.denominator or 0) < few_below:
        return Status.TOO_FEW
    found = band(reading.figure, requirement)
    # Held as well as risen is asked of the records: what chance alone would give shows neither, nor a fall.
    return Status.NO_CLEAR_CHANGE if found.judged and measured.within_chance else found
