"""What an assessment finds: a status and a figure for each requirement, and a status for each expectation."""

from datetime import date
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from evidencepack.dates import Window
from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.measures.measured import Measured


class Status(StrEnum):
    """The answer to one requirement. The first three are judged; the others are set aside, each with a reason."""

    MET = "met"
    PARTLY_MET = "partly met"
    NOT_MET = "not met"
    NOT_APPLICABLE = "not applicable"
    NONE_DUE = "none due"
    FOR_INFORMATION = "for information"
    TOO_FEW = "too few to judge"
    UNCLEAR = "unclear"
    NOT_SUPPLIED = "not supplied"
    NO_EVIDENCE = "no evidence"

    @property
    def judged(self) -> bool:
        """Whether the records gave an answer."""
        return self in (Status.MET, Status.PARTLY_MET, Status.NOT_MET)


class Standing(StrEnum):
    """The status of one expectation."""

    SHOWN = "shown"
    PARTLY_SHOWN = "partly shown"
    NOT_SHOWN = "not shown"
    CANNOT_TELL = "cannot be told from records"
    NOT_SUPPLIED = "not supplied"
    NOT_APPLICABLE = "not applicable"


class Flag(Struct, frozen=True):
    """Why something needs a person's eye: a code of flags.yaml and the facts its sentence is filled with."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


class Finding(Struct, frozen=True):
    """The answer to one requirement.

    `id` is framework/expectation/requirement; `params` what its indicator was given; `ref` the action that would
    close its gap (A- and six characters); `figure_if_unread_fail` is the figure with unread rows counted as
    failures, where that lowers the band.
    """

    id: str
    ref: str
    requirement: Requirement
    title: str
    status: Status
    measured: Measured
    reason: str = ""
    flags: tuple[Flag, ...] = ()
    figure_if_unread_fail: Fraction | None = None
    own_policy_used: bool = False
    looser_own_policy: str = ""
    params: tuple[tuple[str, str], ...] = ()


class ExpectationResult(Struct, frozen=True):
    """All findings of one expectation and where it stands."""

    expectation: Expectation
    standing: Standing
    duty_not_shown: bool
    findings: tuple[Finding, ...]
    flags: tuple[Flag, ...] = ()
    level: str = ""


class Assessment(Struct, frozen=True):
    """All findings for one framework on one day; `left_out` are the titles of themes that were not asked for."""

    framework: Framework
    on: date
    results: tuple[ExpectationResult, ...]
    left_out: tuple[str, ...] = ()


__all__ = ["Assessment", "ExpectationResult", "Finding", "Flag", "Standing", "Status", "Window"]
