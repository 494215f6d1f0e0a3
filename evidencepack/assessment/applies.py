"""Whether a requirement applies to a service, and if not, why not."""

from collections.abc import Callable, Mapping

from evidencepack.frameworks.framework import Expectation, Requirement
from evidencepack.records import Service
from evidencepack.words import and_words

_WHEN: Mapping[str, tuple[Callable[[Service], bool], str]] = {
    "registered manager required": (
        lambda s: s.registered_manager_required,
        "the registration does not require a registered manager",
    ),
    "provider runs several services": (
        lambda s: s.services_of_provider > 1,
        "the provider runs one service, so there is nothing to compare",
    ),
}


def reason_not_applicable(requirement: Requirement, expectation: Expectation, service: Service) -> str:
    """Why a requirement does not apply to this service; "" when it does."""
    for types in (expectation.applies_to, requirement.applies_to):
        if types and service.type not in types:
            return f"it is asked of {and_words(types)}, and this is {service.type}"
    if requirement.applies_when:
        holds, reason = _WHEN[requirement.applies_when]
        if not holds(service):
            return reason
    return ""
