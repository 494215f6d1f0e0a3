"""What findings of several questions and frameworks wait for is one action, which keeps its ref and what was typed."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from evidencepack.library import Library
from evidencepack.origin import Account
from evidencepack.pack.build import build_pack
from evidencepack.pack.edition import to_hand_over
from evidencepack.pack.model import Action, Pack
from evidencepack.pack.typed import TypedEdits
from evidencepack.pack.typed_model import Typed
from evidencepack.registers import Incident, Records
from tests.pack.test_gaps import CULTURE, EQUALITY, MANAGER, RECORDED, actions, plan
from tests.people import (
    BANDS,
    DUTY,
    assessed,
    expectation,
    framework,
    material,
    record,
    records,
    requirement,
    review,
    service,
    team,
    training,
)

SHEET = ("records/a.xlsx", "Sheet1")
ACCOUNT = Account(*SHEET, "training-log", "training", 9, 9, {}, 9, fields=(("Course name", "course"),))
CANDOUR = requirement("candour-met", duty=DUTY, essential=True, **BANDS)
MEDICINES = requirement("training-in-date", {"topic": "medicines"}, applies_when="gives medicines", **BANDS)
POLICY = requirement("policies-in-date", {"topic": "medicines"}, applies_when="gives medicines", **BANDS)


def attended(*courses: str) -> Records:
    """Nobody has anything but these courses, each person one of them, the first more often than the others."""
    given = (*courses, *[courses[0]] * (10 - len(courses)))
    return records(team(10), [training(f"S{i}", date(2026, 3, 2), course=c) for i, c in enumerate(given, 1)])


def pack_of(library: Library, rows: Records, **more: Any) -> Pack:
    """Of two frameworks, each of which asks for training on culture and on equality."""
    asked = expectation(CULTURE, EQUALITY)
    both = [assessed(library, framework(asked, id=id_), rows) for id_ in ("council", "tender")]
    return build_pack(both, material(library, rows, accounts=(ACCOUNT,), **more))


def only(pack: Pack) -> Action:
    (found,) = pack.actions
    return found


# Words


def test_words_that_no_list_knows_are_one_action_for_all_findings_of_all_frameworks(library: Library) -> None:
    found = only(pack_of(library, attended("People stuff", "Big day", "People stuff")))
    assert (found.closes, found.sections) == (4, ("council/expected", "tender/expected"))
    assert found.cause == "Words in the training register that we do not know: the course"
    assert found.text == (
        "Say what 'People stuff' and 'Big day' mean under 'Course name' in the training register, "
        "by a plainer word in the sheet or in Questions.xlsx: 4 findings wait for it."
    )
    assert found.flags == (), "the action asks for the words; a flag that more than one answer fits would say it twice"


def test_six_words_are_named_and_the_others_counted(library: Library) -> None:
    found = only(pack_of(library, attended("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")))
    assert "Say what 'One', 'Two', 'Three', 'Four', 'Five', 'Six' and 2 more mean under" in found.text


def test_an_action_keeps_its_ref_and_what_was_typed_when_other_words_come(library: Library) -> None:
    before = pack_of(library, attended("People stuff"))
    typed = TypedEdits(actions={only(before).ref: Typed(owner="Deputy", note="Asking the trainer")})
    now = only(pack_of(library, attended("Big day", "Small day"), previous=before, typed=typed))
    assert now.text != only(before).text
    assert (now.ref, now.typed.note, now.state) == (only(before).ref, "Asking the trainer", "accepted")


def test_words_that_may_be_names_are_counted_and_never_printed(library: Library) -> None:
    rows, names = attended("Ama chat", "People stuff"), {"Ama Quartey": "staff:S1"}
    assert "Say what 'People stuff' and 1 more mean" in only(pack_of(library, rows, names=names)).text
    hidden = only(pack_of(library, attended("Ama chat"), names=names)).text
    assert "Say what 1 word (a.xlsx, sheet Sheet1, row 2) means" in hidden, "where it stands, since it is not said"
    assert "Ama" not in hidden


def test_what_is_handed_over_holds_none_of_these_words(library: Library) -> None:
    ref = only(pack_of(library, attended("People stuff"))).ref
    typed = TypedEdits(actions={ref: Typed(owner="Deputy")})
    (found,) = to_hand_over(pack_of(library, attended("People stuff"), typed=typed)).actions
    assert found.text == "Say what 1 word means under 'Course name' in the training register: 4 findings wait for it."


def test_what_is_met_however_its_rows_are_read_is_no_gap(library: Library) -> None:
    rows = records(team(10), [training(f"S{i}", date(2026, 3, 2), validity=12) for i in range(1, 10)])
    open_row = records(rows.of("staff"), rows.of("training"), training("S10", date(2026, 3, 2), course="Big day"))
    assert plan(library, expectation(CULTURE), rows=open_row) == ()


# Several causes


def two_causes(library: Library) -> Pack:
    """Eight people with a course of an unknown name, two with a tick for culture."""
    named = [training(f"S{i}", date(2026, 3, 2), course="People stuff") for i in range(1, 9)]
    return pack_of(library, records(team(10), named, [training(f"S{i}", state="undated") for i in range(9, 11)]))


def test_a_finding_with_several_causes_stands_under_each_and_names_the_one_to_take_first(library: Library) -> None:
    pack = two_causes(library)
    words, ticks = pack.actions
    assert (words.closes, ticks.closes) == (4, 2)
    culture, equality = pack.reports[0].sections[0].findings
    assert (culture.action, equality.action) == (words.ref, words.ref)
    assert pack.reports[0].sections[0].actions == (words.ref, ticks.ref)
    assert "Put a day to what is ticked as done without one in 1 row" in ticks.text


def test_a_finding_with_several_causes_is_one_gap(library: Library) -> None:
    assert (
        "2 gaps in the findings lead to 2 actions; what to take first is below."
        in two_causes(library).reports[0].summary
    )


# Columns, signs, and what nobody has said


def test_a_column_that_no_sheet_has_is_one_action(library: Library) -> None:
    rows = replace(records(review("P1", date(2026, 3, 2))), columns={SHEET: frozenset({"person", "date"})})
    asked = expectation(RECORDED), expectation(RECORDED, id="more")
    (found,) = plan(library, *asked, rows=rows)
    assert found.closes == 2
    assert found.text == (
        "Add a column for whether cultural and faith needs are recorded to the register of reviews, and fill it in: "
        "2 findings wait for it."
    )


def test_rows_that_show_signs_of_a_serious_event_come_before_all_other_duties(library: Library) -> None:
    event = record(Incident, date=date(2026, 9, 1), type="Fall", person="P1")
    rows = replace(records(event), signs={event.id: "hospital"})
    asked = expectation(MANAGER, id="heavy", weight=40), expectation(CANDOUR, id="light", weight=1)
    first, second = plan(library, *asked, rows=rows, home=service(facts={"registered-manager": {"value": False}}))
    assert (first.essential, second.essential) == (True, True)
    assert first.text == (
        "Look at 1 row of the incident log that may be about a serious event (a.xlsx, sheet Sheet1, row 2), "
        "and note whether the duty of candour applies: 1 finding waits for it."
    )


def test_what_nobody_has_said_is_one_action_for_all_that_hangs_on_it(library: Library) -> None:
    rows = records(team(10), supplied=["training", "policies"])
    both = [assessed(library, framework(expectation(MEDICINES, POLICY), id=id_), rows) for id_ in ("council", "tender")]
    (found,) = actions(library, both, rows)
    assert (found.closes, found.cause) == (4, "Whether the service gives medicines")
