"""What is handed over is looked through first: names become roles or go, each place is told, and strict refuses."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from evidencepack.build_options import BuildOptions
from evidencepack.errors import EvidencePackError
from evidencepack.pipeline import Built, build_service
from tests.command import run, run_any
from tests.made_folders import STAFF, service, workbook
from tests.outputs import type_into
from tests.pack.trial import written

ON, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)
POLICIES = [
    ["Policy", "Owner", "Version", "Last reviewed", "Review due"],
    ["Safeguarding", "Registered manager", "1", "01/03/2026", "01/03/2027"],
    ["Equality, as Ama Quartey asked", "Registered manager", "1", "01/03/2026", "01/03/2027"],
    ["Medicines for 943 476 5919", "Registered manager", "1", "01/03/2026", "01/03/2027"],
]
SOURCES = [("records/Staff.xlsx", "", "staff-list"), ("records/Policies.xlsx", "", "policy-register")]
PLACES = ["records/Policies.xlsx, sheet Policies, cell A3", "records/Policies.xlsx, sheet Policies, cell A4"]


def home(folder: Path, policies: list[list[object]] = POLICIES) -> Path:
    workbook(folder / "records" / "Staff.xlsx", {"Staff": STAFF})
    workbook(folder / "records" / "Policies.xlsx", {"Policies": policies})
    return service(folder, SOURCES)


def clean(folder: Path) -> Path:
    return home(folder, POLICIES[:2])


def handed(folder: Path, on: date = ON, **more: object) -> Built:
    return build_service(folder, BuildOptions(on=on, edition="evidence", **more))  # type: ignore[arg-type]


def everything(folder: Path) -> str:
    return "\n".join(text for where, text in written(folder) if "hand over" in where)


def typed(folder: Path, **cells: str) -> None:
    """Build the working edition, and type into the first action of its workbook."""
    built = build_service(folder, BuildOptions(on=ON, formats=("excel",)))
    ref = built.pack.actions[0].ref
    type_into(built.written.paths[0], {"Gaps and actions": {ref: dict(cells)}})


def test_a_name_in_a_title_is_no_code_that_could_be_joined_with_another_pack(tmp_path: Path) -> None:
    built = handed(home(tmp_path))
    (policies,) = (s for s in built.pack.registers if s.register_ == "policies")
    titles = [row[4] for row in policies.rows]
    assert titles == ["Safeguarding", "Equality, as [name] asked", "Medicines for [NHS number]"]


def test_the_manager_is_told_each_place_by_file_sheet_and_cell_and_never_what_stood_there(tmp_path: Path) -> None:
    told, _ = run("build", home(tmp_path), "--on", ON, "--edition", "evidence")
    told = " ".join(told.split())
    assert [place for place in PLACES if f"was replaced in what is handed over: {place}" not in told] == []
    assert "Quartey" not in told and "943" not in told


def test_many_places_are_ten_lines_and_how_many_more_there_are(tmp_path: Path) -> None:
    more = [[f"{i} as Ama Quartey asked", "Manager", "1", "01/03/2026", "01/03/2027"] for i in range(14)]
    notes = handed(home(tmp_path, [*POLICIES[:1], *more])).written.notes
    assert [n.code for n in notes] == ["replaced-at"] * 10 + ["replaced-more"]
    assert dict(notes[-1].facts)["n"] == 4


def test_strict_privacy_refuses_with_a_line_for_each_place_and_writes_nothing(tmp_path: Path) -> None:
    house = home(tmp_path / "home")
    told, complained, code = run_any("build", house, "--on", ON, "--edition", "evidence", "--strict-privacy")
    assert (told, code) == ("", 1)
    assert complained.splitlines()[-2:] == PLACES and "2 places" in complained
    assert not (house / "packs").exists()
    with pytest.raises(EvidencePackError, match="cell A3"):
        handed(house, strict_privacy=True)


def test_strict_privacy_builds_where_nobody_is_named(tmp_path: Path) -> None:
    built = handed(clean(tmp_path), strict_privacy=True)
    assert built.written.notes == () and len(built.written.paths) == 4


def test_strict_privacy_without_the_edition_to_hand_over_is_wrong_use(tmp_path: Path) -> None:
    _, complained = run("build", clean(tmp_path), "--strict-privacy", code=2)
    assert "--edition evidence" in complained
    with pytest.raises(EvidencePackError, match="for what is handed over"):
        build_service(tmp_path, BuildOptions(on=ON, strict_privacy=True))


def test_of_many_services_strict_privacy_stops_the_one_that_names_somebody(tmp_path: Path) -> None:
    home(tmp_path / "all" / "one")
    other = clean(tmp_path / "all" / "two")
    stated = (other / "service.yaml").read_text("utf-8").replace("id: made", "id: two")
    (other / "service.yaml").write_text(stated, "utf-8")
    asked = ["--on", ON, "--edition", "evidence", "--strict-privacy", "--workers", "1"]
    told, _ = run("batch", tmp_path / "all", "--out", tmp_path / "out", *asked, code=1)
    assert [line.strip() for line in told.splitlines() if "cell" in line] == PLACES
    assert not list((tmp_path / "out").glob("made/**/*.docx")) and list((tmp_path / "out").glob("two/**/*.docx"))


def test_a_transition_is_refused_too(rowan_house: Path, tmp_path: Path) -> None:
    asked = ["--from", "cqc-saf-2023", "--to", "cqc-asc-2026-draft", "--on", ON, "--out", tmp_path]
    _, complained = run("transition", rowan_house, *asked, "--strict-privacy", code=1)
    assert complained.splitlines()[-1].startswith("documents/Thank you letters")
    assert not list(tmp_path.iterdir())


# What people typed


def test_a_typed_owner_on_the_lists_stays_in_the_working_edition_and_is_a_role_when_handed_over(tmp_path: Path) -> None:
    house = clean(tmp_path)
    typed(house, Owner="Carys Penhaligon", Note="Ask Bram Oosterhuis, 943 476 5919")
    working = build_service(house, BuildOptions(on=NOVEMBER)).pack.actions
    assert {a.typed.owner for a in working if a.typed.owner} == {"Carys Penhaligon"}
    built = handed(house, NOVEMBER)
    (action,) = built.pack.actions
    assert action.typed.owner.casefold() == "nurse"
    assert action.typed.note == "Ask [name], [NHS number]"
    assert "enhaligon" not in everything(house) and "osterhuis" not in everything(house)
    assert len(built.written.notes) == 2


def test_what_was_typed_as_a_role_or_over_two_lines_is_left_as_it_is(tmp_path: Path) -> None:
    house = clean(tmp_path)
    typed(house, Owner="Deputy Manager", Note="First line\nand another")
    built = handed(house, NOVEMBER)
    (action,) = built.pack.actions
    assert (action.typed.owner, action.typed.note) == ("Deputy Manager", "First line\nand another")
    assert built.written.notes == ()


def test_what_nobody_accepted_is_not_handed_over_and_refuses_nothing(tmp_path: Path) -> None:
    house = clean(tmp_path)
    typed(house, Note="Ask Bram Oosterhuis")
    assert handed(house, NOVEMBER, strict_privacy=True).pack.actions == ()


# Where else a name can stand


def test_names_of_files_sheets_and_headings_are_told_by_their_places(tmp_path: Path) -> None:
    house = clean(tmp_path)
    book = load_workbook(house / "records" / "Policies.xlsx")
    book["Policies"]["F1"] = "Ama Quartey says"
    book["Policies"].title = "Bram Oosterhuis"
    book.save(house / "records" / "Policies.xlsx")
    (house / "documents").mkdir()
    (house / "documents" / "Letter to Carys Penhaligon 2026-05-05.txt").write_text("x", "utf-8")
    _, complained, code = run_any("build", house, "--on", ON, "--edition", "evidence", "--strict-privacy")
    assert code == 1
    assert complained.splitlines()[2:] == [
        "documents/Letter to [name] 2026-05-05.txt",
        "records/Policies.xlsx, sheet [name]",
        "records/Policies.xlsx, sheet [name], column [name] says",
    ]


def test_an_example_is_looked_through_where_it_is_told_with_consent_only(rowan_house: Path, tmp_path: Path) -> None:
    house = Path(shutil.copytree(rowan_house, tmp_path / "house"))
    path = house / "records" / "Operational examples.xlsx"
    book = load_workbook(path)
    sheet = book.worksheets[0]
    agreed = {str(row[0].value): row for row in sheet.iter_rows() if row[0].value}
    agreed["EX-01"][5].value = agreed["EX-02"][5].value = "We sat with Blessing Okwuosa every day."
    book.save(path)
    _, complained, _ = run_any("build", house, "--on", ON, "--edition", "evidence", "--strict-privacy")
    cells = [line for line in complained.splitlines() if "examples" in line]
    assert cells == [f"records/Operational examples.xlsx, sheet Examples, cell {agreed['EX-01'][5].coordinate}"]
