"""What a pack lists: statuses, evidence, registers, traces, links to other frameworks, method."""

from datetime import date
from typing import Any, Literal

from msgspec import Struct, field

from evidencepack.pack.files_model import Place


class StatusWord(Struct, frozen=True, kw_only=True):
    """A status: its code (the word itself, stable), a symbol that reads in greyscale, and a tone for colour.

    tone: good, part, poor, none (set aside), info.
    """

    code: str
    word: str
    symbol: str
    tone: Literal["good", "part", "poor", "none", "info"]


class StatusCount(Struct, frozen=True, kw_only=True):
    """How many expectations (or requirements) have a status."""

    status: StatusWord
    count: int


class Profile(Struct, frozen=True, kw_only=True):
    """What stands beside the standing of an expectation: how much is met, what is nearest, how fresh and how broad.

    `counts` are of six groups in this order, those of none too: met, partly met, not met, unclear (with it too few to
    judge and no clear change), not recorded or supplied (with it no evidence), set aside (not applicable, none due, for
    information). `nearest` is the miss that lacks the fewest people or records: `lacks` of them, in the finding
    `nearest_finding`; "" where nothing so counted falls short. `newest` is the newest day of a record that counted,
    `kinds` the kinds of evidence that did. `since` is the change since the last pack; "" where none was judged alike.
    """

    counts: tuple[StatusCount, ...] = ()
    nearest: str = ""
    nearest_finding: str = ""
    lacks: int = 0
    newest: date | None = None
    kinds: tuple[str, ...] = ()
    since: str = ""

    @property
    def bar(self) -> str:
        """A symbol for each requirement, group by group."""
        return "".join(each.status.symbol * each.count for each in self.counts)


class FlagLine(Struct, frozen=True, kw_only=True):
    """Why something needs a person's eye: the code (Excel and JSON only) and the sentence (everywhere)."""

    code: str
    sentence: str


class EvidenceItem(Struct, frozen=True, kw_only=True):
    """A register, document, example or declared fact that findings rest on, numbered through the pack."""

    number: str
    kind: Literal["register", "document", "example", "declaration"]
    register_: str = field(name="register")
    title: str
    places: tuple[Place, ...]
    rows: int
    newest: str
    evidence_kinds: tuple[str, ...]
    used_by: tuple[str, ...]
    fingerprint: str = ""


class RegisterColumn(Struct, frozen=True, kw_only=True):
    """A column of a register's sheet; `kind` tells writers how to lay it out."""

    field: str
    heading: str
    kind: Literal["text", "date", "number", "yes/no"]


class RegisterCount(Struct, frozen=True, kw_only=True):
    """How many rows of a register hold a word in the column with the heading `by`, in fives: at least and at most."""

    by: str
    what: str
    at_least: int
    at_most: int


class RowSpan(Struct, frozen=True, kw_only=True):
    """A sheet of a file, and the first and last of its rows that a register was read from."""

    file: str
    sheet: str
    first: int
    last: int


class RegisterSheet(Struct, frozen=True, kw_only=True):
    """A register as understood: a row a record, people as codes, free text left out.

    Each row holds record id, file, sheet, row number, then a value for each column, of its kind: text, day
    (YYYY-MM-DD), number, true or false; null where a cell that is no text is blank.

    In the edition to hand over the rows of a register about people are `counted`: how many `records` there are, how
    many of each kind, and where they stand; it has no rows then.
    """

    register_: str = field(name="register")
    title: str
    columns: tuple[RegisterColumn, ...]
    rows: tuple[tuple[Any, ...], ...]  # msgspec knows no choice between text and days
    counted: bool = False
    records: int = 0
    counts: tuple[RegisterCount, ...] = ()
    spans: tuple[RowSpan, ...] = ()


class OpenCause(Struct, frozen=True, kw_only=True):
    """Why rows may count in more than one way, in words and with their places; settling them settles the figure.

    `code` names the kind of cause, `rows` is how many rows of the files it is about, and `facts` are the register and,
    where there are, the field, the words that no list knows and the places.
    """

    code: str
    sentence: str
    rows: int
    facts: tuple[tuple[str, str], ...] = ()


class TraceLine(Struct, frozen=True, omit_defaults=True):
    """One record in one figure: how it counted and why. There are very many.

    In the edition to hand over, records about people are one line a finding and sheet: no record, and the rows from
    `row` to `last` that the finding looked at or passed over.
    """

    finding: str
    record: str
    register: str
    used_as: str
    because: str
    by: str
    file: str
    sheet: str
    row: int
    last: int = 0


class PrintedGroup(Struct, frozen=True, kw_only=True):
    """A group of people as it was last printed, kept so that no later pack can be taken from it to tell of a few.

    `ref` is that of the measure; `body` whom it is counted among (leaders, workforce, people supported); `n` of
    `of` said that they belong to the group.
    """

    ref: str
    body: str
    n: int
    of: int
    day: date


class CrosswalkLine(Struct, frozen=True, kw_only=True):
    """An expectation and one of another framework that goes with it: how, how surely and why.

    `counterpart` is "" where nothing there goes with it; `suspect` says that a wording changed since somebody looked.
    """

    framework: str
    number: str
    expectation: str
    other: str
    counterpart: str = ""
    reference: str = ""
    how: str = ""
    sure: str = ""
    reason: str
    suspect: str = ""
    via: str = ""
    reviewed: str = ""


class MethodNote(Struct, frozen=True, kw_only=True):
    """A definition or a rule of judgement, in plain words."""

    title: str
    text: str


class Fingerprint(Struct, frozen=True, kw_only=True):
    """A mapping file that the pack was made from, and the SHA-256 of what it held."""

    name: str
    sha256: str


class KeyedFingerprint(Struct, frozen=True, kw_only=True):
    """A file of the service that the pack was made from, and a fingerprint of what it held.

    `keyed` is the HMAC-SHA256, with the service's key, of the file's SHA-256 in hexadecimal: a small file could be
    guessed from its SHA-256 alone. "" where the file could not be read, and in packs made before there was one.
    """

    name: str
    keyed: str = ""


class ServiceCard(Struct, frozen=True, kw_only=True):
    """The service as the pack names it.

    `key` is the fingerprint of its key, such as K-4K7QXB2MNA, which tells nothing of the key: an earlier pack with
    another one is not of this service. "" in packs made before there was one.
    """

    id: str
    name: str
    type: str
    location_id: str
    council: str
    registered: str
    key: str = ""
