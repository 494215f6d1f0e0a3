"""Of a list only known words are printed, of a title no names, of free text nothing; what is held back is asked."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidencepack.pack.edition import ENDING
from evidencepack.pack.privacy import Scrubber
from evidencepack.pack.shown import NOT_SHOWN, Shown
from evidencepack.pack.typed import TypedEdits
from evidencepack.pack.typed_model import Typed
from evidencepack.pack.typed_roles import with_roles
from evidencepack.pipeline import open_library, shown_of
from evidencepack.registers import (
    REGISTERS,
    Audit,
    Complaint,
    Document,
    Feedback,
    Incident,
    Meeting,
    Partnership,
    Record,
    field_names,
    field_types,
    holds,
)
from tests.command import run
from tests.made_folders import STAFF, read_made, service, workbook
from tests.pack.test_privacy import everything_written

LIBRARY = open_library()
WORDS = LIBRARY.rules.people
SHOWN = Shown(Scrubber({"Karen Whitlock": "staff:1"}, "key", WORDS), WORDS, ["Harbour Voices"])
NAMES = ("whitlock", "karen", "thompson", "julie", "daniel", "marek", "nowak", "patel", "with eb", "oluwaseun")


def test_every_text_field_is_of_a_list_a_title_or_free_text_and_each_declaration_is_of_a_field() -> None:
    for record in REGISTERS.values():
        declared = record.personal | record.titles | record.of_people
        assert declared <= set(field_names(record)) and record.bodies <= record.titles
        assert not record.personal & record.titles and not record.titles & record.of_people
        for name, kind in field_types(record).items():
            assert (holds(record, name) is None) is (kind != "str" and name not in record.personal), name


def test_who_chairs_leads_audits_or_complains_is_a_list_of_people_by_what_they_do() -> None:
    wanted = {f"{r.register}.{n}" for r in REGISTERS.values() for n in field_names(r) if n.endswith("role")}
    of_people = {f"{r.register}.{n}" for r in REGISTERS.values() for n in r.of_people}
    assert wanted | {"complaints.from_whom", "feedback.group", "risk_decisions.who_decided"} <= of_people


@pytest.mark.parametrize(
    ("record", "field", "text"),
    [
        (Meeting, "chair_role", "Karen Whitlock"),
        (Meeting, "chair_role", "Daniel"),
        (Meeting, "chair_role", "daniel"),
        (Meeting, "chair_role", "EB"),
        (Meeting, "chair_role", "Hope"),
        (Meeting, "chair_role", "Rose Brown"),
        (Meeting, "chair_role", "Registered manager (Daniel)"),
        (Meeting, "topics", "Julie's leaving party"),
        (Complaint, "from_whom", "Mrs Thompson"),
        (Complaint, "from_whom", "Daughter of Mr Thompson"),
        (Complaint, "theme", "Mum's cardigan lost by Julie"),
        (Complaint, "action_id", "ask Julie"),
        (Complaint, "code", "JULIE-1"),
        (Incident, "type", "Altercation with EB"),
        (Incident, "type", "Fall found by Marek Nowak"),
        (Incident, "type", "altercation with sarah"),
        (Incident, "place", "Room 12"),
        (Incident, "place", "Oluwaseun's room"),
        (Feedback, "group", "Julie"),
        (Partnership, "organisation", "Dr Patel GP"),
        (Partnership, "organisation", "Julie, Age UK"),
        (Partnership, "organisation", "Julie from Age UK"),
        (Partnership, "organisation", "Julie Age UK"),
        (Partnership, "organisation", "Karen Whitlock choir"),
        (Partnership, "organisation", "Marek Nowak"),
        (Partnership, "organisation", "Whitlock"),
        (Partnership, "organisation", "Bed 12"),
        (Partnership, "organisation", "Key safe 4471"),
        (Meeting, "kind", "Residents meeting room 14"),
    ],
)
@pytest.mark.parametrize("handed", [True, False], ids=["handed over", "working"])
def test_what_may_name_somebody_is_not_shown_in_any_edition(
    record: type[Record], field: str, text: str, handed: bool
) -> None:
    assert SHOWN.cell(record, field, text, handed) == NOT_SHOWN


@pytest.mark.parametrize(
    ("record", "field", "text"),
    [
        (Meeting, "chair_role", "Registered manager"),
        (Meeting, "chair_role", "Deputy manager and head cook"),
        (Meeting, "topics", "Falls; medicines; winter plan"),
        (Complaint, "from_whom", "Daughter"),
        (Complaint, "from_whom", "Relative / friend"),
        (Complaint, "theme", "Late visits"),
        (Complaint, "code", "C-014"),
        (Complaint, "action_id", "IA-03, IA-05"),
        (Incident, "type", "Fall"),
        (Incident, "place", "Dining room"),
        (Partnership, "organisation", "Kent County Council"),
        (Partnership, "organisation", "High Street Surgery"),
        (Partnership, "organisation", "Age UK"),
        (Partnership, "organisation", "Sue Ryder"),
        (Partnership, "organisation", "St Mary's Church"),
        (Partnership, "organisation", "Dosti Lunch Club"),
        (Partnership, "organisation", "harbour voices"),
        (Audit, "topic", "Cultural identity and inclusion"),
        (Document, "title", "Newsletter May 2026"),
    ],
)
@pytest.mark.parametrize("handed", [True, False], ids=["handed over", "working"])
def test_known_words_references_and_plain_organisations_are_shown(
    record: type[Record], field: str, text: str, handed: bool
) -> None:
    assert SHOWN.cell(record, field, text, handed) == text


def test_an_ordinary_word_that_no_list_knows_is_shown_in_the_working_pack_alone() -> None:
    assert SHOWN.cell(Incident, "type", "Bicycle", False) == "Bicycle"
    assert SHOWN.cell(Incident, "type", "Bicycle", True) == NOT_SHOWN


def test_of_several_topics_of_a_meeting_those_that_no_list_knows_are_not_shown() -> None:
    assert SHOWN.cell(Meeting, "topics", "Falls; Julie's party, medicines", True) == f"Falls; {NOT_SHOWN}; medicines"


def test_most_harmless_organisations_need_no_confirming() -> None:
    titles = (Path(__file__).parent / "harmless_titles.txt").read_text(encoding="utf-8").splitlines()
    bodies = titles[titles.index("Age UK") : titles.index("Scouts") + 1]
    hidden = [body for body in bodies if not SHOWN.is_body(body)]
    assert len(bodies) > 80 and len(hidden) <= len(bodies) // 10, hidden


def test_a_title_is_shown_without_names() -> None:
    assert SHOWN.cell(Document, "title", "Letter to K. Whitlock", True) == f"Letter to {SHOWN.scrub.code('staff', '1')}"
    assert SHOWN.cell(Audit, "topic", "Room 12 audit", True) == "[room] audit"


def test_a_typed_owner_on_the_staff_list_is_a_job_role_in_what_is_handed_over(tmp_path: Path) -> None:
    read = read_made(tmp_path, {"Staff": ("staff-list", STAFF)})
    owners = ["Ama Quartey", "Deputy manager", "Julie", "C. Penhaligon"]
    edits = TypedEdits(actions={f"A-{i}": Typed(owner=owner, due="2026-11-30") for i, owner in enumerate(owners)})
    given = with_roles(edits, shown_of(read, LIBRARY), read.records)
    assert [typed.owner for typed in given.actions.values()] == ["Care assistant", "Deputy manager", NOT_SHOWN, "Nurse"]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service whose lists hold the names of people who are on no list."""
    folder = tmp_path_factory.mktemp("homes") / "made"
    books = {
        "Complaints": (
            "complaints-log",
            [COMPLAINTS, ("C1", "14/01/2026", *("Mrs Thompson", "cardigan lost by Julie"))],
        ),
        "Incidents": ("incident-log", [INCIDENTS, ("I1", "24/02/2026", "Altercation with EB", "Oluwaseun's room")]),
        "Meetings": ("meetings-log", [MEETINGS, *((d, "Residents", w, "Menus") for d, w in HELD)]),
        "Partners": ("partner-log", [PARTNERS, ("Dr Patel GP", "02/03/2026", "Health", "Flu clinic")]),
    }
    for name, (_, rows) in books.items():
        workbook(
            folder / "records" / f"{name}.xlsx",
            {"Karen Whitlock": rows, "Julie": []} if name == "Meetings" else {"Sheet1": rows},
        )
    sheets = {"Meetings": "Karen Whitlock"}
    sources = [(f"records/{name}.xlsx", sheets.get(name, ""), map_id) for name, (map_id, _) in books.items()]
    workbook(
        folder / "records" / "Staff.xlsx",
        {"Staff": [STAFF[0], ["1", "Karen Whitlock", "Deputy manager", "Permanent", "01/02/2020"]]},
    )
    return service(folder, [*sources, ("records/Staff.xlsx", "", "staff-list")])


COMPLAINTS = ("Ref", "Date received", "Complainant", "Nature of complaint")
INCIDENTS = ("Incident no", "Date", "Type", "Location")
MEETINGS = ("Date", "Meeting", "Led by", "Topics")
MOVE = ("--from", "cqc-saf-2023", "--to", "cqc-asc-2026-draft")
HELD = (("28/01/2026", "Daniel"), ("19/03/2026", "Karen Whitlock"), ("20/04/2026", "Marek Nowak"))
PARTNERS = ("Organisation", "Date", "Kind", "Purpose")


def everything_said(folder: Path, out: Path) -> Iterator[tuple[str, str]]:
    for command in (
        ["check", folder],
        ["check", folder, "--json"],
        ["records", folder],
        ["records", folder, "--format", "json"],
        ["build", folder, "--on", "2026-10-31", "--out", out / "working"],
        ["build", folder, "--on", "2026-10-31", "--out", out / "handed", "--edition", "evidence"],
        ["transition", folder, *MOVE, "--on", "2026-10-31", "--out", out / "moved"],
        ["batch", folder.parent, "--on", "2026-10-31", "--out", out / "many", "--workers", "1"],
        ["init", out / "anew", "--from", folder / "records", "--yes"],
        ["init", out / "other", "--from", folder / "records", "--json"],
    ):
        yield f"{command[0]} {len(command)} {command[-1]}", "".join(run(*command))
    for part in ("working", "handed", "moved", "many"):
        yield from everything_written(out / part).items()


def test_a_folder_of_names_in_lists_names_nobody_in_any_format_edition_or_message(named: Path, tmp_path: Path) -> None:
    said = dict(everything_said(named, tmp_path))
    assert len(said) > 20 and any(ENDING in where for where in said)
    found = [(where, name) for where, text in said.items() for name in NAMES if name in text.casefold()]
    assert found == []


def test_each_column_or_row_is_asked_about_once_with_its_places_and_without_its_words(named: Path) -> None:
    (told, _) = run("check", named, "--json")
    lines = [p for p in json.loads(told)["problems"] if p["code"] in ("words-not-shown", "partners-not-confirmed")]
    columns = sorted((p["column"], p["rows"]) for p in lines)
    assert columns == [
        ("", 2),  # two cells of one row are one line
        ("Led by", 3),
        ("Location", 1),
        ("Organisation", 1),
    ]
