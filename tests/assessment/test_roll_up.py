"""Where an expectation stands: the whole truth table against the eight rules said another way, then each by name."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from evidencepack.assessment import roll_up
from evidencepack.assessment.judge import band
from evidencepack.assessment.rollup import Asked, answer_of
from evidencepack.library import Library
from evidencepack.statuses import Standing, Status
from tests.people import (
    DUTY,
    ask,
    audit,
    expectation,
    records,
    requirement,
    review,
    said,
    service,
    stands,
)

MET, PARTLY, NOT_MET = Status.MET, Status.PARTLY_MET, Status.NOT_MET
NOT_SUPPLIED, NO_EVIDENCE, UNCLEAR = Status.NOT_SUPPLIED, Status.NO_EVIDENCE, Status.UNCLEAR
NOT_APPLICABLE, TOO_FEW, NONE_DUE, INFO = Status.NOT_APPLICABLE, Status.TOO_FEW, Status.NONE_DUE, Status.FOR_INFORMATION
NOT_RECORDED, NO_CLEAR_CHANGE = Status.NOT_RECORDED, Status.NO_CLEAR_CHANGE
SHOWN, MOSTLY, PARTLY_SHOWN = Standing.SHOWN, Standing.MOSTLY_SHOWN, Standing.PARTLY_SHOWN
NOT_SHOWN, LITTLE, CANNOT_TELL = Standing.NOT_SHOWN, Standing.LITTLE_TO_GO_ON, Standing.CANNOT_TELL
SMALL_MISS = Asked(NOT_MET, small_miss=True)
NEVER = Asked(UNCLEAR, best=NOT_MET)

ANSWERS = (
    *(Asked(status, essential) for status, essential in product(Status, (False, True))),
    *(Asked(NOT_MET, essential, small_miss=True) for essential in (False, True)),
    *(Asked(UNCLEAR, essential, best=NOT_MET) for essential in (False, True)),
)
TABLE = [combo for size in range(5) for combo in combinations_with_replacement(ANSWERS, size)]


def the_eight_rules(answers: Sequence[Asked], observation: bool, blocked: bool) -> tuple[str, str]:
    """The rules as a list, the first that holds decides; then the headline of the duties."""
    words = [(a.status.value, a.essential, a.small_miss, a.best.value) for a in answers]
    asked = [w for w in words if w[0] not in {"not applicable", "none due", "for information"}]
    enough = [w for w in asked if w[0] not in {"too few to judge", "no clear change"} and (w[1] or not w[2])]
    n, reasons = Counter(w[0] for w in enough), {w[0] for w in asked}
    duties = {w[0] for w in asked if w[1]}
    duties_enough = {w[0] for w in enough if w[1]}
    some, judged = n["met"] + n["partly met"], n["met"] + n["partly met"] + n["not met"]
    at_best = some + sum(w[0] == "unclear" and w[3] in {"met", "partly met"} for w in enough)
    rules = (
        (words and not asked and {w[0] for w in words} == {"not applicable"}, "not applicable"),
        (words and not asked and "none due" in {w[0] for w in words}, "nothing fell due"),
        (words and not asked, "for information"),
        ("not met" in duties, "not shown"),
        (judged == 0 and reasons and reasons <= {"not supplied", "not recorded"}, "not supplied"),
        (judged == 0 and observation, "cannot be told from records"),
        (judged == 0, "little to go on"),
        (judged < len(enough) - judged, "little to go on"),
        (some == 0 and at_best == 0, "not shown"),
        (some == 0, "little to go on"),
        (n["met"] == len(enough) and not blocked and (judged > 1 or len(asked) == 1), "shown"),
        (
            Fraction(n["met"], len(enough) or 1) >= Fraction(2, 3) and duties_enough <= {"met", "partly met"},
            "mostly shown",
        ),
        (True, "partly shown"),
    )
    open_ = duties & {"not supplied", "not recorded", "unclear", "no evidence"}
    headline = "not kept" if "not met" in duties else "not evidenced" if open_ else ""
    return next(standing for holds, standing in rules if holds), headline


@pytest.mark.parametrize("blocked", [False, True], ids=["free", "blocked"])
@pytest.mark.parametrize("observation", [False, True], ids=["records", "observation"])
def test_the_whole_truth_table_follows_the_eight_rules(observation: bool, blocked: bool) -> None:
    assert len(TABLE) == 1 + 28 + 406 + 4060 + 31465
    wrong = [c for c in TABLE if roll_up(c, observation, blocked) != the_eight_rules(c, observation, blocked)]
    assert wrong == []


def test_every_standing_is_in_the_truth_table() -> None:
    assert {roll_up(c, observation)[0] for c in TABLE[:500] for observation in (False, True)} == set(Standing)


# Whatever is asked: from the best to the worst, what says little between what is shown in part and what is not.
ORDER = (SHOWN, MOSTLY, PARTLY_SHOWN, LITTLE, NOT_SHOWN)
MANY = st.lists(st.sampled_from(ANSWERS), max_size=12)
SWITCHES = st.tuples(st.booleans(), st.booleans())


def never_worse(before: Sequence[Asked], after: Sequence[Asked], switches: tuple[bool, bool]) -> bool:
    was, now = roll_up(before, *switches)[0], roll_up(after, *switches)[0]
    return was not in ORDER or now not in ORDER or ORDER.index(now) <= ORDER.index(was)


@given(MANY, SWITCHES)
def test_any_number_of_requirements_follows_the_eight_rules(answers: list[Asked], switches: tuple[bool, bool]) -> None:
    assert roll_up(answers, *switches) == the_eight_rules(answers, *switches)


@given(st.permutations(ANSWERS), st.integers(0, 12), SWITCHES)
def test_the_order_of_requirements_changes_nothing(answers: list[Asked], n: int, switches: tuple[bool, bool]) -> None:
    assert roll_up(answers[:n], *switches) == roll_up(sorted(answers[:n], key=repr), *switches)


@given(MANY, st.sampled_from([a for a in ANSWERS if a.status is NOT_MET]), SWITCHES)
def test_a_requirement_met_that_was_not_never_makes_it_stand_worse(
    rest: list[Asked], missed: Asked, switches: tuple[bool, bool]
) -> None:
    assert never_worse([*rest, missed], [*rest, Asked(MET, missed.essential)], switches)


@given(MANY, st.booleans(), st.sampled_from(["10%", "30%", "90%", "100%"]), st.booleans(), SWITCHES)
def test_none_of_three_never_stands_better_than_one_of_three(
    rest: list[Asked], essential: bool, target: str, in_part: bool, switches: tuple[bool, bool]
) -> None:
    asked = requirement("reviews-involve-person", at_least=target, **({"partly_from": "10%"} if in_part else {}))
    none, one = (Asked(band(Fraction(n, 3), asked), essential) for n in (0, 1))
    assert never_worse([*rest, none], [*rest, one], switches)


@given(MANY.filter(bool), SWITCHES)
def test_what_does_not_apply_changes_nothing(answers: list[Asked], switches: tuple[bool, bool]) -> None:
    for essential in (False, True):
        more = [*answers, Asked(NOT_APPLICABLE, essential)]
        assert roll_up(more, *switches) == roll_up(answers, *switches)


@given(MANY, st.booleans(), st.sampled_from([MET, PARTLY, NOT_MET]), SWITCHES)
def test_what_was_unclear_never_takes_back_what_is_shown_nor_mends_what_is_not(
    rest: list[Asked], essential: bool, best: Status, switches: tuple[bool, bool]
) -> None:
    before, (was, _) = (
        [*rest, (unclear := Asked(UNCLEAR, essential, best=best))],
        roll_up([*rest, unclear], *switches),
    )
    for status in list(Status)[list(Status).index(best) : 3]:
        now = roll_up([*rest, Asked(status, essential)], *switches)[0]
        if not (essential and status is NOT_MET):
            assert was not in (SHOWN, MOSTLY, PARTLY_SHOWN) or never_worse(
                before, [*rest, Asked(status, essential)], switches
            )
        assert was is not NOT_SHOWN or now is NOT_SHOWN


def of(*statuses: Status | Asked, essential: Status | None = None, blocked: bool = False) -> tuple[Standing, str]:
    answers = [s if isinstance(s, Asked) else Asked(s) for s in statuses]
    return roll_up([*answers, *([Asked(essential, essential=True)] if essential else [])], blocked=blocked)


def test_all_not_applicable_is_not_applicable() -> None:
    assert of(NOT_APPLICABLE, NOT_APPLICABLE, essential=NOT_APPLICABLE) == (Standing.NOT_APPLICABLE, "")


def test_nothing_asked_is_told_apart_by_why() -> None:
    assert of(NOT_APPLICABLE, NONE_DUE, INFO) == (Standing.NOTHING_DUE, "")
    assert of(NOT_APPLICABLE, INFO, INFO) == (Standing.FOR_INFORMATION, "")


def test_what_does_not_apply_leaves_the_rest_as_it_is() -> None:
    assert of(MET, NOT_APPLICABLE) == (SHOWN, "")
    assert of(NOT_SUPPLIED, NOT_APPLICABLE) == (Standing.NOT_SUPPLIED, "")


def test_nothing_judged_because_nothing_was_supplied_or_recorded_is_not_supplied() -> None:
    assert of(NOT_SUPPLIED, NOT_SUPPLIED)[0] is Standing.NOT_SUPPLIED
    assert of(NOT_SUPPLIED, NOT_RECORDED, INFO, NONE_DUE)[0] is Standing.NOT_SUPPLIED


def test_not_supplied_beside_another_reason_is_little_to_go_on() -> None:
    assert {of(NOT_SUPPLIED, s)[0] for s in (TOO_FEW, NO_CLEAR_CHANGE, UNCLEAR, NO_EVIDENCE, SMALL_MISS)} == {LITTLE}


def test_one_too_few_and_four_without_evidence_is_little_to_go_on() -> None:
    assert of(TOO_FEW, *[NO_EVIDENCE] * 4) == (LITTLE, "")


def test_what_rests_on_observation_and_is_not_judged_cannot_be_told_from_records() -> None:
    assert roll_up([], rests_on_observation=True) == (CANNOT_TELL, "")
    assert roll_up([Asked(TOO_FEW)], rests_on_observation=True) == (CANNOT_TELL, "")
    assert roll_up([Asked(NOT_SUPPLIED)], rests_on_observation=True) == (Standing.NOT_SUPPLIED, "")
    assert roll_up([Asked(MET)], rests_on_observation=True) == (SHOWN, "")


def test_an_essential_duty_not_met_is_not_shown_even_when_all_else_is_met() -> None:
    assert of(*[MET] * 8, essential=NOT_MET) == (NOT_SHOWN, "not kept")


UNANSWERED = [NOT_SUPPLIED, NOT_RECORDED, NO_EVIDENCE, UNCLEAR]


@pytest.mark.parametrize("duty", UNANSWERED)
def test_a_duty_without_an_answer_is_at_best_partly_shown_with_the_headline(duty: Status) -> None:
    assert of(*[MET] * 9, essential=duty) == (PARTLY_SHOWN, "not evidenced")
    assert of(PARTLY, essential=duty) == (PARTLY_SHOWN, "not evidenced")
    assert of(NOT_MET, NOT_MET, essential=duty) == (LITTLE if duty is UNCLEAR else NOT_SHOWN, "not evidenced")


def test_one_duty_not_kept_weighs_more_than_another_without_evidence() -> None:
    assert roll_up([Asked(NO_EVIDENCE, True), Asked(NOT_MET, True)]) == (NOT_SHOWN, "not kept")


def test_under_half_judged_is_little_to_go_on_however_it_was_judged() -> None:
    assert of(MET, *[NOT_SUPPLIED] * 5) == (LITTLE, "")
    assert of(NOT_MET, NO_EVIDENCE, NOT_SUPPLIED) == (LITTLE, "")
    assert of(MET, NO_EVIDENCE) == (PARTLY_SHOWN, "")


def test_none_met_is_not_shown_unless_what_is_unclear_may_be_met() -> None:
    assert of(NOT_MET, NOT_MET, NO_EVIDENCE, INFO) == (NOT_SHOWN, "")
    assert of(NOT_MET, NOT_MET, UNCLEAR) == (LITTLE, "")
    assert of(NOT_MET, NOT_MET, NEVER) == (NOT_SHOWN, "")
    assert of(NOT_MET, replace(NEVER, best=PARTLY)) == (LITTLE, "")


def test_all_that_can_be_answered_met_is_shown() -> None:
    assert of(MET, MET, INFO, NONE_DUE, TOO_FEW, NO_CLEAR_CHANGE, essential=MET) == (SHOWN, "")


def test_one_judged_of_one_asked_is_shown_and_of_two_asked_mostly_shown() -> None:
    assert of(MET, INFO) == (SHOWN, "")
    assert of(MET, TOO_FEW) == (MOSTLY, "")


@pytest.mark.parametrize("missing", UNANSWERED)
def test_two_thirds_met_and_something_missing_is_mostly_shown_and_half_partly(missing: Status) -> None:
    assert of(MET, MET, missing) == (MOSTLY, "")
    assert of(MET, missing) == (PARTLY_SHOWN, "")


def test_one_partly_met_of_nine_is_partly_shown_and_eight_met_of_nine_mostly() -> None:
    assert of(PARTLY, *[NOT_MET] * 8) == (PARTLY_SHOWN, "")
    assert of(*[MET] * 8, NOT_MET) == (MOSTLY, "")


def test_an_essential_duty_partly_met_is_no_headline() -> None:
    assert of(MET, MET, essential=PARTLY) == (MOSTLY, "")
    assert of(MET, essential=PARTLY) == (PARTLY_SHOWN, "")


@pytest.mark.parametrize("duty", [NONE_DUE, TOO_FEW, NO_CLEAR_CHANGE, INFO])
def test_a_duty_of_which_too_little_is_there_is_no_headline(duty: Status) -> None:
    assert of(MET, MET, essential=duty) == (SHOWN, "")


def test_a_flag_that_blocks_makes_what_is_shown_mostly_shown_and_nothing_else_worse() -> None:
    assert of(MET, MET, blocked=True) == of(MET, blocked=True) == (MOSTLY, "")
    changed = {(a, b) for c in TABLE if (a := roll_up(c)[0]) is not (b := roll_up(c, blocked=True)[0])}
    assert changed == {(SHOWN, MOSTLY)}


def test_one_failing_of_fewer_than_five_does_not_by_itself_make_not_shown() -> None:
    assert of(SMALL_MISS) == (LITTLE, "")
    assert of(MET, MET, SMALL_MISS) == (SHOWN, "")
    assert of(NOT_MET, SMALL_MISS) == (NOT_SHOWN, "")


def test_one_case_is_enough_for_an_essential_duty() -> None:
    assert roll_up([Asked(NOT_MET, essential=True, small_miss=True)]) == (NOT_SHOWN, "not kept")


@pytest.mark.parametrize(
    ("good", "of_all", "small"),
    [(0, 1, True), (3, 4, True), (4, 5, False), (0, 3, False), (2, 4, False), (3, 3, False)],
)
def test_a_small_miss_is_one_failing_of_fewer_than_five(library: Library, good: int, of_all: int, small: bool) -> None:
    rows = [review(f"P{i}", date(2026, 10, 1), person_involved=i < good) for i in range(of_all)]
    found = ask(library, requirement("reviews-involve-person", at_least="95%"), records(rows))
    assert answer_of(found).small_miss is small


def test_a_small_miss_that_open_rows_may_make_a_large_one_is_none(library: Library) -> None:
    rows = [review(f"P{i}", date(2026, 10, 1), person_involved=i < 2) for i in range(3)]
    open_ones = [review(f"Q{i}", date(2026, 10, 1), person_involved=None) for i in range(2)]
    given = replace(records(rows, open_ones), unknown={r.id: frozenset({"person_involved"}) for r in open_ones})
    found = ask(library, requirement("reviews-involve-person", at_least="95%"), given)
    assert (found.status, answer_of(found).small_miss) == (NOT_MET, False)


def test_what_is_to_be_seldom_fails_by_what_is_counted(library: Library) -> None:
    rows = [review(f"P{i}", date(2026, 10, 1), person_involved=i == 0) for i in range(4)]
    found = ask(library, requirement("reviews-involve-person", at_most="10%"), records(rows))
    assert (found.status, answer_of(found).small_miss) == (NOT_MET, True)


MANAGER = {"fact": "registered-manager", "what": "A registered manager is in post"}


def manager_and_audit(library: Library, **facts: object) -> tuple[Standing, str]:
    """An expectation of two: the registered manager, an essential duty, and an audit that is met."""
    duty = requirement("declared-fact", MANAGER, duty=DUTY, essential=True)
    recent = requirement("audit-recent", {"topic": "inclusion", "scope": "care plans"}, window="3 months")
    home = service(facts={"registered-manager": facts} if facts else {})
    found = stands(library, expectation(duty, recent), records(audit(date(2026, 10, 1))), home)
    return found.standing, found.duty


def test_a_vacancy_with_an_application_sent_is_partly_shown(library: Library) -> None:
    assert manager_and_audit(library, value=False, application_sent=date(2026, 10, 3)) == (PARTLY_SHOWN, "")


def test_a_vacancy_without_an_application_is_not_shown(library: Library) -> None:
    assert manager_and_audit(library, value=False) == (NOT_SHOWN, "not kept")


def test_a_duty_that_nobody_declares_is_partly_shown_with_the_headline(library: Library) -> None:
    assert manager_and_audit(library) == (PARTLY_SHOWN, "not evidenced")


def test_a_duty_that_does_not_apply_to_the_service_leaves_the_rest_shown(library: Library) -> None:
    duty = requirement("declared-fact", MANAGER, duty=DUTY, essential=True, applies_when="registered manager required")
    recent = requirement("audit-recent", {"topic": "inclusion", "scope": "care plans"}, window="3 months")
    home = service(registered_manager_required=False)
    found = stands(library, expectation(duty, recent), records(audit(date(2026, 10, 1))), home)
    assert (found.standing, found.duty) == (SHOWN, "")
    assert said(found.findings[0].reason or "") == "the registration does not require a registered manager"
