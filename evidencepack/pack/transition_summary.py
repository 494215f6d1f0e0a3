"""What a transition says in short: the numbers of its first page, the summary, and what is uncertain."""

from collections import Counter
from collections.abc import Iterator, Sequence

from evidencepack.dates import day_words
from evidencepack.notes import note
from evidencepack.pack.comparison import ANSWERED, Move
from evidencepack.pack.transition_model import AnsweredRequirement, CarriedTheme, NewlyAsked, NoLongerAsked, Tally
from evidencepack.text import and_words


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
    doubtful = sum(link.confidence != "high" for link in move.links)
    if doubtful:
        yield move.say("move-doubtful", n=doubtful, all=note("links", n=len(move.links)))
    via = tuple(dict.fromkeys(link.via for link in move.links if link.via))
    if via:
        yield move.say("move-via", via=via)
    titles = {s.id: s.title for side in (move.before, move.after) for s in side.report.sections}
    suspects = dict.fromkeys(titles.get(id_, id_) for link in move.links for id_ in link.suspect)
    if suspects:
        yield move.say("move-suspect", titles="; ".join(suspects))
    missing = sum(a.finding.status.code == "not supplied" for a in move.after.asked)
    if missing:
        yield move.say("move-missing", n=missing, all=note("requirements", n=len(move.after.asked)))
