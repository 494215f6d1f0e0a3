"""What a new framework does not ask any more, and why it may be kept up all the same."""

from collections.abc import Mapping, Sequence

from evidencepack.frameworks.crosswalk import Counterpart
from evidencepack.frameworks.framework import Framework
from evidencepack.pack.sides import Asked, Sided, by_ref, refs_of
from evidencepack.pack.transition_values import FallsAway, NoLongerAsked
from evidencepack.words import and_words


def no_longer_asked(
    before: Sided, after: Sided, links: Sequence[Counterpart], others: Sequence[Framework], sentences: Mapping[str, str]
) -> tuple[NoLongerAsked, ...]:
    """Expectations that have no counterpart, and requirements whose measure the new framework has nowhere.

    A measure under several old expectations comes once, under the first of them. `links` lead from new to old.
    """
    asked = refs_of(after.framework)
    gone = by_ref([a for a in before.asked if a.ref not in asked])
    elsewhere = {other.short_title or other.title: refs_of(other) for other in others}
    titles = {s.id: s.title for s in after.report.sections}
    found = []
    for section in before.report.sections:
        serves = [titles[link.from_] for link in links if link.to == section.id]
        away = [same[0] for same in gone.values() if same[0].section.id == section.id]
        if serves and not away:
            continue
        key = "move_gone_serves" if serves else "move_gone_whole"
        note = sentences[key].format_map({"from": before.name, "to": after.name, "titles": and_words(serves)})
        found.append(
            NoLongerAsked(
                expectation=section.title,
                reference=section.reference,
                status=section.status,
                whole=not serves,
                note=note,
                requirements=tuple(_away(a, elsewhere, sentences) for a in away),
            )
        )
    return tuple(found)


def _away(asked: Asked, elsewhere: Mapping[str, frozenset[str]], sentences: Mapping[str, str]) -> FallsAway:
    finding = asked.finding
    names = [name for name, refs in elsewhere.items() if asked.ref in refs]
    notes = [sentences["move_keep_duty"].format(duty=finding.duty)] if finding.duty else []
    notes += [sentences["move_keep_others"].format(others=and_words(names))] if names else []
    return FallsAway(
        what=finding.title, status=finding.status, figure=finding.figure, duty=finding.duty, note=" ".join(notes)
    )
