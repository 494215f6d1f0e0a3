"""From rows that count for certain and rows that may, to the least and the greatest figure, row by row."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct

from evidencepack.measures.answers import Answer
from evidencepack.measures.measured import Reading, TraceRow, UsedAs, trace_row
from evidencepack.notes import Note
from evidencepack.registers import Record
from evidencepack.statuses import Status


class Row(Struct, frozen=True):
    """One row of a share: whether it is asked about, whether it is good, and why; `doubt` where either is open."""

    record: Record
    asked: Answer
    good: Answer
    because: Note
    doubt: Note | None = None
    by: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it may count in more than one way."""
        return self.asked is Answer.MAYBE or self.good is Answer.MAYBE

    def trace(self) -> TraceRow:
        """How it counted."""
        if self.open:
            return trace_row(self.record, UsedAs.MAYBE, self.doubt or self.because, self.by)
        used = UsedAs.NUMERATOR if self.good else UsedAs.DENOMINATOR
        return trace_row(self.record, used, self.because, self.by)


class ShareTally(Struct, frozen=True):
    """A share of rows: as certain, at its least and at its greatest."""

    rows: tuple[Row, ...]
    sure: Reading
    least: Reading
    greatest: Reading

    @property
    def open(self) -> int:
        """How many rows may count in more than one way."""
        return sum(row.open for row in self.rows)

    def figures(self, when_none: Status | None = None) -> dict[str, Any]:
        """The fields of a Measured that this settles; `when_none` is the status where nothing counts or may."""
        found: dict[str, Any] = {
            "numerator": self.sure.numerator,
            "denominator": self.sure.denominator,
            "figure": self.sure.figure,
            "unread": self.open,
        }
        if self.open:
            found |= {"least": self.least, "greatest": self.greatest}
        elif not self.sure.denominator and when_none:
            found["set_aside"] = when_none
        return found


def tally(rows: Iterable[Row]) -> ShareTally:
    """Count the rows. A good row that may be asked about raises the greatest figure, a bad one lowers the least."""
    found = tuple(row for row in rows if row.asked)
    certain = [r for r in found if r.asked is Answer.YES]
    maybe = [r for r in found if r.asked is Answer.MAYBE]
    good, of = sum(r.good is Answer.YES for r in certain), len(certain)
    may_fail = sum(r.good is not Answer.YES for r in maybe)
    may_hold = sum(r.good is not Answer.NO for r in maybe)
    could = sum(r.good is Answer.MAYBE for r in certain)
    return ShareTally(
        found,
        share(good, of),
        share(good, of + may_fail),
        share(good + could + may_hold, of + may_hold),
    )


def share(n: int, of: int) -> Reading:
    """A share as a reading; without a figure where there is nothing to count."""
    return Reading(Fraction(n), of, Fraction(n, of) if of else None)


def counted(sure: int, maybe: int) -> dict[str, Any]:
    """The least and the greatest of a count, as fields of a Measured; none where no row is open."""
    if not maybe:
        return {}
    least, greatest = (Reading(Fraction(n), None, Fraction(n)) for n in (sure, sure + maybe))
    return {"least": least, "greatest": greatest, "unread": maybe}


def traces(rows: Sequence[Row]) -> tuple[TraceRow, ...]:
    """How each row counted, in their order."""
    return tuple(row.trace() for row in rows)


def with_anybodys(counts: ShareTally, lifted: int, rows: int) -> dict[str, Any]:
    """The figures with rows that do not say whom they are about, which may make so many more people good."""
    figures = counts.figures(Status.NONE_DUE)
    most = counts.greatest
    more = min(lifted, int((most.denominator or 0) - (most.numerator or 0)))
    if more <= 0:
        return figures
    n, of = int(most.numerator or 0) + more, int(most.denominator or 0)
    return figures | {"least": counts.least, "greatest": share(n, of), "unread": counts.open + rows}


def none_certain(found: dict[str, Any], counts: ShareTally, *, any_may: bool) -> dict[str, Any]:
    """The figures of people where no row is of the kind for certain: open if any may be, else no evidence."""
    if not any_may:
        return {**found, "set_aside": Status.NO_EVIDENCE, "least": None, "greatest": None}
    greatest = found.get("greatest") or counts.greatest
    return {**found, "least": Reading(), "greatest": greatest}
