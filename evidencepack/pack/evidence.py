"""One numbering of evidence through a pack: registers, documents, examples and declarations, in order of first use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evidencepack.assessment import Assessment, Finding, Status
from evidencepack.dates import day_words
from evidencepack.indicators import UsedAs
from evidencepack.pack.privacy import Scrubber
from evidencepack.pack.values import EvidenceItem, Place
from evidencepack.records import REGISTERS, Document, Example, Record, Records, Service

Key = tuple[str, str]
_SINGLE = ("documents", "examples")


@dataclass(frozen=True, slots=True)
class Numbering:
    """Evidence number by key, keys in order, and the keys each finding rests on."""

    numbers: dict[Key, str]
    by_finding: dict[str, tuple[str, ...]]
    used_by: dict[Key, list[str]]


def keys_of(finding: Finding) -> tuple[Key, ...]:
    """What a finding rests on: whole registers, or the single documents, examples and declarations it counted."""
    if finding.status in (Status.NOT_APPLICABLE, Status.NOT_SUPPLIED):
        return ()
    keys: list[Key] = []
    for register in finding.measured.registers:
        if register in _SINGLE or register == "facts":
            rows = [t for t in finding.measured.trace if t.register == register and t.used_as is not UsedAs.LEFT_OUT]
            rows = rows or [t for t in finding.measured.trace if t.register == register]
            keys.extend((register, t.record) for t in rows)
        else:
            keys.append(("register", register))
    return tuple(dict.fromkeys(keys))


def number_evidence(assessments: Sequence[Assessment]) -> Numbering:
    """Number every piece of evidence in order of first use, through all frameworks of the pack."""
    numbers: dict[Key, str] = {}
    by_finding: dict[str, tuple[str, ...]] = {}
    used_by: dict[Key, list[str]] = {}
    for finding in (f for a in assessments for r in a.results for f in r.findings):
        keys = keys_of(finding)
        for key in keys:
            numbers.setdefault(key, f"EV{len(numbers) + 1}")
            used_by.setdefault(key, []).append(finding.id)
        by_finding[finding.id] = tuple(numbers[k] for k in keys)
    return Numbering(numbers, by_finding, used_by)


def evidence_items(
    numbering: Numbering, records: Records, service: Service, kinds: dict[str, str], scrub: Scrubber
) -> tuple[EvidenceItem, ...]:
    """Each numbered piece of evidence with where it is; `kinds` is the evidence kind of each finding by id."""
    return tuple(
        _item(key, number, numbering, records, service, kinds, scrub) for key, number in numbering.numbers.items()
    )


def _item(
    key: Key,
    number: str,
    numbering: Numbering,
    records: Records,
    service: Service,
    kinds: dict[str, str],
    scrub: Scrubber,
) -> EvidenceItem:
    used_by = numbering.used_by[key]
    found_kinds = tuple(dict.fromkeys(kinds[f] for f in used_by))
    common: dict[str, Any] = {"number": number, "evidence_kinds": found_kinds, "used_by": tuple(used_by)}
    kind, name = key
    if kind == "register":
        return _register(name, records.of(name), scrub, common)
    if kind == "facts":
        return _declaration(name.removeprefix("fact-"), service, scrub, common)
    record = next(r for r in records.of(kind) if r.id == name)
    return _single(record, scrub, common)


def _register(name: str, rows: Sequence[Record], scrub: Scrubber, common: dict[str, Any]) -> EvidenceItem:
    places = sorted({(r.origin.file, r.origin.sheet) for r in rows})
    days = [r.day for r in rows if r.day]
    return EvidenceItem(
        kind="register",
        register=name,
        title=REGISTERS[name].label,
        places=tuple(Place(file=scrub(f), sheet=scrub(s)) for f, s in places),
        rows=len(rows),
        newest=day_words(max(days)) if days and not REGISTERS[name].may_be_ahead else "",
        **common,
    )


def _declaration(fact: str, service: Service, scrub: Scrubber, common: dict[str, Any]) -> EvidenceItem:
    declared = service.facts[fact]
    days = [d for d in (declared.checked, declared.since) if d]
    return EvidenceItem(
        kind="declaration",
        register="facts",
        title=f"Declared by the service: {fact.replace('-', ' ')}",
        places=(Place(file="service.yaml"), *((Place(file=scrub(declared.document)),) if declared.document else ())),
        rows=1,
        newest=day_words(max(days)) if days else "undated",
        **common,
    )


def _single(record: Record, scrub: Scrubber, common: dict[str, Any]) -> EvidenceItem:
    is_document = isinstance(record, Document)
    title = getattr(record, "title", "")
    place = Place(file=scrub(record.origin.file), sheet=scrub(record.origin.sheet), row=record.origin.row)
    prefix = "" if is_document else f"{record.code}: " if isinstance(record, Example) else ""
    return EvidenceItem(
        kind="document" if is_document else "example",
        register=record.register,
        title=scrub(prefix + title),
        places=(place,),
        rows=1,
        newest=day_words(record.day) if record.day else "undated",
        fingerprint=record.fingerprint if isinstance(record, Document) else "",
        **common,
    )
