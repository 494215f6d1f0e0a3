"""Contacts with community organisations and other partners."""

from datetime import date
from pathlib import Path

from rowan_house.files import Cell, Row, Sheet, xlsx

# organisation | type | date | purpose | who took part | what we did | result | feedback | training | lead
_ROWS = """
Aldermere Council|Council|2025-05-22|Contract visit|Manager & quality officer|Walk round and files|No concerns|||Registered manager
Aldermere Interfaith Forum|Community group|2025-06-19|Festival calendar|Forum secretary, 4 residents|Went through the year|Calendar on the wall|Good to be asked|N|Activities co-ordinator
Moorbeck Surgery|GP / health|2025-07-10|Medicines round|Pharmacist|Chart review|3 changes made|||Deputy manager
St Brannoc's Caribbean Elders|Community|2025-08-21|Shared lunch|9 elders, 6 residents|Cooked together||||Activities co-ordinator
Moorbeck Surgery|Health|2025-09-25|Flu clinic|Nurse|Planned the day|Date fixed|||Care co-ordinator
Aldermere Council|Council|2025-10-16|Safeguarding leads' meeting|Manager|Shared learning|||N|Registered manager
Dosti Lunch Club|Community group|2025-11-20|Diwali lunch|12 members, 8 residents|Lunch and songs|Two residents now go each month|We felt welcome|N|Activities co-ordinator
Aldermere Interfaith Forum|Community|2025-12-11|Visits in December|Forum secretary|Carols and a Hanukkah supper|Visitor list agreed||N|Activities co-ordinator
Aldermere Interfaith Forum|Community|2026-02-05|Plan training for staff|Forum secretary, deputy|Wrote the session||||Deputy manager
Aldermere Interfaith Forum|Community|2026-03-12|Training for staff|2 speakers, 14 staff|Session in the lounge|Staff asked for another|Lively|Y|Deputy manager
Polish Saturday School|Community group|2026-03-26|Easter visit|11 children, 5 residents|Painted eggs||||Activities co-ordinator
Dosti Lunch Club|Community|2026-04-16|Vaisakhi lunch|10 members|Cooked together|Recipes in our menu||N|Head cook
Aldermere Deaf Club|Community group|2026-05-14|Training for staff|1 speaker, 9 staff|Signs for everyday care|Signs card in each room|More practice please|Y|Care co-ordinator
St Brannoc's Caribbean Elders|Community|2026-06-22|Windrush Day tea|15 elders|Tea and stories|Story wall in the hall|Proud day|N|Activities co-ordinator
Polish Saturday School|Community|2026-06-25|Summer songs|14 children|Concert||||Activities co-ordinator
Rainbow Elders Aldermere|Community group|2026-07-16|First meeting|2 members, manager|Talked about a coffee morning||||Registered manager
St Brannoc's Caribbean Elders|Community|2026-08-20|Garden day|8 elders|Planted callaloo & herbs|Bed looked after weekly||N|Activities co-ordinator
Aldermere Deaf Club|Community|2026-09-03|Coffee afternoon|6 members|Signed quiz||||Care co-ordinator
Dosti Lunch Club|Community group|2026-09-24|Workshop for staff|3 members, 6 staff|Food and fasting|Menu notes for Ramadan|Happy to return|Y|Head cook
Aldermere Interfaith Forum|Community|2026-10-15|Black History Month service|Choir of 12|Songs in the lounge|Nine residents joined in||N|Activities co-ordinator
"""  # noqa: E501
_HEAD: Row = (
    "Organisation",
    "Type",
    "Date of contact",
    "Purpose",
    "Who took part",
    "What we did",
    "Result",
    "Their feedback",
    "Training given",
    "Lead",
    "Phone no",
)


def _row(at: int, line: str) -> list[Cell]:
    name, kind, day, *rest = line.split("|")
    when: Cell = f"{date.fromisoformat(day):%d.%m.%y}" if at in (3, 14) else date.fromisoformat(day)
    return [name, kind, when, *rest, "in diary"]


def write(folder: Path) -> None:
    """Community and partners.xlsx."""
    rows = [_row(at, line) for at, line in enumerate(_ROWS.strip().splitlines())]
    foot: Row = ("Note: from November 2025 health and council visits go in the professionals' visits book, not here",)
    banner: list[Row] = [("Community and partners - who we met",), (), _HEAD]
    sheet = Sheet("Contacts", [*banner, *rows, (), foot], heading=3, banner=11, widths=(30, 18, 14, 26, 30, 30, 30))
    xlsx(folder / "Community and partners.xlsx", sheet)
