"""What an assessment finds: a status and a figure for each requirement, and a status for each expectation."""

from datetime import date
from typing import Literal

from msgspec import Struct

from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.measures.measured import Measured
from evidencepack.notes import Fact, Note
from evidencepack.statuses import Standing, Status

# How it stands with the essential duties of an expectation; "" where there is nothing to say above all else.
DutyStanding = Literal["", "not kept", "not evidenced"]


class Flag(Struct, frozen=True):
    """Why something needs a person's eye: a code of flags.yaml and the facts its sentence is filled with."""

    code: str
    facts: tuple[tuple[str, Fact], ...] = ()


class Finding(Struct, frozen=True):
    """The answer to one requirement.

    `id` is framework/expectation/requirement; `params` what its indicator was given; `ref` the action that would
    close its gap (A- and six characters); `best` is the best status that the records allow.
    """

    id: str
    ref: str
    requirement: Requirement
    title: str
    status: Status
    measured: Measured
    reason: Note | None = None
    flags: tuple[Flag, ...] = ()
    best: Status | None = None
    own_policy_used: bool = False
    looser_own_policy: Note | None = None
    params: tuple[tuple[str, str], ...] = ()


class ExpectationResult(Struct, frozen=True):
    """All findings of one expectation, where it stands, and how it stands with its essential duties."""

    expectation: Expectation
    standing: Standing
    duty: DutyStanding
    findings: tuple[Finding, ...]
    flags: tuple[Flag, ...] = ()
    level: str = ""


class Assessment(Struct, frozen=True):
    """All findings for one framework on one day; `left_out` are the titles of themes that were not asked for."""

    framework: Framework
    on: date
    results: tuple[ExpectationResult, ...]
    left_out: tuple[str, ...] = ()
