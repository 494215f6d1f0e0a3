"""A heading with a slip in it is read and said; one that could mean something else is not taken."""

import pytest

from evidencepack.registers import Complaint
from evidencepack.tables.fuzzy_headings import NEAR_ENOUGH, fuzzy_fields
from tests.made_sheets import DAY, MAPS, read

# Headings that are nearly right


def test_a_slip_in_a_heading_is_read_and_said() -> None:
    found = read("complaints-log", ("Log no", "Date of complant", "Aknowledged on"), ("C-1", DAY, DAY))
    assert [(r.received, r.acknowledged) for r in found.records if isinstance(r, Complaint)] == [(DAY, DAY)]
    assert found.account.notes[:2] == (
        "'Date of complant' is read as 'Date of complaint'.",
        "'Aknowledged on' is read as 'Acknowledged on'.",
    )


KNOWN = {
    "date received": "received",
    "date closed": "closed",
    "start date": "start",
    "end date": "end",
    "employee": "staff",
    "staff number": "code",
}


@pytest.mark.parametrize(
    "heading",
    [
        "Date resolved",
        "Date raised",
        "Sent date",
        "Started",
        "Employer",
        "Number of staff",
        "Dates",
        "Date received (re-audit)",
    ],
)
def test_a_heading_that_could_mean_something_else_is_not_taken(heading: str) -> None:
    assert fuzzy_fields({0: heading}, KNOWN, frozenset()) == {}


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("Date recieved", "date received"),
        ("Received date", "date received"),
        ("Date received (dd/mm/yyyy)", "date received"),
        ("Employe", "employee"),
        ("Staff no.", "staff number"),
    ],
)
def test_a_slip_another_order_or_a_hint_in_brackets_does_no_harm(heading: str, known: str) -> None:
    assert fuzzy_fields({0: heading}, KNOWN, frozenset()) == {0: known}


def test_a_field_that_has_its_heading_takes_no_second_one() -> None:
    assert fuzzy_fields({0: "Date recieved"}, KNOWN, frozenset({"received"})) == {}


def test_two_headings_near_one_field_are_both_left() -> None:
    assert fuzzy_fields({0: "Date recieved", 1: "Date recived"}, KNOWN, frozenset()) == {}


def test_no_two_headings_of_a_shipped_map_are_near_each_other() -> None:
    assert NEAR_ENOUGH == 85
    for id_, column_map in MAPS.items():
        for field, headings in column_map.columns.items():
            known = {h.casefold(): f for f, hs in column_map.columns.items() for h in hs if f != field}
            near = fuzzy_fields(dict(enumerate(headings)), known, frozenset())
            assert not near, f"{id_} {field}: {[(headings[i], h) for i, h in near.items()]}"
