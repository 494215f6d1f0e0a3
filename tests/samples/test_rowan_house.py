"""The sample care home: exactly the gaps that were planted, as its README says, from files the generator makes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.assessment.model import Finding
from evidencepack.library import Library
from evidencepack.pack.listed_model import FlagLine
from evidencepack.pack.model import FindingLine, Pack, Section
from evidencepack.pipeline import assess_service, read_service
from tests.conftest import SAMPLE_DAY
from tests.samples.told import figure_told

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "sample_data" / "rowan-house"
FRAMEWORK = "commissioner-cultural-identity"
SHOWN = re.compile(r"\d+ [A-Z][a-z]+ \d{4}|\d+\.\d%?")

# expectation/requirement, status, flags: in the order of the README
FINDINGS = (
    ("inclusive-leadership/registered-manager", "met", ""),
    ("inclusive-leadership/equality-lead", "unclear", "UNDATED"),
    ("inclusive-leadership/leadership-meetings", "partly met", "BELOW_TARGET"),
    ("inclusive-leadership/inclusion-actions", "not met", "ACTION_OVERDUE BELOW_TARGET"),
    ("inclusive-leadership/equality-plan", "not met", "STALE"),
    ("dignity-inclusion-respect/dignity-feedback", "met", ""),
    ("dignity-inclusion-respect/dignity-training", "met", ""),
    ("dignity-inclusion-respect/involved-in-reviews", "met", ""),
    ("dignity-inclusion-respect/values-in-supervision", "met", ""),
    ("dignity-inclusion-respect/residents-meetings", "met", ""),
    ("workforce-development/cultural-awareness-training", "partly met", "BELOW_TARGET"),
    ("workforce-development/communication-training", "met", ""),
    ("workforce-development/respectful-engagement-training", "not met", "BELOW_TARGET"),
    ("workforce-development/supervision-often-enough", "met", "CONTRADICTED"),
    ("workforce-development/confidence-in-supervision", "met", ""),
    ("workforce-development/satisfaction-with-culture", "no clear change", ""),
    ("workforce-development/workforce-example", "met", ""),
    ("governance-oversight/audit-care-plans", "met", ""),
    ("governance-oversight/audit-activities", "not met", "STALE"),
    ("governance-oversight/audit-reviews", "no evidence", "NO_EVIDENCE"),
    ("governance-oversight/inclusion-audit-trend", "too few to judge", "SMALL_N"),
    ("governance-oversight/cultural-needs-recorded", "partly met", "BELOW_TARGET"),
    ("governance-oversight/governance-example", "met", ""),
    ("governance-oversight/consistency-across-services", "not applicable", ""),
    ("community-partnership/partner-contacts", "met", ""),
    ("community-partnership/partner-led-training", "met", ""),
    ("community-partnership/partner-results", "partly met", "BELOW_TARGET"),
    ("community-partnership/staff-awareness", "too few to judge", "SMALL_N"),
    ("community-partnership/community-connections", "for information", ""),
    ("community-partnership/community-example", "not met", "EXAMPLE_INCOMPLETE NO_CHANGE_SHOWN"),
    ("equality-policies/equality-policies-in-date", "not met", "OVERDUE_REVIEW"),
    ("equality-policies/equality-policies-aligned", "not met", "BELOW_TARGET"),
    ("training-programmes/cultural-awareness-training", "partly met", "BELOW_TARGET"),
    ("training-programmes/equality-training", "met", ""),
    ("training-programmes/new-starter-training", "not met", "BELOW_TARGET"),
    ("training-programmes/training-plan", "met", ""),
    ("quality-assurance/inclusion-audits", "met", ""),
    ("quality-assurance/audit-findings-actioned", "partly met", "BELOW_TARGET"),
    ("quality-assurance/people-shape-audits", "not supplied", "NOT_SUPPLIED"),
    ("feedback-systems/people-feedback", "met", ""),
    ("feedback-systems/partner-feedback", "partly met", "BELOW_TARGET"),
    ("feedback-systems/told-back", "partly met", "BELOW_TARGET"),
)
EXPECTATIONS = (
    ("inclusive-leadership", "partly shown", ""),
    ("dignity-inclusion-respect", "shown", ""),
    ("workforce-development", "mostly shown", ""),
    ("governance-oversight", "partly shown", ""),
    ("community-partnership", "partly shown", ""),
    ("equality-policies", "not shown", "SINGLE_SOURCE"),
    ("training-programmes", "partly shown", "SINGLE_SOURCE NO_PEOPLE_VOICE"),
    ("quality-assurance", "partly shown", "SINGLE_SOURCE"),
    ("feedback-systems", "partly shown", ""),
)


def readme_rows(first_heading: str, columns: int) -> Iterator[list[str]]:
    """The body rows of the README's table with this first heading and so many columns."""
    inside = False
    for line in (HOUSE / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) != columns:
            inside = False
        elif cells[0] == first_heading:
            inside = True
        elif inside and set(cells[0]) != {"-"}:
            yield cells


README_FINDINGS = {f"{row[0]}/{row[1]}": row[2:5] for row in readme_rows("expectation", 6)}
README_EXPECTATIONS = {row[0]: row[1:] for row in readme_rows("expectation", 3)}


def sections(pack: Pack) -> tuple[Section, ...]:
    return next(report.sections for report in pack.reports if report.framework == FRAMEWORK)


def findings(pack: Pack) -> dict[str, FindingLine]:
    found = (finding for section in sections(pack) for finding in section.findings)
    return {finding.id.removeprefix(f"{FRAMEWORK}/"): finding for finding in found}


def codes(flags: tuple[FlagLine, ...]) -> str:
    return " ".join(flag.code for flag in flags)


def test_the_pack_holds_exactly_the_planted_gaps(rowan_pack: Pack) -> None:
    assert tuple((id_, f.status.code, codes(f.flags)) for id_, f in findings(rowan_pack).items()) == FINDINGS


def test_where_each_expectation_stands(rowan_pack: Pack) -> None:
    assert tuple((s.id, s.status.code, codes(s.flags)) for s in sections(rowan_pack)) == EXPECTATIONS


def test_the_readme_says_the_same() -> None:
    told = [(id_, status, flags.replace(",", "")) for id_, (_, status, flags) in README_FINDINGS.items()]
    assert tuple(told) == FINDINGS
    stands = [(id_, status, flags.replace(",", "")) for id_, (status, flags) in README_EXPECTATIONS.items()]
    assert tuple(stands) == EXPECTATIONS


@pytest.fixture(scope="module")
def measured(library: Library) -> dict[str, Finding]:
    """Every finding as it was measured, by id."""
    (assessment,) = assess_service(read_service(HOUSE, library), library, SAMPLE_DAY, (FRAMEWORK,))
    return {f.id.removeprefix(f"{FRAMEWORK}/"): f for result in assessment.results for f in result.findings}


@pytest.mark.parametrize("finding", README_FINDINGS)
def test_the_figure_in_the_readme(rowan_pack: Pack, measured: dict[str, Finding], finding: str) -> None:
    line, told = findings(rowan_pack)[finding], README_FINDINGS[finding][0]
    assert told.startswith(figure_told(measured[finding]))
    for shown in SHOWN.findall(told.partition(", ")[2]):
        assert shown in line.sentence
