"""A month without a day, where something happened, is some day of that month, and is never taken for its first day."""

import pickle
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.build_options import BuildOptions
from evidencepack.dates import MonthDay, Window, day_words, last_of
from evidencepack.pipeline import build_service
from evidencepack.registers import Complaint, Training
from tests.made_folders import STAFF, read_made, said
from tests.made_sheets import read
from tests.words import each

HEADS = ("Ref", "Date received", "Date closed", "Details")
MARCH = MonthDay(2026, 3, 1)


def test_a_month_in_a_column_of_what_happened_is_a_day_known_to_the_month_and_is_said() -> None:
    found = read("complaints-log", HEADS, ["C1", "March 2026", "Apr-26", "x"], ["C2", "02/03/2026", None, "x"])
    first, second = (r for r in found.records if isinstance(r, Complaint))
    assert [type(first.received), type(first.closed), type(second.received)] == [MonthDay, MonthDay, date]
    assert (first.received, last_of(first.received)) == (date(2026, 3, 1), date(2026, 3, 31))
    assert (found.problems, found.unknown) == ((), {})
    lines = [line for line in each(found.account.notes) if "month without a day" in line]
    assert len(lines) == 2


def test_where_people_are_counted_by_their_days_a_month_alone_is_no_day() -> None:
    heads = ("Staff", "Date", "Type")
    found = read("supervision-log", heads, ["Ama Quartey", "Mar-26", "Supervision"])
    assert not found.records
    assert found.unread[0].unknown == {"date"}
    assert "'Mar-26' is a month without a day. Type the day as well, in the form 31/12/2026." in said(found)[0]


def test_training_of_a_month_counts_until_the_end_of_its_month_of_expiry_and_its_day_is_asked_for() -> None:
    heads = ("Staff no", "Course", "Date completed", "Expiry date")
    found = read("training-log", heads, ["E1", "Fire safety", "Mar-26", "Dec-26"])
    (record,) = found.records
    assert isinstance(record, Training)
    assert (type(record.completed), record.expires) == (MonthDay, date(2026, 12, 31))
    assert said(found)[0].endswith("'Mar-26' is a month without a day, and counts as some day of it. "
                                   "Type the day as well, in the form 31/12/2026.")  # fmt: skip
    assert found.unread == ()


def test_a_month_is_before_a_day_only_where_all_of_it_is() -> None:
    rows = [
        ["C1", "10/03/2026", "Mar-26", "x"],
        ["C2", "10/03/2026", "Feb-26", "x"],
        ["C3", "Mar-26", "01/03/2026", "x"],
    ]
    found = read("complaints-log", HEADS, *rows)
    assert found.unknown == {1: {"closed"}}


def test_a_month_is_printed_as_one_and_reckoned_from_as_an_ordinary_day() -> None:
    assert day_words(MARCH) == "March 2026"
    assert day_words(MARCH.first) == "1 March 2026"
    assert {type(MARCH + timedelta(1)), type(MARCH - timedelta(1)), type(timedelta(1) + MARCH)} == {date}
    assert pickle.loads(pickle.dumps(MARCH)).last == date(2026, 3, 31)


@given(st.dates(date(2020, 1, 1), date(2028, 1, 1)), st.integers(0, 400), st.integers(2020, 2027), st.integers(1, 12))
def test_a_month_is_within_a_window_where_each_of_its_days_is(start: date, days: int, year: int, month: int) -> None:
    window, day = Window(start, start + timedelta(days)), MonthDay(year, month, 1)
    every = [day.first + timedelta(n) for n in range((day.last - day.first).days + 1)]
    assert (day in window) == all(d in window for d in every)
    assert last_of(every[0]) == every[0]


@pytest.mark.parametrize("on", [date(2026, 3, 15), date(2026, 10, 31)])
def test_a_pack_of_records_known_to_the_month_prints_the_month_in_every_format(tmp_path: Path, on: date) -> None:
    made = {
        "staff": ("staff-list", STAFF),
        "complaints": ("complaints-log", [HEADS, ["C1", "March 2026", "Apr-26", "x"], ["C2", "Feb-26", "Mar-26", "x"]]),
        "incidents": ("incident-log", [["Incident no", "Date", "Incident type", "Resident"],
                                       ["I1", "Mar-26", "Fall", "R1"], ["I2", "Jan-26", "Fall", "R1"]]),
        "audits": ("audit-log", [["Date", "Audit", "Score"], ["Mar-26", "Medicines", "80%"]]),
        "meetings": ("meetings-log", [["Date", "Meeting"], ["Mar-26", "Staff meeting"], ["Feb-26", "Staff meeting"]]),
    }  # fmt: skip
    read_made(tmp_path, made)
    names = ("cqc-saf-2023", "commissioner-cultural-identity", "council-contract-kpis")
    built = build_service(tmp_path, BuildOptions(on=on, frameworks=names))
    text = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "packs").rglob("*.json"))
    assert '"March 2026"' in text
    assert built
