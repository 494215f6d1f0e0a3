"""What a cell of a matrix says: a day, a word for a state, initials, or nothing; what nobody can tell is asked."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from evidencepack.dates import MonthDay
from evidencepack.day_reader import Month, Order, ThreeNumbers, read_day
from evidencepack.files import Cell
from evidencepack.frameworks.column_map import MatrixLayout
from evidencepack.notes import Note, note
from evidencepack.registers import Asks
from evidencepack.tables.cells.convert import error_in, fault_of, fault_of_day, never_expires
from evidencepack.tables.cells.day_order import NotADayError, day_in
from evidencepack.tables.headings import plain, plain_set, queried
from evidencepack.tables.layouts.matrix_days import Initials, among_words, short_day
from evidencepack.tables.layouts.matrix_headings import Holds

_BEFORE_A_DAY = re.compile(r"^(?:for|on|in)?[\s:.\u2013\u2014-]*(?:for|on)?\s*")
# A word beside these signs may be a tick, or what a tick stands in front of.
_TICKS = "✓✔√☑✅"
_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?\s?%")
INITIALS, TICK, PERCENT, MONTH = "initials", "✓", "%", "month alone"
"""What is asked about in one question, however many cells hold it: letters, ticks, percentages, months."""

NO_WORD = note("not-understood", cell=note("value-not-shown"), wanted=note("a-date-or-word"))


class Meaning(Struct, frozen=True):
    """What a cell says: a state with its days, or why it was not understood.

    `ask` is what only a person can say of it: until then the state is undated (done, day not known) or asked (not
    known). `month` is the month alone that is asked about. `fault` is why it was not understood, `unsure` what is wrong
    with the day of a booking, which stays one; `of_sheet` is whether the year of its day is the sheet's.
    """

    state: str
    completed: date | None = None
    booked: date | None = None
    expires: date | None = None
    never: bool = False
    ask: tuple[Asks, str] | None = None
    fault: Note | None = None
    unsure: Note | None = None
    of_sheet: bool = False
    month: date | None = None


NOBODYS = Initials()
BLANK = Meaning("blank")
TICKED = Meaning("undated", ask=("mark", TICK))
INITIALLED = Meaning("undated", ask=("mark", INITIALS))


class Months(Struct, frozen=True):
    """What the days of a sheet say of its months without a day: their latest year, and whether a month is after it."""

    latest: int | None = None
    any_later: bool = False

    @staticmethod
    def of(cells: Iterable[Cell], year: int | None) -> "Months":
        """By every cell of a sheet, which is of a year if its name says so."""
        days, months = [year] if year else [], list[int]()
        for cell in cells:
            found = read_day(cell) if isinstance(cell, str) else cell
            short = short_day(cell) if isinstance(cell, str) else None
            if isinstance(found, Month) or isinstance(short, MonthDay):
                months.append((found if isinstance(found, Month) else short).year)  # type: ignore[union-attr]
            elif isinstance(found, ThreeNumbers) and (day := found.day_first or found.month_first):
                days.append(day.year)
            elif isinstance(found, date):
                days.append(found.year)
        latest = max(days, default=None)
        return Months(latest, any(latest is None or each > latest for each in months))


class CellWords:
    """The word lists of a layout, ready to compare, and what a cell says by them.

    `year` is the one that days without a year belong to, of the sheet called `sheet`; None where nothing says.
    """

    def __init__(self, layout: MatrixLayout, sheet: str = "", year: int | None = None) -> None:
        lists = (
            ("not required", layout.not_required),
            ("booked", layout.booked),
            ("in progress", layout.in_progress),
            ("not yet due", layout.not_yet_due),
            ("blank", layout.not_done),
            ("expired", layout.due),
            ("did not attend", layout.not_attended),
            ("away", layout.away),
            ("undated", layout.ticks),
        )
        self.sheet, self.year = sheet, year
        self.months: Callable[[], Months] = Months
        self.whole = {plain(w): state for state, words in lists for w in words if not w.endswith("*")}
        self.starts = [(plain(w.rstrip("* ")), state) for state, words in lists for w in words if w.endswith("*")]
        self.done, self.expiry = plain_set((*layout.done, *layout.ticks)) | {"on"}, plain_set(layout.expiry)
        self.beside, self.due = plain_set(layout.beside), plain_set(layout.expiry_headings)

    def meaning(
        self, cell: Cell, holds: Holds, order: Order, *, says: bool = False, whose: Initials = NOBODYS
    ) -> Meaning:
        """What a cell of a column that holds these days, in this order, says.

        `says` is whether the sheet itself says what the days are, `whose` the initials of whom the cell is about.
        """
        if isinstance(cell, bool):
            return TICKED if cell else BLANK
        if error_in(cell):
            return Meaning("", fault=fault_of(cell, "date"))
        if not plain(cell):
            return Meaning("", fault=NO_WORD) if queried(cell) else BLANK
        if isinstance(cell, str):
            return self._text(cell, holds, order, says=says, whose=whose)
        share = isinstance(cell, float) and 0 < cell <= 1
        return Meaning("asked", ask=("mark", PERCENT)) if share else self._day(cell, holds, order)

    def _text(self, cell: str, holds: Holds, order: Order, *, says: bool, whose: Initials) -> Meaning:
        text, bare = plain(cell), cell.strip(_TICKS + " .,:-")
        state, rest = self._state(text)
        if state and whose.are_own(cell) and len(text) > 1:
            return Meaning("asked", ask=("mark", cell.strip()))
        if state == "undated":
            return TICKED if text in ("tick", "") or not bare else Meaning("undated", ask=("mark", cell.strip()))
        if state:
            return self._booked(rest, order) if state == "booked" and rest else Meaning(state)
        if holds == "expires" and never_expires(cell):
            return Meaning("undated", never=True)
        if whose.are_all_of(bare):
            return TICKED if any(sign in cell for sign in _TICKS) else INITIALLED
        dated = whose.taken_from(bare)
        if (found := self._dated(dated, holds, order, says=says)) is not None:
            return found
        return self._not_known(cell)

    def _not_known(self, cell: str) -> Meaning:
        """What no list knows: a question, where it is no day that is wrong."""
        if _PERCENT.fullmatch(cell.strip()):
            return Meaning("asked", ask=("mark", PERCENT))
        if any(c.isdigit() for c in cell) and cell not in ("0", "1"):
            return Meaning("", fault=fault_of(cell, "date"))
        return Meaning("asked", ask=("mark", " ".join(cell.split())))

    def _state(self, text: str) -> tuple[str, str]:
        """The state a cell's words stand for, and what follows them; ("", "") when they stand for none."""
        if text in self.whole:
            return self.whole[text], ""
        for start, state in self.starts:
            if text.startswith(start) and text[len(start)] in " :-.\u2013\u2014":
                return state, text[len(start) :].strip()
        return "", ""

    def _dated(self, text: str, holds: Holds, order: Order, *, says: bool) -> Meaning | None:
        """One day or two, with words that do not change what they say; None where that is not what stands there."""
        if read_day(text) is not None or short_day(text) is not None:
            return self._one_day(text, holds, order, says=says)
        found = among_words(text, self)
        if found is None:
            return None
        meanings = [self._one_day(day, kind or holds, order, says=bool(kind) or says) for day, kind in found]
        if len(meanings) == 1 or any(m.fault or m.ask for m in meanings):
            return next((m for m in meanings if m.fault or m.ask), meanings[0])
        done = [m.completed for m in meanings if m.completed]
        expires = next((m.expires for m in meanings if m.expires), None)
        return Meaning("completed" if done else "undated", completed=max(done, default=None), expires=expires)

    def _one_day(self, text: str, holds: Holds, order: Order, *, says: bool) -> Meaning:
        short = short_day(text)
        if short is None or read_day(text) is not None:
            return self._day(text, holds, order, says=says)
        if isinstance(short, MonthDay):
            return self._month(short, holds, says=says)
        if self.year is None:
            return Meaning("asked", ask=("year", self.sheet))
        try:
            found = self._held(date(self.year, short.month, short.day), holds)
        except ValueError:
            return Meaning("", fault=fault_of(text, "date"))
        return Meaning(found.state, completed=found.completed, expires=found.expires, of_sheet=True)

    def _month(self, month: date, holds: Holds, *, says: bool) -> Meaning:
        """A month alone: what the sheet says that its days are; else by the other months and days of the sheet.

        After every day of the sheet it is one of expiry, and of completion where no month of the sheet is that.
        """
        if says:
            return self._held(month, holds)
        latest, any_later = (found := self.months()).latest, found.any_later
        if latest and month.year > latest:
            return self._held(month, "expires")
        if latest and not any_later:
            return self._held(month, holds)
        return Meaning("asked", ask=("mark", MONTH), month=month)

    def _day(self, cell: Cell, holds: Holds, order: Order, *, says: bool = True) -> Meaning:
        try:
            day = day_in(cell, order, "known")
        except NotADayError as error:
            return Meaning("", fault=fault_of_day(cell, error))
        if isinstance(day, MonthDay):
            return self._month(day, holds, says=says)
        return self._held(day, holds)

    @staticmethod
    def _held(day: date, holds: Holds) -> Meaning:
        # What is in date until a day was completed, on a day that is not known.
        return Meaning("undated", expires=day) if holds == "expires" else Meaning("completed", completed=day)

    def _booked(self, rest: str, order: Order) -> Meaning:
        """A booking and its day; one whose day is not understood is said, and stays a booking."""
        text = _BEFORE_A_DAY.sub("", rest)
        if not any(c.isdigit() for c in text):
            return Meaning("booked")
        short = short_day(text) if read_day(text) is None else None
        try:
            if short is not None and not isinstance(short, MonthDay) and self.year:
                return Meaning("booked", booked=date(self.year, short.month, short.day), of_sheet=True)
            return Meaning("booked", booked=day_in(text, order, "known"))
        except ValueError as error:
            why = error if isinstance(error, NotADayError) else NotADayError()
            return Meaning("booked", unsure=fault_of_day(text, why))
