"""What stands in a cell of an invented home is what its description says."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from tools.invented.cells import Cells

ON = date(2026, 10, 31)


def filled(told: Any, quality: float = 0.5, **known: Any) -> list[Any]:
    """The cell in four hundred rows one below another."""
    cells = Cells(random.Random(1), ON, quality, {"course": ["Falls", "Dementia"]})
    value = cells.value(told)
    return [value({"n": n, **known}) for n in range(1, 401)]


def test_one_name_in_braces_is_the_value_itself_and_among_words_it_is_text() -> None:
    assert filled("{day}", day=ON)[0] == ON
    assert filled("AP-{n:02}")[:2] == ["AP-01", "AP-02"]


def test_words_of_a_list_are_picked_by_chance_or_take_turns() -> None:
    assert {*filled({"pick": "course"})} == {"Falls", "Dementia"}
    assert filled({"turn": "course"})[:3] == ["Falls", "Dementia", "Falls"]
    assert filled({"first": ["Manager"], "then": "Carer"})[:3] == ["Manager", "Carer", "Carer"]


def test_days_lie_within_the_time_that_is_said() -> None:
    assert all(ON - timedelta(days=30) < day <= ON for day in filled({"day": 30}))
    assert {*filled({"from": "due", "days": -3}, due=ON)} == {date(2026, 10, 28)}


def test_a_good_home_has_what_a_poor_one_has_not() -> None:
    cell = {"likely": 0, "then": "done", "else": "not done"}
    assert {*filled(cell, quality=1.0)} == {"done"}
    assert {*filled(cell, quality=0.0)} == {"not done"}


def test_a_day_is_typed_in_more_than_one_way() -> None:
    found = filled({"typed": {"day": 400}})
    assert 350 < sum(isinstance(cell, date) for cell in found) < 400
    assert any(str(cell).endswith(" 2026") for cell in found)


def test_a_word_that_says_nothing_about_cells_is_named() -> None:
    with pytest.raises(ValueError, match=r"'pik' in .* is no way to fill a cell"):
        filled({"pik": ["a"]})
