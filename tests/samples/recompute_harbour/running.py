"""How the agency is run: complaints, incidents, actions, policies, meetings, documents, examples, what it declares."""

from datetime import timedelta
from functools import cache

from tests.samples.recompute_harbour.raw import (
    AGENCY,
    NOT_PRINTED,
    ON,
    QUARTERS,
    SINCE_OPENED,
    YEAR,
    Answer,
    Days,
    Row,
    about,
    after,
    certain,
    come,
    count,
    day,
    how_many,
    in_time,
    newest_of,
    own_policy,
    periods_with,
    service,
    share,
    sheet,
    table,
    within,
)

SERIOUS = ("death", "died", "999", "hospital", "fracture", "police", "safeguarding", "abuse", "theft")


@cache
def complaints() -> tuple[Row, ...]:
    return tuple(r for r in sheet("Complaints.xlsx", "Log", 3) if come(r["Came in"]))


def _formal(closed_in_year: bool = False) -> list[Row]:
    found = [r for r in complaints() if "complaint" in r["Sort"].casefold()]
    return [r for r in found if come(r["Answered on"]) and within(r["Came in"], YEAR)] if closed_in_year else found


def complaints_recorded() -> Answer:
    return count(r for r in complaints() if within(r["Came in"], YEAR))


def compliments() -> Answer:
    return count(r for r in table("Compliments.csv", ";", "utf-8") if within(r["Received"], YEAR))


def acknowledged() -> Answer:
    days = own_policy("complaint-acknowledgement")
    return in_time((after(r["Came in"], days), day(r["Acknowledged on"])) for r in _formal())


def answered() -> Answer:
    days = own_policy("complaint-answer")
    cases = ((after(r["Came in"], days), day(r["New date agreed"]), day(r["Answered on"])) for r in _formal())
    return in_time((max(limit, agreed or limit), closed) for limit, agreed, closed in cases)


def answered_with(heading: str) -> Answer:
    return how_many(_formal(closed_in_year=True), lambda r: r[heading])


@cache
def incidents() -> tuple[Row, ...]:
    """One that stands in both sheets once; one after the day not at all."""
    found: dict[str, Row] = {}
    for name in ("to March 26", "from March 26"):
        for row in sheet("Incident log.xlsx", name, 1):
            if come(row["When"]):
                found.setdefault(row["Incident no"], row)
    return tuple(found.values())


def _year() -> list[Row]:
    return sorted((r for r in incidents() if within(r["When"], YEAR)), key=lambda r: certain(r["When"]))


def lessons() -> Answer:
    return how_many(_year(), lambda r: r["Lesson no"])


def candour() -> Answer:
    """Blank says no, but where the row tells of something serious: here of a theft and the police."""
    found = how_many((r for r in _year() if r["Candour applies"] == "Y"), lambda r: come(r["Apology and letter sent"]))
    blank = (r for r in _year() if not r["Candour applies"])
    open_ = [come(r["Apology and letter sent"]) for r in blank if about(SERIOUS, r["What kind"], r["Outcome"])]
    good, of = int(found.numerator or 0), int(found.denominator or 0)
    return found.between((good, of + open_.count(None)), (good, of), len(open_)) if not any(open_) else found


def closed_in_time() -> Answer:
    return in_time((after(r["When"], 28), day(r["Closed on"])) for r in incidents())


def incidents_again() -> Answer:
    """The same kind within the 90 days before, be that before the 12 months."""

    def before(row: Row) -> bool:
        gaps = ((certain(row["When"]) - certain(r["When"])) for r in incidents() if r["What kind"] == row["What kind"])
        return any(timedelta(0) < gap <= timedelta(90) for gap in gaps)

    return how_many(_year(), before)


def _notifications() -> list[Row]:
    return list(table("Notifications.csv", "|", "utf-8", above=1))


@cache
def _notified() -> frozenset[str]:
    return frozenset(r["About event"] for r in _notifications() if r["About event"] and come(r["Sent on"]))


def incidents_notified() -> Answer:
    """One is "tbc". The notification of no event was sent before whatever was not notified."""
    found = how_many((r for r in _year() if r["Notifiable?"] == "Y"), lambda r: r["Incident no"] in _notified())
    open_ = [r for r in _year() if r["Notifiable?"] not in ("Y", "N") and r["Incident no"] not in _notified()]
    without = [r for r in _year() if r["Notifiable?"] == "Y" and r["Incident no"] not in _notified()]
    sent = max(certain(r["Sent on"]) for r in _notifications() if not r["About event"])
    assert all(certain(r["When"]) > sent for r in (*open_, *without))
    good, of = int(found.numerator or 0), int(found.denominator or 0)
    return found.between((good, of + len(open_)), (good, of), len(open_))


def deaths_notified() -> Answer:
    rows = (r for r in table("Deaths.csv", ";", "utf-8") if within(r["Date of event"], YEAR))
    return how_many((r for r in rows if r["To notify?"] == "Y"), lambda r: r["Record"] in _notified())


def concerns_of_staff() -> list[Row]:
    return [r for r in sheet("Speaking up.xlsx", "Register", 3) if day(r["Raised on"])]


def concerns_raised() -> Answer:
    return count(concerns_of_staff())


def of_no_concern() -> Answer:
    return share(0, len(concerns_of_staff()))


@cache
def actions() -> tuple[Row, ...]:
    """Due in the 12 months, or open from before; a total at the foot left out."""
    rows = [r for r in sheet("Improvement plan.xlsx", "Plan", 4) if str(r["Item"]).startswith("IA-")]
    return tuple(
        r
        for r in rows
        if within(r["Deadline"], YEAR) or (not come(r["Completed on"]) and certain(r["Deadline"]) < YEAR[0])
    )


def _by_its_day(row: Row) -> bool:
    done = come(row["Completed on"])
    return done is not None and done <= certain(row["Deadline"])


def actions_in_time() -> Answer:
    return how_many(actions(), _by_its_day)


def actions_about(*words: str) -> Answer:
    found = (r for r in actions() if about(words, r["Area"], r["Shortfall"], r["Improvement"]))
    return how_many(found, _by_its_day)


def _finished() -> list[Row]:
    return [r for r in actions() if come(r["Completed on"])]


def effect_checked() -> Answer:
    return how_many(_finished(), lambda r: come(r["Did it work? Checked on"]))


def actions_measured() -> Answer:
    return how_many(_finished(), lambda r: r["Before"] is not None and r["After"] is not None)


def policies(*words: str) -> Answer:
    """Within their review date; each policy stands there in one version."""
    rows = list(table("Policies.csv", ";", "cp1252"))
    assert len({r["Policy name"] for r in rows}) == len(rows)
    found = (r for r in rows if not words or about(words, r["Policy name"], r["Category"]))
    return how_many(found, lambda r: certain(r["Review by"]) >= ON)


def meetings_on(kind: str, *words: str) -> Answer:
    rows = (r for r in sheet("Meetings.xlsx", "Meetings 25-26", 2) if r["Meeting type"] == kind)
    return periods_with((day(r["Held on"]) for r in rows if about(words, r["Agenda items"])), QUARTERS)


@cache
def _kept_ready() -> tuple[Row, ...]:
    return tuple(r for r in sheet("Assurance.xlsx", "Kept ready", 7) if come(r["Dated"]))


def kept_ready(sort: str, window: Days) -> Answer:
    return newest_of((day(r["Dated"]) for r in _kept_ready() if r["Sort"] == sort), window)


def safety_alerts() -> Answer:
    alerts = (r for r in _kept_ready() if r["Sort"] == "CAS alert" and within(r["Dated"], YEAR))
    return how_many(alerts, lambda r: r["Where it stands"] in ("Actioned", "Not relevant"))


def documents(window: Days, *words: str) -> Answer:
    """By title or category in the agency's own list, if the file is there; no other file carries a day."""
    rows = (r for r in table("Documents.csv", ";", "utf-8") if (AGENCY / r["Where"]).is_file())
    return newest_of((day(r["Dated"]) for r in rows if about(words, r["Description"], r["Category"])), window)


def example(*words: str) -> Answer:
    """Complete: all four parts, and a number or a register in what it cites."""
    parts = ("Background", "Our approach", "What we do each day", "Difference made")
    rows = (r for r in sheet("Examples.xlsx", "Examples", 2) if within(r["Ended"], SINCE_OPENED))

    def complete(row: Row) -> bool:
        cited = str(row["Evidence"] or "")
        bears_out = any(c.isdigit() for c in cited) or about(["Goals and outcomes"], cited)
        return bears_out and all(row[part] for part in parts)

    return how_many((r for r in rows if about(words, r["Subject"], r["Headline"])), complete)


def declared(fact: str) -> Answer:
    """1 of 1 with a day or a document; what is not declared is no figure."""
    said = service()["facts"].get(fact)
    if said is None:
        return NOT_PRINTED
    assert said["value"] and any(said.get(name) for name in ("since", "checked", "document"))
    return share(1, 1)


def only_asked_of(*types: str) -> Answer:
    assert service()["type"] not in types
    return NOT_PRINTED


def only_if(switch: str) -> Answer:
    """Asked only of services that are rated, or that were asked for a return."""
    assert not service().get(switch)
    return NOT_PRINTED


def no_register_of(column_map: str) -> Answer:
    assert all(source["map"] != column_map for source in service()["sources"])
    return NOT_PRINTED
