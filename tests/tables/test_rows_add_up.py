"""Whatever a sheet holds, in whatever layout: it is read, its rows add up, and no value comes from another column."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from evidencepack.files import Merged, Sheet
from evidencepack.notes import note
from evidencepack.pipeline import open_library
from evidencepack.registers import Record
from evidencepack.tables import ColumnMap, People, notes
from evidencepack.tables.layouts.measures import NOT_USED
from evidencepack.tables.layouts.survey import NO_ANSWER
from tests.made_sheets import rows_of
from tests.words import MESSAGES, read_sheet

MAPS = open_library().column_maps
WORDS = [
    "Total",
    "Notes",
    "Management",
    "Night staff",
    "Leavers",
    "Date",
    "Name",
    "Status",
    "Valid for",
    "1 year",
    "Booked",
    "N/A",
    "✓",
    "JS",
    "31/12/2026",
    "12/31/2026",
    "03/04/2026",
    "Dec-26",
    "31/02/2026",
    "exp 03/2027",
    "18/20",
    "85%",
    "TBC",
    "Yes",
    "£12",
    "7h 30m",
    "#N/A",
    "  ",
    "",
    "Ama Quartey",
    "Jan",
    "Completed",
    "Expiry",
    "Agree",
]
ROWS = rows_of(WORDS, 9, 20).map(list)


def headings(column_map: ColumnMap) -> list[Any]:
    person = column_map.matrix.person if column_map.matrix else ("Staff member",)
    if column_map.layout == "long":
        return [h[0] for h in column_map.columns.values()]
    return [person[0], "Role", "January", "February", "Fire safety", None, "Fire safety", "Fire safety expiry"]


@st.composite
def sheets(draw: Any, column_map: ColumnMap) -> Sheet:
    head = headings(column_map)
    rows = draw(ROWS)
    for place in draw(st.lists(st.integers(0, 20), max_size=3)):
        part = draw(st.sampled_from([head, head[:3], [*head[:4], None, *head[:4]], list(reversed(head))]))
        rows = [*rows[:place], tuple(part), *rows[place:]]
    areas = draw(st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=4))
    merged = tuple(Merged(r + 1, c, r + 1 + down, c + across) for r, c, down, across in areas if down + across)
    return Sheet(
        "Made", tuple(rows), merged=merged, hidden_rows=frozenset(draw(st.sets(st.integers(1, 40), max_size=3)))
    )


@settings(max_examples=400, deadline=None)
@given(st.data(), st.sampled_from(sorted(MAPS)))
def test_every_row_is_read_or_set_aside_and_nothing_stops_the_reading(data: Any, map_id: str) -> None:
    sheet = data.draw(sheets(MAPS[map_id]))
    found = read_sheet("made.xlsx", sheet, MAPS[map_id], People())
    account = found.account
    assert account.rows_seen == account.rows_read + sum(account.set_aside.values())
    assert all(n > 0 for n in account.set_aside.values())
    assert account.records == len(found.records)
    assert all(p.what and p.remedy and p.origin.file == "made.xlsx" for p in found.problems)
    assert all(p.origin.row <= len(sheet.rows) for p in found.problems)


def test_headings_in_two_rows_of_which_the_second_is_shorter_stop_nothing() -> None:
    head = ("Ref", "Where from", "Theme", "Issue", "Action", "Owner", "Due", "Done on", "Progress", "Priority")
    rows = (head, head[:3], head[:3])
    sheet = Sheet("Made", rows, merged=(Merged(1, 0, 1, 1),))
    account = read_sheet("made.xlsx", sheet, MAPS["action-plan"], People()).account
    assert (account.rows_seen, account.rows_read) == (3, 0)


MARKED = st.integers(0, 3).map(lambda n: n != 0)


@settings(max_examples=200, deadline=None)
@given(st.data(), st.sampled_from(sorted(m for m, c in MAPS.items() if c.layout == "long")))
def test_no_value_of_a_record_comes_from_another_row_or_column(data: Any, map_id: str) -> None:
    column_map = MAPS[map_id]
    head = data.draw(st.permutations(headings(column_map)))
    width = len(head)
    gaps = data.draw(st.lists(st.integers(0, width), max_size=2))
    for gap in gaps:
        head.insert(gap, None)
    filled = data.draw(st.lists(st.lists(MARKED, min_size=len(head), max_size=len(head)), min_size=1, max_size=6))
    body = [
        tuple(f"text {row}x{column}" if there else None for column, there in enumerate(cells))
        for row, cells in enumerate(filled)
    ]
    sheet = Sheet("Made", (tuple(head), *body))
    found = read_sheet("made.xlsx", sheet, column_map, People())
    places = {field: column for column, cell in enumerate(head) for field in [_field(column_map, cell)] if field}
    for record in found.records:
        for field, column in places.items():
            value = getattr(record, field)
            if isinstance(value, str) and value.startswith("text "):
                assert value == f"text {record.origin.row - 2}x{column}"


def _field(column_map: ColumnMap, heading: str | None) -> str:
    return next((f for f, names in column_map.columns.items() if heading and names[0] == heading), "")


def test_a_record_says_which_row_it_is_from() -> None:
    rows = (("Log no", "Came in"), ("C-1", date(2026, 3, 9)), (), ("C-2", date(2026, 3, 9)))
    found: tuple[Record, ...] = read_sheet("a.xlsx", Sheet("S", rows), MAPS["complaints-log"], People()).records
    assert [(r.origin.row, getattr(r, "code", "")) for r in found] == [(2, "C-1"), (4, "C-2")]


def test_why_rows_are_not_read_has_words() -> None:
    reasons = [word for name, word in vars(notes).items() if name.isupper()]
    assert all(MESSAGES.what(note(reason)) for reason in [*reasons, NOT_USED, NO_ANSWER])
