"""Audits: each once, with its score as an exact share."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from tests.samples.recompute.raw import (
    HALF,
    HALF_BEFORE,
    INCLUSION,
    ON,
    QUARTERS,
    YEAR,
    Answer,
    Days,
    about,
    day,
    newest_of,
    periods_with,
    share,
    sheet,
    tidy,
    two_periods,
    within,
)

_SCOPES = {
    "care plans": ("care plans", "care plan"),
    "activities": ("activities programme", "activity programme"),
    "reviews": ("reviews", "review", "care plan reviews", "service reviews"),
}


class Audit(NamedTuple):
    when: date
    topic: str
    scope: str
    score: Fraction
    findings: str
    action: str


@cache
def audits() -> tuple[Audit, ...]:
    """Each topic, area and day once; an audit of 31 February is none."""
    found: dict[tuple[str, str, date], Audit] = {}
    for row in sheet("Audits.xlsx", "Audit log", heading=3):
        when, topic, area = day(row["Date of audit"]), tidy(row["Audit topic"]), tidy(row["Area looked at"])
        if when is None or when > ON:
            continue
        score = Fraction(row["Score"], row["Out of"])
        audit = Audit(when, topic, area.casefold(), score, tidy(row["Findings"]), tidy(row["Action ref"]))
        found.setdefault((topic, area, when), audit)
    return tuple(found.values())


def inclusion_audits() -> list[Audit]:
    return [a for a in audits() if about(INCLUSION, a.topic)]


def audit_of(scope: str, window: Days) -> Answer:
    return newest_of([a.when for a in inclusion_audits() if a.scope in _SCOPES[scope]], window)


def audits_each_quarter() -> Answer:
    return periods_with([a.when for a in inclusion_audits()], QUARTERS)


def audit_scores() -> Answer:
    now = [a.score for a in inclusion_audits() if within(a.when, HALF)]
    then = [a.score for a in inclusion_audits() if within(a.when, HALF_BEFORE)]
    return two_periods(now, then)


def findings_with_action() -> Answer:
    found = [a for a in inclusion_audits() if within(a.when, YEAR) and a.findings]
    return share(sum(bool(a.action) for a in found), len(found))
