"""What measuring an indicator gives: the figure, what it counted and why, and what could not be counted."""

from enum import StrEnum
from fractions import Fraction

from msgspec import Struct, field

from evidencepack.dates import Window
from evidencepack.origin import Origin


class UsedAs(StrEnum):
    """How a record counted in a figure. A numerator row is also in the denominator."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    LEFT_OUT = "left out"


class TraceRow(Struct, frozen=True):
    """One record, how it counted, why, and the records that made it so."""

    record: str
    register: str
    used_as: UsedAs
    because: str
    origin: Origin
    by: tuple[str, ...] = ()


class SubFigure(Struct, frozen=True):
    """A named sub-figure: the earlier period of a change, the periods of a regular thing."""

    label: str
    numerator: Fraction
    denominator: int
    window: Window | None = None


# A flag a measure raises itself: its code and the facts its sentence is filled with.
Raised = tuple[str, tuple[tuple[str, str], ...]]


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

    `set_aside` is the status word when nothing can be judged (not supplied, no evidence, none due, unclear,
    too few to judge), else "". `figure` is exact. `facts` are the plain names its sentence may use.
    """

    unit: Unit
    registers: tuple[str, ...]
    numerator: Fraction | None = None
    denominator: Fraction | int | None = None
    figure: Fraction | None = None
    window: Window | None = None
    set_aside: str = ""
    trace: tuple[TraceRow, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    unread: int = 0
    parts: tuple[SubFigure, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    raised: tuple[Raised, ...] = ()
