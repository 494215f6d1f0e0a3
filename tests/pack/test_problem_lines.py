"""Problems as a pack prints them: the same sentence of a sheet once, with every cell it stands in."""

import re

from hypothesis import given
from hypothesis import strategies as st

from evidencepack.frameworks.people_words import NO_WORDS
from evidencepack.notes import Messages, Wording, note
from evidencepack.origin import Origin, Problem
from evidencepack.pack.files_model import ProblemLine
from evidencepack.pack.intake import without_asked
from evidencepack.pack.privacy import Scrubber
from evidencepack.pack.shown import Shown
from evidencepack.pack.sources import problem_lines
from evidencepack.registers import Asked
from evidencepack.tables.headings import letter_of
from tests.words import MESSAGES

KNOWN = Messages({**MESSAGES.wordings, "no-date": Wording("'x' is not a date.", remedy="Type a day.")})
CELL = re.compile(r"([A-Z]+)(\d+)")


def at(cell: str, heading: str = "Date") -> Problem:
    found = CELL.fullmatch(cell)
    assert found
    return Problem(Origin("records/a.csv", "", int(found[2]), heading, found[1]), note("no-date"))


def lines(*problems: Problem) -> tuple[ProblemLine, ...]:
    return problem_lines(problems, Shown(Scrubber({}, "key"), NO_WORDS), KNOWN)


def test_a_sentence_that_holds_for_many_cells_of_a_column_is_one_line_with_its_cells() -> None:
    (line,) = lines(*map(at, ("C4", "C7", "C9", "C10", "C11", "C12")))
    assert (line.what, line.where, line.places, line.column) == ("'x' is not a date.", "C4, C7, C9 to C12", 6, "Date")


def test_a_sentence_that_holds_for_many_cells_of_a_row_is_one_line_with_its_cells() -> None:
    (line,) = lines(*(at(f"{letter}5", letter) for letter in "BCDEH"))
    assert (line.where, line.places, line.column) == ("B5 to E5, H5", 5, "")


def test_two_columns_keep_a_line_each_and_more_are_one_line_for_the_sheet() -> None:
    assert [line.where for line in lines(at("B4", "Start"), at("B9", "Start"), at("C5", "Left"))] == ["B4, B9", "C5"]
    (line,) = lines(at("B4", "Jan"), at("C6", "Feb"), at("AA5", "Mar"))
    assert line.where == "B4, C6, AA5"


def test_rows_without_a_cell_are_listed_by_their_numbers() -> None:
    (line,) = lines(*(Problem(Origin("records/a.csv", "", row), note("no-date")) for row in (4, 6, 7, 8)))
    assert line.where == "row 4, row 6 to 8" and line.cells == ("row 4", "row 6", "row 7", "row 8")


def test_what_is_said_of_a_whole_file_is_in_one_place() -> None:
    (line,) = lines(Problem(Origin("records/a.csv"), note("no-date"), rows=0))
    assert (line.where, line.cells, line.places) == ("", (), 1)


def test_a_long_list_is_short_where_there_is_no_room_and_whole_where_there_is() -> None:
    (line,) = lines(*(at(f"C{row}") for row in range(2, 60, 2)))
    assert line.where.endswith("and 21 more") or "21 more" in line.where
    assert len(line.cells) == len(line.spans) == line.places == 29


def test_a_cell_that_is_asked_about_is_no_problem_as_well() -> None:
    problems = [at("C4"), at("C5")]
    asked = [Asked("word", "x", problems[0].origin)]
    assert without_asked(problems, asked) == (problems[1],)


@given(st.sets(st.tuples(st.integers(0, 30), st.integers(1, 40)), min_size=1, max_size=60))
def test_no_cell_is_lost_and_none_is_listed_twice(cells: set[tuple[int, int]]) -> None:
    names = {f"{letter_of(column)}{row}" for column, row in cells}
    found = lines(*(at(name, "") for name in sorted(names)))
    assert sorted(cell for line in found for cell in line.cells) == sorted(names)
    assert sum(line.places for line in found) == len(names)
    assert sorted(cell for line in found for span in line.spans for cell in inside(span)) == sorted(names)


def inside(span: str) -> list[str]:
    """The cells from the first to the last of a span."""
    first, _, last = span.partition(" to ")
    ends = [CELL.fullmatch(cell) for cell in (first, last or first)]
    assert all(ends)
    columns = [letter_of(n) for n in range(60)]
    (a, top), (b, bottom) = ((str(m[1]), int(m[2])) for m in ends if m)
    letters = columns[columns.index(a) : columns.index(b) + 1]
    return [f"{letter}{row}" for letter in letters for row in range(top, bottom + 1)]
