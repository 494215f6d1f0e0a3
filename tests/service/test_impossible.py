"""Figures that cannot stand together are not used: they count as unknown, and the row is said."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.made_folders import Rows, read_made, said

DAY = date(2026, 5, 1)
CASES = [
    ("visits-monthly", ["Month", "Calls planned", "Calls made", "Missed"], [DAY, 1000, 999, 2],
     {"planned", "delivered", "missed"}),
    ("visits-monthly", ["Month", "Calls planned", "Calls made", "Late"], [DAY, 1000, 20, 21], {"delivered", "late"}),
    ("policy-register", ["Policy", "Last reviewed", "Review due", "Staff to read", "Have read"],
     ["Fire", DAY, date(2027, 5, 1), 10, 12], {"staff_required", "staff_read"}),
    ("meetings-log", ["Date", "Meeting", "Invited", "Present"], [DAY, "Staff meeting", 4, 5], {"invited", "present"}),
    ("audit-log", ["Audit date", "Audit", "Score", "Out of"], [DAY, "Medicines", 12, 10], {"score", "out_of"}),
    ("audit-log", ["Audit date", "Audit", "Score", "Out of"], [DAY, "Medicines", -1, 10], {"score", "out_of"}),
]  # fmt: skip


@pytest.mark.parametrize(("map_id", "heads", "row", "unknown"), CASES)
def test_a_part_that_is_more_than_its_whole_leaves_both_open_and_is_a_problem(
    tmp_path: Path, map_id: str, heads: list[str], row: list[Any], unknown: set[str]
) -> None:
    found = read_made(tmp_path, {"log": (map_id, [heads, row])})
    (kept,) = (r for rows in found.records.rows.values() for r in rows)
    assert found.records.unknown == {kept.id: unknown}
    assert {getattr(kept, name) for name in unknown} == {None}
    assert [line for line in said(found) if "row 2: This cannot be: " in line]


def test_a_month_with_more_vacant_posts_than_posts_is_left_open(tmp_path: Path) -> None:
    sheet: Rows = [["KPI", "Sep-26", "Oct-26"], ["Vacancies", 2, 12], ["Established posts", 20, 10]]
    found = read_made(tmp_path, {"kpi": ("kpi-sheet", sheet)}).records
    assert {(r.measure, r.value) for r in found.of("totals")} == {("vacant posts", 2), ("posts", 20)}  # type: ignore[attr-defined]
    assert {found.unknown[r.id] for r in found.partial["totals"]} == {frozenset({"value"})}
    assert len(found.partial["totals"]) == 2


def test_as_much_as_the_whole_is_possible(tmp_path: Path) -> None:
    rows: Rows = [["Month", "Calls planned", "Calls made", "Missed"], [DAY, 1000, 998, 2]]
    found = read_made(tmp_path, {"log": ("visits-monthly", rows)})
    assert (found.records.unknown, said(found)) == ({}, [])
