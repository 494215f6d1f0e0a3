"""Operational examples as the pack may show them: words only where consent is dated."""

from collections.abc import Sequence

from msgspec.structs import replace

from evidencepack.assessment import Finding
from evidencepack.dates import day_words
from evidencepack.measures import UsedAs
from evidencepack.measures.example import PARTS
from evidencepack.notes import note
from evidencepack.pack.inputs import PackContext
from evidencepack.pack.model import ExampleCard, ExamplePart
from evidencepack.pack.sentences import capital
from evidencepack.registers import Example


def example_cards(findings: Sequence[Finding], desk: PackContext, *, each_in_full: bool) -> tuple[ExampleCard, ...]:
    """A card for each operational example that the findings of a section look at.

    An account that an earlier section of the framework told is not told again, unless `each_in_full`: an answer to a
    tender is read by itself.
    """
    rows = {r.id: r for r in desk.material.records.of("examples") if isinstance(r, Example)}
    used = {
        t.record: t.used_as is UsedAs.NUMERATOR for f in findings for t in f.measured.trace if t.register == "examples"
    }
    cards = {id_: _card(rows[id_], complete, desk) for id_, complete in used.items() if id_ in rows}
    if each_in_full:
        return tuple(cards.values())
    return tuple(
        replace(card, parts=(), cites="", note=desk.material.messages.say("example-above", evidence=card.evidence))
        if _told_before(id_, findings, desk)
        else card
        for id_, card in cards.items()
    )


def _told_before(example: str, findings: Sequence[Finding], desk: PackContext) -> bool:
    """Whether the first finding of this framework that looks at the example stands in another section."""
    section = findings[0].id.rpartition("/")[0] + "/"
    framework = section.partition("/")[0] + "/"
    first = next((f for f in desk.numbering.used_by.get(("examples", example), ()) if f.startswith(framework)), section)
    return not first.startswith(section)


def _card(example: Example, complete: bool, desk: PackContext) -> ExampleCard:
    messages, consent = desk.material.messages, example.consent
    open_ = consent is not None
    texts = [(messages.what(label), getattr(example, name)) for name, label in PARTS]
    missing, began, ended = messages.say("part-missing"), example.began, example.ended
    return ExampleCard(
        evidence=desk.numbering.numbers[("examples", example.id)],
        title=desk.scrub(example.title),
        topic=desk.scrub(example.topic),
        period=messages.say("period", start=began, end=ended) if began else day_words(ended),
        complete=complete,
        parts=tuple(
            ExamplePart(label=capital(label), given=bool(text), text=_given(text, open_, desk) or missing)
            for label, text in texts
        ),
        cites=_given(example.cites, open_, desk) or messages.say("cites-nothing"),
        note=messages.say("consent", day=consent) if consent else messages.say("no-consent"),
    )


def _given(text: str, open_: bool, desk: PackContext) -> str:
    """What was written, where it may be printed; else how many words are on file."""
    if open_ or not text:
        return desk.scrub(text)
    return desk.material.messages.say("part-given", words=note("words", n=len(text.split())))
