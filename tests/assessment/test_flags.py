"""Why a finding needs a person's eye: each flag by its rule, and a root flag in place of those it causes."""

from collections.abc import Iterable
from datetime import date

import pytest
from msgspec.structs import replace

from evidencepack.assessment import Flag
from evidencepack.assessment.flags import silence
from evidencepack.frameworks.framework import Expectation, Requirement
from evidencepack.library import Library
from evidencepack.registers import Audit, Record
from evidencepack.statuses import Standing, Status
from tests.people import (
    BANDS,
    CULTURE,
    DUTY,
    ON,
    ago,
    answers,
    ask,
    assessed,
    audit,
    codes,
    document,
    example,
    expectation,
    framework,
    policy,
    records,
    requirement,
    review,
    stands,
    supervised,
    team,
    trained,
    training,
)

OFTEN = requirement("supervision-often-enough", {"times": 6}, **BANDS)
DIGNITY = requirement("feedback-positive", {"topic": "dignity"}, **BANDS)
INVOLVED = requirement("reviews-involve-person", **BANDS)
PARTNERS = requirement("partner-contacts-regular", **BANDS)
CURRENT = requirement("policies-in-date", {"topic": "equality"}, at_least="100%")
PLAN = requirement(document={"topic": "training plan", "within": "12 months"})
PARTNERSHIP = requirement(example={"topic": "community partnership", "at_least": 1}, window="24 months")
ALL_TRAINED: list[Record] = [*team(10), *trained(team(10))]


def essential(asked: Requirement) -> Requirement:
    return Requirement.model_validate(asked.model_dump(by_alias=True) | {"duty": DUTY, "essential": True})


def flags_of(library: Library, *codes: str) -> list[str]:
    return [flag.code for flag in silence([Flag(code) for code in codes], library.rules.flags)]


def above(
    library: Library, asked: Expectation, *rows: Record | Iterable[Record], supplied: Iterable[str] = ()
) -> list[str]:
    """The flags of an expectation as a whole."""
    return codes(stands(library, asked, records(*rows, supplied=supplied)))


# Of one finding


def test_met_and_unflagged_is_the_rule(library: Library) -> None:
    assert codes(ask(library, CULTURE, records(ALL_TRAINED))) == []


def test_below_target_in_either_lower_band(library: Library) -> None:
    for good, status in ((8, Status.PARTLY_MET), (2, Status.NOT_MET)):
        found = ask(library, CULTURE, records(team(10), trained(team(good))))
        assert (found.status, codes(found)) == (status, ["BELOW_TARGET"])


def test_not_supplied_and_no_evidence_are_flagged_apart_and_alone(library: Library) -> None:
    assert codes(ask(library, CULTURE, records(team(3)))) == ["NOT_SUPPLIED"]
    assert codes(ask(library, CULTURE, records(team(3), supplied=["training"]))) == ["NO_EVIDENCE"]


def test_undated_too_few_stale_and_no_change(library: Library) -> None:
    ticks = [training(p.code, state="undated") for p in team(3)]
    assert codes(ask(library, CULTURE, records(team(3), ticks))) == ["UNDATED"]
    assert codes(ask(library, DIGNITY, records(answers(9, 0)))) == ["SMALL_N"]
    assert codes(ask(library, PLAN, records(document("Training plan", date(2024, 1, 1))))) == ["STALE"]
    falls = requirement("audit-score-change", {"topic": "inclusion"}, at_least="0%", window="6 months")
    scores = [audit(date(2026, m, 1), 90 - m) for m in (1, 2, 3, 6, 7, 8)]
    assert codes(ask(library, falls, records(scores))) == ["NO_CHANGE_SHOWN"]


@pytest.mark.parametrize(
    ("rows", "others"),
    [
        (ALL_TRAINED, []),
        ([*team(10), *trained(team(8))], ["BELOW_TARGET"]),
        ([*team(10), *trained(team(2))], ["DUTY_NOT_SHOWN", "BELOW_TARGET"]),
        ([*team(10), *[training(p.code, state="undated") for p in team(10)]], ["DUTY_NOT_SHOWN", "UNDATED"]),
        ([*team(10)], ["DUTY_NOT_SHOWN", "NOT_SUPPLIED"]),
    ],
)
def test_a_duty_is_not_shown_unless_it_is_at_least_partly_met(
    library: Library, rows: list[Record], others: list[str]
) -> None:
    assert codes(ask(library, essential(CULTURE), records(rows))) == others


def test_what_sets_no_target_is_flagged_for_nothing(library: Library) -> None:
    free = requirement("training-in-date", {"topic": "cultural awareness"})
    assert codes(ask(library, free, records(team(10), trained(team(1))))) == []


@pytest.mark.parametrize(
    ("root", "caused"),
    [
        ("NOT_SUPPLIED", ["NO_EVIDENCE", "BELOW_TARGET", "STALE", "UNDATED", "SMALL_N"]),
        ("NO_EVIDENCE", ["BELOW_TARGET", "STALE", "SMALL_N", "SINGLE_SOURCE"]),
        ("UNDATED", ["BELOW_TARGET"]),
        ("EXAMPLE_INCOMPLETE", ["BELOW_TARGET"]),
        ("OVERDUE_REVIEW", ["BELOW_TARGET"]),
        ("POLICY_ONLY", ["SINGLE_SOURCE"]),
    ],
)
def test_a_root_flag_silences_those_it_causes(library: Library, root: str, caused: list[str]) -> None:
    assert flags_of(library, *caused, root) == [root]
    assert flags_of(library, *caused, "DUTY_NOT_SHOWN", root) == ["DUTY_NOT_SHOWN", root]


def test_flags_stand_in_the_order_of_their_weight_each_once(library: Library) -> None:
    assert flags_of(library, "BELOW_TARGET", "CONTRADICTED", "BELOW_TARGET") == ["CONTRADICTED", "BELOW_TARGET"]


# Contradicted


def supervised_beside(library: Library, *audits: Audit) -> list[str]:
    """The flags of a figure that is met, beside audits of supervision."""
    return codes(ask(library, OFTEN, records(team(2), supervised("S1"), supervised("S2"), audits)))


def of_supervision(day: date, score: float, **more: object) -> Audit:
    return audit(day, score, topic="Supervision", scope=f"staff files {day}", **more)


def test_a_later_failed_audit_on_the_topic_contradicts_a_figure(library: Library) -> None:
    passed, failed = of_supervision(date(2026, 3, 1), 95), of_supervision(date(2026, 9, 1), 60)
    assert supervised_beside(library, passed) == []
    assert supervised_beside(library, passed, failed) == ["CONTRADICTED"]
    assert supervised_beside(library, of_supervision(ON, 80)) == []


def test_a_later_audit_that_passed_heals_an_earlier_one(library: Library) -> None:
    assert supervised_beside(library, of_supervision(date(2026, 3, 1), 60), of_supervision(date(2026, 9, 1), 95)) == []


def test_a_better_re_audit_heals_and_one_still_below_the_mark_does_not(library: Library) -> None:
    for score, flags in ((80, []), (79, ["CONTRADICTED"])):
        again = of_supervision(date(2026, 9, 1), 60, reaudit_date=date(2026, 10, 1), reaudit_score=score)
        assert supervised_beside(library, again) == flags


def test_a_re_audit_after_the_day_has_not_healed_anything_yet(library: Library) -> None:
    later = of_supervision(date(2026, 9, 1), 60, reaudit_date=date(2026, 11, 9), reaudit_score=90)
    assert supervised_beside(library, later) == ["CONTRADICTED"]


def test_a_failed_audit_on_another_topic_contradicts_nothing(library: Library) -> None:
    assert supervised_beside(library, audit(ON, 10, topic="Falls")) == []


def test_a_figure_that_is_not_met_needs_no_contradiction(library: Library) -> None:
    assert codes(ask(library, OFTEN, records(team(2), supervised("S1", 1), of_supervision(ON, 60)))) == ["BELOW_TARGET"]


# Of an expectation


def test_evidence_of_one_kind_is_a_single_source_and_of_two_is_not(library: Library) -> None:
    people = [review("P1", ON, person_involved=True)]
    assert above(library, expectation(CULTURE, OFTEN), ALL_TRAINED, supervised("S1")) == ["SINGLE_SOURCE"]
    assert above(library, expectation(CULTURE, INVOLVED), ALL_TRAINED, people) == []


def test_a_kind_that_is_missing_with_its_register_is_not_said_twice(library: Library) -> None:
    asked = expectation(CULTURE, INVOLVED, voice=True)
    assert above(library, asked, ALL_TRAINED) == []
    assert above(library, asked, ALL_TRAINED, supplied=["reviews"]) == []


def test_only_policies_and_documents_say_so_in_place_of_a_single_source(library: Library) -> None:
    paper = [policy(), document("Training plan", ON)]
    assert above(library, expectation(CURRENT, PLAN), paper) == ["POLICY_ONLY"]
    assert above(library, expectation(CURRENT, PLAN, CULTURE), paper, ALL_TRAINED) == ["SINGLE_SOURCE"]


def test_people_are_missed_only_where_they_should_be_heard(library: Library) -> None:
    rows = [*ALL_TRAINED, example()]
    assert above(library, expectation(CULTURE, PARTNERSHIP, voice=True), rows) == ["NO_PEOPLE_VOICE"]
    assert above(library, expectation(CULTURE, PARTNERSHIP), rows) == []
    heard = expectation(CULTURE, PARTNERSHIP, INVOLVED, voice=True)
    assert above(library, heard, rows, review("P1", ON, person_involved=True)) == []


def test_people_heard_below_target_are_heard(library: Library) -> None:
    asked = expectation(CULTURE, INVOLVED, voice=True)
    assert above(library, asked, ALL_TRAINED, review("P1", ON, person_involved=False)) == []


def reused(library: Library, asked: Requirement, times: int, *rows: Record) -> list[list[str]]:
    """The flags of so many expectations that ask for the same thing."""
    many = framework(*(expectation(asked, id=f"e{i}") for i in range(times)))
    results = assessed(library, many, records(rows)).results
    return [[c for c in codes(r) if c == "REUSED"] for r in results]


@pytest.mark.parametrize(("asked", "row"), [(PARTNERSHIP, example()), (PLAN, document("Training plan", ON))])
def test_an_example_or_document_under_more_than_three_expectations_is_reused(
    library: Library, asked: Requirement, row: Record
) -> None:
    assert reused(library, asked, 3, row) == [[]] * 3
    assert reused(library, asked, 4, row) == [["REUSED"]] * 4


def test_a_register_is_never_reused(library: Library) -> None:
    assert reused(library, CULTURE, 9, *ALL_TRAINED) == [[]] * 9


def test_two_examples_on_one_topic_are_not_one_reused(library: Library) -> None:
    halves = framework(
        *(expectation(PARTNERSHIP, id=f"e{i}") for i in range(3)),
        *(expectation(requirement(example={"topic": "inclusion"}), id=f"f{i}") for i in range(3)),
    )
    rows = records(example("EX1"), example("EX2", topic="Inclusion", title="Diwali"))
    assert [codes(r) for r in assessed(library, halves, rows).results] == [["SINGLE_SOURCE"]] * 6


# Breadth


def test_breadth_changes_where_it_stands_only_where_the_publisher_asks_for_kinds(library: Library) -> None:
    two_kinds = (CULTURE, INVOLVED)
    rows = records(ALL_TRAINED, review("P1", ON, person_involved=True))
    for breadth, standing in ((None, Standing.SHOWN), (2, Standing.SHOWN), (3, Standing.MOSTLY_SHOWN)):
        more = {"breadth": {"kinds_at_least": breadth}} if breadth else {}
        assert stands(library, expectation(*two_kinds, **more), rows).standing is standing


def test_breadth_makes_nothing_better(library: Library) -> None:
    asked = expectation(CULTURE, INVOLVED, breadth={"kinds_at_least": 2})
    assert (
        stands(library, asked, records(team(3), supplied=["training", "reviews"])).standing is Standing.LITTLE_TO_GO_ON
    )
    failed = records(team(3), training("S1", ago(900), validity=12), review("P1", ON, person_involved=False))
    assert stands(library, asked, failed).standing is Standing.NOT_SHOWN


def test_a_flag_silences_only_what_weighs_less(library: Library) -> None:
    order = list(library.rules.flags.by_code)
    assert all(order.index(s) > order.index(r.code) for r in library.rules.flags.flags for s in r.silences)


def beside_open(library: Library, name: str, opened: Audit) -> list[str]:
    """The flags of supervision as asked, beside an audit of 1 March that passed and one with a cell not understood."""
    people = records(team(2), supervised("S1"), supervised("S2"), of_supervision(date(2026, 3, 1), 95))
    unknown = {opened.id: frozenset({name})}
    return codes(ask(library, OFTEN, replace(people, partial={"audits": (opened,)}, unknown=unknown)))


@pytest.mark.parametrize(("name", "value"), [("score", None), ("date", None), ("topic", "Sup")])
def test_a_later_audit_that_cannot_be_read_may_speak_against_a_figure(library: Library, name: str, value: str) -> None:
    later, earlier = of_supervision(date(2026, 9, 1), 60), of_supervision(date(2026, 2, 1), 60)
    assert beside_open(library, name, replace(later, **{name: value})) == ["MAY_BE_CONTRADICTED"]
    if name != "date":
        assert beside_open(library, name, replace(earlier, **{name: value})) == []
