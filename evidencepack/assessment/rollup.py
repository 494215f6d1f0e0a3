"""From the statuses of its requirements to where an expectation stands (the seven rules, in order)."""

from collections.abc import Sequence

from evidencepack.assessment.model import Finding
from evidencepack.statuses import Standing, Status

_WITHOUT = (Status.NOT_SUPPLIED, Status.NO_EVIDENCE)
# A duty that cannot be read is no more shown than one without evidence.
_DUTY_WITHOUT = (*_WITHOUT, Status.UNCLEAR)


def roll_up(answers: Sequence[tuple[Status, bool]], rests_on_observation: bool = False) -> tuple[Standing, bool]:
    """Where an expectation stands, and whether a legal duty is not shown.

    `answers` are (status, essential duty) of each requirement.
    """
    asked = [(status, essential) for status, essential in answers if status is not Status.NOT_APPLICABLE]
    if answers and not asked:
        return Standing.NOT_APPLICABLE, False
    statuses = [status for status, _ in asked]
    duty_failed = any(essential and status is Status.NOT_MET for status, essential in asked)
    duty_missing = any(essential and status in _DUTY_WITHOUT for status, essential in asked)
    return _stand(statuses, duty_failed, duty_missing, rests_on_observation), duty_failed or duty_missing


def _stand(statuses: Sequence[Status], duty_failed: bool, duty_missing: bool, rests_on_observation: bool) -> Standing:
    judged = [s for s in statuses if s.judged]
    if not judged:
        only_missing = bool(statuses) and all(s is Status.NOT_SUPPLIED for s in statuses)
        return Standing.NOT_SUPPLIED if only_missing and not rests_on_observation else Standing.CANNOT_TELL
    if duty_failed:
        return Standing.NOT_SHOWN
    everything_met = all(s is Status.MET for s in judged) and not any(s in _WITHOUT for s in statuses)
    if everything_met and not duty_missing:
        return Standing.SHOWN
    if not any(s in (Status.MET, Status.PARTLY_MET) for s in judged):
        return Standing.NOT_SHOWN
    return Standing.PARTLY_SHOWN


def supported_level(tiers: Sequence[str], findings: Sequence[Finding]) -> str:
    """The highest level with it and all below it met; "" when there are none or the lowest is not met.

    Requirements that do not apply, fell due in nothing or are for information hold no level back.
    """
    neutral = (Status.MET, Status.NOT_APPLICABLE, Status.NONE_DUE, Status.FOR_INFORMATION)
    level = ""
    for tier in tiers:
        statuses = [f.status for f in findings if f.requirement.tier == tier]
        if not all(s in neutral for s in statuses):
            break
        if Status.MET in statuses:
            level = tier
    return level
