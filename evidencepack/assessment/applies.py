"""Whether a requirement applies to a service, and if not, why not."""

from collections.abc import Callable, Mapping

from evidencepack.frameworks.framework import Expectation, Requirement
from evidencepack.records import Incident, LifeEvent, Record, Records, Service
from evidencepack.words import and_words

_Test = Callable[[Service, Records], bool]


def _notifiable(_service: Service, records: Records) -> bool:
    """Whether an event was or may be marked notifiable; a register that was not given cannot rule one out."""
    registers = ("incidents", "deaths_dols")
    rows = [r for name in registers for r in records.of(name) if isinstance(r, Incident | LifeEvent)]
    marked = any(r.notifiable or _unclear(r, "notifiable", records) for r in rows)
    return marked or not all(name in records.supplied for name in registers)


def _candour(_service: Service, records: Records) -> bool:
    rows = [r for r in records.of("incidents") if isinstance(r, Incident)]
    marked = any(r.candour_applies or _unclear(r, "candour_applies", records) for r in rows)
    return marked or "incidents" not in records.supplied


def _unclear(row: Record, field: str, records: Records) -> bool:
    """Whether the row might say yes, in a cell that could not be read."""
    return field in records.unclear.get(row.id, ())


_WHEN: Mapping[str, tuple[_Test, str]] = {
    "registered manager required": (
        lambda s, _: s.registered_manager_required,
        "the registration does not require a registered manager",
    ),
    "provider runs several services": (
        lambda s, _: s.services_of_provider > 1,
        "the provider runs one service, so there is nothing to compare",
    ),
    "rated": (lambda s, _: bool(s.rating), "the service has no published rating"),
    "return requested": (lambda s, _: s.pir_requested, "CQC has not asked for a provider information return"),
    "has directors": (lambda s, _: s.has_directors, "the provider has no directors"),
    "gives medicines": (lambda s, _: s.gives_medicines, "the service does not give medicines"),
    "supports people with a learning disability or autistic people": (
        lambda s, _: s.learning_disability_or_autism,
        "the service supports nobody with a learning disability and no autistic person",
    ),
    "notifiable event recorded": (_notifiable, "no notifiable event is recorded"),
    "candour event recorded": (_candour, "no event under the duty of candour is recorded"),
}


def reason_not_applicable(
    requirement: Requirement, expectation: Expectation, service: Service, records: Records
) -> str:
    """Why a requirement does not apply to this service; "" when it does."""
    if expectation.switched_off and expectation.id not in service.switched_on:
        return expectation.switched_off
    for types in (expectation.applies_to, requirement.applies_to):
        if types and service.type not in types:
            return f"it is asked of {and_words(types)} services, and this is a {service.type} service"
    if requirement.applies_when:
        holds, reason = _WHEN[requirement.applies_when]
        if not holds(service, records):
            return reason
    return ""
