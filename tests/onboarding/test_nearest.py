"""A sheet that nobody recognises is offered with the registers it comes nearest to, and what speaks for each."""

from evidencepack.files import Sheet
from evidencepack.onboarding.proposal.nearest import headings_of_sheet, nearest_registers, rows_beneath
from evidencepack.onboarding.proposal.vocabulary import vocabulary_of
from evidencepack.pipeline import open_library

LIBRARY = open_library()
WORDS = vocabulary_of(LIBRARY.column_maps, LIBRARY.rules.terms)


def nearest(
    name: str, *rows: tuple[object, ...], file: str = "records/Book1.xlsx"
) -> list[tuple[str, tuple[str, ...]]]:
    sheet = Sheet(name, rows)  # type: ignore[arg-type]
    return [(n.register, n.headings) for n in nearest_registers(file, sheet, LIBRARY.column_maps, WORDS)]


def test_the_headings_that_speak_for_a_register_are_named_with_it() -> None:
    found = nearest(
        "Sheet3", ("No.", "Complainant", "Nature of complaint", "Zebra"), ("1", "A neighbour", "Noise", "x")
    )
    register, headings = found[0]
    assert register == "complaints"
    assert "Nature of complaint" in headings and "Zebra" not in headings


def test_the_name_of_a_sheet_speaks_for_a_register_where_no_heading_does() -> None:
    assert nearest("Complaints", ("Alpha", "Beta"), ("1", "2"))[0][0] == "complaints"
    assert nearest("Sheet1", ("Complaints received",), ("Alpha", "Beta"), ("1", "2"))[0][0] == "complaints"


def test_nothing_is_near_where_nothing_speaks_for_it() -> None:
    assert nearest("Sheet1", ("Alpha", "Beta"), ("1", "2")) == []
    assert nearest("Sheet1", ()) == []


def test_months_beside_names_come_near_a_tracker_and_the_name_says_of_what() -> None:
    months = ("Name", "Jan", "Feb", "Mar", "Apr")
    assert nearest("Supervisions", months, ("A B", "", "", "", ""))[0][0] == "supervision"


def test_three_registers_are_named_at_most_and_each_once() -> None:
    found = nearest("Complaints and incidents", ("Date", "Name", "Type", "Outcome", "Notes", "Action", "Closed"))
    assert len(found) <= 3 and len({register for register, _ in found}) == len(found)


def test_the_first_rows_are_those_beneath_the_headings_in_which_something_stands() -> None:
    sheet = Sheet("Sheet1", (("Title",), (), ("Alpha", "Beta"), (None, " "), ("1", "2"), ("3", "4")))
    assert headings_of_sheet(sheet, WORDS) == ("Alpha", "Beta")
    assert rows_beneath(sheet, WORDS, 1) == ((5, ("1", "2")),)
    assert rows_beneath(sheet, WORDS) == ((5, ("1", "2")), (6, ("3", "4")))
    assert rows_beneath(Sheet("Sheet1", ()), WORDS) == ()
