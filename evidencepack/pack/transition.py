"""Moving from one framework to another: what carries over, what is new, what is no longer asked, what to do first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidencepack.dates import day_words
from evidencepack.frameworks.crosswalk import Counterpart
from evidencepack.frameworks.framework import Framework
from evidencepack.pack.first_steps import first_steps
from evidencepack.pack.no_longer import no_longer_asked
from evidencepack.pack.sides import ANSWERED, SHORT, Asked, Sided, by_ref, sided, subject
from evidencepack.pack.transition_values import (
    Answer,
    CarriedExpectation,
    CarriedTheme,
    Earlier,
    NewlyAsked,
    NoLongerAsked,
    Side,
    Tally,
    Transition,
)
from evidencepack.pack.values import Pack, Section
from evidencepack.words import and_words, count_of

Sentences = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Move:
    """Both sides, the links from new to old, and the sentences."""

    before: Sided
    after: Sided
    links: tuple[Counterpart, ...]
    sentences: Sentences

    def say(self, key: str, **facts: object) -> str:
        """A sentence of words.yaml, with the short names of both frameworks."""
        return self.sentences[f"move_{key}"].format_map({"from": self.before.name, "to": self.after.name} | facts)


def build_transition(
    pack: Pack,
    from_: Framework,
    to: Framework,
    links: Sequence[Counterpart],
    sentences: Sentences,
    others: Sequence[Framework] = (),
) -> Transition:
    """What a service finds when it moves from one framework of its pack to another.

    `links` lead from the new framework to the old; `others` are further frameworks the service answers to. KeyError
    when the pack was made without one of the two, or with some of its themes only.
    """
    move = _Move(sided(pack, from_), sided(pack, to), tuple(links), sentences)
    themes = tuple(_themes(move))
    newly = tuple(_newly(themes, pack, move))
    carrying = {n for theme in themes for e in theme.expectations for n in e.evidence}
    gone = no_longer_asked(move.before, move.after, links, others, sentences)
    day = pack.on.isoformat()
    return Transition(
        schema="evidencepack/transition/1",
        id=pack.id,
        made_with=pack.made_with,
        service=pack.service,
        on=pack.on,
        on_words=pack.on_words,
        file_stem=f"{pack.service.id} transition {from_.id} to {to.id} {day}",
        title=move.say("title"),
        **{"from": _side(move.before)},
        to=_side(move.after),
        what_it_is=move.say("what_it_is"),
        until=move.say("until") if from_.stage == "live" and to.stage == "draft" else "",
        tallies=_tallies(themes, newly, gone, move),
        summary=tuple(_summary(themes, newly, gone, move)),
        first=first_steps(pack, move.after, sentences),
        themes=themes,
        newly=newly,
        newly_none="" if newly else move.say("newly_none"),
        no_longer=gone,
        no_longer_note=move.say("gone_note" if gone else "gone_none"),
        uncertain=tuple(_uncertain(move)),
        evidence=tuple(item for item in pack.evidence if item.number in carrying),
    )


def _side(side: Sided) -> Side:
    r = side.report
    return Side(
        framework=r.framework,
        title=r.title,
        short_title=r.short_title,
        publisher=r.publisher,
        version=r.version,
        stage=r.stage,
        stage_line=r.stage_line,
        about=r.about,
    )


def _themes(move: _Move) -> Iterator[CarriedTheme]:
    asked = by_ref(move.before.asked)
    subjects = {subject(a.requirement) for a in move.before.asked}
    sections = {s.id: s for s in move.after.report.sections}
    for theme in move.after.report.themes:
        if theme.sections:
            found = (_carried(sections[s], asked, subjects, move) for s in theme.sections)
            yield CarriedTheme(title=theme.title, expectations=tuple(found))


def _carried(
    section: Section, asked: Mapping[str, Sequence[Asked]], subjects: set[tuple[object, ...]], move: _Move
) -> CarriedExpectation:
    mine = [a for a in move.after.asked if a.section.id == section.id]
    answers = tuple(_answer(a, asked.get(a.ref, ()), subjects, move) for a in mine)
    earlier = tuple(_earlier(link, move) for link in move.links if link.from_ == section.id)
    answered = tuple(a for a in answers if a.status.code in ANSWERED)
    carrying = {n for a in answered for n in a.evidence}
    return CarriedExpectation(
        id=section.id,
        number=section.number,
        title=section.title,
        theme=section.theme,
        reference=section.reference,
        status=section.status,
        count_line=section.count_line,
        earlier=earlier,
        answered=tuple(dict.fromkeys(_answered(a, move) for a in answered)),
        open=sum(a.status.code in SHORT for a in answers),
        evidence=tuple(n for n in move.after.report.evidence if n in carrying),
        answers=answers,
    )


def _answered(answer: Answer, move: _Move) -> str:
    return f"{answer.title} ({move.sentences['link_part']})" if answer.status.code == "partly met" else answer.title


def _earlier(link: Counterpart, move: _Move) -> Earlier:
    section = {s.id: s for s in move.before.report.sections}[link.to]
    return Earlier(
        title=section.title,
        reference=section.reference,
        status=section.status,
        how=move.sentences[f"link_{link.kind}"],
        sure=move.sentences[f"link_{link.confidence}"],
        doubtful=link.confidence != "high",
        reason=link.reason,
        reviewed=f"{link.reviewed.by}, {day_words(link.reviewed.on)}",
        suspect=move.sentences["link_suspect"] if link.suspect else "",
        via=link.via,
    )


def _answer(asked: Asked, before: Sequence[Asked], subjects: set[tuple[object, ...]], move: _Move) -> Answer:
    f = asked.finding
    return Answer(
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


def _why_new(asked: Asked, before: Sequence[Asked], subjects: set[tuple[object, ...]], move: _Move) -> str:
    """Why a requirement is new; also one that was met by the old target and is not by this one."""
    if not before:
        return move.say("why_numbers" if subject(asked.requirement) in subjects else "why_new")
    target, short = asked.finding.target, asked.finding.status.code in ("partly met", "not met")
    met = next((b.finding.target for b in before if b.finding.status.code == "met"), target)
    return move.say("why_harder", before=met, now=target) if short and met != target else ""


def _newly(themes: Sequence[CarriedTheme], pack: Pack, move: _Move) -> Iterator[NewlyAsked]:
    """Expectations that stand alone, then requirements asked anew, as far as the records do not show them."""
    texts = {a.ref: a.text for a in pack.actions}
    for e in (e for theme in themes for e in theme.expectations):
        shared = {"number": e.number, "expectation": e.title}
        if not e.earlier and e.status.code not in ("shown", "not applicable"):
            why, closes = move.say("why_whole"), move.say("closes_whole")
            yield NewlyAsked(
                **shared, what="", status=e.status, why=why, sentence=e.count_line, closes=closes, action=""
            )
        for a in (a for a in e.answers if a.why_new and a.status.code in SHORT):
            yield NewlyAsked(
                **shared,
                what=a.title,
                status=a.status,
                why=a.why_new,
                sentence=a.sentence,
                closes=texts.get(a.action, ""),
                action=a.action,
            )


def _tallies(
    themes: Sequence[CarriedTheme], newly: Sequence[NewlyAsked], gone: Sequence[NoLongerAsked], move: _Move
) -> tuple[Tally, ...]:
    answers = [a for theme in themes for e in theme.expectations for a in e.answers]
    counts = (
        ("tally_both", sum(bool(a.asked_by) for a in answers)),
        ("tally_answered", sum(a.status.code in ANSWERED for a in answers)),
        ("tally_newly", len(newly)),
        ("tally_gone", sum(len(g.requirements) for g in gone)),
    )
    return tuple(Tally(count=n, what=move.say(key)) for key, n in counts)


def _summary(
    themes: Sequence[CarriedTheme], newly: Sequence[NewlyAsked], gone: Sequence[NoLongerAsked], move: _Move
) -> Iterator[str]:
    expectations = [e for theme in themes for e in theme.expectations]
    answers = [a for e in expectations for a in e.answers]
    linked = sum(bool(e.earlier) for e in expectations)
    key = "all_linked" if linked == len(expectations) else "some_linked"
    yield move.say(key, all=count_of(len(expectations), "expectation"), linked=linked)
    both = [a for a in answers if a.asked_by]
    yield move.say("asked", all=count_of(len(answers), "requirement"), both=len(both), new=len(answers) - len(both))
    if both:
        yield move.say("stand_both", parts=_parts(both))
    if len(both) < len(answers):
        yield move.say("stand_new", parts=_parts([a for a in answers if not a.asked_by]))
    alone = [g.expectation for g in gone if g.whole]
    if alone:
        yield move.say("gone_alone", titles="; ".join(alone))
    away = [r for g in gone for r in g.requirements]
    if away:
        yield move.say("gone", n=count_of(len(away), "requirement"))
    if law := sum(bool(r.duty) for r in away):
        yield move.say("gone_law", n=law)


def _parts(answers: Sequence[Answer]) -> str:
    counts = Counter(a.status.code for a in answers)
    return and_words([f"{n} {code}" for code, n in counts.most_common()])


def _uncertain(move: _Move) -> Iterator[str]:
    yield from (
        f"{s.report.title}: {s.report.stage_line}" for s in (move.before, move.after) if s.report.stage != "live"
    )
    if move.links:
        read = dict.fromkeys((link.reviewed.by, day_words(link.reviewed.on)) for link in move.links)
        yield move.say("links", by="; ".join(f"{by}, {day}" for by, day in read))
    doubtful = sum(link.confidence != "high" for link in move.links)
    if doubtful:
        yield move.say("doubtful", n=doubtful, all=count_of(len(move.links), "link"))
    via = tuple(dict.fromkeys(link.via for link in move.links if link.via))
    if via:
        yield move.say("via", via=and_words(via))
    titles = {s.id: s.title for side in (move.before, move.after) for s in side.report.sections}
    suspects = dict.fromkeys(titles.get(id_, id_) for link in move.links for id_ in link.suspect)
    if suspects:
        yield move.say("suspect", titles="; ".join(suspects))
    missing = sum(a.finding.status.code == "not supplied" for a in move.after.asked)
    if missing:
        yield move.say("missing", n=missing, all=count_of(len(move.after.asked), "requirement"))
