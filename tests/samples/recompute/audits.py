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
    Used,
    about,
    day,
    newest_of,
    periods_with,
    share,
    sheet,
    tidy,
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
    tool: str
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
        tool, findings, action = (tidy(row[heading]) for heading in ("Tool", "Findings", "Action ref"))
        audit = Audit(when, topic, area.casefold(), tool, score, findings, action)
        found.setdefault((topic, area, when), audit)
    return tuple(found.values())


def inclusion_audits() -> list[Audit]:
    return [a for a in audits() if about(INCLUSION, a.topic)]


def audit_of(scope: str, window: Days) -> Answer:
    return newest_of([a.when for a in inclusion_audits() if a.scope in _SCOPES[scope]], window)


def audits_each_quarter() -> Answer:
    return periods_with([a.when for a in inclusion_audits()], QUARTERS)


def audit_scores() -> Answer:
    """Of six and five, five and two are of an area and with a version of the tool that both halves have: too few."""
    now, then = ([a for a in inclusion_audits() if within(a.when, half)] for half in (HALF, HALF_BEFORE))
    same = {_looked_at(a) for a in now} & {_looked_at(a) for a in then}
    kept = [sum(_looked_at(a) in same for a in half) for half in (now, then)]
    assert kept[1] < 3
    return Answer(None, kept[0], Used(*kept, len(now) + len(then) - sum(kept)), (f": {kept[0]} in", f", {kept[1]} in"))


def _looked_at(audit: Audit) -> tuple[str, str]:
    """Area and tool; "care plan" and "care plans", "meal times" and "mealtimes" are one area."""
    return audit.scope.replace(" ", "").rstrip("s"), audit.tool


def findings_with_action() -> Answer:
    found = [a for a in inclusion_audits() if within(a.when, YEAR) and a.findings]
    return share(sum(bool(a.action) for a in found), len(found))
