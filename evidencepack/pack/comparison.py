"""Two frameworks of one pack side by side: every requirement with its finding, found by the measure it asks for."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from evidencepack.assessment.assess import action_ref, parameters
from evidencepack.frameworks.crosswalk import Counterpart
from evidencepack.frameworks.framework import Framework, Requirement
from evidencepack.frameworks.terms import Rules
from evidencepack.notes import Fact, Messages
from evidencepack.pack.model import FindingLine, Pack, Report, Section
from evidencepack.statuses import Status

ANSWERED = (Status.MET, Status.PARTLY_MET, Status.FOR_INFORMATION)
SHORT = (Status.NOT_MET, Status.PARTLY_MET, Status.NO_EVIDENCE, Status.NOT_SUPPLIED, Status.UNCLEAR)
_AMOUNT = re.compile(r"-?\d[\d.,]*\s*(%|days?|weeks?|months?|years?|hours?)?")


class ComparedRequirement(Struct, frozen=True):
    """A requirement with its finding and its section; `ref` is the same where the same is asked in the same way."""

    section: Section
    finding: FindingLine
    requirement: Requirement
    ref: str


class Comparison(Struct, frozen=True):
    """A framework of a pack: its report, and every requirement in order."""

    framework: Framework
    report: Report
    asked: tuple[ComparedRequirement, ...]

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return self.report.short_title


def sided(pack: Pack, framework: Framework, rules: Rules) -> Comparison:
    """A framework and its report in the pack; KeyError when the pack was made without it."""
    report = {r.framework: r for r in pack.reports}[framework.id]
    of = {f"{framework.id}/{e.id}/{r.id}": r for e in framework.expectations for r in e.requirements}
    found = ((s, f, of[f.id]) for s in report.sections for f in s.findings)
    return Comparison(
        framework, report, tuple(ComparedRequirement(s, f, asked, action_ref(asked, rules)) for s, f, asked in found)
    )


def by_ref(asked: Sequence[ComparedRequirement]) -> dict[str, list[ComparedRequirement]]:
    """The requirements by the measure they ask for."""
    found: dict[str, list[ComparedRequirement]] = {}
    for one in asked:
        found.setdefault(one.ref, []).append(one)
    return found


def refs_of(framework: Framework, rules: Rules) -> frozenset[str]:
    """Everything a framework asks for, whether or not it was assessed."""
    return frozenset(action_ref(r, rules) for e in framework.expectations for r in e.requirements)


def subject(requirement: Requirement) -> tuple[object, ...]:
    """What a requirement is about, its amounts and times left aside."""
    given: Mapping[str, str] = parameters(requirement)
    about = tuple(sorted((name, value) for name, value in given.items() if not _AMOUNT.fullmatch(value)))
    return requirement.use, bool(requirement.document), bool(requirement.example), about


class Move(Struct, frozen=True):
    """Both sides, the links from new to old, what they are judged by, and the words."""

    before: Comparison
    after: Comparison
    links: tuple[Counterpart, ...]
    rules: Rules
    messages: Messages

    def say(self, code: str, /, **facts: Fact) -> str:
        """What a note of this code says, with the short names of both frameworks among its facts."""
        return self.messages.say(code, **{"from": self.before.name, "to": self.after.name} | facts)
