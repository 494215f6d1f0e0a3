"""Every piece of evidence leads back to where it stands: a file, sheet and row, or the list in service.yaml."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from evidencepack.build_options import BuildOptions
from evidencepack.library import Library
from evidencepack.pack.files_model import Place
from evidencepack.pack.listed_model import EvidenceItem
from evidencepack.pack.model import FindingLine, Pack
from evidencepack.pipeline import make_pack
from evidencepack.registers import REGISTERS
from tests.conftest import SAMPLE_DAY
from tests.made_folders import service, workbook
from tests.starter_forms import BOOK, answers, started

ROOT = Path(__file__).resolve().parents[2]
MANAGER = {
    "locationId": "1-1000000001", "name": "Made for a test", "registrationStatus": "Registered",
    "gacServiceTypes": [{"name": "Residential homes"}],
    "regulatedActivities": [{"name": "Accommodation", "code": "RA2", "contacts": [
        {"personFamilyName": "Invented", "personGivenName": "Zelda", "personRoles": ["Registered Manager"]}]}],
}  # fmt: skip


def evidence_of(pack: Pack, register: str) -> list[EvidenceItem]:
    return [item for item in pack.evidence if item.register_ == register]


def declared(pack: Pack, finding: str) -> tuple[EvidenceItem, FindingLine]:
    """The finding of this name and the one piece of evidence it rests on."""
    line = next(f for r in pack.reports for s in r.sections for f in s.findings if f.id.endswith(finding))
    (number,) = line.evidence
    return next(item for item in pack.evidence if item.number == number), line


@pytest.mark.parametrize("sample", ["rowan-house", "harbour-homecare"])
def test_every_piece_of_evidence_of_the_samples_says_where_it_stands(
    sample: str, library: Library, tmp_path: Path
) -> None:
    if not (ROOT / "sample_data" / sample).is_dir():
        pytest.skip("the second sample is in the checkout, not in the wheel")
    pack = make_pack(ROOT / "sample_data" / sample, BuildOptions(on=SAMPLE_DAY), library=library, out=tmp_path)
    assert [item.number for item in pack.evidence if not all(place.file for place in item.places or [None])] == []


def test_a_register_says_its_newest_day_that_has_come_and_one_without_days_that_it_is_undated(
    tmp_path: Path, library: Library
) -> None:
    heads = ["Employee no", "Name", "Job title", "Start date"]
    people = [heads, ["1", "Ada", "Carer", "02/03/2024"], ["2", "Bo", "Carer", "01/11/2026"]]
    workbook(tmp_path / "records" / "Staff.xlsx", {"Staff": people})
    training = [["Employee no", "Course", "Booked for"], ["1", "Cultural awareness", "02/12/2026"]]
    workbook(tmp_path / "records" / "Training.xlsx", {"Log": training})
    sources = [("records/Staff.xlsx", "Staff", "staff-list"), ("records/Training.xlsx", "Log", "training-log")]
    pack = make_pack(service(tmp_path, sources), BuildOptions(on=SAMPLE_DAY), library=library)
    newest = {item.register_: (item.rows, item.newest) for item in pack.evidence if item.kind == "register"}
    assert newest == {"staff": (2, "2 March 2024"), "training": (1, "undated")}


def test_a_register_that_was_given_and_holds_nothing_leads_to_its_sheet(tmp_path: Path, library: Library) -> None:
    workbook(tmp_path / "records" / "Concerns.xlsx", {"Log": [["Ref", "Date raised", "Raised by", "Theme"]]})
    folder = service(tmp_path, [("records/Concerns.xlsx", "Log", "speaking-up-log")])
    pack = make_pack(folder, BuildOptions(on=SAMPLE_DAY, frameworks=("cqc-saf-2023",)), library=library)
    (item,) = evidence_of(pack, "speaking_up")
    assert (item.rows, item.places) == (0, (Place(file="records/Concerns.xlsx", sheet="Log"),))


def test_a_register_that_was_not_given_is_no_evidence(tmp_path: Path, library: Library) -> None:
    log = [["Employee no", "Course", "Completed"], ["0101", "Cultural awareness", "02/03/2026"]]
    workbook(tmp_path / "records" / "Training.xlsx", {"Log": log})
    pack = make_pack(
        service(tmp_path, [("records/Training.xlsx", "", "training-log")]), BuildOptions(on=SAMPLE_DAY), library=library
    )
    assert [item.title for item in pack.evidence] == [REGISTERS["training"].label]


def test_a_manager_named_in_the_file_of_cqc_is_not_said_to_be_declared_by_the_service(
    tmp_path: Path, library: Library
) -> None:
    folder = service(tmp_path)
    (folder / "records" / "l.json").write_text(json.dumps(MANAGER), encoding="utf-8")
    pack = make_pack(folder, BuildOptions(on=SAMPLE_DAY), library=library)
    item, finding = declared(pack, "registered-manager")
    assert (finding.status.code, finding.figure) == ("met", "Published")
    assert finding.sentence.endswith(": taken from the CQC location file (with that file).")
    assert item.title == "From the CQC location file: registered manager"
    assert item.places == (Place(file="records/l.json"),)


def test_what_is_declared_in_the_starter_workbook_leads_to_its_row(tmp_path: Path, library: Library) -> None:
    folder = started(tmp_path / "made", library)
    answers(folder, {"registered-manager": ["Yes", datetime(2022, 3, 14)]})
    pack = make_pack(folder, BuildOptions(on=SAMPLE_DAY), library=library)
    item, finding = declared(pack, "registered-manager")
    assert finding.sentence.endswith(": declared by the service (since 14 March 2022).")
    (place,) = item.places
    assert (place.file, place.sheet) == (BOOK, "Your service")
    assert place.row > 1
