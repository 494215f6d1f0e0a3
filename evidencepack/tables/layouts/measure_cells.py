"""The figures of a sheet of monthly measures: which measure a heading is, what a cell holds, and when it is no sum."""

from datetime import date
from math import isclose

from evidencepack.dates import month_words
from evidencepack.files import Cell
from evidencepack.notes import note
from evidencepack.registers import Total, Unread
from evidencepack.tables.cells.convert import to_number
from evidencepack.tables.headings import plain
from evidencepack.tables.layouts.grid import SheetReading, filled
from evidencepack.tables.reading import fault_of

NOT_USED = "figure-not-used"
NO_YEAR = note("figures-without-year")
_FIGURE, _OTHER, _NONE = "figure", "not the figure", "no figure"


class Figures:
    """What has been read of the figures so far; thrown away with the sheet."""

    def __init__(self, reading: SheetReading) -> None:
        self.on = reading
        self.measures = _ours(reading, "measure")
        self.words = _ours(reading, "value")
        self.at: dict[tuple[str, date], Total | None] = {}

    def measure(self, text: str) -> str:
        """Our name for a measure as the sheet calls it, "actual" or the like at its end put aside; "" for none."""
        name = plain(text)
        bare = name.rstrip(" )")
        short = (
            plain(bare[: -len(w)].rstrip(" (-–—:")) for w, o in self.words.items() if o == _FIGURE and bare.endswith(w)
        )
        return next((self.measures[n] for n in (name, *short) if n in self.measures), "")

    def is_other(self, text: str) -> bool:
        """Whether a word says that what stands here is not the figure, such as Target."""
        return self.words.get(plain(text)) == _OTHER

    def is_figure(self, text: str) -> bool:
        """Whether a word says that what stands here is the figure, such as Actual."""
        return self.words.get(plain(text)) == _FIGURE

    def take(self, measure: str, month: date, cell: Cell, row: int, index: int, heading: str) -> None:
        """Read one cell; blank ones say nothing."""
        if not filled(cell):
            return
        word = self.words.get(plain(cell), "") if isinstance(cell, str) else ""
        if word == _NONE or (isinstance(cell, str) and cell.strip().endswith("%")):
            self.on.counts["no-figure" if word else "percentages"] += 1
            return
        try:
            value = to_number(word if word not in ("", _FIGURE, _OTHER) else cell)
            if value < 0 or isinstance(cell, bool):
                raise ValueError("less than none")
        except ValueError:
            self._not_read(measure, month, cell, row, index, heading)
            return
        self._keep(Total(origin=self.on.origin(row, index, heading), month=month, measure=measure, value=value))

    def _not_read(self, measure: str, month: date, cell: Cell, row: int, index: int, heading: str) -> None:
        where = self.on.origin(row, index, heading)
        fault = fault_of(cell, "float")
        self.on.unread.append(Unread("totals", where, {"measure": measure, "month": month}, fault))
        self.on.problem(fault, where)

    def _keep(self, total: Total) -> None:
        key = (total.measure, total.month)
        before = self.at.setdefault(key, total)
        if before is None or before is total or isclose(before.value, total.value):
            return
        self.at[key] = None
        what = note("two-figures", month=month_words(total.month))
        self.on.unread.append(Unread("totals", total.origin, {"measure": total.measure, "month": total.month}, what))
        self.on.problem(what, total.origin)

    def finish(self) -> None:
        """The records of all that was kept, without measures that can only be percentages."""
        kept = [t for t in self.at.values() if t is not None]
        for measure in dict.fromkeys(t.measure for t in kept):
            found = [t for t in kept if t.measure == measure]
            if _are_shares([t.value for t in found]):
                kept = [t for t in kept if t.measure != measure]
                self._say_shares(found)
        self.on.records.extend(kept)
        self.on.tell("percentages", "no-figure")

    def _say_shares(self, found: list[Total]) -> None:
        why = note("figures-are-shares")
        self.on.unread.extend(Unread("totals", t.origin, {"measure": t.measure, "month": t.month}, why) for t in found)
        self.on.problem(why, found[0].origin, len(found))


def _ours(reading: SheetReading, field: str) -> dict[str, str]:
    choices = reading.map.values.get(field, {})
    return {plain(w): ours for ours, words in choices.items() for w in (ours, *words) if plain(w)}


def _are_shares(values: list[float]) -> bool:
    """Whether figures look like percentages: none reaches 1, and they are finer than tenths, as part-time posts are."""
    some = [v for v in values if v]
    return len(some) > 1 and all(v < 1 for v in some) and any(not isclose(v * 10, round(v * 10)) for v in some)
