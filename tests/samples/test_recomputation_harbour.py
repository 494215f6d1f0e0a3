"""Every figure of the sample agency, worked out again from the raw sheets by loops that share no code with the project.

All findings of both frameworks are covered, and so these kinds: coverage, each, share (with and without a counterpart
in another register), on_time, recent, regular, count without a rate, ratio, repeat, change, in_date (not aligned),
declared, example and make_up. Not met with in this sample: count as a rate, average, and aligned policies. Worked out
are numerator and denominator, and that none is printed; statuses and sentences are compared with the README elsewhere.
"""

from fractions import Fraction
from pathlib import Path

import pytest

from evidencepack.library import Library
from evidencepack.pack.model import FindingLine
from evidencepack.pipeline import BuildOptions, make_pack
from tests.conftest import SAMPLE_DAY
from tests.samples.recompute_harbour.answers import ANSWERS
from tests.samples.recompute_harbour.raw import AGENCY

PLAIN = sorted((Path(__file__).parent / "recompute_harbour").glob("*.py"))
not_here = pytest.mark.skipif(not AGENCY.is_dir(), reason="the second sample is in the checkout, not in the wheel")


@pytest.fixture(scope="module")
def lines(library: Library, tmp_path_factory: pytest.TempPathFactory) -> dict[str, FindingLine]:
    """Every finding of the pack by id."""
    pack = make_pack(AGENCY, BuildOptions(on=SAMPLE_DAY), library=library, out=tmp_path_factory.mktemp("packs"))
    return {f.id: f for report in pack.reports for section in report.sections for f in section.findings}


def exactly(figure: float | None) -> Fraction | None:
    return None if figure is None else Fraction(str(figure))


@not_here
def test_every_finding_has_a_recomputation(lines: dict[str, FindingLine]) -> None:
    assert sorted(lines) == sorted(ANSWERS)


@not_here
@pytest.mark.parametrize("finding", ANSWERS)
def test_figure(lines: dict[str, FindingLine], finding: str) -> None:
    line, answer = lines[finding], ANSWERS[finding]()
    assert (exactly(line.numerator), exactly(line.denominator)) == answer


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
def test_the_recomputation_shares_no_code(path: Path) -> None:
    assert "evidencepack" not in path.read_text(encoding="utf-8")
