"""What a public register says of a location: CQC's own file, its directory, or the workplace file of ASC-WDS."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from evidencepack.day_reader import only_day
from evidencepack.files import Cell
from evidencepack.model import ServiceType
from evidencepack.notes import Note
from evidencepack.origin import Origin
from evidencepack.systems.export import text_of

_RATINGS = {word.casefold(): word for word in ("Outstanding", "Good", "Requires improvement", "Inadequate")}
_LOCATION_ID = re.compile(r"1-\d{6,12}")
# Words of CQC and of ASC-WDS for the kinds of service, as they are compared.
_TYPES: Mapping[str, ServiceType] = {
    r"(residential|nursing) homes?|care home services? with(out)? nursing": "care home",
    r"homecare agenc(y|ies)|domiciliary care services?|live-in care": "home care",
    r"supported living( services?)?|supported housing": "supported living",
    r"shared lives( service)?": "shared lives",
    r"extra care housing( services?)?": "extra care",
}


class Location(Struct, frozen=True):
    """One location as a register names it; a field is "" or None where the register does not say or is not clear.

    `kind` is which register, in words. `rating` is the overall one, as service.yaml writes it, "" for
    "Not Rated" and the like. `types` are all kinds of service found, `type` the one if there is only one.
    `registered_manager` is whether one is named for every regulated activity: True, False, or None if nothing is
    said; `manager_absent` the day since when CQC notes none. `unclear` are days whose order of day and month is not
    certain. No address and no name of a person is kept.
    """

    kind: str
    origin: Origin
    location_id: str = ""
    name: str = ""
    types: tuple[ServiceType, ...] = ()
    council: str = ""
    registered: date | None = None
    deregistered: date | None = None
    active: bool | None = None
    rating: str = ""
    rated_on: date | None = None
    registered_manager: bool | None = None
    manager_absent: date | None = None
    unclear: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def type(self) -> ServiceType | None:
        """The kind of service; None when the register names none of ours, or several."""
        return self.types[0] if len(self.types) == 1 else None


def types_of(words: Iterable[str]) -> tuple[ServiceType, ...]:
    """The kinds of service that a register's words stand for, each once, in their order."""
    plain = (" ".join(word.split()).casefold() for word in words)
    return tuple(dict.fromkeys(t for word in plain for form, t in _TYPES.items() if re.fullmatch(form, word)))


def rating_of(cell: Cell) -> str:
    """A rating in CQC's four words; "" for all else, such as Not Rated or No published rating."""
    return _RATINGS.get(" ".join(text_of(cell).split()).casefold(), "")


def location_id_of(cell: Cell) -> str:
    """A location's number, 1-1234567890; "" for anything else."""
    text = text_of(cell).strip()
    return text if _LOCATION_ID.fullmatch(text) else ""


def day_of(cell: Cell) -> date | None:
    """A day that can be only one: a date cell, ISO, a named month, or a number above 12; None when it is not certain.

    CQC's files have the year first, but copies of them have the month first, so 3/4/2025 may be either.
    """
    return only_day(cell if isinstance(cell, date) else text_of(cell))
