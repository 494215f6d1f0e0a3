"""Two upheld complaints on one theme in the six months to the day speak against a figure that is met."""

from datetime import date
from typing import Any

import pytest

from evidencepack.assessment import Finding, Flag
from evidencepack.assessment.flags import contradiction
from evidencepack.frameworks.indicator_base import ContradictedBy
from evidencepack.library import Library
from evidencepack.measures import Cells, Scope
from evidencepack.pack.sentences import flag_lines
from evidencepack.registers import Complaint, Record
from evidencepack.statuses import Status
from tests.people import ON, ask, audit, codes, record, records, requirement, said, service, team, trained, training

DIGNITY = requirement("training-in-date", {"topic": "dignity"}, at_least="90%", partly_from="75%", window="12 months")
FIRST_DAY = date(2026, 5, 1)


def complaint(day: date, code: str, **more: Any) -> Complaint:
    given = {"received": day, "code": code, "theme": "Dignity", "closed": ON, "upheld": "yes"}
    return record(Complaint, **given | more)


def two(**more: Any) -> list[Complaint]:
    return [complaint(FIRST_DAY, "C1", **more), complaint(ON, "C2", **more)]


def beside(library: Library, *rows: Record) -> Finding:
    """The figure of a team whose training is in date, beside complaints."""
    done = [training(p.code, date(2026, 3, 2), course="Dignity in care", validity=12) for p in team(3)]
    return ask(library, DIGNITY, records(team(3), done, rows))


def test_two_upheld_on_the_theme_contradict_a_figure_and_are_named_by_number_and_day(library: Library) -> None:
    found = beside(library, *two())
    assert (found.status, codes(found)) == (Status.MET, ["CONTRADICTED"])
    (line,) = flag_lines(found, ON, library.rules, library.messages)
    assert line.sentence == (
        "2 complaints about dignity, received in the 6 months to 31 October 2026, were upheld, "
        "the latest C1 of 1 May 2026 and C2 of 31 October 2026."
    )


def test_the_six_months_begin_as_every_window_does(library: Library) -> None:
    assert codes(beside(library, complaint(date(2026, 4, 30), "C0"), complaint(ON, "C2"))) == []
    assert codes(beside(library, complaint(FIRST_DAY, "C1"), complaint(FIRST_DAY, "C2"))) == ["CONTRADICTED"]


@pytest.mark.parametrize(
    "more",
    [{"upheld": "partly"}, {"upheld": "no"}, {"upheld": ""}, {"closed": None}, {"kind": "concern"}, {"theme": "Food"}],
    ids=str,
)
def test_what_is_not_an_upheld_complaint_on_the_theme_does_not_count(library: Library, more: dict[str, Any]) -> None:
    assert codes(beside(library, *two(**more))) == []
    assert codes(beside(library, *two(), complaint(ON, "C3", **more))) == ["CONTRADICTED"]


def test_one_alone_contradicts_nothing(library: Library) -> None:
    assert codes(beside(library, complaint(ON, "C1"))) == []


def test_one_that_was_answered_after_the_day_is_still_open(library: Library) -> None:
    later = [complaint(FIRST_DAY, "C1"), complaint(ON, "C2", closed=date(2026, 11, 2))]
    assert codes(beside(library, *later)) == []


def test_of_many_the_latest_two_are_named_and_all_are_counted(library: Library) -> None:
    found = beside(library, *(complaint(date(2026, month, 2), f"C{month}") for month in (5, 6, 7, 8)))
    sentence = flag_lines(found, ON, library.rules, library.messages)[0].sentence
    assert sentence.startswith("4 complaints about dignity")
    assert sentence.endswith("the latest C7 of 2 July 2026 and C8 of 2 August 2026.")


def test_one_without_a_number_is_told_by_its_day(library: Library) -> None:
    found = beside(library, complaint(FIRST_DAY, ""), complaint(ON, "C2"))
    assert "one of 1 May 2026 and C2" in flag_lines(found, ON, library.rules, library.messages)[0].sentence


def test_a_figure_that_is_not_met_needs_no_contradiction(library: Library) -> None:
    assert codes(ask(library, DIGNITY, records(team(3), trained(team(3)), two()))) == ["NO_EVIDENCE"]


def by_both(library: Library, *rows: Record) -> Flag | None:
    rule = ContradictedBy(audit_topic="{topic}", complaint_theme="dignity")
    given = records(rows)
    scope = Scope(
        given, Cells(given, library.rules.terms), service(), library.rules.terms, ON, None, {"topic": "supervision"}, 10
    )
    return contradiction(rule, scope)


def test_an_audit_and_complaints_may_both_speak_against_it(library: Library) -> None:
    failed = audit(ON, 60, topic="Supervision")
    both, only_audit, only_complaints = (
        by_both(library, failed, *two()),
        by_both(library, failed),
        by_both(library, *two()),
    )
    assert [said(dict(f.facts)["topic"]) for f in (both, only_audit, only_complaints) if f] == [
        "supervision and dignity",
        "supervision",
        "dignity",
    ]
    assert by_both(library) is None
