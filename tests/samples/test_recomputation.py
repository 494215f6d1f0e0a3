"""Every figure of the sample, worked out again from the raw sheets by loops that share no code with the project."""

from fractions import Fraction
from pathlib import Path

import pytest

from evidencepack.assessment.model import Finding
from evidencepack.library import Library
from evidencepack.measures import Measured, Unit
from evidencepack.measures.measured import UsedAs
from evidencepack.pack.model import FindingLine, Pack
from evidencepack.pipeline import assess_service, read_service
from tests.samples.recompute.answers import ANSWERS
from tests.samples.recompute.bands import bands, follows
from tests.samples.recompute.raw import HOUSE, ON, Answer, End

pytestmark = pytest.mark.skipif(
    not (Path(__file__).resolve().parents[2] / "mappings").is_dir(),
    reason="the bands are read from the mapping files of a checkout",
)
FRAMEWORK = "commissioner-cultural-identity"
# What so few answers, or chance, leave unjudged: held elsewhere.
SET_ASIDE = ("too few to judge", "no clear change")
PLAIN = sorted((Path(__file__).parent / "recompute").glob("*.py"))


def lines(pack: Pack) -> dict[str, FindingLine]:
    found = (f for report in pack.reports if report.framework == FRAMEWORK for s in report.sections for f in s.findings)
    return {f.id.removeprefix(f"{FRAMEWORK}/"): f for f in found}


def ends(measured: Measured) -> tuple[End, End] | None:
    """What the measure keeps of both ends; of an age its days."""
    if measured.least is None or measured.greatest is None:
        return None
    least, greatest = (
        End(r.figure, None) if measured.unit is Unit.DAYS else End(r.numerator, r.denominator)  # type: ignore[arg-type]
        for r in (measured.least, measured.greatest)
    )
    return least, greatest


def moved_words(finding: FindingLine, moved: Fraction) -> str:
    """The difference as the pack prints it: in points of a hundred, in points of five, or in contacts."""
    sign = "+" if moved > 0 else "−" if moved < 0 else ""
    if finding.id.endswith("/community-connections"):
        return f"{sign}{abs(moved)}"
    if finding.id.endswith("/confidence-in-supervision"):
        return f"{sign}{abs(float(moved)):.1f} of 5"
    return f"{sign}{abs(float(moved)) * 100:.1f} points"


def test_every_finding_has_a_recomputation(rowan_pack: Pack) -> None:
    assert list(lines(rowan_pack)) == list(ANSWERS)


@pytest.fixture(scope="module")
def found(library: Library) -> dict[str, Finding]:
    """Every finding as it was measured, by id."""
    (assessment,) = assess_service(read_service(HOUSE, library), library, ON, (FRAMEWORK,))
    return {f.id.removeprefix(f"{FRAMEWORK}/"): f for result in assessment.results for f in result.findings}


@pytest.mark.parametrize("finding", ANSWERS)
def test_figure(rowan_pack: Pack, found: dict[str, Finding], finding: str) -> None:
    line, answer, measured = lines(rowan_pack)[finding], ANSWERS[finding](), found[finding].measured
    assert (measured.numerator, measured.denominator) == (answer.numerator, answer.denominator)
    assert ends(measured) == answer.range
    for words in answer.says:
        assert words in line.sentence
    if answer.moved is not None:
        assert line.figure == moved_words(line, answer.moved)


@pytest.mark.parametrize("finding", ANSWERS)
def test_status(found: dict[str, Finding], finding: str) -> None:
    asked, answer = bands(FRAMEWORK)[finding], ANSWERS[finding]()
    if follows(asked, answer.numerator, answer.denominator) and found[finding].status not in SET_ASIDE:
        each = {follows(asked, *end) for end in answer.range or (End(answer.numerator, answer.denominator),)}
        assert found[finding].status == (each.pop() if len(each) == 1 else "unclear")


@pytest.mark.parametrize("finding", ANSWERS)
def test_trace(found: dict[str, Finding], finding: str) -> None:
    answer: Answer = ANSWERS[finding]()
    used = [t.used_as for t in found[finding].measured.trace]
    counts = [used.count(UsedAs(word)) for word in ("numerator", "denominator", "left out", "maybe")]
    assert counts[:3] == list(answer.used[:3])
    assert answer.used.maybe in (None, counts[3])


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
def test_the_recomputation_shares_no_code(path: Path) -> None:
    assert "evidencepack" not in path.read_text(encoding="utf-8")
