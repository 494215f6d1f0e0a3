"""What a measure may look at, and what it gives: the figure, what it counted and why, what could not be counted."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct, field

from evidencepack.dates import Span, Window
from evidencepack.frameworks.terms import Terms
from evidencepack.measures.cells import Cells
from evidencepack.notes import Fact, Note
from evidencepack.origin import Origin
from evidencepack.registers import Record, Records, Service
from evidencepack.statuses import Status


class Scope(Struct, frozen=True):
    """The setting of one measure: the day, the window it looks back over, and the values it takes (`with`).

    `cells` says what is known of the cells of the records.
    """

    records: Records
    cells: Cells
    service: Service
    terms: Terms
    on: date
    window: Span | None
    params: Mapping[str, str]
    few_below: int

    def not_before(self, register: str) -> date | None:
        """The first day anything could be asked of a register: registration, or the first day it was kept."""
        days = [d for d in (self.service.registered, self.service.kept_since.get(register)) if d]
        return max(days, default=None)

    def window_of(self, register: str, span: Span | None = None) -> Window:
        """The window that ends on the day, starting no earlier than `not_before`; without a span, everything."""
        length = span or self.window
        if length is None:
            return Window(date.min, self.on)
        start, first = length.start_of_window(self.on), self.not_before(register)
        return Window(max(start, first) if first else start, self.on)

    def fill(self, text: str) -> str:
        """A setting of an indicator with its {names} replaced by the requirement's values."""
        for name, value in self.params.items():
            text = text.replace("{" + name + "}", value)
        return text


class UsedAs(StrEnum):
    """How a record counted in a figure. A numerator row is also in the denominator; a maybe row could be anything."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    MAYBE = "maybe"
    LEFT_OUT = "left out"


class TraceRow(Struct, frozen=True):
    """One record, how it counted, why, and the records that made it so."""

    record: str
    register: str
    used_as: UsedAs
    because: Note
    origin: Origin
    by: tuple[str, ...] = ()


def trace_row(record: Record, used_as: UsedAs, because: Note, by: tuple[str, ...] = ()) -> TraceRow:
    """How one record counted."""
    return TraceRow(record.id, record.register, used_as, because, record.origin, by)


class SubFigure(Struct, frozen=True):
    """A sub-figure, such as the earlier period of a change or one body of people; `label` is its code."""

    label: str
    numerator: Fraction
    denominator: int
    window: Window | None = None


class Reading(Struct, frozen=True):
    """One way to read the records: a figure, exact, with what it was made of; no figure where nothing counts."""

    numerator: Fraction | None = None
    denominator: Fraction | int | None = None
    figure: Fraction | None = None


# A flag a measure raises itself: its code and the facts its sentence is filled with.
Raised = tuple[str, tuple[tuple[str, Fact], ...]]


class Unit(StrEnum):
    """What a figure is a number of."""

    SHARE = "share"
    DAYS = "days"
    COUNT = "count"
    POINTS = "points"
    SCORE = "score"
    MEAN = "mean"
    RATE = "rate"
    YES = "yes"


class Measured(Struct, frozen=True):
    """The outcome of measuring one indicator for one requirement.

    `set_aside` is the status when nothing can be judged. `figure` is exact, of the rows that count for certain. `facts`
    are the plain names its sentence may use.

    `least` and `greatest` are the readings between which the truth lies, where maybe rows keep them apart; None where
    both are the figure. A reading without a figure says that it may be that nothing counts at all.

    `interval` is what chance leaves open of a difference: where it holds 0, no change is clear.
    """

    unit: Unit
    registers: tuple[str, ...]
    numerator: Fraction | None = None
    denominator: Fraction | int | None = None
    figure: Fraction | None = None
    window: Window | None = None
    set_aside: Status | None = None
    trace: tuple[TraceRow, ...] = ()
    left_out: tuple[tuple[Note, int], ...] = ()
    unread: int = 0
    parts: tuple[SubFigure, ...] = ()
    facts: dict[str, Fact] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    raised: tuple[Raised, ...] = ()
    least: Reading | None = None
    greatest: Reading | None = None
    interval: tuple[Fraction, Fraction] | None = None

    @property
    def within_chance(self) -> bool:
        """Whether the figure is a difference that chance alone would give."""
        return self.interval is not None and self.interval[0] <= 0 <= self.interval[1]


def not_supplied(unit: Unit, registers: tuple[str, ...], missing: str, window: Window | None = None) -> Measured:
    """The outcome when a register that the measure cannot do without was not given."""
    return Measured(unit, registers, set_aside=Status.NOT_SUPPLIED, window=window, facts={"missing_register": missing})
