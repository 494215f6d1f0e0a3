"""Training, supervision, spot checks, recruitment and the monthly figures."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import cache

from tests.samples.recompute_harbour.people import code_of, counted, employed, is_away
from tests.samples.recompute_harbour.raw import (
    ON,
    YEAR,
    Answer,
    Row,
    about,
    after,
    certain,
    come,
    day,
    how_many,
    in_time,
    newest_of,
    one_more,
    own_policy,
    share,
    sheet,
    table,
    within,
)

Held = tuple[tuple[str, date], ...]


@cache
def courses() -> tuple[tuple[str, str, date, date | None, str], ...]:
    """Who, which course, when, until when and with whom; each once, open enrolments and test accounts left out."""
    found = {}
    known = {row["Carer ID"] for row in table("Staff export.csv", ";", "cp1252", above=1)}
    for row in table("Training export 2026-10-31.csv", ",", "utf-8-sig"):
        who, when = row["Learner ID"].upper(), day(row["Completion date"])
        if when and when <= ON and who in known:
            until = day(row["Certificate expires"])
            found[who, row["Course title"], when] = (who, row["Course title"], when, until, row["Delivered by"])
    return tuple(found.values())


def _of_nobody(words: tuple[str, ...]) -> int:
    """How many rows of somebody on no list tell of the course, in date."""
    known = {row["Carer ID"] for row in table("Staff export.csv", ";", "cp1252", above=1)}
    rows = (
        r for r in table("Training export 2026-10-31.csv", ",", "utf-8-sig") if r["Learner ID"].upper() not in known
    )
    return sum(about(words, r["Course title"]) and certain(r["Certificate expires"]) >= ON for r in rows)


def in_date(words: tuple[str, ...]) -> Answer:
    """Each certificate here says until when it is good, or is good for ever."""
    good = {who for who, course, _, until, _ in courses() if about(words, course) and (until is None or until >= ON)}
    return one_more(share(sum(s["Carer ID"] in good for s in counted()), len(counted())), _of_nobody(words))


def taught_with_partner() -> Answer:
    return newest_of((when for _, _, when, _, partner in courses() if partner), YEAR)


@cache
def talks() -> tuple[tuple[str, date, bool, str], ...]:
    """Who, when, whether an appraisal, and what was talked of; who is on no list is nobody ("")."""
    found = {}
    for row in sheet("Supervisions.xlsx", "All", 3):
        who, when = code_of(str(row["Supervisee"])) or "", day(row["Held on"])
        if when and when <= ON:
            appraisal = row["Meeting type"] == "PDR"
            found[who, when, appraisal] = (who, when, appraisal, str(row["Discussed"]))
    return tuple(found.values())


def talked_of(words: tuple[str, ...]) -> Answer:
    year = [said for _, when, appraisal, said in talks() if not appraisal and within(when, YEAR)]
    good, of = sum(about(words, said) for said in year), len(year)
    maybe = [about(words, said) for _, said in undated()]
    return share(good, of).between(
        (good, of + maybe.count(False)), (good + maybe.count(True), of + maybe.count(True)), len(maybe)
    )


@cache
def undated() -> tuple[tuple[str, str], ...]:
    """Whose supervision it was and what was talked of, where the day cannot be."""
    rows = (r for r in sheet("Supervisions.xlsx", "All", 3) if r["Held on"] and day(r["Held on"]) is None)
    return tuple((code_of(str(r["Supervisee"])) or "", str(r["Discussed"])) for r in rows if r["Meeting type"] == "1:1")


def _often_enough(held: Held, times: int, open_: tuple[str, ...] = ()) -> Answer:
    """So many a year for the days of the 12 months in post, rounded down; nobody was away in part of it.

    Rows of nobody known make one more good for each that lacks no more; `open_` is whose rows have no day.
    """
    good = of = own = 0
    lacking: list[int] = []
    for row in counted():
        in_post = (ON - max(YEAR[0], certain(row["Joined"]))).days + 1
        due = times * in_post // 365
        if due:
            of += 1
            lacks = due - sum(who == row["Carer ID"] and within(when, YEAR) for who, when in held)
            good += lacks <= 0
            own += 0 < lacks <= open_.count(row["Carer ID"])
            lacking.append(lacks)
    assert not own  # whose row has no day had enough, or lacks more than one
    strays = sum(not who and within(when, YEAR) for who, when in held)
    lifted = min(strays, lacking.count(1))
    assert strays < 2
    return share(good, of).between((good, of), (good + lifted, of), strays)


def supervised() -> Answer:
    held = tuple((who, when) for who, when, appraisal, _ in talks() if not appraisal)
    return _often_enough(held, own_policy("supervisions-a-year"), tuple(who for who, _ in undated()))


def appraised() -> Answer:
    ready = [s["Carer ID"] for s in employed() if not is_away(s) and certain(s["Joined"]) < YEAR[0]]
    had = {who for who, when, appraisal, _ in talks() if appraisal and within(when, YEAR)}
    return share(sum(code in had for code in ready), len(ready))


def spot_checked() -> Answer:
    rows = table("Spot checks.tsv", "\t", "utf-16", above=1)
    held = ((code_of(r["Carer"]) or "", certain(r["Date of check"])) for r in rows)
    return _often_enough(tuple(held), own_policy("spot-checks-a-year"))


@cache
def recruits() -> tuple[Row, ...]:
    return tuple(r for r in table("Recruitment.csv", ",", "utf-8") if day(r["First shift"]))


def started() -> list[Row]:
    return [r for r in recruits() if within(r["First shift"], YEAR)]


def _started(good: Callable[[Row], object], asked: Callable[[Row], object] = bool) -> Answer:
    """Of those who started in the 12 months; who has no day of a first shift may have."""
    found = how_many((r for r in started() if asked(r)), good)
    may = [bool(good(r)) for r in table("Recruitment.csv", ",", "utf-8") if not r["First shift"] and asked(r)]
    n, of = int(found.numerator or 0), int(found.denominator or 0)
    return found.between((n, of + may.count(False)), (n + may.count(True), of + may.count(True)), len(may))


def recruits_with(**wanted: object) -> Answer:
    """Headings written with underscores."""
    return _started(lambda r: all(r[h.replace("_", " ")] == v for h, v in wanted.items()))


def safely_recruited() -> Answer:
    """A check that came after the first shift is none before it."""
    asked = ("Refs x2", "Gaps in history explained", "Right to work seen")

    def safe(row: Row) -> bool:
        back, first = day(row["DBS back"]), day(row["First shift"])
        return back is not None and (first is None or back <= first) and all(row[heading] == "Y" for heading in asked)

    return _started(safe)


def first_job() -> Answer:
    return _started(lambda r: r["First job in care?"] == "Y")


def newcomers_stay() -> Answer:
    return _started(lambda r: not come(r["Left us"]), lambda r: r["First job in care?"] == "Y")


def leavers_heard() -> Answer:
    return how_many((r for r in recruits() if come(r["Left us"])), lambda r: come(r["Exit interview held"]))


def care_certificates() -> Answer:
    weeks = own_policy("care-certificate")
    new = (r for r in recruits() if r["First job in care?"] == "Y" and not come(r["Left us"]))
    found = in_time((after(r["First shift"], weeks), day(r["Care Certificate"])) for r in new)
    rows = table("Recruitment.csv", ",", "utf-8")
    late = sum(r["First job in care?"] == "Y" and not r["First shift"] and not r["Care Certificate"] for r in rows)
    good, of = int(found.numerator or 0), int(found.denominator or 0)
    return found.between((good, of + late), (good, of), late)  # without a day nor a certificate: late, or not due


@cache
def monthly() -> dict[tuple[date, str], Fraction]:
    """A month that was typed twice counts once."""
    rows = table("Monthly figures.csv", ";", "cp1252")
    return {(certain(r["Month"]), r["What"]): Fraction(r["Figure"].replace(",", "")) for r in rows}


def months_of(top: str, bottom: str) -> Answer:
    months: Iterable[date] = {month for month, what in monthly() if what == top and within(month, YEAR)}
    both = [month for month in months if (month, bottom) in monthly()]
    above, below = (sum((monthly()[month, what] for month in both), Fraction(0)) for what in (top, bottom))
    return Answer(above, below)
