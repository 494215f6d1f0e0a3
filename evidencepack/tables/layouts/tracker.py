"""Layout months: a row a person, a column a month; supervision, appraisal and spot check trackers.

A day typed beneath a month is a meeting on that day; a tick is one in that month, on a day that is not known. Bookings,
leave and cancelled meetings are counted and said, and never held. Initials alone, colours without words and words that
no list knows are asked about; what else is not understood is a problem, and counts as nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.dates import MonthDay
from evidencepack.files import Cell, Row
from evidencepack.notes import Note, note
from evidencepack.origin import Origin
from evidencepack.registers import Unread, field_names
from evidencepack.registers.settled import ASIDE
from evidencepack.tables.cells.convert import error_in, fault_of, may_be_shown, to_text
from evidencepack.tables.cells.day_order import NotADayError
from evidencepack.tables.headings import at, begins_with, filled, is_section, plain, queried
from evidencepack.tables.layout_reader import LayoutReader
from evidencepack.tables.layouts.month_headings import months_apart
from evidencepack.tables.layouts.tracker_cells import COUNTED_AS, AskError, Entry, entries_of, entry_of_colour
from evidencepack.tables.layouts.tracker_days import TOO_FAR
from evidencepack.tables.layouts.tracker_headings import MonthColumn, TrackerHeadings, head_of
from evidencepack.tables.layouts.tracker_words import BOOKED, DONE, GONE, TrackerWords, signatures_of
from evidencepack.tables.merged_cells import spread
from evidencepack.tables.notes import ASKED_ABOUT, BELOW, HEADING, SAID_ASIDE, SECTION
from evidencepack.tables.person_names import is_no_name


class _Place(Struct, frozen=True):
    """Where a cell stands, and what is known of a meeting there before it is read."""

    origin: Origin
    column: MonthColumn
    known: Mapping[str, Any]


class TrackerReader(LayoutReader):
    """One tracker while it is being read: each cell counts, is said, is asked about, or is a problem."""

    heads: TrackerHeadings
    gone: date | None = None

    def find_headings(self) -> Note | None:
        """The heading of the names, with months or numbered meetings beside it."""
        names = field_names(self.record)
        self.who = "staff" if "staff" in names else "person"
        self.kind = "kind" if "kind" in names else "what"
        self.words = TrackerWords(
            self.map.values.get("date", {}),
            self.map.values.get(self.kind, {}),
            lambda ask, what: self.means(ask, what, "date"),
            signatures_of(self.people),
        )
        heads = head_of(self, self.who, self.words)
        if heads is None:
            return note("no-months-beside-names", wanted=", ".join(self.map.columns.get(self.who, ())[:3]))
        self.heads, self.head, self.body = heads, heads.rows, heads.rows[-1] + 1
        # A name joined over several rows holds for each of them.
        names_only = range(heads.who, heads.who + 1)
        self.rows = spread(self.rows, self.sheet.merged, heads.rows[-1], names_only, 2)[0]
        self.seen: set[tuple[str, str, date]] = set()
        self.without_any = 0
        return None

    def read_row(self, index: int, row: Row) -> str:
        """Headings once more, a section, a note, or somebody with meetings."""
        first = at(row, self.heads.who)
        if plain(first) and plain(first) == self.heads.name:
            self.heads = self.heads.again(self, index, self.words)
            return HEADING
        if is_section(row, self.sections):
            return SECTION
        return BELOW if begins_with(first, self.foot) or not self._is_entry(row) else self._person(index + 1, row)

    def _is_entry(self, row: Row) -> bool:
        """Whether somebody is named, or words or days stand where nobody is: numbers alone are a row of sums."""
        cells = (at(row, c.index) for c in self.heads.columns)
        return bool(plain(at(row, self.heads.who))) or any(isinstance(c, str | date) and plain(c) for c in cells)

    def _person(self, number: int, row: Row) -> str:
        """Read the cells of one person; "" or why the row is set aside."""
        holds = any(filled(at(row, c.index)) or self._colour(number, row, c) for c in self.heads.columns)
        name = at(row, self.heads.who)
        code = self._code_of(name)
        if not code and not holds:
            return BELOW
        if not code:
            return self._nobody(number, row, name)
        kind, listed = self._kind_of(row)
        before = len(self.records)
        bookings = self._cells(number, row, {self.who: code}, kind)
        if not listed:
            unlisted = (n for n in range(before, len(self.records)) if getattr(self.records[n], self.kind) == kind)
            self.unknown.update(dict.fromkeys(unlisted, frozenset({self.kind})))
        self._book(before, bookings)
        self.counts["cells-beneath-no-heading"] += sum(filled(at(row, i)) for i in self.heads.nameless)
        if len(self.records) == before and self.people.known.get(self.who) is None:
            # No list of staff or people would count them as lacking one.
            self.without_any += 1
            known = {self.who: code, **self.map.constants}
            self.unread.append(Unread(self.record.register, self.origin(number), known, note("no-meeting-in-row")))
        return ""

    def _code_of(self, name: Cell) -> str:
        """The code of the person whom a row is about; "" where the name is on no list, or could be of two."""
        return self.people.code_of(self.who, to_text(name)) if filled(name) and not error_in(name) else ""

    def _nobody(self, number: int, row: Row, name: Cell) -> str:
        """A row of entries whose name is on no list: who it is must be asked, and its entries may be anybody's."""
        why = self.people.why_unknown([self.who], row, {self.heads.who: self.who})
        if not filled(name) or error_in(name) or is_no_name(to_text(name)):
            return self.not_usable(self.origin(number), {}, why)
        cells = len(self.heads.columns)
        if self.means("person", to_text(name), self.who) == ASIDE:
            self.cells.update(seen=cells, aside=cells)
            return SAID_ASIDE
        self.ask("person", to_text(name), self.origin(number, self.heads.who), self.who)
        self._cells(number, row, {}, self._kind_of(row)[0])
        return ASKED_ABOUT

    def _kind_of(self, row: Row) -> tuple[str, bool]:
        """What kind of meeting a row is for, where a column says so, and whether it is one that is known."""
        cell = at(row, self.heads.kind) if self.heads.kind is not None else None
        text = plain(cell) if isinstance(cell, str) else ""
        known = self.words.kind(text)[0]
        return known or text, bool(known) or not text

    def _cells(self, number: int, row: Row, whose: Mapping[str, str], kind: str) -> list[Entry]:
        """Read every cell of a row beneath a month; gives its bookings."""
        bookings: list[Entry] = []
        self.gone = None
        for column in self.heads.columns:
            cell, colour = at(row, column.index), self._colour(number, row, column)
            self.cells["seen"] += 1
            if not (colour or filled(cell) or queried(cell)):
                self.cells["read"] += 1
                continue
            known = {**self.map.constants, **whose} | ({self.kind: k} if (k := column.kind or kind) else {})
            place = _Place(self.origin(number, column.index, column.heading), column, known)
            bookings.extend(self._cell(place, cell, colour))
        return bookings

    def _colour(self, number: int, row: Row, column: MonthColumn) -> str:
        """The colour of a filled cell without text, where it says something: not one that its whole row has."""
        colour = self.sheet.fills.get((number, column.index), "")
        if not colour or filled(at(row, column.index)) or queried(at(row, column.index)):
            return ""
        return "" if self.sheet.fills.get((number, self.heads.who)) == colour else colour

    def _cell(self, place: _Place, cell: Cell, colour: str) -> Iterator[Entry]:
        """The bookings of one cell; its meetings become records. A column of plans holds bookings and nothing else."""
        if place.column.planned:
            self.counts[COUNTED_AS[BOOKED]] += 1
            self.cells["read"] += 1
            return
        try:
            period = place.column.period
            entries = (entry_of_colour(colour, self.words),) if colour else entries_of(cell, period, self.words)
            outcomes = [self._entry(place, entry) for entry in entries]
        except AskError as error:
            self._ask(place, error)
            return
        except ValueError as error:
            self._not_read(place, self._fault(place, cell, error))
            return
        self.cells["aside" if "aside" in outcomes else "asked" if "asked" in outcomes else "read"] += 1
        yield from (e for e in entries if e.state == BOOKED and e.day)

    def _entry(self, place: _Place, entry: Entry) -> str:
        """Take in one thing that a cell says; gives what became of it: read, asked or aside."""
        month = place.column.period.month
        if entry.state != DONE:
            self.counts[COUNTED_AS[entry.state]] += 1
            self.gone = month if entry.state == GONE else self.gone
            return "aside" if entry.state == ASIDE else "read"
        day = entry.day or (MonthDay(month.year, month.month, 1) if month else None)
        if day is None:
            raise ValueError("a tick beneath no month")
        self.counts["month-only"] += entry.day is None
        self.counts["day-of-another-month"] += month is not None and months_apart(day, month) > 0
        values = {**place.known, "date": day} | ({self.kind: entry.kind} if entry.kind else {})
        if not values.get(self.kind):
            raise ValueError("of no kind")
        if self.gone and (day.year, day.month) > (self.gone.year, self.gone.month):
            self.unread.append(Unread(self.record.register, place.origin, values, note("held-after-gone")))
            self.problem(note("held-after-gone"), place.origin)
            return "aside"
        return self._held(place, values)

    def _held(self, place: _Place, values: dict[str, Any]) -> str:
        """A meeting becomes a record, once; where it is not known whose it is, it may be anybody's."""
        if self.who not in values:
            why = note("asked-about")
            self.unread.append(Unread(self.record.register, place.origin, values, why))
            return "asked"
        key = (values[self.who], values[self.kind], values["date"])
        if key in self.seen:
            self.counts["meetings-repeated"] += 1
            return "read"
        self.seen.add(key)
        self.records.append(self.record(origin=place.origin, **values))
        return "read"

    def _ask(self, place: _Place, asked: AskError) -> None:
        """Ask what a mark or colour means; until then the cell may be a meeting and may not."""
        self.ask(asked.ask, asked.what, place.origin, "date", by_sheet=asked.ask == "colour")
        self.cells["asked"] += 1
        self._may_be(place, note("asked-about"), asked.day)

    def _may_be(self, place: _Place, why: Note, day: date | None = None) -> None:
        month = place.column.period.month
        some_day = day or (MonthDay(month.year, month.month, 1) if month and why.code != TOO_FAR else None)
        known = {**place.known, "date": some_day} if some_day else place.known
        self.unread.append(Unread(self.record.register, place.origin, known, why))

    def _not_read(self, place: _Place, what: Note) -> None:
        self._may_be(place, what)
        if place.column.yearless:  # which is asked once, of the sheet
            self.cells["asked"] += 1
        else:
            self.cells["aside"] += 1
            self.problem(what, place.origin)

    def _fault(self, place: _Place, cell: Cell, error: ValueError) -> Note:
        if isinstance(error, NotADayError):
            return note(error.code)
        if place.column.period.month is None and not error_in(cell):
            return note("whole-day-wanted")
        if error_in(cell) or may_be_shown(cell):
            return fault_of(cell, "date")
        return note("not-understood", cell=note("value-not-shown"), wanted=note("a-day-or-known-word"))

    def _book(self, before: int, bookings: list[Entry]) -> None:
        """The first booking after the last meeting held of a person becomes its next due day."""
        if "due_next" not in field_names(self.record) or not bookings or len(self.records) == before:
            return
        latest = max(range(before, len(self.records)), key=lambda i: self.records[i].day or date.min)
        held = self.records[latest]
        ahead = [e.day for e in bookings if e.day and held.day and e.day > held.day]
        if ahead:
            self.records[latest] = replace(held, due_next=min(ahead))

    def unknown_of(self, row: Unread) -> frozenset[str]:
        """Of a cell beneath a month that is not understood the day is not known either."""
        return super().unknown_of(row) | {"date"}

    def finish(self) -> None:
        """Say how often what was met."""
        ahead = {"due_next"} & {*field_names(self.record)}
        self.fields_there = frozenset({self.who, self.kind, "date", *ahead, *self.map.constants})
        self.tell("month-only", "day-of-another-month", "meetings-repeated", *COUNTED_AS.values(),
                  "cells-beneath-no-heading")  # fmt: skip
        self.said.extend(self.heads.said)
        if self.without_any:
            listed = note("staff-list" if self.who == "staff" else "list-of-people")
            self.problem(note("people-without-meeting", n=self.without_any, list=listed), rows=self.without_any)
