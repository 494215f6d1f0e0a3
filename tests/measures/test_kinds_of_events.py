"""Unhappy paths of the kinds that count events: on_time, count, ratio, repeat, average, make_up and matched shares."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace

from evidencepack.assessment import Finding
from evidencepack.frameworks.indicators import Average
from evidencepack.library import Library
from evidencepack.pack.figures import figure_words
from evidencepack.registers import Complaint, Incident, Leader, Notification, RiskDecision, Total
from evidencepack.statuses import Status
from tests.people import (
    BANDS,
    ON,
    ago,
    answer,
    ask,
    between,
    codes,
    counts,
    left_out,
    noted,
    record,
    records,
    requirement,
    said,
    sentence,
    staff,
    team,
    unread,
)

ANSWERED = requirement("complaints-answered-in-time", {"limit": "28 days"}, **BANDS)
NOTIFIED = requirement("incidents-notified", at_least="100%", window="12 months")
RATE = requirement("incidents-per-care-days", at_most="2", window="12 months")
AVERAGE = requirement("feedback-average", {"topic": "dignity"}, window="12 months")
WOMEN = requirement("leaders-women")
MEAN = Average.model_validate(
    {"id": "mean", "title": "Mean", "kind": "average", "of": "feedback", "number": "score"}
    | {"evidence_kind": "outcomes", "gap_action": "Ask.", "reads": {"other": "{n} of {of}"}}
)


def complaint(received: date, closed: date | None = None, **more: Any) -> Complaint:
    return record(Complaint, **{"received": received, "closed": closed, "code": str(received)} | more)


def incident(day: date, **more: Any) -> Incident:
    return record(Incident, **{"date": day, "type": "Fall", "code": f"I {day}"} | more)


def notification(event: str, sent: date) -> Notification:
    return record(
        Notification, event_id=event, event_date=ago(60), sent=sent, type="Serious injury", reference=f"{sent}"
    )


def total(month: date, measure: str, value: float) -> Total:
    return record(Total, month=month, measure=measure, value=value)


def leaders(women: int, men: int) -> list[Leader]:
    sexes = ["Female"] * women + ["Male"] * men
    return [record(Leader, code=f"L{i}", role="Lead", start=ago(900), sex=sex) for i, sex in enumerate(sexes)]


# on_time


@pytest.mark.parametrize(("days", "good"), [(28, 1), (29, 0)])
def test_an_answer_on_the_last_day_of_the_limit_is_in_time_and_a_day_later_is_not(
    library: Library, days: int, good: int
) -> None:
    opened = date(2026, 5, 1)
    assert counts(ask(library, ANSWERED, records(complaint(opened, opened + timedelta(days))))) == (good, 1)


def test_a_limit_of_a_month_is_no_shorter_than_one_of_four_weeks(library: Library) -> None:
    opened, closed = date(2026, 2, 1), date(2026, 3, 1)
    month = requirement("complaints-answered-in-time", {"limit": "1 month"}, **BANDS)
    rows = records(complaint(opened, closed))
    assert counts(ask(library, ANSWERED, rows)) == counts(ask(library, month, rows)) == (1, 1)


def test_open_on_its_last_day_is_not_yet_due_and_the_day_after_it_is_late(library: Library) -> None:
    waiting = ask(library, ANSWERED, records(complaint(ago(28))))
    assert (waiting.status, left_out(waiting)) == (Status.NONE_DUE, {"open and not yet due": 1})
    assert counts(ask(library, ANSWERED, records(complaint(ago(29))))) == (0, 1)


def test_what_is_open_is_late_whatever_its_age_and_what_was_closed_long_ago_is_not_counted(library: Library) -> None:
    found = ask(library, ANSWERED, records(complaint(ago(900)), complaint(ago(800), ago(700))))
    assert (found.status, counts(found)) == (Status.NOT_MET, (0, 1))
    assert noted(found) == ("1 open past the limit, by 872 days.",)


def test_what_was_closed_after_the_day_was_open_on_it(library: Library) -> None:
    found = ask(library, ANSWERED, records(complaint(ago(60), ON + timedelta(1))))
    assert (counts(found), found.measured.facts["open_late"]) == ((0, 1), "1")


def test_an_extension_that_is_earlier_than_the_limit_does_not_shorten_it(library: Library) -> None:
    row = complaint(date(2026, 5, 1), date(2026, 5, 29), extended_to=date(2026, 5, 10))
    assert counts(ask(library, ANSWERED, records(row))) == (1, 1)


def test_the_limit_typed_in_the_register_beats_the_days_asked_for(library: Library) -> None:
    row = complaint(date(2026, 5, 1), date(2026, 5, 20), limit=date(2026, 5, 11))
    assert counts(ask(library, ANSWERED, records(row))) == (0, 1)


def test_no_register_none_due_and_only_bad_rows_are_told_apart(library: Library) -> None:
    given = {
        Status.NOT_SUPPLIED: records(),
        Status.NONE_DUE: records(record(Complaint, received=ago(9), kind="compliment")),
        Status.UNCLEAR: records(unread("complaints", kind="complaint")),
    }
    assert {status: ask(library, ANSWERED, rows).status for status, rows in given.items()} == {s: s for s in given}


def test_what_is_still_open_may_be_late_and_is_never_in_time_where_its_first_day_could_not_be_read(
    library: Library,
) -> None:
    known = {"kind": "complaint", "closed": None, "outcome": "", "limit": None, "extended_to": None}
    rows = records(complaint(ago(60), ago(50)), complaint(ago(60)), unread("complaints", **known))
    assert between(ask(library, ANSWERED, rows)) == ((1, 3), (1, 2))


def test_what_has_no_day_to_be_done_by_is_not_counted_and_is_said(library: Library) -> None:
    decided = [record(RiskDecision, date=ago(90), decision="Walks alone", code=f"R{i}") for i in range(3)]
    dated = replace(decided[0], review_due=ago(30), reviewed=ago(31))
    found = ask(library, requirement("risk-decisions-reviewed-in-time", **BANDS), records(dated, decided[1:]))
    assert counts(found) == (1, 1)
    assert sum(left_out(found).values()) == 2


# count, and count as a rate


def months(measure: str, first: int = 1, value: float = 1000) -> list[Total]:
    """The months of 2026 from the first to October."""
    return [total(date(2026, m, 1), measure, value) for m in range(first, 11)]


def test_a_rate_is_exact_and_its_ceiling_holds(library: Library) -> None:
    rows = [incident(date(2026, m, 9)) for m in range(1, 11)]
    rows += [incident(date(2026, m, 19)) for m in range(1, 11)]
    at_most = ask(library, RATE, records(rows, months("care days")))
    assert (at_most.status, at_most.measured.figure, counts(at_most)) == (Status.MET, 2, (20, 10000))
    one_more = ask(library, RATE, records(rows, incident(ON), months("care days")))
    assert one_more.status is Status.NOT_MET


def test_a_rate_counts_only_in_months_whose_care_days_are_known(library: Library) -> None:
    rows = [incident(date(2026, m, 9)) for m in range(1, 11)]
    found = ask(library, RATE, records(rows, months("care days", first=6)))
    assert found.measured.figure == 1


def test_a_rate_without_its_base_is_never_nought(library: Library) -> None:
    rows = [incident(date(2026, 5, 5))]
    assert ask(library, RATE, records(rows)).measured.facts["missing_register"] == "totals"
    other = ask(library, RATE, records(rows, months("care hours")))
    assert (other.status, other.measured.figure) == (Status.NO_EVIDENCE, None)


def test_a_count_of_unread_rows_only_is_between_none_and_all_and_raises_no_silent_register(library: Library) -> None:
    recorded = requirement("complaints-recorded", window="12 months")
    found = ask(library, recorded, records(unread("complaints", kind="complaint")))
    assert (found.status, codes(found)) == (Status.FOR_INFORMATION, [])
    assert sentence(library, found).endswith("none for certain, and at most 1.")


# ratio


def test_a_ratio_divides_sums_of_months_that_have_both(library: Library) -> None:
    asked = requirement("staff-turnover", window="12 months", at_most="10%")
    rows = records(months("leavers", first=4, value=2), months("headcount", first=6, value=40))
    found = ask(library, asked, rows)
    assert (found.status, counts(found), found.measured.facts["months"]) == (Status.MET, (10, 200), "5")
    assert "in the months from 1 November 2025 to 31 October 2026 that figures were given for (5 of 12)" in sentence(
        library, found
    )


def test_sums_with_decimals_are_printed_to_the_nearest_whole_and_kept_exact(library: Library) -> None:
    asked = requirement("agency-share", window="12 months", at_most="10%")
    may = date(2026, 5, 1)
    found = ask(library, asked, records(total(may, "agency hours", 1234.5), total(may, "hours", 35461.8)))
    assert found.measured.denominator == Fraction("35461.8")
    assert figure_words(found, library.messages) == "1,235 of 35,462 (3%)"
    assert "1,235 of 35,462 hours" in sentence(library, found)
    few = ask(library, asked, records(total(may, "agency hours", 3.75), total(may, "hours", 30.5)))
    assert figure_words(few, library.messages) == "3.75 of 30.5 (12%)"


def test_the_base_of_a_rate_is_printed_to_the_nearest_whole(library: Library) -> None:
    rows = [incident(date(2026, 5, 5)), total(date(2026, 5, 1), "care days", 900.5)]
    found = ask(library, RATE, records(rows))
    assert (found.measured.denominator, found.measured.facts["base"]) == (Fraction("900.5"), "901")


@pytest.mark.parametrize("below", [[], [total(date(2026, 5, 1), "headcount", 0)]])
def test_a_ratio_of_nothing_is_no_evidence_and_never_nought(library: Library, below: list[Total]) -> None:
    asked = requirement("staff-turnover", window="12 months", at_most="10%")
    found = ask(library, asked, records(total(date(2026, 5, 1), "leavers", 3), below))
    assert (found.status, found.measured.figure) == (Status.NO_EVIDENCE, None)


# repeat


def repeats(library: Library, *rows: Complaint) -> Finding:
    return ask(library, requirement("complaints-repeated", at_most="20%", window="12 months"), records(rows))


def test_the_same_theme_again_counts_up_to_the_last_day_of_the_time(library: Library) -> None:
    first, again = complaint(date(2026, 3, 1), theme="Food"), date(2026, 9, 1)
    assert counts(repeats(library, first, complaint(again, theme="food"))) == (1, 2)
    assert counts(repeats(library, first, complaint(again + timedelta(1), theme="Food"))) == (0, 2)
    assert counts(repeats(library, first, complaint(again, theme="Laundry"))) == (0, 2)


def test_what_was_recorded_before_the_window_is_remembered_and_not_counted(library: Library) -> None:
    old, new = complaint(date(2025, 10, 31), theme="Food"), complaint(date(2025, 11, 1), theme="Food")
    assert counts(repeats(library, old, new)) == (1, 1)


def test_a_row_without_a_theme_may_repeat_what_came_before(library: Library) -> None:
    found = repeats(library, complaint(ago(9), theme="Food"), complaint(ago(8)), complaint(ago(7)))
    assert between(found) == ((0, 3), (2, 3))


# average


def test_those_who_gave_no_number_are_counted_apart(library: Library) -> None:
    rows = [*(answer(score=4) for _ in range(9)), answer(score=5), answer(score=None)]
    found = ask(library, requirement("mean", window="12 months"), records(rows), indicator=MEAN)
    assert (found.status, found.measured.figure) == (Status.FOR_INFORMATION, Fraction(41, 10))
    assert left_out(found) == {"gave no number": 1}


def test_an_average_of_nine_is_too_few_and_of_none_no_evidence(library: Library) -> None:
    assert ask(library, AVERAGE, records([answer() for _ in range(9)])).status is Status.TOO_FEW
    assert ask(library, AVERAGE, records(answer(topic="Food"))).status is Status.NO_EVIDENCE
    assert ask(library, AVERAGE, records()).status is Status.NOT_SUPPLIED


# make_up


@pytest.mark.parametrize(
    ("women", "men", "printed"),
    [(0, 12, True), (12, 0, True), (5, 5, True), (5, 4, False), (1, 11, False), (4, 8, False), (8, 4, False)],
)
def test_a_group_or_remainder_of_one_to_four_or_a_total_under_ten_is_not_printed(
    library: Library, women: int, men: int, printed: bool
) -> None:
    found = ask(library, WOMEN, records(leaders(women, men)))
    assert found.status is (Status.FOR_INFORMATION if printed else Status.TOO_FEW)
    assert (found.measured.numerator is not None, found.measured.figure is not None) == (printed, printed)
    assert found.measured.trace == () and found.measured.left_out == () and codes(found) == []
    assert ("not printed" in said(found.measured.facts["leaders"])) is not printed
    assert printed or f"{women} of {women + men}" not in sentence(library, found)


def test_leaders_who_have_left_or_did_not_say_are_no_part_of_the_make_up(library: Library) -> None:
    left = record(Leader, code="X", role="Lead", start=ago(900), end=ago(1), sex="Male")
    unsaid = record(Leader, code="Y", role="Lead", start=ago(900))
    assert counts(ask(library, WOMEN, records(leaders(6, 6), left, unsaid))) == (6, 12)


def test_a_small_group_of_the_workforce_is_not_printed_beside_the_leaders(library: Library) -> None:
    men = [staff(f"M{i}", sex="Male") for i in range(3)]
    found = ask(library, WOMEN, records(leaders(6, 6), team(30, sex="Female"), men))
    assert [p.label for p in found.measured.parts] == ["leaders"]
    assert said(found.measured.facts["workforce"]) == "not printed"


# share with a counterpart in another register


def notified(library: Library, *rows: Any, **more: Any) -> Finding:
    return ask(library, NOTIFIED, records(*rows, **more))


def event(code: str = "I1", days: int = 60) -> Incident:
    return incident(ago(days), code=code, notifiable=True)


def test_an_event_is_found_by_its_id_and_the_longest_lag_is_shown(library: Library) -> None:
    sent = [notification("i1", ago(58)), notification("I2", ago(20))]
    found = notified(library, event(), event("I2", 30), event("I3", 9), sent)
    assert (found.status, counts(found), said(found.measured.facts["lag"])) == (Status.NOT_MET, (2, 3), "10 days")


def test_the_lag_runs_to_the_first_notification_in_whatever_order_they_stand(library: Library) -> None:
    first, update = notification("I1", ago(59)), notification("I1", ago(9))
    lags = [
        said(notified(library, event(), *rows).measured.facts["lag"]) for rows in ((first, update), (update, first))
    ]
    assert lags == ["1 day", "1 day"]


def test_blank_ids_never_match(library: Library) -> None:
    found = notified(library, incident(ago(60), code="", notifiable=True), notification("", ago(58)))
    assert (counts(found), said(found.measured.facts["lag"])) == ((0, 1), "none to time")


def test_a_notification_sent_after_the_day_is_none(library: Library) -> None:
    assert counts(notified(library, event(), notification("I1", ON + timedelta(1)), supplied=["notifications"])) == (
        0,
        1,
    )


def test_events_without_the_register_of_notifications_are_not_supplied(library: Library) -> None:
    found = notified(library, event())
    assert (found.status, found.measured.facts["missing_register"]) == (Status.NOT_SUPPLIED, "notifications")


def test_a_notification_of_no_event_is_not_of_one_that_happened_after_it_was_sent(library: Library) -> None:
    assert notified(library, event(days=60), notification("", ago(61))).status is Status.NOT_MET
    assert notified(library, event(days=60), notification("", ago(60))).status is Status.UNCLEAR


def test_a_notification_that_could_not_be_read_is_said(library: Library) -> None:
    found = notified(library, event(), unread("notifications", type="Serious injury"))
    assert (found.status, between(found)) == (Status.UNCLEAR, ((0, 1), (1, 1)))
