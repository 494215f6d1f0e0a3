"""One sheet read row by row, as every layout does it: a layout says how its headings are found and what a row gives."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.files import Cell, Row, Sheet, blank_row, marks_only
from evidencepack.frameworks.column_map import ColumnMap
from evidencepack.notes import Fact, Note, note
from evidencepack.origin import Account, Origin, Problem
from evidencepack.registers import REGISTERS, Asked, Asks, Record, Settled, Unread
from evidencepack.tables.headings import letter_of, plain_set
from evidencepack.tables.notes import (
    ABOVE,
    ASKED_ABOUT,
    BLANK,
    HEADING,
    MARKS,
    NOT_USABLE,
    SAID_ASIDE,
    beside_values,
    said_of,
)
from evidencepack.tables.people import TO_BE_ASKED, People

NOTHING_SETTLED = Settled()


class Cells(Struct, frozen=True):
    """What became of the cells of a sheet that has people or months across: those beside its rows, below its headings.

    `aside` are those left out for a reason that is said: a problem, or an answer that leaves them out; `asked` those
    that wait for an answer. All are 0 for a layout whose rows say it.

    Raises ValueError when they do not add up: nothing is ever dropped silently.
    """

    seen: int = 0
    read: int = 0
    aside: int = 0
    asked: int = 0

    def __post_init__(self) -> None:
        if self.seen != self.read + self.aside + self.asked:
            raise ValueError(f"{self.seen} cells do not add up: {self.read}, {self.aside} and {self.asked}")


class SheetRead(Struct, frozen=True):
    """One sheet as its column map understood it.

    `unknown` are, by the position of a record, the fields whose cell could not be read or holds a word that no list
    knows, and `signs` the first word in its row that is a sign of a serious event; `columns` are the fields that the
    sheet has a column or a constant for. `asked` is what only a person can say of it, a cell or heading each, `cells`
    the account of its cells.
    """

    account: Account
    records: tuple[Record, ...]
    unread: tuple[Unread, ...]
    problems: tuple[Problem, ...]
    unknown: Mapping[int, frozenset[str]] = {}
    signs: Mapping[int, str] = {}
    columns: frozenset[str] = frozenset()
    asked: tuple[Asked, ...] = ()
    cells: Cells = Cells()


class LayoutReader:
    """One sheet while it is read; thrown away afterwards.

    Each layout is a subclass. It finds the headings, in rows `head` (from 0) with the first row of the table in `body`,
    and says of each row below them why it is set aside, or "" once it has read it. `turned` is whether its
    rows and columns have changed places.
    """

    head: Collection[int] = ()
    body: int = 0
    turned = False

    def __init__(
        self,
        file: str,
        sheet: Sheet,
        column_map: ColumnMap,
        people: People,
        signs: tuple[str, ...] = (),
        settled: Settled = NOTHING_SETTLED,
    ) -> None:
        self.file, self.sheet, self.map, self.people, self.words_of_signs = file, sheet, column_map, people, signs
        self.settled, self.asked = settled, list[Asked]()
        self.rows = _trimmed(sheet.rows)
        self.record: type[Record] = REGISTERS[column_map.register_]
        self.of_leavers = plain_set(column_map.left)
        self.sections, self.foot = plain_set(column_map.sections) | self.of_leavers, plain_set(column_map.foot)
        self.joined = {m.first_row - 1 for m in sheet.merged if m.last_column - m.first_column >= 2}
        self.entries: list[int] = []
        self.set_aside: Counter[str] = Counter()
        self.records: list[Record] = []
        self.unread: list[Unread] = []
        self.problems: list[Problem] = []
        self.unknown: dict[int, frozenset[str]] = {}
        self.signs: dict[int, str] = {}
        self.fields_there = frozenset[str]()
        self.counts: Counter[str] = Counter()
        self.cells: Counter[str] = Counter()
        self.said: list[Note] = []
        self.fields: list[tuple[str, str]] = []
        self.letters: dict[str, str] = {}
        self.unused: list[str] = []
        self.prepare()

    def prepare(self) -> None:
        """What is settled before the headings are asked for."""

    def find_headings(self) -> Note | None:
        """Find the headings; gives what is wrong where the sheet has none, or cannot be read for another reason."""
        raise NotImplementedError

    def read_row(self, index: int, row: Row) -> str:
        """Read a row below the headings; "" or why it is set aside."""
        raise NotImplementedError

    def read_above(self, index: int, row: Row) -> str:
        """Why a row above the headings is set aside."""
        return ABOVE

    def finish(self) -> None:
        """What is left to do once every row was looked at."""

    def read(self) -> SheetRead:
        """The sheet as its column map understands it: every row is looked at once, and the account adds up."""
        if missing := self.find_headings():
            self.set_aside[NOT_USABLE] = len(self.rows)
            self.problem(missing, rows=len(self.rows))
            return self._outcome()
        for index, row in enumerate(self.rows):
            if index in self.head or blank_row(row):
                self.set_aside[HEADING if index in self.head else BLANK] += 1
            elif index >= self.body and marks_only(row):
                self.set_aside[MARKS] += 1
            elif reason := self.read_row(index, row) if index >= self.body else self.read_above(index, row):
                self.set_aside[reason] += 1
            else:
                self.entries.append(index)
        self.finish()
        return self._outcome()

    def unknown_of(self, row: Unread) -> frozenset[str]:
        """The fields that a row which could not be used was to say, and did not."""
        return self.fields_there - row.values.keys()

    def origin(self, row: int = 0, index: int | None = None, heading: str = "") -> Origin:
        """A place in the sheet; `row` counts from 1, `index` of the column from 0."""
        return Origin(self.file, self.sheet.name, row, heading, "" if index is None else letter_of(index))

    def line_of(self, index: int) -> str:
        """What a column (from 0) is called in a note."""
        return letter_of(index)

    def note(self, code: str, turned: str, **facts: Fact) -> Note:
        """A note on rows or columns: by one code, or by the other where they have changed places."""
        return note(turned if self.turned else code, **facts)

    def problem(self, what: Note, where: Origin | None = None, rows: int = 1) -> None:
        """Note something a person must look at; of the sheet as a whole where no place is given."""
        self.problems.append(Problem(where or self.origin(), what, rows=rows))

    def not_usable(self, where: Origin, values: Mapping[str, Any], why: Note) -> str:
        """Keep what was understood of a row or cell that cannot be used, with why."""
        self.unread.append(Unread(self.record.register, where, values, why))
        self.problem(why, where)
        return NOT_USABLE

    def nobody(self, kind: str, cell: Cell, where: Origin, values: Mapping[str, Any]) -> str:
        """Why a row is set aside whose cell names nobody on the list of staff or people (`kind`: staff or person).

        A person has said so; or it is asked whom it means, and the row is kept as it was understood until then.
        """
        text, why = " ".join(str(cell or "").split()), self.people.why_not(kind, cell)
        if self.people.is_aside(kind, text):
            return SAID_ASIDE
        if why.code not in TO_BE_ASKED:
            return self.not_usable(where, values, why)
        self.unread.append(Unread(self.record.register, where, values, why))
        self.ask("person", text, where, kind)
        return ASKED_ABOUT

    def means(self, ask: Asks, what: str, field: str = "") -> str:
        """What a person has said that a thing in this sheet means; "" while nobody has."""
        where = {"register": self.map.register_, "file": self.file, "sheet": self.sheet.name}
        return self.settled.means(ask, what, field=field, **where)

    def ask(
        self,
        ask: Asks,
        what: str,
        where: Origin,
        field: str = "",
        *,
        by_sheet: bool = False,
        may_be: tuple[str, ...] = (),
    ) -> None:
        """Ask what a thing in this sheet means; `by_sheet` where another sheet may well mean something else by it."""
        self.asked.append(Asked(ask, what, where, self.map.register_, field, by_sheet, may_be))

    def tell(self, *codes: str) -> None:
        """Say how often each of these was met, if it was."""
        self.said.extend(note(code, n=self.counts[code]) for code in codes if self.counts[code])

    def no_headings(self) -> Note:
        """What is said where no row holds the headings that the column map looks for."""
        person = self.map.matrix.person[:1] if self.map.matrix else ()
        wanted = [headings[0] for headings in list(self.map.columns.values())[:4]] or person
        return note("no-headings", register=self.record.label, wanted=", ".join(wanted))

    def _beside(self) -> tuple[Note, ...]:
        """What stands beside the values; what the colours of a matrix or of months mean, their layouts say or ask."""
        colours = self.map.layout not in ("matrix", "months")
        return beside_values(self.sheet, self.rows, self.entries, colours=colours)

    def _outcome(self) -> SheetRead:
        """Every row that was not set aside was read."""
        account = Account(
            file=self.file,
            sheet=self.sheet.name,
            map=self.map.id,
            register=self.map.register_,
            rows_seen=len(self.rows),
            rows_read=len(self.rows) - self.set_aside.total(),
            set_aside={reason: rows for reason, rows in self.set_aside.items() if rows},
            records=len(self.records),
            unused_columns=tuple(self.unused),
            notes=(*said_of(self.sheet, self.rows), *self._beside(), *self.said),
            fields=tuple(self.fields),
            letters=self.letters,
        )
        unread = tuple(replace(row, unknown=self.unknown_of(row)) for row in self.unread)
        return SheetRead(
            account,
            tuple(self.records),
            unread,
            tuple(self.problems),
            self.unknown,
            self.signs,
            self.fields_there,
            tuple(self.asked),
            Cells(**self.cells),
        )


def _trimmed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    end = len(rows)
    while end and blank_row(rows[end - 1]):
        end -= 1
    return rows[:end]
