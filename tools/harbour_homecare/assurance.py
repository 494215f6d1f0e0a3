"""What is kept ready: the risk register, safety alerts, continuity tests, insurance, data security."""

from datetime import date
from pathlib import Path

from harbour_homecare.files import Row, Sheet, xlsx

_HEAD: Row = ("Entry", "Sort", "Dated", "Look again", "Owned by", "Where it stands", "What we do")
# entry|sort|dated|look again|owner|state|what
_ROWS = """
Employers' liability insurance|Insurance cover|2026-08-25|2027-08-24|Director|In force|Certificate in the safe
Public liability insurance|Insurance cover|2026-08-25|2027-08-24|Director|In force|
Data Security and Protection Toolkit 2025-26|DSPT|2026-06-24|2027-06-30|Director|Standards met|Published
Business continuity exercise: no phones for a day|BCP test|2025-10-15|2026-10-15|Director|Passed with two actions|Paper rounds in each car
NatPSA: bed rails and grab handles|CAS alert|2025-12-04||Deputy manager|Actioned|Two homes checked
Field safety notice: hoist slings|CAS alert|2026-04-22||Deputy manager|Actioned|One sling changed
Recall: thickening powder tins|CAS alert|2026-07-30||Deputy manager|Not relevant|
Recall: pendant alarm battery|CAS alert|2026-10-14||Deputy manager|Open|List of pendants asked for
Carers off sick at the same time|Risk register|2026-08-26|2026-11-26|Care co-ordinator|Open|Cover list
Winter weather|Risk register|2026-08-26|2026-11-26|Care co-ordinator|Open|Walking plan
One person knows the rota system|Risk register|2026-05-27|2026-08-27|Director|Open|Second licence
Fuel prices and mileage|Risk register|2026-02-25|2026-05-27||Open|Look at car pool
Cash flow on late invoices|Risk register|2026-08-26|2027-02-26|Director|Watching|
"""  # noqa: E501


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def write(folder: Path) -> None:
    """Assurance.xlsx, headed on row 7."""
    rows: list[Row] = [("Assurance file",), *[()] * 5, _HEAD]
    for line in _ROWS.strip().splitlines():
        entry, sort, dated, again, owner, state, what = line.split("|")
        rows.append((entry, sort, _day(dated), _day(again), owner, state, what))
    xlsx(folder / "Assurance.xlsx", Sheet("Kept ready", rows, heading=7, days="dd.mm.yyyy"))
