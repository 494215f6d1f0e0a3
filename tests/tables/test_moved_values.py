"""What other programs have moved or hidden: days of another clock, days turned round, percents, marks, colours."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from evidencepack.day_reader import read_day
from evidencepack.registers import Audit, Training
from tests.made_folders import csv_bytes, read_with, said, sheet_of
from tests.made_sheets import read
from tests.words import each

LOG = ("Staff no", "Course", "Date completed")
AUDITS = ("Date of audit", "Audit topic", "Score (%)", "Re-audit score")


def _days(*cells: object, head: tuple[str, ...] = LOG) -> tuple[list[date | None], list[str], tuple[str, ...]]:
    found = read("training-log", head, *([f"E{n}", f"Course {n}", cell] for n, cell in enumerate(cells)))
    days = [row.completed for row in found.records if isinstance(row, Training)]
    return days, said(found), each(found.account.notes)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-30T23:00:00Z", date(2026, 7, 1)),
        ("2026-06-30T23:00:00.000Z", date(2026, 7, 1)),
        ("2026-06-30 23:00:00 UTC", date(2026, 7, 1)),
        ("2026-06-30T23:00:00+00:00", date(2026, 7, 1)),
        ("30/06/2026 22:59 Z", None),
        ("2026-01-14T23:00:00Z", date(2026, 1, 14)),
        ("2026-03-28T23:00:00Z", date(2026, 3, 28)),
        ("2026-03-29T23:00:00Z", date(2026, 3, 30)),
        ("2026-10-24T23:00:00Z", date(2026, 10, 25)),
        ("2026-10-25T23:00:00Z", date(2026, 10, 25)),
        ("2026-06-30T23:00:00", date(2026, 6, 30)),
        ("2026-06-30T23:00:00+01:00", date(2026, 6, 30)),
        ("Friday, 3 April 2026, 2:05 PM", date(2026, 4, 3)),
        ("3 April 2026, 14:05", date(2026, 4, 3)),
    ],
)
def test_a_moment_of_utc_is_the_day_that_it_was_in_the_uk(text: str, day: date | None) -> None:
    assert day is None or read_day(text) == day


def test_true_days_at_eleven_at_night_in_summer_alone_are_midnight_and_it_is_said() -> None:
    days, problems, notes = _days(datetime(2026, 6, 30, 23), datetime(2026, 7, 14, 23), date(2026, 1, 15))
    assert (days, problems) == ([date(2026, 7, 1), date(2026, 7, 15), date(2026, 1, 15)], [])
    assert "2 days stand as an hour or less before midnight of another clock (UTC)" in notes[0]


@pytest.mark.parametrize("other", [datetime(2026, 7, 1, 14, 5), datetime(2026, 1, 3, 23), date(2026, 7, 2)])
def test_eleven_at_night_among_other_times_is_that_time(other: date) -> None:
    days, _, notes = _days(datetime(2026, 6, 30, 23), other)
    assert days[0] == datetime(2026, 6, 30, 23).date()
    assert not notes


def test_true_days_up_to_the_twelfth_among_texts_of_one_order_are_not_counted_and_each_is_named() -> None:
    days, problems, _ = _days("15/01/2026", date(2026, 9, 1), "28/02/2026", date(2026, 2, 1), date(2026, 5, 5))
    assert days == [date(2026, 1, 15), date(2026, 2, 28), date(2026, 5, 5)]  # 5 May is 5 May either way
    assert [line.partition(":")[0] for line in problems] == [
        "Log.xlsx, sheet Log, row 3, column Date completed", "Log.xlsx, sheet Log, row 5, column Date completed",
    ]  # fmt: skip
    assert "turned day and month" in problems[0]


def test_texts_with_the_month_first_tell_of_days_turned_round_as_well() -> None:
    _, problems, _ = _days("01/15/2026", date(2026, 9, 1), "02/28/2026")
    assert len(problems) == 1


@pytest.mark.parametrize(
    "cells",
    [
        ("15/01/2026", date(2026, 9, 1), date(2026, 9, 14)),  # a true day after the 12th
        ("15/01/2026", "03/04/2026", date(2026, 9, 1)),  # a text that either order reads was left alone
        (date(2026, 9, 1), date(2026, 2, 1)),  # no text at all
        ("15 January 2026", date(2026, 9, 1)),  # a month in words says nothing of an order
    ],
)
def test_true_days_that_nothing_shows_to_be_turned_are_read(cells: tuple[object, ...]) -> None:
    days, problems, _ = _days(*cells)
    assert (len(days), problems) == (len(cells), [])


def test_cells_shown_as_percents_are_on_the_scale_of_the_marks_beside_them() -> None:
    rows = ([date(2026, 3, n + 1), f"Topic {n}", score, again] for n, (score, again) in enumerate(
        [(85.0, 0.9), (0.95, 88.0), (1.0, 1.0)]))  # fmt: skip
    found = read("audit-log", AUDITS, *rows, percents=frozenset({(2, 3), (3, 2), (4, 2), (4, 3)}))
    scores = [(r.score, r.out_of, r.reaudit_score) for r in found.records if isinstance(r, Audit)]
    assert (scores, said(found)) == ([(85, 100, 90), (95, 100, 88), (100, 100, 100)], [])


def test_a_share_of_one_among_marks_is_a_problem_where_no_format_tells() -> None:
    rows = ([date(2026, 3, n + 1), f"Topic {n}", score, None] for n, score in enumerate([85.0, 0.95, 90.0]))
    found = read("audit-log", AUDITS, *rows)
    assert [r.score for r in found.records if isinstance(r, Audit)] == [85, None, 90]
    assert [p.origin.cell for p in found.problems] == ["C3"]


@pytest.mark.parametrize("cells", [("0%", "85%", "100%"), (0.0, 0.85, 1.0), (0, 85, 100)])
def test_progress_below_a_hundred_percent_is_no_completion_however_it_is_written(cells: tuple[object, ...]) -> None:
    rows = ([f"E{n}", "Fire safety", date(2026, 3, 1), cell] for n, cell in enumerate(cells))
    found = read("training-export", ("Learner ID", "Course title", "Date", "Progress"), *rows)
    states = [(r.state, r.completed) for r in found.records if isinstance(r, Training)]
    assert states == [("in progress", None), ("in progress", None), ("completed", date(2026, 3, 1))]


def test_a_mark_in_percent_under_result_is_no_state() -> None:
    found = read(
        "training-export", ("Learner ID", "Course title", "Date", "Result"), ["E1", "Fire", date(2026, 3, 1), "85%"]
    )
    assert [(r.state, r.completed) for r in found.records if isinstance(r, Training)] == [
        ("completed", date(2026, 3, 1))
    ]


@pytest.mark.parametrize("marks", [("-", "-", "-"), ("*", None, "."), ("---", "–", "_"), ("=====", None, None)])
def test_a_row_of_marks_alone_is_set_aside(marks: tuple[str | None, ...]) -> None:
    found = read("training-log", LOG, ["E1", "Fire safety", date(2026, 3, 1)], marks)
    assert (len(found.records), said(found)) == (1, [])
    assert found.account.set_aside == {"heading": 1, "nothing but marks such as hyphens": 1}


def test_coloured_gaps_notes_and_struck_rows_of_a_long_sheet_are_said() -> None:
    day = date(2026, 3, 1)
    rows = ([f"E{n}", "Fire", day] for n in range(4))
    found = read("training-log", LOG, *rows, struck=frozenset({(3, 0), (3, 1), (3, 2), (5, 0)}))
    assert each(found.account.notes) == (
        "1 row is struck through and read like the others. Take it out if it no longer holds.",
        "1 cell is struck through and read like the others. Clear it if it no longer holds.",
    )
    found = read("complaints-log", ("Ref", "Date received", "Date closed"), ["C1", day, None], ["C2", day, None],
                 fills={(2, 2): "green"}, comments=frozenset({(3, 2)}))  # fmt: skip
    assert each(found.account.notes) == (
        "1 empty cell is coloured. Colours are not read here: type the day or the word.",
        "1 empty cell holds a note (comment). Notes are not read: type the day or the word into the cell.",
    )


def test_headings_and_banded_rows_in_colour_say_nothing() -> None:
    day = date(2026, 3, 1)
    fills = {**dict.fromkeys([(1, n) for n in range(3)], "blue"), (3, 0): "grey", (3, 2): "grey"}
    found = read(
        "complaints-log", ("Ref", "Date received", "Date closed"), ["C1", day, day], ["C2", day, None], fills=fills
    )
    assert not each(found.account.notes)


def test_the_guard_around_texts_of_a_csv_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "Log.csv"
    path.write_bytes(csv_bytes([LOG, ['="00121"', "Fire safety", '="01/03/2026"'], ["122", '="', "x"]]))
    assert sheet_of(path).rows[1:] == (("00121", "Fire safety", "01/03/2026"), ("122", '="', "x"))


def test_a_month_typed_into_excel_is_a_month_without_a_day_as_it_is_in_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "Log.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, month = book.add_worksheet("Log"), book.add_format({"num_format": "mmm-yy"})
        sheet.write_row("A1", ["Staff no", "Course", "Date completed", "Expiry date"])
        sheet.write_row("A2", ["E1", "Fire safety", "04/03/2026"])
        sheet.write_datetime("D2", datetime.combine(date(2027, 3, 1), time()), month)
        sheet.write_row("A3", ["E2", "Fire safety"])
        sheet.write_datetime("C3", datetime.combine(date(2026, 3, 1), time()), month)
    found = read_with("training-log", path)
    assert [r.expires for r in found.records if isinstance(r, Training)] == [date(2027, 3, 31), None]
    assert [p.origin.cell for p in found.problems] == ["C3"]
    assert "is a month without a day" in said(found)[0]
