"""The rows of a register that an indicator is about, each with why it counts; and those that count nowhere."""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec.structs import replace

from evidencepack.dates import Window
from evidencepack.frameworks.indicator_base import Conditions
from evidencepack.frameworks.indicators import PEOPLE_KINDS, Indicator
from evidencepack.measures.conditions import fulfilled, fulfilling, might_fulfil, word_finder
from evidencepack.measures.measured import Measured, Scope, Unit, not_supplied
from evidencepack.notes import Fact, Note, note
from evidencepack.registers import Record
from evidencepack.statuses import Status


def matching(register: str, where: Conditions, scope: Scope, window: Window | None = None) -> list[Record]:
    """Rows that fulfil the conditions, in the window if one is given, oldest first; undated rows come last."""
    rows = [(r.day, r) for r in fulfilled(where, scope, scope.records.of(register))]
    if window is not None:
        rows = [(day, r) for day, r in rows if day is not None and window.start <= day <= window.end]
    return [r for _, r in sorted(rows, key=lambda row: (row[0] or date.max, row[1].id))]


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


def nothing(unit: Unit, register: str, where: Conditions, scope: Scope, window: Window | None, when: str) -> Measured:
    """The outcome when no row answers: not supplied, unclear when unread rows might have, else `when`."""
    if register not in scope.records.supplied:
        return not_supplied(unit, (register,), register, window)
    unread = 0 if _never_kept(register, where, scope) else unread_matching(register, where, scope, window)
    return Measured(
        unit,
        (register,),
        denominator=0,
        set_aside=Status.UNCLEAR if unread else Status(when),
        window=window,
        unread=unread,
    )


def _never_kept(register: str, where: Conditions, scope: Scope) -> bool:
    """Whether a field that must be noted is noted in no row of the whole register, so that no unread row answers."""
    asked = [name for name, condition in where.items() if getattr(condition, "given", False) is True]
    rows, unread = scope.records.of(register), scope.records.unread_of(register)
    noted = (
        any(getattr(r, name) not in (None, "") for r in rows) or any(name in row.values for row in unread)
        for name in asked
    )
    return bool(rows) and not all(noted)


def never_noted(rows: Sequence[Record], conditions: Conditions) -> bool:
    """Whether a yes-or-no field that is asked about stands empty in every row: not noted is not no."""
    asked = [name for name, condition in conditions.items() if isinstance(condition, bool)]
    return any(all(getattr(r, name) is None for r in rows) for name in asked)


def none_notes(unit: Unit, register: str, rows: int, window: Window | None) -> Measured:
    """The outcome when rows answer and none notes what is asked: no evidence, and no unread row would change it."""
    facts: dict[str, Fact] = {"empty_register": register, "entries": note("entries", n=rows)}
    return Measured(unit, (register,), denominator=0, set_aside=Status.NO_EVIDENCE, window=window, facts=facts)


def unread_matching(register: str, conditions: Conditions, scope: Scope, window: Window | None = None) -> int:
    """How many unread rows of a register might have counted, in the window if one is given."""
    return sum(might_fulfil(row, conditions, scope, window) for row in scope.records.unread_of(register))


def unread_note(register: str, where: Conditions, scope: Scope, window: Window | None = None) -> tuple[Note, ...]:
    """What to print when rows that might have counted could not be read."""
    rows = unread_matching(register, where, scope, window)
    return (note("unread-rows", n=rows),) if rows else ()


def with_part_read(measured: Measured, indicator: Indicator, scope: Scope) -> Measured:
    """The outcome with a note of the rows that might be asked about if every cell of theirs could be read.

    Of a share they count as unread rows, so that the lower answer stands; where nothing else was found it is unclear.
    Who is counted among people is not looked at: that is for the list of staff or people to say.
    """
    where: Conditions = getattr(indicator, "where", {})
    if not where or measured.window is None or indicator.kind in PEOPLE_KINDS or not scope.records.unclear:
        return measured
    rows = _rows(measured.registers[0], where, scope, measured.window)
    if not rows:
        return measured
    none_found = measured.set_aside in (Status.NONE_DUE, Status.NO_EVIDENCE) and "entries" not in measured.facts
    return replace(
        measured,
        unread=measured.unread + rows if measured.unit is Unit.SHARE else measured.unread,
        set_aside=Status.UNCLEAR if none_found else measured.set_aside,
        notes=(*measured.notes, note("part-read-rows", n=rows)),
    )


def _rows(register: str, where: Conditions, scope: Scope, window: Window) -> int:
    """How many rows of the window fail the conditions in nothing but what could not be read."""
    unclear, fits = scope.records.unclear, fulfilling(where, scope)
    found = [r for r in scope.records.of(register) if r.id in unclear and r.day in window and not fits(r)]
    known = ({name: wanted for name, wanted in where.items() if name not in unclear[r.id]} for r in found)
    return sum(not rest or fulfilling(rest, scope)(row) for row, rest in zip(found, known, strict=True))
