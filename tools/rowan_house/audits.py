"""Audits: what was looked at, the score and what followed."""

from datetime import date
from pathlib import Path

from rowan_house.files import Cell, Row, Sheet, xlsx

_IDENTITY, _IDENTITY_AND = "Cultural identity and inclusion", "Cultural identity & inclusion"
# date | topic | area | auditor | sample | score | out of | pass mark | findings | actions | again on | score
_ROWS = f"""
2025-05-13|Medicines|Medicines|Deputy manager|12|46|50|45|Two gaps on one chart|AP-014||
2025-06-17|{_IDENTITY_AND}|Activities programme|Activities co-ordinator|8|13|20|14|Nothing planned for Eid or Diwali|AP-015|2025-09-09|15
2025-06-24|Equality monitoring data|Staff files|Administrator|20|17|20|16|Six forms blank|AP-016||
2025-08-12|{_IDENTITY}|Care plans|Deputy manager|10|28|40|30|Life stories thin; first language missing in three|AP-017|2025-11-18|31
2025-10-07|Infection control|Environment|Head housekeeper|1|88|100|85||||
2025-10-21|Staff supervision|Staff files|Registered manager|15|18|20|17||||
2025-11-11|Medicines|Medicines|Deputy manager|12|48|50|45||||
2025-11-18|{_IDENTITY}|Care plans|Deputy manager|10|31|40|30|Preferred name not carried over in two plans|AP-021||
2025-12-09|{_IDENTITY_AND}|Activities programme|Activities co-ordinator|8|14|20|14|Two people had no faith visitor offered|||
2026-01-13|Falls|Care plans|Care co-ordinator|9|26|30|24|Footwear not checked for one person|AP-023||
2026-01-29|{_IDENTITY_AND}|activity programme|Activities co-ordinator|8|15|20|14|Film club all in English|AP-024||
2026-02-17|{_IDENTITY}|Care plans|Deputy manager|10|32|40|30|Hair and skin care needs brief|AP-026||
2026-03-10|Dignity in daily life|Observation|Registered manager|6|27|30|24|Doors knocked, one not waited for|AP-027||
2026-04-14|{_IDENTITY}|Mealtimes|Head cook|12|16|20|14||||
2026-05-12|Medicines|Medicines|Deputy manager|12|47|50|45|One late signature|AP-028||
2026-05-19|{_IDENTITY}|Care plans|Deputy manager|10|33|40|30|Festival days not in two plans|AP-029||
2026-06-16|{_IDENTITY}|Signs and displays|Activities co-ordinator|1|17|20|14|Welcome board in English only|AP-031||
2026-07-14|{_IDENTITY}|care plan|Deputy manager|10|34|40|30|End-of-life wishes about faith open for one person|AP-033||
2026-08-18|{_IDENTITY}|Meal times|Head cook|12|18|20|14|Halal supplier label missing once|||
2026-09-15|{_IDENTITY}|Care plans|Registered manager|10|36|40|30|One plan names a faith but no contact|AP-036||
2026-09-22|Staff supervision|Staff files|Provider's area lead|15|15|20|17|Gaps of over 10 weeks for three staff; two notes unsigned|AP-037||
2026-10-13|{_IDENTITY}|Mealtimes|Head cook|12|18|20|14||||
2026-10-20|Fire safety|Environment|Maintenance person|1|93|100|90||||
"""  # noqa: E501
_HEAD: Row = (
    "Date of audit",
    "Audit topic",
    "Area looked at",
    "Tool",
    "Audited by",
    "Sample size",
    "Score",
    "Out of",
    "Pass mark",
    "Findings",
    "Action ref",
    "Re-audit date",
    "Re-audit score",
    "Filed",
)


def _number(text: str) -> Cell:
    return int(text) if text else None


def _day(text: str) -> Cell:
    return date.fromisoformat(text) if text else None


def _row(at: int, line: str) -> list[Cell]:
    day, topic, area, who, sample, score, of, mark, found, action, again, scored = line.split("|")
    when: Cell = f"{date.fromisoformat(day):%d/%m/%Y}" if at in (5, 13) else _day(day)
    tool = "RH audit tool v3" if at > 9 else "RH audit tool v2"
    numbers = [_number(n) for n in (sample, score, of, mark)]
    return [
        when,
        topic,
        area,
        tool,
        who,
        *numbers,
        found,
        action,
        _day(again),
        _number(scored),
        "Office, shelf 2",
    ]


def write(folder: Path) -> None:
    """Audits.xlsx, with one row twice and one day that does not exist."""
    rows = [_row(at, line) for at, line in enumerate(_ROWS.strip().splitlines())]
    impossible: list[Cell] = [
        "31/02/2026",
        "Infection control",
        "Environment",
        "RH audit tool v3",
        "Head housekeeper",
    ]
    impossible += [
        1,
        90,
        100,
        85,
        "=SUM of both floors, see sheet on wall",
        "",
        None,
        None,
        "Office, shelf 2",
    ]
    rows.insert(13, impossible)
    rows.append(next(row for row in rows if row[0] == date(2026, 7, 14)))
    xlsx(
        folder / "Audits.xlsx",
        Sheet(
            "Audit log",
            [("Rowan House audit log - newest at the bottom",), (), _HEAD, *rows],
            heading=3,
            banner=14,
            widths=(13, 32, 22, 18, 22),
        ),
    )
