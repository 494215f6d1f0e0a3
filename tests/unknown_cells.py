"""Records in which cells are made unknown, blank or absent, and what may then be said of what was known."""

import random
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from evidencepack.assessment import Assessment, Finding
from evidencepack.registers import (  # fmt: skip
    REGISTERS,
    Blank,
    Record,
    Records,
    blank_of,
    field_names,
    field_types,
    given_fields,
    required_fields,
)
from evidencepack.statuses import Status

# A column that is not there narrows nothing, excuses nobody and says nothing in passing: that is how sheets are read.
ONLY_NARROWS = frozenset(["end", "leave_from", "leave_to", "returned", "validity", "expires", "extended_to", "tool"])


def ways(register: str, field: str) -> list[str]:
    """How the cells of a column may come not to be known: a word no list knows, unread, blank, or no such column."""
    record = REGISTERS[register]
    named, needed = field in (*record.naming, *record.narrowing), field in required_fields(record)
    optional = not needed and field not in (*given_fields(record), *record.needs_one_of, *ONLY_NARROWS)
    found = ["unread", *(["word"] if named else [])]
    found += ["blank"] if not needed and blank_of(record, field) is Blank.NOT_KNOWN else []
    return found + (["absent"] if optional and (field in record.naming or field not in record.topical) else [])


def made_unknown(records: Records, register: str, field: str, way: str, share: float, chance: random.Random) -> Records:
    """The records with a share of one column not known, in one of the `ways`; of words, that share of all words."""
    record, rows = REGISTERS[register], records.of(register)
    if way == "absent":
        return _absent(records, register, field)
    words = sorted({value for r in rows if (value := getattr(r, field))}) if way == "word" else []
    made = {word: f"Zorvex {n}" for n, word in enumerate(words) if chance.random() < share}
    chosen = {r.id for r in rows if (getattr(r, field) in made if words else chance.random() < share)}
    apart = way == "unread" and field in required_fields(record)
    kept = [r if r.id not in chosen else _changed(r, field, way, made) for r in rows if not (apart and r.id in chosen)]
    partial = [_changed(r, field, way, made) for r in rows if apart and r.id in chosen]
    unknown = {id_: records.unknown.get(id_, frozenset()) | {field} for id_ in chosen if way != "blank"}
    return replace(
        records,
        rows={**records.rows, register: tuple(kept)},
        partial={**records.partial, register: (*records.partial.get(register, ()), *partial)},
        unknown={**records.unknown, **unknown},
    )


def _changed(record: Record, field: str, way: str, made: dict[Any, str]) -> Record:
    return replace(record, **{field: made[getattr(record, field)] if way == "word" else _nothing(record, field, way)})


def _nothing(record: Record, field: str, way: str) -> str | None:
    text = field_types(type(record))[field] == "str" and not (
        way == "unread" and field in required_fields(type(record))
    )
    return "" if text else None


def _absent(records: Records, register: str, field: str) -> Records:
    rows = tuple(replace(r, **{field: _nothing(r, field, "absent")}) for r in records.of(register))
    places = {(r.origin.file, r.origin.sheet) for r in rows} & records.columns.keys()
    there = {place: fields - {field} if place in places else fields for place, fields in records.columns.items()}
    return replace(records, rows={**records.rows, register: rows} if places else records.rows, columns=there)


def one_column_each(records: Records, seed: int) -> tuple[Records, str]:
    """The records with one column of each register not known in part, and which and how."""
    chance, said = random.Random(seed), []
    for register in (name for name, rows in records.rows.items() if rows):
        field = chance.choice(field_names(REGISTERS[register]))
        way, share = chance.choice(ways(register, field)), chance.choice((0.02, 0.2, 0.6))
        records = made_unknown(records, register, field, way, share, chance)
        said.append(f"{register}.{field} {way} {share}")
    return records, ", ".join(said)


def findings(assessments: Iterable[Assessment]) -> dict[str, Finding]:
    """Findings by id."""
    return {f.id: f for a in assessments for result in a.results for f in result.findings}


def contradicts(known: Finding, unknown: Finding) -> bool:
    """Whether a finding on records that are known in part says what is not so of the whole."""
    m, figure = unknown.measured, known.measured.figure
    if unknown.status is not known.status:
        # A column that is not there may leave too few to compare, which is said as such.
        return unknown.status not in (Status.UNCLEAR, Status.NOT_RECORDED, Status.TOO_FEW)
    if not known.status.judged or figure is None:
        return False
    ends = [r.figure for r in (m.least, m.greatest) if r] if m.least else [m.figure, m.figure]
    return any(end is not None and (end > figure if n == 0 else end < figure) for n, end in enumerate(ends))
