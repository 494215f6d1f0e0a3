"""Two frameworks of one pack side by side: every requirement with its finding, and what is no longer asked."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from evidencepack.assessment.assess import action_ref, parameters
from evidencepack.frameworks.crosswalk import Counterpart
from evidencepack.frameworks.framework import Framework, Requirement
from evidencepack.frameworks.terms import Rules
from evidencepack.notes import Fact, Messages
from evidencepack.pack.model import FindingLine, Pack, Report, Section
from evidencepack.pack.transition_model import FallsAway, NoLongerAsked
from evidencepack.statuses import Status

ANSWERED = (Status.MET, Status.PARTLY_MET, Status.FOR_INFORMATION)
SHORT = (
    Status.NOT_MET,
    Status.PARTLY_MET,
    Status.NO_EVIDENCE,
    Status.NOT_SUPPLIED,
    Status.NOT_RECORDED,
    Status.UNCLEAR,
)
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
    given = parameters(requirement).items()
    about = tuple(sorted((name, value) for name, value in given if not _AMOUNT.fullmatch(value)))
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
        names: dict[str, Fact] = {"from": self.before.report.short_title, "to": self.after.report.short_title}
        return self.messages.say(code, **names | facts)


def no_longer_asked(move: Move, others: Sequence[Framework]) -> tuple[NoLongerAsked, ...]:
    """Expectations that have no counterpart, and requirements whose measure the new framework has nowhere.

    A measure under several old expectations comes once, under the first of them.
    """
    asked = refs_of(move.after.framework, move.rules)
    gone = by_ref([a for a in move.before.asked if a.ref not in asked])
    elsewhere = {other.short_title or other.title: refs_of(other, move.rules) for other in others}
    titles = {s.id: s.title for s in move.after.report.sections}
    found = []
    for section in move.before.report.sections:
        serves = [titles[link.from_] for link in move.links if link.to == section.id]
        away = [same[0] for same in gone.values() if same[0].section.id == section.id]
        if serves and not away:
            continue
        found.append(
            NoLongerAsked(
                expectation=section.title,
                reference=section.reference,
                status=section.status,
                whole=not serves,
                note=move.say("move-gone-serves" if serves else "move-gone-whole", titles=tuple(serves)),
                requirements=tuple(_away(a, elsewhere, move) for a in away),
            )
        )
    return tuple(found)


def _away(asked: ComparedRequirement, elsewhere: Mapping[str, frozenset[str]], move: Move) -> FallsAway:
    finding = asked.finding
    names = [name for name, refs in elsewhere.items() if asked.ref in refs]
    notes = [move.say("move-keep-duty", duty=finding.duty)] if finding.duty else []
    notes += [move.say("move-keep-others", others=tuple(names))] if names else []
    return FallsAway(
        what=finding.title, status=finding.status, figure=finding.figure, duty=finding.duty, note=" ".join(notes)
    )
