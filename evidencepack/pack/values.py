"""The pack: everything a reader gets, as settled text and numbers, in no format yet. Writers only lay it out."""

from datetime import date
from typing import Final, Literal

from pydantic import Field

from evidencepack.model import Model

SCHEMA: Final = "evidencepack/pack/1"


class Place(Model):
    """File, sheet and row a figure leads back to; names of people in file and sheet names are scrubbed."""

    file: str
    sheet: str = ""
    row: int = 0

    @property
    def words(self) -> str:
        """As printed: file, sheet, row."""
        parts = [self.file, self.sheet and f"sheet {self.sheet}", self.row and f"row {self.row}"]
        return ", ".join(str(p) for p in parts if p)


class StatusWord(Model):
    """A status: its code (the word itself, stable), a symbol that reads in greyscale, and a tone for colour.

    tone: good, part, poor, none (set aside), info.
    """

    code: str
    word: str
    symbol: str
    tone: Literal["good", "part", "poor", "none", "info"]


class StatusCount(Model):
    """How many expectations (or requirements) have a status."""

    status: StatusWord
    count: int


class FlagLine(Model):
    """Why something needs a person's eye: the code (Excel and JSON only) and the sentence (everywhere)."""

    code: str
    sentence: str


class FindingLine(Model):
    """The answer to one requirement, ready to print.

    `figure` is what to print ("36 of 43 (83.7%)"); numerator and denominator are exact, as numbers or "".
    `evidence` are numbers such as EV3; `action` is the ref of the action that closes its gap, or "".
    """

    id: str
    number: str
    title: str
    kind: str
    status: StatusWord
    sentence: str
    figure: str
    numerator: str
    denominator: str
    target: str
    number_from: str
    duty: str
    window: str
    evidence_kind: str
    flags: tuple[FlagLine, ...]
    evidence: tuple[str, ...]
    left_out: str
    unread: int
    notes: tuple[str, ...]
    action: str
    records_counted: int


class ExamplePart(Model):
    """One of the four parts of an operational example."""

    label: str
    given: bool
    text: str


class ExampleCard(Model):
    """An operational example as the pack may show it: text only where consent is dated, else which parts are there."""

    evidence: str
    title: str
    topic: str
    period: str
    complete: bool
    parts: tuple[ExamplePart, ...]
    cites: str
    note: str


class ManagerView(Model):
    """What a person wrote beside a computed status; printed as the manager's view, never instead of the status."""

    view: str
    why: str = ""
    who: str = ""
    day: str = ""


class Section(Model):
    """One expectation: what is asked, where we stand, and why."""

    id: str
    number: str
    title: str
    theme: str
    reference: str
    asks: str
    looks_for: tuple[str, ...]
    weight: int
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
    manager_view: ManagerView | None = None


class FirstThing(Model):
    """One of the things to do first, with the reason it comes first."""

    action: str
    text: str
    why: str


class Change(Model):
    """What is different from the last pack of this service."""

    what: str
    before: str
    now: str


class ThemeHeading(Model):
    """A heading that groups sections, by their ids."""

    title: str
    sections: tuple[str, ...]


class Report(Model):
    """One framework's part of the pack: one Word file, a block in the others."""

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
    themes: tuple[ThemeHeading, ...]
    sections: tuple[Section, ...]
    not_asked: tuple[str, ...]
    evidence: tuple[str, ...]
    actions: tuple[str, ...]


class Typed(Model):
    """What a person typed into the action plan; empty strings until they do."""

    owner: str = ""
    due: str = ""
    progress: str = ""
    note: str = ""


class Action(Model):
    """What would close one or more gaps. Proposed until a person types an owner or a due day.

    `findings` are finding ids, `sections` framework/section; `closes` counts gaps through all frameworks.
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
    weight: int
    typed: Typed = Typed()
    state: Literal["proposed", "accepted"] = "proposed"


class EvidenceItem(Model):
    """A register, document, example or declared fact that findings rest on, numbered through the pack."""

    number: str
    kind: Literal["register", "document", "example", "declaration"]
    register_: str = Field(alias="register")
    title: str
    places: tuple[Place, ...]
    rows: int
    newest: str
    evidence_kinds: tuple[str, ...]
    used_by: tuple[str, ...]
    fingerprint: str = ""


class RegisterColumn(Model):
    """A column of a register's sheet; `kind` tells writers how to lay it out."""

    field: str
    heading: str
    kind: Literal["text", "date", "number", "yes/no"]


class RegisterSheet(Model):
    """A register as understood: a row a record, people as codes, free text left out.

    Each row holds record id, file, sheet, row number, then a value for each column, as text ("" for blank;
    dates as YYYY-MM-DD).
    """

    register_: str = Field(alias="register")
    title: str
    columns: tuple[RegisterColumn, ...]
    rows: tuple[tuple[str, ...], ...]


class TraceLine(Model):
    """One record in one figure: how it counted and why."""

    finding: str
    record: str
    register_: str = Field(alias="register")
    used_as: str
    because: str
    by: str
    file: str
    sheet: str
    row: int


class ProblemLine(Model):
    """Something in the files a person must look at."""

    place: Place
    column: str
    what: str
    remedy: str
    rows: int


class SourceLine(Model):
    """What was read of one sheet: rows seen = rows read + rows set aside."""

    place: Place
    map: str
    register_: str = Field(alias="register")
    rows_seen: int
    rows_read: int
    set_aside: tuple[tuple[str, int], ...]
    records: int
    unused_columns: tuple[str, ...]


class MethodNote(Model):
    """A definition or a rule of judgement, in plain words."""

    title: str
    text: str


class Fingerprint(Model):
    """A mapping file or source that the pack was made from, and the SHA-256 of what it held."""

    name: str
    sha256: str


class ServiceCard(Model):
    """The service as the pack names it."""

    id: str
    name: str
    type: str
    location_id: str
    council: str
    registered: str


class Pack(Model):
    """One service, one day, one or more frameworks, one numbering of evidence."""

    schema_: Literal["evidencepack/pack/1"] = Field(SCHEMA, alias="schema")
    id: str
    made_with: str
    edition: Literal["working"] = "working"
    service: ServiceCard
    on: date
    on_words: str
    file_stem: str
    first_pack: bool
    changes: tuple[Change, ...]
    changes_since: str
    reports: tuple[Report, ...]
    actions: tuple[Action, ...]
    evidence: tuple[EvidenceItem, ...]
    problems: tuple[ProblemLine, ...]
    sources: tuple[SourceLine, ...]
    not_used: tuple[str, ...]
    method: tuple[MethodNote, ...]
    mappings: tuple[Fingerprint, ...]
    inputs: tuple[Fingerprint, ...]
    registers: tuple[RegisterSheet, ...]
    traces: tuple[TraceLine, ...]

    def action(self, ref: str) -> Action:
        """The action with this ref; KeyError when there is none."""
        return {a.ref: a for a in self.actions}[ref]

    def item(self, number: str) -> EvidenceItem:
        """The evidence item with this number; KeyError when there is none."""
        return {e.number: e for e in self.evidence}[number]
