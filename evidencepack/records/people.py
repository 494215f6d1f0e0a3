"""Staff and the people a service supports."""

from typing import ClassVar

from pydantic.dataclasses import dataclass

from evidencepack.dates import Day
from evidencepack.records.base import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff(Record):
    """A member of staff: employed from `start` up to and including `end`."""

    register: ClassVar[str] = "staff"
    label: ClassVar[str] = "Staff register"
    key: ClassVar[tuple[str, ...]] = ("code",)
    personal: ClassVar[frozenset[str]] = frozenset({"code", "name"})
    dated_by: ClassVar[str] = "start"
    may_be_ahead: ClassVar[bool] = True

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A person supported: from `start` up to and including `end`."""

    register: ClassVar[str] = "people"
    label: ClassVar[str] = "Register of people supported"
    key: ClassVar[tuple[str, ...]] = ("code",)
    personal: ClassVar[frozenset[str]] = frozenset({"code", "name"})
    dated_by: ClassVar[str] = "start"
    may_be_ahead: ClassVar[bool] = True

    code: str
    start: Day
    name: str = ""
    end: Day | None = None
    funder: str = ""
    communication_recorded: bool | None = None
    culture_recorded: bool | None = None
    first_language: str = ""
