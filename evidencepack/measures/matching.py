"""The rows of a register that an indicator is about, each with why it counts, and those that may be and may not."""

from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date
from operator import attrgetter

from msgspec import Struct

from evidencepack.dates import Window
from evidencepack.frameworks.indicator_base import Compare, Condition, Conditions, IndicatorBase
from evidencepack.measures.answers import Answer
from evidencepack.measures.cells import open_cell
from evidencepack.measures.conditions import checks_of, doubt_of, sift, word_finder
from evidencepack.measures.measured import Measured, Scope, TraceRow, Unit, UsedAs, not_supplied, trace_row
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import REGISTERS, Blank, Record, blank_of
from evidencepack.statuses import Status


class Maybe(Struct, frozen=True):
    """A row that may be asked about and may not, and why that is open."""

    record: Record
    doubt: Note


class Matches(Struct, frozen=True):
    """The rows asked about, oldest first and undated ones last; and those of which it is not known."""

    sure: tuple[Record, ...]
    maybe: tuple[Maybe, ...]

    def __bool__(self) -> bool:
        return bool(self.sure or self.maybe)

    def maybe_trace(self) -> tuple[TraceRow, ...]:
        """A trace row for each row of which it is not known."""
        return tuple(trace_row(m.record, UsedAs.MAYBE, m.doubt) for m in self.maybe)


def find(
    register: str, where: Conditions, scope: Scope, window: Window | None = None, *, dated_only: bool = False
) -> Matches:
    """The rows of a register that fulfil the conditions, in the window if one is given, and those that may.

    With `dated_only`, a row whose day could not be read is one that may.
    """
    checks, by_day = checks_of(where, register, scope), attrgetter(REGISTERS[register].dated_by)
    rows: Sequence[Record] = scope.cells.rows(register)
    unread = scope.cells.undated_ids(register)
    undated: list[Record] = []
    if window is not None or (dated_only and unread):
        inside = [_inside(by_day(r), r.id, window, unread) for r in rows]
        undated = [r for r, there in zip(rows, inside, strict=True) if there is Answer.MAYBE]
        rows = [r for r, there in zip(rows, inside, strict=True) if there is Answer.YES]
    sure, maybe = sift(rows, checks)
    found = [Maybe(r, doubt_of(r, checks)) for r in maybe]
    found += [Maybe(r, _undated(r, scope)) for group in sift(undated, checks) for r in group]
    return Matches(tuple(sorted(sure, key=_when(by_day))), tuple(sorted(found, key=lambda m: _when(by_day)(m.record))))


def _when(by_day: Callable[[Record], date | None]) -> Callable[[Record], tuple[date, str]]:
    return lambda record: (by_day(record) or date.max, record.id)


def _inside(day: date | None, id_: str, window: Window | None, unread: Container[str]) -> Answer:
    """Whether a row lies in a window; one whose day cannot be read may, one that has none does not.

    Of a cell that is not understood the month of its column may be known, and it lies in no other.
    """
    if id_ in unread:
        return Answer.MAYBE if window is None or window.may_hold(day) else Answer.NO
    if window is None or day is None:
        return Answer.YES if window is None else Answer.NO
    return Answer.YES if day in window else Answer.MAYBE if window.may_hold(day) else Answer.NO


def _undated(record: Record, scope: Scope) -> Note:
    code = "maybe-absent" if scope.cells.lacks(record, record.dated_by) else "maybe-undated"
    return open_cell(code, record.register, record.dated_by)


def why_of(where: Conditions, scope: Scope) -> Callable[[Record], Note]:
    """Says of a record when it is dated and which word put it on the topic."""
    word_in = word_finder(where, scope)

    def why(record: Record) -> Note:
        word, column = word_in(record)
        dated = note("dated", day=record.day) if record.day else note("undated")
        if column:
            return note("matched-in", dated=dated, word=word, column=column)
        return note("matched", dated=dated, word=word) if word else dated

    return why


def nothing(indicator: IndicatorBase, register: str, unit: Unit, scope: Scope, window: Window | None) -> Measured:
    """The outcome when no row answers and none may: what the indicator says of none."""
    if indicator.when_none == "no evidence" and says_nothing(register, scope, window):
        return empty(unit, register, window)
    return Measured(unit, (register,), denominator=0, set_aside=Status(indicator.when_none), window=window)


def says_nothing(register: str, scope: Scope, window: Window | None) -> bool:
    """Whether a register holds no row at all, and nobody noted in the time that there was nothing to record."""
    return not scope.cells.rows(register) and not nil_checked(register, scope, window)


def nil_checked(register: str, scope: Scope, window: Window | None) -> bool:
    """Whether a person looked in the time and noted that there was nothing to record (service.yaml, facts)."""
    fact = scope.service.facts.get(f"nil-check-{register.replace('_', '-')}")
    return bool(fact and fact.checked and (window is None or fact.checked in window))


def empty(unit: Unit, register: str, window: Window | None) -> Measured:
    """The outcome where a register was given and holds no row at all: that says neither that all is well nor not."""
    facts: dict[str, Fact] = {"empty_register": register, "no_rows": "yes"}
    return Measured(unit, (register,), denominator=0, set_aside=Status.NO_EVIDENCE, window=window, facts=facts)


def unanswerable(
    register: str, scope: Scope, unit: Unit, window: Window | None, *asked: Conditions | Iterable[str]
) -> Measured | None:
    """The outcome where a register was not given, or no sheet of it has a column for what is asked; else None."""
    if register not in scope.records.supplied:
        return not_supplied(unit, (register,), register, window)
    return not_recorded(register, scope, unit, *asked)


def not_recorded(register: str, scope: Scope, unit: Unit, *asked: Conditions | Iterable[str]) -> Measured | None:
    """The outcome where a field that would answer has no column in any sheet of the register; None where each has.

    A column that only narrows who counts may be absent. Where a duty hangs on the column, rows with signs of a serious
    event keep it open instead.
    """
    wanted = {name: names[name] if isinstance(names, dict) else None for names in asked for name in names}
    lacking = tuple(name for name, condition in wanted.items() if _lacks(register, name, condition, scope))
    if not lacking:
        return None
    # What is lacking of a topic is the first column that it would be looked for in.
    topical = (REGISTERS[register].topical or ("",))[0]
    said = tuple(note(f"{register}.{topical if name == 'topic' else name}") for name in lacking)
    return Measured(unit, (register,), set_aside=Status.NOT_RECORDED, facts={"lacking": said})


def _lacks(register: str, name: str, condition: Condition | None, scope: Scope) -> bool:
    record = REGISTERS[register]
    if name == "topic":
        return all(scope.cells.all_lack(register, field) for field in record.topical)
    if name == "in_post":
        return False
    if name == "percent":
        return any(scope.cells.all_lack(register, field) for field in ("score", "out_of"))
    if not scope.cells.all_lack(register, name) or name in record.narrowing:
        return False
    blank, signs = blank_of(record, name), scope.records.signs
    if blank is Blank.STILL:  # who has not left is in post where nothing says who has
        return isinstance(condition, Compare) and condition.given is not False
    return blank is not Blank.SIGNS or not any(r.id in signs for r in scope.cells.rows(register))


def none_noted(register: str, asked: Conditions, scope: Scope, rows: Iterable[Record] | None = None) -> bool:
    """Whether a yes-or-no column that is asked about is there and stands empty in every row: kept for this, and empty.

    A cell that could not be read is not empty, and where a serious event shows in a row an empty cell says nothing.
    """
    names = [name for name, wanted in asked.items() if isinstance(wanted, bool)]
    found = tuple(scope.records.of(register) if rows is None else rows)
    plain = [n for n in names if blank_of(REGISTERS[register], n) is not Blank.SIGNS]
    return bool(found) and any(_all_empty(found, name, scope) for name in plain)


def _all_empty(rows: Iterable[Record], name: str, scope: Scope) -> bool:
    unread = scope.cells.unknown_ids(name)
    return all(getattr(r, name) is None and r.id not in unread for r in rows)


def none_notes(unit: Unit, register: str, rows: int, window: Window | None) -> Measured:
    """The outcome when rows answer and none notes what is asked: no evidence."""
    facts: dict[str, Fact] = {"empty_register": register, "entries": note("entries", n=rows)}
    return Measured(unit, (register,), denominator=0, set_aside=Status.NO_EVIDENCE, window=window, facts=facts)
