"""What a cell of a matrix says: a day, a word for a state, initials, or nothing."""

import re
from datetime import date

from msgspec import Struct

from evidencepack.day_reader import Order, find_days, read_day
from evidencepack.files import Cell
from evidencepack.frameworks.column_map import MatrixLayout
from evidencepack.notes import Note, note
from evidencepack.tables.cells.convert import error_in, fault_of, fault_of_day, never_expires
from evidencepack.tables.cells.day_order import NotADayError, day_in, doubtful
from evidencepack.tables.headings import plain, plain_set, queried
from evidencepack.tables.layouts.matrix_headings import Holds

_BEFORE_A_DAY = re.compile(r"^(?:for|on|in)?[\s:.\u2013\u2014-]*(?:for|on)?\s*")
_INITIALS = re.compile(r"[A-Z]{2,3}|[A-Z](?:\.[A-Z]){1,2}\.?")
# Short for something else, so no initials: away, ill, not there, to come.
_NO_INITIALS = frozenset(
    ("TBC", "TBA", "DNA", "DUE", "NO", "NOT", "OUT", "EXP", "LTS", "ML", "MAT", "AL", "OFF", "NEW", "LOA", "SL", "BH",
     "NK", "NR", "NS", "NYD", "OD", "IP", "WIP", "REQ", "PT", "FT", "HR", "CQC", "DBS", "EL", "OL", "XX", "XXX")
)  # fmt: skip
NO_WORD = note("not-understood", cell=note("value-not-shown"), wanted=note("a-date-or-word"))


class Meaning(Struct, frozen=True):
    """What a cell says: a state with its days, or why it was not understood.

    `initials` is whether letters stood for a tick, `unsure` what is wrong with the day of a booking, which stays one.
    """

    state: str
    completed: date | None = None
    booked: date | None = None
    expires: date | None = None
    never: bool = False
    initials: bool = False
    fault: Note | None = None
    unsure: Note | None = None


BLANK = Meaning("blank")


class CellWords:
    """The word lists of a layout, ready to compare, and what a cell says by them."""

    def __init__(self, layout: MatrixLayout) -> None:
        lists = (
            ("not required", layout.not_required),
            ("booked", layout.booked),
            ("in progress", layout.in_progress),
            ("not yet due", layout.not_yet_due),
            ("blank", layout.not_done),
            ("undated", layout.ticks),
        )
        self.whole = {plain(w): state for state, words in lists for w in words if not w.endswith("*")}
        self.starts = [(plain(w.rstrip("* ")), state) for state, words in lists for w in words if w.endswith("*")]
        self.done, self.expiry = plain_set((*layout.done, *layout.ticks)) | {"on"}, plain_set(layout.expiry)
        self.beside = plain_set(layout.beside)

    def meaning(self, cell: Cell, holds: Holds, order: Order) -> Meaning:
        """What a cell of a column that holds these days, in this order, says."""
        if isinstance(cell, bool):
            return Meaning("undated") if cell else BLANK
        if error_in(cell):
            return Meaning("", fault=fault_of(cell, "date"))
        if not plain(cell):
            return Meaning("", fault=NO_WORD) if queried(cell) else BLANK
        return self._text(cell, holds, order) if isinstance(cell, str) else self._day(cell, holds, order)

    def _text(self, cell: str, holds: Holds, order: Order) -> Meaning:
        text = plain(cell)
        state, rest = self._state(text)
        if state:
            return self._booked(rest, order) if state == "booked" and rest else Meaning(state)
        if holds == "expires" and never_expires(cell):
            return Meaning("undated", never=True)
        if read_day(cell) is not None:
            return self._day(cell, holds, order)
        if _INITIALS.fullmatch(cell.strip()) and cell.strip().replace(".", "") not in _NO_INITIALS:
            return Meaning("undated", initials=True)
        return self._among_words(cell, holds, order)

    def _state(self, text: str) -> tuple[str, str]:
        """The state a cell's words stand for, and what follows them; ("", "") when they stand for none."""
        if text in self.whole:
            return self.whole[text], ""
        for start, state in self.starts:
            if text.startswith(start) and text[len(start)] in " :-.\u2013\u2014":
                return state, text[len(start) :].strip()
        return "", ""

    def _day(self, cell: Cell, holds: Holds, order: Order) -> Meaning:
        try:
            day = day_in(cell, order, "last" if holds == "expires" else "")
        except NotADayError as error:
            return Meaning("", fault=fault_of_day(cell, error))
        # What is in date until a day was completed, on a day that is not known.
        return Meaning("undated", expires=day) if holds == "expires" else Meaning("completed", completed=day)

    def _among_words(self, cell: str, holds: Holds, order: Order) -> Meaning:
        """One day with words that do not change what it says: "Completed 12/03/2026", "12/03/26 (e-learning)"."""
        days = list(find_days(cell, in_a_cell=True))
        if len(days) != 1:
            return Meaning("", fault=fault_of(cell, "date") if any(c.isdigit() for c in cell) else NO_WORD)
        (found,) = days
        before, after = (plain(part.strip(" ,;:-–()")) for part in (cell[: found.start], cell[found.end :]))
        if doubtful(after) or not (self._may_stand(after) or "(" in cell[found.end :]):
            return Meaning("", fault=NO_WORD)
        if before in self.expiry:
            return self._day(found.text, "expires", order)
        if before in self.done or self._may_stand(before):
            return self._day(found.text, "completed" if before in self.done else holds, order)
        return Meaning("", fault=NO_WORD)

    def _may_stand(self, words: str) -> bool:
        return not words or words in self.beside or all(w in self.beside for w in re.split(r"[\s,/&+]+", words))

    def _booked(self, rest: str, order: Order) -> Meaning:
        """A booking and its day; one whose day is not understood is said, and stays a booking."""
        text = _BEFORE_A_DAY.sub("", rest)
        if not any(c.isdigit() for c in text):
            return Meaning("booked")
        try:
            return Meaning("booked", booked=day_in(text, order))
        except NotADayError as error:
            return Meaning("booked", unsure=fault_of_day(text, error))
