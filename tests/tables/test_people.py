"""A row is joined to a person when it is certain who is meant, and said when it is not."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.notes import Note
from evidencepack.origin import Origin
from evidencepack.pack.privacy import Scrubber
from evidencepack.registers import Person, Staff, Supervision
from evidencepack.service import ServiceRead
from evidencepack.tables import People, people_index
from evidencepack.tables.person_names import Spelling, plain_name
from tests.made_folders import KEY, STAFF, read_made, said
from tests.words import MESSAGES

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


def test_a_name_that_two_people_share_joins_nobody_and_is_asked_about(tmp_path: Path) -> None:
    twins = [*STAFF, ["0104", "Ama Quartey", "Night carer", "Bank", "05/02/2020"]]
    read = supervised(tmp_path, "Ama Quartey", "0104", "Quartey, Ama", staff=twins)
    assert codes(read) == ["0104"]
    asked = [(a.ask, a.what, a.origin.row) for a in read.asked]
    assert (asked, said(read)) == ([("person", "Ama Quartey", 2), ("person", "Quartey, Ama", 4)], [])


def test_a_name_on_no_list_joins_nobody_and_is_asked_about(tmp_path: Path) -> None:
    read = supervised(tmp_path, "Doris Nowhere")
    assert codes(read) == []
    assert ([(a.ask, a.what, a.field) for a in read.asked], said(read)) == ([("person", "Doris Nowhere", "staff")], [])
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


def why(people: People, text: str) -> Note:
    """Why a cell that names nobody for certain is not joined."""
    return people.why_unknown(["staff"], (text,), {0: "staff"})


def sentence(people: People, text: str) -> str:
    """The same, in words."""
    return MESSAGES.what(why(people, text))


@pytest.mark.parametrize("cell", ["00101", "0101", "101", "101.0", "0101.0", " 101 "])
def test_zeros_in_front_and_a_number_cell_do_not_part_a_code(cell: str) -> None:
    assert index(("0101", "Ama Quartey"), ("202", "Bram Oosterhuis")).code_of("staff", cell) == "0101"


@pytest.mark.parametrize("cell", ["000202", "202.0", "0202"])
def test_zeros_that_the_staff_list_does_not_have_do_not_part_a_code(cell: str) -> None:
    assert index(("0101", "Ama Quartey"), ("202", "Bram Oosterhuis")).code_of("staff", cell) == "202"


@pytest.mark.parametrize(
    ("listed", "cell"),
    [
        ("Jane Mary Smith", "Jane Smith"),
        ("Jane Smith", "Jane Mary Smith"),
        ("Jane Smith", "Smith, Jane Mary"),
        ("Zoë Brontë", "Zoe Bronte"),
        ("Zoe Bronte", "BRONTË, Zoë"),
        ("Sean O'Neill", "Sean ONeill"),
        ("Anne-Marie Jones", "Anne Marie Jones"),
        ("Mrs Jane Smith", "Jane Smith"),
        ("Jane Smith", "Dr. Jane Smith"),
        ("Jane Smith", "Smith, Mrs Jane"),
        ("Jane Smith (was Jones)", "Jane Jones"),
        ("Jane Smith (née Jones)", "Jones, Jane"),
        ("Jane Smith formerly Jones", "Jane Smith"),
        ("Jane Jones", "Jane Smith (nee Jones)"),
        ("Jane Jones", "Jane Smith (formerly Jane Jones)"),
        ("Jane Smith (Night)", "Jane Smith (bank)"),
        ("Catherine Ashdown (known as Kate)", "Kate Ashdown"),
    ],
)
def test_another_spelling_is_joined_where_only_one_person_can_be_meant(listed: str, cell: str) -> None:
    people = index(("1", listed), ("2", "Bram Oosterhuis"))
    assert people.code_of("staff", cell) == "1"


@pytest.mark.parametrize(
    ("second", "cell"),
    [
        ("Jane Smith", "Jane Mary Smith"),
        ("Jane Anne Smith", "Jane Smith"),
        ("J Smith", "Jane Smith"),
        ("Jane Smith Ross", "Jane Smith"),
        ("Jane Jones", "Jane Smith (was Jones)"),
        ("Smith Jane Ann", "Jane Smith"),
    ],
)
def test_another_spelling_is_joined_to_nobody_where_a_second_person_can_be_meant(second: str, cell: str) -> None:
    people = index(("1", "Jane Ann Smith"), ("2", second))
    assert people.code_of("staff", cell) == ""


@pytest.mark.parametrize(
    ("cell", "alike"),
    [
        ("M. Quintela", "the same initial and last name"),
        ("Quintela, M", "the same initial and last name"),
        ("Marta Luisa Quintela", "the same first and last name, another middle name"),
        ("Quintela Marta Ines", "the same names in another order"),
        ("Marta Ines Quintela-Rey", "the same first name and part of the last name"),
        ("Marta", "only one name is given"),
    ],
)
def test_who_is_not_certain_is_listed_by_place_and_not_by_name(cell: str, alike: str) -> None:
    people = index(("1", "Marta Ines Quintela"), ("2", "Bram Oosterhuis"))
    assert people.code_of("staff", cell) == ""
    said, remedy = sentence(people, cell), MESSAGES.remedy(why(people, cell))
    assert said == f"The person is not in the staff register. It may be the person in s.xlsx: {alike}."
    assert "same_person" in remedy
    assert "Same person" in remedy
    assert "Marta" not in said + remedy


def test_a_name_that_may_be_one_of_several_is_asked_about(tmp_path: Path) -> None:
    staff = [*STAFF, ["0104", "Ann Quartey", "Nurse", "Bank", "05/02/2020"]]
    read = supervised(tmp_path, "A Quartey", staff=staff)
    assert ([(a.ask, a.what) for a in read.asked], said(read)) == ([("person", "A Quartey")], [])


def test_pairs_that_lead_from_one_to_the_next_are_followed_in_any_order() -> None:
    people = index(("1", "Ama Quartey"), same=(("Ama B", "Ama C"), ("Ama A", "Ama B"), ("1", "Ama A")))
    assert [people.code_of("staff", n) for n in ("Ama A", "Ama B", "Ama C")] == ["1", "1", "1"]


def test_a_pair_settles_a_name_in_every_spelling_of_it() -> None:
    people = index(("1", "Ama Quartey"), ("2", "Ama Quartey"), same=(("2", "Ama Quartey"),))
    assert [people.code_of("staff", n) for n in ("Quartey, Ama", "AMA QUARTEY", "Mrs Ama Quartey")] == ["2"] * 3


FIRST, MIDDLE, LAST = ("Ama", "Zoë", "Zoe", "J"), ("", "Ann", "B", "Mary"), ("Reid", "Reid-Cole", "Cole", "O'Hara")
NAMES = st.tuples(st.sampled_from(FIRST), st.sampled_from(MIDDLE), st.sampled_from(LAST)).map(
    lambda parts: " ".join(p for p in parts if p)
)


@given(st.lists(NAMES, min_size=1, max_size=6), NAMES)
def test_nobody_is_ever_joined_where_two_people_fit(names: list[str], cell: str) -> None:
    """Spelled as on the list it must be the only one so spelled; any other way the only one it could be."""
    people = index(*((str(n), name) for n, name in enumerate(names, 1)))
    code = people.code_of("staff", cell)
    alike = [str(n) for n, name in enumerate(names, 1) if plain_name(name) == plain_name(cell)]
    could = [str(n) for n, name in enumerate(names, 1) if Spelling.of(name).could_be(Spelling.of(cell))]
    assert code in ("", *(alike or could))
    if len(alike) > 1 or (not alike and len(could) > 1):
        assert code == ""


@given(st.lists(NAMES, min_size=1, max_size=6), NAMES)
def test_the_order_of_the_staff_list_makes_no_difference(names: list[str], cell: str) -> None:
    rows = [(str(n), name) for n, name in enumerate(names, 1)]
    assert index(*rows).code_of("staff", cell) == index(*reversed(rows)).code_of("staff", cell)


def test_a_name_with_a_note_and_a_name_settled_by_a_person_are_both_kept_out_of_texts(tmp_path: Path) -> None:
    staff = [*STAFF, ["0104", "Doris Ashdown (was Pike)", "Nurse", "Bank", "05/02/2020"]]
    read = supervised(tmp_path, "0104", staff=staff, more='same_person: [["Ama Quartey", "Ama Boateng"]]')
    scrub = Scrubber(read.names, KEY)
    shown = scrub("Ama Boateng.pdf, Doris Ashdown.pdf, Pike, Doris.pdf and Ama Quartey.pdf")
    assert not any(word in shown for word in ("Ama", "Boateng", "Doris", "Ashdown", "Pike"))
    assert shown.startswith(scrub.code("staff", "0101"))


def test_a_surname_shortened_to_its_initial_joins_whoever_alone_has_that_first_name() -> None:
    people = index(("1", "Denzil Pruett"), ("2", "Joy Balogun"), ("3", "Joy Best"), ("4", "Al O'Neil (was Marsh)"))
    codes = [people.code_of("staff", name) for name in ("Denzil P", "denzil p.", "Joy B", "Al M", "Al O", "Denzil Q")]
    assert codes == ["1", "1", "", "4", "4", ""]
