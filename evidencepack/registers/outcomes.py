"""Lives and totals: risk decisions, goals, visits, monthly totals, and the things kept ready (risks, alerts, tests)."""

from collections.abc import Mapping
from typing import ClassVar

from evidencepack.dates import Day
from evidencepack.registers.base import Blank, Record


class RiskDecision(Record, frozen=True, kw_only=True):
    """A decision to take a positive risk with a person, and whether it was looked at again and worked."""

    register: ClassVar[str] = "risk_decisions"
    label: ClassVar[str] = "Positive risk decisions"
    of_people: ClassVar[frozenset[str]] = frozenset({"who_decided"})
    happened: ClassVar[tuple[str, ...]] = ("reviewed",)
    key: ClassVar[tuple[str, ...]] = ("code", "person", "date")
    personal: ClassVar[frozenset[str]] = frozenset({"person", "decision", "learning"})
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("date", "review_due"), ("date", "reviewed"))
    blank: ClassVar[Mapping[str, Blank]] = {"worked": Blank.NOT_KNOWN}

    date: Day
    decision: str
    code: str = ""
    person: str = ""
    who_decided: str = ""
    review_due: Day | None = None
    reviewed: Day | None = None
    worked: bool | None = None
    learning: str = ""


class Goal(Record, frozen=True, kw_only=True):
    """A goal of a person supported and how far it has come."""

    register: ClassVar[str] = "goals"
    label: ClassVar[str] = "Goals and outcomes"
    happened: ClassVar[tuple[str, ...]] = ("reviewed",)
    key: ClassVar[tuple[str, ...]] = ("person", "goal")
    personal: ClassVar[frozenset[str]] = frozenset({"person", "goal"})
    topical: ClassVar[tuple[str, ...]] = ("theme",)
    dated_by: ClassVar[str] = "set_on"
    naming: ClassVar[tuple[str, ...]] = ("theme",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("set_on", "reviewed"),)

    person: str
    goal: str
    set_on: Day | None = None
    theme: str = ""
    measure: str = ""
    baseline: float | None = None
    latest: float | None = None
    reviewed: Day | None = None
    independence: bool | None = None


class Visits(Record, frozen=True, kw_only=True):
    """Home care visits of a month, or one visit with an id."""

    register: ClassVar[str] = "visits"
    label: ClassVar[str] = "Visits"
    key: ClassVar[tuple[str, ...]] = ("code", "date")
    once: ClassVar[bool] = True
    at_most: ClassVar[tuple[tuple[tuple[str, ...], str], ...]] = (
        (("delivered", "missed"), "planned"),
        (("late",), "delivered"),
        (("short",), "delivered"),
        (("in_window",), "delivered"),
    )

    date: Day
    code: str = ""
    planned: float | None = None
    delivered: float | None = None
    missed: float | None = None
    late: float | None = None
    short: float | None = None
    in_window: float | None = None


class Total(Record, frozen=True, kw_only=True):
    """One measure of one month: vacant posts, agency hours, days sick, leavers, care days, care hours."""

    register: ClassVar[str] = "totals"
    label: ClassVar[str] = "Monthly totals"
    key: ClassVar[tuple[str, ...]] = ("month", "measure")
    once: ClassVar[bool] = True
    topical: ClassVar[tuple[str, ...]] = ("measure",)
    dated_by: ClassVar[str] = "month"
    naming: ClassVar[tuple[str, ...]] = ("measure",)

    month: Day
    measure: str
    value: float


class Assurance(Record, frozen=True, kw_only=True):
    """Something kept ready: an entry of the risk register, a safety alert, a continuity test, insurance, DSPT."""

    register: ClassVar[str] = "assurance"
    label: ClassVar[str] = "Risks, alerts, tests and cover"
    titles: ClassVar[frozenset[str]] = frozenset({"title"})
    of_people: ClassVar[frozenset[str]] = frozenset({"owner_role"})
    key: ClassVar[tuple[str, ...]] = ("title", "kind", "date")
    personal: ClassVar[frozenset[str]] = frozenset({"action"})
    topical: ClassVar[tuple[str, ...]] = ("title", "kind")
    naming: ClassVar[tuple[str, ...]] = ("kind",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("date", "review_due"),)

    title: str
    kind: str
    date: Day
    review_due: Day | None = None
    owner_role: str = ""
    status: str = ""
    action: str = ""
