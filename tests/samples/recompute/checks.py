"""How the home is led: meetings, actions, policies, documents, examples, what it declares."""

from datetime import date
from typing import Any

import yaml

from tests.samples.recompute.audits import audits
from tests.samples.recompute.raw import (
    EQUALITY,
    HOUSE,
    INCLUSION,
    MONTHS,
    ON,
    QUARTERS,
    TWO_YEARS,
    YEAR,
    Answer,
    Used,
    about,
    day,
    newest_of,
    periods_with,
    share,
    sheet,
    table,
    tidy,
    within,
)


def _meeting_days(word: str, topics: tuple[str, ...] = ()) -> list[date]:
    days = set()
    for row in sheet("Meetings.xlsx", "Meetings", heading=1):
        when = day(row["Date"])
        wanted = word in tidy(row["Meeting"]).casefold() and (not topics or about(topics, row["Topics discussed"]))
        if when and when <= ON and wanted:
            days.add(when)
    return sorted(days)


def governance_on_inclusion() -> Answer:
    return periods_with(_meeting_days("governance", INCLUSION), QUARTERS)


def residents_meetings() -> Answer:
    return periods_with(_meeting_days("residents"), MONTHS)


def actions_in_time() -> Answer:
    done = of = 0
    for row in sheet("Action plan.xlsx", "Action plan", heading=3):
        due, finished = day(row["Due"]), day(row["Done on"])
        if row["Owner"] and within(due, YEAR) and about(INCLUSION, row["Theme"], row["Issue"], row["Action"]):
            of += 1
            done += finished is not None and due is not None and finished <= due
    return share(done, of)


def equality_policies(aligned: bool) -> Answer:
    """In date; aligned also tested by an audit in the 12 months and read by nine in ten."""
    tested = {a.topic.casefold() for a in audits() if within(a.when, YEAR)}
    good = of = 0
    for row in sheet("Policies.xlsx", "Policies", heading=2):
        due = day(row["Review due"])
        if due is None or not about(EQUALITY, row["Policy"], row["Topic"]):
            continue
        of += 1
        read = 10 * row["Staff signed"] >= 9 * row["Staff to read"]
        works = tidy(row["Tested by (audit)"]).casefold() in tested and read
        good += due >= ON and (works or not aligned)
    return share(good, of)


def document(words: str) -> Answer:
    """By title or topic in the home's own list, if the file is there."""
    days = []
    for row in table("Document list.csv", "utf-8"):
        when = day(row["Date"])
        if when and (HOUSE / row["File"]).is_file() and about((words,), row["Title"], row["Topic"]):
            days.append(when)
    return newest_of(days, YEAR)


def example(topic: str) -> Answer:
    """Complete: all four parts, and a number in what it cites."""
    parts = ("Context", "Support approach", "Day to day", "How we know it worked")
    complete = of = 0
    for row in sheet("Operational examples.xlsx", "Examples", heading=1):
        if within(day(row["To"]), TWO_YEARS) and about((topic,), row["Topic"], row["Title"]):
            of += 1
            cited = any(c.isdigit() for c in tidy(row["Figure or record"]))
            complete += cited and all(tidy(row[part]) for part in parts)
    return share(complete, of)


def declared(fact: str) -> Answer:
    """1 of 1 with a day or a document; a bare claim counts for nothing; what is not declared is no figure."""
    service = yaml.safe_load((HOUSE / "service.yaml").read_text(encoding="utf-8"))
    said: dict[str, Any] | None = service["facts"].get(fact)
    if said is None:
        return Answer(None, None, Used(0, 0))
    borne_out = any(said.get(name) for name in ("since", "checked", "document"))
    return Answer(1, 1, Used(1, 0)) if borne_out else Answer(None, 1, Used(0, 0, 1))
