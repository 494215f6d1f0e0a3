"""The pack: everything a reader gets, as settled text and numbers, in no format yet. Writers only lay it out."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

from msgspec import Struct, field

from evidencepack.model import Weight
from evidencepack.pack.files_model import Intake, ProblemLine, SourceLine
from evidencepack.pack.listed_model import (
    CrosswalkLine,
    EvidenceItem,
    Fingerprint,
    FlagLine,
    KeyedFingerprint,
    MethodNote,
    OpenCause,
    PrintedGroup,
    Profile,
    RegisterSheet,
    ServiceCard,
    StatusCount,
    StatusWord,
    TraceLine,
)
from evidencepack.pack.tender_model import Bid, TenderCard
from evidencepack.pack.typed_model import KeptBefore, ManagerView, Typed

SCHEMA: Final = "evidencepack/pack/2"
OLDER_SCHEMAS: Final = ("evidencepack/pack/1",)
RULES: Final = 2


FlagLines = Mapping[str, tuple[FlagLine, ...]]  # by the id of a finding


class ExactFigure(Struct, frozen=True, kw_only=True):
    """A figure and what it is made of, exact; null what there is not, all of them where nothing counts."""

    numerator: int | float | None = None
    denominator: int | float | None = None
    figure: int | float | None = None


class FindingLine(Struct, frozen=True, kw_only=True):
    """The answer to one requirement, ready to print.

    `figure` is what to print ("36 of 43 (83.7%)"); numerator and denominator are exact, null without one and where
    the records leave them open. `least` and `greatest` are the figures between which the truth lies, the same where the
    records are clear; `open` says what would settle it, and `rows_open` how many records can be read in more than one
    way. `evidence` are numbers such as EV3; `action` is the ref of the action that closes its gap, or "". `note_codes`
    names the kind of each note, in the same order.
    """

    id: str
    number: str
    title: str
    kind: str
    status: StatusWord
    sentence: str
    figure: str
    numerator: int | float | None
    denominator: int | float | None
    target: str
    number_from: str
    duty: str
    window: str
    evidence_kind: str
    flags: tuple[FlagLine, ...]
    evidence: tuple[str, ...]
    left_out: str
    notes: tuple[str, ...]
    action: str
    records_counted: int
    note_codes: tuple[str, ...] = ()
    least: ExactFigure | None = None
    greatest: ExactFigure | None = None
    open: tuple[OpenCause, ...] = ()
    rows_open: int = 0

    @property
    def beside(self) -> tuple[str, ...]:
        """The notes that do not say what would settle the figure."""
        said = {cause.sentence for cause in self.open}
        return tuple(note for note in self.notes if note not in said)


class ExamplePart(Struct, frozen=True, kw_only=True):
    """One of the four parts of an operational example."""

    label: str
    given: bool
    text: str


class ExampleCard(Struct, frozen=True, kw_only=True):
    """An operational example as the pack may show it: text only where consent is dated, else which parts are there.

    An earlier section of the framework may have told it; then it has no parts, and its note says so.
    """

    evidence: str
    title: str
    topic: str
    period: str
    complete: bool
    parts: tuple[ExamplePart, ...]
    cites: str
    note: str


class Section(Struct, frozen=True, kw_only=True):
    """One expectation: what is asked, where we stand, and why."""

    id: str
    number: str
    title: str
    theme: str
    reference: str
    asks: str
    looks_for: tuple[str, ...]
    weight: Weight
    status: StatusWord
    count_line: str
    headline: str
    standing: str
    findings: tuple[FindingLine, ...]
    examples: tuple[ExampleCard, ...]
    flags: tuple[FlagLine, ...]
    actions: tuple[str, ...]
    evidence: tuple[str, ...]
    evidence_more: int
    observation: str
    topics: tuple[str, ...] = ()
    regulations: str = ""
    good_shows: tuple[str, ...] = ()
    falls_short: tuple[str, ...] = ()
    manager_view: ManagerView | None = None
    bid: Bid | None = None
    profile: Profile = Profile()


class FirstThing(Struct, frozen=True, kw_only=True):
    """One of the things to do first, with the reason it comes first."""

    action: str
    text: str
    why: str


class ChangeLine(Struct, frozen=True, kw_only=True):
    """What is different from the last pack of this service; `framework` and its short title `of` say where."""

    what: str
    before: str
    now: str
    framework: str = ""
    of: str = ""


class ThemeHeading(Struct, frozen=True, kw_only=True):
    """A heading that groups sections, by their ids."""

    title: str
    sections: tuple[str, ...]


class Report(Struct, frozen=True, kw_only=True):
    """One framework's part of the pack: one Word file, a block in the others.

    `what_it_is_handed` stands in for `what_it_is` in the edition to hand over; "" where both say the same.
    `summary_codes` names the kind of each sentence of `summary`, in the same order.
    """

    framework: str
    title: str
    short_title: str
    publisher: str
    version: str
    stage: str
    stage_line: str
    published_in: str
    about: str
    what_it_is: str
    file_stem: str
    counts: tuple[StatusCount, ...]
    requirement_counts: tuple[StatusCount, ...]
    summary: tuple[str, ...]
    do_first: tuple[FirstThing, ...]
    best_evidenced: tuple[str, ...]
    not_supplied: str
    themes: tuple[ThemeHeading, ...]
    sections: tuple[Section, ...]
    not_asked: tuple[str, ...]
    evidence: tuple[str, ...]
    actions: tuple[str, ...]
    narrowed: str = ""
    tender: TenderCard | None = None
    what_it_is_handed: str = ""
    summary_codes: tuple[str, ...] = ()


class Action(Struct, frozen=True, kw_only=True):
    """What would close one or more gaps. Proposed until a person types an owner or a due day.

    `findings` are finding ids, `sections` framework/section; `closes` counts the gaps that wait for it through all
    frameworks. A gap may wait for several actions: it stands under each, and its finding names the first to take.
    `text_handed` stands in for `text` in the edition to hand over; "" where both say the same.
    """

    ref: str
    rank: int
    cause: str
    text: str
    closes: int
    findings: tuple[str, ...]
    sections: tuple[str, ...]
    flags: tuple[FlagLine, ...]
    proposed_owner: str
    proposed_due: date
    essential: bool
    weight: Weight
    typed: Typed = Typed()
    state: Literal["proposed", "accepted"] = "proposed"
    text_handed: str = ""


class Pack(Struct, frozen=True, kw_only=True):
    """One service, one day, one or more frameworks, one numbering of evidence.

    `rules` numbers the rules that it was judged by: 1 are those of the first schema. Standings of packs judged
    by different rules are not compared.
    """

    schema_: Literal["evidencepack/pack/2"] = field(default=SCHEMA, name="schema")
    id: str
    made_with: str
    edition: Literal["working", "evidence"] = "working"
    service: ServiceCard
    on: date
    on_words: str
    file_stem: str
    first_pack: bool
    changes: tuple[ChangeLine, ...]
    changes_since: str
    reports: tuple[Report, ...]
    actions: tuple[Action, ...]
    evidence: tuple[EvidenceItem, ...]
    problems: tuple[ProblemLine, ...]
    sources: tuple[SourceLine, ...]
    not_used: tuple[str, ...]
    method: tuple[MethodNote, ...]
    mappings: tuple[Fingerprint, ...]
    inputs: tuple[KeyedFingerprint, ...]
    registers: tuple[RegisterSheet, ...]
    traces: tuple[TraceLine, ...]
    groups: tuple[PrintedGroup, ...] = ()
    rules: int = 1
    crosswalk: tuple[CrosswalkLine, ...] = ()
    kept: KeptBefore = KeptBefore()
    intake: Intake = Intake()

    def action(self, ref: str) -> Action:
        """The action with this ref; KeyError when there is none."""
        return {a.ref: a for a in self.actions}[ref]

    def item(self, number: str) -> EvidenceItem:
        """The evidence item with this number; KeyError when there is none."""
        return {e.number: e for e in self.evidence}[number]
