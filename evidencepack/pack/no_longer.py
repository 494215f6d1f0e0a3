"""What a new framework does not ask any more, and why it may be kept up all the same."""

from collections.abc import Iterator, Mapping, Sequence

from evidencepack.frameworks.crosswalk import Counterpart
from evidencepack.frameworks.framework import Framework
from evidencepack.pack.sides import Asked, Sided, by_ref, refs_of
from evidencepack.pack.transition_values import NoLongerAsked
from evidencepack.pack.values import Section
from evidencepack.words import and_words


def no_longer_asked(
    before: Sided, after: Sided, links: Sequence[Counterpart], others: Sequence[Framework], sentences: Mapping[str, str]
) -> tuple[NoLongerAsked, ...]:
    """Expectations that have no counterpart, and requirements whose measure is asked nowhere in the new framework.

    A measure that several old expectations ask for comes once, in the first of them.
    """
    linked = {link.to for link in links}
    asked = refs_of(after.framework)
    gone = by_ref([a for a in before.asked if a.ref not in asked])
    firsts: dict[str, list[Asked]] = {}
    for same in gone.values():
        firsts.setdefault(same[0].section.id, []).append(same[0])
    facts = {"from": before.name, "to": after.name}
    return tuple(_lines(before, linked, firsts, others, sentences, facts))


def _lines(
    before: Sided,
    linked: set[str],
    firsts: Mapping[str, Sequence[Asked]],
    others: Sequence[Framework],
    sentences: Mapping[str, str],
    facts: Mapping[str, str],
) -> Iterator[NoLongerAsked]:
    elsewhere = {other.short_title or other.title: refs_of(other) for other in others}
    for section in before.report.sections:
        if section.id not in linked:
            yield _whole(section, sentences["move_gone_whole"].format_map(facts))
        for asked in firsts.get(section.id, ()):
            names = [name for name, refs in elsewhere.items() if asked.ref in refs]
            yield _one(asked, _note(asked.finding.duty, names, sentences, facts))


def _whole(section: Section, note: str) -> NoLongerAsked:
    return NoLongerAsked(
        expectation=section.title,
        reference=section.reference,
        what="",
        whole=True,
        status=section.status,
        figure="",
        duty="",
        note=note,
    )


def _one(asked: Asked, note: str) -> NoLongerAsked:
    return NoLongerAsked(
        expectation=asked.section.title,
        reference=asked.section.reference,
        what=asked.finding.title,
        whole=False,
        status=asked.finding.status,
        figure=asked.finding.figure,
        duty=asked.finding.duty,
        note=note,
    )


def _note(duty: str, others: Sequence[str], sentences: Mapping[str, str], facts: Mapping[str, str]) -> str:
    lines = [sentences["move_keep_duty"].format_map({**facts, "duty": duty})] if duty else []
    lines += [sentences["move_keep_others"].format_map({**facts, "others": and_words(others)})] if others else []
    return " ".join(lines) or sentences["move_keep"].format_map(facts)
