"""How a service checks itself: audits, policies, meetings, improvement actions."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import ClassVar

from evidencepack.dates import Day
from evidencepack.registers.base import Blank, Record


@lru_cache(maxsize=4096)
def exact(number: float) -> Fraction:
    """A number as it was written: 0.1 is a tenth."""
    return Fraction(str(number))


@lru_cache(maxsize=4096)
def percent_of(score: float | None, out_of: float | None) -> Fraction | None:
    """A score as an exact share of what it is out of; None when either is missing or out_of is 0."""
    if score is None or not out_of:
        return None
    return exact(score) / exact(out_of)


class Audit(Record, frozen=True, kw_only=True):
    """One audit: what was looked at, the score and what followed."""

    register: ClassVar[str] = "audits"
    label: ClassVar[str] = "Audit register"
    titles: ClassVar[frozenset[str]] = frozenset({"topic", "scope", "tool"})
    of_people: ClassVar[frozenset[str]] = frozenset({"auditor_role"})
    happened: ClassVar[tuple[str, ...]] = ("reaudit_date",)
    key: ClassVar[tuple[str, ...]] = ("topic", "scope", "date")
    personal: ClassVar[frozenset[str]] = frozenset({"findings"})
    # An audit of care plans looks at care plans, whether it asks about falls or about faith.
    topical: ClassVar[tuple[str, ...]] = ("topic", "scope")
    naming: ClassVar[tuple[str, ...]] = ("topic",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("date", "reaudit_date"),)
    at_most: ClassVar[tuple[tuple[tuple[str, ...], str], ...]] = ((("score",), "out_of"),)
    likened: ClassVar[tuple[str, ...]] = ("topic", "scope", "tool", "out_of")

    date: Day
    topic: str
    scope: str = ""
    tool: str = ""
    auditor_role: str = ""
    sample: int | None = None
    score: float | None = None
    out_of: float | None = None
    pass_mark: float | None = None
    findings: str = ""
    action_ids: str = ""
    reaudit_date: Day | None = None
    reaudit_score: float | None = None
    repeat_finding: bool | None = None

    @property
    def percent(self) -> Fraction | None:
        """Score as a share of what it is out of."""
        return percent_of(self.score, self.out_of)

    @property
    def below_pass_mark(self) -> bool:
        """True when the score is under the pass mark and no re-audit has brought it there."""
        if self.score is None or self.pass_mark is None or self.score >= self.pass_mark:
            return False
        return self.reaudit_score is None or self.reaudit_score < self.pass_mark


class Policy(Record, frozen=True, kw_only=True):
    """One version of a policy and who has read it."""

    register: ClassVar[str] = "policies"
    label: ClassVar[str] = "Policy register"
    titles: ClassVar[frozenset[str]] = frozenset({"title", "topic", "tested_by", "law_cited"})
    of_people: ClassVar[frozenset[str]] = frozenset({"owner_role"})
    happened: ClassVar[tuple[str, ...]] = ("approved",)
    key: ClassVar[tuple[str, ...]] = ("title", "version")
    topical: ClassVar[tuple[str, ...]] = ("title", "topic")
    dated_by: ClassVar[str] = "reviewed"
    stands: ClassVar[bool] = True
    naming: ClassVar[tuple[str, ...]] = ("title",)
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("reviewed", "next_review"),)
    at_most: ClassVar[tuple[tuple[tuple[str, ...], str], ...]] = ((("staff_read",), "staff_required"),)

    title: str
    reviewed: Day
    next_review: Day
    topic: str = ""
    owner_role: str = ""
    version: str = ""
    approved: Day | None = None
    staff_required: int | None = None
    staff_read: int | None = None
    tested_by: str = ""
    law_cited: str = ""


class Meeting(Record, frozen=True, kw_only=True):
    """A governance, team, residents' or relatives' meeting."""

    register: ClassVar[str] = "meetings"
    label: ClassVar[str] = "Meetings register"
    titles: ClassVar[frozenset[str]] = frozenset({"minutes_file"})
    of_people: ClassVar[frozenset[str]] = frozenset({"chair_role"})
    key: ClassVar[tuple[str, ...]] = ("kind", "date")
    personal: ClassVar[frozenset[str]] = frozenset({"decisions"})
    topical: ClassVar[tuple[str, ...]] = ("topics",)
    naming: ClassVar[tuple[str, ...]] = ("kind",)
    at_most: ClassVar[tuple[tuple[tuple[str, ...], str], ...]] = (
        (("present",), "invited"),
        (("actions_done",), "actions"),
    )

    date: Day
    kind: str
    chair_role: str = ""
    invited: int | None = None
    present: int | None = None
    topics: str = ""
    decisions: str = ""
    actions: int | None = None
    actions_done: int | None = None
    minutes_file: str = ""
    next_date: Day | None = None


class ImprovementAction(Record, frozen=True, kw_only=True):
    """An action or lesson with its owner and due day."""

    register: ClassVar[str] = "actions"
    label: ClassVar[str] = "Improvement actions"
    of_people: ClassVar[frozenset[str]] = frozenset({"owner_role"})
    happened: ClassVar[tuple[str, ...]] = ("done", "effect_checked")
    personal: ClassVar[frozenset[str]] = frozenset({"action", "issue", "progress"})
    topical: ClassVar[tuple[str, ...]] = ("theme", "issue", "action")
    dated_by: ClassVar[str] = "due"
    may_be_ahead: ClassVar[bool] = True
    blank: ClassVar[Mapping[str, Blank]] = {"done": Blank.BESIDE}
    says_over: ClassVar[Mapping[str, tuple[str, ...]]] = {"done": ("progress",)}

    action: str
    owner_role: str
    due: Day
    code: str = ""
    theme: str = ""
    issue: str = ""
    source_id: str = ""
    done: Day | None = None
    progress: str = ""
    priority: str = ""
    effect_checked: Day | None = None
    measure_before: float | None = None
    measure_after: float | None = None
