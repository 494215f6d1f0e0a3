"""A row is joined to a person when it is certain who is meant, and said when it is not."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from evidencepack.columns import People, people_index
from evidencepack.columns.people import plain_name
from evidencepack.origin import Origin
from evidencepack.records import Person, Staff, Supervision
from evidencepack.service import ServiceRead
from tests.made_folders import STAFF, read_made, said

DAY = date(2026, 3, 9)
HEAD = ["Staff member", "Date held", "Type"]


def index(*names: tuple[str, str], same: tuple[tuple[str, ...], ...] = ()) -> People:
    rows = [Staff(origin=Origin("s.xlsx"), code=c, name=n, role="Carer", start=DAY) for c, n in names]
    return people_index(rows, None, same)


def supervised(tmp_path: Path, *names: str, staff: list[list[object]] = STAFF, more: str = "") -> ServiceRead:
    rows = [HEAD, *([name, DAY, "Supervision"] for name in names)]
    return read_made(tmp_path, {"Staff": ("staff-list", staff), "Log": ("supervision-log", rows)}, more)


def codes(read: ServiceRead) -> list[str]:
    return [r.staff for r in read.records.of("supervision") if isinstance(r, Supervision)]


@pytest.mark.parametrize(
    "cell",
    [
        "0101",
        "101",
        "Ama Quartey",
        "AMA QUARTEY",
        "Quartey, Ama",
        "quartey,ama",
        "Ama  Quartey",
        " Ama Quartey ",
        "Ama\u00a0Quartey",
        "Ama Quartey (nights)",
        "Quartey, Ama (bank)",
    ],
)
def test_a_code_or_a_name_in_any_of_its_spellings_is_the_person(tmp_path: Path, cell: str) -> None:
    read = supervised(tmp_path, cell)
    assert said(read) == []
    assert codes(read) == ["0101"]


def test_a_code_typed_as_a_number_still_joins(tmp_path: Path) -> None:
    rows = [HEAD, [101, DAY, "Supervision"], [102.0, DAY, "Supervision"]]
    read = read_made(tmp_path, {"Staff": ("staff-list", STAFF), "Log": ("supervision-log", rows)})
    assert codes(read) == ["0101", "0102"]


def test_composed_and_decomposed_letters_are_one_name() -> None:
    people = index(("1", "Zoë Brontë"))
    assert people.code_of("staff", unicodedata.normalize("NFD", "Zoë Brontë")) == "1"
    assert index(("1", unicodedata.normalize("NFD", "Zoë Brontë"))).code_of("staff", "ZOË BRONTË") == "1"


def test_a_name_that_two_people_share_joins_nobody_and_is_said(tmp_path: Path) -> None:
    twins = [*STAFF, ["0104", "Ama Quartey", "Night carer", "Bank", "05/02/2020"]]
    read = supervised(tmp_path, "Ama Quartey", "0104", "Quartey, Ama", staff=twins)
    assert codes(read) == ["0104"]
    what = "Two people in the staff register go by this name; use the code instead."
    remedy = "Type the person's code in place of the name."
    assert said(read) == [f"records/Log.xlsx, sheet Sheet1, row {row}: {what} {remedy}" for row in (2, 4)]


def test_a_name_on_no_list_joins_nobody_and_is_said_without_the_name(tmp_path: Path) -> None:
    read = supervised(tmp_path, "Doris Nowhere")
    assert codes(read) == []
    assert said(read) == [
        "records/Log.xlsx, sheet Sheet1, row 2: The person is not in the staff register. "
        "Add the person to that register, or correct the name or code in this row."
    ]
    (unread,) = read.records.unread_of("supervision")
    assert "Doris" not in str(unread)


def test_a_row_that_names_nobody_says_so(tmp_path: Path) -> None:
    rows = [HEAD, [None, DAY, "Supervision"]]
    read = read_made(tmp_path, {"Staff": ("staff-list", STAFF), "Log": ("supervision-log", rows)})
    assert read.problems[0].what == "The row does not say who it is about."


def test_same_person_in_service_yaml_joins_the_name_after_a_marriage(tmp_path: Path) -> None:
    same = 'same_person:\n  - ["Ama Quartey", "Ama Boateng", "A. Quartey"]'
    read = supervised(tmp_path, "Ama Boateng", "A. Quartey", "Boateng, Ama", more=same)
    assert set(codes(read)) == {"0101"}
    assert said(read) == []


def test_same_person_may_name_the_code(tmp_path: Path) -> None:
    assert codes(supervised(tmp_path, "Ama Boateng", more='same_person: [["0101", "Ama Boateng"]]')) == ["0101"]


def test_same_person_never_joins_two_people() -> None:
    people = index(("1", "Ama Quartey"), ("2", "Bram Oosterhuis"), same=(("Ama Quartey", "Bram Oosterhuis", "Chris"),))
    assert [people.code_of("staff", n) for n in ("Ama Quartey", "Bram Oosterhuis", "Chris")] == ["1", "2", ""]


def test_same_person_settles_which_of_two_a_shared_name_means() -> None:
    people = index(("1", "Ama Quartey"), ("2", "Ama Quartey"), same=(("1", "Ama Quartey"),))
    assert people.code_of("staff", "Ama Quartey") == "1"


def test_two_codes_that_differ_only_in_zeros_at_the_front_are_two_people() -> None:
    people = index(("0101", "Ama Quartey"), ("101", "Bram Oosterhuis"))
    assert [people.code_of("staff", c) for c in ("0101", "101")] == ["0101", "101"]


def test_a_name_that_is_another_persons_code_is_not_taken_for_it() -> None:
    people = index(("smith", "Ama Quartey"), ("2", "Smith"))
    assert people.code_of("staff", "Ama Quartey") == "smith"
    assert people.code_of("staff", "2") == "2"


def test_without_a_staff_list_a_name_stands_for_itself_in_one_spelling() -> None:
    people = People()
    assert people.code_of("staff", "Quartey, Ama") == people.code_of("staff", " ama  QUARTEY ") == "ama quartey"


def test_people_supported_are_joined_apart_from_staff() -> None:
    people = people_index(None, [Person(origin=Origin("r.xlsx"), code="RH-1", name="Ama Quartey", start=DAY)])
    assert people.code_of("person", "rh-1") == "RH-1"
    assert people.code_of("staff", "Ama Quartey") == "ama quartey"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Quartey, Ama", "ama quartey"),
        ("Quartey,  Ama (b)", "ama quartey"),
        ("a, b, c", "a, b, c"),
        ("(only)", ""),
        ("O'Neill", "o'neill"),
    ],
)
def test_a_name_as_it_is_compared(text: str, plain: str) -> None:
    assert plain_name(text) == plain


def test_straight_and_curly_apostrophes_are_one_name() -> None:
    assert index(("1", "Sean O'Neill")).code_of("staff", "Sean O’Neill") == "1"


def test_hyphens_of_every_length_are_one_name() -> None:
    assert index(("1", "Margaret Ashdown-Pike")).code_of("staff", "Margaret Ashdown–Pike") == "1"
