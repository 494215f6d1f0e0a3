"""Governance, team, residents' and relatives' meetings."""

from datetime import date
from pathlib import Path

from rowan_house.files import Cell, Row, Sheet, xlsx

# date | kind as written | topics | actions | done | minutes
_ROWS = """
2025-05-20|Governance|Medicines; falls; staffing|3|3|
2025-06-11|Residents' meeting|Garden; menus; outings|2|2|
2025-07-09|Residents|Menus; laundry|1|1|
2025-07-15|Governance|Inclusion and cultural identity; complaints|4|4|
2025-08-13|Residents|Outings; tea times|2|2|
2025-09-10|Residents' meeting|Harvest; choir visit|1|1|
2025-09-16|Governance meeting|Audits; agency hours; inclusion|3|3|
2025-10-08|Residents|Bonfire night; menus|2|2|
2025-10-23|Team meeting|Handover; communication book; sickness|2|2|
2025-11-12|Residents' meeting|Diwali lights; Remembrance; menus|2|2|
2025-11-18|Governance|Inclusion: audit of care plans; medicines; complaints|4|4|
2025-12-03|Relatives meeting|Visiting at Christmas; laundry|2|2|
2025-12-10|Residents|Christmas; Hanukkah supper; carols|3|3|
2026-01-14|Residents|New menus; chair exercises|2|2|
2026-01-20|Quality and governance|Falls; infection control; budget|3|3|
2026-01-29|Staff meeting|Rota; communication book; uniform|2|1|
2026-03-11|Residents' meeting|Mother's Day; Nowruz table; garden|2|2|
2026-03-17|Governance|Cultural identity and inclusion: what families told us; training|5|4|Minutes/Governance minutes 2026-03-17.docx
2026-04-08|Residents|Outings; Vaisakhi lunch|2|2|
2026-04-22|Team meeting|Medicines round; sickness|2|2|
2026-05-13|Residents|Garden; menus < summer >|1|1|
2026-05-19|Governance|Medicines; agency hours; fire drill|3|3|
2026-06-03|Relatives|Care fees; garden party|2|1|
2026-06-10|Residents' meeting|Garden party; Windrush Day tea|2|2|
2026-07-08|Residents|Heatwave; menus|1|1|
2026-07-21|Governance|Inclusion action plan; cultural identity audit; staffing|4|3|Minutes/Governance minutes 2026-07-21.docx
2026-07-30|Night staff meeting|Handover; call bells|1|1|
2026-08-12|Residents|Outings; films in other languages|2|2|
2026-09-09|Residents' meeting|Harvest; welcome board|2|1|Minutes/Residents meeting minutes 2026-09-09.docx
2026-09-15|Governance|Falls; medicines; winter plan|3|2|
2026-10-07|Residents|Black History Month; Diwali|2|1|
2026-10-20|Governance|Inclusion: training gaps; supervision audit|4|0|
2026-11-11|Residents|Remembrance; Christmas plans|0|0|
"""  # noqa: E501
_CHAIRS = {
    "gov": ("Registered manager", 8),
    "res": ("Activities co-ordinator", 40),
    "rel": ("Registered manager", 35),
}
_HEAD: Row = (
    "Date",
    "Meeting",
    "Chair",
    "Invited",
    "Present",
    "Topics discussed",
    "Decisions",
    "Actions",
    "Actions done",
    "Minutes",
    "Room",
)
_DECIDED = (
    "Agreed as minuted",
    "-n/a",
    "Deputy to follow up with Gillian Thorncombe & the kitchen",
    "",
    "@home visits to go on",
)


def _row(at: int, line: str) -> list[Cell]:
    day, kind, topics, actions, done, minutes = line.split("|")
    word = "gov" if "overnance" in kind else kind[:3].lower()
    chair, invited = _CHAIRS.get(word, ("Deputy manager", 26))
    present = invited * (5 + at % 4) // 10
    when: Cell = f"{date.fromisoformat(day):%d/%m/%Y}" if at % 12 == 4 else date.fromisoformat(day)
    file = f"documents/{minutes}" if minutes else ""
    decided = _DECIDED[at % len(_DECIDED)]
    return [when, kind, chair, invited, present, topics, decided, int(actions), int(done), file, "Lounge"]


def write(folder: Path) -> None:
    """Meetings.xlsx; the residents did not meet in February 2026, and one meeting lies ahead."""
    rows = [_row(at, line) for at, line in enumerate(_ROWS.strip().splitlines())]
    foot: Row = ("Note: February residents' meeting cancelled, sickness in the house",)
    sheet = Sheet("Meetings", [_HEAD, *rows, (), foot], widths=(12, 24, 22, 9, 9, 52, 30))
    xlsx(folder / "Meetings.xlsx", sheet)
