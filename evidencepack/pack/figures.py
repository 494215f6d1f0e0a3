"""Figures as they are printed: counts before percentages, and no rounding into another band."""

from datetime import date
from fractions import Fraction
from math import ceil

from evidencepack.assessment.judge import band
from evidencepack.assessment.model import Finding
from evidencepack.frameworks.framework import Requirement
from evidencepack.measures import Measured, Unit
from evidencepack.notes import Messages, Note, note
from evidencepack.statuses import Status
from evidencepack.text import grouped, half_up, number


def percent(figure: Fraction, requirement: Requirement) -> str:
    """A share as a percentage; with decimals where a whole number would be in another band, or read as all or none."""
    for decimals in (0, 1, 2, 3):
        shown = half_up(figure * 100, decimals)
        same_band = band(shown / 100, requirement) is band(figure, requirement)
        if same_band and (shown not in (0, 100) or figure in (0, 1)):
            break
    return f"{float(shown):.{decimals}f}%"


def signed(value: Fraction, decimals: int) -> str:
    """A change with its sign."""
    text = f"{abs(float(value)):.{decimals}f}"
    sign = "" if float(text) == 0 else "+" if value > 0 else "−"
    return sign + text


# What was not found, or cannot be read, is never printed as a share of nought.
_NO_FIGURE = (Status.NO_EVIDENCE, Status.UNCLEAR, Status.NOT_SUPPLIED, Status.NONE_DUE, Status.NOT_APPLICABLE)


def figure_words(finding: Finding, messages: Messages) -> str:
    """What to print as the figure of a finding; "" where there is none."""
    m = finding.measured
    if finding.status in _NO_FIGURE:
        return ""
    if m.figure is None:
        return "" if m.numerator is None else _counts(m, messages)
    if m.unit is Unit.COUNT and m.parts:
        return signed(m.figure, 0)
    if m.unit is Unit.COUNT:
        return number(m.numerator) if m.denominator is None else _counts(m, messages)
    if m.unit is Unit.SHARE:
        share = "" if finding.status is Status.TOO_FEW else f" ({percent(m.figure, finding.requirement)})"
        return _counts(m, messages) + share
    return messages.what(_figure(m, m.figure))


def _figure(m: Measured, figure: Fraction) -> Note:
    """A figure that is neither a share nor a count."""
    facts = m.facts
    match m.unit:
        case Unit.DAYS:
            return note("figure-age", age=facts["age"])
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


def _counts(m: Measured, messages: Messages) -> str:
    return messages.say("n-of", met=grouped(m.numerator), of=grouped(m.denominator))


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
    if m.unit is Unit.SHARE and r.at_least and m.denominator and m.numerator is not None:
        needed = r.at_least.value * m.denominator
        if needed > m.numerator and finding.figure_if_unread_fail is not None:
            needed = r.at_least.value * (m.denominator + m.unread)  # the lower answer stands, so it is what must rise
        more = ceil(needed - m.numerator)
        if more > 0:
            return messages.say("shortfall-more", n=more, target=str(r.at_least))
    target = aim_words(r, messages)
    if finding.figure_if_unread_fail is not None:
        return messages.say("shortfall-unread", target=target)
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
