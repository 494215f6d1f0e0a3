"""Whatever the records, a figure is a part of its whole, everybody is somewhere, and order changes nothing."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from evidencepack.assessment import Finding
from evidencepack.frameworks.framework import Requirement
from evidencepack.library import Library
from evidencepack.measures import UsedAs
from evidencepack.registers import Record, Records, Staff, Training
from evidencepack.statuses import Status
from tests.people import (
    BANDS,
    CULTURE,
    LONG_AGO,
    ON,
    ask,
    audit,
    meeting,
    policy,
    records,
    requirement,
    review,
    said,
    staff,
    supervision,
    training,
    unread,
)

NEW = requirement("new-starter-training", {"topic": "cultural awareness"}, **BANDS)
OFTEN = requirement("supervision-often-enough", {"times": 6}, **BANDS)
INVOLVED = requirement("reviews-involve-person", **BANDS)
MONTHLY = requirement("meetings-held", {"kind": "residents"}, **BANDS)
CURRENT = requirement("policies-in-date", {"topic": "equality"}, **BANDS)
ASKED = {r.use: r for r in (CULTURE, NEW, OFTEN, INVOLVED, MONTHLY, CURRENT)}
PEOPLE = [CULTURE, OFTEN]

CODES = [f"S{i}" for i in range(1, 7)]
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 2, 1))
PAST = st.one_of(st.sampled_from([ON, date(2026, 3, 2)]), st.dates(min_value=date(2025, 1, 1), max_value=ON))
MAYBE = st.one_of(st.none(), DAYS)
LEAVE = st.fixed_dictionaries({"leave_from": MAYBE, "leave_to": MAYBE, "returned": MAYBE})


@st.composite
def people(draw: st.DrawFn) -> list[Staff]:
    """Up to six staff: old and new, leavers, people on leave and back from it."""
    who = draw(st.lists(st.sampled_from(CODES), unique=True))
    contracts = st.sampled_from(["permanent", "bank"])
    starts = st.one_of(st.just(LONG_AGO), DAYS)
    return [staff(c, draw(starts), end=draw(MAYBE), contract=draw(contracts), **draw(LEAVE)) for c in who]


@st.composite
def courses(draw: st.DrawFn) -> Training:
    """One cell of a matrix or a log: done, booked, ticked, not required, with or without validity."""
    who = draw(st.sampled_from([*CODES, "nobody known"]))
    course = draw(st.sampled_from(["Cultural awareness", "Cultural competence", "Fire safety"]))
    done = {"completed": draw(PAST), "validity": draw(st.sampled_from([None, 0, 12, 36])), "expires": draw(MAYBE)}
    states: list[dict[str, Any]] = [done, *({"state": s} for s in ("booked", "undated", "not required", "in progress"))]
    return training(who, course=course, **draw(st.sampled_from(states)))


MEETINGS = st.builds(supervision, st.sampled_from(CODES), PAST, kind=st.sampled_from(["supervision", "appraisal"]))
REVIEWS = st.builds(review, st.sampled_from(CODES), PAST, person_involved=st.sampled_from([None, True, False]))
RESIDENTS = st.builds(meeting, PAST, st.sampled_from(["residents", "governance"]))
POLICIES = st.builds(policy, st.sampled_from(["Equality", "Anti-racism", "Medicines"]), DAYS, reviewed=PAST)
BAD = st.sampled_from([unread("staff", code="X"), unread("reviews", person="P9"), unread("training")])
OTHERS = st.one_of(courses(), MEETINGS, REVIEWS, RESIDENTS, POLICIES)


@st.composite
def houses(draw: st.DrawFn) -> Records:
    """The records of a small house."""
    rows = draw(st.lists(OTHERS, max_size=25, unique_by=lambda r: r.id))
    registers = ["staff", "training", "supervision", "reviews", "meetings", "policies"]
    return records(draw(people()), rows, draw(st.lists(BAD, max_size=3)), supplied=registers)


def shape(found: Finding) -> tuple[Any, ...]:
    """Everything a finding says, without regard to the order of rows."""
    m = found.measured
    trace = sorted((t.record, t.used_as, said(t.because), sorted(t.by)) for t in m.trace)
    left = sorted((said(why), n) for why, n in m.left_out)
    return (found.status, m.numerator, m.denominator, m.figure, m.unread, m.facts, m.notes, left, trace, found.flags)


@pytest.mark.parametrize("use", ASKED)
@given(house=houses())
def test_a_numerator_is_never_more_than_its_denominator(library: Library, use: str, house: Records) -> None:
    m = ask(library, ASKED[use], house).measured
    if m.numerator is not None:
        assert m.denominator is not None
        assert 0 <= m.numerator <= m.denominator
        assert m.figure == (Fraction(m.numerator, m.denominator) if m.denominator else None)


@pytest.mark.parametrize("asked", PEOPLE, ids=lambda r: r.use)
@given(house=houses())
def test_everybody_on_the_day_is_in_one_place_of_the_trace(
    library: Library, asked: Requirement, house: Records
) -> None:
    m = ask(library, asked, house).measured
    on_the_day = [p.id for p in house.of("staff") if isinstance(p, Staff) and p.start <= ON <= (p.end or ON)]
    theirs = [t for t in m.trace if t.record in on_the_day]
    assert sorted(t.record for t in theirs) == sorted(on_the_day)
    assert all(t.used_as is UsedAs.MAYBE for t in m.trace if t not in theirs)
    used = [t.used_as.value for t in m.trace]
    assert used.count("numerator") == m.numerator
    open_ = sum(t.used_as is UsedAs.MAYBE for t in theirs)
    assert used.count("numerator") + used.count("denominator") + open_ == m.denominator
    assert used.count("left out") == sum(n for _, n in m.left_out)


@given(house=houses(), who=st.sampled_from(CODES))
def test_one_more_good_record_never_lowers_coverage(library: Library, house: Records, who: str) -> None:
    good = training(who, ON, course="Cultural humility", validity=12)
    more = replace(house, rows={**house.rows, "training": (*house.of("training"), good)})
    before, after = (ask(library, CULTURE, rows).measured for rows in (house, more))
    assert (after.figure or 0) >= (before.figure or 0)
    assert (after.numerator or 0) >= (before.numerator or 0)


@given(house=houses())
def test_one_more_unread_row_makes_a_status_unclear_or_leaves_it(library: Library, house: Records) -> None:
    one_more = records(unread("staff", code="Y"))
    more = replace(
        house,
        partial={**house.partial, "staff": (*house.partial.get("staff", ()), *one_more.partial["staff"])},
        unknown={**house.unknown, **one_more.unknown},
    )
    before, after = (ask(library, CULTURE, r) for r in (house, more))
    if before.status.judged:
        assert after.status in (before.status, Status.UNCLEAR)
    if before.measured.least and after.measured.least and before.measured.greatest and after.measured.greatest:
        assert (after.measured.least.figure or 0) <= (before.measured.least.figure or 0)
        assert (after.measured.greatest.figure or 0) >= (before.measured.greatest.figure or 0)


@pytest.mark.parametrize("use", ASKED)
@given(house=houses(), data=st.data())
def test_the_order_of_the_rows_changes_nothing(library: Library, use: str, house: Records, data: st.DataObject) -> None:
    mixed = {name: tuple(data.draw(st.permutations(rows))) for name, rows in house.rows.items()}
    other = replace(house, rows=mixed)
    assert shape(ask(library, ASKED[use], other)) == shape(ask(library, ASKED[use], house))


@given(rows=st.permutations([audit(ON, 60, topic="Supervision", scope=s) for s in ("a", "b", "c")]))
def test_the_order_of_audits_of_one_day_changes_no_contradiction(library: Library, rows: list[Record]) -> None:
    found = ask(library, OFTEN, records(staff(), rows, [supervision("S1", date(2026, m, 5)) for m in range(1, 9)]))
    assert [f.code for f in found.flags] == ["CONTRADICTED"]
