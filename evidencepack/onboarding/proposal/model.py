"""What a folder of spreadsheets nobody has mapped seems to hold: for each sheet a register, how sure, and why."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from evidencepack.notes import Note


class Confidence(StrEnum):
    """How sure the reading of a sheet is: the first two are taken without asking, the third is a person's to settle."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"
    NOT = "not understood"


class Heading(Struct, frozen=True):
    """One heading of a sheet: its column's letter and text; `safe` is whether it may be shown, as it names nobody.

    `field` is what it would be read as, "" for nothing; `like` the heading it is nearly the same as, "" when it is
    one that the column map knows; `score` how near, of 100.
    """

    letter: str
    text: str
    safe: bool
    field: str = ""
    like: str = ""
    score: int = 100

    @property
    def shown(self) -> str:
        """The heading, or its column where the heading could be a person's name."""
        return self.text if self.safe else f"column {self.letter}"


class Candidate(Struct, frozen=True):
    """One way to read a sheet.

    `points` is what speaks for it (see `scoring`), `missing` the fields without which its rows cannot
    count, `looked_at` how many rows were tried and `read` how many of them could be read. `columns` are headings to
    write into service.yaml, `values` words of code lists (field: our word: theirs), `constants` what every row is.
    `unknown` is how many cells of a code list hold a word it does not know, by field; `names` are those of people
    that it found, which nothing may show. `at_most` is how sure it can be whatever its points, for the reason in
    `doubt`.
    """

    map: str
    register: str
    label: str
    layout: str
    points: float
    headings: tuple[Heading, ...]
    missing: tuple[str, ...]
    looked_at: int
    read: int
    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, tuple[str, ...]]]
    unknown: Mapping[str, int]
    names: frozenset[str] = frozenset()
    at_most: Confidence = Confidence.CERTAIN
    doubt: Note | None = None
    constants: Mapping[str, str] = field(default_factory=dict)

    @property
    def used(self) -> tuple[Heading, ...]:
        """The headings that have a meaning in this reading."""
        return tuple(h for h in self.headings if h.field)

    @property
    def unused(self) -> tuple[Heading, ...]:
        """The headings that have none."""
        return tuple(h for h in self.headings if not h.field)


class SheetProposal(Struct, frozen=True):
    """What is proposed for one sheet: the readings worth a thought, best first, and the one chosen, if any.

    `why` are notes on why it is as sure as it is; `recognised` what a known export was taken for: it is read without
    a line in service.yaml.
    """

    file: str
    sheet: str
    rows: int
    confidence: Confidence
    why: tuple[Note, ...]
    candidates: tuple[Candidate, ...] = ()
    chosen: Candidate | None = None
    recognised: tuple[Note, ...] = ()


class File(Struct, frozen=True):
    """A file to copy: where it is, and its place in the new folder (POSIX, NFC)."""

    path: Path
    place: str


class FileLeftOut(Struct, frozen=True):
    """A file that is not copied, or cannot be read: its path in the folder looked at, and why."""

    file: str
    why: Note


class KnownFact(Struct, frozen=True):
    """Something known of the service itself: a key of service.yaml, its value, and the file ("": a person said so)."""

    key: str
    value: str
    file: str


class Proposal(Struct, frozen=True):
    """Everything proposed for a folder: its sheets, the files to copy, and what is left out with the reason.

    `name` and `type` are the service's, guessed from the folder unless `facts`, what a file says of it, hold them.
    """

    name: str
    type: str
    sheets: tuple[SheetProposal, ...]
    records: tuple[File, ...]
    documents: tuple[File, ...]
    left_out: tuple[FileLeftOut, ...]
    facts: tuple[KnownFact, ...] = ()

    def called(self, name: str, type_: str) -> "Proposal":
        """The same proposal under the name and of the kind that a person gave, where they gave one."""
        given = tuple(KnownFact(key, value, "") for key, value in (("name", name), ("type", type_)) if value)
        others = tuple(f for f in self.facts if f.key not in {g.key for g in given})
        return replace(self, name=name or self.name, type=type_ or self.type, facts=given + others)

    def source_of(self, key: str) -> str | None:
        """The file that says this of the service, "" when a person did; None when it is a guess."""
        return next((f.file for f in self.facts if f.key == key), None)

    @property
    def names(self) -> frozenset[str]:
        """Names of people that stand in any sheet."""
        return frozenset(name for sheet in self.sheets for candidate in sheet.candidates for name in candidate.names)
