"""The same spellings of a day in every place where a day may stand: what each place reads, and what it leaves alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest

from evidencepack.cli.options import a_day
from evidencepack.day_reader import Order, find_days
from evidencepack.errors import EvidencePackError
from evidencepack.files import Sheet
from evidencepack.pack.typed_model import Typed
from evidencepack.pipeline import open_library, read_service
from evidencepack.registers import Supervision, Training
from evidencepack.service.documents import day_in_name
from evidencepack.systems import location
from evidencepack.tables import People, read_sheet
from evidencepack.tables.cells.day_order import NotADayError, day_in
from evidencepack.tables.layouts.month_headings import month_of
from evidencepack.tender.patterns import closes_on
from tests.made_folders import service

DAY = date(2026, 9, 4)
MAPS = open_library().column_maps
SPELLINGS = (
    "4 Sept 2026", "4th September 2026", "Sept 4 2026", "04/09/2026", "4-9-26", "2026-09-04", "04.09.2026", "20260904",
    "Fri 4 Sep 2026",
)  # fmt: skip


def in_a_cell(text: str) -> date | None:
    try:
        return day_in(text, Order.DAY)
    except NotADayError:
        return None


def in_a_file_name(text: str) -> date | None:
    return day_in_name(f"Minutes {text} (signed)")[0]


def in_a_heading(text: str) -> date | None:
    month = month_of(text)
    return DAY if month and not month.rest and (month.month, month.year) == (DAY.month, DAY.year) else None


def in_a_matrix(cell: str) -> date | None:
    sheet = Sheet("Matrix", (("Staff Name", "Fire safety", "Food hygiene"), ("Ama", cell, date(2026, 1, 1))))
    found = read_sheet("Matrix.xlsx", sheet, MAPS["training-matrix"], People())
    return next((r.completed for r in found.records if isinstance(r, Training) and r.course == "Fire safety"), None)


def in_a_tracker(cell: str) -> date | None:
    sheet = Sheet("Tracker", (("Name", "Jul 2026", "Aug 2026", "Sep 2026"), ("Ama", None, None, cell)))
    found = read_sheet("Tracker.xlsx", sheet, MAPS["supervision-tracker"], People())
    return next((r.date for r in found.records if isinstance(r, Supervision)), None)


def on_the_command_line(text: str) -> date | None:
    try:
        return a_day(text)
    except click.BadParameter:
        return None


PLACES: dict[str, tuple[Callable[[str], date | None], frozenset[str]]] = {
    # place: what reads there, and the spellings that are no day in it
    "a cell": (in_a_cell, frozenset()),
    "a matrix cell": (in_a_matrix, frozenset()),
    "a matrix cell with words": (lambda t: in_a_matrix(f"Completed {t} (e-learning)"), frozenset()),
    "a tracker cell": (in_a_tracker, frozenset()),
    "a tracker cell with words": (lambda t: in_a_tracker(f"{t} - supervision"), frozenset()),
    "an action's due day": (lambda t: Typed(due=t).due_day, frozenset()),
    # Digits alone are a number in a heading.
    "a heading": (in_a_heading, frozenset({"20260904"})),
    # Without a year of four digits three numbers may be a version, a form or a paragraph.
    "a file name": (in_a_file_name, frozenset({"4-9-26"})),
    "a deadline": (lambda t: closes_on(f"Tenders must be returned by {t}, 12 noon."), frozenset({"4-9-26"})),
    # CQC's files come with the day or the month first, so what could be two days is none.
    "a public register": (location.day_of, frozenset({"04/09/2026", "4-9-26", "04.09.2026"})),
    "--on": (on_the_command_line, frozenset(SPELLINGS) - {"2026-09-04"}),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", SPELLINGS)
def test_a_spelling_is_the_same_day_wherever_it_stands(text: str, place: str) -> None:
    read, not_there = PLACES[place]
    assert read(text) == (None if text in not_there else DAY)


@pytest.mark.parametrize("text", SPELLINGS)
def test_service_yaml_takes_only_the_year_first(text: str, tmp_path: Path) -> None:
    folder = service(tmp_path, more=f"registered: {text}")
    if text == "2026-09-04":
        assert read_service(folder).service.registered == DAY
    else:
        with pytest.raises(EvidencePackError):
            read_service(folder)


@pytest.mark.parametrize(
    "name",
    ["Policy v1.2.10", "Policy 1.2.10", "Form 12-5", "Form 4-9-26", "34 statements 2026", "Risk 1-2", "Audit 2025-26",
     "Section 4. May 2026", "Invoice 12345678", "Ref 120260904", "Room 12 Mayfair 2025", "Summer 2026", "Sept 2026"],
)  # fmt: skip
def test_what_a_file_name_holds_beside_days_is_no_day(name: str) -> None:
    assert day_in_name(name) == (None, name)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Minutes_4_Sept_2026", "Minutes"),
        ("Minutes-4-Sept-2026", "Minutes"),
        ("2026_09_04_Minutes", "Minutes"),
        ("20260904 Minutes", "Minutes"),
        ("Fri 4th Sept 2026 minutes", "minutes"),
        ("Fire audit Sept 4, 2026 v2", "Fire audit v2"),
    ],
)
def test_a_day_is_taken_out_of_the_title_of_a_document(name: str, title: str) -> None:
    assert day_in_name(name) == (DAY, title)


@pytest.mark.parametrize(
    "text",
    ["Return by paragraph 4.9.26", "no later than stage 4, May 2026", "Closes 31 February 2026", "Closes at 12:00"],
)
def test_a_deadline_that_states_no_day_has_none(text: str) -> None:
    assert closes_on(text) is None


@pytest.mark.parametrize(
    ("cell", "day"), [("Fri 4 Sept", DAY), ("4/9 - supervision", DAY), ("4th", DAY), ("4 Sept (GT)", DAY)]
)
def test_beneath_a_month_a_day_needs_no_year(cell: str, day: date) -> None:
    assert in_a_tracker(cell) == day


def test_a_time_beside_a_day_among_words_belongs_to_it() -> None:
    assert in_a_matrix("Completed 04/09/2026 09:30 (e-learning)") == DAY


def test_the_days_of_a_text_come_in_order_with_their_places() -> None:
    text = "From 4 Sept 2026 to Sept 30, 2026"
    found: list[Any] = [(text[d.start : d.end], d.day) for d in find_days(text)]
    assert found == [("4 Sept 2026", DAY), ("Sept 30, 2026", date(2026, 9, 30))]
