"""Day-to-day care: incidents of a kind, visits, readings of policies, how often support is looked at again."""

from datetime import date
from fractions import Fraction

from tests.samples.recompute_harbour.care import of_nobody, reviews
from tests.samples.recompute_harbour.people import clients, supported
from tests.samples.recompute_harbour.raw import (
    NOT_PRINTED,
    ON,
    YEAR,
    Answer,
    Days,
    about,
    certain,
    come,
    count,
    day,
    how_many,
    periods_with,
    share,
    sheet,
    table,
    within,
)
from tests.samples.recompute_harbour.running import incidents
from tests.samples.recompute_harbour.workforce import courses

# The word of the log for each kind that is counted; it has none for the others.
SAFEGUARDING = ("Neglect alleged", "Theft alleged")
MONTHS: tuple[Days, ...] = tuple(
    (date(y, m, 1), date(y, m, last))
    for y, m, last in (
        (2025, 11, 30), (2025, 12, 31), (2026, 1, 31), (2026, 2, 28), (2026, 3, 31), (2026, 4, 30),
        (2026, 5, 31), (2026, 6, 30), (2026, 7, 31), (2026, 8, 31), (2026, 9, 30), (2026, 10, 31),
    )
)  # fmt: skip


def incidents_of(*kinds: str) -> Answer:
    return count(r for r in incidents() if within(r["When"], YEAR) and r["What kind"] in kinds)


def told_to_the_council() -> Answer:
    found = (r for r in incidents() if within(r["When"], YEAR) and r["What kind"] in SAFEGUARDING)
    return how_many(found, lambda r: come(r["Told council on"]))


def visits(top: str, bottom: str, months: Days) -> Answer:
    """Sums over the months; the total at the foot has no month."""
    rows = [r for r in sheet("Visits.xlsx", "Summary", 7) if day(r["Month"]) and within(r["Month"], months)]
    return Answer(Fraction(sum(r[top] for r in rows)), sum(r[bottom] for r in rows))


def policies_read() -> Answer:
    rows = [r for r in table("Policies.csv", ";", "cp1252") if within(r["Reviewed on"], YEAR)]
    return share(sum(int(r["Have read"]) for r in rows), sum(int(r["Must read"]) for r in rows))


def reviewed_often_enough(times: int) -> Answer:
    """So many a year for the days of the 12 months with the agency, rounded down."""
    began = {c["Client ID"]: certain(c["Care began"]) for c in clients()}
    good = of = 0
    lacking: list[int] = []
    for client in supported():
        due = times * ((ON - max(YEAR[0], began[client])).days + 1) // 365
        if due:
            of += 1
            lacks = due - sum(r["Client ref"] == client and within(r["Reviewed on"], YEAR) for r in reviews())
            good += lacks <= 0
            lacking.append(lacks)
    strays = of_nobody(r for r in reviews() if within(r["Reviewed on"], YEAR))
    assert strays == 1
    return share(good, of).between((good, of), (good + min(strays, lacking.count(1)), of), strays)


def consent_recorded() -> Answer:
    """The review sheet has no column for it: not recorded, and no figure."""
    assert not any("consent" in heading.casefold() for r in reviews() for heading in r)
    return NOT_PRINTED


def competency_checked(*words: str) -> Answer:
    """The training export has no column for it, so there is nothing to count."""
    assert any(within(when, YEAR) and about(words, course) for _, course, when, _, _ in courses())
    return NOT_PRINTED


def team_met_each_month() -> Answer:
    rows = (r for r in sheet("Meetings.xlsx", "Meetings 25-26", 2) if r["Meeting type"] == "Staff meeting")
    return periods_with((day(r["Held on"]) for r in rows), MONTHS)
