"""What is said beside a figure: whose number it is, and what could not be read."""

from datetime import date

from evidencepack.library import Library
from evidencepack.pack import build_pack
from evidencepack.pack.sections import notes, number_from
from tests.people import (
    action,
    ask,
    assessed,
    expectation,
    framework,
    material,
    noted,
    records,
    requirement,
    review,
    said,
    service,
    supervised,
    team,
    unread,
)

OFTEN = requirement(
    "supervision-often-enough",
    {"times": 6},
    at_least="90%",
    window="12 months",
    own_policy={"times": "supervisions-a-year"},
)
OVERDUE = requirement("actions-overdue", at_most="0", partly_to="2")
INVOLVED = requirement("reviews-involve-person", at_least="50%", window="12 months")


def test_own_policy_sets_how_often_and_never_the_share(library: Library) -> None:
    home = service(own_policy={"supervisions-a-year": 4})
    found = ask(library, OFTEN, records(team(1), supervised("S1", 4)), home)
    assert said(number_from(found) or "") == (
        "own policy: 4 (supervisions a year), as the service states it. The percentage is sector practice."
    )


def test_a_count_with_an_unread_row_is_not_said_to_be_the_same_without_it(library: Library) -> None:
    found = ask(library, OVERDUE, records(action("A1", date(2026, 9, 1)), unread("actions", done=None)))
    assert found.measured.unread == 1
    assert notes(found) == ()
    assert noted(found) == ("1 row that might bear on this could not be read.",)


def test_a_share_that_unread_rows_would_not_change_says_so(library: Library) -> None:
    good = [review(f"P{i}", date(2026, 3, 2), person_involved=True) for i in range(9)]
    found = ask(library, INVOLVED, records(good, unread("reviews")))
    assert tuple(map(said, notes(found))) == (
        "1 row could not be read; counted as not done, the status would be the same.",
    )


def test_a_status_that_unread_rows_lower_is_not_left_beside_the_figure_that_would_meet_it(library: Library) -> None:
    asked = framework(expectation(requirement("reviews-involve-person", at_least="100%", partly_from="50%")))
    rows = records([review(f"P{i}", date(2026, 3, 2), person_involved=True) for i in range(40)], unread("reviews"))
    (report,) = build_pack([assessed(library, asked, rows)], material(library, rows)).reports
    standing = report.sections[0].standing
    assert standing.startswith("Partly met: ")
    assert standing.endswith(", 40 of 40 (100%), but 98% with 1 row that could not be read.")
