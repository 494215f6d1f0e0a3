"""When a requirement applies and what it then asks: words of applies_when, switches, steps by contract year, tiers."""

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from evidencepack.frameworks.framework import AppliesWhen
from evidencepack.library import Library
from evidencepack.pack.sections import level_lines
from evidencepack.pack.sentences import sentence_of
from evidencepack.registers import Incident, LifeEvent, Records
from evidencepack.statuses import Status
from tests.people import (
    BANDS,
    ON,
    ago,
    ask,
    expectation,
    record,
    records,
    requirement,
    review,
    said,
    service,
    stands,
    team,
    training,
)


def incident(day: date, **more: Any) -> Incident:
    return record(Incident, **{"date": day, "type": "Fall", "code": f"I {day}"} | more)


# Steps by contract year


def by_contract_year(library: Library, start: date | None) -> list[Status]:
    """Eight and nine of ten against 95%, or 70% in the first contract year and 85% from the second."""
    asked = requirement("reviews-involve-person", **BANDS | {"at_least": "95%", "by_year": {1: "70%", 2: "85%"}})
    home = service(contracts={"council": start} if start else {})
    found = []
    for good in (8, 9):
        rows = records([review("P1", ago(i), person_involved=i < good) for i in range(10)])
        found.append(ask(library, asked, rows, home).status)
    return found


@pytest.mark.parametrize("start", [date(2025, 11, 1), ON])
def test_the_first_step_holds_to_the_last_day_of_the_first_year(library: Library, start: date) -> None:
    assert by_contract_year(library, start) == [Status.MET, Status.MET]


@pytest.mark.parametrize("start", [date(2025, 10, 31), date(2019, 1, 1)])
def test_the_target_steps_up_on_the_anniversary_and_the_last_step_holds(library: Library, start: date) -> None:
    assert by_contract_year(library, start) == [Status.PARTLY_MET, Status.MET]


@pytest.mark.parametrize("start", [None, ON + timedelta(1)])
def test_before_the_contract_starts_the_target_is_the_plain_one(library: Library, start: date | None) -> None:
    assert by_contract_year(library, start) == [Status.PARTLY_MET, Status.PARTLY_MET]


TIERS = {"C": "dignity", "B": "equality", "A": "safeguarding"}


def level(library: Library, **good: int) -> str:
    """The level of three tiers, each asking for one course, by how many of ten have it."""
    asked = [requirement("training-in-date", {"topic": topic}, tier=tier, **BANDS) for tier, topic in TIERS.items()]
    rows = [training(p.code, ago(30), course=TIERS[tier]) for tier, n in good.items() for p in team(n)]
    return stands(library, expectation(*asked, tiers=tuple(TIERS)), records(team(10), rows)).level


def test_the_level_is_the_highest_with_it_and_all_below_it_met(library: Library) -> None:
    assert level(library, C=10, B=10, A=10) == "A"
    assert level(library, C=10, B=8, A=10) == "C"
    assert level(library, C=8, B=10, A=10) == ""


def test_the_pack_names_what_stands_in_the_way_of_the_next_level(library: Library) -> None:
    asked = [requirement("training-in-date", {"topic": topic}, tier=tier, **BANDS) for tier, topic in TIERS.items()]

    def said(**good: int) -> str:
        rows = [training(p.code, ago(30), course=TIERS[tier]) for tier, n in good.items() for p in team(n)]
        found = stands(library, expectation(*asked, tiers=tuple(TIERS)), records(team(10), rows))
        return " ".join(level_lines(found, 4, library.messages))

    assert said(C=10, B=8, A=10) == "Level the records support: C. In the way of level B: 4.2."
    assert said(C=8, B=8) == "Level the records support: none yet. In the way of level C: 4.1."
    assert said(C=10, B=10, A=10) == "Level the records support: A."


def test_no_level_is_supported_by_nothing(library: Library) -> None:
    """Of a tier whose requirements set no target or do not apply, nothing is met."""
    asked = [requirement("complaints-recorded", tier=tier) for tier in TIERS]
    found = stands(library, expectation(*asked, tiers=tuple(TIERS)), records(supplied=["complaints"]))
    assert found.level == ""


def test_what_is_switched_off_does_not_apply_until_the_service_switches_it_on(library: Library) -> None:
    asked = expectation(requirement("reviews-involve-person", **BANDS), switched_off="not asked of small services")
    rows = records(review("P1", ON, person_involved=True))
    (off,) = stands(library, asked, rows).findings
    assert (off.status, said(off.reason or "")) == (Status.NOT_APPLICABLE, "not asked of small services")
    assert [f.status for f in stands(library, asked, rows, service(switched_on=["expected"])).findings] == [Status.MET]
    assert stands(library, asked, rows, service(switched_on=["other"])).findings[0].status is Status.NOT_APPLICABLE


HAPPENED = incident(ago(9), notifiable=True, candour_applies=True)
QUIET = incident(ago(9), notifiable=False, candour_applies=False)
NO_DEATH = record(LifeEvent, code="D1", date=ago(9), kind="Death", notifiable=False)
# word: what makes it apply, and what does not (service, rows)
WHEN: dict[str, tuple[dict[str, Any], list[Any], dict[str, Any], list[Any]]] = {
    "registered manager required": ({}, [], {"registered_manager_required": False}, []),
    "provider runs several services": ({"services_of_provider": 2}, [], {}, []),
    "rated": ({"rating": "Good"}, [], {"rating": ""}, []),
    "return requested": ({"pir_requested": True}, [], {"pir_requested": False}, []),
    "has directors": ({"has_directors": True}, [], {"has_directors": False}, []),
    "gives medicines": ({"gives_medicines": True}, [], {"gives_medicines": False}, []),
    "supports people with a learning disability or autistic people": (
        {"learning_disability_or_autism": True},
        [],
        {"learning_disability_or_autism": False},
        [],
    ),
    "does delegated health tasks": ({"delegated_health_tasks": True}, [], {"delegated_health_tasks": False}, []),
    "notifiable event recorded": ({}, [HAPPENED, NO_DEATH], {}, [QUIET, NO_DEATH]),
    "candour event recorded": ({}, [HAPPENED], {}, [QUIET]),
}


def applies(library: Library, word: str, home: dict[str, Any], rows: list[Any]) -> bool:
    asked = requirement("reviews-involve-person", applies_when=word, **BANDS)
    found = ask(library, asked, records(rows), service(**home))
    assert (found.status is Status.NOT_APPLICABLE) is bool(found.reason)
    return found.status is not Status.NOT_APPLICABLE


def test_every_word_is_here() -> None:
    assert set(WHEN) == set(get_args(AppliesWhen))


@pytest.mark.parametrize("word", WHEN)
def test_a_requirement_applies_when_its_word_holds_and_says_why_not(library: Library, word: str) -> None:
    home, rows, other_home, other_rows = WHEN[word]
    assert applies(library, word, home, rows)
    assert not applies(library, word, other_home, other_rows)


NOT_SAID = {
    "rated": "CQC has published a rating of the service",
    "return requested": "CQC has asked for a provider information return",
    "has directors": "the provider has directors",
    "gives medicines": "the service gives medicines",
    "supports people with a learning disability or autistic people": (
        "the service supports people with a learning disability or autistic people"
    ),
    "does delegated health tasks": "staff do health tasks delegated by a nurse or other clinician",
}


@pytest.mark.parametrize(("word", "whether"), NOT_SAID.items())
def test_while_nobody_has_said_it_is_unclear_and_asked_and_never_not_applicable(
    library: Library, word: str, whether: str
) -> None:
    asked = requirement("reviews-involve-person", applies_when=word, **BANDS)
    for rows in (records(), records(review("P1", ON, person_involved=False))):
        found = ask(library, asked, rows)
        assert (found.status, [flag.code for flag in found.flags]) == (Status.UNCLEAR, ["NOT_SAID"])
        assert sentence_of(found, ON, library.rules, library.words, library.messages) == (
            f"Nobody has said whether {whether}: say so on the sheet Your service of the starter workbook, or in "
            "service.yaml."
        )


@pytest.mark.parametrize("word", NOT_SAID)
def test_what_the_records_show_stands_whether_or_not_it_is_said_to_be_asked(library: Library, word: str) -> None:
    asked = requirement("reviews-involve-person", applies_when=word, **BANDS)
    found = ask(library, asked, records(review("P1", ON, person_involved=True)))
    assert (found.status, found.reason) == (Status.MET, None)


UNMARKED = incident(ago(9), notifiable=None, candour_applies=None)


def event_applies(library: Library, rows: Records, **more: Any) -> bool:
    asked = requirement("reviews-involve-person", applies_when="candour event recorded", **BANDS)
    return ask(library, asked, replace(rows, **more)).status is not Status.NOT_APPLICABLE


def test_an_event_is_ruled_out_only_where_no_row_may_be_one(library: Library) -> None:
    rows = records(UNMARKED)
    (row,) = rows.of("incidents")
    place = (row.origin.file, row.origin.sheet)
    assert not event_applies(library, rows)
    assert not event_applies(library, rows, columns={place: frozenset({"candour_applies", "date"})})
    assert event_applies(library, rows, columns={place: frozenset({"date"})})
    assert event_applies(library, rows, signs={row.id: "999"})
    assert event_applies(library, rows, unknown={row.id: frozenset({"candour_applies"})})
    assert event_applies(library, records(), partial={"incidents": (row,)})
    assert not event_applies(library, records(QUIET), signs={row.id: "999"})


@pytest.mark.parametrize(("word", "rows"), [("notifiable event recorded", [QUIET]), ("candour event recorded", [])])
def test_a_register_that_was_not_given_cannot_rule_an_event_out(library: Library, word: str, rows: list[Any]) -> None:
    assert applies(library, word, {}, rows)
