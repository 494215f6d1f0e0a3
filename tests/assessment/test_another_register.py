"""Where one register is silent another may answer; and of things and people that have an end, what is in force."""

from datetime import date, timedelta
from typing import Any

import pytest

from evidencepack.dates import MonthDay
from evidencepack.library import Library
from evidencepack.registers import Dols, Equipment, Incident, Safeguarding, StaffCheck
from evidencepack.statuses import Status
from tests.people import ON, ago, ask, counts, record, records, requirement, sentence, team

REFERRED = requirement("safeguarding-referred", at_least="100%", window="12 months")
TOLD = requirement("incidents-notified", at_least="100%", window="12 months")
DBS = requirement("dbs-on-file", at_least="100%")
IN_DATE = requirement("equipment-in-date", at_least="100%")
IN_FORCE = requirement("dols-in-force", at_least="100%")
NEXT = ON + timedelta(days=30)


def concern(days: int, **more: Any) -> Safeguarding:
    return record(Safeguarding, date=ago(days), code=f"SG{days}", **more)


def incident(days: int, **more: Any) -> Incident:
    return record(Incident, **{"date": ago(days), "code": f"I{days}", "type": "fall"} | more)


def test_the_safeguarding_log_says_what_went_to_the_council(library: Library) -> None:
    found = ask(library, REFERRED, records(concern(9, referred=ago(8)), concern(5), incident(9, safeguarding=True)))
    assert (found.status, counts(found)) == (Status.NOT_MET, (1, 2))
    assert "in the safeguarding log" in sentence(library, found)


def test_without_such_a_log_the_incident_log_says_it_by_its_words_or_by_its_mark(library: Library) -> None:
    rows = [incident(9, safeguarding=True, referred=ago(8)), incident(5, type="safeguarding: neglect"), incident(4)]
    found = ask(library, REFERRED, records(rows))
    assert (found.status, counts(found), found.requirement.use) == (
        Status.NOT_MET,
        (1, 2),
        "safeguarding-incidents-referred",
    )


def test_an_action_stays_the_same_whichever_register_answers(library: Library) -> None:
    first = ask(library, REFERRED, records(concern(5)))
    second = ask(library, REFERRED, records(incident(5, safeguarding=True)))
    assert first.ref == second.ref


def test_with_neither_it_is_the_first_that_was_not_supplied(library: Library) -> None:
    found = ask(library, REFERRED, records())
    assert (found.status, found.measured.facts["missing_register"]) == (Status.NOT_SUPPLIED, "safeguarding")


def test_the_log_says_that_cqc_was_told_where_no_notifications_are_given(library: Library) -> None:
    rows = [incident(9, notifiable=True, cqc_told=True), incident(5, notifiable=True, cqc_told=False), incident(4)]
    found = ask(library, TOLD, records(rows))
    assert (found.requirement.use, counts(found)) == ("incidents-told-to-cqc", (1, 2))


def test_a_log_that_says_nothing_of_cqc_does_not_answer_for_notifications(library: Library) -> None:
    found = ask(library, TOLD, records(incident(9, notifiable=True)))
    assert (found.status, found.requirement.use) == (Status.NOT_SUPPLIED, "incidents-notified")


def test_the_list_of_dbs_certificates_answers_for_everybody_employed(library: Library) -> None:
    issued = [record(StaffCheck, staff=f"S{n}", dbs_issued=ago(900 * n)) for n in (1, 2)]
    found = ask(library, DBS, records(team(4), issued, record(StaffCheck, staff="S3")))
    assert (found.status, counts(found)) == (Status.NOT_MET, (2, 4))


def thing(item: str, due: date | None, checked: date | None = None, **more: Any) -> Equipment:
    return record(Equipment, item=item, due=due, checked=checked, **more)


@pytest.mark.parametrize(("due", "good"), [(ON, 1), (ON - timedelta(1), 0), (NEXT, 1), (None, 0)])
def test_a_check_is_in_date_to_the_day_it_is_due(library: Library, due: date | None, good: int) -> None:
    assert counts(ask(library, IN_DATE, records(thing("Hoist", due)))) == (good, 1)


def test_what_is_due_some_day_of_this_month_may_be_in_date(library: Library) -> None:
    month = MonthDay(ON.year, ON.month, 1)
    assert ask(library, IN_DATE, records(thing("Hoist", month))).status is Status.UNCLEAR


def test_of_one_hoist_and_check_the_newest_row_counts_and_of_two_hoists_each(library: Library) -> None:
    old, new = thing("Hoist", ago(9), ago(200), code="1"), thing("Hoist", NEXT, ago(9), code="1")
    assert counts(ask(library, IN_DATE, records(old, new))) == (1, 1)
    assert counts(ask(library, IN_DATE, records(old, thing("Hoist", NEXT, ago(9), code="2")))) == (1, 2)


def test_an_authorisation_counts_whenever_it_was_asked_for_and_a_new_one_in_place_of_the_old(library: Library) -> None:
    old = record(Dols, person="P1", applied=ago(900), granted=ago(800), expires=ago(435))
    new = record(Dols, person="P1", applied=ago(460), granted=ago(430), expires=NEXT)
    gone = record(Dols, person="P2", granted=ago(700), expires=ago(1))
    waiting = record(Dols, person="P3", applied=ago(20))
    found = ask(library, IN_FORCE, records(old, new, gone, waiting))
    assert (found.status, counts(found)) == (Status.NOT_MET, (1, 2))


def test_nobody_granted_is_none_due(library: Library) -> None:
    found = ask(library, IN_FORCE, records(record(Dols, person="P3", applied=ago(20))))
    assert found.status is Status.NONE_DUE
