"""What only a person can say of a tracker is asked, once a cell; it is no meeting and no lack of one until then."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.dates import MonthDay
from evidencepack.files import Sheet
from evidencepack.origin import Origin
from evidencepack.pipeline import open_library
from evidencepack.registers import Answer, Review, Settled, Staff, Supervision
from evidencepack.tables import SheetRead, people_index
from evidencepack.tables.layouts.month_headings import with_months
from tests.made_sheets import rows_of
from tests.words import read_sheet

MAPS = open_library().column_maps
STAFF = people_index(
    [
        Staff(origin=Origin("s.xlsx"), code=c, name=n, role="Carer", start=date(2020, 1, 6))
        for c, n in (("1", "Ama Quartey"), ("2", "Bram Oosterhuis"), ("3", "Carys Penhaligon"))
    ],
    None,
)
HEAD = ["Name", "Jan", "Feb", "Mar", "Appraisal"]


def tracker(*rows: list[Any], sheet: str = "2026", map_: str = "supervision-tracker", **more: Any) -> SheetRead:
    settled = Settled(tuple(Answer(**a) for a in more.pop("answers", ())))
    given = Sheet(sheet, tuple(map(tuple, rows)), **more)
    return read_sheet("records/Board.xlsx", given, MAPS[map_], STAFF, (), settled)


def met(read: SheetRead) -> list[tuple[str, date]]:
    return [(r.kind, r.date) for r in read.records if isinstance(r, Supervision | Review)]


def asked(read: SheetRead) -> list[tuple[str, str]]:
    return [(a.ask, a.what) for a in read.asked]


@pytest.mark.parametrize(
    ("cell", "what"),
    [("BO", "BO"), ("XY", "XY"), ("XY 12/3", "XY"), ("12/3 XY", "XY"), ("RTW mtg", "RTW mtg"), ("Sup", "Sup"),
     ("induction wk", "induction wk"), ("Zed 12/3", "Zed")],
)  # fmt: skip
def test_a_mark_or_word_that_no_list_knows_is_asked_about_and_is_no_problem(cell: str, what: str) -> None:
    read = tracker(HEAD, ["Ama Quartey", None, None, cell])
    assert (asked(read), read.records, read.problems) == ([("mark", what)], (), ())
    (open_,) = read.unread
    assert open_.values["staff"] == "1" and "date" in open_.unknown
    assert (read.cells.seen, read.cells.asked) == (4, 1)


@pytest.mark.parametrize(
    ("means", "held"), [("done", 1), ("not done", 0), ("away", 0), ("booked", 0), ("not required", 0), ("set aside", 0)]
)
def test_an_answer_holds_for_every_cell_with_that_mark(means: str, held: int) -> None:
    read = tracker(HEAD, ["Ama Quartey", "XY", "12/2 XY"], answers=[{"ask": "mark", "what": "XY", "means": means}])
    assert (len(read.records), asked(read), read.problems) == (2 * held, [], ())
    assert held == 0 or met(read) == [("supervision", date(2026, 1, 1)), ("supervision", date(2026, 2, 12))]


@pytest.mark.parametrize("cell", ["BO 12/3", "12/3 BO", "Bram 12/3", "12/3 (BO)", "12/3 with BO"])
def test_initials_of_the_staff_beside_a_day_say_who_held_the_meeting(cell: str) -> None:
    read = tracker(HEAD, ["Ama Quartey", None, None, cell])
    assert (met(read), asked(read)) == ([("supervision", date(2026, 3, 12))], [])


def test_a_tick_is_a_meeting_of_its_month_on_a_day_that_is_not_known() -> None:
    (held,) = tracker(HEAD, ["Ama Quartey", "✓ BO"]).records
    assert isinstance(held, Supervision) and isinstance(held.date, MonthDay)


@pytest.mark.parametrize("cell", ["12/3 (probation)", "12/3 RTW"])
def test_a_word_beside_a_day_that_says_how_they_met_changes_nothing(cell: str) -> None:
    assert met(tracker(HEAD, ["Ama Quartey", None, None, cell])) == [("supervision", date(2026, 3, 12))]


def test_a_column_of_appraisals_holds_appraisals_and_its_days_take_the_year_of_the_months() -> None:
    read = tracker(HEAD, ["Ama Quartey", None, "11/2", None, "12/2"], ["Bram Oosterhuis", None, None, None, "due Mar"])
    assert met(read) == [("supervision", date(2026, 2, 11)), ("appraisal", date(2026, 2, 12))]
    assert (asked(read), read.problems) == ([], ())


def test_a_colour_without_words_is_asked_about_and_never_blank() -> None:
    fills = {(2, 1): "green", (2, 2): "red"}
    read = tracker(HEAD, ["Ama Quartey"], fills=fills)
    assert asked(read) == [("colour", "green"), ("colour", "red")]
    assert all(a.by_sheet for a in read.asked)
    assert [u.values["date"] for u in read.unread] == [date(2026, 1, 1), date(2026, 2, 1)]


def test_colours_count_as_a_person_says() -> None:
    answers = [{"ask": "colour", "what": w, "means": m} for w, m in (("green", "done"), ("red", "not done"))]
    read = tracker(HEAD, ["Ama Quartey"], fills={(2, 1): "green", (2, 2): "red"}, answers=answers)
    assert (met(read), asked(read)) == ([("supervision", date(2026, 1, 1))], [])


def test_the_colour_of_a_whole_row_says_nothing_of_its_cells() -> None:
    read = tracker(HEAD, ["Ama Quartey", "3/1"], fills={(2, i): "grey" for i in (0, 2, 3)})
    assert (len(read.records), asked(read)) == (1, [])


def test_a_name_on_no_list_is_asked_about_and_its_meetings_may_be_anybodys() -> None:
    read = tracker(HEAD, ["Bee", "5/1", "DNA", "4/3"])
    assert asked(read) == [("person", "Bee")]
    assert [(u.values["date"], "staff" in u.unknown) for u in read.unread] == [
        (date(2026, 1, 5), True), (date(2026, 3, 4), True),
    ]  # fmt: skip
    assert read.account.set_aside["to be asked about"] == 1


def test_a_name_that_is_none_of_ours_is_left_out_with_its_row() -> None:
    read = tracker(HEAD, ["Bee", "5/1"], answers=[{"ask": "person", "what": "Bee", "means": "set aside"}])
    assert (read.records, read.unread, asked(read)) == ((), (), [])
    assert read.account.set_aside["set aside because a person said so"] == 1


@pytest.mark.parametrize(
    ("title", "sheet", "year"),
    [("Supervisions", "2026", 2026), ("Supervisions 2026", "Sheet1", 2026), ("Supervisions 2025/26", "2026", None)],
)
def test_the_year_is_that_of_the_title_or_the_sheet(title: str, sheet: str, year: int | None) -> None:
    read = tracker([title], HEAD, ["Ama Quartey", "5/1"], sheet=sheet)
    assert [d.year for _, d in met(read)] == ([year] if year else [])


def test_where_title_and_sheet_state_different_years_the_year_is_asked() -> None:
    rows: list[list[Any]] = [["Supervisions 2025"], HEAD, ["Ama Quartey", "5/1"]]
    read = tracker(*rows)
    assert (asked(read), read.records, read.problems) == ([("year", "2026")], (), ())
    answered = tracker(*rows, answers=[{"ask": "year", "what": "2026", "means": "2026"}])
    assert (met(answered), asked(answered)) == ([("supervision", date(2026, 1, 5))], [])


def test_an_entry_after_somebody_died_is_a_contradiction_and_does_not_count() -> None:
    read = tracker(
        ["Resident", "Jan", "Feb", "Mar"], ["KL", "4/1", "died 18/2", "✓"], map_="review-tracker", sheet="2026"
    )
    assert met(read) == [("care plan review", date(2026, 1, 4))]
    assert ["died or left" in p.what for p in read.problems] == [True]


@given(
    rows=rows_of(["Ama Quartey", "Bee", "Jan", "Feb 2026", "Appraisal", "✓", "XY", "BO 3/1", "A/L", "died 18/9", "?"]),
    data=st.data(),
)
def test_every_cell_is_read_left_out_with_a_reason_or_asked_about(rows: tuple[Any, ...], data: st.DataObject) -> None:
    places = [(r, c) for r in range(2, 2 + len(rows)) for c in range(8)]
    fills = data.draw(st.dictionaries(st.sampled_from(places), st.sampled_from(["red", "green"]))) if places else {}
    read = tracker(HEAD, *map(list, rows), fills=fills)
    assert read.cells.seen == read.cells.read + read.cells.aside + read.cells.asked
    cells = {a.origin for a in read.asked}
    assert cells.isdisjoint(p.origin for p in read.problems)
    assert len(cells) == len(read.asked)


@pytest.mark.parametrize(("letters", "first"), [("JFMAMJJASOND", 1), ("AMJJASONDJFM", 4), ("JASON", 7), ("AMJJA", 4)])
def test_a_run_of_letters_that_can_only_be_months_in_order_heads_months(letters: str, first: int) -> None:
    row = ("Name", *letters, "Total")
    spelt = with_months((row, ("Ama", *letters)))
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    assert spelt[0] == ("Name", *((*names, *names)[first - 1 : first - 1 + len(letters)]), "Total")


@pytest.mark.parametrize("letters", ["JFMJ", "JFMA", "MMMMM", "ABCDEF", "FMJAS"])
def test_letters_that_may_be_anything_stay_as_they_are(letters: str) -> None:
    assert with_months((("Name", *letters),)) == (("Name", *letters),)
