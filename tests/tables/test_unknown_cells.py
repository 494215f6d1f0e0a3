"""Whatever stands in a sheet, what is unknown of a record is a field without a value or with a word in no list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.files import Cell
from evidencepack.registers import REGISTERS, blank_of, field_names, given_fields
from evidencepack.tables import SheetRead
from evidencepack.tables.headings import by_word, plain
from tests.made_sheets import DAY, MAPS, cells_of, read

LONG = ("incident-log", "complaints-log", "care-plan-reviews", "training-log", "deaths-dols-log", "policy-register")
WORDS = ("Yes", "n/a", "TBC", "pending", "Fall", "Complaint", "Completed", "Mar-26", "01/02/2026", "Other", "not known")


def holds_no_value(map_id: str, row: Any, name: str) -> bool:
    """Whether a field of a record is empty or holds a word that the list of its column does not know."""
    value = getattr(row, name)
    known = by_word(MAPS[map_id].values.get(name, {}))
    # A cell of a matrix that waits for an answer says just that.
    return value in (None, "", "asked") or (name in MAPS[map_id].values and plain(value) not in known)


def assert_unknown_is_without_value(map_id: str, found: SheetRead) -> None:
    assert found.unknown.keys() <= set(range(len(found.records)))
    for number, names in found.unknown.items():
        assert names <= found.columns
        assert all(holds_no_value(map_id, found.records[number], name) for name in names)
    for row in found.unread:
        assert row.unknown <= found.columns & {*field_names(REGISTERS[row.register])}
        assert all(row.values.get(n) in (None, "") or n in MAPS[map_id].values for n in row.unknown)


def rows_below(map_id: str) -> st.SearchStrategy[list[list[Cell]]]:
    wide = len(MAPS[map_id].columns)
    return st.lists(st.lists(cells_of(WORDS), min_size=wide, max_size=wide), min_size=1, max_size=6)


@pytest.mark.parametrize("map_id", LONG)
@given(st.data())
def test_unknown_fields_of_a_long_sheet_have_no_value_or_a_word_in_no_list(map_id: str, data: st.DataObject) -> None:
    headings = [names[0] for names in MAPS[map_id].columns.values()]
    assert_unknown_is_without_value(map_id, read(map_id, headings, *data.draw(rows_below(map_id))))


@given(
    st.lists(st.lists(cells_of(("Booked", "N/A", "JB", "✓", "Booked 31/31/26")), min_size=3, max_size=3), max_size=5)
)
def test_unknown_fields_of_a_matrix_have_no_value(cells: Sequence[Sequence[Cell]]) -> None:
    rows = [[f"Person {'ABCDE'[n]}", *row] for n, row in enumerate(cells)]
    found = read("training-matrix", ["Name", "Fire safety", "First aid", "First aid expiry"], *rows)
    assert_unknown_is_without_value("training-matrix", found)


def test_a_blank_word_that_names_a_row_is_never_filled_with_what_most_are() -> None:
    for map_id in LONG:
        record = REGISTERS[MAPS[map_id].register_]
        for field in given_fields(record).keys() & MAPS[map_id].columns.keys() - {"state"}:
            assert blank_of(record, field) == "not known", (map_id, field)


def test_an_error_in_the_column_of_a_kind_is_unknown_and_not_what_most_are() -> None:
    rows = [["Ref", "Date received", "Type"], ["C1", DAY, "#N/A"], ["C2", DAY, "Complaint"]]
    found = read("complaints-log", *rows)
    assert (found.records[0].kind, found.unknown) == ("", {0: {"kind"}})  # type: ignore[attr-defined]


def test_the_fields_of_a_tracker_are_those_it_gives_by_itself_and_a_kind_in_no_list_is_unknown() -> None:
    heads = ["Name", "Type", "Jan 2026", "Feb 2026"]
    rows = [["Ama Quartey", "Supervision", "05/01/2026", None], ["Bram Oosterhuis", "Huddle", None, "06/02/2026"]]
    found = read("supervision-tracker", heads, *rows)
    assert {"staff", "kind", "date"} <= found.columns
    assert [r.day for r in found.records] == [date(2026, 1, 5), date(2026, 2, 6)]
    assert found.unknown == {1: {"kind"}}


def test_a_group_of_a_survey_that_no_list_knows_is_other_and_unknown() -> None:
    heads = ["Date", "I am a", "I feel safe here"]
    rows = [["01/03/2026", "Bystander", "Strongly agree"], ["02/03/2026", "Resident", "Agree"]]
    found = read("survey-export", heads, *rows)
    assert next(r.group for r in found.records) == "other"  # type: ignore[attr-defined]
    assert found.unknown == {0: {"group"}}
    assert {"date", "group", "question", "score", "out_of"} <= found.columns
