"""Moving from one framework to another: what carries over, what is new, what is no longer asked, what to do first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import convert

from evidencepack.frameworks.crosswalk import Counterpart
from evidencepack.frameworks.framework import Framework
from evidencepack.frameworks.terms import Rules
from evidencepack.notes import Messages
from evidencepack.pack.comparison import (
    ANSWERED,
    SHORT,
    ComparedRequirement,
    Move,
    by_ref,
    no_longer_asked,
    sided,
    subject,
)
from evidencepack.pack.crosswalk_lines import link_words
from evidencepack.pack.model import Pack, Section
from evidencepack.pack.sentences import capital
from evidencepack.pack.transition_model import (
    AnsweredRequirement,
    CarriedExpectation,
    CarriedTheme,
    Earlier,
    NewlyAsked,
    Side,
    Transition,
)
from evidencepack.pack.transition_summary import first_steps, summary_of, tallies_of, uncertain_of
from evidencepack.statuses import Standing, Status

_NOT_OPEN = (Standing.SHOWN, Standing.NOTHING_DUE, Standing.FOR_INFORMATION, Standing.NOT_APPLICABLE)


def build_transition(
    pack: Pack,
    from_: Framework,
    to: Framework,
    links: Sequence[Counterpart],
    rules: Rules,
    messages: Messages,
    others: Sequence[Framework] = (),
) -> Transition:
    """What a service finds when it moves from one framework of its pack to another.

    `links` lead from the new framework to the old; `others` are further frameworks the service answers to. KeyError
    when the pack was made without one of the two, or with some of its themes only.
    """
    move = Move(sided(pack, from_, rules), sided(pack, to, rules), tuple(links), rules, messages)
    themes = tuple(_themes(move))
    newly = tuple(_newly(themes, pack, move))
    carrying = {n for theme in themes for e in theme.expectations for n in e.evidence}
    first = first_steps(pack, move.after, messages)
    gone = no_longer_asked(move, others)
    return Transition(
        **_front(pack, from_, to, move),
        tallies=tallies_of(themes, newly, gone, move),
        summary=tuple(summary_of(themes, newly, gone, move)),
        first=first,
        first_note=move.say("move-first-note") if first else messages.say("summary-no-gaps"),
        themes=themes,
        newly=newly,
        newly_none="" if newly else move.say("move-newly-none"),
        newly_note=move.say("move-newly-note") if newly else "",
        no_longer=gone,
        no_longer_note=move.say("move-gone-note" if gone else "move-gone-none"),
        uncertain=tuple(uncertain_of(move)),
        evidence=tuple(item for item in pack.evidence if item.number in carrying),
        more=move.say("move-more"),
    )


def _front(pack: Pack, from_: Framework, to: Framework, move: Move) -> dict[str, Any]:
    """Which pack and frameworks it is about, and what it is."""
    return {
        "id": pack.id,
        "made_with": pack.made_with,
        "service": pack.service,
        "on": pack.on,
        "on_words": pack.on_words,
        "file_stem": f"{pack.service.id} transition {from_.id} to {to.id} {pack.on.isoformat()}",
        "title": move.say("move-title"),
        "from_": convert(move.before.report, Side, from_attributes=True),
        "to": convert(move.after.report, Side, from_attributes=True),
        "what_it_is": move.say("move-what-it-is"),
        "until": move.say("move-until") if from_.stage == "live" and to.stage == "draft" else "",
    }


def _themes(move: Move) -> Iterator[CarriedTheme]:
    asked = by_ref(move.before.asked)
    subjects = {subject(a.requirement) for a in move.before.asked}
    sections = {s.id: s for s in move.after.report.sections}
    for theme in move.after.report.themes:
        if theme.sections:
            found = (_carried(sections[s], asked, subjects, move) for s in theme.sections)
            yield CarriedTheme(title=theme.title, expectations=tuple(found))


def _carried(
    section: Section, asked: Mapping[str, Sequence[ComparedRequirement]], subjects: set[tuple[object, ...]], move: Move
) -> CarriedExpectation:
    mine = [a for a in move.after.asked if a.section.id == section.id]
    answers = tuple(_answer(a, asked.get(a.ref, ()), subjects, move) for a in mine)
    earlier = tuple(_earlier(link, move) for link in move.links if link.from_ == section.id)
    answered = tuple(a for a in answers if a.status.code in ANSWERED)
    carrying, part = {n for a in answered for n in a.evidence}, f" ({move.messages.say('link-part')})"
    return CarriedExpectation(
        id=section.id,
        number=section.number,
        title=section.title,
        theme=section.theme,
        reference=section.reference,
        status=section.status,
        count_line=section.count_line,
        earlier=earlier,
        answered=tuple(
            dict.fromkeys(f"{a.title}{part if a.status.code == Status.PARTLY_MET else ''}" for a in answered)
        ),
        open=sum(a.status.code in SHORT for a in answers),
        evidence=tuple(n for n in move.after.report.evidence if n in carrying),
        answers=answers,
    )


def _earlier(link: Counterpart, move: Move) -> Earlier:
    section = {s.id: s for s in move.before.report.sections}[link.to]
    words, doubtful = link_words(link, move.messages), link.confidence != "high"
    by_way = move.messages.say("link-via", via=link.via) if link.via else ""
    aside = "; ".join(part for part in (words["sure"] if doubtful else "", by_way) if part)
    return Earlier(
        said=f"{capital(words['how'])}: {section.title}" + (f" ({aside})" if aside else ""),
        title=section.title,
        reference=section.reference,
        status=section.status,
        doubtful=doubtful,
        **words,
    )


def _answer(
    asked: ComparedRequirement, before: Sequence[ComparedRequirement], subjects: set[tuple[object, ...]], move: Move
) -> AnsweredRequirement:
    f = asked.finding
    return AnsweredRequirement(
        id=f.id,
        number=f.number,
        title=f.title,
        status=f.status,
        sentence=f.sentence,
        figure=f.figure,
        target=f.target,
        duty=f.duty,
        evidence=f.evidence,
        asked_by=tuple(dict.fromkeys(b.section.title for b in before)),
        why_new=_why_new(asked, before, subjects, move),
        action=f.action,
    )


def _why_new(
    asked: ComparedRequirement, before: Sequence[ComparedRequirement], subjects: set[tuple[object, ...]], move: Move
) -> str:
    """Why a requirement is new; also one that was met by the old target and is not by this one."""
    if not before:
        return move.say("move-why-numbers" if subject(asked.requirement) in subjects else "move-why-new")
    target, short = asked.finding.target, asked.finding.status.code in ("partly met", "not met")
    met = next((b.finding.target for b in before if b.finding.status.code == "met"), target)
    return move.say("move-why-harder", before=met, now=target) if short and met != target else ""


def _newly(themes: Sequence[CarriedTheme], pack: Pack, move: Move) -> Iterator[NewlyAsked]:
    """Expectations that stand alone, then requirements asked anew, as far as the records do not show them."""
    texts = {a.ref: a.text for a in pack.actions}
    for e in (e for theme in themes for e in theme.expectations):
        shared = {"number": e.number, "expectation": e.title}
        if not e.earlier and e.status.code not in _NOT_OPEN:
            why, closes = move.say("move-why-whole"), move.say("move-closes-whole")
            yield NewlyAsked(
                **shared, what="", status=e.status, why=why, aside=why, sentence=e.count_line, closes=closes, action=""
            )
        for a in (a for a in e.answers if a.why_new and a.status.code in SHORT):
            yield NewlyAsked(
                **shared,
                what=a.title,
                status=a.status,
                why=a.why_new,
                aside="" if a.why_new == move.say("move-why-new") else a.why_new,
                sentence=a.sentence,
                closes=texts.get(a.action, ""),
                action=a.action,
            )
