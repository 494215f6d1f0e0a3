"""Cells as people type them become values, or are not understood; nothing is guessed."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.dates import MONTHS
from evidencepack.day_reader import to_date
from evidencepack.tables.cells.convert import fault_of, may_be_shown, score_out_of, to_bool, to_int, to_number, to_text
from tests.words import MESSAGES

DAY = date(2026, 3, 9)
TYPED = [
    "09/03/2026", "9/3/2026", "9/3/26", "09.03.2026", "9.3.26", "09-03-2026", "09 03 2026", " 09/03/2026 ",
    "2026-03-09", "2026-3-9", "2026-03-09 14:30", "2026-03-09T00:00:00", "9 March 2026", "9 Mar 2026", "09-Mar-26",
    "9th March 2026", "9 MARCH 2026", "9 mar. 2026", "9 March, 2026", "46090", 46090, 46090.0, 46090.75,
    date(2026, 3, 9), datetime(2026, 3, 9, 23, 59),
]  # fmt: skip


@pytest.mark.parametrize("cell", TYPED, ids=str)
def test_a_day_as_people_type_it(cell: object) -> None:
    assert to_date(cell) == DAY  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["9 Sept 2026", "9 Sep 26", "9 September 2026"])
def test_september_has_two_short_forms(cell: str) -> None:
    assert to_date(cell) == date(2026, 9, 9)


@pytest.mark.parametrize(
    "cell", ["9\u00a0March\u00a02026", "09/03/2026 00:00", "9/3/2026 10:15:30", "9 March 2026 10:15"]
)
def test_a_time_or_an_odd_space_beside_a_day_does_no_harm(cell: str) -> None:
    assert to_date(cell) == DAY


@pytest.mark.parametrize("cell", ["Mon 9 March 2026", "Monday 09/03/2026", "Monday, 9 March 2026"])
def test_a_weekday_before_a_day_does_no_harm(cell: str) -> None:
    assert to_date(cell) == DAY


@pytest.mark.parametrize("cell", ["9 Marchetti 2026", "9 Maya 2026", "9 Octavia 2026", "9 Decaf 26"])
def test_a_word_that_begins_like_a_month_is_not_a_month(cell: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        to_date(cell)


def test_the_day_comes_first_never_the_month() -> None:
    assert to_date("03/04/2026") == date(2026, 4, 3)
    with pytest.raises(ValueError, match="month"):
        to_date("12/31/2026")


def test_two_digit_years_are_of_this_century() -> None:
    assert [to_date(f"1/1/{y}").year for y in ("00", "26", "99")] == [2000, 2026, 2099]


@pytest.mark.parametrize(
    "cell", ["31/02/2026", "29/02/2025", "00/01/2026", "2026-13-01", "32 March 2026", "31 April 2026"]
)
def test_a_day_that_no_calendar_has_is_not_a_day(cell: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        to_date(cell)


@pytest.mark.parametrize("cell", [
    "", "tbc", "March 2026", "2026", "5/2026", "next week", "9 Foo 2026", "9/3", "1/2/3/4", 12, 19999, 80000, 1e9,
    float("nan"), float("inf"), True, False, time(9, 3), "99999999999999999999", "٩/٣/٢٠٢٦x",
], ids=str)  # fmt: skip
def test_what_is_no_whole_day_is_not_understood(cell: object) -> None:
    with pytest.raises((ValueError, OverflowError)):
        to_date(cell)  # type: ignore[arg-type]


@given(st.text() | st.floats() | st.integers() | st.booleans() | st.times())
def test_a_cell_is_a_day_or_a_value_error_and_nothing_else(cell: object) -> None:
    for reader in (to_date, to_number, to_int, to_bool):
        try:
            reader(cell)  # type: ignore[arg-type]
        except ValueError:
            continue


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_way_of_typing_it(day: date) -> None:
    name = MONTHS[day.month - 1]
    serial = (day - date(1899, 12, 30)).days
    typed = [day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%y}", f"{day.day} {name} {day.year}",
             f"{day.day} {name[:3]} {day:%y}", serial, str(serial)]  # fmt: skip
    assert {to_date(t) for t in typed} == {day}


YES = ["Yes", "YES", " y ", "true", "1", "1.0", 1, 1.0, True, "✓", "✔", "x", "X", "Done"]
NO = ["No", "NO", " n ", "false", "0", "0.0", 0, 0.0, False, "✗", "none"]


@pytest.mark.parametrize(("cell", "wanted"), [*((c, True) for c in YES), *((c, False) for c in NO)], ids=str)
def test_yes_and_no_as_people_write_them(cell: object, wanted: bool) -> None:
    assert to_bool(cell) is wanted  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["maybe", "n/a", "2", "partly", "yes - see file", ""])
def test_what_is_neither_yes_nor_no_is_not_understood(cell: str) -> None:
    with pytest.raises(ValueError, match="not yes or no"):
        to_bool(cell)


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("12", 12), ("12.5", 12.5), (" 1,234 ", 1234), ("£1,200", 1200), ("85%", 85), ("-3", -3), (7, 7)],
    ids=str,
)
def test_numbers_as_people_write_them(cell: object, wanted: float) -> None:
    assert to_number(cell) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["twelve", "12 of 20", "1e5", "", "12-14", "nan", "inf", True], ids=str)
def test_what_is_not_a_number_is_not_made_one(cell: object) -> None:
    with pytest.raises(ValueError, match="not a number"):
        to_number(cell)  # type: ignore[arg-type]


def test_a_count_is_whole() -> None:
    assert to_int("12.0") == 12
    with pytest.raises(ValueError, match="whole"):
        to_int("12.5")


@pytest.mark.parametrize(("cell", "wanted"), [
    ("18/20", (18, 20)), ("18 / 20", (18, 20)), ("4 out of 5", (4, 5)), ("4 of 5", (4, 5)), ("85%", (85, 100)),
    ("17.5/20", (17.5, 20)), (18.0, None), ("18", None), ("good", None),
], ids=str)  # fmt: skip
def test_a_score_may_say_what_it_is_out_of(cell: object, wanted: tuple[float, float] | None) -> None:
    assert score_out_of(cell) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (101.0, "101"),
        (1.5, "1.5"),
        ("  two\n words ", "two words"),
        ("0101", "0101"),
        (DAY, "2026-03-09"),
        (datetime(2026, 3, 9, 8), "2026-03-09"),
    ],
    ids=str,
)
def test_text_is_one_line_and_whole_numbers_have_no_point(cell: object, wanted: str) -> None:
    assert to_text(cell) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["31/02/2026", "32 March 2026", "12,5", "2026-13-01", "7/8/2O26".replace("O", "0")])
def test_digits_signs_and_months_may_stand_in_a_message(cell: str) -> None:
    assert may_be_shown(cell)


@pytest.mark.parametrize("cell", [
    "Marchetti 31", "Winifred", "Jan Kowalski 5", "Maya 3", "see J. Smith 12/3", "943 476 5919",
    "07700 900123", "9434765919", "", "Octavia 2", "x" * 30 + "1",
])  # fmt: skip
def test_names_words_and_numbers_of_a_person_may_not_stand_in_a_message(cell: str) -> None:
    assert not may_be_shown(cell)


def test_a_cell_that_may_be_a_name_is_not_repeated() -> None:
    fault = fault_of("Gillian Thorncombe", "date")
    assert MESSAGES.what(fault) == "What stands here is not a date."
    assert MESSAGES.remedy(fault) == "Type a day that exists, in the form 31/12/2026."
    assert MESSAGES.what(fault_of("31/02/2026", "date")) == "'31/02/2026' is not a date."


@given(st.text(st.characters(categories=["L"]), min_size=4, max_size=12), st.integers(0, 99))
def test_no_word_that_is_not_a_month_gets_into_a_message(word: str, number: int) -> None:
    cell = f"{word} {number}"
    if word.casefold() not in ["sept", *(m.casefold() for m in MONTHS)]:
        assert word not in MESSAGES.what(fault_of(cell, "date"))
