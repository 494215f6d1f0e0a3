"""How regularly something happens in whole calendar periods, and how long ago it last did."""

from datetime import date

import pytest
from msgspec.structs import replace

from evidencepack.assessment import Finding
from evidencepack.library import Library
from evidencepack.measures.recent import age_of
from evidencepack.origin import Origin
from evidencepack.pack.sentences import facts_of, sentence_of, target_of
from evidencepack.registers import Audit, Meeting, Service
from evidencepack.statuses import Status
from tests.people import (
    ON,
    ago,
    answer,
    ask,
    audit,
    between,
    codes,
    counts,
    document,
    meeting,
    records,
    requirement,
    said,
    sentence,
    service,
    training,
    unread,
)

MONTHLY = requirement("meetings-held", {"kind": "residents"}, at_least="90%", partly_from="75%", window="12 months")
QUARTERLY = requirement(
    "audits-regular", {"topic": "inclusion"}, at_least="100%", partly_from="75%", window="12 months"
)
PARTNERS = requirement("partner-feedback-regular", at_least="100%", partly_from="50%", window="12 months")
PLANS = {"topic": "inclusion", "scope": "care plans"}
RECENT = requirement("audit-recent", PLANS, window="3 months", partly_window="6 months")
PLAN = requirement(document={"topic": "training plan", "within": "12 months"})
YEAR = [(2025, 11), (2025, 12), *((2026, m) for m in range(1, 11))]


def each_month(*but: int, kind: str = "residents") -> list[Meeting]:
    """A meeting on the ninth of each of the 12 months, but for some."""
    return [meeting(date(y, m, 9), kind) for y, m in YEAR if m not in but]


def held(library: Library, rows: list[Meeting], home: Service | None = None, on: date = ON) -> Finding:
    return ask(library, MONTHLY, records(rows, supplied=["meetings"]), home, on)


def test_every_month_of_twelve_is_met(library: Library) -> None:
    found = held(library, each_month())
    assert (found.status, counts(found)) == (Status.MET, (12, 12))
    assert sentence(library, found).endswith("31 October 2026.")


def test_a_sheet_without_a_column_for_the_day_may_fill_a_month_and_may_hold_the_newest(library: Library) -> None:
    undated = replace(meeting(ON), id="meetings-undated", date=None, origin=Origin("records/b.xlsx", "Minutes", 2))
    lacking = {("records/b.xlsx", "Minutes"): frozenset({"kind"})}
    rows = replace(records(each_month(3)), partial={"meetings": (undated,)}, columns=lacking)
    found = ask(library, MONTHLY, rows)
    assert between(found) == ((11, 12), (12, 12))
    plan = replace(audit(ON), id="audits-undated", date=None, origin=Origin("records/b.xlsx", "Minutes", 3))
    there = {("records/b.xlsx", "Minutes"): frozenset({"topic", "scope"})}
    old = replace(records(audit(ago(200))), partial={"audits": (plan,)}, columns=there)
    assert ask(library, RECENT, old).status is Status.UNCLEAR


def test_a_meeting_of_residents_is_written_with_its_apostrophe_wherever_it_is_named(library: Library) -> None:
    found = held(library, each_month(3))
    assert sentence(library, found).startswith("A residents' meeting was held in 11 of 12")
    assert found.title == "Residents' meetings held every month"
    assert facts_of(found, ON, library.rules, library.messages)["kind"] == "residents'"
    none = held(library, [meeting(ON, "governance")])
    assert sentence(library, none) == "No residents' meeting is recorded."
    assert "holds no entry" in sentence(library, held(library, []))


def test_a_month_without_is_named_and_the_longest_gap_stands_beside_it(library: Library) -> None:
    found = held(library, each_month(3, 8))
    assert (found.status, counts(found)) == (Status.PARTLY_MET, (10, 12))
    assert "Without: March 2026 and August 2026." in sentence_of(
        found, ON, library.rules, library.words, library.messages
    )
    assert said(found.measured.facts["longest_gap"]) == "62 days"


def test_two_meetings_in_one_month_do_not_make_up_for_another(library: Library) -> None:
    assert counts(held(library, [*each_month(3), meeting(date(2026, 4, 20))])) == (11, 12)


def test_the_unfinished_month_is_not_counted_either_way(library: Library) -> None:
    on = date(2026, 10, 30)
    without, with_one = (held(library, rows, on=on) for rows in (each_month(10), each_month()))
    assert counts(without) == counts(with_one) == (11, 12)  # October 2025 to September 2026; none in October 2025


def test_only_the_unfinished_month_is_nought_of_twelve(library: Library) -> None:
    found = held(library, [meeting(date(2026, 10, 9))], on=date(2026, 10, 30))
    assert (found.status, counts(found)) == (Status.NOT_MET, (0, 12))


def test_a_service_that_opened_four_months_ago_can_have_four_of_four_months(library: Library) -> None:
    found = held(library, each_month(), service(registered=date(2026, 7, 1)))
    assert (found.status, counts(found)) == (Status.MET, (4, 4))


def test_the_month_in_which_it_opened_is_not_asked_for(library: Library) -> None:
    assert counts(held(library, each_month(), service(registered=date(2026, 7, 2)))) == (3, 3)


def test_months_before_the_register_was_kept_are_not_asked_for(library: Library) -> None:
    home = service(registered=date(2014, 4, 1), kept_since={"meetings": date(2026, 5, 1)})
    assert counts(held(library, each_month(), home)) == (6, 6)


def test_a_service_that_opened_this_month_owes_no_meeting_yet(library: Library) -> None:
    home = service(registered=date(2026, 10, 12))
    assert held(library, [meeting(date(2026, 10, 20))], home).status is Status.NONE_DUE
    assert held(library, [], home).status is Status.NONE_DUE


def test_another_kind_of_meeting_does_not_count(library: Library) -> None:
    assert held(library, each_month(kind="governance")).status is Status.NO_EVIDENCE


def test_without_the_register_nothing_is_said(library: Library) -> None:
    assert ask(library, MONTHLY, records()).status is Status.NOT_SUPPLIED


def test_an_unread_meeting_fills_at_most_one_month(library: Library) -> None:
    bad = unread("meetings", kind="residents")
    found = ask(library, MONTHLY, records(bad))
    assert (found.status, between(found)) == (Status.NOT_MET, ((0, 12), (1, 12)))  # at most one of twelve
    found = ask(library, MONTHLY, records(each_month(3), bad))
    assert counts(found) == (11, 12)
    assert (found.status, between(found)) == (Status.MET, ((11, 12), (12, 12)))


def test_quarters_are_calendar_ones_and_a_quarter_takes_any_day_of_it(library: Library) -> None:
    days = [date(2025, 10, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 7, 15)]
    assert counts(ask(library, QUARTERLY, records([audit(d) for d in days]))) == (4, 4)
    assert counts(ask(library, QUARTERLY, records([audit(d) for d in days[1:]]))) == (3, 4)


def test_a_quarter_that_ends_on_the_day_counts(library: Library) -> None:
    days = [date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1), date(2026, 9, 30)]
    assert counts(ask(library, QUARTERLY, records([audit(d) for d in days]), on=date(2026, 9, 30))) == (4, 4)


def test_half_years_are_calendar_ones_and_partners_are_not_people(library: Library) -> None:
    rows = [answer(date(2025, 12, 31), group="partner"), answer(date(2026, 3, 3), group="family")]
    found = ask(library, PARTNERS, records(rows))
    assert (found.status, counts(found)) == (Status.PARTLY_MET, (1, 2))


# Recent


@pytest.mark.parametrize(
    ("newest", "status"),
    [
        (ON, Status.MET),
        (date(2026, 8, 1), Status.MET),
        (date(2026, 7, 31), Status.PARTLY_MET),
        (date(2026, 5, 1), Status.PARTLY_MET),
        (date(2026, 4, 30), Status.NOT_MET),
    ],
)
def test_the_newest_is_held_against_the_limit_both_ends_included(
    library: Library, newest: date, status: Status
) -> None:
    found = ask(library, RECENT, records(audit(newest), audit(date(2024, 1, 1))))
    assert found.status is status
    assert codes(found) == ([] if status is Status.MET else ["STALE"])


def test_its_age_is_printed_with_the_limit(library: Library) -> None:
    found = ask(library, RECENT, records(audit(ago(12))))
    assert "19 October 2026, 12 days before" in sentence(library, found)
    assert target_of(found, library.rules, library.messages) == "within 3 months (partly within 6 months)"


def test_an_audit_of_another_scope_or_topic_does_not_count(library: Library) -> None:
    rows = records(audit(ON, scope="activities"), audit(ON, topic="Falls"))
    assert ask(library, RECENT, rows).status is Status.NO_EVIDENCE


def test_a_document_is_as_old_as_the_day_it_states(library: Library) -> None:
    assert ask(library, PLAN, records(document("Training plan", date(2025, 11, 1)))).status is Status.MET
    assert ask(library, PLAN, records(document("Training plan", date(2025, 10, 31)))).status is Status.NOT_MET


def test_documents_without_a_day_are_unclear_and_a_dated_one_beside_them_decides(library: Library) -> None:
    undated = document("Training plan (copy)", None)
    found = ask(library, PLAN, records(undated))
    assert (found.status, codes(found)) == (Status.UNCLEAR, ["UNDATED"])
    assert ask(library, PLAN, records(undated, document("Training plan", date(2026, 4, 1)))).status is Status.MET


def test_no_documents_given_and_none_on_the_topic_are_told_apart(library: Library) -> None:
    assert ask(library, PLAN, records()).status is Status.NOT_SUPPLIED
    assert ask(library, PLAN, records(document("Fire plan", ON))).status is Status.NO_EVIDENCE


def test_training_with_a_partner_counts_from_its_day(library: Library) -> None:
    led = requirement("training-led-by-partner", window="12 months")
    rows = [training("S1", date(2026, 9, 1)), training("S1", date(2026, 3, 1), delivered_with="Gurdwara")]
    found = ask(library, led, records(rows))
    assert (found.status, said(found.measured.facts["newest"])) == (Status.MET, "1 March 2026")


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2026, 10, 31), "0 days"),
        (date(2026, 10, 30), "1 day"),
        (date(2026, 10, 11), "20 days"),
        (date(2026, 9, 1), "60 days"),
        (date(2026, 8, 1), "91 days"),
        (date(2026, 7, 31), "3 months"),
        (date(2026, 3, 18), "7 months and 13 days"),
        (date(2025, 10, 31), "12 months"),
        (date(2025, 10, 15), "12 months and 16 days"),
        (date(2025, 6, 12), "16 months and 19 days"),
    ],
)
def test_an_age_is_told_to_the_day(day: date, age: str) -> None:
    assert said(age_of(day, date(2026, 10, 31))) == age


# What an audit looked at


def looked_at(library: Library, topic: str, *audits: Audit) -> Finding:
    asked = requirement("audits-regular", {"topic": topic}, at_least="100%", partly_from="75%", window="12 months")
    return ask(library, asked, records(audits, supplied=["audits"]))


def test_an_audit_of_care_plans_on_another_topic_is_an_audit_of_care_plans_and_the_trace_says_why(
    library: Library,
) -> None:
    quarters = [date(2025, 12, 1), date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)]
    found = looked_at(library, "care plans", *(audit(day, topic="Falls") for day in quarters))
    assert (found.status, counts(found)) == (Status.MET, (4, 4))
    assert {said(row.because).partition("; ")[2] for row in found.measured.trace} == {
        "matched by 'care plans' in scope"
    }


def test_the_trace_names_only_the_word_where_the_topic_itself_holds_it(library: Library) -> None:
    found = looked_at(library, "care plans", audit(date(2026, 9, 1), topic="Care plans"))
    assert [said(row.because) for row in found.measured.trace] == ["dated 1 September 2026; matched by 'Care plans'"]


def test_an_audit_of_meals_for_culture_is_none_of_nutrition(library: Library) -> None:
    found = looked_at(library, "nutrition and hydration", audit(ON, scope="meals"))
    assert found.status is Status.NO_EVIDENCE
    said = sentence(library, found)
    assert said == "No audit that looks at nutrition and hydration is recorded."
