"""The policy register: which version is in force, when it is reviewed, and who has read it."""

from datetime import date
from pathlib import Path

from rowan_house.files import Cell, Row, Sheet, xlsx

_AUDIT = "Cultural identity and inclusion"
# title | topic | owner | version | approved | reviewed | next review | must read | have read | tested by
_ROWS = f"""
Equality, diversity and inclusion|Equality|Registered manager|4|2025-11-18|2025-11-20|2026-11-19|48|46|{_AUDIT}
Culture, faith and identity: equality in daily life|Equality|Deputy manager|2|2026-02-10|2026-02-12|2027-02-11|48|45|Equality monitoring data
Reasonable adjustments and access|Equality|Registered manager|3|2025-10-29|2025-10-31|2026-10-30|48|39|{_AUDIT}
Equal opportunities at work|Equality|Registered manager|5|2025-07-29|2025-07-31|2026-07-30|48|45|{_AUDIT}
Dignity and respect|Dignity|Deputy manager|3|2025-12-02|2025-12-04|2026-12-03|48|47|Dignity in daily life
Safeguarding adults|Safeguarding|Registered manager|7|2026-03-03|2026-03-05|2027-03-04|48|48|
Medicines|Medicines|Deputy manager|6|2026-04-14|2026-04-16|2027-04-15|30|30|Medicines
Complaints & compliments|Complaints|Registered manager|4|2025-09-02|2025-09-04|2026-09-03|48|44|
Speaking up (whistleblowing)|Speaking up|Provider's area lead|3|2026-05-12|2026-05-14|2027-05-13|48|41|
Supervision and appraisal|Supervision|Registered manager|4|2026-01-20|2026-01-22|2027-01-21|48|43|Staff supervision
Infection control|Infection control|Head housekeeper|8|2026-06-02|2026-06-04|2027-06-03|48|46|Infection control
Accessible information|Information|Care co-ordinator|2|2026-02-24|2026-02-26|2027-02-25|48|40|
Visits and visitors|Visiting|Care co-ordinator|2|2025-10-13|||48|31|
Fire safety|Fire|Maintenance person|9|2026-08-04|2026-08-06|2027-08-05|48|47|Fire safety
"""  # noqa: E501
_HEAD: Row = (
    "Policy",
    "Topic",
    "Owner",
    "Version",
    "Approved",
    "Last reviewed",
    "Review due",
    "Staff to read",
    "Staff signed",
    "Tested by (audit)",
    "Where kept",
)


def _day(text: str) -> Cell:
    return date.fromisoformat(text) if text else None


def _row(at: int, line: str) -> list[Cell]:
    title, topic, owner, version, approved, reviewed, due, must, have, audit = line.split("|")
    last: Cell = f"{date.fromisoformat(reviewed):%d.%m.%y}" if at == 6 else _day(reviewed)
    return [
        title,
        topic,
        owner,
        f"v{version}",
        _day(approved),
        last,
        _day(due),
        int(must),
        int(have),
        audit,
        "Blue folder",
    ]


def write(folder: Path) -> None:
    """Policies.xlsx; one policy has no review days."""
    rows = [_row(at, line) for at, line in enumerate(_ROWS.strip().splitlines())]
    foot: Row = ("Notes: sign the sheet at the back of the folder when you have read a policy",)
    sheet = Sheet("Policies", [("Policy register",), _HEAD, *rows, (), foot], heading=2, banner=11, widths=(46, 18, 22))
    xlsx(folder / "Policies.xlsx", sheet)
