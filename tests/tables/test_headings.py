"""Headings as services write them are found wherever they stand in the first rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.library import Library
from evidencepack.tables.header_rows import row_with_known
from evidencepack.tables.headings import begins_with, by_heading, fields_of, plain, plain_set

FIELDS = by_heading({"date": ("Date held", "Date"), "kind": ("Type",), "staff": ("Name",)})


@pytest.mark.parametrize(
    "heading",
    [
        "Date held",
        "DATE HELD",
        "  date   held ",
        "Date held:",
        "Date\nheld",
        "Date\u00a0held",
        "* Date held *",
        "Date held?",
        "Date held.",
    ],
)
def test_a_heading_is_known_whatever_its_case_spaces_and_marks(heading: str) -> None:
    assert fields_of((heading,), FIELDS) == {0: "date"}


def test_composed_and_decomposed_letters_are_the_same_heading() -> None:
    assert plain("Cafe\u0301") == plain("Café")


def test_a_blank_column_stays_in_its_place() -> None:
    assert fields_of(("Name", None, "Date", "", "Type"), FIELDS) == {0: "staff", 2: "date", 4: "kind"}


def test_of_two_columns_for_one_field_the_heading_named_first_is_read() -> None:
    assert fields_of(("Date", "Date held", "Type"), FIELDS) == {1: "date", 2: "kind"}


def test_of_two_columns_with_the_same_heading_the_first_is_read() -> None:
    assert fields_of(("Date", "Type", "Date"), FIELDS) == {0: "date", 1: "kind"}


@pytest.mark.parametrize("above", range(15))
def test_the_headings_may_stand_in_any_of_the_first_fifteen_rows(above: int) -> None:
    rows = [("Supervision log", None, None)] * above + [("Name", "Date", "Type")]
    assert row_with_known(rows, FIELDS) == above


def test_headings_in_the_sixteenth_row_are_not_looked_for() -> None:
    assert row_with_known([("banner",)] * 15 + [("Name", "Date", "Type")], FIELDS) is None


def test_the_row_with_most_headings_wins_and_the_first_of_two() -> None:
    rows = [("Name", "Date", None), ("Name", "Date", "Type"), ("Name", "Date", "Type")]
    assert row_with_known(rows, FIELDS) == 1


def test_one_heading_alone_is_no_table() -> None:
    assert row_with_known([("Name", "something else")], FIELDS) is None


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Total", True),
        ("Totals: 12", False),
        ("Total 12", True),
        ("total: 12", True),
        ("Totally new", False),
        ("Note - see file", True),
        (None, False),
    ],
    ids=str,
)
def test_a_foot_begins_with_the_whole_word(cell: str | None, found: bool) -> None:
    assert begins_with(cell, plain_set(["Total", "Note"])) is found


def test_no_heading_of_a_shipped_map_stands_for_two_fields(library: Library) -> None:
    for id_, column_map in library.column_maps.items():
        headings = [plain(h) for words in column_map.columns.values() for h in set(map(plain, words))]
        assert sorted(headings) == sorted(set(headings)), id_


def test_no_word_of_a_shipped_map_stands_for_two_values(library: Library) -> None:
    for id_, column_map in library.column_maps.items():
        for field, choices in column_map.values.items():
            words = [(plain(w), ours) for ours, theirs in choices.items() for w in (ours, *theirs)]
            assert len({w for w, _ in set(words)}) == len(set(words)), f"{id_} {field}"


@given(st.text())
def test_comparing_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)
