"""What a pack is made from, in one value that its rooms share."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from evidencepack.frameworks.terms import Rules
from evidencepack.frameworks.words import Words
from evidencepack.notes import Messages, Note
from evidencepack.origin import Account, Origin, Problem
from evidencepack.pack.handed_registers import is_counted
from evidencepack.pack.listed_model import CrosswalkLine, PrintedGroup
from evidencepack.pack.model import FlagLines, Pack
from evidencepack.pack.privacy import Scrubber, Unlinked
from evidencepack.pack.shown import Shown
from evidencepack.pack.tender_model import AnswerLength
from evidencepack.pack.typed import TypedEdits
from evidencepack.registers import Asked, Records, Service, Settled

NO_MESSAGES = Messages({})


class PackInputs(Struct, frozen=True):
    """Everything that goes into a pack besides the assessments.

    `answers` are those a tender has so far, by framework/question. `printed` are the groups of people as earlier packs
    printed them; where none are given, those that the previous one remembers. `handed` says that the pack is to be
    handed over, so that no word of a cell is printed that no list knows. `asked` is what only a person can say of
    the files, `questions` how many things are asked of the service in all, `settled` what it has
    answered.
    """

    service: Service
    records: Records
    rules: Rules
    words: Words
    on: date
    accounts: tuple[Account, ...] = ()
    problems: tuple[Problem, ...] = ()
    messages: Messages = NO_MESSAGES
    notes: tuple[Note, ...] = ()
    names: Mapping[str, str] | None = None
    mappings: Mapping[str, str] | None = None
    inputs: Mapping[str, str] | None = None
    typed: TypedEdits = TypedEdits()
    previous: Pack | None = None
    made_with: str = ""
    answers: Mapping[str, AnswerLength] = field(default_factory=dict)
    crosswalk: tuple[CrosswalkLine, ...] = ()
    handed: bool = False
    printed: tuple[PrintedGroup, ...] = ()
    asked: tuple[Asked, ...] = ()
    questions: int = 0
    settled: Settled = Settled()

    def shown(self) -> Shown:
        """What may be printed of the records of this service."""
        return Shown(self.scrubber(), self.rules.people, self.service.partners)

    def scrubber(self) -> Scrubber:
        """The scrubber of this service; what is handed over holds no codes of people either."""
        kind = Unlinked if self.handed else Scrubber
        words = self.rules.people.sparing(self.service.name, self.names or {})
        return kind(self.names or {}, self.service.privacy_key.get_secret_value(), words)


EvidenceKey = tuple[str, str]


class Numbering(Struct, frozen=True):
    """Evidence number by key, keys in order, and the keys each finding rests on."""

    numbers: dict[EvidenceKey, str]
    by_finding: dict[str, tuple[str, ...]]
    used_by: dict[EvidenceKey, list[str]]


class PackContext(Struct, frozen=True):
    """What the rooms of the pack look things up in: the material, what may be shown, numbers of evidence, flags.

    `days` are those on which something happened that counts as evidence, by the id of its record. `headings` are, by
    file and sheet, what the home itself calls a field; `origins` the places of rows by their ids; `actions` the refs of
    those that each finding waits for, the first to take first.
    """

    material: PackInputs
    shown: Shown
    numbering: Numbering
    flags: FlagLines
    days: Mapping[str, date] = field(default_factory=dict)
    headings: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    actions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def scrub(self) -> Scrubber:
        """What takes names out of the text of a source."""
        return self.shown.scrub

    def may_show(self, word: str) -> bool:
        """Whether a word of a cell that no list knows may be printed: never in what is handed over."""
        return not self.material.handed and self.scrub.is_plain(word)

    def may_show_rows(self, file: str, sheet: str) -> bool:
        """Whether single rows of a sheet may be named: in what is handed over, not where each is about one person."""
        read = (a.register for a in self.material.accounts if (a.file, a.sheet) == (file, sheet))
        return not self.material.handed or not any(map(is_counted, read))

    def evidence_of(self, finding_id: str) -> tuple[str, ...]:
        """The evidence numbers of a finding."""
        return self.numbering.by_finding.get(finding_id, ())
