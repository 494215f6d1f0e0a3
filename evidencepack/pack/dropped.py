"""What a new framework does not ask any more, and why it may be kept up all the same."""

from collections.abc import Mapping, Sequence

from evidencepack.frameworks.framework import Framework
from evidencepack.pack.comparison import ComparedRequirement, Move, by_ref, refs_of
from evidencepack.pack.transition_model import FallsAway, NoLongerAsked


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
