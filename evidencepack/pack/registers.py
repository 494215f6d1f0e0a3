"""Registers and traces as the workbook lists them: people as codes, free text left out."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from evidencepack.assessment import Assessment
from evidencepack.pack.privacy import Scrubber
from evidencepack.pack.values import RegisterColumn, RegisterSheet, TraceLine
from evidencepack.records import REGISTERS, Record, Records, field_names

_PEOPLE = {
    "staff": {"code": "staff"},
    "people": {"code": "people"},
    "leaders": {"code": "staff"},
    "recruitment": {"code": "staff"},
}
_LINKS = {"staff": "staff", "person": "people"}
_LEFT_OUT = frozenset({"name", "fingerprint", "path"})


def register_sheets(records: Records, scrub: Scrubber) -> tuple[RegisterSheet, ...]:
    """A sheet for each register that was supplied, in the order of the registers."""
    return tuple(_sheet(REGISTERS[name], records.of(name), scrub) for name in REGISTERS if name in records.supplied)


def _sheet(record: type[Record], rows: Sequence[Record], scrub: Scrubber) -> RegisterSheet:
    names = tuple(n for n in field_names(record) if n not in _LEFT_OUT)
    kinds = _kinds(record)
    return RegisterSheet(
        register=record.register,
        title=record.label,
        columns=tuple(RegisterColumn(field=n, heading=heading(record, n), kind=kinds[n]) for n in names),
        rows=tuple(_row(r, names, scrub) for r in rows),
    )


def heading(record: type[Record], name: str) -> str:
    """A field as a heading; free text that is not copied says so."""
    words = name.replace("_", " ").capitalize()
    free = name in record.personal and name not in _PEOPLE.get(record.register, {}) and name not in _LINKS
    return f"{words} (on file)" if free else words


def _kinds(record: type[Record]) -> dict[str, Any]:
    kinds = {"date": "date", "float": "number", "int": "number", "bool": "yes/no"}
    found: dict[str, Any] = {}
    for f in fields(record):
        words = set(
            str(f.type).replace("|", " ").replace("'", " ").replace("<class", "").replace("datetime.", "").split()
        )
        found[f.name] = next((kinds[w.rstrip(">")] for w in words if w.rstrip(">") in kinds), "text")
        if f.name in record.personal:
            found[f.name] = "text"
    return found


def _row(record: Record, names: Sequence[str], scrub: Scrubber) -> tuple[str, ...]:
    place = (record.id, scrub(record.origin.file), scrub(record.origin.sheet), str(record.origin.row or ""))
    return (*place, *(value_text(record, name, scrub) for name in names))


def value_text(record: Record, name: str, scrub: Scrubber) -> str:
    """A field as text: people as codes, free text as whether it is there, days as YYYY-MM-DD."""
    value = getattr(record, name)
    if value is None or value == "":
        return ""
    register = _PEOPLE.get(record.register, {}).get(name) or _LINKS.get(name)
    if register:
        return scrub.code(register, str(value))
    if name in record.personal:
        return "yes"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else scrub(str(value))


def trace_lines(assessments: Sequence[Assessment], scrub: Scrubber) -> Iterator[TraceLine]:
    """Every record in every figure."""
    for finding in (f for a in assessments for r in a.results for f in r.findings):
        for row in finding.measured.trace:
            yield TraceLine(
                finding=finding.id,
                record=row.record,
                register=row.register,
                used_as=row.used_as.value,
                because=row.because,
                by=", ".join(row.by),
                file=scrub(row.origin.file),
                sheet=scrub(row.origin.sheet),
                row=row.origin.row,
            )
