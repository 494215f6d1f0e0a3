"""What every indicator has, whatever its kind: conditions, who is left out, its sentences, what speaks against it."""

from typing import Literal

from pydantic import model_validator

from evidencepack.model import AmountField, Model, Slug, SpanField

EvidenceKind = Literal["people's experience", "staff and leaders", "partners", "observation", "processes", "outcomes"]
Scalar = str | bool | int | float


class Compare(Model):
    """A condition on one field other than being equal to a word.

    `given` asks whether the field holds anything; `not_after` names another date field of the same record;
    `within` asks for a day not longer ago than that, `not_past` for one that has not gone by: what is still in force.
    """

    given: bool | None = None
    at_least: AmountField | None = None
    at_most: AmountField | None = None
    not_after: str | None = None
    within: SpanField | None = None
    not_past: bool = False


Condition = Scalar | tuple[Scalar, ...] | Compare
Conditions = dict[str, Condition]


class LeaveOut(Model):
    """Who is not expected to have a record yet: each is counted and printed, never silently dropped."""

    started_within: SpanField | None = None
    on_leave: bool = False
    returned_within: SpanField | None = None


class Reads(Model):
    """The sentence of a finding. Plain names in braces only; which names there are is checked when it is loaded.

    `none` is used when there is nothing to count, `few` when there is too little to judge a change by, `one` when one
    record counts, else `other`.
    """

    other: str
    one: str = ""
    none: str = ""
    few: str = ""


class ContradictedBy(Model):
    """What speaks against a figure: a failed audit on a topic, or two upheld complaints on a theme.

    `audit_topic`: its latest audit is below its pass mark, without a better re-audit. `complaint_theme`: two
    complaints on that topic, received in the 6 months to the day, are closed and upheld.
    """

    audit_topic: str = ""
    complaint_theme: str = ""

    @model_validator(mode="after")
    def _names_something(self) -> "ContradictedBy":
        if not (self.audit_topic or self.complaint_theme):
            raise ValueError("say audit_topic, complaint_theme or both: the topic that may speak against the figure")
        return self


class IndicatorBase(Model):
    """What every indicator says of itself.

    `instead` is another that answers the same from another register, where the one this rests on was not given or does
    not keep what is asked.
    """

    id: Slug
    title: str
    takes: tuple[str, ...] = ()
    evidence_kind: EvidenceKind
    better: Literal["higher", "lower"] = "higher"
    when_none: Literal["no evidence", "none due"] = "no evidence"
    contradicted_by: ContradictedBy | None = None
    few_below: int | None = None
    instead: Slug | None = None
    gap_action: str
    reads: Reads
    note: str = ""

    def selects_by(self) -> frozenset[str]:
        """The parameters of `takes` that choose what is counted; any other only words a sentence."""
        if not self.takes:
            return frozenset()
        settings = repr({name: value for name, value in self if name not in ("title", "gap_action", "reads", "note")})
        return frozenset(name for name in self.takes if f"{{{name}}}" in settings)
