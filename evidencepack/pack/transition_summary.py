"""What a transition says in short: the numbers of its first page, the summary, and what is uncertain."""

from collections import Counter
from collections.abc import Iterator, Sequence

from evidencepack.dates import day_words
from evidencepack.pack.comparison import ANSWERED, Move
from evidencepack.pack.transition_model import AnsweredRequirement, CarriedTheme, NewlyAsked, NoLongerAsked, Tally
from evidencepack.text import and_words, count_of


def tallies_of(
    themes: Sequence[CarriedTheme], newly: Sequence[NewlyAsked], gone: Sequence[NoLongerAsked], move: Move
) -> tuple[Tally, ...]:
    """Four numbers, each with what was counted."""
    answers = [a for theme in themes for e in theme.expectations for a in e.answers]
    counts = (
        ("tally_both", sum(bool(a.asked_by) for a in answers)),
        ("tally_answered", sum(a.status.code in ANSWERED for a in answers)),
        ("tally_newly", len(newly)),
        ("tally_gone", sum(len(g.requirements) for g in gone)),
    )
    return tuple(Tally(count=n, what=move.say(key, all=f"{len(answers):,}")) for key, n in counts)


def summary_of(
    themes: Sequence[CarriedTheme], newly: Sequence[NewlyAsked], gone: Sequence[NoLongerAsked], move: Move
) -> Iterator[str]:
    """What goes with what, where that stands today, and what falls away, a sentence each."""
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
