"""Every figure of the sample, worked out again from the raw sheets by loops that share no code with the project."""

from fractions import Fraction
from pathlib import Path

import pytest

from evidencepack.pack.model import FindingLine, Pack
from tests.samples.recompute.answers import ANSWERS
from tests.samples.recompute.raw import Answer

FRAMEWORK = "commissioner-cultural-identity"
PLAIN = sorted((Path(__file__).parent / "recompute").glob("*.py"))


def lines(pack: Pack) -> dict[str, FindingLine]:
    found = (f for report in pack.reports if report.framework == FRAMEWORK for s in report.sections for f in s.findings)
    return {f.id.removeprefix(f"{FRAMEWORK}/"): f for f in found}


def exactly(figure: float | None) -> Fraction | None:
    return None if figure is None else Fraction(str(figure))


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


@pytest.mark.parametrize("finding", ANSWERS)
def test_figure(rowan_pack: Pack, finding: str) -> None:
    line, answer = lines(rowan_pack)[finding], ANSWERS[finding]()
    assert (exactly(line.numerator), exactly(line.denominator)) == (answer.numerator, answer.denominator)
    for words in answer.says:
        assert words in line.sentence
    if answer.moved is not None:
        assert line.figure == moved_words(line, answer.moved)


@pytest.mark.parametrize("finding", ANSWERS)
def test_trace(rowan_pack: Pack, finding: str) -> None:
    answer: Answer = ANSWERS[finding]()
    used = [t.used_as for t in rowan_pack.traces if t.finding == f"{FRAMEWORK}/{finding}"]
    counts = tuple(used.count(word) for word in ("numerator", "denominator", "left out"))
    assert counts == tuple(answer.used)
    assert len(used) == sum(counts)


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
def test_the_recomputation_shares_no_code(path: Path) -> None:
    assert "evidencepack" not in path.read_text(encoding="utf-8")
