"""Reviews with the people supported, their goals, and the risks they chose to take."""

from datetime import date, timedelta
from pathlib import Path

from harbour_homecare.clients import ACTIVE, CLIENTS, Client
from harbour_homecare.files import Cell, Row, Sheet, table, xlsx
from harbour_homecare.team import ON

_HEAD: Row = (
    *("Client ref", "Reviewed on", "Next review due", "Review type", "Client involved", "Advocate involved"),
    *("Culture and faith recorded", "How we meet them", "AIS recorded", "Aim"),
)
_AIMS = ("Walk to the corner shop", "Cook one meal a week", "Manage own tablets", "See friends again", "Stay at home")


def _review(client: Client, number: int, day: date) -> Row:
    at = client.number + number * 4
    kind = "6 week review" if number == 0 else ("Six-monthly review", "Joint review")[at % 10 == 3]
    asked = "N" if at % 8 == 3 else "Y"
    return (
        *(client.ref, day, day + timedelta(days=180), kind, "N" if at % 12 == 7 else "Y", "Y" if at % 4 == 0 else "N"),
        *(asked, "" if asked == "N" else "Carer who shares the language" if at % 5 == 0 else "Noted in the plan"),
        *("N" if at % 14 == 9 else "Y", _AIMS[at % 5]),
    )


def write(folder: Path) -> None:
    """Reviews.csv, Goals.xlsx and Positive risk.csv."""
    rows: list[tuple[date, Row]] = []
    for client in CLIENTS:
        day, number = client.start + timedelta(days=42), 0
        while day <= (client.end or ON):
            if not (client.number % 19 == 6 and number == 1):
                rows.append((day, _review(client, number, day)))
            day, number = day + timedelta(days=165 + client.number % 4 * 9), number + 1
    lines = [row for _, row in sorted(rows, key=lambda pair: (pair[0], str(pair[1][0])))]
    lines.insert(17, ("C-9999", date(2026, 1, 9), None, "6 week review", "Y", "N", "Y", "", "Y", ""))
    table(folder / "Reviews.csv", [_HEAD, *lines], "utf-8", days="%d.%m.%Y")
    _goals(folder)
    _risks(folder)


_GOAL_HEAD: Row = (
    *("Client", "What I want to achieve", "Area of life", "Agreed on", "Measured by", "At the start (0-10)"),
    *("Now (0-10)", "Looked at on", "Towards independence?"),
)
_AREAS = ("Getting out", "Food and drink", "Medicines", "Friends and family", "Home")


def _goal(client: Client) -> Row:
    at = client.number
    agreed = client.start + timedelta(days=44)
    seen = agreed + timedelta(days=90 + at % 30)
    scored = seen <= ON and at % 9 != 2
    start = 2 + at % 4
    now = min(10, start + (2, 1, 3, 0, 2, -1)[at % 6]) if scored else None
    return (
        *(f"{client.family}, {client.given}", _AIMS[at % 5], _AREAS[at % 5], agreed, "Own rating", start, now),
        *(seen if scored else None, "N" if at % 5 == 4 else "Y"),
    )


def _goals(folder: Path) -> None:
    """People are named surname first; a totals row stands below."""
    rows = [_goal(c) for c in ACTIVE if c.number % 8 != 1 and c.start + timedelta(days=44) <= ON]
    rows.append(
        ("Nobody, Known", "Walk the dog", "Getting out", date(2026, 3, 2), "Own rating", 3, 5, date(2026, 6, 1), "Y")
    )
    sheet = Sheet("Goals", [("Goals agreed with clients",), _GOAL_HEAD, *rows, ("Total", len(rows))], heading=2)
    xlsx(folder / "Goals.xlsx", sheet)


_RISK_HEAD: Row = (
    "Ref",
    "Client",
    "Decided on",
    "Risk taken",
    "Decided with",
    "Look again by",
    "Looked at",
    "Worked?",
    "What we learnt",
)
_RISKS = """
PR-1|C-2102|2025-11-20|Going out alone to church|client; family; team leader|2026-01-20|2026-01-19|Y|Start with the short way
PR-2|C-2106|2025-12-15|Cooking with gas|client; occupational therapist; carer|2026-02-15|2026-02-12|Y|Timer bought
PR-3|C-2113|2026-02-03|Holding own medicines|client; pharmacist; deputy|2026-03-17|2026-03-30|N|Blister packs first
PR-4|C-2117|2026-03-26|Bath instead of strip wash|client; carer|2026-05-26|2026-05-20|Y|
PR-5|C-2125|2026-05-07|Bus to town|client; family|2026-07-07|2026-07-06|Y|Carer met the second bus
PR-6|C-2128|2026-06-18|No carer at night|client; social worker; team leader|2026-08-18||
PR-7|C-2134|2026-08-24|Keeping a dog||2026-10-24|2026-10-21|Y|Neighbour walks it
PR-8|C-2141|2026-10-05|Own front door key|client; family|2026-12-05||
"""  # noqa: E501


def _risks(folder: Path) -> None:
    rows: list[list[Cell]] = []
    for line in _RISKS.strip().splitlines():
        cells = (line + "|||").split("|")[:9]
        days = {column: date.fromisoformat(cells[column]) for column in (2, 5, 6) if cells[column]}
        rows.append([days.get(column, cell) for column, cell in enumerate(cells)])
    table(folder / "Positive risk.csv", [_RISK_HEAD, *rows], "cp1252", days="%d-%m-%y")
