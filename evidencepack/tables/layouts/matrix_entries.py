"""The entries of a matrix: what the cells of one person under one course come to."""

from collections.abc import Sequence
from itertools import chain
from typing import Any, TypeGuard

from msgspec.structs import replace

from evidencepack.dates import MonthDay
from evidencepack.files import Cell, Row
from evidencepack.frameworks.column_map import MatrixLayout
from evidencepack.notes import note
from evidencepack.origin import Origin, Problem
from evidencepack.registers import Training, Unread
from evidencepack.tables.colours import colour_named, decorates, meaning_in
from evidencepack.tables.headings import at, plain, plain_set
from evidencepack.tables.layouts.matrix_cells import BLANK, INITIALS, NO_WORD, CellWords, Meaning, Months
from evidencepack.tables.layouts.matrix_days import Initials
from evidencepack.tables.layouts.matrix_headings import CourseColumn
from evidencepack.tables.layouts.matrix_required import not_asked
from evidencepack.tables.layouts.month_headings import years_of

# What an answer on a colour or a mark makes of an entry; left out where it sets the cell aside.
_STATES = {
    "done": "in date", "expired": "expired", "not done": "blank", "booked": "booked", "not required": "not required",
    "away": "away",
}  # fmt: skip
_OF_THE_DAY = frozenset(("completed", "expires"))
# Colours of traffic lights say how it stands with a course; any other may say that it is not asked for.
_LIGHTS = frozenset(("red", "amber", "orange", "yellow", "green"))
ASIDE, NOT_ASKED = Meaning("set aside"), Meaning("not required")


class Entries:
    """The entries of one matrix while it is read: each cell is read, set aside or asked about, and counted once."""

    months: Months | None

    def __init__(self, reader: Any, layout: MatrixLayout) -> None:
        self.reader, self.layout = reader, layout
        year, self.year_from = _year_of(reader)
        said = reader.means("year", reader.sheet.name)
        self.words = CellWords(layout, reader.sheet.name, int(said) if said.isdigit() else year)
        self.words.months, self.months = self._months, None
        self.key = reader.key_to_colours(layout)
        self.used = set[str]()
        listing = plain_set(layout.required_by)
        self.list_column = next((i for i, text in reader.heads.ignored if plain(text) in listing), None)

    def add(self, index: int, row: Row, columns: Sequence[CourseColumn], code: str, whose: Initials) -> None:
        """The record of one course of one person, from its column, or from those of completion and expiry."""
        reader = self.reader
        places = [reader.origin(index + 1, column.index, column.heading) for column in columns]
        known: dict[str, Any] = {"staff": code, "course": columns[0].course}
        meanings = [self._meaning(index, row, column, whose) for column in columns]
        if all(m is BLANK for m in meanings) and columns[0].index in self._not_asked(row):
            meanings[0] = NOT_ASKED
            reader.counts["not-on-their-list"] += 1
        reader.problems += [Problem(o, m.unsure) for o, m in zip(places, meanings, strict=True) if m.unsure]
        reader.problems += [Problem(o, m.fault) for o, m in zip(places, meanings, strict=True) if m.fault]
        self._count(places, meanings)
        faults = [m.fault for m in meanings if m.fault]
        if len(faults) == len(columns) or (faults and any(not m.fault and m.state == "blank" for m in meanings)):
            why = faults[0] if faults[0].code == "cell-error" else NO_WORD
            reader.unread.append(Unread("training", places[0], known, why))
            return
        kept = [m for m in meanings if m is not ASIDE]
        if kept:
            self._record(columns, places, meanings, known)

    def _not_asked(self, row: Row) -> frozenset[int]:
        """The columns of courses that somebody's own list of them leaves out."""
        return not_asked(row, self.list_column, self.reader.heads.columns)

    def _record(
        self,
        columns: Sequence[CourseColumn],
        places: Sequence[Origin],
        meanings: Sequence[Meaning],
        known: dict[str, Any],
    ) -> None:
        reader = self.reader
        values = self._values(columns, [m for m in meanings if not m.fault and m is not ASIDE])
        both = list(zip(columns, meanings, strict=True))
        held = {"booked" if m.unsure else c.holds for c, m in both if m.fault or m.unsure}
        done, expires = values["completed"], values["expires"]
        if done and expires and expires < done:
            at_expiry = next(o for o, m in zip(places, meanings, strict=True) if m.expires)
            names = {"field": f"'{columns[-1].heading}'", "other": f"'{columns[0].heading}'"}
            reader.problem(note("day-before-another", **names, day=expires, earlier=done), at_expiry)
            held, values["expires"] = held | {"expires"}, None
        if values["state"] == "asked":
            held |= {name for name in self._open(meanings) if name == "state" or not values[name]}
        if held:
            reader.unknown[len(reader.records)] = frozenset(held)
        reader.records.append(Training(origin=places[0], **known, **values))

    @staticmethod
    def _open(meanings: Sequence[Meaning]) -> frozenset[str]:
        """What is not known of an entry that is asked about: of some, also whether the course is asked for at all."""
        asks = dict(chain.from_iterable([m.ask] if m.ask else [] for m in meanings))
        sure = set(asks) <= {"year"} or asks.get("colour") in _LIGHTS
        return _OF_THE_DAY if sure else _OF_THE_DAY | {"state"}

    def _months(self) -> Months:
        """What the days of the sheet say of its months without a day; looked for once, where such a month stands."""
        if self.months is None:
            rows, columns = self.reader.rows[self.reader.body :], self.reader.heads.columns
            self.months = Months.of((at(row, c.index) for row in rows for c in columns), self.words.year)
        return self.months

    def _meaning(self, index: int, row: Row, column: CourseColumn, whose: Initials) -> Meaning:
        """What a cell says by itself, by its colour where it is empty, and by what a person has said of either."""
        cell, place = at(row, column.index), (index + 1, column.index)
        if _is_one_or_none(cell) and place not in self.reader.sheet.percents:
            cell = str(int(cell))
        if self.key and isinstance(cell, str) and (by_key := meaning_in(self.key, str(cell))):
            self.used.add(plain(cell))
            return Meaning(_STATES[by_key])
        order = self.reader.orders[column.index]
        found = self.words.meaning(cell, column.holds, order, says=column.says, whose=whose)
        if found.ask and (colour := colour_named(found.ask[1])):
            found = replace(found, ask=("colour", colour))
        if found is BLANK and not plain(cell):
            if place in self.reader.sheet.comments:
                return Meaning("", fault=note("only-a-comment"))
            colour = self.reader.sheet.fills.get(place, "")
            if colour and not decorates(
                self.reader.sheet, index, column.index, self.reader.heads.who, self.reader.heads.rows[-1]
            ):
                found = Meaning("asked", ask=("colour", colour))
        return self._answered(found)

    def _answered(self, found: Meaning) -> Meaning:
        """The same with what has been said of it: by a person, else by the key to the colours."""
        if not found.ask or found.ask[0] == "year":
            return found
        kind, what = found.ask
        said = self.reader.means(kind, what, "state")
        if not said and kind == "colour" and (said := meaning_in(self.key, what)):
            self.used.add(what)
        if found.month and said == "done":
            return Meaning("completed", completed=found.month)
        if found.month and said == "expired":
            return Meaning("undated", expires=found.month)
        if said in _STATES:
            return replace(found, state=_STATES[said], ask=None)
        return ASIDE if said == "set aside" else found

    def _count(self, places: Sequence[Origin], meanings: Sequence[Meaning]) -> None:
        """Count each cell once: set aside, asked about, or read; a tick beside a day of expiry asks nothing."""
        reader, told = self.reader, any(m.expires or m.never or m.completed for m in meanings)
        for place, meaning in zip(places, meanings, strict=True):
            if meaning.fault or meaning is ASIDE:
                reader.cells["aside"] += 1
            elif meaning.ask and not (told and meaning.state == "undated"):
                reader.cells["asked"] += 1
                kind, what = meaning.ask
                reader.ask(kind, what, place, "completed" if kind == "year" else "state", by_sheet=kind == "year")
                if meaning.state == "undated":
                    reader.counts["initials" if what == INITIALS else "ticks"] += 1
            else:
                reader.cells["read"] += 1
            reader.counts["of-sheet"] += meaning.of_sheet
            reader.counts["months-completed"] += isinstance(meaning.completed, MonthDay)
            reader.counts["months-of-expiry"] += isinstance(meaning.expires, MonthDay)

    def _values(self, columns: Sequence[CourseColumn], understood: Sequence[Meaning]) -> dict[str, Any]:
        # A day or a word for completion goes before the day of expiry beside it.
        main = min(understood, key=lambda m: (m.state == "blank", m.state == "undated"), default=BLANK)
        validity, required = self.reader.validity, self.reader.required
        lasts = next((validity[c.index] for c in columns if c.index in validity), None)
        return {
            "state": main.state,
            "completed": next((m.completed for m in understood if m.completed), None),
            "booked": next((m.booked for m in understood if m.booked), None),
            "expires": next((m.expires for m in understood if m.expires), None),
            "validity": 0 if any(m.never for m in understood) else lasts,
            "required": next((required[c.index] for c in columns if c.index in required), None),
        }

    def finish(self) -> None:
        """Say what was ticked, and whose year the days without one were given."""
        self.reader.tell("ticks", "initials", "months-completed", "months-of-expiry", "not-on-their-list")
        if self.used:
            self.reader.said.append(note("by-key", used=", ".join(sorted(self.used))))
        if n := self.reader.counts["of-sheet"]:
            self.reader.said.append(note("year-of-sheet", n=n, year=str(self.words.year), place=note(self.year_from)))


def _is_one_or_none(cell: Cell) -> TypeGuard[float]:
    """Whether a cell is the number 1 or 0, which may be a tick and its absence."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell in (0, 1)


def _year_of(reader: Any) -> tuple[int | None, str]:
    """The one year that a sheet belongs to, and whether its name, its title or that of its file says so."""
    above = [c for row in reader.rows[: reader.heads.rows[0]] for c in row if c is not None]
    titles = (("by-sheet-name", [reader.sheet.name]), ("by-title", above),
              ("by-file-name", [reader.file.rpartition("/")[2].rpartition(".")[0]]))  # fmt: skip
    for where, texts in titles:
        found = {(y.first, y.pair) for text in texts if (y := years_of(text))}
        if found:
            (first, pair), *more = sorted(found)
            return (None, "") if pair or more else (first, where)
    return None, "by-answer"
