"""Every figure of the sample agency, worked out again from the raw sheets by loops that share no code with the project.

All findings of both frameworks are covered, and so these kinds: coverage, each, share (with and without a counterpart
in another register), on_time, recent, regular, count without a rate, ratio, repeat, change, in_date (not aligned),
declared, example and make_up. Not met with in this sample: count as a rate, average, and aligned policies. Worked out
are numerator and denominator of the figure, of its least and of its greatest, how many rows leave it open, and the
status that follows; sentences are compared with the README elsewhere.
"""

from pathlib import Path

import pytest

from evidencepack.assessment.model import Finding
from evidencepack.library import Library
from evidencepack.measures.measured import UsedAs
from evidencepack.pipeline import assess_service, read_service
from tests.conftest import SAMPLE_DAY
from tests.samples.recompute.bands import bands, follows
from tests.samples.recompute_harbour.answers import ANSWERS
from tests.samples.recompute_harbour.raw import AGENCY

# What so few answers leave unjudged, and what is met only where it holds for everybody: held elsewhere.
pytestmark = pytest.mark.skipif(
    not (Path(__file__).resolve().parents[2] / "mappings").is_dir(),
    reason="the bands are read from the mapping files of a checkout",
)
SET_ASIDE = ("too few to judge", "no clear change", "no evidence")
PLAIN = sorted((Path(__file__).parent / "recompute_harbour").glob("*.py"))
not_here = pytest.mark.skipif(not AGENCY.is_dir(), reason="the second sample is in the checkout, not in the wheel")


@pytest.fixture(scope="module")
def found(library: Library) -> dict[str, Finding]:
    """Every finding as it was measured, by id."""
    done = assess_service(read_service(AGENCY, library), library, SAMPLE_DAY)
    return {f.id: f for assessment in done for result in assessment.results for f in result.findings}


@not_here
def test_every_finding_has_a_recomputation(found: dict[str, Finding]) -> None:
    assert sorted(found) == sorted(ANSWERS)


@not_here
@pytest.mark.parametrize("finding", ANSWERS)
def test_figure(found: dict[str, Finding], finding: str) -> None:
    measured, answer = found[finding].measured, ANSWERS[finding]()
    assert (measured.numerator, measured.denominator) == answer[:2]
    ends = [r and (r.numerator, r.denominator) for r in (measured.least, measured.greatest)]
    assert ends == [r and r[:2] for r in (answer.least, answer.greatest)]
    assert sum(t.used_as is UsedAs.MAYBE for t in measured.trace) == answer.maybe


@not_here
@pytest.mark.parametrize("finding", ANSWERS)
def test_status(found: dict[str, Finding], finding: str) -> None:
    framework, _, id_ = finding.partition("/")
    asked, answer = bands(framework)[id_], ANSWERS[finding]()
    if follows(asked, *answer[:2]) and found[finding].status not in SET_ASIDE:
        each = {follows(asked, *end[:2]) for end in (answer, answer.least, answer.greatest) if end}
        assert found[finding].status == (each.pop() if len(each) == 1 else "unclear")


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
def test_the_recomputation_shares_no_code(path: Path) -> None:
    assert "evidencepack" not in path.read_text(encoding="utf-8")
