"""What each cell of a matrix means, whichever way round it is kept, and on however many sheets: one table of truth."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from evidencepack.dates import MonthDay
from evidencepack.files import Cell, Row, Sheet
from evidencepack.origin import Origin
from evidencepack.pipeline import open_library
from evidencepack.registers import Staff, Training
from evidencepack.tables import People, SheetRead, people_index
from tests.made_sheets import cells_of
from tests.words import read_sheet

MAP = open_library().column_maps["training-matrix"]
NAMES = ("Priya Nair", "Sue Parkin", "Tom Bradley")
COURSES = ("Fire Safety", "Moving & Handling", "Food Hygiene")


def listed(*names: str) -> People:
    """A staff list of these people."""
    started = date(2020, 1, 12)
    rows = [
        Staff(origin=Origin("Staff"), code=f"S{n}", name=name, role="Carer", start=started)
        for n, name in enumerate(names)
    ]
    return people_index(rows, None)


STAFF = listed(*NAMES)
WAYS = ("people down", "people across")
Fills = Mapping[tuple[int, int], str]
NO_FILLS: Fills = {}

MARCH = date(2026, 3, 12)

# cell: what it says, by state, day of completion, of expiry and of booking, and what is asked about it
TRUTH: Sequence[tuple[Cell, str, date | None, date | None, date | None, tuple[str, str] | None]] = (
    (MARCH, "completed", MARCH, None, None, None),
    ("12/03/2026", "completed", MARCH, None, None, None),
    ("12.3.26", "completed", MARCH, None, None, None),
    ("12th March 2026", "completed", MARCH, None, None, None),
    ("e-learning 12.03.26", "completed", MARCH, None, None, None),
    ("12/03", "completed", MARCH, None, None, None),
    ("PN 12/3", "completed", MARCH, None, None, None),
    ("12/3 PN", "completed", MARCH, None, None, None),
    ("✓ 12/3", "completed", MARCH, None, None, None),
    ("Mar 26", "completed", MonthDay(2026, 3, 1), None, None, None),
    ("exp 03/25", "undated", None, MonthDay(2025, 3, 1), None, None),
    ("exp 05/28", "undated", None, MonthDay(2028, 5, 1), None, None),
    ("05/28", "undated", None, MonthDay(2028, 5, 1), None, None),
    ("03/2028 exp", "undated", None, MonthDay(2028, 3, 1), None, None),
    ("renew by 3/4/27", "undated", None, date(2027, 4, 3), None, None),
    ("12/3/26 due 11/3/27", "completed", MARCH, date(2027, 3, 11), None, None),
    ("booked 14/12/26", "booked", None, None, date(2026, 12, 14), None),
    ("booked 14/12", "booked", None, None, date(2026, 12, 14), None),
    ("booked", "booked", None, None, None, None),
    ("TBC", "booked", None, None, None, None),
    ("due", "expired", None, None, None, None),
    ("overdue", "expired", None, None, None, None),
    ("overdue since 3/4/26", "expired", None, None, None, None),
    ("renew", "expired", None, None, None, None),
    ("DNA", "did not attend", None, None, None, None),
    ("DNA 4/5/26", "did not attend", None, None, None, None),
    ("LTS", "away", None, None, None, None),
    ("LTS since 3/8/26", "away", None, None, None, None),
    ("n/a", "not required", None, None, None, None),
    ("N/R", "not required", None, None, None, None),
    ("N/A - kitchen", "not required", None, None, None, None),
    ("not done", "blank", None, None, None, None),
    ("N", "blank", None, None, None, None),
    ("-", "blank", None, None, None, None),
    (None, "blank", None, None, None, None),
    ("✓", "undated", None, None, None, ("mark", "✓")),
    ("✓ PN", "undated", None, None, None, ("mark", "✓")),
    (True, "undated", None, None, None, ("mark", "✓")),
    ("Yes", "undated", None, None, None, ("mark", "Yes")),
    ("Y", "undated", None, None, None, ("mark", "Y")),
    ("PN", "undated", None, None, None, ("mark", "initials")),
    ("IP", "asked", None, None, None, ("mark", "IP")),
    (1, "asked", None, None, None, ("mark", "1")),
    (0, "asked", None, None, None, ("mark", "0")),
    (0.85, "asked", None, None, None, ("mark", "%")),
    ("85%", "asked", None, None, None, ("mark", "%")),
    ("R", "asked", None, None, None, ("mark", "R")),
    ("Amber", "asked", None, None, None, ("colour", "amber")),
    ("x", "asked", None, None, None, ("mark", "x")),
)


def laid_out(way: str, grid: Sequence[Row], fills: Fills, lengths: Sequence[Cell] | None = None) -> Sheet:
    """A grid with a row a person as a sheet of a way; `lengths` says how long each course lasts. Fills count from 0."""
    rows = [("Name", *COURSES), *((name, *row) for name, row in zip(NAMES, grid, strict=True))]
    down = 1
    if lengths:
        rows.insert(1, ("Renew", *lengths))
        down = 2
    if way == "people down":
        return Sheet("2026", tuple(rows), fills={(r + down + 1, c + 1): fill for (r, c), fill in fills.items()})
    turned = [*zip(*rows, strict=True)]
    turned[0] = ("Course", *turned[0][1:])
    return Sheet("2026", tuple(turned), fills={(c + 2, r + down): fill for (r, c), fill in fills.items()})


def read(way: str, grid: Sequence[Row], fills: Fills = NO_FILLS, people: People = STAFF, **more: Any) -> SheetRead:
    return read_sheet("Matrix.xlsx", laid_out(way, grid, fills, **more), MAP, people)


def told(found: SheetRead) -> list[Training]:
    """The records in the order of people and courses, without where they stand."""
    nowhere = [replace(r, origin=Origin("")) for r in found.records if isinstance(r, Training)]
    return sorted(nowhere, key=lambda r: (r.staff, r.course))


def of(found: SheetRead, course: str) -> Training:
    return next(r for r in told(found) if (r.staff, r.course) == ("S0", course))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("row", TRUTH, ids=lambda row: str(row[0]))
def test_a_cell_means_the_same_whichever_way_round_the_matrix_is_kept(
    way: str, row: tuple[Cell, str, date | None, date | None, date | None, tuple[str, str] | None]
) -> None:
    cell, *says, ask = row
    found = read(way, [(MARCH, cell, MARCH), (MARCH, MARCH, MARCH), (MARCH, MARCH, MARCH)])
    entry = of(found, "Moving & Handling")
    assert [entry.state, entry.completed, entry.expires, entry.booked] == says
    for name in ("completed", "expires"):  # a month is no first of the month
        assert isinstance(getattr(entry, name), MonthDay) == isinstance(says[1 + (name == "expires")], MonthDay)
    assert [(a.ask, a.what) for a in found.asked] == ([ask] if ask else [])
    assert found.problems == ()
    assert (found.cells.seen, found.cells.asked, found.cells.aside) == (9, bool(ask), 0)


@pytest.mark.parametrize("way", WAYS)
def test_a_filled_cell_without_text_is_never_not_done_and_is_asked_about_once_a_colour(way: str) -> None:
    fills = {(0, 1): "red", (1, 1): "green", (2, 1): "red"}
    found = read(way, [(MARCH, None, MARCH), (MARCH, None, MARCH), (MARCH, None, None)], fills)
    assert [r.state for r in told(found) if r.course == "Moving & Handling"] == ["asked", "asked", "asked"]
    assert sorted((a.ask, a.what) for a in found.asked) == [("colour", "green"), ("colour", "red"), ("colour", "red")]
    assert [r.state for r in told(found) if r.staff == "S2" and r.course == "Food Hygiene"] == ["blank"]


@pytest.mark.parametrize("way", WAYS)
def test_how_long_a_course_lasts_is_said_in_a_row_or_in_a_column(way: str) -> None:
    found = read(way, [(MARCH, MARCH, MARCH)] * 3, lengths=("1 yr", "3 yrs", "one-off"))
    assert {r.course: r.validity for r in told(found)} == {
        "Fire Safety": 12,
        "Moving & Handling": 36,
        "Food Hygiene": 0,
    }


@pytest.mark.parametrize("way", WAYS)
def test_somebody_on_no_staff_list_is_asked_about_once_with_every_cell(way: str) -> None:
    found = read(way, [(MARCH, MARCH, MARCH)] * 3, people=listed("Priya Nair"))
    assert [(a.ask, a.what) for a in found.asked] == [("person", "Sue Parkin"), ("person", "Tom Bradley")]
    assert {r.staff for r in told(found)} == {"S0"}
    assert (found.cells.seen, found.cells.read, found.cells.asked) == (9, 3, 6)


@pytest.mark.parametrize("way", WAYS)
def test_sites_on_several_sheets_come_to_what_one_sheet_of_all_would(way: str) -> None:
    grid: list[Row] = [(MARCH, "exp 05/28", "N/A"), ("✓", None, "DNA"), ("due", MARCH, MARCH)]
    together = told(read(way, grid))
    apart = []
    for number, row in enumerate(grid):
        whole = laid_out(way, [row] * 3, {})
        own = NAMES[number]
        keep = [[c for c in r if c not in NAMES or c == own] for r in whole.rows]
        if way == "people across":
            keep = [[r[0], r[1 + number]] for r in whole.rows]
        rows = tuple(tuple(r) for r in keep if r[0] not in NAMES or r[0] == own)
        apart += told(read_sheet("Matrix.xlsx", Sheet(f"Site {number} 2026", tuple(dict.fromkeys(rows))), MAP, STAFF))
    assert [(r.staff, r.course, r.state, r.completed, r.expires) for r in apart] == [
        (r.staff, r.course, r.state, r.completed, r.expires) for r in together
    ]


WORDS = (*(cell for cell, *_ in TRUTH if isinstance(cell, str)), "31/02/2026", "see Jo", "?", "12/31/2026")
FILLS = st.dictionaries(st.tuples(st.integers(0, 2), st.integers(0, 2)), st.sampled_from(["red", "green", "grey"]))


@given(st.lists(st.tuples(*[cells_of(WORDS)] * 3), min_size=3, max_size=3), FILLS, st.booleans())
def test_a_matrix_and_its_transposition_say_the_same_of_every_cell(
    grid: list[Row], fills: dict[tuple[int, int], str], on_list: bool
) -> None:
    empty = {place: fill for place, fill in fills.items() if grid[place[0]][place[1]] in (None, "")}
    down, across = (read(way, grid, empty, STAFF if on_list else People()) for way in WAYS)
    # Without a staff list a name with nothing beside it may be a heading, and only where names stand below each other.
    if on_list or all(any(cell is not None for cell in row) for row in grid):
        assert told(down) == told(across)
        assert down.cells == across.cells
        assert sorted((a.ask, a.what) for a in down.asked) == sorted((a.ask, a.what) for a in across.asked)
    for found in (down, across):
        assert found.cells.seen == found.cells.read + found.cells.aside + found.cells.asked
        assert found.cells.seen == len(NAMES) * len(COURSES)
        assert found.cells.asked == len([a for a in found.asked if a.ask != "person"])
