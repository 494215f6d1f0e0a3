"""Where only the month of a day is known, it decides where the whole month does, and else leaves the answer open."""

from datetime import date
from pathlib import Path

import pytest

from evidencepack.dates import MonthDay
from evidencepack.library import Library
from evidencepack.registers.outcomes import Goal
from evidencepack.statuses import Status
from tests.made_folders import read_made
from tests.people import LAW, ask, audit, between, counts, person, policy, record, records, requirement

FILES = ["Ref", "Post", "First shift", "DBS back", "Refs x2", "Right to work seen", "Gaps in history explained"]
POLICIES = ["Policy", "Last reviewed", "Review due"]
CURRENT = requirement("all-policies-in-date", at_least="100%", number_from=LAW)


@pytest.mark.parametrize(
    ("start", "dbs", "range_"),
    [
        (date(2026, 4, 1), "Mar 2026", ((1, 1), (1, 1))),
        (date(2026, 5, 15), "May 2026", ((0, 1), (1, 1))),
        (date(2026, 4, 15), "May 2026", ((0, 1), (0, 1))),
    ],
)
def test_a_check_known_to_the_month_came_before_the_start_for_certain_or_perhaps(
    library: Library, tmp_path: Path, start: date, dbs: str, range_: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    log = [FILES, ["1", "Carer", start, dbs, "Y", "Y", "Y"]]
    read = read_made(tmp_path, {"log": ("recruitment-log", log)})
    found = ask(library, requirement("recruitment-files-complete", at_least="100%"), read.records)
    assert (between(found) if found.measured.least else (counts(found), counts(found))) == range_


@pytest.mark.parametrize(
    ("due", "status"),
    [("Nov 2026", Status.MET), ("Sep 2026", Status.NOT_MET), ("Oct 2026", Status.UNCLEAR)],
)
def test_a_policy_to_be_reviewed_in_a_month_is_in_date_before_it_and_late_after_it(
    library: Library, tmp_path: Path, due: str, status: Status
) -> None:
    log = [POLICIES, ["Fire", date(2025, 10, 1), due]]
    read = read_made(tmp_path, {"log": ("policy-register", log)})
    assert ask(library, CURRENT, read.records, on=date(2026, 10, 20)).status is status


@pytest.mark.parametrize(
    ("month", "range_"),
    [(11, ((1, 1), (1, 1))), (10, ((0, 1), (1, 1))), (9, ((0, 1), (0, 1)))],
)
def test_a_goal_set_in_a_month_that_lies_in_the_year_only_in_part_may_be_of_the_year(
    library: Library, month: int, range_: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    goal = record(Goal, person="P1", goal="Cook", set_on=MonthDay(2025, month, 1), independence=True)
    asked = requirement("people-with-independence-goal", at_least="90%", window="12 months")
    found = ask(library, asked, records(person(), goal), on=date(2026, 10, 20))
    assert (between(found) if found.measured.least else (counts(found), counts(found))) == range_


@pytest.mark.parametrize(("month", "range_"), [(10, ((0, 1), (1, 1))), (9, ((0, 1), (0, 1)))])
def test_an_audit_of_a_month_that_lies_in_the_year_only_in_part_may_test_a_policy(
    library: Library, month: int, range_: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    read = policy(tested_by="Inclusion audit", staff_required=10, staff_read=9)
    asked = requirement("policies-aligned", {"topic": "equality"}, at_least="100%")
    found = ask(library, asked, records(read, audit(MonthDay(2025, month, 1))), on=date(2026, 10, 20))
    assert (between(found) if found.measured.least else (counts(found), counts(found))) == range_
