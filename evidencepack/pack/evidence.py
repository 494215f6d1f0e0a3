"""One numbering of evidence through a pack: registers, documents, examples and declarations, in order of first use."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from evidencepack.assessment import Assessment, Finding
from evidencepack.dates import day_words
from evidencepack.measures import UsedAs
from evidencepack.notes import Messages, note
from evidencepack.origin import Account, Origin
from evidencepack.pack.listed_model import EvidenceItem, Place
from evidencepack.pack.privacy import Scrubber
from evidencepack.registers import REGISTERS, Document, Example, FoundFact, Record, Records, Service
from evidencepack.statuses import Status

Key = tuple[str, str]
_SINGLE = ("documents", "examples")


class Numbering(Struct, frozen=True):
    """Evidence number by key, keys in order, and the keys each finding rests on."""

    numbers: dict[Key, str]
    by_finding: dict[str, tuple[str, ...]]
    used_by: dict[Key, list[str]]


class Shelf(Struct, frozen=True):
    """Where evidence is looked up: records, what the service states, the account of each sheet, and the day."""

    records: Records
    service: Service
    accounts: Sequence[Account]
    scrub: Scrubber
    on: date
    messages: Messages


def keys_of(finding: Finding, supplied: Collection[str]) -> tuple[Key, ...]:
    """What a finding rests on: whole registers, or the single documents, examples and declarations it counted.

    A register that is not among those `supplied` is nothing to rest on, even where the measure would have read it.
    """
    if finding.status in (Status.NOT_APPLICABLE, Status.NOT_SUPPLIED):
        return ()
    keys: list[Key] = []
    for register in finding.measured.registers:
        if register in _SINGLE or register == "facts":
            rows = [t for t in finding.measured.trace if t.register == register and t.used_as is not UsedAs.LEFT_OUT]
            rows = rows or [t for t in finding.measured.trace if t.register == register]
            keys.extend((register, t.record) for t in rows)
        elif register in supplied:
            keys.append(("register", register))
    return tuple(dict.fromkeys(keys))


def number_evidence(assessments: Sequence[Assessment], supplied: Collection[str]) -> Numbering:
    """Number every piece of evidence in order of first use, through all frameworks of the pack."""
    numbers: dict[Key, str] = {}
    by_finding: dict[str, tuple[str, ...]] = {}
    used_by: dict[Key, list[str]] = {}
    for finding in (f for a in assessments for r in a.results for f in r.findings):
        keys = keys_of(finding, supplied)
        for key in keys:
            numbers.setdefault(key, f"EV{len(numbers) + 1}")
            used_by.setdefault(key, []).append(finding.id)
        by_finding[finding.id] = tuple(numbers[k] for k in keys)
    return Numbering(numbers, by_finding, used_by)


def evidence_items(numbering: Numbering, shelf: Shelf, kinds: Mapping[str, str]) -> tuple[EvidenceItem, ...]:
    """Each numbered piece of evidence with where it is; `kinds` is the evidence kind of each finding by id."""
    return tuple(_item(key, number, numbering.used_by[key], shelf, kinds) for key, number in numbering.numbers.items())


def _item(key: Key, number: str, used_by: Sequence[str], shelf: Shelf, kinds: Mapping[str, str]) -> EvidenceItem:
    found_kinds = tuple(dict.fromkeys(kinds[f] for f in used_by))
    common: dict[str, Any] = {"number": number, "evidence_kinds": found_kinds, "used_by": tuple(used_by)}
    kind, name = key
    if kind == "register":
        return _register(name, shelf, common)
    if kind == "facts":
        return _declaration(name.removeprefix("fact-"), shelf, common)
    record = next(r for r in shelf.records.of(kind) if r.id == name)
    return _single(record, shelf, common)


def _register(name: str, shelf: Shelf, common: dict[str, Any]) -> EvidenceItem:
    rows, scrub = shelf.records.of(name), shelf.scrub
    places = {(r.origin.file, r.origin.sheet) for r in rows}
    # A register that was given and holds nothing rests on the sheet that was given.
    places = places or {(a.file, a.sheet) for a in shelf.accounts if a.map and a.register == name}
    days = [r.day for r in rows if r.day and r.day <= shelf.on]
    return EvidenceItem(
        kind="register",
        register_=name,
        title=REGISTERS[name].label,
        places=tuple(Place(file=scrub(f), sheet=scrub(s)) for f, s in sorted(places)),
        rows=len(rows),
        newest=day_words(max(days)) if days else shelf.messages.say("undated") if rows else "",
        **common,
    )


def _declaration(name: str, shelf: Shelf, common: dict[str, Any]) -> EvidenceItem:
    fact, scrub = shelf.service.facts[name], shelf.scrub
    found = fact if isinstance(fact, FoundFact) else None
    days = [d for d in (fact.checked, fact.since) if d]
    thing, published = name.replace("-", " "), found.published_in if found else ""
    said = note("fact-from", thing=thing, published=published) if published else note("fact-declared", thing=thing)
    places = [_place(found.origin, scrub) if found else Place(file="service.yaml")]
    places += [Place(file=scrub(fact.document))] if fact.document else []
    return EvidenceItem(
        kind="declaration",
        register_="facts",
        title=shelf.messages.what(said),
        places=tuple(places),
        rows=1,
        newest=day_words(max(days)) if days else shelf.messages.say("undated"),
        **common,
    )


def _place(origin: Origin, scrub: Scrubber) -> Place:
    return Place(file=scrub(origin.file), sheet=scrub(origin.sheet), row=origin.row)


def _single(record: Record, shelf: Shelf, common: dict[str, Any]) -> EvidenceItem:
    is_document = isinstance(record, Document)
    title = getattr(record, "title", "")
    prefix = "" if is_document else f"{record.code}: " if isinstance(record, Example) else ""
    return EvidenceItem(
        kind="document" if is_document else "example",
        register_=record.register,
        title=shelf.scrub(prefix + title),
        places=(_place(record.origin, shelf.scrub),),
        rows=1,
        newest=day_words(record.day) if record.day else shelf.messages.say("undated"),
        fingerprint=record.fingerprint if isinstance(record, Document) else "",
        **common,
    )
