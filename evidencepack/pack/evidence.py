"""One numbering of evidence through a pack: registers, documents, examples and declarations, in order of first use."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from evidencepack.assessment import Assessment, Finding
from evidencepack.assessment.assess import indicator_of
from evidencepack.dates import day_words, month_words
from evidencepack.measures import UsedAs
from evidencepack.notes import Messages, note
from evidencepack.origin import Origin
from evidencepack.pack.files_model import Place
from evidencepack.pack.handed_registers import is_counted
from evidencepack.pack.identity import keyed_fingerprint
from evidencepack.pack.inputs import EvidenceKey, Numbering, PackContext
from evidencepack.pack.listed_model import EvidenceItem
from evidencepack.pack.privacy import Scrubber
from evidencepack.registers import REGISTERS, Document, Example, FoundFact, Record
from evidencepack.statuses import Status
from evidencepack.text import is_reference

_SINGLE = ("documents", "examples")


def keys_of(finding: Finding, supplied: Collection[str]) -> tuple[EvidenceKey, ...]:
    """What a finding rests on: whole registers, or the single documents, examples and declarations it counted.

    A register that is not among those `supplied`, or has no column for what is asked, is nothing to rest on.
    """
    if finding.status in (Status.NOT_APPLICABLE, Status.NOT_RECORDED, Status.NOT_SUPPLIED):
        return ()
    keys: list[EvidenceKey] = []
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
    numbers: dict[EvidenceKey, str] = {}
    by_finding: dict[str, tuple[str, ...]] = {}
    used_by: dict[EvidenceKey, list[str]] = {}
    for finding in (f for a in assessments for r in a.results for f in r.findings):
        keys = keys_of(finding, supplied)
        for key in keys:
            numbers.setdefault(key, f"EV{len(numbers) + 1}")
            used_by.setdefault(key, []).append(finding.id)
        by_finding[finding.id] = tuple(numbers[k] for k in keys)
    return Numbering(numbers, by_finding, used_by)


def evidence_items(assessments: Sequence[Assessment], desk: PackContext) -> tuple[EvidenceItem, ...]:
    """Each numbered piece of evidence, with where it is and the kinds of evidence it is taken for."""
    findings = (f for a in assessments for r in a.results for f in r.findings)
    kinds = {f.id: indicator_of(f.requirement, desk.material.rules).evidence_kind for f in findings}
    return tuple(_item(key, number, kinds, desk) for key, number in desk.numbering.numbers.items())


def _item(key: EvidenceKey, number: str, kinds: Mapping[str, str], desk: PackContext) -> EvidenceItem:
    used_by, (kind, name) = tuple(desk.numbering.used_by[key]), key
    found_kinds = tuple(dict.fromkeys(kinds[f] for f in used_by))
    common: dict[str, Any] = {"number": number, "evidence_kinds": found_kinds, "used_by": used_by}
    if kind == "register":
        return _register(name, desk, common)
    if kind == "facts":
        return _declaration(name.removeprefix("fact-"), desk, common)
    record = next((r for r in desk.material.records.of(kind) if r.id == name), None)
    # A row that could not be read whole has no place of its own: its register stands for it.
    return _single(record, desk, common) if record else _register(kind, desk, common)


def _register(name: str, desk: PackContext, common: dict[str, Any]) -> EvidenceItem:
    m, scrub = desk.material, desk.scrub
    rows = m.records.of(name)
    places = {(r.origin.file, r.origin.sheet) for r in rows}
    # A register that was given and holds nothing rests on the sheet that was given.
    places = places or {(a.file, a.sheet) for a in m.accounts if a.map and a.register == name}
    month = m.handed and is_counted(name)  # the day would be that of one row about a person
    return EvidenceItem(
        kind="register",
        register_=name,
        title=REGISTERS[name].label,
        places=tuple(Place(file=scrub(f), sheet=scrub(s)) for f, s in sorted(places)),
        rows=len(rows),
        newest=_newest([r.day for r in rows if r.day and r.day <= m.on], m.messages, month) if rows else "",
        **common,
    )


def _newest(days: Sequence[date], messages: Messages, month: bool = False) -> str:
    words = month_words if month else day_words
    return words(max(days)) if days else messages.say("undated")


def _declaration(name: str, desk: PackContext, common: dict[str, Any]) -> EvidenceItem:
    m, scrub = desk.material, desk.scrub
    fact = m.service.facts[name]
    found = fact if isinstance(fact, FoundFact) else None
    thing, published = name.replace("-", " "), found.published_in if found else ""
    said = note("fact-from", thing=thing, published=published) if published else note("fact-declared", thing=thing)
    places = [_place(found.origin, scrub) if found else Place(file="service.yaml")]
    places += [Place(file=scrub(fact.document))] if fact.document else []
    return EvidenceItem(
        kind="declaration",
        register_="facts",
        title=m.messages.what(said),
        places=tuple(places),
        rows=1,
        newest=_newest([d for d in (fact.checked, fact.since) if d], m.messages),
        **common,
    )


def _place(origin: Origin, scrub: Scrubber) -> Place:
    return Place(file=scrub(origin.file), sheet=scrub(origin.sheet), row=origin.row)


def _single(record: Record, desk: PackContext, common: dict[str, Any]) -> EvidenceItem:
    is_document = isinstance(record, Document)
    prefix = f"{record.code}: " if isinstance(record, Example) and is_reference(record.code) else ""
    return EvidenceItem(
        kind="document" if is_document else "example",
        register_=record.register,
        title=desk.scrub(prefix + getattr(record, "title", "")),
        places=(_place(record.origin, desk.scrub),),
        rows=1,
        newest=_newest([record.day] if record.day else [], desk.material.messages),
        fingerprint=keyed_fingerprint(desk.material.service.key, record.fingerprint)
        if isinstance(record, Document)
        else "",
        **common,
    )
