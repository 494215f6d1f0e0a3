"""Concerns that go to the council, and who is deprived of liberty with whose leave: safeguarding, DoLS."""

from collections.abc import Mapping
from typing import ClassVar

from evidencepack.dates import Day
from evidencepack.registers.base import Blank, Record


class Safeguarding(Record, frozen=True, kw_only=True):
    """A safeguarding concern in a log of its own: the kind of abuse, who was told when, and what came of it.

    An incident log may hold the same event; the two are never added up.
    """

    register: ClassVar[str] = "safeguarding"
    label: ClassVar[str] = "Safeguarding concerns"
    happened: ClassVar[tuple[str, ...]] = ("referred", "cqc_told_on", "closed")
    personal: ClassVar[frozenset[str]] = frozenset({"person", "concern"})
    topical: ClassVar[tuple[str, ...]] = ("kind",)
    naming: ClassVar[tuple[str, ...]] = ("kind",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("date", "referred"),
        ("date", "cqc_told_on"),
        ("date", "closed"),
    )
    blank: ClassVar[Mapping[str, Blank]] = {"section_42": Blank.NOT_KNOWN, "closed": Blank.BESIDE}
    says_over: ClassVar[Mapping[str, tuple[str, ...]]] = {"closed": ("outcome",)}
    remarked: ClassVar[frozenset[str]] = frozenset({"kind", "outcome"})

    date: Day
    code: str = ""
    person: str = ""
    kind: str = ""
    concern: str = ""
    referred: Day | None = None
    cqc_told: bool | None = None
    cqc_told_on: Day | None = None
    section_42: bool | None = None
    outcome: str = ""
    closed: Day | None = None


class Dols(Record, frozen=True, kw_only=True):
    """An application to deprive somebody of their liberty, from the day it was made to the day its authority ends."""

    register: ClassVar[str] = "dols"
    label: ClassVar[str] = "DoLS applications"
    titles: ClassVar[frozenset[str]] = frozenset({"body"})
    bodies: ClassVar[frozenset[str]] = frozenset({"body"})
    happened: ClassVar[tuple[str, ...]] = ("applied", "granted", "cqc_told_on")
    key: ClassVar[tuple[str, ...]] = ("person", "kind", "applied", "granted")
    personal: ClassVar[frozenset[str]] = frozenset({"person", "conditions"})
    dated_by: ClassVar[str] = "applied"
    needs_one_of: ClassVar[tuple[str, ...]] = ("applied", "granted", "expires")
    naming: ClassVar[tuple[str, ...]] = ("kind",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("applied", "granted"),
        ("granted", "expires"),
        ("granted", "cqc_told_on"),
    )

    person: str
    code: str = ""
    body: str = ""
    kind: str = ""
    applied: Day | None = None
    granted: Day | None = None
    expires: Day | None = None
    outcome: str = ""
    conditions: str = ""
    cqc_told: bool | None = None
    cqc_told_on: Day | None = None
