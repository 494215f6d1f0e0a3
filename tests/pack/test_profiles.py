"""The profile beside a standing: counts by group, the nearest miss, the newest evidence, its kinds, what changed."""

from datetime import date
from typing import Any

import pytest
from msgspec import to_builtins

from evidencepack.frameworks.framework import Requirement
from evidencepack.library import Library
from evidencepack.pack import Pack, build_pack, to_hand_over
from evidencepack.pack.listed_model import Profile
from evidencepack.pack.profiles import grouped_counts
from evidencepack.statuses import Status
from tests.people import (
    BANDS,
    ON,
    ago,
    answers,
    assessed,
    expectation,
    framework,
    material,
    meeting,
    person,
    records,
    requirement,
    review,
    supervised,
    team,
    training,
    unread,
)

TOPICS = ("fire safety", "first aid", "dignity")
COURSES = tuple(requirement("training-in-date", {"topic": topic}, **BANDS) for topic in TOPICS)
INVOLVED = requirement("reviews-involve-person", **BANDS)
OFTEN = requirement("supervision-often-enough", {"times": 6}, **BANDS)


def pack_of(library: Library, asked: tuple[Requirement, ...], *rows: Any, previous: Pack | None = None) -> Pack:
    given = records(*rows)
    found = assessed(library, framework(expectation(*asked)), given)
    return build_pack([found], material(library, given, previous=previous))


def profile(library: Library, asked: tuple[Requirement, ...], *rows: Any, previous: Pack | None = None) -> Profile:
    """The profile of an expectation of these requirements."""
    return pack_of(library, asked, *rows, previous=previous).reports[0].sections[0].profile


def done(staff: int, good: dict[str, int], days: int = 30) -> list[Any]:
    """So many staff, and of each course how many of them did it so many days ago."""
    return [
        *team(staff),
        *(training(p.code, ago(days), course=t) for t, n in good.items() for p in team(staff)[:n]),
    ]


def test_every_status_is_in_one_of_six_groups(library: Library) -> None:
    counts = grouped_counts(Status, library.words, library.messages)
    assert [(c.status.word, c.count) for c in counts] == [
        ("Met", 1),
        ("Partly met", 1),
        ("Not met", 1),
        ("Unclear", 3),
        ("Not recorded or supplied", 3),
        ("Set aside", 3),
    ]


def test_groups_of_none_are_counted_too_and_the_bar_holds_a_symbol_for_each_requirement(library: Library) -> None:
    found = profile(library, (*COURSES, INVOLVED), *done(10, {"fire safety": 10, "first aid": 8, "dignity": 2}))
    assert [c.count for c in found.counts] == [1, 1, 1, 0, 1, 0]
    assert found.bar == "●◐○□"


def test_the_nearest_miss_lacks_the_fewest_people(library: Library) -> None:
    found = profile(library, COURSES, *done(10, {"fire safety": 10, "first aid": 7, "dignity": 2}))
    assert found.nearest == "2 more staff would meet 90% (Training in first aid in date)"
    assert (found.lacks, found.nearest_finding) == (2, "council/expected/r2")


def test_one_who_is_lacking_is_one_member_of_staff(library: Library) -> None:
    found = profile(library, COURSES[:1], *done(10, {"fire safety": 8}))
    assert found.nearest == "1 more member of staff would meet 90% (Training in fire safety in date)"


def test_records_that_lack_are_told_without_a_word_for_them(library: Library) -> None:
    rows = [review("P1", ago(n), person_involved=n > 3) for n in range(1, 11)]
    assert profile(library, (INVOLVED,), person(), rows).nearest == (
        "2 more would meet 90% (Reviews that the person took part in)"
    )


def test_what_is_met_left_open_or_a_sample_is_no_near_miss(library: Library) -> None:
    assert profile(library, COURSES[:1], *done(10, {"fire safety": 9})).nearest == ""
    open_one = unread("training", staff="S8", course="Fire safety")
    assert profile(library, COURSES[:1], *done(10, {"fire safety": 7}), open_one).nearest == ""
    survey = requirement("feedback-positive", {"topic": "dignity"}, **BANDS)
    assert profile(library, (survey,), answers(80, 20)).nearest == ""


def test_periods_that_are_lacking_are_no_near_miss(library: Library) -> None:
    monthly = requirement("meetings-held", {"kind": "residents"}, at_least="90%", partly_from="10%", window="12 months")
    found = profile(library, (monthly,), [meeting(date(2026, month, 5)) for month in range(3, 9)])
    assert [c.count for c in found.counts] == [0, 1, 0, 0, 0, 0] and found.nearest == ""


def test_the_newest_evidence_is_a_record_that_counted_and_not_the_start_of_anybody(library: Library) -> None:
    late = [*team(9), *team(10, start=ago(90))[9:]]
    rows = [training(p.code, ago(200), course="fire safety") for p in late]
    found = profile(library, COURSES[:1], late, rows, supervised("S1", last=ago(2)))
    assert found.newest == ago(200)
    assert profile(library, (*COURSES[:1], OFTEN), late, rows, supervised("S1", last=ago(2))).newest == ago(2)


def test_kinds_are_those_of_which_a_record_counted(library: Library) -> None:
    survey = requirement("feedback-positive", {"topic": "dignity"}, **BANDS)
    rows = done(10, {"fire safety": 9})
    assert profile(library, (COURSES[0], survey), *rows).kinds == ("processes",)
    assert profile(library, (COURSES[0], survey), *rows, answers(80, 20)).kinds == ("processes", "people's experience")


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ({"fire safety": 2, "first aid": 2}, {"fire safety": 10, "first aid": 2},
         "was not shown on 31 October 2026; 1 more met"),
        ({"fire safety": 10, "first aid": 10}, {"fire safety": 10, "first aid": 2},
         "was shown on 31 October 2026; 1 fewer met"),
        ({"fire safety": 2, "first aid": 2}, {"fire safety": 8, "first aid": 2}, "was not shown on 31 October 2026"),
        ({"fire safety": 10, "first aid": 2}, {"fire safety": 10, "first aid": 4}, "the same as on 31 October 2026"),
    ],
)  # fmt: skip
def test_what_changed_since_the_last_pack_is_said(
    then: dict[str, int], now: dict[str, int], said: str, library: Library
) -> None:
    before = pack_of(library, COURSES[:2], *done(10, then))
    assert before.reports[0].sections[0].profile.since == ""
    assert profile(library, COURSES[:2], *done(10, now), previous=before).since == said


def test_the_edition_to_hand_over_has_the_same_profile(library: Library) -> None:
    pack = pack_of(library, COURSES, *done(10, {"fire safety": 10, "first aid": 7}))
    handed = to_hand_over(pack).reports[0].sections[0].profile
    assert handed == pack.reports[0].sections[0].profile
    assert to_builtins(handed)["newest"] == ago(30).isoformat()
    assert date.fromisoformat(to_builtins(handed)["newest"]) < ON
