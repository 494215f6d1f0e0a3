"""A row that can be read but for a cell that decides whether it is asked about: said in the finding, never left out."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from evidencepack.library import Library
from evidencepack.registers import Incident, Notification, Record, Records
from evidencepack.statuses import Status
from tests.made_folders import read_made
from tests.people import ask, codes, counts, noted, record, records, requirement, service

NOTIFIED = requirement(
    "incidents-notified", at_least="100%", window="12 months", applies_when="notifiable event recorded"
)
SENT = record(Notification, event_id="INC-1", event_date=date(2026, 5, 1), sent=date(2026, 5, 2), type="Injury")
NOTE = "In 1 row, the cell that decides whether it belongs here could not be read."
HEADINGS = ["Ref", "Date", "Type", "Notifiable?"]


def incident(code: str, notifiable: bool | None, day: date = date(2026, 5, 1)) -> Incident:
    return record(Incident, date=day, type="Fall", code=code, notifiable=notifiable)


def with_unclear(*rows: Record, supplied: tuple[str, ...] = ("deaths_dols", "notifications")) -> Records:
    """The rows, with the cell of the last one unread under 'Notifiable?'."""
    return replace(records(rows, supplied=supplied), unclear={rows[-1].id: frozenset({"notifiable"})})


def test_a_cell_that_is_no_yes_or_no_is_known_by_its_row_and_field(tmp_path: Path) -> None:
    rows = [HEADINGS, ["INC-1", date(2026, 5, 1), "Fall", "tbc soon"], ["INC-2", date(2026, 5, 2), "Fall", "No"]]
    read = read_made(tmp_path, {"Log": ("incident-log", rows)})
    first, _ = read.records.of("incidents")
    assert read.records.unclear == {first.id: frozenset({"notifiable"})}
    assert len(read.problems) == 1


def test_under_a_duty_it_counts_as_unread_so_that_the_lower_answer_stands(library: Library) -> None:
    sure = with_unclear(SENT, incident("INC-1", True), incident("INC-2", False), incident("INC-14", None))
    found = ask(library, NOTIFIED, sure)
    assert (found.status, counts(found), found.measured.unread) == (Status.NOT_MET, (1, 1), 1)
    assert NOTE in noted(found)
    assert found.figure_if_unread_fail is not None
    blank = ask(library, NOTIFIED, replace(sure, unclear={}))
    assert (blank.status, blank.measured.unread, blank.measured.notes) == (Status.MET, 0, ())


def test_where_nothing_else_was_found_it_is_unclear_and_the_duty_applies(library: Library) -> None:
    found = ask(library, NOTIFIED, with_unclear(incident("INC-1", False), incident("INC-14", None)))
    assert (found.status, found.measured.figure, codes(found)) == (Status.UNCLEAR, None, ["UNDATED"])


@pytest.mark.parametrize("unasked", ["before the window", "another field"])
def test_a_row_that_would_not_be_asked_about_in_any_case_is_not_said(library: Library, unasked: str) -> None:
    day = date(2025, 5, 1) if unasked == "before the window" else date(2026, 5, 1)
    rows = with_unclear(SENT, incident("INC-1", True), incident("INC-14", None, day))
    if unasked == "another field":
        rows = replace(rows, unclear={key: frozenset({"closed"}) for key in rows.unclear})
    found = ask(library, NOTIFIED, rows, service())
    assert (found.status, found.measured.unread, found.measured.notes) == (Status.MET, 0, ())
