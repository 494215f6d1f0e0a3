"""Frameworks: what a commissioner or the regulator expects, and what each expectation asks of the records."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from evidencepack.frameworks.tender_questions import Question, Tender
from evidencepack.model import AmountField, Model, ServiceType, Slug, SpanField, Weight

AppliesWhen = Literal[
    "registered manager required",
    "provider runs several services",
    "rated",
    "return requested",
    "has directors",
    "gives medicines",
    "supports people with a learning disability or autistic people",
    "does delegated health tasks",
    "notifiable event recorded",
    "candour event recorded",
]


class Publisher(Model):
    """Who publishes a framework."""

    name: str
    kind: Literal["regulator", "commissioner", "tender", "own"]


class PublishedIn(Model):
    """Where something was published; `checked` is the day a person last looked."""

    title: str
    url: str = ""
    licence: str = ""
    checked: date | None = None


class Duty(Model):
    """The law or contract term behind a requirement."""

    instrument: str
    regulation: str


class NumberFrom(Model):
    """Who set a number: law, contract, the service's own policy, or sector practice."""

    kind: Literal["law", "contract", "own policy", "sector practice"]
    note: str
    published_in: PublishedIn | None = None


class IfGap(Model):
    """What a gap in an expectation calls for, by whom and how soon."""

    owner: str
    within: SpanField


class DocumentAsked(Model):
    """A document on a topic, dated within a time."""

    topic: str
    within: SpanField


class ExampleAsked(Model):
    """Complete operational examples on a topic."""

    topic: str
    at_least: Annotated[int, Field(ge=1)] = 1


class Requirement(Model):
    """What one expectation asks of an indicator, a document or an operational example.

    Exactly one of `use`, `document`, `example`. Bands touch: met from `at_least`, partly met from
    `partly_from` (or up to `at_most` and `partly_to`). For kind recent the `window` is the limit. `by_year`
    replaces `at_least` by contract year; `tier` is the level a requirement belongs to.
    """

    id: Slug
    title: str = ""
    use: str = ""
    document: DocumentAsked | None = None
    example: ExampleAsked | None = None
    with_: Annotated[dict[str, str | int | float], Field(alias="with")] = {}
    at_least: AmountField | None = None
    partly_from: AmountField | None = None
    at_most: AmountField | None = None
    partly_to: AmountField | None = None
    window: SpanField | None = None
    partly_window: SpanField | None = None
    number_from: NumberFrom | None = None
    own_policy: dict[str, str] = {}
    duty: Duty | None = None
    essential: bool = False
    applies_when: AppliesWhen | None = None
    applies_to: tuple[ServiceType, ...] = ()
    few_below: int | None = None
    by_year: dict[int, AmountField] = {}
    tier: str = ""
    was: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> "Requirement":
        if sum(bool(x) for x in (self.use, self.document, self.example)) != 1:
            raise ValueError("say exactly one of use, document or example")
        if self.essential and not self.duty:
            raise ValueError("essential needs a duty: the instrument and its regulation")
        if self.partly_from and (not self.at_least or self.partly_from.value > self.at_least.value):
            raise ValueError("partly_from must not be above at_least: the bands would overlap")
        if self.partly_to and (not self.at_most or self.partly_to.value < self.at_most.value):
            raise ValueError("partly_to must not be below at_most: the bands would overlap")
        if self.by_year and not self.at_least:
            raise ValueError("by_year steps an at_least; add at_least for a service without a contract start")
        has_number = self.at_least or self.at_most or self.document
        if has_number and not self.number_from:
            raise ValueError("a target needs number_from: law, contract, own policy or sector practice, with a note")
        return self


class NotAsked(Model):
    """Something the source text asks of others, listed so that it is not dropped silently."""

    what: str
    of: str


class Breadth(Model):
    """How many kinds of evidence the publisher asks for."""

    kinds_at_least: Annotated[int, Field(ge=2, le=6)]


class Theme(Model):
    """A heading that groups expectations."""

    id: Slug
    title: str


class Expectation(Model):
    """What is expected, in our own words, with its reference and what it asks of the records.

    `official_id` is the publisher's own number for it and `topics` its own short labels. `regulations` are indicative
    and ours: the law behind it, each an instrument with its number. `evidence_categories` are the publisher's kinds of
    evidence, a line for each sort of service. `good_shows` and `falls_short` are what tells good from not yet good.
    `tiers` are cumulative levels, the lowest first. `switched_off` is why it is left out unless a service switches
    it on (service.yaml, switched_on: its id).
    """

    id: Slug
    title: str
    theme: str
    reference: str
    asks: str
    looks_for: tuple[str, ...] = ()
    official_id: int | None = None
    topics: tuple[str, ...] = ()
    regulations: tuple[str, ...] = ()
    evidence_categories: tuple[str, ...] = ()
    good_shows: tuple[str, ...] = ()
    falls_short: tuple[str, ...] = ()
    applies_to: tuple[ServiceType, ...] = ()
    weight: Weight = 10
    voice: bool = False
    breadth: Breadth | None = None
    tiers: tuple[str, ...] = ()
    rests_on_observation: str = ""
    switched_off: str = ""
    question: Question | None = None
    requirements: tuple[Requirement, ...] = ()
    if_gap: IfGap
    was: tuple[str, ...] = ()


class Framework(Model):
    """A published set of expectations, one version of it.

    A tender says what the buyer says of it under `tender`; its themes are its lots, its expectations its questions.
    """

    format: Literal[1]
    id: Slug
    title: str
    short_title: str = ""
    publisher: Publisher
    version: str
    stage: Literal["draft", "live", "retired"]
    valid_from: date | None = None
    valid_to: date | None = None
    published_in: PublishedIn
    about: str
    tender: Tender | None = None
    themes: tuple[Theme, ...]
    expectations: tuple[Expectation, ...]
    not_asked: tuple[NotAsked, ...] = ()

    @model_validator(mode="after")
    def _tender_or_not(self) -> "Framework":
        asks = [e.id for e in self.expectations if e.question]
        if self.tender and self.publisher.kind != "tender":
            raise ValueError("a framework with tender: has a publisher of kind tender")
        if self.publisher.kind == "tender" and not self.tender:
            raise ValueError("a publisher of kind tender needs tender:, with the buyer at least")
        if asks and not self.tender:
            raise ValueError(f"only a tender has questions; take question out of {asks[0]}, or add tender:")
        bare = [e.id for e in self.expectations if self.tender and not e.question]
        if bare:
            raise ValueError(f"each expectation of a tender needs question: with its number; {bare[0]} has none")
        return self


GENERAL = ("commissioner-culture-and-leadership", "cqc-saf-2023")
_OF_TYPE: Mapping[str, tuple[str, ...]] = {"supported living": ("qaf-supported-living",)}


def likely_frameworks(frameworks: Mapping[str, Framework], type_: str, council: str = "") -> tuple[str, ...]:
    """Ids, at least two: those its own council publishes, what every service is asked, what is made for its type."""
    theirs = council.strip().casefold()
    own = (id_ for id_, f in frameworks.items() if theirs and f.publisher.name.casefold() == theirs and not f.tender)
    return tuple(dict.fromkeys((*own, *GENERAL, *_OF_TYPE.get(type_, ()))))
