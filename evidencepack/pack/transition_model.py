"""A transition: what moving from one framework to another means for one service, as settled text."""

from datetime import date
from typing import Final, Literal

from msgspec import Struct, field

from evidencepack.pack.listed_model import EvidenceItem, ServiceCard, StatusWord

SCHEMA: Final = "evidencepack/transition/1"


class Side(Struct, frozen=True, kw_only=True):
    """One of the two frameworks, as it is named."""

    framework: str
    title: str
    short_title: str
    publisher: str
    version: str
    stage: str
    stage_line: str
    about: str


class Earlier(Struct, frozen=True, kw_only=True):
    """An expectation of the framework that is left, which goes with one of the new: how, how surely, and why.

    `said` is that in one line, how surely only where it is `doubtful`.
    """

    said: str
    title: str
    reference: str
    status: StatusWord
    how: str
    sure: str
    doubtful: bool
    reason: str
    reviewed: str
    suspect: str
    via: str


class AnsweredRequirement(Struct, frozen=True, kw_only=True):
    """A requirement of the new framework, and how today's records answer it.

    `asked_by` are the expectations of the framework that is left which ask for it too, none where it is asked anew;
    `why_new` says in which way it is new, also where the same is asked with a harder target.
    """

    id: str
    number: str
    title: str
    status: StatusWord
    sentence: str
    figure: str
    target: str
    duty: str
    evidence: tuple[str, ...]
    asked_by: tuple[str, ...]
    why_new: str
    action: str


class CarriedExpectation(Struct, frozen=True, kw_only=True):
    """An expectation of the new framework: what goes with it, where it stands, what answers it already."""

    id: str
    number: str
    title: str
    theme: str
    reference: str
    status: StatusWord
    count_line: str
    earlier: tuple[Earlier, ...]
    answered: tuple[str, ...]
    open: int
    evidence: tuple[str, ...]
    answers: tuple[AnsweredRequirement, ...]


class CarriedTheme(Struct, frozen=True, kw_only=True):
    """The expectations under one heading of the new framework."""

    title: str
    expectations: tuple[CarriedExpectation, ...]


class NewlyAsked(Struct, frozen=True, kw_only=True):
    """Something the new framework asks and the old did not, and that the records do not show yet.

    `why` says in which way it is new; `aside` is the same, "" where the note above the list says it for all.
    """

    number: str
    expectation: str
    what: str
    status: StatusWord
    why: str
    aside: str
    sentence: str
    closes: str
    action: str


class FallsAway(Struct, frozen=True, kw_only=True):
    """A requirement that the new framework does not have; `note` names what asks for it all the same."""

    what: str
    status: StatusWord
    figure: str
    duty: str
    note: str


class NoLongerAsked(Struct, frozen=True, kw_only=True):
    """An expectation of the old framework without a counterpart (`whole`), or with requirements that fall away."""

    expectation: str
    reference: str
    status: StatusWord
    whole: bool
    note: str
    requirements: tuple[FallsAway, ...]


class Step(Struct, frozen=True, kw_only=True):
    """One of the first things to do; `numbers` are the expectations of the new framework it helps."""

    action: str
    cause: str
    text: str
    why: str
    owner: str
    due: date | None
    due_words: str
    agreed: bool
    numbers: tuple[str, ...]


class Tally(Struct, frozen=True, kw_only=True):
    """A number for the first page, and what was counted."""

    count: int
    what: str


class Transition(Struct, frozen=True, kw_only=True):
    """One service, one day, from one framework to another."""

    schema_: Literal["evidencepack/transition/1"] = field(default=SCHEMA, name="schema")
    id: str
    made_with: str
    service: ServiceCard
    on: date
    on_words: str
    file_stem: str
    title: str
    from_: Side = field(name="from")
    to: Side
    what_it_is: str
    until: str
    tallies: tuple[Tally, ...]
    summary: tuple[str, ...]
    first: tuple[Step, ...]
    first_note: str
    themes: tuple[CarriedTheme, ...]
    newly: tuple[NewlyAsked, ...]
    newly_none: str
    newly_note: str
    no_longer: tuple[NoLongerAsked, ...]
    no_longer_note: str
    uncertain: tuple[str, ...]
    evidence: tuple[EvidenceItem, ...]
    more: str
