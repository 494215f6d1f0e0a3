"""Incidents and safeguarding, deaths, and what was notified to the regulator."""

from datetime import date
from pathlib import Path

from harbour_homecare.files import Cell, Row, Sheet, table, xlsx

_HEAD: Row = (
    *("Incident no", "When", "What kind", "Client", "Level of harm", "Where", "Notifiable?", "Told council on"),
    *("S42 enquiry", "Candour applies", "Apology and letter sent", "Lesson no", "Closed on", "Outcome", "Reported by"),
)
# day|kind|client|harm|where|notifiable|council|s42|candour|letter|lesson|closed|outcome
_ROWS = """
2025-10-02|Fall|C-2103|No harm|Own home|N||||||2025-10-09|Rug taken up
2025-11-19|Skin damage|C-2107|Low|Own home|N||||||2025-12-01|Nurse came
2025-12-27|Missed call|C-2114|Low|Own home|Y|2025-12-29|N|||IA-05|2026-01-23|Snow plan
2026-01-14|Medication error|C-2109|No harm|Own home|N|||||IA-06|2026-01-28|Prompt card at the box
2026-01-30|Fall|C-2118|Severe|Own home|Y|2026-01-30|N|Y|2026-02-03|IA-08|2026-03-06|Hip fracture, came home in March
2026-03-03|Medication error|C-2121|Low|Own home|N|||||IA-09|2026-03-20|Second check on new charts
2026-03-24|Theft alleged|C-2112|No harm|Own home|Y|2026-03-24|Y||||2026-06-12|Police took no action
2026-05-11|Fall|C-2129|Low|Garden|N||||||2026-05-18|Handrail asked for
2026-05-28|Skin damage|C-2131|Low|Own home|N|||||IA-11|2026-06-15|Cushion supplied
2026-06-22|Carer injured|||Own home|N||||||2026-07-01|Moving plan changed
2026-07-08|Neglect alleged|C-2140|Moderate|Own home|Y|2026-07-09|Y|Y|2026-07-16|IA-13||Enquiry still open
2026-08-14|Missed call|C-2136|Low|Own home|N|||||IA-14|2026-08-28|Cover list for sick leave
2026-08-31|Fall|C-2133|No harm|Own home|N||||||2026-09-04|Shoes replaced
2026-09-17|Medication error|C-2145|Low|Own home|tbc|||||IA-15|2026-10-02|Pharmacy label was wrong
2026-10-12|Car accident|||On the road|N|||||||
"""
_UNTOLD = "INC-03"
"""Marked notifiable, and nothing was sent."""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def write(folder: Path) -> None:
    """Incident log.xlsx, Deaths.csv and Notifications.csv."""
    rows: list[list[Cell]] = []
    for at, line in enumerate(_ROWS.strip().splitlines(), 1):
        when, kind, client, harm, place, told, council, s42, candour, letter, lesson, closed, outcome = line.split("|")
        day: Cell = f"{date.fromisoformat(when):%d.%m.%Y}" if at % 4 == 2 else _day(when)
        rows.append(
            [
                *(f"INC-{at:02}", day, kind, client, harm or "None", place, told, _day(council), s42, candour),
                *(_day(letter), lesson, _day(closed), outcome, "carer"),
            ]
        )
    later: list[Cell] = ["INC-16", date(2026, 11, 4), "Fall", "C-2150", "Low", "Own home", "N"]
    old: list[Row] = [_HEAD, *(row for row in rows if int(str(row[0])[4:]) <= 6)]
    new: list[Row] = [_HEAD, *(row for row in rows if int(str(row[0])[4:]) >= 6), later]
    xlsx(folder / "Incident log.xlsx", Sheet("to March 26", old), Sheet("from March 26", new))
    _deaths(folder)
    _notifications(folder)


def _deaths(folder: Path) -> None:
    """One death while a carer was there, which is notifiable, and one in hospital, which is not."""
    rows: list[Row] = [
        ("Record", "Date of event", "Event", "Client", "Expected?", "To notify?"),
        ("DTH-1", date(2026, 2, 19), "Death", "C-2104", "Y", "N"),
        ("DTH-2", date(2026, 6, 3), "Death", "C-2111", "N", "Y"),
    ]
    table(folder / "Deaths.csv", rows, "utf-8", days="%d-%b-%Y")


_TOLD_HEAD: Row = ("CQC ref", "About event", "Date of event", "Form", "Sent on", "Why late", "Closed by CQC")
# reference|event|event day|form|sent|why late|closed
_TOLD = """
NOT-0081|INC-05|2026-01-30|SI - serious injury|2026-02-02||2026-02-20
NOT-0094|INC-07|2026-03-24|Allegation of abuse|2026-03-25||2026-04-09
NOT-0117|DTH-2|2026-06-03|Death of a service user|2026-06-04||2026-06-19
NOT-0126|INC-11|2026-07-08|Allegation of abuse|2026-07-17|Manager on leave|
NOT-0060||2025-11-03|Change to statement of purpose|2025-11-05||2025-11-17
"""


def _notifications(folder: Path) -> None:
    rows: list[Row] = [_TOLD_HEAD]
    for line in _TOLD.strip().splitlines():
        reference, event, happened, form, sent, why, closed = line.split("|")
        rows.append((reference, event, _day(happened), form, _day(sent), why, _day(closed)))
    table(folder / "Notifications.csv", rows, "utf-8", mark="|", days="%d/%m/%Y", first="sep=|")
