"""Long lists in a workbook: written in one go, and the same as when each cell is written by itself."""

from io import BytesIO
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook

from evidencepack.writers.excel.bulk_rows import _APART, _inside, _insides
from evidencepack.writers.excel.pack_workbook import write_excel
from tests.fake_pack import fake_pack
from tests.words import MESSAGES
from tests.writers.test_excel import one_register, rows

MARKUP = "<r><t>&x</t></r>"  # what xlsxwriter takes for a text with several looks, and would write as it is
ODD = (MARKUP, f"a{_APART}b", " led by a space", "_x0041_", "a\tb", "", "plain", "x" * 17_000, "<&>")


def cells_of(texts: tuple[str, ...]) -> list[list[str]]:
    """What openpyxl reads of a register with these texts in one row, in two rows: the second is written in one go."""
    register = one_register(*(("text", text) for text in texts))
    pack = replace(fake_pack(), registers=(replace(register, rows=register.rows * 2),))
    book: Any = load_workbook(BytesIO(write_excel(pack, MESSAGES)))
    return [list(row.values())[4:] for row in rows(book["Incident log"])]


def test_odd_texts_are_read_back_alike_however_their_row_is_written() -> None:
    usual, in_one_go = cells_of(tuple(text for text in ODD if text not in ("_x0041_", MARKUP)))
    assert usual == in_one_go
    assert in_one_go[0] == f"a{_APART}b"


def test_text_that_looks_like_markup_of_a_workbook_stays_text() -> None:
    usual, in_one_go = cells_of((MARKUP, "plain"))
    assert [usual[0].strip(), in_one_go[0]] == [MARKUP, MARKUP]


@example(list(ODD))
@example(["a", f"{_APART}b"])
@given(st.lists(st.one_of(st.text(), st.text("ab _x<&\u241f", max_size=6), st.dates(), st.integers(), st.floats(0, 9))))
def test_a_column_in_one_go_is_what_each_of_its_cells_would_be(column: list[Any]) -> None:
    assert _insides(column) == [_inside(value) for value in column]
