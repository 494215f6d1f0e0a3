"""What staff learn and how they are supported: training, supervision."""

from collections.abc import Mapping
from typing import ClassVar

from evidencepack.dates import Day
from evidencepack.registers.base import Blank, Record


class Training(Record, frozen=True, kw_only=True):
    """One course for one member of staff, or why there is none.

    `state` is completed, booked, in progress, not required, undated (a tick: done, day unknown) or blank (a
    matrix cell left empty: required and not done).
    `validity` is months in date from `completed`; 0 means it does not expire.
    """

    register: ClassVar[str] = "training"
    label: ClassVar[str] = "Training register"
    titles: ClassVar[frozenset[str]] = frozenset({"course", "delivered_with"})
    bodies: ClassVar[frozenset[str]] = frozenset({"delivered_with"})
    happened: ClassVar[tuple[str, ...]] = ("competency_checked",)
    key: ClassVar[tuple[str, ...]] = ("staff", "course", "completed", "booked", "state")
    personal: ClassVar[frozenset[str]] = frozenset({"staff"})
    topical: ClassVar[tuple[str, ...]] = ("course",)
    dated_by: ClassVar[str] = "completed"
    needs_one_of: ClassVar[tuple[str, ...]] = ("completed", "booked")
    naming: ClassVar[tuple[str, ...]] = ("course", "state")
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("completed", "expires"),)
    # Where no word stands, the days say what became of it.
    blank: ClassVar[Mapping[str, Blank]] = {"state": Blank.NO}

    staff: str
    course: str
    completed: Day | None = None
    booked: Day | None = None
    expires: Day | None = None
    validity: int | None = None
    state: str = "completed"
    required: bool | None = None
    level: str = ""
    method: str = ""
    delivered_with: str = ""
    competency_checked: Day | None = None
    certificate: bool | None = None


class Supervision(Record, frozen=True, kw_only=True):
    """A supervision or appraisal meeting with one member of staff."""

    register: ClassVar[str] = "supervision"
    label: ClassVar[str] = "Supervision and appraisal register"
    of_people: ClassVar[frozenset[str]] = frozenset({"supervisor_role"})
    key: ClassVar[tuple[str, ...]] = ("staff", "kind", "date")
    personal: ClassVar[frozenset[str]] = frozenset({"staff", "topics"})
    topical: ClassVar[tuple[str, ...]] = ("topics",)
    naming: ClassVar[tuple[str, ...]] = ("kind",)
    at_most: ClassVar[tuple[tuple[tuple[str, ...], str], ...]] = ((("actions_done",), "actions_agreed"),)

    staff: str
    date: Day
    kind: str
    supervisor_role: str = ""
    due_next: Day | None = None
    topics: str = ""
    confidence_before: float | None = None
    confidence_after: float | None = None
    actions_agreed: int | None = None
    actions_done: int | None = None
    signed: bool | None = None


class SpotCheck(Record, frozen=True, kw_only=True):
    """A competency or spot check on one member of staff."""

    register: ClassVar[str] = "spot_checks"
    label: ClassVar[str] = "Competency and spot checks"
    titles: ClassVar[frozenset[str]] = frozenset({"what"})
    of_people: ClassVar[frozenset[str]] = frozenset({"assessor_role"})
    key: ClassVar[tuple[str, ...]] = ("staff", "what", "date")
    personal: ClassVar[frozenset[str]] = frozenset({"staff", "action"})
    topical: ClassVar[tuple[str, ...]] = ("what",)
    naming: ClassVar[tuple[str, ...]] = ("what", "result")

    staff: str
    date: Day
    what: str
    result: str = ""
    assessor_role: str = ""
    action: str = ""
