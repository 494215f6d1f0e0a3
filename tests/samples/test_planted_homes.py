"""Three planted homes of which every cell is known, weak, middling and good: standings tell them apart."""

import pytest

from benchmarks.standings import planted, standings, well
from evidencepack.assessment import Assessment
from evidencepack.measures import UsedAs
from evidencepack.statuses import Status

Found = dict[str, dict[str, Assessment]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return planted(tmp_path_factory.mktemp("planted"))


def test_more_is_shown_of_the_good_home_than_of_the_middling_one_and_least_of_the_weak(found: Found) -> None:
    large = [id_ for id_, assessed in found["good"].items() if standings(assessed).total() >= 8]
    assert len(large) >= 5
    for id_ in large:
        weak, middling, good = (well(found[level][id_]) for level in ("weak", "middling", "good"))
        assert weak + 0.1 <= middling and middling + 0.1 <= good, (id_, weak, middling, good)


def test_no_row_of_the_good_home_is_open(found: Found) -> None:
    findings = [f for a in found["good"].values() for result in a.results for f in result.findings]
    assert [f.id for f in findings if any(row.used_as is UsedAs.MAYBE for row in f.measured.trace)] == []
    assert [f.id for f in findings if f.status is Status.UNCLEAR] == []
