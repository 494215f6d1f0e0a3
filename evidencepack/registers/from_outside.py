"""Who comes from outside: professionals who see the people supported, and staff of agencies."""

from typing import ClassVar

from evidencepack.dates import Day
from evidencepack.registers.base import Record


class ProfessionalVisit(Record, frozen=True, kw_only=True):
    """A visit or call of a professional, such as a GP, to one person supported."""

    register: ClassVar[str] = "professionals"
    label: ClassVar[str] = "Visits of professionals"
    of_people: ClassVar[frozenset[str]] = frozenset({"kind"})
    key: ClassVar[tuple[str, ...]] = ("person", "kind", "date", "purpose")
    personal: ClassVar[frozenset[str]] = frozenset({"person", "purpose", "outcome"})
    topical: ClassVar[tuple[str, ...]] = ("kind",)
    naming: ClassVar[tuple[str, ...]] = ("kind",)

    date: Day
    kind: str
    person: str = ""
    purpose: str = ""
    outcome: str = ""
    next_visit: Day | None = None


class AgencyUse(Record, frozen=True, kw_only=True):
    """A shift, or a week or month of shifts, that an agency filled."""

    register: ClassVar[str] = "agency"
    label: ClassVar[str] = "Agency use"
    titles: ClassVar[frozenset[str]] = frozenset({"agency"})
    bodies: ClassVar[frozenset[str]] = frozenset({"agency"})
    of_people: ClassVar[frozenset[str]] = frozenset({"role"})
    key: ClassVar[tuple[str, ...]] = ()
    personal: ClassVar[frozenset[str]] = frozenset({"worker", "reason"})
    topical: ClassVar[tuple[str, ...]] = ("role",)

    date: Day
    agency: str = ""
    worker: str = ""
    role: str = ""
    hours: float | None = None
    shifts: float | None = None
    induction: bool | None = None
    profile: bool | None = None
    reason: str = ""
