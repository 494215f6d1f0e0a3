"""What an assessment looks at: records as they stood on the day, themes asked for, requirements that apply."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.frameworks.framework import Expectation, Framework, Requirement
from evidencepack.notes import Note, note
from evidencepack.registers import REGISTERS, Audit, Record, Records, Service

_Test = Callable[[Service, Records], bool]


def _event(field: str, *registers: str) -> _Test:
    """Whether an event was or may be marked so; a register that was not given cannot rule one out."""

    def holds(_service: Service, records: Records) -> bool:
        rows = [r for name in registers for r in records.of(name)]
        marked = any(getattr(r, field) or field in records.unclear.get(r.id, ()) for r in rows)
        return marked or not all(name in records.supplied for name in registers)

    return holds


_WHEN: Mapping[str, tuple[_Test, Note]] = {
    "registered manager required": (lambda s, _: s.registered_manager_required, note("no-manager-required")),
    "provider runs several services": (lambda s, _: s.services_of_provider > 1, note("one-service")),
    "rated": (lambda s, _: bool(s.rating), note("no-rating")),
    "return requested": (lambda s, _: s.pir_requested, note("no-return-asked")),
    "has directors": (lambda s, _: s.has_directors, note("no-directors")),
    "gives medicines": (lambda s, _: s.gives_medicines, note("no-medicines")),
    "supports people with a learning disability or autistic people": (
        lambda s, _: s.learning_disability_or_autism,
        note("no-learning-disability"),
    ),
    "notifiable event recorded": (_event("notifiable", "incidents", "deaths_dols"), note("no-notifiable-event")),
    "candour event recorded": (_event("candour_applies", "incidents"), note("no-candour-event")),
}


def reason_not_applicable(
    requirement: Requirement, expectation: Expectation, service: Service, records: Records
) -> Note | None:
    """Why a requirement does not apply to this service; None when it does."""
    if expectation.switched_off and expectation.id not in service.switched_on:
        return note("switched-off", why=expectation.switched_off)
    for types in (expectation.applies_to, requirement.applies_to):
        if types and service.type not in types:
            return note("asked-of-others", types=tuple(types), type=service.type)
    if requirement.applies_when:
        holds, reason = _WHEN[requirement.applies_when]
        if not holds(service, records):
            return reason
    return None


class After(Struct, frozen=True):
    """What lies after the day, by register: rows that are not used, and days of what is not done yet."""

    rows: Mapping[str, int]
    days: Mapping[str, int]


def as_of(records: Records, on: date) -> tuple[Records, After]:
    """The records without what lies after the day, and how much of it there was.

    Registers that plan ahead (staff who start later, actions due later) keep their rows.
    """
    rows, days = Counter[str](), Counter[str]()

    def stood(found: Mapping[str, Sequence[Record]]) -> dict[str, tuple[Record, ...]]:
        kept: dict[str, tuple[Record, ...]] = {}
        for register, given in found.items():
            there = [r for r in given if r.may_be_ahead or r.day is None or r.day <= on]
            rows[register] += len(given) - len(there)
            later = [_later(r, on) for r in there]
            days[register] += sum(map(len, later))
            kept[register] = tuple(_without(r, names) if names else r for r, names in zip(there, later, strict=True))
        return kept

    found = replace(records, rows=stood(records.rows), partial=stood(records.partial))
    return found, After({r: n for r, n in rows.items() if n}, {r: n for r, n in days.items() if n})


def _later(record: Record, on: date) -> list[str]:
    """The days of a row that say that something was done, and have not come."""
    return [name for name in record.happened if (day := getattr(record, name)) is not None and day > on]


def _without(record: Record, later: Sequence[str]) -> Record:
    """A row without what was only written on it after the day."""
    scored = ("reaudit_score",) if isinstance(record, Audit) else ()
    gone: dict[str, Any] = dict.fromkeys((*later, *scored))
    return replace(record, **gone)


def after_lines(after: After) -> tuple[Note, ...]:
    """One line a register of rows after the day of this pack, not used, and one of what is not done yet."""
    rows = [note("after-the-day", n=n, register=REGISTERS[register].label) for register, n in after.rows.items()]
    days = [note("days-after-the-day", n=n, register=REGISTERS[register].label) for register, n in after.days.items()]
    return (*rows, *days)


def only_themes(framework: Framework, wanted: Iterable[str]) -> Framework:
    """The framework with the expectations of these themes alone; the whole of it where none of them is its own."""
    kept = tuple(theme for theme in framework.themes if theme.id in frozenset(wanted))
    if not kept:
        return framework
    ids = {theme.id for theme in kept}
    found = tuple(e for e in framework.expectations if e.theme in ids)
    return framework.model_copy(update={"themes": kept, "expectations": found})


def themes_left_out(whole: Framework, kept: Framework) -> tuple[str, ...]:
    """The titles of the themes that a narrowed framework no longer has, in the order of the whole."""
    ids = {theme.id for theme in kept.themes}
    return tuple(theme.title for theme in whole.themes if theme.id not in ids)
