"""What a transition says in short: the numbers of its first page, the summary, what is uncertain, the first steps."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from evidencepack.dates import day_words
from evidencepack.notes import Messages, note
from evidencepack.pack.comparison import ANSWERED, Comparison, Move
from evidencepack.pack.gaps import closed_in, why_first
from evidencepack.pack.model import Action, Pack, Section
from evidencepack.pack.transition_model import AnsweredRequirement, CarriedTheme, NewlyAsked, NoLongerAsked, Step, Tally
from evidencepack.text import and_words

_MOST_STEPS = 10


def tallies_of(
    themes: Sequence[CarriedTheme], newly: Sequence[NewlyAsked], gone: Sequence[NoLongerAsked], move: Move
) -> tuple[Tally, ...]:
    """Four numbers, each with what was counted."""
    answers = [a for theme in themes for e in theme.expectations for a in e.answers]
    counts = (
        ("move-tally-both", sum(bool(a.asked_by) for a in answers)),
        ("move-tally-answered", sum(a.status.code in ANSWERED for a in answers)),
        ("move-tally-newly", len(newly)),
        ("move-tally-gone", sum(len(g.requirements) for g in gone)),
    )
    return tuple(Tally(count=n, what=move.say(code, all=len(answers))) for code, n in counts)


def summary_of(
    themes: Sequence[CarriedTheme], newly: Sequence[NewlyAsked], gone: Sequence[NoLongerAsked], move: Move
) -> Iterator[str]:
    """What goes with what, where that stands today, and what falls away, a sentence each."""
    expectations = [e for theme in themes for e in theme.expectations]
    answers = [a for e in expectations for a in e.answers]
    linked = sum(bool(e.earlier) for e in expectations)
    code = "move-all-linked" if linked == len(expectations) else "move-some-linked"
    yield move.say(code, all=note("expectations", n=len(expectations)), linked=linked)
    both = [a for a in answers if a.asked_by]
    yield move.say("move-asked", all=note("requirements", n=len(answers)), both=len(both), new=len(answers) - len(both))
    if both:
        yield move.say("move-stand-both", parts=_parts(both))
    if len(both) < len(answers):
        yield move.say("move-stand-new", parts=_parts([a for a in answers if not a.asked_by]))
    alone = [g.expectation for g in gone if g.whole]
    if alone:
        yield move.say("move-gone-alone", titles="; ".join(alone))
    away = [r for g in gone for r in g.requirements]
    if away:
        yield move.say("move-gone", n=note("requirements", n=len(away)))
    if law := sum(bool(r.duty) for r in away):
        yield move.say("move-gone-law", n=law)


def _parts(answers: Sequence[AnsweredRequirement]) -> str:
    counts = Counter(a.status.code for a in answers)
    return and_words([f"{n} {code}" for code, n in counts.most_common()])


def uncertain_of(move: Move) -> Iterator[str]:
    """What is a draft, what may be read otherwise, what changed since somebody looked, and what was not supplied."""
    yield from (
        f"{s.report.title}: {s.report.stage_line}" for s in (move.before, move.after) if s.report.stage != "live"
    )
    if move.links:
        read = dict.fromkeys((link.reviewed.by, day_words(link.reviewed.on)) for link in move.links)
        yield move.say("move-links", by="; ".join(f"{by}, {day}" for by, day in read))
    if doubtful := sum(link.confidence != "high" for link in move.links):
        yield move.say("move-doubtful", n=doubtful, all=note("links", n=len(move.links)))
    if via := tuple(dict.fromkeys(link.via for link in move.links if link.via)):
        yield move.say("move-via", via=via)
    titles = {s.id: s.title for side in (move.before, move.after) for s in side.report.sections}
    if suspects := dict.fromkeys(titles.get(id_, id_) for link in move.links for id_ in link.suspect):
        yield move.say("move-suspect", titles="; ".join(suspects))
    if missing := sum(a.finding.status.code == "not supplied" for a in move.after.asked):
        yield move.say("move-missing", n=missing, all=note("requirements", n=len(move.after.asked)))


def first_steps(pack: Pack, side: Comparison, messages: Messages) -> tuple[Step, ...]:
    """Ten at most: legal duties, overdue actions, weight, gaps closed, each as it is in this framework alone."""
    id_ = side.framework.id
    sections = {f"{id_}/{s.id}": s for s in side.report.sections}
    findings = (f for s in side.report.sections for f in s.findings)
    unshown = {f.id for f in findings if any(flag.code == "DUTY_NOT_SHOWN" for flag in f.flags)}
    duties = {a.ref for a in pack.actions if not unshown.isdisjoint(a.findings)}

    def rank(action: Action) -> tuple[bool, bool, float, int, int]:
        overdue = any(f.code == "ACTION_OVERDUE" for f in action.flags)
        weight = max(sections[s].weight for s in action.sections if s in sections)
        return action.ref not in duties, not overdue, -weight, -closed_in(id_, action), action.rank

    own = [a for a in pack.actions if closed_in(id_, a)]
    return tuple(
        _step(a, why_first(replace(a, essential=a.ref in duties), id_, messages), sections)
        for a in sorted(own, key=rank)[:_MOST_STEPS]
    )


def _step(action: Action, why: str, sections: Mapping[str, Section]) -> Step:
    """With the owner and the day a person typed, else those proposed."""
    agreed = action.state == "accepted"
    return Step(
        action=action.ref,
        cause=action.cause,
        text=action.text,
        why=why,
        owner=action.typed.owner if agreed else action.proposed_owner,
        due=None if agreed else action.proposed_due,
        due_words=action.typed.due_words if agreed else day_words(action.proposed_due),
        agreed=agreed,
        numbers=tuple(sections[s].number for s in action.sections if s in sections),
    )
