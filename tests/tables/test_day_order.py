"""Days typed by hand: the day comes first unless the column says otherwise, and what could be two days is no day."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.dates import MONTHS
from evidencepack.day_reader import Order
from evidencepack.files import Sheet
from evidencepack.pipeline import open_library
from evidencepack.registers import Audit, Complaint, Staff, Training
from evidencepack.tables import People, SheetRead
from evidencepack.tables.cells.convert import to_hours, to_int, to_number
from evidencepack.tables.cells.day_order import NotADayError, day_in, order_of, orders_in
from tests.words import read_sheet

MAPS = open_library().column_maps
SAFE_DAY = date(2026, 3, 9)


def read(map_id: str, *rows: Any) -> SheetRead:
    return read_sheet("made.csv", Sheet("", tuple(tuple(row) for row in rows)), MAPS[map_id], People())


def complaints(*days: Any) -> SheetRead:
    return read("complaints-log", ("Log no", "Came in"), *((f"C-{n}", day) for n, day in enumerate(days, 1)))


def received(found: SheetRead) -> list[date]:
    return [r.received for r in found.records if isinstance(r, Complaint)]


@pytest.mark.parametrize(
    "typed",
    [
        "31/12/2026",
        "31.12.26",
        "31-12-2026",
        "31 Dec 2026",
        "31-Dec-26",
        "31 December, 2026",
        "31st of December 2026",
        "Dec 31, 2026",
        "2026-12-31",
        "2026/12/31",
        "20261231",
        "46387",
        "46387.5",
        "31/12/2026 09:30",
        "31/12/2026 at 9:30",
        "2026-12-31T09:30:00+00:00",
        "2026-12-31T09:30:00.000Z",
        "2026-12-31 09:30:15 +0100",
        "31\u00a0Dec\u00a02026",
        "Thu 31 December 2026",
        "３１/１２/２０２６",
        "31/12/2026 (e-learning)",
    ],
)
def test_a_day_in_every_way_people_type_it(typed: str) -> None:
    assert day_in(typed, Order.DAY) == date(2026, 12, 31)


def test_the_day_comes_first() -> None:
    assert received(complaints("03/04/2026", "13/04/2026")) == [date(2026, 4, 3), date(2026, 4, 13)]


def test_a_column_that_only_fits_month_first_is_read_so_and_said() -> None:
    found = complaints("03/04/2026", "12/31/2026", SAFE_DAY)
    assert received(found) == [date(2026, 3, 4), date(2026, 12, 31), SAFE_DAY]
    assert found.account.notes == ("In column B, 'Came in', the month comes first, since some days fit no other way.",)


def test_where_both_orders_stand_in_a_column_what_could_be_two_days_is_a_problem_naming_both() -> None:
    found = complaints("03/04/2026", "12/31/2026", "31/12/2026", "04/04/2026", "5 Apr 2026")
    assert received(found) == [date(2026, 12, 31), date(2026, 12, 31), date(2026, 4, 4), date(2026, 4, 5)]
    (problem,) = found.problems
    assert problem.origin.cell == "B2"
    assert problem.what == "'03/04/2026' could be 3 April 2026 or 4 March 2026: other cells are typed both ways."
    assert problem.remedy == "Type the month in letters, for example 3 Apr 2026."


def test_a_column_without_an_order_of_its_own_takes_that_of_the_sheet() -> None:
    found = read("complaints-log", ("Log no", "Came in", "Answered on"), ("C-1", "03/04/2026", "12/31/2026"))
    (row,) = found.records
    assert isinstance(row, Complaint)
    assert (row.received, row.closed) == (date(2026, 3, 4), date(2026, 12, 31))
    assert "In column B, 'Came in', the month is taken to come first, as in other columns of this sheet." in (
        found.account.notes
    )


def test_days_of_the_spreadsheet_itself_say_nothing_of_the_order() -> None:
    assert orders_in([date(2026, 12, 31), "03/04/2026", None, "2026-12-31", "31 Dec 2026"]) == frozenset()
    assert order_of(frozenset(), frozenset()) is Order.DAY


@pytest.mark.parametrize("typed", ["Dec-26", "December 2026", "12/2026", "2026-12", "Dec '26"])
def test_what_is_in_date_until_a_month_is_so_to_its_last_day(typed: str) -> None:
    found = read("training-log", ("Staff", "Course", "Completed", "Expires"), ("0101", "Fire", "01/12/2023", typed))
    assert [r.expires for r in found.records if isinstance(r, Training)] == [date(2026, 12, 31)]


def test_where_months_are_asked_for_a_month_is_its_first_day() -> None:
    found = read("visits-monthly", ("Month", "Calls planned", "Calls made"), ("Dec-26", 10, 9))
    assert [r.day for r in found.records] == [date(2026, 12, 1)]


def test_a_year_of_two_digits_that_could_be_of_the_last_century_is_a_problem() -> None:
    found = read("staff-list", ("Payroll no", "Job title", "Start date"), ("1", "Carer", "01/09/98"))
    (problem,) = found.problems
    assert problem.what == "'01/09/98' could be of 1998 or 2098."


@pytest.mark.parametrize("words", ["ongoing", "TBC", "n/a", "Open", "Not yet", "N.A.", "still open"])
def test_words_for_no_day_are_blank_in_a_day_that_need_not_be_there_and_counted(words: str) -> None:
    found = read("complaints-log", ("Log no", "Came in", "Answered on"), ("C-1", SAFE_DAY, words))
    assert ([r.closed for r in found.records if isinstance(r, Complaint)], found.problems) == ([None], ())
    assert found.account.notes == (
        "In column C, 'Answered on', 1 cell says that there is no value (as N/A or TBC do) and is read as blank.",
    )


@pytest.mark.parametrize("words", ["unknown", "see file", "yes", "31/02/2025", "12/03/2026 (cancelled)", "?12/03/2026"])
def test_words_that_are_no_day_stay_a_problem(words: str) -> None:
    found = read("complaints-log", ("Log no", "Came in", "Answered on"), ("C-1", SAFE_DAY, words))
    assert [p.origin.cell for p in found.problems] == ["C2"]


@pytest.mark.parametrize("blank", ["-", "–", "—", " . "])
def test_a_dash_is_a_blank_cell(blank: str) -> None:
    found = read("complaints-log", ("Log no", "Came in", "Answered on"), ("C-1", SAFE_DAY, blank))
    assert (len(found.records), found.problems, found.account.notes) == (1, (), ())


def test_words_for_no_day_where_a_day_is_needed_are_a_problem() -> None:
    found = complaints("TBC")
    assert ([p.origin.cell for p in found.problems], len(found.unread)) == (["B2"], 1)


def test_training_that_never_expires_is_read_so() -> None:
    rows = (("Staff", "Course", "Completed", "Expires"), ("0101", "Fire", SAFE_DAY, "No expiry"))
    assert [(r.validity, r.expires) for r in read("training-log", *rows).records if isinstance(r, Training)] == [
        (0, None)
    ]


def test_an_expiry_day_alone_is_training_done_on_a_day_that_is_not_known() -> None:
    rows = (("Staff", "Course", "Completed", "Expires"), ("0101", "Fire", None, SAFE_DAY))
    found = [(r.state, r.completed, r.expires) for r in read("training-log", *rows).records if isinstance(r, Training)]
    assert found == [("undated", None, SAFE_DAY)]


@given(st.dates(date(2000, 1, 1), date(2059, 12, 31)), st.sampled_from([Order.DAY, Order.MONTH]))
def test_a_day_is_read_back_in_the_order_it_was_typed_in(day: date, order: Order) -> None:
    first, second = (day.day, day.month) if order is Order.DAY else (day.month, day.day)
    assert {day_in(f"{first}{s}{second}{s}{day.year}", order) for s in "/.-"} == {day}
    assert day_in(f"{day.day} {MONTHS[day.month - 1]} {day.year}", order) == day
    assert day_in(day.isoformat(), order) == day


@given(st.text() | st.floats() | st.integers() | st.booleans(), st.sampled_from(Order))
def test_a_cell_is_a_day_or_said_not_to_be(cell: Any, order: Order) -> None:
    try:
        assert isinstance(day_in(cell, order), date)
    except NotADayError as error:
        assert not error.facts or error.code


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("7.5", 7.5),
        ("7:30", 7.5),
        ("7h 30m", 7.5),
        ("7 hrs 30 mins", 7.5),
        ("450 mins", 7.5),
        ("37.5 hrs", 37.5),
        (7, 7),
    ],
    ids=str,
)
def test_hours_in_every_way_people_type_them(cell: Any, hours: float) -> None:
    assert to_hours(cell) == hours


def test_hours_of_a_contract_are_read_from_a_list_of_staff() -> None:
    rows = (("Payroll no", "Job title", "Start date", "Hrs"), ("1", "Carer", SAFE_DAY, "37h 30m"))
    assert [r.hours for r in read("staff-list", *rows).records if isinstance(r, Staff)] == [37.5]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("(1,234)", -1234), ("£1,234.50", 1234.5), ("-£12", -12), ("\u22123", -3), ("１２", 12)],
    ids=str,
)
def test_money_and_numbers_below_nought(cell: Any, number: float) -> None:
    assert to_number(cell) == number


def test_none_where_things_are_counted_is_nought() -> None:
    assert (to_int("None"), to_int("nil")) == (0, 0)


def audits(*scores: Any) -> SheetRead:
    head = ("Date of audit", "Audit topic", "Score", "Pass mark")
    return read("audit-log", head, *((SAFE_DAY, "Dignity", *score) for score in scores))


def test_scores_that_a_sheet_shows_as_percent_are_percentages_and_it_is_said() -> None:
    found = audits((0.85, 0.9), (1.0, 0.9), (0.5, None))
    assert [(r.score, r.out_of, r.pass_mark) for r in found.records if isinstance(r, Audit)] == [
        (85, 100, 90),
        (100, 100, 90),
        (50, 100, None),
    ]
    assert "In column C, 'Score', the scores are shares of 1 and are read as percentages." in found.account.notes


def test_scores_of_which_one_is_above_1_are_left_as_they_are() -> None:
    assert [r.score for r in audits((0.85, 1), (4, 1)).records if isinstance(r, Audit)] == [0.85, 4]


def test_a_score_that_excel_made_a_day_of_is_a_problem_that_says_so() -> None:
    (problem,) = audits((date(2026, 5, 4), None)).problems
    assert (problem.origin.cell, problem.remedy) == ("C2", "Type the score in words, for example 4 out of 5.")


def test_scores_below_a_heading_of_percent_are_out_of_a_hundred() -> None:
    found = read("audit-log", ("Date", "Audit topic", "Score %"), (SAFE_DAY, "Dignity", 92), (SAFE_DAY, "Care", "88%"))
    assert [(r.score, r.out_of) for r in found.records if isinstance(r, Audit)] == [(92, 100), (88, 100)]


def test_a_note_beside_a_day_that_is_not_understood_is_never_shown() -> None:
    (problem,) = complaints("01/09/98 (J Thorncombe)").problems
    assert problem.what == "What stands here could be of 1998 or 2098."


def test_whether_something_is_so_is_not_told_by_tbc() -> None:
    head = ("Incident no", "When", "What kind", "Notifiable?")
    found = read("incident-log", head, ("I-1", SAFE_DAY, "Fall", "TBC"), ("I-2", SAFE_DAY, "Fall", "N/A"))
    assert (found.problems, [(a.ask, a.what, a.origin.cell) for a in found.asked]) == ((), [("word", "TBC", "D2")])
    assert (
        "In column D, 'Notifiable?', 1 cell says that there is no value (as N/A or TBC do) and is read as blank."
        in (found.account.notes)
    )
