"""Gaps grouped by cause, the actions that close them, and the order to take them in."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from evidencepack.assessment import Assessment
from evidencepack.frameworks.framework import Expectation
from evidencepack.library import Library
from evidencepack.pack.build import build_pack
from evidencepack.pack.gaps import actions_of, first_things, gaps_of
from evidencepack.pack.inputs import Numbering, PackContext
from evidencepack.pack.model import Action, Pack
from evidencepack.pack.open_rows import headings_of, origins_of
from evidencepack.pack.sentences import all_flags
from evidencepack.pack.typed import TypedEdits
from evidencepack.pack.typed_model import Typed
from evidencepack.registers import Records, Service
from tests.people import (
    BANDS,
    CULTURE,
    DUTY,
    SECTOR,
    action,
    assessed,
    expectation,
    framework,
    material,
    records,
    requirement,
    review,
    service,
    team,
    trained,
    training,
    unread,
)

EQUALITY = requirement("training-in-date", {"topic": "equality"}, **BANDS)
INVOLVED = requirement("reviews-involve-person", **BANDS)
RECORDED = requirement("culture-recorded-at-review", **BANDS)
IN_TIME = requirement("actions-done-in-time", {"topic": "inclusion"}, **BANDS)
MANAGER = requirement("declared-fact", {"fact": "registered-manager", "what": "A manager"}, duty=DUTY, essential=True)
LATE = action("A1", date(2026, 9, 1))
HALF_TRAINED = [*team(10), *trained(team(5)), training("S1", date(2026, 1, 1), course="Equality", validity=12)]


def actions(library: Library, found: Sequence[Assessment], rows: Records, **more: Any) -> tuple[Action, ...]:
    m = material(library, rows, **more)
    shown, headings, origins = m.shown(), headings_of(m.accounts), origins_of(m.records)
    desk = PackContext(m, shown, Numbering({}, {}, {}), all_flags(found, m), {}, headings, origins)
    return actions_of(gaps_of(found, library.rules), desk)


def plan(
    library: Library, *asked: Expectation, rows: Records, home: Service | None = None, **more: Any
) -> tuple[Action, ...]:
    """The actions of one framework."""
    return actions(library, [assessed(library, framework(*asked), rows, home)], rows, **more)


def refs(library: Library, *asked: Expectation, id: str, rows: Records) -> list[str]:
    return [f.ref for r in assessed(library, framework(*asked, id=id), rows).results for f in r.findings]


# One cause, one action


def test_a_change_of_wording_keeps_the_ref_and_with_it_what_people_typed(library: Library) -> None:
    said = ("A registered manager is in post", "The home has a registered manager")
    ways = [requirement("declared-fact", {"fact": "registered-manager", "what": what}) for what in said]
    (first,), (second,) = (refs(library, expectation(way), id="council", rows=records()) for way in ways)
    assert first == second


def test_a_change_of_what_is_asked_for_changes_the_ref(library: Library) -> None:
    facts = [requirement("declared-fact", {"fact": f, "what": "A manager"}) for f in ("manager", "deputy")]
    topics = [requirement("training-in-date", {"topic": topic}, **BANDS) for topic in ("equality", "medicines")]
    times = [requirement("supervision-often-enough", {"times": n}, **BANDS) for n in (4, 6)]
    for one, other in (facts, topics, times):
        assert refs(library, expectation(one), id="a", rows=records()) != refs(
            library, expectation(other), id="b", rows=records()
        )


def test_the_same_indicator_with_the_same_parameters_has_one_ref_in_every_framework(library: Library) -> None:
    other = requirement("training-in-date", {"topic": "cultural awareness"}, at_least="50%", number_from=SECTOR)
    rows = records(HALF_TRAINED)
    here = refs(library, expectation(CULTURE, EQUALITY), id="council", rows=rows)
    there = refs(library, expectation(other, id="else"), id="tender", rows=rows)
    assert here[0] == there[0] != here[1]
    assert all(len(ref) == 8 and ref.startswith("A-") for ref in here)


def test_one_action_closes_the_same_gap_in_two_frameworks(library: Library) -> None:
    rows = records(HALF_TRAINED)
    both = [assessed(library, framework(expectation(CULTURE), id=id_), rows) for id_ in ("council", "tender")]
    (only,) = actions(library, both, rows)
    assert (only.closes, only.sections) == (2, ("council/expected", "tender/expected"))


def test_a_register_that_was_not_supplied_is_one_action_for_all_that_rests_on_it(library: Library) -> None:
    rows = records(HALF_TRAINED)
    first, second = plan(library, expectation(INVOLVED, CULTURE), expectation(RECORDED, INVOLVED, id="more"), rows=rows)
    assert [(a.closes, len(set(a.findings))) for a in (first, second)] == [(3, 3), (1, 1)]
    assert first.text == "Put these records in the service folder: care plan and service reviews."
    assert first.flags == (), "the action asks for the register; a flag that it is missing would say it twice"


def test_the_cause_of_a_missing_register_is_the_register_even_under_a_duty(library: Library) -> None:
    duty = requirement("reviews-involve-person", duty=DUTY, essential=True, **BANDS)
    (only,) = plan(library, expectation(duty), rows=records())
    assert only.cause == "Care plan and service reviews"


def test_a_register_given_without_an_answer_is_a_gap_of_each_question(library: Library) -> None:
    rows = records(HALF_TRAINED, supplied=["reviews"])
    assert len(plan(library, expectation(INVOLVED, CULTURE), rows=rows)) == 2


def test_a_gap_that_unread_rows_alone_make_asks_for_those_rows(library: Library) -> None:
    good = [review(f"P{i}", date(2026, 3, 2), person_involved=True) for i in range(9)]
    bad = review("P9", date(2026, 3, 2), person_involved=False)
    (only,) = plan(library, expectation(INVOLVED), rows=records(good, bad, unread("reviews")))
    assert only.text == (
        "Fill in or correct the day of the review in 1 row of the register of reviews (a.xlsx, sheet Sheet1, row 9): "
        "1 finding waits for it."
    )


@pytest.mark.parametrize("facts", [{}, {"registered-manager": {"value": True}}])
def test_what_nobody_states_or_states_without_a_day_is_to_be_stated_where(
    library: Library, facts: dict[str, Any]
) -> None:
    (only,) = plan(library, expectation(MANAGER), rows=records(), home=service(facts=facts))
    assert only.text == "State on the sheet Your service, with a day and a document: A manager."


@pytest.mark.parametrize("trained_staff", [10, 9])
def test_what_is_met_is_no_gap(library: Library, trained_staff: int) -> None:
    assert plan(library, expectation(CULTURE), rows=records(team(10), trained(team(trained_staff)))) == ()


def test_what_does_not_apply_or_has_no_target_is_no_gap(library: Library) -> None:
    away = requirement("reviews-involve-person", applies_to=["home care"], **BANDS)
    free = requirement("training-in-date", {"topic": "equality"})
    assert plan(library, expectation(away, free), rows=records(HALF_TRAINED)) == ()


# What to do first


def test_duties_come_first_then_overdue_actions_then_weight_then_gaps_closed(library: Library) -> None:
    rows = records(HALF_TRAINED, LATE)
    partners = requirement("partner-contacts-regular", **BANDS)
    ranked = plan(
        library,
        expectation(partners, id="light", weight=5),
        expectation(EQUALITY, id="one-gap", weight=30),
        expectation(INVOLVED, RECORDED, id="two-gaps", weight=30),
        expectation(CULTURE, id="heavy", weight=40),
        expectation(IN_TIME, id="overdue", weight=2),
        expectation(MANAGER, id="duty", weight=1),
        rows=rows,
        home=service(facts={"registered-manager": {"value": False}}),
    )
    order = [a.sections[0].removeprefix("council/") for a in ranked]
    assert order == ["duty", "overdue", "heavy", "two-gaps", "one-gap", "light"]
    assert [a.rank for a in ranked] == [1, 2, 3, 4, 5, 6]
    assert [a.essential for a in ranked] == [True, False, False, False, False, False]


def test_a_vacancy_with_an_application_sent_does_not_push_in_front(library: Library) -> None:
    home = service(facts={"registered-manager": {"value": False, "application_sent": "2026-10-03"}})
    asked = (expectation(MANAGER, id="duty", weight=1), expectation(CULTURE, id="heavy", weight=40))
    ranked = plan(library, *asked, rows=records(HALF_TRAINED), home=home)
    assert [a.sections[0] for a in ranked] == ["council/heavy", "council/duty"]


def test_the_three_to_take_first_say_why(library: Library) -> None:
    rows = records(HALF_TRAINED, LATE)
    asked = [expectation(r, id=f"e{i}") for i, r in enumerate((CULTURE, EQUALITY, IN_TIME, MANAGER))]
    ranked = plan(library, *asked, rows=rows, home=service(facts={"registered-manager": {"value": False}}))
    first = first_things(ranked, "council", material(library, rows))
    assert [t.action for t in first] == [a.ref for a in ranked[:3]]
    assert ["duty" in t.why for t in first] == [True, False, False]
    assert "overdue" in first[1].why


def test_an_action_takes_the_earliest_day_and_its_owner_and_the_most_weight(library: Library) -> None:
    soon = {"owner": "Deputy", "within": "14 days"}
    asked = (expectation(CULTURE, weight=40), expectation(CULTURE, id="soon", weight=5, if_gap=soon))
    (only,) = plan(library, *asked, rows=records(HALF_TRAINED))
    assert (only.proposed_owner, only.proposed_due, only.weight) == ("Deputy", date(2026, 11, 14), 40)


# What people typed


def typed(ref: str, **said: str) -> TypedEdits:
    return TypedEdits(actions={ref: Typed(**said)})


def with_typed(library: Library, previous: Pack | None = None, **said: str) -> Action:
    """The one action of a framework, with what a person typed beside it."""
    rows = records(HALF_TRAINED)
    (plain,) = plan(library, expectation(CULTURE), rows=rows)
    edits = typed(plain.ref, **said) if said else TypedEdits()
    (only,) = plan(library, expectation(CULTURE), rows=rows, typed=edits, previous=previous)
    return only


def plan_codes(found: Action) -> list[str]:
    return [f.code for f in found.flags if f.code != "BELOW_TARGET"]


def earlier(library: Library) -> Pack:
    """A pack in which the gap was there already."""
    rows = records(HALF_TRAINED)
    return build_pack([assessed(library, framework(expectation(CULTURE)), rows)], material(library, rows))


def test_an_action_is_proposed_until_a_person_gives_it_an_owner_or_a_day(library: Library) -> None:
    assert with_typed(library).state == "proposed"
    assert with_typed(library, note="Ask Sam").state == "proposed"
    assert with_typed(library, owner="Deputy").state == "accepted"
    assert with_typed(library, due="2026-12-01").state == "accepted"


def test_a_due_day_without_an_owner_is_flagged(library: Library) -> None:
    assert plan_codes(with_typed(library, due="2026-12-01")) == ["NO_OWNER"]
    assert plan_codes(with_typed(library, due="2026-12-01", owner="Deputy")) == []


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ({"due": "2026-10-30"}, ["ACTION_OVERDUE"]),
        ({"due": "2026-10-31"}, []),
        ({"due": "2026-10-30", "progress": "Done"}, []),
        ({"due": "2026-10-30", "progress": "will not do"}, []),
        ({"due": "2026-10-30", "progress": "in hand"}, ["ACTION_OVERDUE"]),
        ({"due": "by Easter"}, []),
    ],
)
def test_an_action_is_overdue_from_the_day_after_its_due_day(
    library: Library, said: dict[str, str], flags: list[str]
) -> None:
    assert plan_codes(with_typed(library, owner="Deputy", **said)) == flags


def test_a_gap_that_nobody_took_on_is_flagged_from_the_second_pack(library: Library) -> None:
    assert plan_codes(with_typed(library)) == []
    assert plan_codes(with_typed(library, earlier(library))) == ["ACTION_MISSING"]
    assert plan_codes(with_typed(library, earlier(library), owner="Deputy")) == []


def test_an_action_that_people_typed_into_is_kept_when_its_gap_has_gone(library: Library) -> None:
    gone = with_typed(library)
    rows = records(team(10), trained(team(10)))
    more = {"typed": typed(gone.ref, note="Trainer booked"), "previous": earlier(library)}
    (kept,) = plan(library, expectation(CULTURE), rows=rows, **more)
    assert (kept.ref, kept.closes, kept.typed.note, kept.text) == (gone.ref, 0, "Trainer booked", gone.text)
