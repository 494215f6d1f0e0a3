"""Figures as they are printed: counts before percentages, and no rounding into another band."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import ceil

from evidencepack.assessment.judge import band
from evidencepack.assessment.model import Finding, Status
from evidencepack.dates import day_words
from evidencepack.frameworks.framework import Requirement
from evidencepack.measures import Measured, Unit
from evidencepack.text import count_of, grouped, half_up, number


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


def figure_words(finding: Finding, on: date) -> str:
    """What to print as the figure of a finding; "" where there is none."""
    m = finding.measured
    if finding.status in _NO_FIGURE:
        return ""
    if m.figure is None:
        return "" if m.numerator is None else _counts(m)
    if m.unit is Unit.DAYS:
        return f"{m.facts['age']} old"
    if m.unit is Unit.POINTS:
        return f"{signed(m.figure * 100, 1)} points"
    if m.unit is Unit.SCORE:
        scale = m.facts["scale"]
        return signed(m.figure, 1) + (f" of {scale}" if scale != "0" else "")
    if m.unit is Unit.COUNT and m.parts:
        return signed(m.figure, 0) or "no change"
    if m.unit is Unit.COUNT and m.denominator is None:
        return number(m.numerator)
    if m.unit is Unit.RATE:
        return f"{float(m.figure):.1f} per {m.facts['per_each']} {m.facts['per']}"
    if m.unit is Unit.MEAN:
        return f"{float(m.figure):.1f} on average"
    if m.unit is Unit.YES:
        declared = "Published" if m.facts.get("published_in") else "Declared"
        return declared if m.figure == 1 else "Not in place"
    counts = _counts(m)
    if m.unit is Unit.COUNT or finding.status is Status.TOO_FEW:
        return counts
    return f"{counts} ({percent(m.figure, finding.requirement)})"


def _counts(m: Measured) -> str:
    return f"{grouped(m.numerator)} of {grouped(m.denominator)}"


def target_words(requirement: Requirement) -> str:
    """The target of a requirement, with where partly met begins."""
    r = requirement
    if r.document:
        return f"within {r.document.within}"
    if r.example:
        return count_of(r.example.at_least, "complete example")
    words = aim_words(requirement)
    if r.at_least and r.partly_from:
        return f"{words} (partly from {r.partly_from})"
    if r.at_most and r.partly_to:
        return f"{words} (partly up to {r.partly_to})"
    return words


def aim_words(requirement: Requirement) -> str:
    """The figure that is asked for."""
    least, most = requirement.at_least, requirement.at_most
    if least:
        return "100%" if least.percent and least.value == 1 else f"at least {least}"
    if most:
        return "none" if most.value == 0 else f"at most {most}"
    return ""


def limit_words(requirement: Requirement) -> str:
    """The target of a kind whose window is the limit."""
    if not requirement.window:
        return ""
    words = f"within {requirement.window}"
    return f"{words} (partly within {requirement.partly_window})" if requirement.partly_window else words


def shortfall(finding: Finding, sentences: Mapping[str, str], on: date) -> str:
    """How far a figure is from its target, in people or records where that can be said."""
    m, r = finding.measured, finding.requirement
    facts = {"n": number(m.numerator), "of": number(m.denominator), "target": str(r.at_least or "")}
    if m.unit is Unit.YES:
        return sentences["shortfall_yes"]
    if m.unit is Unit.SHARE and r.at_least and m.denominator and m.numerator is not None:
        needed = r.at_least.value * m.denominator
        if needed > m.numerator and finding.figure_if_unread_fail is not None:
            needed = r.at_least.value * (m.denominator + m.unread)  # the lower answer stands, so it is what must rise
        more = ceil(needed - m.numerator)
        if more > 0:
            key = "shortfall_one" if more == 1 else "shortfall_more"
            return sentences[key].format(more=more, **facts)
    low = finding.figure_if_unread_fail
    if low is not None:
        return sentences["shortfall_unread"].format(figure=percent(low, r), target=aim_words(r))
    return sentences["shortfall_other"].format(figure=figure_words(finding, on), target=aim_words(r))


def window_words(finding: Finding, on: date) -> str:
    """The period a figure covers, as a sentence names it."""
    m, span = finding.measured, finding.requirement.window
    if finding.requirement.document:
        span = finding.requirement.document.within
    if m.window is None or m.window.start == date.min:
        return f"{'up to' if finding.requirement.example else 'on'} {day_words(on)}"
    if span and m.window.end == on and m.window.start == span.start_of_window(on):
        return f"the {str(span).removeprefix('1 ')} to {day_words(on)}"
    return f"{day_words(m.window.start)} to {day_words(m.window.end)}"
