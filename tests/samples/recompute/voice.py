"""What people say and what comes of it: feedback, care plan reviews, contacts with partners."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from tests.samples.recompute.people import settled
from tests.samples.recompute.raw import (
    CULTURE,
    HALF,
    HALF_BEFORE,
    HALF_YEARS,
    ON,
    QUARTERS,
    YEAR,
    Answer,
    Days,
    Used,
    about,
    day,
    periods_with,
    share,
    sheet,
    table,
    tidy,
    two_periods,
    within,
)

_GROUPS = {
    "resident": "person",
    "relative": "family",
    "family member": "family",
    "staff": "staff",
    "staff member": "staff",
    "professional": "partner",
    "community partner": "partner",
}


class Said(NamedTuple):
    when: date
    group: str
    asked: tuple[str, str]
    score: Fraction | None
    response: str
    told: date | None


@cache
def feedback() -> tuple[Said, ...]:
    """Every answer up to the day."""
    found = []
    for row in table("Feedback 2025-26.csv", "utf-8-sig"):
        when = day(row["Date"])
        assert when, row
        score = Fraction(int(row["Score"]), int(row["Out of"])) if row["Score"] else None
        asked, told = (row["Question"], row["Theme"]), day(row["Told them on"])
        if when <= ON:
            group = _GROUPS[row["Who from"].casefold()]
            found.append(Said(when, group, asked, score, tidy(row["What we did"]), told))
    return tuple(found)


def scores(groups: tuple[str, ...], words: tuple[str, ...], window: Days) -> list[Fraction]:
    rows = [s for s in feedback() if s.group in groups and within(s.when, window)]
    return [s.score for s in rows if s.score is not None and about(words, *s.asked)]


def _four_of_five(found: list[Fraction]) -> Answer:
    return share(sum(5 * score >= 4 for score in found), len(found))


def dignity() -> Answer:
    return _four_of_five(scores(("person", "family"), ("dignity",), YEAR))


def staff_awareness() -> Answer:
    return _four_of_five(scores(("staff",), ("cultural awareness",), YEAR))


def culture_change() -> Answer:
    return two_periods(scores(("person",), CULTURE, HALF), scores(("person",), CULTURE, HALF_BEFORE))


def people_each_quarter() -> Answer:
    asked = [s for s in feedback() if s.group in ("person", "family") and about(CULTURE, *s.asked)]
    return periods_with([s.when for s in asked], QUARTERS)


def partners_each_half_year() -> Answer:
    return periods_with([s.when for s in feedback() if s.group == "partner"], HALF_YEARS)


def told_back() -> Answer:
    acted_on = [s for s in feedback() if s.response and within(s.when, YEAR)]
    return share(sum(s.told is not None for s in acted_on), len(acted_on))


@cache
def reviews() -> tuple[tuple[str, bool, bool], ...]:
    """Of the 12 months: who, whether they took part, whether cultural needs were recorded."""
    found = []
    for row in table("Care plan reviews.csv", "utf-8"):
        if within(day(row["Review date"]), YEAR):
            yes = [row[h].casefold() in ("y", "yes") for h in ("Resident involved", "Cultural needs recorded")]
            found.append((row["Resident ref"], yes[0], yes[1]))
    return tuple(found)


def took_part() -> Answer:
    return share(sum(part for _, part, _ in reviews()), len(reviews()))


def culture_recorded() -> Answer:
    recorded = {ref for ref, _, culture in reviews() if culture}
    return share(len(recorded & settled()), len(settled()))


@cache
def contacts() -> tuple[tuple[date, bool], ...]:
    """With community organisations: when, and whether the result is noted."""
    found = {}
    for row in sheet("Community and partners.xlsx", "Contacts", heading=3):
        when = day(row["Date of contact"])
        if when and when <= ON and tidy(row["Type"]).casefold() in ("community", "community group"):
            found[row["Organisation"], when] = (when, bool(tidy(row["Result"])))
    return tuple(found.values())


def contacts_each_quarter() -> Answer:
    return periods_with([when for when, _ in contacts()], QUARTERS)


def contact_results() -> Answer:
    year = [noted for when, noted in contacts() if within(when, YEAR)]
    return share(sum(year), len(year))


def contacts_change() -> Answer:
    now = sum(within(when, HALF) for when, _ in contacts())
    then = sum(within(when, HALF_BEFORE) for when, _ in contacts())
    says = (f"organisations: {now} in", f", {then} in the")
    return Answer(now, now, Used(now, then), says, Fraction(now - then))
