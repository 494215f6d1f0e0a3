"""What a pack lists: places, statuses, evidence, registers, traces, problems, what was read."""

from datetime import date
from typing import Any, Literal

from msgspec import Struct, field


class Place(Struct, frozen=True, kw_only=True):
    """File, sheet and row a figure leads back to; names of people in file and sheet names are scrubbed."""

    file: str
    sheet: str = ""
    row: int = 0

    @property
    def words(self) -> str:
        """As printed: file, sheet, row."""
        parts = [self.file, self.sheet and f"sheet {self.sheet}", self.row and f"row {self.row}"]
        return ", ".join(str(p) for p in parts if p)


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


class ProblemLine(Struct, frozen=True, kw_only=True):
    """Something in the files a person must look at: one sentence about one sheet, in as many `places` as it stands.

    `cells` are all of them (C4, or row 4 where it is the whole row; none for a sheet or file), `spans` the same with
    those that follow on one another as one, `where` the first of these. `row` and `cell` are the first, `column` the
    heading where all stand below one. `code` names the kind of problem, and `facts` fill its words in.
    """

    place: Place
    column: str
    what: str
    remedy: str
    rows: int
    cell: str = ""
    code: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    places: int = 1
    cells: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    where: str = ""

    @property
    def place_words(self) -> str:
        """File, sheet, heading and cells, as printed where there is room for a few."""
        return ", ".join(part for part in (self.sheet_words, self.column, self.where) if part)

    @property
    def sheet_words(self) -> str:
        """File and sheet."""
        return Place(file=self.place.file, sheet=self.place.sheet).words


class Intake(Struct, frozen=True, kw_only=True):
    """What the files of a service come to: sheets found = read + set aside + unread.

    Nothing counts of unread sheets, nor of files not opened. `problems` stand in `places`; what only a person can say
    is a question, and no problem. `rows_seen` leaves out those of sheets set aside. In the edition to hand over no sheet is named, and problems and questions are null.
    """

    files: int = 0
    sheets: int = 0
    read: int = 0
    set_aside: int = 0
    unread: int = 0
    unread_sheets: tuple[Place, ...] = ()
    not_opened: int = 0
    files_not_opened: tuple[str, ...] = ()
    rows_seen: int = 0
    rows_read: int = 0
    documents: int = 0
    documents_dated: int = 0
    problems: int | None = 0
    places: int | None = 0
    questions: int | None = 0


class SourceLine(Struct, frozen=True, kw_only=True):
    """What was read of one sheet: rows seen = rows read + rows set aside; `said` is how it was read.

    `state` is what became of the sheet: read, set aside, or unread.

    `set_aside_codes` and `said_codes` name the kind of each reason and sentence, in the same order.
    """

    place: Place
    map: str
    register_: str = field(name="register")
    rows_seen: int
    rows_read: int
    set_aside: tuple[tuple[str, int], ...]
    records: int
    unused_columns: tuple[str, ...]
    said: tuple[str, ...] = ()
    set_aside_codes: tuple[str, ...] = ()
    said_codes: tuple[str, ...] = ()
    state: str = ""


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
