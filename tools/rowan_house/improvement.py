"""The action plan."""

from datetime import date
from pathlib import Path

from rowan_house.files import Cell, Row, Sheet, xlsx

# ref | from | theme | issue | action | owner | due | done | progress | priority
_ROWS = """
AP-014|Audit May 25|Medicines|Gaps on a chart|Second check at handover|Deputy manager|2025-06-13|2025-06-10|Complete|High
AP-015|Audit June 25|Inclusion|Activities calendar misses festivals|Add Eid, Diwali and Hanukkah to the calendar|Activities co-ordinator|2025-08-29|2025-08-20|Complete|Medium
AP-016|Audit June 25|Equality and inclusion|Monitoring forms blank|Ask the six staff again|Administrator|2025-09-30|2025-09-26|Complete|Low
AP-017|Audit Aug 25|Inclusion|Life stories thin|Key workers to finish life stories|Care co-ordinator|2025-10-31|2025-10-28|Complete|Medium
AP-021|Audit Nov 25|Inclusion|Preferred name not in two plans|Correct both plans and check the rest|Care co-ordinator|2025-12-12|2025-12-09|Complete|Medium
AP-022|Families' survey|Food|Tea too early at weekends|Move tea to 5.15|Head cook|2026-01-30|2026-01-24|Complete|Low
AP-023|Audit Jan 26|Falls|Footwear not checked|Add footwear to the weekly check|Team leader|2026-02-13|2026-02-20|Done, a week late|High
AP-024|Audit Jan 26|Culture and inclusion|Film club all in English|Buy films in the languages people speak|Activities co-ordinator|2026-03-31|2026-03-20|Complete|Medium
AP-025|Families' survey|Equality and inclusion|Access from the car park|Ramp and a handrail at the side door|Maintenance person|2026-04-30|2026-06-05|Builder late, done in June|High
AP-026|Audit Feb 26|Inclusion|Hair and skin care brief|Care plan page written with families|Deputy manager|2026-04-17|2026-04-15|Complete|Medium
AP-027|Audit March 26|Dignity|Door not waited for|Talk at handover, observe again|Team leader|2026-04-10|2026-04-10|Complete|Medium
AP-028|Audit May 26|Medicines|Late signature|Talk with the person concerned|Deputy manager|2026-06-12|2026-06-11|Complete|Medium
AP-029|Audit May 26|Culture and inclusion|Festival days not in two plans|Ask both families and write them in|Care co-ordinator|2026-06-30|2026-06-26|Complete|Medium
AP-030|Residents' meeting|Food|More choice at supper|Try a hot supper twice a week||2026-07-31||Kitchen asked|Low
AP-031|Audit June 26|Inclusion|Welcome board in English only|New board in every language of the house|Activities co-ordinator|2026-08-28||Printer chased 3 times & still waiting|Medium
AP-032|Fire drill|Fire|Slow roll call|Roll call sheet by each door|Maintenance person|2026-08-14|2026-08-12|Complete|High
AP-033|Audit July 26|Inclusion|Faith wishes at the end of life open|Meet the family with the chaplain|Deputy manager|2026-09-04|2026-09-03|Complete|High
AP-034|Complaint|Laundry|Clothes mixed up|Name labels for all|Head housekeeper|2026-10-16|2026-10-09|Complete|Low
AP-036|Audit Sept 26|Inclusion|Plan names a faith but no contact|Add contacts from the interfaith forum|Care co-ordinator|2026-11-27||Started|Medium
AP-037|Audit Sept 26|Staff support|Long gaps between one-to-ones|Catch up and book ahead for six months|Registered manager|2026-12-11||Dates being set|High
"""  # noqa: E501
_HEAD: Row = (
    "Ref",
    "Where from",
    "Theme",
    "Issue",
    "Action",
    "Owner",
    "Due",
    "Done on",
    "Progress",
    "Priority",
    "RAG",
)


def _day(text: str) -> Cell:
    return date.fromisoformat(text) if text else None


def _row(at: int, line: str) -> list[Cell]:
    *words, due, done, progress, priority = line.split("|")
    when: Cell = f"{date.fromisoformat(due):%d/%m/%Y}" if at == 7 else _day(due)
    return [*words, when, _day(done), progress, priority, "G" if done else "A"]


def write(folder: Path) -> None:
    """Action plan.xlsx; one action has no owner."""
    rows = [_row(at, line) for at, line in enumerate(_ROWS.strip().splitlines())]
    banner: list[Row] = [
        ("Rowan House action plan 2025-26",),
        ("Looked at in every governance meeting",),
        _HEAD,
    ]
    sheet = Sheet("Action plan", [*banner, *rows], heading=3, banner=11, widths=(9, 20, 14, 34, 44, 24))
    xlsx(folder / "Action plan.xlsx", sheet)
