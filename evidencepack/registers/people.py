"""Staff and the people a service supports."""

from collections.abc import Mapping
from typing import ClassVar

from evidencepack.dates import Day
from evidencepack.registers.base import Blank, Record


class Staff(Record, frozen=True, kw_only=True):
    """A member of staff: employed from `start` up to and including `end`."""

    register: ClassVar[str] = "staff"
    label: ClassVar[str] = "Staff register"
    of_people: ClassVar[frozenset[str]] = frozenset({"role"})
    personal: ClassVar[frozenset[str]] = frozenset({"code", "name", "ethnic_group", "sex", "disabled"})
    dated_by: ClassVar[str] = "start"
    may_be_ahead: ClassVar[bool] = True
    naming: ClassVar[tuple[str, ...]] = ("role",)
    narrowing: ClassVar[tuple[str, ...]] = ("contract",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("start", "end"),
        ("leave_from", "leave_to"),
        ("leave_from", "returned"),
    )
    blank: ClassVar[Mapping[str, Blank]] = {"end": Blank.STILL}

    code: str
    role: str
    start: Day
    name: str = ""
    contract: str = ""
    end: Day | None = None
    leave_from: Day | None = None
    leave_to: Day | None = None
    returned: Day | None = None
    hours: float | None = None
    ethnic_group: str = ""
    sex: str = ""
    disabled: str = ""


class Person(Record, frozen=True, kw_only=True):
    """A person supported: from `start` up to and including `end`."""

    register: ClassVar[str] = "people"
    label: ClassVar[str] = "Register of people supported"
    personal: ClassVar[frozenset[str]] = frozenset({"code", "name", "ethnic_group", "sex", "disabled"})
    dated_by: ClassVar[str] = "start"
    may_be_ahead: ClassVar[bool] = True
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("start", "end"),)
    blank: ClassVar[Mapping[str, Blank]] = {"end": Blank.STILL}

    code: str
    start: Day
    name: str = ""
    end: Day | None = None
    funder: str = ""
    communication_recorded: bool | None = None
    culture_recorded: bool | None = None
    first_language: str = ""
    dols: bool | None = None
    ethnic_group: str = ""
    sex: str = ""
    disabled: str = ""


class Leader(Record, frozen=True, kw_only=True):
    """Someone who leads: registered manager, nominated individual, deputy, director or team leader."""

    register: ClassVar[str] = "leaders"
    label: ClassVar[str] = "Leaders register"
    titles: ClassVar[frozenset[str]] = frozenset({"qualification"})
    of_people: ClassVar[frozenset[str]] = frozenset({"role", "promoted_from"})
    happened: ClassVar[tuple[str, ...]] = ("registered_on", "application_sent", "development_plan")
    key: ClassVar[tuple[str, ...]] = ("code", "role")
    personal: ClassVar[frozenset[str]] = frozenset({"code", "ethnic_group", "sex", "disabled"})
    topical: ClassVar[tuple[str, ...]] = ("role", "qualification")
    dated_by: ClassVar[str] = "start"
    may_be_ahead: ClassVar[bool] = True
    naming: ClassVar[tuple[str, ...]] = ("role",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("start", "end"),)
    blank: ClassVar[Mapping[str, Blank]] = {"end": Blank.STILL}

    code: str
    role: str
    start: Day
    end: Day | None = None
    registered_on: Day | None = None
    application_sent: Day | None = None
    qualification: str = ""
    development_plan: Day | None = None
    promoted_from: str = ""
    ethnic_group: str = ""
    sex: str = ""
    disabled: str = ""


class Recruit(Record, frozen=True, kw_only=True):
    """Someone recruited, or who left: the checks, where they came from and why they went."""

    register: ClassVar[str] = "recruitment"
    label: ClassVar[str] = "Recruitment and leavers"
    of_people: ClassVar[frozenset[str]] = frozenset({"role"})
    happened: ClassVar[tuple[str, ...]] = ("applied", "dbs", "left", "exit_interview", "care_certificate")
    personal: ClassVar[frozenset[str]] = frozenset({"code", "reason"})
    topical: ClassVar[tuple[str, ...]] = ("role", "source")
    dated_by: ClassVar[str] = "start"
    may_be_ahead: ClassVar[bool] = True
    naming: ClassVar[tuple[str, ...]] = ("role",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("start", "left"),
        ("start", "exit_interview"),
        ("start", "care_certificate"),
    )
    blank: ClassVar[Mapping[str, Blank]] = {
        "left": Blank.STILL,
        "references": Blank.NO,
        "gaps_explained": Blank.NO,
        "right_to_work": Blank.NO,
        "values_covered": Blank.NO,
    }

    code: str
    start: Day
    role: str = ""
    applied: Day | None = None
    source: str = ""
    new_to_care: bool | None = None
    dbs: Day | None = None
    references: bool | None = None
    gaps_explained: bool | None = None
    right_to_work: bool | None = None
    values_covered: bool | None = None
    care_certificate: Day | None = None
    left: Day | None = None
    reason: str = ""
    exit_interview: Day | None = None
