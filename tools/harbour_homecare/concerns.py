"""Complaints and concerns, compliments, and the register of staff who spoke up, which is empty."""

from datetime import date, timedelta
from pathlib import Path

from harbour_homecare.files import Cell, Row, Sheet, table, xlsx
from harbour_homecare.team import OPENED

_HEAD: Row = (
    *(
        "Log no",
        "Came in",
        "Sort",
        "Raised by",
        "Came by",
        "About",
        "Acknowledged on",
        "New date agreed",
        "Answered on",
    ),
    *("Upheld?", "Outcome told on", "Ombudsman explained", "Lesson", "Action no", "Details"),
)
# sort|received|by|route|about|acknowledged|extended|closed|upheld|told|ombudsman|lesson|action|details
_ROWS = """
concern|2025-10-13|Relative|Phone|Late visits|2025-10-13||2025-10-17|Yes|2025-10-17||Tell the family before the call is late|IA-03|Two late calls in a week
complaint|2025-12-29|Relative|E-mail|Missed visit|2025-12-30||2026-01-22|Yes|2026-01-22|2026-01-22|Snow plan named for each round|IA-05|No call on 27 December
concern|2026-02-17|Client|In person|Change of carer|2026-02-18||2026-02-20|Partly|2026-02-20||Introduce a new carer by name|IA-07|
complaint|2026-04-14|Relative|Letter|Attitude of a carer|2026-04-15|||||||IA-10|Waiting for a second meeting
concern|2026-06-08|Client|Phone|Late visits|2026-06-08||2026-06-10|Yes|2026-06-10|||IA-12|
complaint|2026-07-20|Council|E-mail|Medicines record|2026-07-27|2026-09-04|2026-09-01|No|2026-09-02|2026-09-02|None needed||Chart was complete on the day
concern|2026-09-28|Relative|Phone|Invoice|2026-09-29||2026-10-02|No|2026-10-02||Invoice now shows each call||
concern|2026-10-26|Client|Phone|Late visits|2026-10-26|||||||IA-16|Round being looked at
"""  # noqa: E501


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def write(folder: Path) -> None:
    """Complaints.xlsx, Compliments.csv and Speaking up.xlsx."""
    rows: list[list[Cell]] = []
    for at, line in enumerate(_ROWS.strip().splitlines(), 1):
        sort, received, by, route, about, noted, extended, closed, upheld, told, ombudsman, *rest = line.split("|")
        came: Cell = f"{date.fromisoformat(received):%d.%m.%y}" if at % 3 == 0 else _day(received)
        days = [_day(d) for d in (noted, extended, closed)]
        label = ("Complaint" if at % 2 else "Formal complaint") if sort == "complaint" else "Concern"
        told_days = (_day(told), _day(ombudsman))
        rows.append([f"CC{at:02}", came, label, by, route, about, *days, upheld, *told_days, *rest])
    xlsx(
        folder / "Complaints.xlsx",
        Sheet("Log", [("Complaints & concerns",), (), _HEAD, *rows], heading=3, days="d/m/yy"),
    )
    _compliments(folder)
    silent: list[Row] = [
        ("Speaking up: concerns raised by staff",),
        (),
        (
            "Ref",
            "Raised on",
            "How",
            "Anonymous?",
            "About",
            "Acknowledged",
            "Closed",
            "Outcome told",
            "Detriment check",
            "Learning",
        ),
        ("Note: ask the director for a new ref before you start a row",),
    ]
    xlsx(folder / "Speaking up.xlsx", Sheet("Register", silent, heading=3))


_THANKS = ("Kindness", "Being on time", "Dignity", "Good communication", "Going the extra mile")
_HOW = ("Card", "Phone", "E-mail", "Online review")


def _compliments(folder: Path) -> None:
    rows: list[Row] = []
    for at in range(23):
        day = OPENED + timedelta(days=33 + at * 17 + at % 3 * 4)
        who = ("Client", "Relative", "Relative", "Professional")[at % 4]
        rows.append((day, who, _HOW[at % 4], _THANKS[at * 2 % 5], "Thank you & well done" if at % 5 == 0 else ""))
    head: Row = ("Received", "From", "Route", "Thanked for", "Words")
    table(folder / "Compliments.csv", [head, *rows, ("Total", "", "", "", "23")], "utf-8", days="%d/%m/%y")
