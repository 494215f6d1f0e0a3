"""Who is employed and who is supported on the day, who leads, and what of that may be printed."""

from datetime import date
from functools import cache

from tests.samples.recompute_harbour.raw import NOT_PRINTED, ON, Answer, Row, certain, day, share, sheet, table

EIGHT_WEEKS_AGO = date(2026, 9, 6)
SIX_WEEKS_AGO = date(2026, 9, 20)
_ON_LEAVE = "HH018"


@cache
def staff() -> tuple[Row, ...]:
    return tuple(table("Staff export.csv", ";", "cp1252", above=1))


@cache
def employed() -> tuple[Row, ...]:
    rows = (s for s in staff() if certain(s["Joined"]) <= ON)
    return tuple(s for s in rows if not day(s["Leaving date"]) or certain(s["Leaving date"]) >= ON)


def is_away(row: Row) -> bool:
    """On leave on the day."""
    away, until, back = (day(row[head]) for head in ("Away from", "Away until", "Back on"))
    return bool(away and away <= ON and not (until and until < ON) and not (back and back <= ON))


@cache
def counted() -> tuple[Row, ...]:
    """In post for eight weeks and not on leave; none of them came back from leave in the last weeks."""
    found = tuple(s for s in employed() if not is_away(s) and certain(s["Joined"]) < EIGHT_WEEKS_AGO)
    assert len(employed()) - len(found) == 3 and any(s["Carer ID"] == _ON_LEAVE and is_away(s) for s in employed())
    return found


@cache
def codes_by_name() -> dict[str, str]:
    """Surname first and first name first, to the code; names that two people share left out."""
    found: dict[str, list[str]] = {}
    for row in staff():
        last, first = row["Surname, First names"].split(", ")
        for name in (f"{last}, {first}", f"{first} {last}"):
            found.setdefault(name, []).append(row["Carer ID"])
    known = {name: codes[0] for name, codes in found.items() if len(codes) == 1}
    return known | {"Maria Quintela": known["Maria Fernanda Quintela"]}  # same_person


def code_of(said: str) -> str | None:
    return said if said.startswith("HH") else codes_by_name().get(said)


@cache
def clients() -> tuple[Row, ...]:
    rows = (*sheet("Clients.xlsx", "Active", 2), *sheet("Clients.xlsx", "Ended", 1))
    return tuple(c for c in rows if str(c["Client ID"]).startswith("C-"))


@cache
def supported() -> tuple[str, ...]:
    rows = (c for c in clients() if certain(c["Care began"]) <= ON)
    return tuple(c["Client ID"] for c in rows if not day(c["Care ended"]) or certain(c["Care ended"]) >= ON)


@cache
def settled() -> tuple[str, ...]:
    """Supported on the day and for more than six weeks."""
    began = {c["Client ID"]: certain(c["Care began"]) for c in clients()}
    return tuple(c for c in supported() if began[c] < SIX_WEEKS_AGO)


def client_of(surname_first: object) -> str | None:
    last, _, first = str(surname_first).partition(", ")
    return {c["Client name"]: c["Client ID"] for c in clients()}.get(f"{first} {last}")


@cache
def leaders() -> tuple[Row, ...]:
    """Posts filled on the day."""
    return tuple(r for r in sheet("Leadership.xlsx", "Leaders", 7) if r["Leader"] and not r["To"])


def leaders_with(heading: str) -> Answer:
    held = [r[heading] and not str(r[heading]).endswith("in progress") for r in leaders()]
    return share(sum(map(bool, held)), len(held))


def leaders_of(heading: str, group: str) -> Answer:
    """Of those who said; not where it could tell of one: under ten, or one to four in the group or outside it."""
    said = [r[heading] for r in leaders() if r[heading] not in (None, "", "PNS")]
    inside, outside = said.count(group), len(said) - said.count(group)
    if len(said) < 10 or 1 <= inside <= 4 or 1 <= outside <= 4:
        return NOT_PRINTED
    return share(inside, len(said))
