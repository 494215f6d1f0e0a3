"""What people say, their reviews, goals and risks, and the partners around them."""

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache

from tests.samples.recompute_harbour.people import client_of, clients, settled
from tests.samples.recompute_harbour.raw import (
    FEEDBACK_HALF_YEARS,
    FEEDBACK_QUARTERS,
    HALF,
    QUARTERS,
    YEAR,
    Answer,
    Days,
    Row,
    about,
    certain,
    come,
    count,
    day,
    how_many,
    in_time,
    newest_of,
    one_more,
    periods_with,
    share,
    sheet,
    table,
    within,
)

PEOPLE, STAFF = ("SU", "FAM"), ("STF",)
COMMUNITY = ("Faith group", "Club", "Community group")


@cache
def answers() -> tuple[Row, ...]:
    rows = table("Survey answers.csv", ";", "utf-8-sig")
    return tuple(r for r in rows if come(r["Submitted"]))


def score(row: Row) -> int | None:
    """Of five: 4/5 or 4 of 5."""
    found = re.fullmatch(r"(\d)(?:/| of )5", row["Answer (of 5)"])
    return int(found[1]) if found else None


def four_of_five(groups: tuple[str, ...], *words: str) -> Answer:
    rows = (r for r in answers() if r["Respondent"] in groups and within(r["Submitted"], YEAR))
    scores = [score(r) for r in rows if about(words, r["Statement"], r["Area"])]
    given = [s for s in scores if s is not None]
    return share(sum(s >= 4 for s in given), len(given))


def asked_each_quarter(*words: str) -> Answer:
    rows = (r for r in answers() if r["Respondent"] in PEOPLE and about(words, r["Statement"], r["Area"]))
    return periods_with((day(r["Submitted"]) for r in rows), FEEDBACK_QUARTERS)


def staff_asked(*words: str) -> Answer:
    rows = (r for r in answers() if r["Respondent"] in STAFF and about(words, r["Statement"], r["Area"]))
    return newest_of((day(r["Submitted"]) for r in rows), YEAR)


def partners_each_half_year() -> Answer:
    known = {*PEOPLE, *STAFF}
    rows = (r for r in answers() if r["Respondent"] not in known)
    return periods_with((day(r["Submitted"]) for r in rows), FEEDBACK_HALF_YEARS)


def told_back() -> Answer:
    acted_on = (r for r in answers() if within(r["Submitted"], YEAR) and r["You said, we did"])
    return how_many(acted_on, lambda r: come(r["Told them on"]))


@cache
def reviews() -> tuple[Row, ...]:
    """Up to the day; one is of somebody on no list."""
    return tuple(r for r in table("Reviews.csv", ";", "utf-8") if come(r["Reviewed on"]))


def of_nobody(rows: Iterable[Row]) -> int:
    """How many are of somebody on no list."""
    known = {c["Client ID"] for c in clients()}
    return sum(r["Client ref"] not in known for r in rows)


def _reviewed(of: tuple[str, ...], heading: str = "") -> Answer:
    rows = [r for r in reviews() if within(r["Reviewed on"], YEAR) and (not heading or r[heading] == "Y")]
    had = {r["Client ref"] for r in rows}
    return one_more(share(sum(client in had for client in of), len(of)), of_nobody(rows))


def culture_recorded() -> Answer:
    return _reviewed(settled(), "Culture and faith recorded")


def reviewed() -> Answer:
    return _reviewed(settled())


def communication_recorded() -> Answer:
    return _reviewed(settled(), "AIS recorded")


def took_part() -> Answer:
    year = (r for r in reviews() if within(r["Reviewed on"], YEAR))
    return how_many(year, lambda r: r["Client involved"] == "Y")


def joint_reviews(window: Days = HALF) -> Answer:
    return newest_of((day(r["Reviewed on"]) for r in reviews() if about(["joint review"], r["Review type"])), window)


@cache
def goals() -> tuple[tuple[str, Row], ...]:
    """Of the 12 months, with whose they are, "" of somebody on no list; a total left out."""
    rows = ((client_of(r["Client"]) or "", r) for r in sheet("Goals.xlsx", "Goals", 2))
    return tuple((who, r) for who, r in rows if within(r["Agreed on"], YEAR))


def _measured() -> list[tuple[int, int]]:
    pairs = ((r["At the start (0-10)"], r["Now (0-10)"]) for _, r in goals())
    return [(before, now) for before, now in pairs if before is not None and now is not None]


def goals_reviewed() -> Answer:
    return how_many((r for _, r in goals()), lambda r: come(r["Looked at on"]))


def goals_measured() -> Answer:
    return share(len(_measured()), len(goals()))


def goals_progress() -> Answer:
    return Answer(Fraction(sum(now - before for before, now in _measured())), len(_measured()))


def independence_goals() -> Answer:
    had = [who for who, r in goals() if r["Towards independence?"] == "Y"]
    return one_more(share(sum(client in had for client in settled()), len(settled())), had.count(""))


@cache
def risks() -> tuple[Row, ...]:
    rows = table("Positive risk.csv", ";", "cp1252")
    return tuple(r for r in rows if within(r["Decided on"], YEAR))


def risks_taken() -> Answer:
    return count(risks())


def risks_shared() -> Answer:
    return how_many(risks(), lambda r: r["Decided with"])


def risks_worked() -> Answer:
    return how_many((r for r in risks() if r["Worked?"]), lambda r: r["Worked?"] == "Y")


def risks_learnt() -> Answer:
    return how_many((r for r in risks() if come(r["Looked at"])), lambda r: r["What we learnt"])


def risks_reviewed() -> Answer:
    return in_time((certain(r["Look again by"]), day(r["Looked at"])) for r in risks())


@cache
def contacts() -> tuple[Row, ...]:
    return tuple(r for r in table("Partners.csv", ",", "utf-8") if come(r["Contact date"]))


def _year() -> list[Row]:
    return [r for r in contacts() if within(r["Contact date"], YEAR)]


def _days(community: bool) -> list[date]:
    return [certain(r["Contact date"]) for r in contacts() if (r["Sector"] in COMMUNITY) is community]


def community_contacts() -> Answer:
    return periods_with(_days(community=True), QUARTERS)


def joint_contacts() -> Answer:
    return periods_with(_days(community=False), QUARTERS)


def more_contacts() -> Answer:
    """How many in the half-year, on both sides: a number of contacts is no share."""
    now = sum(within(d, HALF) for d in _days(community=True))
    return Answer(Fraction(now), now)


def purpose_and_result() -> Answer:
    return how_many(_year(), lambda r: r["Aim"] and r["Difference made"])


def partners_heard() -> Answer:
    return how_many(_year(), lambda r: r["Partner feedback"])


def joint_results() -> Answer:
    return how_many((r for r in _year() if r["Sector"] not in COMMUNITY), lambda r: r["Difference made"])
