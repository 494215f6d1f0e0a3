"""Which row is the header row, and which heading stands over a column: the parts that every finder of tables shares."""

from datetime import date

from evidencepack.tables.header_rows import best_row, heading_over, heading_text


def test_the_row_with_most_points_is_taken_and_of_two_the_first() -> None:
    assert best_row(["banner", "a b", "a b c", "x b c"], lambda row: len(row.split())) == 2


def test_a_row_without_points_is_no_header_row() -> None:
    assert best_row(["", "", ""], len) is None
    assert best_row([], len) is None


def test_a_header_row_is_looked_for_among_the_first_fifteen_unless_more_are_asked_for() -> None:
    rows = [*([""] * 15), "heading"]
    assert best_row(rows, len) is None
    assert best_row(rows, len, within=20) == 15


def test_a_heading_stands_over_the_blank_columns_to_its_right_and_none_over_those_before_the_first() -> None:
    assert heading_over((None, "January", None, "February"), 6) == [-1, 1, 1, 3, 3, 3]


def test_a_heading_that_is_a_date_is_shown_as_its_month() -> None:
    assert heading_text(date(2026, 4, 1)) == "April 2026"
    assert heading_text("  Fire   safety ") == "Fire safety"
