"""Layout measures: a sheet of monthly figures, with measures down the side and months across, or the other way round.

Only measures the column map knows are read; of others it is asked what they count. Targets, ratings and totals are set
aside and listed. A measure that is a share holds 92 for 92%, however that is typed; among counts a percentage is no
sum, so it is set aside and said.
"""

from datetime import date
from math import isclose

from msgspec.structs import replace

from evidencepack.dates import month_words
from evidencepack.files import Cell, Row
from evidencepack.notes import Note, note
from evidencepack.registers import Total, Unread, field_names
from evidencepack.tables.cells.convert import fault_of, to_number
from evidencepack.tables.header_rows import heading_over
from evidencepack.tables.headings import by_word, filled, plain
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.layouts.month_headings import with_months
from evidencepack.tables.notes import ASKED_ABOUT

NOT_USED = "figure-not-used"
_SHARE = " percent"
_HALF, _MOST = 0.5, 1.5  # between which shares lie of which one may be more than all, such as beds
_FIGURE, _OTHER, _NONE = "figure", "not the figure", "no figure"


class MeasuresReader(LayoutReader):
    """One sheet of monthly figures while it is being read, whichever way round it is.

    `size` is how many measures it has; 0 where it is not built as this reader has it.
    """

    size: int = 0

    def prepare(self) -> None:
        """The words that the map knows."""
        self.rows = with_months(self.rows)
        self.known = by_word(self.map.values.get("measure", {}))
        self.words = by_word(self.map.values.get("value", {}))
        self.totals: dict[tuple[str, date], Total | None] = {}
        self.with_sign: set[tuple[str, date]] = set()

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
        ours = next((self.known[n] for n in (name, *short) if n in self.known), "")
        return ours or self.known.get(plain(self.means("word", text, "measure")), "")

    def ask_measure(self, text: str, row: int, index: int, cells: int) -> str:
        """Ask once what a measure counts that no list knows; why its figures, so many cells, are set aside."""
        self.cells["seen"] += cells
        if self.means("word", text, "measure"):
            self.cells["aside"] += cells
            self.unused.append(" ".join(text.split()))
            return NOT_USED
        self.cells["asked"] += cells
        self.ask("word", text, self.origin(row, index), "measure")
        return ASKED_ABOUT

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
        self.cells["seen"] += 1
        share, sign = measure.endswith(_SHARE), isinstance(cell, str) and cell.strip().endswith("%")
        word = self.words.get(plain(cell), "") if isinstance(cell, str) else ""
        if not filled(cell) or word == _NONE or (sign and not share):
            self.cells["aside" if sign and not word else "read"] += 1
            self.counts["no-figure" if word else "percentages"] += filled(cell)
            return
        where = self.origin(row, index, heading)
        try:
            value = to_number(word if word not in ("", _FIGURE, _OTHER) else cell)
            if value < 0 or isinstance(cell, bool):
                raise ValueError("less than none")
        except ValueError:
            self.cells["aside"] += 1
            self.not_usable(where, {"measure": measure, "month": month}, fault_of(cell, "float"))
            return
        self.cells["read"] += 1
        if sign:
            self.with_sign.add((measure, month))
        self._keep(Total(origin=where, month=month, measure=measure, value=value))

    def _keep(self, total: Total) -> None:
        key = (total.measure, total.month)
        before = self.totals.setdefault(key, total)
        if before is total or (before and isclose(before.value, total.value)):
            return
        self.totals[key] = None
        self._put_aside(1 + (before is not None))
        what = note("two-figures", month=month_words(total.month))
        if before is not None:
            self.not_usable(total.origin, {"measure": total.measure, "month": total.month}, what)

    def _put_aside(self, cells: int) -> None:
        self.cells["read"] -= cells
        self.cells["aside"] += cells

    def finish(self) -> None:
        """The records of all that was kept, without measures that can only be percentages."""
        self.fields_there = frozenset(field_names(Total))
        kept = [t for t in self.totals.values() if t is not None]
        for measure in dict.fromkeys(t.measure for t in kept):
            found = [t for t in kept if t.measure == measure]
            if measure.endswith(_SHARE):
                kept = [self._as_percent(t, found) if t.measure == measure else t for t in kept]
            elif _are_shares([t.value for t in found]):
                kept = [t for t in kept if t.measure != measure]
                why = note("figures-are-shares")
                self._put_aside(len(found))
                facts = [(t.origin, {"measure": t.measure, "month": t.month}) for t in found]
                self.unread += [Unread("totals", where, known, why) for where, known in facts]
                self.problem(why, found[0].origin, len(found))
        self.records.extend(kept)
        self.tell("percentages", "no-figure")

    def _as_percent(self, total: Total, others: list[Total]) -> Total:
        """A share as 92 for 92%: a cell that shows 92% holds 0.92, where it is no text."""
        typed = [t.value for t in others if (t.measure, t.month) not in self.with_sign]
        parts = all(v <= 1 for v in typed) or all(_HALF <= v <= _MOST for v in typed)
        if (total.measure, total.month) in self.with_sign or not parts:
            return total
        return replace(total, value=round(total.value * 100, 6))


def _are_shares(values: list[float]) -> bool:
    """Whether figures look like percentages: none reaches 1, and they are finer than tenths, as part-time posts are."""
    some = [v for v in values if v]
    return len(some) > 1 and all(v < 1 for v in some) and any(not isclose(v * 10, round(v * 10)) for v in some)
