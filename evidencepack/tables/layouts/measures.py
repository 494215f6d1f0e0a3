"""Layout measures: a sheet of monthly figures, with measures down the side and months across, or the other way round.

Only measures the column map knows are read. Targets, ratings, totals and all else are set aside and listed; a
percentage is no sum, so it is set aside and said.
"""

from datetime import date
from math import isclose

from evidencepack.dates import month_words
from evidencepack.files import Cell, Row
from evidencepack.notes import Note, note
from evidencepack.registers import Total, Unread, field_names
from evidencepack.tables.cells.convert import fault_of, to_number
from evidencepack.tables.header_rows import heading_over
from evidencepack.tables.headings import by_word, filled, plain
from evidencepack.tables.layout_reader import LayoutReader

NOT_USED = "figure-not-used"
NO_YEAR = note("figures-without-year")
_FIGURE, _OTHER, _NONE = "figure", "not the figure", "no figure"


class MeasuresReader(LayoutReader):
    """One sheet of monthly figures while it is being read, whichever way round it is.

    `size` is how many measures it has; 0 where it is not built as this reader has it.
    """

    size: int = 0

    def prepare(self) -> None:
        """The words that the map knows."""
        self.known = by_word(self.map.values.get("measure", {}))
        self.words = by_word(self.map.values.get("value", {}))
        self.totals: dict[tuple[str, date], Total | None] = {}

    def find_headings(self) -> Note | None:
        """Months beside measures that are known."""
        if not self.size:
            return note("no-months-beside-figures", wanted=", ".join(list(self.map.values.get("measure", {}))[:4]))
        self.take_headings()
        return None

    def take_headings(self) -> None:
        """Note what the headings are read as."""

    def measure_of(self, text: str) -> str:
        """Our name for a measure as the sheet calls it, "actual" or the like at its end put aside; "" for none."""
        name = plain(text)
        bare = name.rstrip(" )")
        short = (
            plain(bare[: -len(w)].rstrip(" (-–—:")) for w, o in self.words.items() if o == _FIGURE and bare.endswith(w)
        )
        return next((self.known[n] for n in (name, *short) if n in self.known), "")

    def is_other(self, text: str) -> bool:
        """Whether a word says that what stands here is not the figure, such as Target."""
        return self.words.get(plain(text)) == _OTHER

    def is_figure(self, text: str) -> bool:
        """Whether a word says that what stands here is the figure, such as Actual."""
        return self.words.get(plain(text)) == _FIGURE

    def columns_of_figures(self, above: Row, row: Row, left: int = 0) -> dict[int, int]:
        """Of a row that says which columns hold the figure: each of them, and the one whose heading stands over it."""
        over = heading_over(above, len(row))
        return {i: over[i] for i, c in enumerate(row) if i >= left and isinstance(c, str) and self.is_figure(c)}

    def take(self, measure: str, month: date, cell: Cell, row: int, index: int, heading: str) -> None:
        """Read one cell; blank ones say nothing."""
        if not filled(cell):
            return
        word = self.words.get(plain(cell), "") if isinstance(cell, str) else ""
        if word == _NONE or (isinstance(cell, str) and cell.strip().endswith("%")):
            self.counts["no-figure" if word else "percentages"] += 1
            return
        where = self.origin(row, index, heading)
        try:
            value = to_number(word if word not in ("", _FIGURE, _OTHER) else cell)
            if value < 0 or isinstance(cell, bool):
                raise ValueError("less than none")
        except ValueError:
            self.not_usable(where, {"measure": measure, "month": month}, fault_of(cell, "float"))
            return
        self._keep(Total(origin=where, month=month, measure=measure, value=value))

    def _keep(self, total: Total) -> None:
        key = (total.measure, total.month)
        before = self.totals.setdefault(key, total)
        if before is None or before is total or isclose(before.value, total.value):
            return
        self.totals[key] = None
        what = note("two-figures", month=month_words(total.month))
        self.not_usable(total.origin, {"measure": total.measure, "month": total.month}, what)

    def finish(self) -> None:
        """The records of all that was kept, without measures that can only be percentages."""
        self.fields_there = frozenset(field_names(Total))
        kept = [t for t in self.totals.values() if t is not None]
        for measure in dict.fromkeys(t.measure for t in kept):
            found = [t for t in kept if t.measure == measure]
            if _are_shares([t.value for t in found]):
                kept = [t for t in kept if t.measure != measure]
                why = note("figures-are-shares")
                facts = [(t.origin, {"measure": t.measure, "month": t.month}) for t in found]
                self.unread += [Unread("totals", where, known, why) for where, known in facts]
                self.problem(why, found[0].origin, len(found))
        self.records.extend(kept)
        self.tell("percentages", "no-figure")


def _are_shares(values: list[float]) -> bool:
    """Whether figures look like percentages: none reaches 1, and they are finer than tenths, as part-time posts are."""
    some = [v for v in values if v]
    return len(some) > 1 and all(v < 1 for v in some) and any(not isclose(v * 10, round(v * 10)) for v in some)
