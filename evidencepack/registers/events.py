"""What happens and what is done about it: complaints, incidents, deaths and DoLS, notifications, speaking up."""

from collections.abc import Mapping
from typing import ClassVar

from evidencepack.dates import Day
from evidencepack.registers.base import Blank, Record


class Complaint(Record, frozen=True, kw_only=True):
    """A complaint, concern or compliment. Rows without an id are never merged; no `closed` day means open."""

    register: ClassVar[str] = "complaints"
    label: ClassVar[str] = "Complaints, concerns and compliments"
    of_people: ClassVar[frozenset[str]] = frozenset({"from_whom"})
    happened: ClassVar[tuple[str, ...]] = ("acknowledged", "closed", "outcome_told", "ombudsman_told")
    personal: ClassVar[frozenset[str]] = frozenset({"learning", "details"})
    topical: ClassVar[tuple[str, ...]] = ("theme",)
    dated_by: ClassVar[str] = "received"
    naming: ClassVar[tuple[str, ...]] = ("kind", "theme")
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("received", "limit"),
        ("received", "extended_to"),
        ("received", "acknowledged"),
        ("received", "closed"),
        ("received", "outcome_told"),
        ("received", "ombudsman_told"),
    )
    blank: ClassVar[Mapping[str, Blank]] = {"upheld": Blank.NOT_KNOWN, "closed": Blank.BESIDE}
    says_over: ClassVar[Mapping[str, tuple[str, ...]]] = {"closed": ("upheld", "outcome_told")}
    not_always: ClassVar[frozenset[str]] = frozenset({"acknowledged", "outcome_told", "ombudsman_told"})
    remarked: ClassVar[frozenset[str]] = frozenset({"upheld"})

    received: Day
    code: str = ""
    kind: str = "complaint"
    from_whom: str = ""
    route: str = ""
    theme: str = ""
    acknowledged: Day | None = None
    limit: Day | None = None
    extended_to: Day | None = None
    closed: Day | None = None
    upheld: str = ""
    outcome_told: Day | None = None
    ombudsman_told: Day | None = None
    learning: str = ""
    details: str = ""
    action_id: str = ""


class Incident(Record, frozen=True, kw_only=True):
    """An incident, accident or safeguarding concern, and who was told of it."""

    register: ClassVar[str] = "incidents"
    label: ClassVar[str] = "Incidents and safeguarding"
    happened: ClassVar[tuple[str, ...]] = ("referred", "cqc_told_on", "candour_met", "closed")
    personal: ClassVar[frozenset[str]] = frozenset({"person", "outcome", "injury", "attention", "reviewed"})
    topical: ClassVar[tuple[str, ...]] = ("type", "place")
    naming: ClassVar[tuple[str, ...]] = ("type",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("date", "referred"),
        ("date", "cqc_told_on"),
        ("date", "candour_met"),
        ("date", "closed"),
    )
    blank: ClassVar[Mapping[str, Blank]] = {"notifiable": Blank.SIGNS, "candour_applies": Blank.SIGNS}
    remarked: ClassVar[frozenset[str]] = frozenset({"type"})
    marked: ClassVar[Mapping[str, str]] = {"safeguarding": "safeguarding"}

    date: Day
    type: str
    code: str = ""
    person: str = ""
    harm: str = ""
    place: str = ""
    notifiable: bool | None = None
    cqc_told: bool | None = None
    cqc_told_on: Day | None = None
    safeguarding: bool | None = None
    referred: Day | None = None
    section_42: bool | None = None
    outcome: str = ""
    candour_applies: bool | None = None
    candour_met: Day | None = None
    witnessed: bool | None = None
    injury: str = ""
    attention: str = ""
    family_told: bool | None = None
    reviewed: str = ""
    lesson_id: str = ""
    closed: Day | None = None


class LifeEvent(Record, frozen=True, kw_only=True):
    """A death, or a step of a deprivation of liberty authorisation (applied for, outcome)."""

    register: ClassVar[str] = "deaths_dols"
    label: ClassVar[str] = "Deaths and DoLS"
    personal: ClassVar[frozenset[str]] = frozenset({"person"})
    topical: ClassVar[tuple[str, ...]] = ("kind",)
    naming: ClassVar[tuple[str, ...]] = ("kind",)
    blank: ClassVar[Mapping[str, Blank]] = {"notifiable": Blank.SIGNS}

    code: str
    date: Day
    kind: str
    person: str = ""
    expected: bool | None = None
    notifiable: bool | None = None


class Notification(Record, frozen=True, kw_only=True):
    """A statutory notification: what it was about and when it went; `type` is instrument and regulation."""

    register: ClassVar[str] = "notifications"
    label: ClassVar[str] = "Statutory notifications"
    happened: ClassVar[tuple[str, ...]] = ("closed",)
    key: ClassVar[tuple[str, ...]] = ("reference", "event_id", "type")
    personal: ClassVar[frozenset[str]] = frozenset({"late_reason"})
    topical: ClassVar[tuple[str, ...]] = ("type",)
    dated_by: ClassVar[str] = "sent"
    naming: ClassVar[tuple[str, ...]] = ("type",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("event_date", "sent"),)

    event_date: Day
    type: str
    sent: Day
    reference: str = ""
    event_id: str = ""
    late_reason: str = ""
    closed: Day | None = None


class SpeakingUp(Record, frozen=True, kw_only=True):
    """A concern that staff raised, and what came of it."""

    register: ClassVar[str] = "speaking_up"
    label: ClassVar[str] = "Speaking up"
    happened: ClassVar[tuple[str, ...]] = ("acknowledged", "closed", "outcome_told", "detriment_check")
    personal: ClassVar[frozenset[str]] = frozenset({"learning"})
    topical: ClassVar[tuple[str, ...]] = ("theme",)
    dated_by: ClassVar[str] = "raised"
    naming: ClassVar[tuple[str, ...]] = ("theme",)
    narrowing: ClassVar[tuple[str, ...]] = ("anonymous",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("raised", "limit"),
        ("raised", "extended_to"),
        ("raised", "acknowledged"),
        ("raised", "closed"),
        ("raised", "outcome_told"),
        ("raised", "detriment_check"),
    )
    blank: ClassVar[Mapping[str, Blank]] = {"closed": Blank.BESIDE}
    says_over: ClassVar[Mapping[str, tuple[str, ...]]] = {"closed": ("outcome_told",)}

    raised: Day
    code: str = ""
    route: str = ""
    anonymous: bool | None = None
    theme: str = ""
    acknowledged: Day | None = None
    limit: Day | None = None
    extended_to: Day | None = None
    closed: Day | None = None
    outcome_told: Day | None = None
    detriment_check: Day | None = None
    learning: str = ""
