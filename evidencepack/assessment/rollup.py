"""From the statuses of its requirements to where an expectation stands (the eight rules, in order)."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from evidencepack.assessment.judge import readings
from evidencepack.assessment.model import DutyStanding, Finding
from evidencepack.measures.measured import Reading, Unit
from evidencepack.statuses import Standing, Status

_SMALL = 5
_NOT_GIVEN = (Status.NOT_SUPPLIED, Status.NOT_RECORDED)
_UNANSWERED = (*_NOT_GIVEN, Status.UNCLEAR, Status.NO_EVIDENCE)
_AT_LEAST_IN_PART = (Status.MET, Status.PARTLY_MET)


class Asked(Struct, frozen=True):
    """What the rules need of a finding.

    `small_miss` is a requirement not met on fewer than five cases of which one fails, however open rows are read;
    `best` the best that an unclear one may turn out to be.
    """

    status: Status
    essential: bool = False
    small_miss: bool = False
    best: Status = Status.MET

    @property
    def answerable(self) -> bool:
        """Whether it is asked, and enough is there to answer it by; of an essential duty one case is enough."""
        too_little = self.small_miss and not self.essential
        return self.status.asked and self.status not in (Status.TOO_FEW, Status.NO_CLEAR_CHANGE) and not too_little


def answer_of(finding: Finding) -> Asked:
    """What the rules need of a finding."""
    seldom, m = bool(finding.requirement.at_most), finding.measured
    of_cases = finding.status is Status.NOT_MET and m.unit is Unit.SHARE
    small = of_cases and all(_one_of_few(reading, seldom) for reading in readings(m))
    return Asked(finding.status, finding.requirement.essential, small, finding.best or Status.MET)


def _one_of_few(reading: Reading, seldom: bool) -> bool:
    """Whether one case of fewer than five fails; where a thing is to be `seldom`, those counted are the failures."""
    if reading.numerator is None or reading.denominator is None:
        return False
    failing = reading.numerator if seldom else reading.denominator - reading.numerator
    return reading.denominator < _SMALL and failing == 1


def roll_up(
    answers: Sequence[Asked], rests_on_observation: bool = False, blocked: bool = False
) -> tuple[Standing, DutyStanding]:
    """Where an expectation stands, and how it stands with its essential duties.

    `blocked` where a flag of the expectation, or too few kinds of evidence, keeps it from being shown.
    """
    duties = {a.status for a in answers if a.essential}
    duty: DutyStanding = ""
    if Status.NOT_MET in duties:
        duty = "not kept"
    elif duties & {*_UNANSWERED}:
        duty = "not evidenced"
    return _unjudged(answers, duty, rests_on_observation) or _judged(answers, blocked), duty


def _unjudged(answers: Sequence[Asked], duty: DutyStanding, rests_on_observation: bool) -> Standing | None:
    """Rules 1 to 4: nothing is asked, a duty is not kept, or less than half could be judged; else None."""
    asked = [a for a in answers if a.status.asked]
    answerable = [a for a in answers if a.answerable]
    judged = [a for a in answerable if a.status.judged]
    if answers and not asked:  # 1
        return _nothing_asked({a.status for a in answers})
    if duty == "not kept":  # 2
        return Standing.NOT_SHOWN
    if asked and all(a.status in _NOT_GIVEN for a in asked):  # 3
        return Standing.NOT_SUPPLIED
    if not judged and rests_on_observation:
        return Standing.CANNOT_TELL
    if not judged or 2 * len(judged) < len(answerable):  # 3 and 4
        return Standing.LITTLE_TO_GO_ON
    return None


def _nothing_asked(statuses: set[Status]) -> Standing:
    if statuses == {Status.NOT_APPLICABLE}:
        return Standing.NOT_APPLICABLE
    return Standing.NOTHING_DUE if Status.NONE_DUE in statuses else Standing.FOR_INFORMATION


def _judged(answers: Sequence[Asked], blocked: bool) -> Standing:
    """Rules 5 to 8: at least half of what can be answered was judged."""
    answerable = [a for a in answers if a.answerable]
    judged, met = [a for a in answerable if a.status.judged], [a for a in answerable if a.status is Status.MET]
    if not _any_in_part(a.status for a in judged):  # 5
        might_be = _any_in_part(a.best for a in answerable if a.status is Status.UNCLEAR)
        return Standing.LITTLE_TO_GO_ON if might_be else Standing.NOT_SHOWN
    one_asked = sum(a.status.asked for a in answers) == 1
    if len(met) == len(answerable) and not blocked and (len(judged) >= 2 or one_asked):  # 6
        return Standing.SHOWN
    duties_in_part = all(a.status in _AT_LEAST_IN_PART for a in answerable if a.essential)
    if 3 * len(met) >= 2 * len(answerable) and duties_in_part:  # 7
        return Standing.MOSTLY_SHOWN
    return Standing.PARTLY_SHOWN  # 8


def _any_in_part(statuses: Iterable[Status]) -> bool:
    return any(s in _AT_LEAST_IN_PART for s in statuses)


def supported_level(tiers: Sequence[str], findings: Sequence[Finding]) -> str:
    """The highest level with it and all below it met; "" when there are none or the lowest is not met.

    Requirements that do not apply, fell due in nothing or are for information hold no level back; all others do.
    """
    level = ""
    for tier in tiers:
        statuses = [f.status for f in findings if f.requirement.tier == tier]
        if not all(s is Status.MET or not s.asked for s in statuses):
            break
        if Status.MET in statuses:
            level = tier
    return level
