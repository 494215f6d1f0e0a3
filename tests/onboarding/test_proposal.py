"""evidencepack init --from: what is proposed for spreadsheets that nobody has mapped."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from evidencepack.cli.main import cli
from evidencepack.errors import OutputError, ServiceError
from evidencepack.library import Library, read_service_file
from evidencepack.onboarding.new_folder import write_folder
from evidencepack.onboarding.proposal.model import Confidence, Proposal, SheetProposal
from evidencepack.onboarding.proposal.propose import propose
from evidencepack.onboarding.proposal.proposed_service import proposal_text
from tests.made_folders import Rows, csv_bytes, workbook
from tests.outputs import copy_of, files_of
from tests.words import MESSAGES, words

PEOPLE = ("Ama Quartey", "Bram Oosterhuis", "Carys Penhaligon", "Dov Lindqvist")
AUDITS: list[list[Any]] = [
    ["Date of audit", "Audit topic", "Score", "Out of", "Pass mark", "Findings"],
    ["01/02/2026", "Medicines", 18, 20, 16, "Two gaps"],
    ["03/03/2026", "Infection control", 19, 20, 16, ""],
    ["04/04/2026", "Care plans", 12, 20, 16, "Dates missing"],
]
COURSES = ["Fire safety", "First aid", "Moving and handling", "Food hygiene"]
# Feedback, complaints or compliments: nothing in it says which.
VAGUE: list[list[Any]] = [
    ["Received", "From", "Route", "About"],
    *([f"0{n}/02/2026", "Relative", "Card", "Kindness"] for n in range(1, 5)),
]


def look(folder: Path, library: Library, files: Mapping[str, Rows]) -> Proposal:
    for name, rows in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".xlsx"):
            workbook(path, {"Sheet1": rows})
        else:
            path.write_bytes(csv_bytes(rows))
    return propose(folder, library.column_maps, library.rules.terms)


def only(proposal: Proposal) -> SheetProposal:
    assert len(proposal.sheets) == 1, proposal.sheets
    return proposal.sheets[0]


def init(source: Path, folder: Path, *more: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, ["init", "--from", str(source), str(folder), *more], input=typed)


def matrix(courses: list[str], people: tuple[str, ...] = PEOPLE, first: str = "Staff Name") -> list[list[Any]]:
    rows = [[p, *(f"{3 + i}/0{1 + j}/2026" for j in range(len(courses)))] for i, p in enumerate(people)]
    return [[first, *courses], *rows]


@pytest.mark.parametrize("sample", ["rowan-house", "harbour-homecare"])
def test_the_registers_proposed_for_a_sample_are_those_of_its_own_service_yaml(
    sample: str, library: Library, tmp_path: Path
) -> None:
    house = Path(__file__).resolve().parents[2] / "sample_data" / sample
    by_hand = {
        (path.relative_to(house).as_posix(), source.sheet): library.column_maps[source.map].register_
        for source in read_service_file(house).sources
        for path in house.glob(source.file)
    }
    proposal = propose(copy_of(house, tmp_path / "bare"), library.column_maps, library.rules.terms)
    chosen = {(s.file, s.sheet): s.chosen.register for s in proposal.sheets if s.chosen}
    wrong = {where: register for where, register in chosen.items() if by_hand.get(where) != register}
    left = [s for s in proposal.sheets if (s.file, s.sheet) in by_hand and not s.chosen]
    assert wrong == {}
    assert all(s.confidence is Confidence.UNSURE for s in left), left
    assert len(chosen) >= 0.9 * len(by_hand)


def test_compliments_are_never_taken_for_complaints(library: Library, tmp_path: Path) -> None:
    named = only(look(tmp_path / "a", library, {"Compliments 2026.csv": VAGUE}))
    assert named.candidates[0].map == "compliments-log"
    unnamed = only(look(tmp_path / "b", library, {"Log.csv": VAGUE}))
    assert unnamed.confidence is Confidence.UNSURE and unnamed.chosen is None
    assert {r.map for r in unnamed.candidates} == {"feedback-answers", "complaints-log", "compliments-log"}


def test_headings_with_slips_are_written_out_with_how_near_they_are(library: Library, tmp_path: Path) -> None:
    rows = [["Log no", "Date recieved", "Raised by", "Acknowleged on", "Upheld?", "Shelf"]]
    rows += [[f"C{i}", f"0{i}/02/2026", "Relative", f"0{i}/02/2026", "Yes", "B"] for i in range(1, 5)]
    proposal = look(tmp_path / "in", library, {"Complaints.xlsx": rows})
    sheet = only(proposal)
    assert sheet.chosen and sheet.chosen.columns == {"received": "Date recieved", "acknowledged": "Acknowleged on"}
    assert sheet.confidence is Confidence.LIKELY, sheet.why
    files = {file.place: file.path for file in proposal.records}
    text = proposal_text(proposal, "71fd2c9a5be04e63a8c4d0b7f2e91836", MESSAGES)
    write_folder(tmp_path / "new", {**files, "service.yaml": text.encode()})
    text = (tmp_path / "new/service.yaml").read_text(encoding="utf-8")
    assert re.search(r'received: Date recieved +# nearly "date received": \d\d of 100', text)
    source = read_service_file(tmp_path / "new").sources[0]
    assert source.columns == sheet.chosen.columns


def test_a_word_with_a_slip_is_proposed_for_its_list_and_one_nobody_knows_is_counted(
    library: Library, tmp_path: Path
) -> None:
    rows = [["Staff member", "Date held", "Type", "Next due"]]
    rows += [[p, f"0{i + 1}/02/2026", "Suprevision", "01/05/2026"] for i, p in enumerate(PEOPLE)]
    rows += [[PEOPLE[0], "05/02/2026", "Supervision", "01/05/2026"], [PEOPLE[1], "06/02/2026", "Debrief", ""]]
    sheet = only(look(tmp_path, library, {"Supervision log.xlsx": rows}))
    assert sheet.chosen and sheet.chosen.values == {"kind": {"supervision": ("Suprevision",)}}
    assert sheet.chosen.unknown == {"kind": 1}


def test_a_sheet_that_could_be_several_registers_is_left_out_and_said(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/Log.csv").write_bytes(csv_bytes(VAGUE))
    workbook(tmp_path / "in/Audits.xlsx", {"Audits": AUDITS})
    told = init(tmp_path / "in", tmp_path / "new", "--yes")
    assert told.exit_code == 0, told.output
    text = (tmp_path / "new/service.yaml").read_text(encoding="utf-8")
    assert [s.file for s in read_service_file(tmp_path / "new").sources] == ["records/Audits.xlsx"]
    assert "# Not read" in text and "records/Log.csv" in text
    assert (tmp_path / "new/records/Log.csv").is_file()
    assert "1 of 2 sheets was not read: Log.csv. Nothing in it counts." in told.output


def test_columns_of_days_under_other_headings_are_no_training_matrix(library: Library, tmp_path: Path) -> None:
    checks = matrix(["DBS issued", "Right to work seen", "Reference one", "Contract signed"])
    jabs = matrix(["Flu", "Covid one", "Covid two", "Shingles"], first="Name")
    for name, rows in (("HR checks.xlsx", checks), ("Jabs.xlsx", jabs)):
        sheet = only(look(tmp_path / name[:2], library, {name: rows}))
        assert sheet.chosen is None, sheet
        assert sheet.confidence in (Confidence.UNSURE, Confidence.NOT)


def test_what_every_row_is_may_be_what_the_sheet_is_called(library: Library, tmp_path: Path) -> None:
    rows = [["Staff name", "Supervisor", "Date of supervision", "Next due"]]
    rows += [[p, "Manager", f"0{i}/02/2026", "01/05/2026"] for i, p in enumerate(PEOPLE, 1)]
    kinds = {}
    for name in ("Supervisions 2026.xlsx", "Appraisals.xlsx", "Talks.xlsx"):
        sheet = only(look(tmp_path / name, library, {name: rows}))
        kinds[name] = (sheet.chosen and sheet.chosen.constants, sheet.confidence)
    assert kinds["Supervisions 2026.xlsx"] == ({"kind": "supervision"}, Confidence.LIKELY)
    assert kinds["Appraisals.xlsx"] == ({"kind": "appraisal"}, Confidence.LIKELY)
    assert kinds["Talks.xlsx"] == (None, Confidence.UNSURE)


def test_months_beside_names_are_read_only_where_something_says_what_was_done(library: Library, tmp_path: Path) -> None:
    months = ["Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026"]
    rows = [["Staff name", *months], *([p, "12/01/2026", "", "10/03/2026", "03/04/2026"] for p in PEOPLE)]
    named = only(look(tmp_path / "a", library, {"Supervision 2026.xlsx": rows}))
    assert named.chosen and named.chosen.map == "supervision-tracker"
    unnamed = only(look(tmp_path / "b", library, {"Tracker.xlsx": rows}))
    assert unnamed.confidence is Confidence.UNSURE and len(unnamed.candidates) == 3


def test_weights_and_rotas_are_no_registers(library: Library, tmp_path: Path) -> None:
    weights: Rows = [["Resident", "Jan 2026", "Feb 2026", "Mar 2026"], *([f"R{n}", 60, 61, 62] for n in range(6))]
    rota: Rows = [["Name", "Mon", "Tue", "Wed", "Thu"], *([p, "E", "L", "N", "OFF"] for p in PEOPLE)]
    cash: Rows = [["Date", "Description", "Amount"], *([f"0{n}/02/2026", "Milk", 3.5] for n in range(1, 6))]
    files: dict[str, Rows] = {"Weights.xlsx": weights, "Rota.xlsx": rota, "Petty cash.csv": cash}
    assert {s.confidence for s in look(tmp_path, library, files).sheets} == {Confidence.NOT}


def test_a_training_matrix_is_known_by_its_courses_whatever_its_file_is_called(
    library: Library, tmp_path: Path
) -> None:
    sheet = only(look(tmp_path, library, {"Sheet for Pat.xlsx": matrix(COURSES)}))
    assert sheet.chosen and sheet.chosen.map == "training-matrix"
    assert {h.text for h in sheet.chosen.used} >= {*COURSES}


def test_lists_that_are_no_register_are_not_understood(library: Library, tmp_path: Path) -> None:
    homes: list[list[Any]] = [["name", "type", "address", "postcode"]]
    homes += [[f"Home {letter}", "Residential", "1 Road", "A1 2B"] for letter in "abcd"]
    courses = [["location", "course_name"], ["Birch Court", "First aid"], ["Birch Court", "Fire safety"]]
    proposal = look(tmp_path, library, {"homes.csv": homes, "courses import.csv": courses})
    assert {s.confidence for s in proposal.sheets} == {Confidence.NOT}
    assert all(s.why for s in proposal.sheets)


def test_no_name_of_a_person_is_printed_whoever_stands_where(tmp_path: Path) -> None:
    source = tmp_path / "in"
    turned = [["Course", *PEOPLE], *([c, "01/02/2026", "02/03/2026", "", "03/03/2026"] for c in COURSES)]
    workbook(source / "Turned.xlsx", {"Courses by person": turned})
    workbook(source / "Training.xlsx", {PEOPLE[0]: matrix(COURSES)})
    workbook(source / f"Audits {PEOPLE[1]}.xlsx", {"Audits": AUDITS})
    for number, more in enumerate((("--yes",), ("--json",), ())):
        told = init(source, tmp_path / f"new {number}", *more, typed="\n\n\n\n\n\n")
        assert told.exit_code == 0, told.output
        assert not [p for p in PEOPLE if p.casefold() in told.output.casefold()], told.output


@pytest.fixture(scope="module")
def begun(rowan_house: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A folder with the sample in `in` and what was made of it in `new`; and what was said."""
    folder = tmp_path_factory.mktemp("begun")
    told = init(copy_of(rowan_house, folder / "in"), folder / "new", "--yes")
    assert told.exit_code == 0, told.output
    return folder, told


def test_what_is_printed_fits_80_columns(begun: tuple[Path, Result]) -> None:
    folder, told = begun
    lines = [line for line in told.output.splitlines() if folder.name not in line]
    assert max(map(len, lines)) <= 80
    assert "Staff list.xlsx, sheet Leavers" in told.output
    assert "Payroll no (code)" in told.output
    assert re.search(r"Written to .* sheets: \d+ read, .* Rows: [\d,]+ of [\d,]+ read", " ".join(told.output.split()))


def test_the_new_folder_is_checked_and_built_like_any_other(begun: tuple[Path, Result], tmp_path: Path) -> None:
    folder = str(shutil.copytree(begun[0] / "new", tmp_path / "new"))
    checked = CliRunner().invoke(cli, ["check", folder])
    assert checked.exit_code == 0 and "by column map staff-list" in checked.output
    built = CliRunner().invoke(cli, ["build", folder, "--on", "2026-10-31", "--format", "json"])
    assert built.exit_code == 0, built.output


def test_what_is_looked_at_is_never_changed(begun: tuple[Path, Result], rowan_house: Path, tmp_path: Path) -> None:
    assert files_of(begun[0] / "in") == files_of(copy_of(rowan_house, tmp_path / "in"))


def test_a_folder_with_something_in_it_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new/mine.txt").write_text("mine", encoding="utf-8")
    told = init(tmp_path / "nowhere", tmp_path / "new", "--yes")
    assert isinstance(told.exception, OutputError) and "something in it already" in str(told.exception)
    assert files_of(tmp_path / "new") == {"mine.txt": b"mine"}


def test_an_empty_folder_is_used_and_a_missing_one_made(tmp_path: Path) -> None:
    workbook(tmp_path / "in/Audits.xlsx", {"Audits": AUDITS})
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "deep/er"):
        assert init(tmp_path / "in", folder, "--yes").exit_code == 0
        assert sorted(p.name for p in folder.iterdir()) == ["Questions.xlsx", "documents", "records", "service.yaml"]


def test_nothing_is_left_when_a_file_cannot_be_copied(tmp_path: Path) -> None:
    workbook(tmp_path / "Audits.xlsx", {"Audits": AUDITS})
    files = {"records/Audits.xlsx": tmp_path / "Audits.xlsx", "records/gone.csv": tmp_path / "gone.csv"}
    with pytest.raises(OutputError, match="could not be written"):
        write_folder(tmp_path / "new", files, ("documents",))
    assert not (tmp_path / "new").exists()


def test_locks_hidden_files_packs_and_strange_files_are_passed_over_and_said(
    library: Library, rowan_house: Path, tmp_path: Path
) -> None:
    source = tmp_path / "in"
    workbook(source / "sub folder/Audits.xlsx", {"Audits": AUDITS})
    for name in ("~$Audits.xlsx", ".hidden.csv", "film.mp4", "service.yaml"):
        (source / name).write_bytes(b"x")
    packed = source / "packs/2026-09-30"
    packed.mkdir(parents=True)
    (packed / "x evidence.json").write_text('{"schema": "evidencepack/pack/1"}', encoding="utf-8")
    workbook(packed / "x.xlsx", {"Audits": AUDITS})
    (source / "Letter.docx").write_bytes(b"a letter")
    (source / "documents").mkdir()
    workbook(source / "documents/Survey.xlsx", {"Survey": AUDITS})
    (source / "Note to self.txt").write_text("Ring the council.\nAsk about the audit.\n", encoding="utf-8")
    proposal = propose(source, library.column_maps, library.rules.terms)
    assert [f.place for f in proposal.records] == ["records/sub folder/Audits.xlsx"]
    places = ["documents/Letter.docx", "documents/Note to self.txt", "documents/Survey.xlsx"]
    assert sorted(f.place for f in proposal.documents) == places
    passed = {x.file: words(x.why) for x in proposal.left_out}
    assert "lock file" in passed["~$Audits.xlsx"] and "hidden" in passed[".hidden.csv"]
    assert ".mp4" in passed["film.mp4"] and "new service.yaml" in passed["service.yaml"]
    assert {"packs/2026-09-30/x.xlsx", "packs/2026-09-30/x evidence.json"} <= {*passed}


def test_a_file_that_cannot_be_read_is_said_and_copied_all_the_same(tmp_path: Path) -> None:
    workbook(tmp_path / "in/Audits.xlsx", {"Audits": AUDITS})
    (tmp_path / "in/Broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    told = init(tmp_path / "in", tmp_path / "new", "--yes")
    assert told.exit_code == 0 and "Broken.xlsx" in told.output
    assert (tmp_path / "new/records/Broken.xlsx").read_bytes() == b"PK\x03\x04 and no more"


def test_a_folder_without_files_or_that_is_not_there_is_told(library: Library, tmp_path: Path) -> None:
    for folder, told in ((tmp_path, "There is no file in it."), (tmp_path / "no", "There is no such folder.")):
        with pytest.raises(ServiceError, match=told):
            propose(folder, library.column_maps, library.rules.terms)


def test_json_alone_is_a_trial_and_writes_nothing(rowan_house: Path, tmp_path: Path) -> None:
    told = init(rowan_house, tmp_path / "new", "--json")
    found = json.loads(told.output)
    assert not (tmp_path / "new").exists()
    staff = next(s for s in found["sheets"] if s["sheet"] == "Staff")
    assert (staff["map"], staff["sure"]) == ("staff-list", "certain")
    headings = staff["readings"][0]["headings"]
    assert {"column": "A", "heading": "Payroll no", "field": "code", "like": "", "score": 100} in headings


def test_a_person_settles_what_is_unsure_and_names_the_service(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/Log.csv").write_bytes(csv_bytes(VAGUE))
    workbook(tmp_path / "in/Audits.xlsx", {"Audits": AUDITS})
    told = init(tmp_path / "in", tmp_path / "new", typed="2\nAlder Court\nsupported living\ny\n")
    assert told.exit_code == 0, told.output
    assert "(compliments-log), 4 headings" in told.output
    service = read_service_file(tmp_path / "new")
    assert (service.name, service.id, service.type) == ("Alder Court", "alder-court", "supported living")
    assert [s.map for s in service.sources] == ["audit-log", "complaints-log"]


def test_the_name_and_kind_given_with_the_command_are_taken(tmp_path: Path) -> None:
    workbook(tmp_path / "in/Audits.xlsx", {"Audits": AUDITS})
    more = ("--yes", "--name", "Alder: Court", "--type", "Shared lives")
    assert init(tmp_path / "in", tmp_path / "new", *more).exit_code == 0
    service = read_service_file(tmp_path / "new")
    assert (service.name, service.id, service.type) == ("Alder: Court", "alder-court", "shared lives")
    assert init(tmp_path / "in", tmp_path / "other", "--yes", "--type", "hotel").exit_code == 2


def test_what_cqc_says_of_the_location_is_written_with_its_file(library: Library, tmp_path: Path) -> None:
    location = {
        "locationId": "1-1234567890",
        "name": "Alder Court",
        "registrationStatus": "Registered",
        "registrationDate": "2015-03-02",
        "localAuthority": "Aldermere",
        "gacServiceTypes": [{"name": "Domiciliary care service", "description": "Domiciliary care service"}],
    }
    (tmp_path / "in").mkdir()
    (tmp_path / "in/location.json").write_text(json.dumps(location), encoding="utf-8")
    workbook(tmp_path / "in/Audits.xlsx", {"Audits": AUDITS})
    told = init(tmp_path / "in", tmp_path / "new", "--yes")
    assert told.exit_code == 0, told.output
    service = read_service_file(tmp_path / "new")
    assert (service.name, service.type, service.location_id) == ("Alder Court", "home care", "1-1234567890")
    assert str(service.registered) == "2015-03-02" and "from records/location.json" in told.output


def test_nothing_is_written_without_a_yes(tmp_path: Path) -> None:
    workbook(tmp_path / "in/Audits.xlsx", {"Audits": AUDITS})
    for typed in ("", "\n\nn\n"):
        assert init(tmp_path / "in", tmp_path / "new", typed=typed).exit_code != 0
        assert not (tmp_path / "new").exists()


def test_names_with_brackets_accents_and_quotes_are_found_again(library: Library, tmp_path: Path) -> None:
    name = "Audits [2026] caf\u00e9 \u2013 'new' #1.xlsx"
    workbook(tmp_path / "in" / name, {"Audits (it's)": AUDITS})
    assert init(tmp_path / "in", tmp_path / "new", "--yes").exit_code == 0
    checked = CliRunner().invoke(cli, ["check", str(tmp_path / "new"), "--json"])
    source = json.loads(checked.output)["sources"][0]
    assert source["map"] == "audit-log" and source["rows_read"] == 3


def test_two_files_for_one_place_are_both_kept(library: Library, tmp_path: Path) -> None:
    for name in ("Audits.xlsx", "records/audits.xlsx"):
        workbook(tmp_path / name, {"Audits": AUDITS})
    proposal = propose(tmp_path, library.column_maps, library.rules.terms)
    assert [f.place for f in proposal.records] == ["records/Audits.xlsx", "records/audits (2).xlsx"]
    shutil.rmtree(tmp_path / "records")


def test_a_new_folder_inside_the_one_looked_at_is_no_part_of_it(tmp_path: Path) -> None:
    workbook(tmp_path / "Audits.xlsx", {"Audits": AUDITS})
    assert init(tmp_path, tmp_path / "new", "--yes").exit_code == 0
    assert sorted(files_of(tmp_path / "new")) == [
        "Questions.xlsx", "records/Audits.xlsx", "records/Your service.xlsx", "service.yaml",
    ]  # fmt: skip


def test_far_more_files_than_a_service_has_are_refused(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidencepack.onboarding.proposal.propose.MOST_FILES", 3)
    for number in range(5):
        (tmp_path / f"{number}.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(ServiceError, match="more than 3 files"):
        propose(tmp_path, library.column_maps, library.rules.terms)
