"""What has to be looked at again in time: the checks on staff, and the equipment."""

from typing import ClassVar

from evidencepack.dates import Day
from evidencepack.registers.base import Record


class StaffCheck(Record, frozen=True, kw_only=True):
    """The DBS certificate and the right to work of one member of staff; no number of a certificate is ever read.

    No law says when a certificate has to be renewed: `renewal_due` is the day that the service itself has set.
    """

    register: ClassVar[str] = "staff_checks"
    label: ClassVar[str] = "DBS and right to work"
    of_people: ClassVar[frozenset[str]] = frozenset({"role"})
    happened: ClassVar[tuple[str, ...]] = ("dbs_issued", "last_checked", "right_to_work_seen")
    key: ClassVar[tuple[str, ...]] = ("staff", "dbs_issued", "right_to_work_until")
    personal: ClassVar[frozenset[str]] = frozenset({"staff", "comments"})
    dated_by: ClassVar[str] = "dbs_issued"
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("dbs_issued", "last_checked"),
        ("dbs_issued", "renewal_due"),
        ("right_to_work_seen", "right_to_work_until"),
    )

    staff: str
    role: str = ""
    dbs_level: str = ""
    dbs_issued: Day | None = None
    update_service: bool | None = None
    last_checked: Day | None = None
    renewal_due: Day | None = None
    right_to_work: str = ""
    right_to_work_seen: Day | None = None
    right_to_work_until: Day | None = None
    comments: str = ""


class Equipment(Record, frozen=True, kw_only=True):
    """A thing that has to be examined, serviced or tested: when it was, and when it is due again."""

    register: ClassVar[str] = "equipment"
    label: ClassVar[str] = "Equipment checks"
    titles: ClassVar[frozenset[str]] = frozenset({"item", "check", "checked_by"})
    bodies: ClassVar[frozenset[str]] = frozenset({"checked_by"})
    happened: ClassVar[tuple[str, ...]] = ("checked",)
    key: ClassVar[tuple[str, ...]] = ("item", "code", "place", "check", "checked", "due")
    personal: ClassVar[frozenset[str]] = frozenset({"person", "place", "comments"})
    topical: ClassVar[tuple[str, ...]] = ("item", "check")
    dated_by: ClassVar[str] = "checked"
    naming: ClassVar[tuple[str, ...]] = ("item",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("checked", "due"),)
    remarked: ClassVar[frozenset[str]] = frozenset({"result"})

    item: str
    code: str = ""
    place: str = ""
    person: str = ""
    check: str = ""
    checked: Day | None = None
    due: Day | None = None
    result: str = ""
    checked_by: str = ""
    comments: str = ""
