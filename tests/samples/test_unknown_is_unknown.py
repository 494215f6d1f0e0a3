"""Whatever cells of a service are made unknown, blank or absent: no status, and no range, against what was known."""

from pathlib import Path

import pytest

from evidencepack.assessment import Finding, as_of, assess
from evidencepack.assessment.assess import indicator_of
from evidencepack.library import Library
from evidencepack.measures import Known
from evidencepack.pipeline import read_service
from evidencepack.registers import Records, Service
from tests.people import ON
from tests.unknown_cells import contradicts, findings, one_column_each

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"


def found(library: Library, service: Service, records: Records) -> dict[str, Finding]:
    known = Known(records, library.rules.terms)
    every = findings(assess(f, library.rules, service, records, ON, known) for f in library.frameworks.values())
    # Of who belongs to a group no range is given, since it could tell who.
    return {id_: f for id_, f in every.items() if indicator_of(f.requirement, library.rules).kind != "make_up"}


@pytest.mark.parametrize("sample", ["rowan-house", "harbour-homecare"])
def test_no_cell_that_is_not_known_makes_a_finding_say_what_is_not_so(library: Library, sample: str) -> None:
    read = read_service(SAMPLES / sample, library)
    records, _ = as_of(read.records, ON)
    known = found(library, read.service, records)
    for seed in range(8):
        in_part, how = one_column_each(records, seed)
        unknown = found(library, read.service, in_part)
        assert [id_ for id_, f in unknown.items() if contradicts(known[id_], f)] == [], how
