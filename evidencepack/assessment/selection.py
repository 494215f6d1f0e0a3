"""What an assessment looks at: records as they stood on the day, themes asked for, requirements that apply."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

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


def after_lines(after: dict[str, int]) -> tuple[Note, ...]:
    """One line a register: after the day of this pack, not used."""
    return tuple(note("after-the-day", n=n, register=REGISTERS[register].label) for register, n in after.items())


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
