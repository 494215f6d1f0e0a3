"""Indicators: a measure defined once and shared by frameworks. One closed model a kind."""

from typing import Annotated, Any, Literal

from pydantic import Field

from evidencepack.dates import Every
from evidencepack.frameworks.indicator_base import Conditions, IndicatorBase, LeaveOut
from evidencepack.model import AmountField, Model, SpanField


class OfRegister(IndicatorBase):
    """An indicator that rests on the rows of one register, those that fulfil `where`."""

    kind: str
    of: str
    where: Conditions = {}


class Coverage(OfRegister):
    """People with at least one good record, of the people in `of` on the day."""

    kind: Literal["coverage"]
    of: Literal["staff", "people"]
    leave_out: LeaveOut = LeaveOut()
    by: str
    match: Conditions = {}
    started_within_window: bool = False


class Each(OfRegister):
    """People with at least `times` records in the window, pro rata to time in post; or no gap over `gap`."""

    kind: Literal["each"]
    of: Literal["staff", "people"]
    leave_out: LeaveOut = LeaveOut()
    by: str
    match: Conditions = {}
    times: str = ""
    gap: str = ""


class Matched(Model):
    """A register in which each record should have its counterpart, found by an id that both hold."""

    register_: Annotated[str, Field(alias="register")]
    their_id: str
    our_id: str = "code"


class Share(OfRegister):
    """Records that fulfil a condition, of the records that match in the window.

    `matched` asks for a counterpart in another register (an event and its notification); `overdue` counts
    what is open and past its day whatever its age. Of the records that share the fields of `newest_of`, such as one
    hoist, only the newest counts; `whenever` is whether a record counts whatever its day, as what is in force does.
    """

    kind: Literal["share"]
    fulfils: Conditions = {}
    matched: Matched | None = None
    overdue: bool = False
    newest_of: tuple[str, ...] = ()
    whenever: bool = False


class OnTime(OfRegister):
    """Closed within the limit, of all that fell due in the window or are open on the day, whatever their age.

    The limit is `limit` from the day in `opened`, or the day in the field `due`; a day in `extended` moves it.
    """

    kind: Literal["on_time"]
    opened: str = ""
    limit: str = ""
    due: str = ""
    extended: str = ""
    closed: str


class Count(OfRegister):
    """How many records match; with `per`, a rate for each so many of a measure of the monthly totals."""

    kind: Literal["count"]
    per: str = ""
    per_each: Annotated[int, Field(ge=1)] = 1000
    silent: bool = False


class Ratio(OfRegister):
    """A sum over a sum: measures of the monthly totals, or number fields of a register (`of`)."""

    kind: Literal["ratio"]
    of: str = "totals"
    top: str
    bottom: str


class Repeat(OfRegister):
    """Records whose theme was there before within a time, of the records in the window."""

    kind: Literal["repeat"]
    same: str
    within: SpanField


class Average(OfRegister):
    """The mean of a number, and how many gave one."""

    kind: Literal["average"]
    number: str


class MakeUp(IndicatorBase):
    """The share of a group among leaders, beside the workforce, the people supported and a typed area figure.

    `group` is the word in the field `by` that is counted; suppressed where a count could tell of one person.
    """

    kind: Literal["make_up"]
    by: Literal["ethnic_group", "sex", "disabled"]
    group: str
    area_fact: str = ""


class Regular(OfRegister):
    """Complete calendar periods with a record, of the complete periods in the window."""

    kind: Literal["regular"]
    every: Every


class Recent(OfRegister):
    """Age of the newest matching record."""

    kind: Literal["recent"]


class Change(OfRegister):
    """A figure in two periods, or before and after on the same record.

    same record: mean of `after` minus `before`, on a scale up to `scale` (0 where it is not known). two periods: mean
    of `number` (or how many records, when `number` is empty) in the window, minus the same in the window before it, of
    what was asked or audited in the same way in both. No change is clear where chance would give as much: asked to be
    held (`at_least` 0) or to rise, it is met or not met only beyond that.
    """

    kind: Literal["change"]
    compare: Literal["same record", "two periods"]
    before: str = ""
    after: str = ""
    scale: Annotated[int, Field(ge=0)] = 0
    number: str = ""


class InDate(OfRegister):
    """Policies within their review date; with `aligned`, also tested by an audit and read by staff."""

    kind: Literal["in_date"]
    of: Literal["policies"]
    aligned: bool = False
    audit_within: SpanField | None = None
    read_at_least: AmountField | None = None


class InRegister(Model):
    """A register that answers a fact before anybody declares it: the posts that do, for who is in one on the day.

    `where` says which posts, field by field; `since` names the day that bears one out, `applied` an application's.
    """

    register_: Annotated[str, Field(alias="register")]
    where: dict[str, str]
    since: str
    applied: str = ""


class Declared(IndicatorBase):
    """A fact that a register, the service or a public file states; a claim without a day or a document is unclear.

    `in_register` says by fact which register answers first; `by_role` which facts the title of a post answers (a name
    may hold *); for a vacancy, an application counts in part when sent within `applied_within`.
    """

    kind: Literal["declared"]
    fact: str
    in_register: dict[str, InRegister] = {}
    by_role: tuple[str, ...] = ()
    applied_within: SpanField | None = None


class ExampleKind(IndicatorBase):
    """Complete four-part operational examples on a topic, in the window."""

    kind: Literal["example"]
    where: Conditions = {}


Indicator = Annotated[
    Coverage
    | Each
    | Share
    | OnTime
    | Recent
    | Regular
    | Count
    | Ratio
    | Repeat
    | Average
    | Change
    | InDate
    | Declared
    | ExampleKind
    | MakeUp,
    Field(discriminator="kind"),
]

PEOPLE_KINDS = ("coverage", "each")


class IndicatorFile(Model):
    """A file of mappings/indicators/."""

    format: Literal[1]
    indicators: tuple[Indicator, ...]


_ALWAYS = {"example": ("examples",), "make_up": ("leaders", "staff", "people")}


def registers_of(indicator: Any) -> tuple[str, ...]:
    """The registers an indicator reads, the one it rests on first."""
    if indicator.kind in _ALWAYS:
        return _ALWAYS[indicator.kind]
    if indicator.kind == "declared":
        return ("facts", *dict.fromkeys(rule.register_ for rule in indicator.in_register.values()))
    if indicator.kind == "count" and indicator.per:
        return (indicator.of, "totals")
    if indicator.kind == "share" and indicator.matched:
        return (indicator.of, indicator.matched.register_)
    if indicator.kind in PEOPLE_KINDS:
        return (indicator.of, indicator.by)
    if indicator.kind == "in_date" and indicator.aligned:
        return (indicator.of, "audits")
    return (indicator.of,)
