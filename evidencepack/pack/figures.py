"""Figures as they are printed: counts before percentages, and no rounding into another band."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from evidencepack.assessment.judge import band
from evidencepack.assessment.model import Finding
from evidencepack.frameworks.framework import Requirement
from evidencepack.measures import Measured, Reading, Unit
from evidencepack.measures.recent import age_of
from evidencepack.notes import Fact, Messages, Note, note
from evidencepack.statuses import Status
from evidencepack.text import grouped, half_up, number, signed


def percent(figure: Fraction, requirement: Requirement) -> str:
    """A share as a percentage; with decimals where a whole number would be in another band, or read as all or none."""
    for decimals in (0, 1, 2, 3):
        shown = half_up(figure * 100, decimals)
        same_band = band(shown / 100, requirement) is band(figure, requirement)
        if same_band and (shown not in (0, 100) or figure in (0, 1)):
            break
    return f"{float(shown):.{decimals}f}%"


# What was not found, or cannot be read, is never printed as a share of nought.
_NO_FIGURE = (
    Status.NO_EVIDENCE,
    Status.UNCLEAR,
    Status.NOT_RECORDED,
    Status.NOT_SUPPLIED,
    Status.NONE_DUE,
    Status.NOT_APPLICABLE,
)


def figure_words(finding: Finding, messages: Messages) -> str:
    """What to print as the figure of a finding, with its least and greatest where rows are open; "" for none."""
    m = finding.measured
    if m.least is not None and m.greatest is not None and m.least != m.greatest:
        return _between(m.least, m.greatest, finding, messages)
    if finding.status in _NO_FIGURE:
        return ""
    return reading_words(Reading(m.numerator, m.denominator, m.figure), finding, messages)


def _between(least: Reading, greatest: Reading, finding: Finding, messages: Messages) -> str:
    """Both figures, or one where they differ in the denominator only; "" where it may be that nothing counts."""
    first, last = (reading_words(reading, finding, messages) for reading in (least, greatest))
    m = finding.measured
    if not first or not last or (m.figure is None and m.unit is Unit.SHARE):
        return ""
    if m.unit is Unit.DAYS and least.figure is not None and greatest.figure is not None:
        ages = (_age(m, reading) for reading in (least.figure, greatest.figure))
        return messages.what(note("figure-ages", **dict(zip(("least", "greatest"), ages, strict=True))))
    shares = [percent(r.figure, finding.requirement) for r in (least, greatest) if r.figure is not None]
    if m.unit is not Unit.SHARE or least.numerator != greatest.numerator or shares[0] != shares[1]:
        return messages.say("figure-between", least=first, greatest=last) if first != last else first
    few, most = sorted(int(r.denominator or 0) for r in (least, greatest))
    facts: dict[str, Fact] = {"met": grouped(least.numerator), "least": few, "greatest": most, "percent": shares[0]}
    return messages.what(note("figure-of-either" if most == few + 1 else "figure-of-some", **facts))


def reading_words(reading: Reading, finding: Finding, messages: Messages) -> str:
    """One reading of the records as it is printed; "" where nothing counts."""
    m = finding.measured
    if reading.figure is None:
        return "" if reading.numerator is None or m.least is not None else _counts(reading, messages)
    if m.unit is Unit.COUNT and m.parts:
        return signed(reading.figure, 0)
    if m.unit is Unit.COUNT:
        return number(reading.numerator) if reading.denominator is None else _counts(reading, messages)
    if m.unit is Unit.SHARE:
        share = "" if finding.status is Status.TOO_FEW else f" ({percent(reading.figure, finding.requirement)})"
        return _counts(reading, messages) + share
    return messages.what(_figure(m, reading.figure))


def _figure(m: Measured, figure: Fraction) -> Note:
    """A figure that is neither a share nor a count."""
    facts = m.facts
    match m.unit:
        case Unit.DAYS:
            return note("figure-age", age=_age(m, figure))
        case Unit.POINTS:
            return note("figure-points", change=signed(figure * 100, 1))
        case Unit.SCORE:
            scaled = facts["scale"] != "0"
            return note("figure-score" if scaled else "figure-change", change=signed(figure, 1), scale=facts["scale"])
        case Unit.RATE:
            return note("figure-rate", rate=f"{float(figure):.1f}", per_each=facts["per_each"], per=facts["per"])
        case Unit.MEAN:
            return note("figure-mean", mean=f"{float(figure):.1f}")
    if figure != 1:
        return note("figure-not-in-place")
    if facts.get("in_register"):
        return note("figure-in-register")
    return note("figure-published" if facts.get("published_in") else "figure-declared")


def _age(m: Measured, days: Fraction) -> Note:
    """How long ago something was on the last day of the window."""
    end = m.window.end if m.window else date.max
    return age_of(end - timedelta(days=int(days)), end)


def _counts(reading: Reading, messages: Messages) -> str:
    return messages.say("n-of", met=grouped(reading.numerator), of=grouped(reading.denominator))


def target_words(requirement: Requirement, messages: Messages) -> str:
    """The target of a requirement, with where partly met begins."""
    r = requirement
    if r.document:
        return messages.say("within", span=str(r.document.within))
    if r.example:
        return messages.say("complete-examples", n=r.example.at_least)
    aim = aim_words(requirement, messages)
    if r.at_least and r.partly_from:
        return messages.say("partly-from", aim=aim, least=str(r.partly_from))
    if r.at_most and r.partly_to:
        return messages.say("partly-up-to", aim=aim, most=str(r.partly_to))
    return aim


def aim_words(requirement: Requirement, messages: Messages) -> str:
    """The figure that is asked for."""
    least, most = requirement.at_least, requirement.at_most
    if least:
        return messages.say("all-of-them" if least.percent and least.value == 1 else "at-least", least=str(least))
    if most:
        return messages.say("none" if most.value == 0 else "at-most", most=str(most))
    return ""


def change_aim(requirement: Requirement, messages: Messages) -> str:
    """The change that is asked for."""
    least = requirement.at_least
    if least is None:
        return target_words(requirement, messages)
    if least.value == 0:
        return messages.say("no-lower-than-before")
    if least.percent:
        points = least.value * 100
        return messages.say("higher-by-points", n=points.numerator if points.denominator == 1 else number(points))
    return messages.say("higher-by", least=str(least))


def limit_words(requirement: Requirement, messages: Messages) -> str:
    """The target of a kind whose window is the limit."""
    if not requirement.window:
        return ""
    limit, wider = note("within", span=str(requirement.window)), requirement.partly_window
    return messages.what(note("partly-within", limit=limit, wider=str(wider)) if wider else limit)


def shortfall(finding: Finding, messages: Messages) -> str:
    """How far a figure is from its target, in people or records where that can be said."""
    m, r = finding.measured, finding.requirement
    if m.unit is Unit.YES:
        return messages.say("shortfall-yes")
    if m.unit is Unit.SHARE and r.at_least and m.denominator and m.numerator is not None and m.least is None:
        more = ceil(r.at_least.value * m.denominator - m.numerator)
        if more > 0:
            return messages.say("shortfall-more", n=more, target=str(r.at_least))
    target = change_aim(r, messages) if m.interval else aim_words(r, messages)
    return messages.say("shortfall-other", figure=figure_words(finding, messages), target=target)


def window_note(finding: Finding, on: date) -> Note:
    """The period a figure covers, as a sentence names it."""
    m, span = finding.measured, finding.requirement.window
    if finding.requirement.document:
        span = finding.requirement.document.within
    if m.window is None or m.window.start == date.min:
        return note("up-to-day" if finding.requirement.example else "on-day", day=on)
    if span and m.window.end == on and m.window.start == span.start_of_window(on):
        return note("the-span-to", span=str(span).removeprefix("1 "), day=on)
    return note("period", start=m.window.start, end=m.window.end)
