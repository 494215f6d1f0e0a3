"""A row that can be read but for a cell that decides whether it is asked about: said in the finding, never left out."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from evidencepack.library import Library
from evidencepack.registers import Incident, Notification, Record, Records
from evidencepack.statuses import Status
from tests.made_folders import read_made
from tests.people import ask, between, codes, record, records, requirement, service

NOTIFIED = requirement(
    "incidents-notified", at_least="100%", window="12 months", applies_when="notifiable event recorded"
)
SENT = record(Notification, event_id="INC-1", event_date=date(2026, 5, 1), sent=date(2026, 5, 2), type="Injury")
HEADINGS = ["Ref", "Date", "Type", "Notifiable?"]


def incident(code: str, notifiable: bool | None, day: date = date(2026, 5, 1)) -> Incident:
    return record(Incident, date=day, type="Fall", code=code, notifiable=notifiable)


def with_unclear(*rows: Record, supplied: tuple[str, ...] = ("deaths_dols", "notifications")) -> Records:
    """The rows, with the cell of the last one unread under 'Notifiable?'."""
    return replace(records(rows, supplied=supplied), unknown={rows[-1].id: frozenset({"notifiable"})})


def test_a_cell_that_is_no_yes_or_no_is_known_by_its_row_and_field(tmp_path: Path) -> None:
    rows = [HEADINGS, ["INC-1", date(2026, 5, 1), "Fall", "tbc soon"], ["INC-2", date(2026, 5, 2), "Fall", "No"]]
    read = read_made(tmp_path, {"Log": ("incident-log", rows)})
    first, _ = read.records.of("incidents")
    assert read.records.unknown == {first.id: frozenset({"notifiable"})}
    assert not read.problems
    assert [(a.ask, a.what, a.field) for a in read.asked] == [("word", "tbc soon", "notifiable")]


def test_under_a_duty_it_may_be_one_and_may_not(library: Library) -> None:
    sure = with_unclear(SENT, incident("INC-1", True), incident("INC-2", False), incident("INC-14", None))
    found = ask(library, NOTIFIED, sure)
    assert (found.status, between(found), found.measured.unread) == (Status.UNCLEAR, ((1, 2), (1, 1)), 1)
    blank = ask(library, NOTIFIED, replace(sure, unknown={}))
    assert (blank.status, blank.measured.unread, blank.measured.notes) == (Status.MET, 0, ())


def test_a_blank_cell_leaves_it_open_where_the_row_shows_signs_of_a_serious_event(library: Library) -> None:
    rows = records([SENT, incident("INC-1", True), incident("INC-14", None)], supplied=("deaths_dols",))
    signs = {r.id: "999" for r in rows.of("incidents") if getattr(r, "code", "") == "INC-14"}
    found = ask(library, NOTIFIED, replace(rows, signs=signs))
    assert (found.status, between(found)) == (Status.UNCLEAR, ((1, 2), (1, 1)))
    assert ask(library, NOTIFIED, rows).status is Status.MET


def test_where_nothing_else_was_found_it_is_unclear_and_the_duty_applies(library: Library) -> None:
    found = ask(library, NOTIFIED, with_unclear(incident("INC-1", False), incident("INC-14", None)))
    assert (found.status, found.measured.figure, codes(found)) == (Status.UNCLEAR, None, ["UNDATED"])


def test_a_log_without_the_column_is_not_recorded_unless_a_row_shows_signs(library: Library) -> None:
    rows = records([SENT, incident("INC-1", None)], supplied=("deaths_dols",))
    place = ("records/a.xlsx", "Sheet1")
    lacking = replace(rows, columns={place: frozenset({"code", "date", "type", "event_id", "event_date", "sent"})})
    assert ask(library, NOTIFIED, lacking).status is Status.NOT_RECORDED
    signs = {r.id: "fracture" for r in rows.of("incidents")}
    assert ask(library, NOTIFIED, replace(lacking, signs=signs)).status is Status.UNCLEAR


@pytest.mark.parametrize("unasked", ["before the window", "another field"])
def test_a_row_that_would_not_be_asked_about_in_any_case_is_not_said(library: Library, unasked: str) -> None:
    day = date(2025, 5, 1) if unasked == "before the window" else date(2026, 5, 1)
    rows = with_unclear(SENT, incident("INC-1", True), incident("INC-14", None, day))
    if unasked == "another field":
        rows = replace(rows, unknown={key: frozenset({"closed"}) for key in rows.unknown})
    found = ask(library, NOTIFIED, rows, service())
    assert (found.status, found.measured.unread, found.measured.notes) == (Status.MET, 0, ())
