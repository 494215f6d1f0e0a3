"""Where an expectation stands: the whole truth table against the seven rules said another way, then each by name."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import combinations_with_replacement, product

import pytest

from evidencepack.assessment import roll_up
from evidencepack.library import Library
from evidencepack.statuses import Standing, Status
from tests.people import DUTY, audit, expectation, records, requirement, said, service, stands

Answer = tuple[Status, bool]
ANSWERS = tuple(product(Status, (False, True)))
TABLE = [combo for size in range(4) for combo in combinations_with_replacement(ANSWERS, size)]
MET, PARTLY, NOT_MET = Status.MET, Status.PARTLY_MET, Status.NOT_MET
NOT_SUPPLIED, NO_EVIDENCE, UNCLEAR = Status.NOT_SUPPLIED, Status.NO_EVIDENCE, Status.UNCLEAR
NOT_APPLICABLE, TOO_FEW, NONE_DUE, INFO = Status.NOT_APPLICABLE, Status.TOO_FEW, Status.NONE_DUE, Status.FOR_INFORMATION
SHOWN, PARTLY_SHOWN, NOT_SHOWN = Standing.SHOWN, Standing.PARTLY_SHOWN, Standing.NOT_SHOWN


def the_seven_rules(answers: Sequence[Answer], rests_on_observation: bool) -> tuple[str, bool]:
    """The rules as a list, the first that holds decides; then whether the headline is that a duty is not shown."""
    n = Counter(status.value for status, _ in answers)
    duties = {status.value for status, essential in answers if essential}
    unshown = duties & {"not supplied", "no evidence", "unclear"}
    asked = len(answers) - n["not applicable"]
    judged = n["met"] + n["partly met"] + n["not met"]
    some = n["met"] + n["partly met"] > 0
    rules = (
        (len(answers) > 0 and asked == 0, "not applicable"),
        (judged == 0 and asked > 0 and n["not supplied"] == asked and not rests_on_observation, "not supplied"),
        (judged == 0, "cannot be told from records"),
        ("not met" in duties, "not shown"),
        (len(unshown) > 0, "partly shown" if some else "not shown"),
        (n["met"] == judged and n["not supplied"] == 0 and n["no evidence"] == 0, "shown"),
        (not some, "not shown"),
        (True, "partly shown"),
    )
    return next(standing for holds, standing in rules if holds), "not met" in duties or len(unshown) > 0


@pytest.mark.parametrize("observation", [False, True], ids=["records", "observation"])
def test_the_whole_truth_table_follows_the_seven_rules(observation: bool) -> None:
    assert len(TABLE) == 1 + 20 + 210 + 1540
    wrong = {
        combo: (found, the_seven_rules(combo, observation))
        for combo in TABLE
        if (found := roll_up(combo, observation)) != the_seven_rules(combo, observation)
    }
    assert wrong == {}


def test_the_order_of_requirements_changes_nothing() -> None:
    assert [c for c in TABLE if roll_up(c) != roll_up(c[::-1])] == []


def of(*statuses: Status, essential: Status | None = None) -> tuple[Standing, bool]:
    return roll_up([*((s, False) for s in statuses), *([(essential, True)] if essential else [])])


def test_all_not_applicable_is_not_applicable() -> None:
    assert of(NOT_APPLICABLE, NOT_APPLICABLE, essential=NOT_APPLICABLE) == (Standing.NOT_APPLICABLE, False)


def test_what_does_not_apply_leaves_the_rest_as_it_is() -> None:
    assert of(MET, NOT_APPLICABLE) == (SHOWN, False)
    assert of(NOT_SUPPLIED, NOT_APPLICABLE) == (Standing.NOT_SUPPLIED, False)


def test_nothing_judged_because_nothing_was_supplied_is_not_supplied() -> None:
    assert of(NOT_SUPPLIED, NOT_SUPPLIED)[0] is Standing.NOT_SUPPLIED


def test_one_too_few_and_four_without_evidence_cannot_be_told_from_records() -> None:
    assert of(TOO_FEW, *[NO_EVIDENCE] * 4) == (Standing.CANNOT_TELL, False)


def test_not_supplied_beside_another_reason_cannot_be_told_from_records() -> None:
    assert {of(NOT_SUPPLIED, s)[0] for s in (TOO_FEW, NONE_DUE, INFO, UNCLEAR, NO_EVIDENCE)} == {Standing.CANNOT_TELL}


def test_what_rests_on_observation_cannot_be_told_from_records() -> None:
    assert roll_up([], rests_on_observation=True) == (Standing.CANNOT_TELL, False)
    assert roll_up([(NOT_SUPPLIED, False)], rests_on_observation=True) == (Standing.CANNOT_TELL, False)
    assert roll_up([(MET, False)], rests_on_observation=True) == (SHOWN, False)


def test_an_essential_duty_not_met_is_not_shown_even_when_all_else_is_met() -> None:
    assert of(*[MET] * 8, essential=NOT_MET) == (NOT_SHOWN, True)


@pytest.mark.parametrize("duty", [NOT_SUPPLIED, NO_EVIDENCE, UNCLEAR])
def test_four_of_five_met_and_a_duty_without_its_register_is_partly_shown_with_the_headline(duty: Status) -> None:
    assert of(*[MET] * 4, essential=duty) == (PARTLY_SHOWN, True)


@pytest.mark.parametrize("duty", [NOT_SUPPLIED, NO_EVIDENCE, UNCLEAR])
def test_a_duty_without_evidence_is_at_best_partly_shown(duty: Status) -> None:
    assert of(NOT_MET, essential=duty) == (NOT_SHOWN, True)
    assert of(PARTLY, essential=duty) == (PARTLY_SHOWN, True)


def test_all_judged_met_and_nothing_missing_is_shown() -> None:
    assert of(MET, MET, INFO, NONE_DUE, TOO_FEW, UNCLEAR, essential=MET) == (SHOWN, False)


@pytest.mark.parametrize("missing", [NOT_SUPPLIED, NO_EVIDENCE])
def test_all_judged_met_and_something_missing_is_partly_shown(missing: Status) -> None:
    assert of(MET, MET, missing) == (PARTLY_SHOWN, False)


def test_none_judged_met_or_partly_met_is_not_shown() -> None:
    assert of(NOT_MET, NOT_MET, NO_EVIDENCE, INFO) == (NOT_SHOWN, False)


def test_one_partly_met_of_nine_and_eight_met_of_nine_are_both_partly_shown() -> None:
    assert of(PARTLY, *[NOT_MET] * 8) == (PARTLY_SHOWN, False)
    assert of(*[MET] * 8, NOT_MET) == (PARTLY_SHOWN, False)


def test_an_essential_duty_partly_met_is_partly_shown_without_the_headline() -> None:
    assert of(MET, essential=PARTLY) == (PARTLY_SHOWN, False)


@pytest.mark.parametrize("duty", [NONE_DUE, TOO_FEW, INFO])
def test_a_duty_of_which_nothing_fell_due_is_no_headline(duty: Status) -> None:
    assert of(MET, essential=duty) == (SHOWN, False)


MANAGER = {"fact": "registered-manager", "what": "A registered manager is in post"}


def manager_and_audit(library: Library, **facts: object) -> tuple[Standing, bool]:
    """An expectation of two: the registered manager, an essential duty, and an audit that is met."""
    duty = requirement("declared-fact", MANAGER, duty=DUTY, essential=True)
    recent = requirement("audit-recent", {"topic": "inclusion", "scope": "care plans"}, window="3 months")
    home = service(facts={"registered-manager": facts} if facts else {})
    found = stands(library, expectation(duty, recent), records(audit(date(2026, 10, 1))), home)
    return found.standing, found.duty_not_shown


def test_a_vacancy_with_an_application_sent_is_partly_shown(library: Library) -> None:
    assert manager_and_audit(library, value=False, application_sent=date(2026, 10, 3)) == (PARTLY_SHOWN, False)


def test_a_vacancy_without_an_application_is_not_shown(library: Library) -> None:
    assert manager_and_audit(library, value=False) == (NOT_SHOWN, True)


def test_a_duty_that_nobody_declares_is_partly_shown_with_the_headline(library: Library) -> None:
    assert manager_and_audit(library) == (PARTLY_SHOWN, True)


def test_a_duty_that_does_not_apply_to_the_service_leaves_the_rest_shown(library: Library) -> None:
    duty = requirement("declared-fact", MANAGER, duty=DUTY, essential=True, applies_when="registered manager required")
    recent = requirement("audit-recent", {"topic": "inclusion", "scope": "care plans"}, window="3 months")
    home = service(registered_manager_required=False)
    found = stands(library, expectation(duty, recent), records(audit(date(2026, 10, 1))), home)
    assert (found.standing, found.duty_not_shown) == (SHOWN, False)
    assert said(found.findings[0].reason or "") == "the registration does not require a registered manager"
