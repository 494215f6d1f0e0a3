"""The people Harbour Homecare supports now, and those it supported before."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from harbour_homecare.files import Cell, Row, Sheet, xlsx
from harbour_homecare.team import OPENED

_FAMILY = (
    *("Ashburner", "Birkinshaw", "Castellano", "Dutta", "Ellershaw", "Forsbrook", "Gallimore", "Hossain"),
    *("Illingsworth", "Jeyaratnam", "Kilbride", "Lewandowski", "Mottershead", "Ogunleye", "Pargeter", "Quarmby"),
    *("Rahimi", "Stapleford", "Tunnicliffe", "Underhay", "Verrall", "Wojcicki", "Yelland"),
)
_GIVEN = (
    *("Edna", "Bernard", "Lucia", "Subrata", "Marjorie", "Clifford", "Hilda", "Abdul", "Dorothy", "Selvan", "Maeve"),
    *("Stanislaw", "Joyce", "Folasade", "Cyril", "Vera", "Parwin", "Leonard", "Irene", "Wilfred", "Muriel"),
    *("Zofia", "Arthur", "Beryl", "Ronald", "Constance", "Harold", "Phyllis", "Ernest"),
)
_LANGUAGES = {"Dutta": "Bengali", "Hossain": "Sylheti", "Jeyaratnam": "Tamil", "Rahimi": "Dari", "Wojcicki": "Polish"}
_ORIGINS = {
    **dict.fromkeys(("Dutta", "Hossain", "Jeyaratnam"), "AO"),
    **dict.fromkeys(("Ogunleye",), "BA"),
    **dict.fromkeys(("Castellano", "Lewandowski", "Wojcicki"), "WO"),
    **dict.fromkeys(("Kilbride",), "WI"),
    **dict.fromkeys(("Rahimi",), "PNS"),
}
ENDED_COUNT, ACTIVE_COUNT = 9, 60


@dataclass(frozen=True)
class Client:
    """One person supported."""

    ref: str
    family: str
    given: str
    start: date
    end: date | None = None
    reason: str = ""

    @property
    def number(self) -> int:
        """The running number in the reference."""
        return int(self.ref[2:])


def _clients() -> tuple[Client, ...]:
    found: list[Client] = []
    reasons = ("Moved to a care home", "Died", "No longer needed", "Changed agency")
    for at in range(ENDED_COUNT + ACTIVE_COUNT):
        start = OPENED + timedelta(days=7 + at * 6 + at % 4)
        gone = at % 7 == 3 and len([c for c in found if c.end]) < ENDED_COUNT
        end = start + timedelta(days=35 + at // 2) if gone else None
        family, given = _FAMILY[at % len(_FAMILY)], _GIVEN[(at * 5 + 2) % len(_GIVEN)]
        found.append(Client(f"C-{2101 + at}", family, given, start, end, reasons[at % 4] if end else ""))
    return tuple(found)


CLIENTS = _clients()
ACTIVE = tuple(c for c in CLIENTS if c.end is None)
"""Supported on the day: 60."""

_HEAD: Row = (
    *("Client ID", "Client name", "Care began", "Care ended", "Paid by", "Communication plan", "Culture & faith asked"),
    *("Speaks", "M/F", "Ethnic group", "Disability declared", "Key safe"),
)


def _row(client: Client) -> Row:
    at = client.number
    start: Cell = f"{client.start:%d.%m.%y}" if at % 13 == 4 else client.start
    return (
        client.ref,
        f"{client.given} {client.family}",
        start,
        client.end,
        ("Council", "Self", "NHS CHC", "Direct payment")[at % 4 if at % 3 else 0],
        "N" if at % 9 == 5 else "Y",
        "N" if at % 6 == 1 else "Y",
        _LANGUAGES.get(client.family, "English"),
        "FM"[at % 29 in (1, 3, 7, 9, 14, 17, 19, 22, 24, 26)],
        _ORIGINS.get(client.family, "WB"),
        "PNS" if at % 11 == 0 else "Y" if at % 5 else "N",
        f"K{at * 37 % 900 + 100}",
    )


def write(folder: Path) -> None:
    """Clients.xlsx: a round a block with its name above it, a count below, and the people who have left."""
    rounds: list[Row] = [("Clients receiving care",), _HEAD]
    for name, part in (("East round", 0), ("West round", 1), ("Harbour round", 2)):
        rounds.append((name,))
        rounds.extend(_row(c) for c in ACTIVE if c.number % 3 == part)
    rounds.append(("Total active", len(ACTIVE)))
    gone: list[Row] = [_HEAD, *(_row(c) for c in CLIENTS if c.end)]
    xlsx(
        folder / "Clients.xlsx",
        Sheet("Active", rounds, heading=2, days="dd-mmm-yy", hidden=(11,)),
        Sheet("Ended", gone, days="dd-mmm-yy", hidden=(11,)),
    )
