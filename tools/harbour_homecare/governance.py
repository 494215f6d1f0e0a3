"""Policies, meetings and the improvement plan."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from harbour_homecare.files import Cell, Row, Sheet, table, xlsx

# policy|category|owner|issue|approved|reviewed|due|must read|read
_POLICIES = """
Adult safeguarding|Safeguarding|Registered manager|3|2025-08-20|2026-08-12|2027-08-12|40|39
Medicines administration|Medicines|Deputy manager|2|2025-08-20|2026-08-12|2027-08-12|36|34
Complaints and compliments|Complaints|Registered manager|2|2025-08-20|2026-08-19|2027-08-19|40|36
Speaking up (whistleblowing)|Speaking up|Director|2|2025-08-20|2026-08-19|2027-08-19|40|37
Equality, diversity and inclusion|Equality|Director|2|2025-08-20|2026-08-19|2027-08-19|40|38
Values and culture of the agency|Values|Director|1|2025-08-20|2025-08-20|2026-08-20|40|31
Positive risk taking|Independence|Registered manager|1|2025-11-05|2025-11-05|2026-11-05|40|33
Duty of candour|Candour|Registered manager|2|2025-08-20|2026-08-26|2027-08-26|40|36
Infection prevention and control|Infection control|Deputy manager|2|2025-08-20|2026-08-26|2027-08-26|36|35
Lone working|Health and safety|Care co-ordinator|1|2025-08-20|2025-08-20|2026-08-20|36|30
Safer recruitment|Recruitment|Administrator|2|2025-08-20|2026-09-02|2027-09-02|6|6
Data protection and confidentiality|Information|Director|2|2025-08-20|2026-09-02|2027-09-02|40|37
Environmental sustainability|Environment|Director|1|2026-01-14|2026-01-14|2027-01-14|40|22
Business continuity|Continuity|Director|2|2025-08-20|2026-09-02|2027-09-02|6|6
Mental capacity and consent|Consent|Registered manager|2|2025-08-20|2026-09-09|2027-09-09|40|38
"""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def write(folder: Path) -> None:
    """Policies.csv, Meetings.xlsx and Improvement plan.xlsx."""
    rows: list[Row] = [
        (
            "Policy name",
            "Category",
            "Policy owner",
            "Issue no",
            "Signed off",
            "Reviewed on",
            "Review by",
            "Must read",
            "Have read",
        )
    ]
    for line in _POLICIES.strip().splitlines():
        title, category, owner, issue, approved, reviewed, due, must, read = line.split("|")
        rows.append((title, category, owner, issue, _day(approved), _day(reviewed), _day(due), must, read))
    table(folder / "Policies.csv", rows, "cp1252", days="%d.%m.%Y")
    _meetings(folder)
    _plan(folder)


# day|kind|chair|invited|present|topics|decisions|actions|done
_MEETINGS = """
2025-09-24|Quality meeting|Director|5|5|opening; our values; recruitment|Values card for all|3|3
2025-11-26|Quality meeting|Director|5|4|missed calls; complaints; safeguarding; risk register|Snow plan|4|4
2026-02-25|Quality meeting|Director|5|5|incidents; complaints; our values; staff wellbeing|Exit talks to be offered|4|4
2026-05-27|Quality meeting|Director|6|5|call times; training; equality and inclusion; speaking up|Survey question on speaking up|5|4
2026-08-26|Quality meeting|Director|6|6|policies; incidents; risk register; safety alerts; partnership working|New cover list|4|3
2025-12-10|Board meeting|Director|3|3|finance; strategy; safeguarding|Third round from January|2|2
2026-06-10|Board meeting|Director|3|3|finance; strategy; business continuity; our values|Continuity test in autumn|2|1
"""  # noqa: E501
_TEAM_DAYS = (
    *("2025-09-30", "2025-10-28", "2025-11-25", "2025-12-16", "2026-01-27", "2026-02-24", "2026-03-31"),
    *("2026-04-28", "2026-05-26", "2026-06-30", "2026-07-28", "2026-09-29", "2026-10-27"),
)
_TEAM_TALK = (
    "our values; rota",
    "medicines; lessons learned from incidents",
    "culture and faith; independence",
    "wellbeing; speaking up",
)
_FORUM_DAYS = ("2025-12-03", "2026-03-04", "2026-06-03", "2026-09-02")


def _meetings(folder: Path) -> None:
    head: Row = (
        *("Held on", "Meeting type", "Chaired by", "No. invited", "No. present", "Agenda items", "Agreed"),
        *("No. of actions", "Actions closed", "Room"),
    )
    held = [*_led(), *_with_team(), *_with_clients()]
    held.sort(key=lambda row: str(row[0]), reverse=True)
    ahead: Row = (date(2026, 11, 25), "Quality meeting", "Director", 6, None, "year ahead", "", None, None, "Office")
    xlsx(folder / "Meetings.xlsx", Sheet("Meetings 25-26", [(), head, ahead, *held], heading=2, days="ddd d mmm yyyy"))


def _led() -> Iterator[Row]:
    for line in _MEETINGS.strip().splitlines():
        when, *words, invited, present, topics, decided, actions, done = line.split("|")
        yield (_day(when), *words, int(invited), int(present), topics, decided, int(actions), int(done), "Office")


def _with_team() -> Iterator[Row]:
    for at, when in enumerate(_TEAM_DAYS):
        talk = _TEAM_TALK[at % 4]
        yield (_day(when), "Staff meeting", "Registered manager", 14 + at * 2, 9 + at, talk, "", 2, 2, "Hall")


def _with_clients() -> Iterator[Row]:
    talk = "call times; dignity; what we heard"
    for at, when in enumerate(_FORUM_DAYS):
        yield (_day(when), "Client forum", "Care co-ordinator", 20, 6 + at, talk, "", 2, 2, "Library")


# ref|from|theme|issue|action|owner|due|done|effect checked|before|after|priority
_PLAN = """
IA-01|Opening review|Recruitment|Slow references|Ring each referee on day three|Administrator|2025-11-14|2025-11-10|2026-02-10|24|11|M
IA-02|Opening review|Training|No classroom for moving and handling|Hire the church hall|Deputy manager|2025-12-12|2025-12-05|2026-03-04|||M
IA-03|CC01|Time of visits|Families not told of late calls|Text when a call runs late|Care co-ordinator|2025-11-28|2025-11-21|2026-02-20|5.9|4.7|H
IA-05|INC-03|Missed visits|Snow stopped the rounds|Walking plan for each round|Care co-ordinator|2026-01-30|2026-01-22|2026-04-15|2.7|0.4|H
IA-06|INC-04|Medicines|Wrong time of day|Prompt card at the box|Deputy manager|2026-02-13|2026-02-06|2026-05-06|3|2|H
IA-07|CC03|Continuity|Carers change without a word|Introduce each new carer|Care co-ordinator|2026-03-27|2026-04-10|2026-07-01|||M
IA-08|INC-05|Falls|Trip on a rug|Hazards page in each plan|Team leader|2026-03-13|2026-03-09|2026-06-10|4|2|H
IA-09|INC-06|Medicines|New chart copied wrong|Second check on new charts|Deputy manager|2026-04-03|2026-03-30||||H
IA-10|CC04|Dignity|A carer was curt|Talk, shadow shift and a second meeting|Registered manager|2026-05-29|||||H
IA-11|INC-09|Skin care|Cushion came late|Order list with the nurse|Deputy manager|2026-06-30|2026-06-24|2026-09-23|||M
IA-12|CC05|Time of visits|Tea calls too early|Move the West round by half an hour|Care co-ordinator|2026-07-31|2026-07-20|2026-10-12|4.0|3.4|M
IA-13|INC-11|Safeguarding|Late notice to the council|Out-of-hours card|Registered manager|2026-08-14|2026-08-07|2026-10-19|||H
IA-14|INC-12|Missed visits|Two carers ill at once|Cover list|Care co-ordinator|2026-09-11|2026-09-09|2026-10-21|0.6|0.2|H
IA-15|INC-14|Medicines|Pharmacy label wrong|Read labels aloud with the client|Deputy manager|2026-10-09|2026-10-08|2026-10-29|||H
IA-16|CC08|Time of visits|Late calls on the Harbour round|Split the round|Care co-ordinator|2026-11-20|||||M
"""  # noqa: E501


def _number(text: str) -> Cell:
    return float(text) if text else None


def _plan(folder: Path) -> None:
    head: Row = (
        *("Item", "Came from", "Area", "Shortfall", "Improvement", "Lead person (role)", "Deadline", "Completed on"),
        *("Did it work? Checked on", "Before", "After", "Urgency"),
    )
    rows: list[Row] = [
        ("Improvement plan",),
        ("One line a thing. Close it only when somebody has looked whether it worked.",),
        (),
        head,
    ]
    for line in _PLAN.strip().splitlines():
        *words, due, done, checked, before, after, urgency = line.split("|")
        rows.append((*words, _day(due), _day(done), _day(checked), _number(before), _number(after), urgency))
    rows += [(), ("Total open", 2)]
    xlsx(folder / "Improvement plan.xlsx", Sheet("Plan", rows, heading=4))
