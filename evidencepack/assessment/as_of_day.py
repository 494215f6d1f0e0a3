"""The records as they stood on the day of a pack: without what lies after it, and without days that cannot be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from evidencepack.dates import Span
from evidencepack.notes import Note, note
from evidencepack.origin import Problem
from evidencepack.registers import REGISTERS, Audit, Record, Records, field_names

# A day so far ahead, or before these years, is a slip: 2206 for 2026. People may have begun long ago.
_AHEAD = Span(months=60)
# Files are often some weeks newer than the pack; a day of something done that lies further ahead may be a slip.
_NEWER = Span(months=2)
_DONE_SINCE, _BEGAN_SINCE = date(1990, 1, 1), date(1950, 1, 1)
_ENDS = frozenset({"end", "left"})


class After(Struct, frozen=True):
    """What lies after the day, by register: rows that are not used, and days of what is not done yet.

    `slips` are days that cannot be, that leave open what held on the day of the pack, or that lie far after it.
    """

    rows: Mapping[str, int]
    days: Mapping[str, int]
    slips: tuple[Problem, ...] = ()


class _Stood(Struct):
    """The rows of one kind while they are gone through; thrown away afterwards."""

    on: date
    rows: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    slips: list[Problem] = field(default_factory=list)
    unknown: dict[str, frozenset[str]] = field(default_factory=dict)
    open: dict[str, list[Record]] = field(default_factory=dict)
    ahead: dict[str, list[Record]] = field(default_factory=dict)

    def go_through(self, found: Mapping[str, Sequence[Record]]) -> dict[str, tuple[Record, ...]]:
        """The rows that stand; those whose own day is not known are put by."""
        return {register: tuple(self._kept(register, given)) for register, given in found.items()}

    def _kept(self, register: str, given: Sequence[Record]) -> list[Record]:
        far, kept, record = _AHEAD.after(self.on), list[Record](), REGISTERS[register]
        names = tuple(n for n in field_names(record) if n in (*record.happened, *_ENDS))
        since = _BEGAN_SINCE if record.may_be_ahead else _DONE_SINCE
        stood = self._known_to_stand(record, given)
        for row in given:
            day = row.day
            leaves_open = record.stands and getattr(row, record.key[0]) not in stood
            if day is not None and (not since <= day <= far or (day > self.on and leaves_open)):
                self._put_by(row, "day-not-come" if self.on < day <= far else "day-is-a-slip")
            elif day is not None and day > self.on and not row.may_be_ahead:
                self._lies_ahead(row, day)
            else:
                kept.append(self._without(row, names, since, far))
        return kept

    def _lies_ahead(self, row: Record, day: date) -> None:
        """A row of what is not done yet; one dated long after the day is named, as its year may be a slip."""
        self.rows[row.register] += 1
        self.ahead.setdefault(row.register, []).append(row)
        if day > _NEWER.after(self.on):
            self.slips.append(Problem(row.origin, note("row-lies-ahead", field=_called(row, row.dated_by))))

    def _known_to_stand(self, record: type[Record], given: Sequence[Record]) -> set[str]:
        """What, in a register of what holds until it is changed, is known to have held by the day: by its key."""
        if not record.stands:
            return set()
        return {getattr(r, record.key[0]) for r in given if r.day is not None and r.day <= self.on}

    def _put_by(self, row: Record, code: str) -> None:
        """A row whose own day is not known, nor what can only be told from it."""
        fields = {row.dated_by, *(then for first, then in row.in_order if first == row.dated_by and row.stands)}
        gone: dict[str, Any] = dict.fromkeys(fields)
        self.open.setdefault(row.register, []).append(replace(row, **gone))
        self._say(row, code, row.dated_by, fields)

    def _say(self, row: Record, code: str, name: str, fields: set[str]) -> None:
        self.unknown[row.id] = self.unknown.get(row.id, frozenset()) | fields
        self.slips.append(Problem(row.origin, note(code, field=_called(row, name), day=getattr(row, name))))

    def _without(self, row: Record, names: Sequence[str], since: date, far: date) -> Record:
        """A row without what was only written on it after the day."""
        there = [(name, day) for name in names if (day := getattr(row, name)) is not None]
        slips = {name for name, day in there if not since <= day <= far}
        later = [name for name, day in there if day > self.on and name not in slips and name not in _ENDS]
        for name in sorted(slips):
            self._say(row, "day-is-a-slip", name, {name})
        if not slips and not later:
            return row
        self.days[row.register] += len(later)
        scored = ("reaudit_score",) if isinstance(row, Audit) else ()
        gone: dict[str, Any] = dict.fromkeys((*later, *slips, *scored))
        return replace(row, **gone)


def _called(row: Record, name: str) -> Note:
    return note(f"{row.register}.{name}")


def as_of(records: Records, on: date) -> tuple[Records, After]:
    """The records without what lies after the day, and how much of it there was.

    Registers that plan ahead (staff who start later, actions due later) keep their rows.
    """
    stood = _Stood(on)
    rows = stood.go_through(records.rows)
    partial = stood.go_through(records.partial)
    for register, found in stood.open.items():
        partial[register] = (*partial.get(register, ()), *found)
    unknown = {
        **records.unknown,
        **{id_: f | records.unknown.get(id_, frozenset()) for id_, f in stood.unknown.items()},
    }
    ahead = {register: tuple(found) for register, found in stood.ahead.items()}
    kept = replace(records, rows=rows, partial=partial, unknown=unknown, ahead=ahead)
    return kept, After(dict(+stood.rows), dict(+stood.days), tuple(stood.slips))


def after_lines(after: After) -> tuple[Note, ...]:
    """One line a register of rows after the day of this pack, not used, and one of what is not done yet."""
    rows = [note("after-the-day", n=n, register=REGISTERS[register].label) for register, n in after.rows.items()]
    days = [note("days-after-the-day", n=n, register=REGISTERS[register].label) for register, n in after.days.items()]
    return (*rows, *days)
