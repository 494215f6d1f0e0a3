"""Moving from one framework to another: what carries over, what is new, what falls away, what to do first."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree

from evidencepack.errors import EvidencePackError, MappingError
from evidencepack.frameworks.crosswalk import Counterpart, Reviewed
from evidencepack.frameworks.framework import Framework
from evidencepack.library import Library, read_service_file
from evidencepack.pack import build_pack
from evidencepack.pack.transition import build_transition as transition_of
from evidencepack.pack.transition_model import Transition
from evidencepack.pipeline import BuiltTransition, build_transition, make_transition, open_library
from evidencepack.registers import Records
from evidencepack.shipped import shipped
from evidencepack.writers import write_transition
from evidencepack.writers.excel.transition_workbook import write_transition_excel
from evidencepack.writers.previous_packs import earlier_packs
from tests.conftest import SAMPLE_DAY
from tests.made_folders import STAFF, service, workbook
from tests.outputs import copy_of, excel_rows, files_of, one, parts, word_rows, word_text
from tests.people import (
    DUTY,
    answers,
    assessed,
    expectation,
    framework,
    material,
    policy,
    records,
    requirement,
    supervised,
    team,
    trained,
)
from tests.words import MESSAGES

OLD, NEW = "cqc-saf-2023", "cqc-asc-2026-draft"
LOOKED = Reviewed(by="somebody", on=date(2026, 11, 2))
TRAINING = requirement("training-in-date", {"topic": "cultural awareness"}, at_least="75%", partly_from="50%")
HARDER = requirement("training-in-date", {"topic": "cultural awareness"}, at_least="100%", partly_from="50%")
DIGNITY = requirement("feedback-positive", {"topic": "dignity"}, at_least="75%", partly_from="50%")
SAFE = requirement("feedback-positive", {"topic": "feeling safe"}, at_least="75%", partly_from="50%")
POLICIES = requirement("policies-in-date", {"topic": "equality"}, at_least="90%", duty=DUTY)
RESIDENTS = requirement("meetings-held", {"kind": "residents"}, at_least="90%")


def link(new: str, old: str, **more: Any) -> Counterpart:
    given = {"kind": "same", "confidence": "high", "reason": "Both ask it.", "reviewed": LOOKED} | more
    return Counterpart(new, old, **given)


def draft(*expectations: Any) -> Framework:
    return framework(*expectations, id="new").model_copy(update={"stage": "draft", "short_title": "The new"})


def moved(
    library: Library,
    old: Framework,
    new: Framework,
    rows: Records,
    *links: Counterpart,
    others: tuple[Framework, ...] = (),
) -> Transition:
    pack = build_pack([assessed(library, f, rows) for f in (old, new)], material(library, rows))
    return transition_of(pack, old, new, links, library.rules, library.messages, others)


def old_with(*expectations: Any) -> Framework:
    return framework(*expectations, id="old").model_copy(update={"short_title": "The old"})


PEOPLE = team(4)
ROWS = records(PEOPLE, trained(PEOPLE), answers(9, 1, topic="Dignity"), policy())


def test_what_is_asked_by_both_carries_over_with_its_evidence(library: Library) -> None:
    old = old_with(expectation(TRAINING, id="before", title="Able staff"))
    t = moved(library, old, draft(expectation(TRAINING, id="now", title="Safe staff")), ROWS, link("now", "before"))
    (e,) = t.themes[0].expectations
    assert [(x.title, x.how, x.sure) for x in e.earlier] == [("Able staff", "the same", "sure")]
    (answer,) = e.answers
    assert (answer.asked_by, answer.why_new, answer.status.code, answer.figure) == (
        ("Able staff",), "", "met", "4 of 4 (100%)",
    )  # fmt: skip
    assert answer.evidence == e.evidence and [item.number for item in t.evidence] == list(e.evidence)
    assert t.newly == () and t.newly_none and t.no_longer == () and t.first == ()


def test_what_is_asked_anew_and_answered_already_carries_over_and_is_not_listed_as_new(library: Library) -> None:
    new = draft(expectation(TRAINING, DIGNITY, id="now"))
    t = moved(library, old_with(expectation(TRAINING, id="before")), new, ROWS, link("now", "before"))
    (e,) = t.themes[0].expectations
    assert [bool(a.asked_by) for a in e.answers] == [True, False] and len(e.answered) == 2
    assert t.newly == ()
    assert (t.tallies[0].count, t.tallies[0].what) == (1, "requirements stand under both")
    assert (t.tallies[1].count, t.tallies[1].what[-5:]) == (2, " of 2")


def test_what_is_asked_anew_and_not_shown_says_why_and_what_would_close_it(library: Library) -> None:
    new = draft(expectation(TRAINING, SAFE, id="now"))
    t = moved(library, old_with(expectation(TRAINING, id="before")), new, ROWS, link("now", "before"))
    (line,) = t.newly
    assert (line.number, line.status.code) == ("1", "no evidence")
    assert line.why == "It is not among the requirements of The old." and not line.aside
    assert t.newly_note == "The old has no such requirement, unless a line says otherwise."
    assert line.action == t.first[0].action and line.closes == t.first[0].text


def test_the_same_measure_with_a_harder_target_that_is_missed_is_new(library: Library) -> None:
    half = records(PEOPLE, trained(PEOPLE[:3]), [], supplied=["training"])
    old, new = old_with(expectation(TRAINING, id="before")), draft(expectation(HARDER, id="now"))
    (line,) = moved(library, old, new, half, link("now", "before")).newly
    assert line.status.code == "partly met" and "75%" in line.why and "100%" in line.why


def test_the_same_measure_by_other_numbers_is_told_apart_from_one_never_asked(library: Library) -> None:
    four, six = (
        requirement("supervision-often-enough", {"times": n}, at_least="90%", window="12 months") for n in (4, 6)
    )
    old, new = old_with(expectation(four, id="before")), draft(expectation(six, id="now"))
    (line,) = moved(library, old, new, records(PEOPLE, supervised("S1", 2)), link("now", "before")).newly
    assert line.why == line.aside == "The old has it with other numbers."


def test_an_expectation_that_stands_alone_is_new_as_a_whole_unless_it_is_shown(library: Library) -> None:
    old = old_with(expectation(TRAINING, id="before"))
    new = draft(expectation(TRAINING, id="now"), expectation(SAFE, id="alone"), expectation(DIGNITY, id="shown"))
    t = moved(library, old, new, ROWS, link("now", "before"))
    assert [(n.number, n.what) for n in t.newly] == [("2", ""), ("2", "Answers on feeling safe that score 4 or 5 of 5")]
    assert t.newly[0].why == "No expectation of The old goes with this one."
    assert "1 of the 3 expectations of The new" in t.summary[0]


def test_what_falls_away_says_where_it_may_serve_which_duty_stands_and_who_still_asks(library: Library) -> None:
    old = old_with(
        expectation(TRAINING, POLICIES, DIGNITY, id="before"), expectation(DIGNITY, id="twice"), expectation(id="alone")
    )
    other = framework(expectation(DIGNITY), id="other").model_copy(update={"short_title": "A contract"})
    links = (link("now", "before"), link("now", "twice"))
    t = moved(library, old, draft(expectation(TRAINING, id="now", title="Safe staff")), ROWS, *links, others=(other,))
    linked, alone = t.no_longer
    assert linked.note == "May still serve under Safe staff." and not linked.whole
    assert [r.note for r in linked.requirements] == [
        "The duty stands all the same: An Act, regulation 5.",
        "Still asked by A contract.",
    ]
    assert alone.whole and alone.requirements == ()
    assert t.summary[-1].startswith("A legal or contract duty stands behind 1 ")


def test_the_first_things_are_those_of_the_new_framework_in_its_own_order_ten_at_most(library: Library) -> None:
    topics = ("dignity", "feeling safe", "kindness", "activities", "communication", "leadership")
    heavy = [requirement("feedback-positive", {"topic": t}, at_least="75%") for t in topics]
    staff = [requirement("staff-feedback-positive", {"topic": t}, at_least="75%") for t in topics]
    old = old_with(expectation(RESIDENTS, id="before", weight=90), expectation(*heavy, id="light", weight=80))
    new = draft(expectation(*heavy, id="now", weight=5), expectation(*staff, id="next", weight=40))
    rows = records(PEOPLE, supplied=["feedback", "meetings"])
    t = moved(library, old, new, rows, link("now", "before"))
    assert len(t.first) == 10 and {s.numbers for s in t.first[:6]} == {("2",)}
    assert not any("residents" in s.text.casefold() for s in t.first)
    assert all(s.owner == "Registered Manager" and s.due_words and not s.agreed for s in t.first)


def test_what_is_uncertain_names_draft_suspect_and_doubtful_links_and_the_framework_between(library: Library) -> None:
    old, new = old_with(expectation(TRAINING, id="before", title="Able")), draft(expectation(TRAINING, id="now"))
    doubtful = link("now", "before", confidence="low", suspect=("before",), via="third")
    t = moved(library, old, new, ROWS, doubtful)
    said = " ".join(t.uncertain)
    for each in ("Draft, not in force", "somebody, 2 November 2026", "1 of the 1 link", "by way of third", "Able"):
        assert each in said
    (earlier,) = t.themes[0].expectations[0].earlier
    assert earlier.doubtful and earlier.sure == "not sure" and earlier.suspect


def test_a_move_to_a_draft_says_to_keep_up_what_is_in_use_and_one_to_a_live_framework_does_not(
    library: Library,
) -> None:
    old, new = old_with(expectation(TRAINING, id="before")), draft(expectation(TRAINING, id="now"))
    assert "keep up everything that The old asks" in moved(library, old, new, ROWS, link("now", "before")).until
    live = new.model_copy(update={"stage": "live"})
    assert moved(library, old, live, ROWS, link("now", "before")).until == ""


# The samples, from CQC's framework of 2023 to the draft of 2026.


@pytest.fixture(scope="module")
def rowan(library: Library, rowan_house: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltTransition:
    return build_transition(rowan_house, SAMPLE_DAY, from_=OLD, to=NEW, out=tmp_path_factory.mktemp("rowan"))


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> BuiltTransition:
    house = Path(__file__).resolve().parents[2] / "sample_data" / "harbour-homecare"
    return build_transition(house, SAMPLE_DAY, from_=OLD, to=NEW, out=tmp_path_factory.mktemp("harbour"))


def test_rowan_house_lacks_two_things_the_draft_asks_anew(rowan: BuiltTransition) -> None:
    assert [line.what for line in rowan.transition.newly] == [
        "People who use the service have helped to shape its values",
        "Operational example on community partnership",
    ]


def test_harbour_homecare_shows_both_already_and_keeps_what_its_council_asks(harbour: BuiltTransition) -> None:
    t = harbour.transition
    assert t.newly == ()
    assert [g.expectation for g in t.no_longer if g.whole] == ["Environmental sustainability – sustainable development"]
    notes = {r.what: r.note for g in t.no_longer for r in g.requirements}
    assert notes["Leavers who had an exit interview"] == "Still asked by Culture and leadership."


def test_every_requirement_of_the_draft_is_listed_once(rowan: BuiltTransition, library: Library) -> None:
    ids = [a.id for theme in rowan.transition.themes for e in theme.expectations for a in e.answers]
    asked = library.framework(NEW).expectations
    assert ids == [f"{NEW}/{e.id}/{r.id}" for e in asked for r in e.requirements]


def test_a_move_looks_at_both_frameworks_whole_whatever_a_pack_is_narrowed_to(
    rowan: BuiltTransition, rowan_house: Path, library: Library, tmp_path: Path
) -> None:
    house = copy_of(rowan_house, tmp_path / "house")
    with (house / "service.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\nthemes: {{{OLD}: [well-led]}}\n")
    assert make_transition(house, SAMPLE_DAY, OLD, NEW, library).no_longer == rowan.transition.no_longer


def test_word_and_excel_say_the_same(harbour: BuiltTransition) -> None:
    t, folder = harbour.transition, harbour.written.paths[0].parent
    words, book = word_text(one(folder, ".docx")), one(folder, ".xlsx")
    carried = excel_rows(book, "Carries over")
    assert [row["Requirement"] for row in carried] == [
        a.title for theme in t.themes for e in theme.expectations for a in e.answers
    ]
    assert [row["What to do"] for row in excel_rows(book, "Do first")] == [s.text for s in t.first]
    assert all(row["What to do"] in words for row in excel_rows(book, "Do first"))
    assert all(row["What falls away"] in words for row in excel_rows(book, "No longer asked") if row["Figure"])
    assert all(line in words for line in (*t.summary, *t.uncertain, t.until))
    assert len([r for r in word_rows(one(folder, ".docx")) if r[0].startswith("EV")]) == len(t.evidence)


def test_a_register_that_holds_nothing_has_nought_records_in_the_workbook(library: Library, tmp_path: Path) -> None:
    asked = requirement("speaking-up-raised", window="12 months")
    old, new = old_with(expectation(asked, id="before")), draft(expectation(asked, id="now"))
    t = moved(library, old, new, records(supplied=["speaking_up"]), link("now", "before"))
    (tmp_path / "move.xlsx").write_bytes(write_transition_excel(t, MESSAGES))
    (row,) = excel_rows(tmp_path / "move.xlsx", "Evidence")
    assert (row["Evidence"], row["Records"]) == ("Speaking up", 0)


def test_nothing_is_rated_and_the_footer_says_draft(rowan: BuiltTransition) -> None:
    words = word_text(one(rowan.written.paths[0].parent, ".docx"))
    assert words.endswith("Draft, not in force when checked on 22 August 2026.")
    assert not any(bad in words.casefold() for bad in ("compliant", "readiness", "outstanding rating"))


def test_the_template_holds_fixed_labels_only() -> None:
    body = etree.fromstring(dict(parts(shipped("templates") / "word" / "transition.docx"))["word/document.xml"])
    whole = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]
    labels = [re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", line).strip() for line in whole]
    assert [label for label in labels if label.endswith(".") and len(label.split()) > 3] == []


def test_the_same_move_gives_the_same_bytes(rowan: BuiltTransition, rowan_house: Path, tmp_path: Path) -> None:
    again = build_transition(rowan_house, SAMPLE_DAY, from_=OLD, to=NEW, out=tmp_path)
    assert files_of(again.written.paths[0].parent) == files_of(rowan.written.paths[0].parent)
    stem = f"rowan-house transition {OLD} to {NEW} 2026-10-31"
    assert [p.name for p in again.written.paths] == [f"{stem}.docx", f"{stem}.xlsx", f"{stem}.json"]


def test_a_document_a_person_changed_is_kept(rowan: BuiltTransition, tmp_path: Path) -> None:
    def write() -> tuple[str, ...]:
        return write_transition(rowan.transition, MESSAGES, tmp_path, lambda _: shipped("templates")).notes

    assert write() == () and write() == ()
    document = one(tmp_path / "2026-10-31", ".docx")
    document.write_bytes(document.read_bytes() + b"typed")
    assert len(write()) == 1
    assert document.read_bytes().endswith(b"typed") and len(list(document.parent.glob("*.docx"))) == 2


def test_a_transition_beside_a_pack_is_not_taken_for_one(rowan: BuiltTransition, rowan_house: Path) -> None:
    packs, home = rowan.written.paths[0].parent.parent, read_service_file(rowan_house)
    earlier = earlier_packs(packs, home, date(2026, 11, 30))
    assert earlier.problems == () and earlier.last is None
    (packs / "2026-10-31" / rowan.written.paths[1].name).unlink()
    assert earlier_packs(packs, home, date(2026, 11, 30)).problems == ()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_microsofts_validator_finds_no_error_in_a_transition(
    suffix: str, harbour: BuiltTransition, ooxml_validator: Callable[[Path], list[str]]
) -> None:
    assert ooxml_validator(one(harbour.written.paths[0].parent, suffix)) == []


# What cannot be done.


def refused(folder: Path, from_: str, to: str, library: Library) -> str:
    with pytest.raises(EvidencePackError) as error:
        make_transition(folder, SAMPLE_DAY, from_, to, library)
    return str(error.value)


def test_the_same_framework_twice_is_refused(rowan_house: Path, library: Library) -> None:
    assert refused(rowan_house, OLD, OLD, library) == f"Both are {OLD}. Name another framework with --to."


def test_an_unknown_framework_names_the_nearest(rowan_house: Path, library: Library) -> None:
    with pytest.raises(MappingError, match="cqc-saf-2023"):
        make_transition(rowan_house, SAMPLE_DAY, "cqc-saf-2032", NEW, library)


def test_two_that_nobody_has_linked_are_refused_with_what_to_do(rowan_house: Path, library: Library) -> None:
    said = refused(rowan_house, OLD, "example-tender", library)
    assert said.startswith("Nobody has said yet") and "crosswalks folder of your mappings" in said


def test_a_service_without_records_is_told_what_to_supply(tmp_path: Path, library: Library) -> None:
    workbook(tmp_path / "records" / "Staff.xlsx", {"Staff": STAFF})
    house = service(tmp_path, [("records/Staff.xlsx", "Staff", "staff-list")])
    (house / "records" / "Staff.xlsx").unlink()
    t = make_transition(house, SAMPLE_DAY, OLD, NEW, library)
    assert len(t.first) == 10 and any(s.text.startswith("Put these records in the service folder:") for s in t.first)
    assert {a.status.code for theme in t.themes for e in theme.expectations for a in e.answers} <= {
        "not supplied", "not applicable", "no evidence", "unclear",
    }  # fmt: skip
    written = write_transition(t, MESSAGES, tmp_path / "out", lambda _: shipped("templates"))
    assert "Nothing yet" in word_text(written.paths[0])


def test_a_template_of_ones_own_comes_before_ours(rowan: BuiltTransition, tmp_path: Path) -> None:
    (tmp_path / "word").mkdir()
    (tmp_path / "word" / "transition.docx").write_bytes(b"no document")
    with pytest.raises(EvidencePackError, match=r"transition\.docx: this is not a Word document"):
        write_transition(rowan.transition, MESSAGES, tmp_path / "out", lambda _: tmp_path)
    assert not list((tmp_path / "out").rglob("*.xlsx"))


def test_shipped_frameworks_that_are_linked_by_a_third_can_be_moved_between(rowan_house: Path) -> None:
    t = make_transition(rowan_house, SAMPLE_DAY, "accessible-information", NEW, open_library())
    assert any("by way of cqc-saf-2023" in line for line in t.uncertain)
