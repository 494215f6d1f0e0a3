"""Policies within their review date; put into practice: also tested by an audit and read by staff."""

from datetime import date
from typing import Any

import pytest

from evidencepack.assessment import Finding
from evidencepack.library import Library
from evidencepack.pack.sentences import flag_lines
from evidencepack.registers import Audit
from evidencepack.statuses import Status
from tests.people import (
    ON,
    ago,
    ask,
    audit,
    between,
    codes,
    counts,
    policy,
    records,
    requirement,
    said,
    sentence,
    unread,
)

CURRENT = requirement("policies-in-date", {"topic": "equality"}, at_least="100%", partly_from="75%")
ALIGNED = requirement("policies-aligned", {"topic": "equality"}, at_least="100%", partly_from="75%")
TESTED = {"tested_by": "Inclusion audit", "staff_required": 10, "staff_read": 9}


def aligned(library: Library, *audits: Audit, **more: Any) -> Finding:
    """The finding on one policy that is tested and read, but for what a test changes."""
    rows = records(policy(**TESTED | more), audits or audit(date(2025, 11, 1)))
    return ask(library, ALIGNED, rows)


def lacking(found: Finding) -> str:
    return said(found.measured.facts["lacking"])


def test_a_policy_due_on_the_day_is_in_date_and_one_due_the_day_before_is_not(library: Library) -> None:
    today, yesterday = (ask(library, CURRENT, records(policy(next_review=d))) for d in (ON, ago(1)))
    assert (today.status, counts(today), codes(today)) == (Status.MET, (1, 1), [])
    assert (yesterday.status, counts(yesterday)) == (Status.NOT_MET, (0, 1))


def test_an_overdue_review_is_said_with_how_long_and_not_twice(library: Library) -> None:
    rows = records(policy("Equality", date(2026, 10, 1)), policy("Anti-racism", date(2026, 9, 1)), policy("Inclusion"))
    found = ask(library, CURRENT, rows)
    assert codes(found) == ["OVERDUE_REVIEW"]
    (line,) = flag_lines(found, ON, library.rules, library.messages)
    assert "2 past the review date, the longest since 1 September 2026 (60 days)." in line.sentence


def test_only_policies_on_the_topic_count(library: Library) -> None:
    rows = records(policy(), policy("Medicines", ago(1)), policy("Dress code", topic="Equalities"))
    assert counts(ask(library, CURRENT, rows)) == (2, 2)


def test_only_the_newest_version_of_a_policy_counts(library: Library) -> None:
    old = policy(version="1", reviewed=date(2024, 3, 1), next_review=date(2025, 3, 1))
    new = policy("equality policy", version="2")
    for rows in ([old, new], [new, old]):
        assert counts(ask(library, CURRENT, records(rows))) == (1, 1)


def test_no_register_an_empty_one_and_one_of_bad_rows_are_told_apart(library: Library) -> None:
    assert ask(library, CURRENT, records()).status is Status.NOT_SUPPLIED
    assert ask(library, CURRENT, records(policy("Medicines"))).status is Status.NO_EVIDENCE
    assert ask(library, CURRENT, records(unread("policies", title="Equality"))).status is Status.UNCLEAR


def test_an_unread_policy_leaves_it_unclear_where_it_may_be_on_the_topic(library: Library) -> None:
    found = ask(library, CURRENT, records(policy(), unread("policies", title="Equality at work")))
    assert (found.status, between(found)) == (Status.UNCLEAR, ((1, 2), (2, 2)))
    assert (
        ask(library, CURRENT, records(policy(), unread("policies", title="Medicines", topic=""))).status is Status.MET
    )


def test_a_policy_in_date_tested_and_read_is_put_into_practice(library: Library) -> None:
    found = aligned(library)
    assert (found.status, counts(found), lacking(found)) == (Status.MET, (1, 1), "none")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"next_review": ago(1)}, "1 past the review date"),
        ({"tested_by": ""}, "1 not tested by an audit in time"),
        ({"tested_by": "Falls audit"}, "1 not tested by an audit in time"),
        ({"staff_read": 8}, "1 not read by enough staff"),
        ({"staff_read": None}, "1 not read by enough staff"),
        ({"staff_required": 0}, "1 not read by enough staff"),
    ],
)
def test_a_policy_lacking_one_of_the_three_is_not(library: Library, changed: dict[str, Any], fault: str) -> None:
    found = aligned(library, **changed)
    assert (found.status, counts(found), lacking(found)) == (Status.NOT_MET, (0, 1), fault)


def test_the_audit_that_tests_it_lies_within_the_twelve_months_to_the_day(library: Library) -> None:
    assert aligned(library, audit(date(2025, 11, 1))).status is Status.MET
    assert lacking(aligned(library, audit(date(2025, 10, 31)))) == "1 not tested by an audit in time"


def test_an_audit_that_failed_tests_the_policy_all_the_same(library: Library) -> None:
    assert aligned(library, audit(ON, score=10)).status is Status.MET


def test_every_fault_is_counted_in_the_sentence(library: Library) -> None:
    bare = [policy(title, ago(1)) for title in ("Equality", "Anti-discrimination")]
    rows = records(bare, policy("EDI", **TESTED), audit(ON))
    found = ask(library, ALIGNED, rows)
    words = sentence(library, found)
    assert counts(found) == (1, 3)
    assert "2 past the review date, 2 not tested by an audit in time and 2 not read by enough staff" in words


def test_without_an_audit_register_nothing_is_said_of_practice(library: Library) -> None:
    found = ask(library, ALIGNED, records(policy(**TESTED)))
    assert (found.status, found.measured.facts.get("missing_register")) == (Status.NOT_SUPPLIED, "audits")
