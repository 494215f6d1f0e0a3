"""The records as they stood on a day: what lies after it is counted, not used."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from evidencepack.records import REGISTERS, Audit, Record, Records
from evidencepack.words import count_of


def as_of(records: Records, on: date) -> tuple[Records, dict[str, int]]:
    """The records without rows dated after the day, and how many of each register those were.

    Registers that plan ahead (staff who start later, actions due later) keep their rows.
    """
    rows, after = {}, {}
    for register, found in records.rows.items():
        kept = tuple(_as_it_stood(r, on) for r in found if r.may_be_ahead or r.day is None or r.day <= on)
        rows[register] = kept
        if len(kept) < len(found):
            after[register] = len(found) - len(kept)
    return replace(records, rows=rows), after


def _as_it_stood(record: Record, on: date) -> Record:
    """A row without what was only written on it after the day."""
    later = [name for name in record.happened if (day := getattr(record, name)) is not None and day > on]
    if not later:
        return record
    if isinstance(record, Audit):
        later.append("reaudit_score")
    gone: dict[str, Any] = dict.fromkeys(later)
    return replace(record, **gone)


def after_lines(after: dict[str, int]) -> tuple[str, ...]:
    """One line a register: after the day of this pack, not used."""
    return tuple(
        f"{REGISTERS[register].label}: {count_of(count, 'row')} dated after the day of this pack, not used."
        for register, count in after.items()
    )
