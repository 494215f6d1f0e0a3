"""The people who live at Rowan House, and the workbook that lists them."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from rowan_house.files import Row, Sheet, xlsx


@dataclass(frozen=True)
class Resident:
    """One person supported."""

    ref: str
    name: str
    room: int
    moved_in: date
    funding: str
    language: str
    moved_out: date | None = None
    where_to: str = ""


_NAMES = """
Winifred Ackersley|English;Ranjit Kaur Bansal|Punjabi;Cyril Montague|English;Dorothy Flintoff|English
Aurelia Constantinou|Greek;Stanisław Baranek|Polish;Enid Quarshie|Twi;Harold Pickersgill|English
Gwladys Bevan-Price|Welsh;Mahmooda Chaudhri|Urdu;Percival Lightbourne|English;Nora Fitzmaurice|English
Savitri Ramdhanie|English;Ernest Thistlewood|English;Bridie O'Halloran|Irish;Abdul Rahim Siddique|Bengali
Muriel Cottingham|English;Hortense Beaumaris|English;Leonard Osgathorpe|English;Chun-hua Leung|Cantonese
Ivy Harbottle|English;Gurdeep Singh Matharu|Punjabi;Sylvia Rosenthal-Marks|English;Jean Wigglesworth|English
Florence Adebisi|Yoruba;Kenneth Stallibrass|English;Concetta Marinelli|Italian;Vera Littlechild|English
Desmond Carrington-Bull|English;Hansa Pattni|Gujarati;Elsie Dunkerley|English;Olga Hrytsenko|Ukrainian
Albert Swindlehurst|English;Marjorie Kettlewell|English;Fitzroy Tavernier|English;Peggy Oldroyd|BSL
Rashida Merali|Gujarati;Wilfred Garside|English;Beatrice Annankra|Ga;Donald Ramsbotham|English
"""
_GONE = """
Edna Crowther|English|2025-07-18|Died;Tadeusz Malinowski|Polish|2025-10-09|Nursing home
Hilda Braithwell|English|2026-01-23|Died;Om Prakash Tandon|Hindi|2026-03-30|Home to family
Constance Wheelhouse|English|2026-06-12|Died;Victor Amponsah|Twi|2026-09-04|Nursing home
"""
_FUNDING = ("Council", "Self-funded", "Council + top-up", "NHS CHC", "Self funder")
_FIRST = date(2021, 3, 8)


def _entries(text: str) -> list[list[str]]:
    return [entry.split("|") for line in text.strip().splitlines() for entry in line.split(";")]


def _now() -> tuple[Resident, ...]:
    people = []
    for at, (name, language) in enumerate(_entries(_NAMES)):
        moved_in = _FIRST + timedelta(days=43 * at + at % 5)
        people.append(Resident(f"RH-{at + 7:03}", name, at + 1, moved_in, _FUNDING[at % 5], language))
    return tuple(people)


def _gone() -> tuple[Resident, ...]:
    people = []
    for at, (name, language, out, where_to) in enumerate(_entries(_GONE)):
        moved_in = date(2020, 2, 3) + timedelta(days=211 * at)
        people.append(
            Resident(
                f"RH-{at + 1:03}",
                name,
                at + 1,
                moved_in,
                _FUNDING[at % 5],
                language,
                date.fromisoformat(out),
                where_to,
            )
        )
    return tuple(people)


CURRENT = _now()
"""The 40 people supported on the day."""
MOVED_ON = _gone()
_NO_COMMUNICATION = {"RH-012", "RH-025", "RH-038"}
_NO_CULTURE = {"RH-010", "RH-018", "RH-027", "RH-031", "RH-044"}


def write(folder: Path) -> None:
    """Residents.xlsx: who lives here now, and who has moved on."""
    now: list[Row] = [
        ("ROWAN HOUSE RESIDENTS",),
        (),
        (
            *("Room", "Ref", "Resident", "Moved in", "Funding", "Comm. needs recorded", "Culture / faith recorded"),
            *("First language", "Key worker done?"),
        ),
        *(_row(at, person) for at, person in enumerate(CURRENT)),
        (),
        ("Note: room 41 is the guest room",),
    ]
    left: list[Row] = [
        ("Ref", "Name", "Admitted", "Date left", "Gone to", "Funder", "First language"),
        *((p.ref, p.name, p.moved_in, p.moved_out, p.where_to, p.funding, p.language) for p in MOVED_ON),
    ]
    xlsx(
        folder / "Residents.xlsx",
        Sheet("Current", now, heading=3, banner=9, widths=(8, 10, 26)),
        Sheet("Moved on", left, widths=(10, 26)),
    )


def _row(at: int, p: Resident) -> Row:
    """A line of the list, its words and days typed now one way, now another."""
    said = "No" if p.ref in _NO_COMMUNICATION else ("Yes", "Y", "yes")[at % 3]
    faith = "No" if p.ref in _NO_CULTURE else ("Y", "Yes")[at % 2]
    moved_in = f"{p.moved_in:%d/%m/%Y}" if at % 9 == 4 else p.moved_in
    key_worker = "tbc" if at % 8 == 3 else "done"
    return (p.room, p.ref, p.name, moved_in, p.funding, said, faith, p.language, key_worker)
