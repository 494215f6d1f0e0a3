"""Registers and traces as the workbook lists them: people as codes, free text left out."""

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any, Literal

from evidencepack.assessment import Assessment
from evidencepack.dates import MonthDay, day_words
from evidencepack.notes import Note
from evidencepack.pack.inputs import PackContext
from evidencepack.pack.listed_model import RegisterColumn, RegisterSheet, TraceLine
from evidencepack.pack.open_rows import without_names
from evidencepack.pack.sentences import capital
from evidencepack.pack.shown import Shown
from evidencepack.registers import REGISTERS, FieldType, Record, Records, field_names, field_types

# Whose code a register holds, and whom other fields name by code.
_CODES = {"staff": "staff", "people": "people", "leaders": "staff", "recruitment": "staff"}
_LINKS = {"staff": "staff", "person": "people"}
_LEFT_OUT = frozenset({"name", "fingerprint", "path"})
_KINDS: dict[FieldType, Literal["text", "date", "number", "yes/no"]] = {
    "date": "date",
    "bool": "yes/no",
    "float": "number",
    "int": "number",
    "str": "text",
}
_SHORT = {"dbs": "DBS", "dols": "DoLS"}


def register_sheets(records: Records, shown: Shown, *, handed: bool = False) -> tuple[RegisterSheet, ...]:
    """A sheet for each register that was supplied, in the order of the registers; `handed` as it is handed over."""
    given = (REGISTERS[name] for name in REGISTERS if name in records.supplied)
    return tuple(_sheet(record, records, shown, handed) for record in given)


def _sheet(record: type[Record], records: Records, shown: Shown, handed: bool) -> RegisterSheet:
    rows, scrub = records.of(record.register), shown.scrub
    names = tuple(n for n in field_names(record) if n not in _LEFT_OUT)
    kinds = {n: "text" if n in record.personal else _KINDS[kind] for n, kind in field_types(record).items()}
    files, sheets = [scrub(row.origin.file) for row in rows], [scrub(row.origin.sheet) for row in rows]
    place = ([row.id for row in rows], files, sheets, [row.origin.row or None for row in rows])
    columns = (
        _texts(record, n, rows, shown, handed) if kinds[n] == "text" else _values(n, kinds[n], rows) for n in names
    )
    return RegisterSheet(
        register_=record.register,
        title=record.label,
        columns=tuple(RegisterColumn(field=n, heading=heading(record, n), kind=kinds[n]) for n in names),
        rows=tuple(zip(*place, *columns, strict=True)),
    )


def heading(record: type[Record], name: str) -> str:
    """A field as a heading; free text that is not copied says so."""
    words = capital(" ".join(_SHORT.get(word, word) for word in name.split("_")))
    return f"{words} (on file)" if name in record.personal and not _people_named(record, name) else words


def _people_named(record: type[Record], name: str) -> str:
    """The register of the people that a field names by their codes; "" where it names nobody."""
    return _CODES.get(record.register, "") if name == "code" else _LINKS.get(name, "")


def _texts(record: type[Record], name: str, rows: Sequence[Record], shown: Shown, handed: bool) -> list[str]:
    """A field of every row as text; what stands there often is made into text once."""
    show, values = _shown_as(record, name, shown, handed), [getattr(row, name) for row in rows]
    known = {value: "" if value in ("", None) else show(value) for value in dict.fromkeys(values)}
    return [known[value] for value in values]


def _values(name: str, kind: str, rows: Sequence[Record]) -> list[Any]:
    """A field of every row as it is; a day known to the month as text."""
    values = list(map(attrgetter(name), rows))
    return [day_words(v) if isinstance(v, MonthDay) else v for v in values] if kind == "date" else values


def _shown_as(record: type[Record], name: str, shown: Shown, handed: bool) -> Callable[[Any], str]:
    """How a field is shown: people as codes, free text as whether it is there, the rest as the field declares it."""
    if register := _people_named(record, name):
        return lambda value: shown.scrub.code(register, str(value))
    if name in record.personal:
        return lambda _: "yes"
    return lambda value: shown.cell(record, name, str(value), handed)


def trace_lines(assessments: Sequence[Assessment], desk: PackContext) -> Iterator[TraceLine]:
    """Every record in every figure; what is said of many is put in words once."""
    scrub, messages = desk.scrub, desk.material.messages
    said: dict[Note, str] = {}
    for finding in (f for a in assessments for r in a.results for f in r.findings):
        for row in finding.measured.trace:
            if (because := said.get(row.because)) is None:
                because = said[row.because] = messages.what(without_names(row.because, desk))
            yield TraceLine(
                finding=finding.id,
                record=row.record,
                register=row.register,
                used_as=row.used_as.value,
                because=because,
                by=", ".join(row.by),
                file=scrub(row.origin.file),
                sheet=scrub(row.origin.sheet),
                row=row.origin.row,
            )
