"""What is said of where an expectation stands, where the counts alone would leave a reader wondering."""

from typing import Any

from evidencepack.frameworks.framework import Requirement
from evidencepack.library import Library
from evidencepack.pack import build_pack
from evidencepack.pack.model import Section
from tests.people import (
    BANDS,
    CULTURE,
    DUTY,
    LAW,
    ON,
    ago,
    assessed,
    audit,
    document,
    expectation,
    framework,
    material,
    records,
    requirement,
    review,
    supervised,
    team,
    trained,
    training,
)

TOPICS = ("fire safety", "first aid", "dignity", "equality", "safeguarding")
COURSES = tuple(requirement("training-in-date", {"topic": topic}, **BANDS) for topic in TOPICS)
INVOLVED = requirement("reviews-involve-person", **BANDS)
PLAN = requirement(document={"topic": "training plan", "within": "12 months"})


def section(library: Library, asked: tuple[Requirement, ...], *rows: Any, **more: Any) -> Section:
    """The section of an expectation of these requirements."""
    given = records(*rows)
    found = assessed(library, framework(expectation(*asked, **more)), given)
    return build_pack([found], material(library, given)).reports[0].sections[0]


def done(staff: int, good: dict[str, int]) -> list[Any]:
    """So many staff, and of each course how many of them have it in date."""
    return [*team(staff), *(training(p.code, ago(30), course=t) for t, n in good.items() for p in team(staff)[:n])]


def test_one_short_of_fewer_than_five_is_told_apart_from_what_is_not_met(library: Library) -> None:
    found = section(library, COURSES[:3], done(4, {"fire safety": 4, "first aid": 4, "dignity": 2}))
    assert "Short of what is asked: " in found.standing and found.status.code == "mostly shown"
    found = section(library, COURSES[:3], done(3, {"fire safety": 3, "first aid": 3, "dignity": 2}))
    assert (found.status.code, found.count_line) == ("mostly shown", "2 of 3 requirements met; 1 not met")
    assert "Short by one case among fewer than five, which decides nothing by itself: " in found.standing
    assert "2 of 3 (67%)" in found.standing and "Short of what is asked" not in found.standing


def test_under_half_judged_says_how_many(library: Library) -> None:
    reviews = tuple(requirement("reviews-involve-person", **BANDS, id=f"r{i}") for i in range(2))
    found = section(library, (CULTURE, *reviews), team(10), trained(team(10)))
    assert found.status.code == "little to go on"
    assert found.standing.startswith("Only 1 of 3 requirements could be judged. Met: ")


def test_nothing_judged_says_so(library: Library) -> None:
    found = section(library, (INVOLVED,), team(10))
    assert found.status.code == "not supplied"
    assert found.standing.startswith("Nothing could be judged from the records. ")


def test_all_met_and_mostly_shown_says_what_keeps_it_from_being_shown(library: Library) -> None:
    paper = section(library, (PLAN,), document("Training plan", ON))
    assert (paper.status.code, paper.count_line) == ("mostly shown", "1 of 1 requirement met")
    assert paper.standing.startswith("All that can be answered is met; a flag keeps it from being shown. ")
    narrow = section(library, COURSES[:2], done(10, dict.fromkeys(TOPICS[:2], 10)), breadth={"kinds_at_least": 3})
    assert narrow.status.code == "mostly shown"
    assert "by fewer than the 3 kinds of evidence that the publisher asks for" in narrow.standing
    short = section(library, COURSES[:2], done(3, {"fire safety": 3, "first aid": 2}))
    assert short.status.code == "mostly shown"
    assert short.standing.startswith("All that can be answered is met; what falls short by a single case keeps it ")


def test_a_latest_audit_below_its_mark_keeps_an_expectation_from_being_shown(library: Library) -> None:
    often = requirement("supervision-often-enough", {"times": 6}, **BANDS)
    rows = (team(1), supervised("S1"), trained(team(1)))
    good, poor = (section(library, (CULTURE, often), *rows, audit(ago(9), n, topic="Supervision")) for n in (90, 40))
    assert (good.status.code, poor.status.code) == ("shown", "mostly shown")


def test_a_duty_says_whether_it_is_not_kept_or_not_evidenced(library: Library) -> None:
    duty = requirement("reviews-involve-person", at_least="100%", number_from=LAW, duty=DUTY, essential=True)
    kept, broken, absent = (
        section(library, (CULTURE, duty), team(10), trained(team(10)), rows).headline
        for rows in ([review("P1", ON, person_involved=True)], [review("P1", ON, person_involved=False)], [])
    )
    assert (kept, broken, absent) == ("", "Records do not show a legal duty kept", "Legal duty not evidenced")
