"""Of two days that stand in the wrong order the second counts as not known, and the place is said."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.registers import REGISTERS, Complaint, Training, field_types, required_fields
from tests.made_folders import said
from tests.made_sheets import DAY, MAPS, read

COMPLAINTS = ("Ref", "Date received", "Date acknowledged", "Date closed")
BEFORE = DAY - timedelta(days=2)


def test_a_case_closed_before_it_was_received_is_neither_closed_nor_open_and_both_days_are_said() -> None:
    found = read("complaints-log", COMPLAINTS, ["C1", DAY, DAY, BEFORE], ["C2", DAY, DAY, DAY], ["C3", DAY, None, None])
    rows = [(r.code, r.closed) for r in found.records if isinstance(r, Complaint)]
    assert rows == [("C1", None), ("C2", DAY), ("C3", None)]
    assert found.unknown == {0: {"closed"}}
    assert said(found) == [
        "Log.xlsx, sheet Log, row 2, column Date closed: 'Date closed' is 7 March 2026, which is before "
        "'Date received', 9 March 2026. Correct the day that is wrong; until then 'Date closed' counts as not known."
    ]


def test_a_notification_sent_before_its_event_cannot_be_used_and_says_why() -> None:
    heads = ("Reference", "Date of event", "Type", "Date sent")
    found = read("notification-log", heads, ["N1", DAY, "Death", BEFORE])
    assert not found.records
    (row,) = found.unread
    assert (row.unknown, "which is before" in str(row.why)) == ({"sent"}, True)
    assert len(found.problems) == 1


def test_a_certificate_that_expired_before_the_course_was_done_is_in_date_by_no_typed_day() -> None:
    heads = ["Name", "First aid completed", "First aid expiry"]
    found = read("training-matrix", heads, ["Ama Quartey", DAY, BEFORE], ["Bram Oosterhuis", BEFORE, DAY])
    rows = [(r.completed, r.expires) for r in found.records if isinstance(r, Training)]
    assert rows == [(DAY, None), (BEFORE, DAY)]
    assert found.unknown == {0: {"expires"}}
    assert [(p.origin.row, p.origin.column) for p in found.problems] == [(2, "First aid expiry")]


def test_somebody_who_left_before_the_start_may_be_in_post() -> None:
    heads = ("Payroll no", "Job title", "Start date", "Leaving date")
    found = read("staff-list", heads, ["1", "Nurse", DAY, BEFORE], ["2", "Nurse", BEFORE, DAY])
    assert found.unknown == {0: {"end"}}


_PAIRS = [
    (map_id, first, second)
    for map_id, given_map in MAPS.items()
    if given_map.layout == "long" and not given_map.starter
    for first, second in REGISTERS[given_map.register_].in_order
    if {first, second} <= given_map.columns.keys()
]


@pytest.mark.parametrize(("map_id", "first", "second"), _PAIRS)
@given(
    days=st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(-9, 9)), min_size=1, max_size=5)
)
def test_no_record_holds_the_days_of_a_pair_in_the_wrong_order(
    map_id: str, first: str, second: str, days: Sequence[tuple[date, int]]
) -> None:
    known = MAPS[map_id]
    record = REGISTERS[known.register_]
    needed = [name for name in required_fields(record) if name in known.columns and name not in (first, second)]
    types = field_types(record)
    values = {"date": date(2026, 1, 20), "float": 1, "int": 1, "bool": "Yes"}
    heads = [known.columns[name][0] for name in (first, second, *needed)]
    rows = [[d, d + timedelta(days=n), *(values.get(types[name], f"A{i}") for name in needed)]
            for i, (d, n) in enumerate(days)]  # fmt: skip
    found = read(map_id, heads, *rows)
    for row in found.records:
        before, after = getattr(row, first), getattr(row, second)
        assert before is None or after is None or before <= after
    wrong = [number for number, (_, n) in enumerate(days) if n < 0]
    open_ = [n for n, names in found.unknown.items() if second in names]
    assert len(open_) + sum(second in row.unknown for row in found.unread) == len(wrong)
