"""Operational examples as the pack may show them: words only where consent is dated."""

from collections.abc import Iterable

from evidencepack.assessment import Finding
from evidencepack.dates import day_words
from evidencepack.indicators import UsedAs
from evidencepack.indicators.example import PARTS
from evidencepack.pack.inputs import Desk
from evidencepack.pack.texts import capital
from evidencepack.pack.values import ExampleCard, ExamplePart
from evidencepack.records import Example
from evidencepack.words import count_of


def example_cards(findings: Iterable[Finding], desk: Desk) -> tuple[ExampleCard, ...]:
    """A card for each operational example that the findings of a section look at."""
    rows = {r.id: r for r in desk.material.records.of("examples") if isinstance(r, Example)}
    used = {
        t.record: t.used_as is UsedAs.NUMERATOR for f in findings for t in f.measured.trace if t.register == "examples"
    }
    return tuple(_card(rows[id_], complete, desk) for id_, complete in used.items())


def _card(example: Example, complete: bool, desk: Desk) -> ExampleCard:
    sentences = desk.material.words.sentences
    open_ = example.consent is not None
    note = sentences["consent"].format(day=day_words(example.consent)) if example.consent else sentences["no_consent"]
    began = f"{day_words(example.began)} to " if example.began else ""
    return ExampleCard(
        evidence=desk.numbering.numbers[("examples", example.id)],
        title=desk.scrub(example.title),
        topic=desk.scrub(example.topic),
        period=began + day_words(example.ended),
        complete=complete,
        parts=tuple(_part(label, getattr(example, name), open_, desk) for name, label in PARTS),
        cites=desk.scrub(example.cites) or sentences["cites_nothing"],
        note=note,
    )


def _part(label: str, text: str, open_: bool, desk: Desk) -> ExamplePart:
    sentences = desk.material.words.sentences
    if not text:
        return ExamplePart(label=capital(label), given=False, text=sentences["part_missing"])
    shown = desk.scrub(text) if open_ else sentences["part_given"].format(words=count_of(len(text.split()), "word"))
    return ExamplePart(label=capital(label), given=True, text=shown)
