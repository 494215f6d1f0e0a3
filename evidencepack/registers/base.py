"""What every register's rows share: an id that lasts, an origin, and what two rows being the same means."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from itertools import product
from types import NoneType
from typing import Any, ClassVar, Literal, get_args, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from evidencepack.notes import Fact, Note
from evidencepack.origin import Origin


class Blank(StrEnum):
    """What it means that a cell of a column that is there stands empty."""

    NO = "not done, or not so"
    NOT_KNOWN = "not known"
    ONLY_YES = "no where the column uses only yes marks, else not known"
    SIGNS = "not known where the row shows signs of a serious event, else no"
    BESIDE = "still open; not known where the row itself says that it is over"
    COUNTS = "counts, and is said"
    STILL = "still in post, or still with the service"


class Holds(StrEnum):
    """What a text field holds, which decides what of it may be printed."""

    LIST = "list: only words that our lists know are printed"
    TITLE = "title: printed without names"
    FREE = "free text or personal: never printed"


class Record(Struct, frozen=True, kw_only=True):
    """One typed row of a register.

    `register` is the word used in YAML; `key` the fields that make two rows the same (none: never merged);
    `personal` the fields that hold personal data or free text and never leave the machine as they are; `titles` those
    that are what somebody called a thing, printed without names, of which `bodies` name organisations; every other text
    is of a list, and of it only words are printed that our lists know, of those `of_people` words for what people do;
    `topical` the fields a topic is looked for in; `dated_by` the field that says when it happened;
    `needs_one_of` fields of which a row must hold one; `may_be_ahead` registers whose rows may lie after the day;
    `happened` the days that say something was done, which count only once they have come; `in_order` pairs of days
    of which the second cannot come before the first; `once` registers in which a key stands for one month or visit,
    so that two rows which differ leave open what they say; `stands` registers of what holds until it is changed, so
    that a row dated after the day of a pack leaves open what held then; `at_most` figures that together cannot be more
    than another.

    `naming` are the fields whose word says what a row is about: a word that no list knows leaves it open. In the other
    topical fields a word found is a yes, and silence proves nothing. `narrowing` fields only narrow who counts.
    `blank` says what an empty cell means, where it is not what `blank_of` says of its type; `says_over` are, for a
    field of Blank.BESIDE, the fields that speak against its being open; `likened` those that `alike` looks at;
    `not_always` the days of what is not always needed, so that N/A there is neither a yes nor a no,
    `remarked` those whose word a remark, or the day it was closed, may follow: "Upheld - bells checked", "NFA 10/2/26";
    `marked` are, by topic, yes-or-no fields that put a row on it, whatever its words.
    """

    register: ClassVar[str]
    label: ClassVar[str]
    key: ClassVar[tuple[str, ...]] = ("code",)
    personal: ClassVar[frozenset[str]] = frozenset()
    titles: ClassVar[frozenset[str]] = frozenset()
    bodies: ClassVar[frozenset[str]] = frozenset()
    of_people: ClassVar[frozenset[str]] = frozenset()
    topical: ClassVar[tuple[str, ...]] = ()
    dated_by: ClassVar[str] = "date"
    needs_one_of: ClassVar[tuple[str, ...]] = ()
    may_be_ahead: ClassVar[bool] = False
    happened: ClassVar[tuple[str, ...]] = ()
    in_order: ClassVar[tuple[tuple[str, str], ...]] = ()
    once: ClassVar[bool] = False
    stands: ClassVar[bool] = False
    at_most: ClassVar[tuple[tuple[tuple[str, ...], str], ...]] = ()
    naming: ClassVar[tuple[str, ...]] = ()
    narrowing: ClassVar[tuple[str, ...]] = ()
    blank: ClassVar[Mapping[str, Blank]] = {}
    says_over: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    likened: ClassVar[tuple[str, ...]] = ()
    not_always: ClassVar[frozenset[str]] = frozenset()
    remarked: ClassVar[frozenset[str]] = frozenset()
    marked: ClassVar[Mapping[str, str]] = {}

    id: str = ""
    origin: Origin

    @property
    def day(self) -> date | None:
        """The day the row is about, if it says."""
        value = getattr(self, self.dated_by, None)
        return value if isinstance(value, date) else None

    def alike(self) -> tuple[object, ...]:
        """What two rows must share for their numbers to be compared, such as the question and the scale."""
        return tuple(getattr(self, name) for name in self.likened)


FieldType = Literal["date", "bool", "float", "int", "str"]
_PLAIN: Mapping[Any, FieldType] = {
    date: "date", bool: "bool", float: "float", Fraction: "float", int: "int", str: "str",
}  # fmt: skip


class Unread(Struct, frozen=True):
    """A row that holds something and could not be used: the fields that were understood, and why not.

    `absent` is the heading that the whole sheet lacks, where that is why; "" where it is for this row to say.
    `unknown` are the fields that the sheet has a column for, and that this row was to say and did not; `sign` is the
    first word in it that is a sign of a serious event.
    """

    register: str
    origin: Origin
    values: Mapping[str, Any]
    why: Note
    absent: Fact = ""
    unknown: frozenset[str] = frozenset()
    sign: str = ""


@cache
def field_names(record: Any) -> tuple[str, ...]:
    """The columns of a register, without id and origin."""
    return tuple(f.name for f in fields(record) if f.name not in ("id", "origin"))


def holds(record: Any, name: str) -> Holds | None:
    """What a text field holds: a list where its register declares nothing, None where it is no text."""
    if name in record.personal:
        return Holds.FREE
    if field_types(record)[name] != "str":
        return None
    return Holds.TITLE if name in record.titles else Holds.LIST


@cache
def required_fields(record: Any) -> tuple[str, ...]:
    """The columns without which a row cannot count."""
    return tuple(f.name for f in fields(record) if f.required and f.name != "origin")


@cache
def given_fields(record: Any) -> Mapping[str, str]:
    """The words that hold for every row of a sheet without such a column: all complaints, all completed."""
    return {f.name: f.default for f in fields(record) if f.name != "id" and isinstance(f.default, str) and f.default}


@cache
def field_types(record: Any) -> Mapping[str, FieldType]:
    """The plain type of each column of a register."""
    hints = get_type_hints(record)
    return {name: _plain(hints[name]) for name in field_names(record)}


@cache
def worked_out(record: Any) -> Mapping[str, FieldType]:
    """The plain type of what a register works out of its columns, such as the share of a score."""
    getters = {name: value.fget for name, value in vars(record).items() if isinstance(value, property)}
    return {name: _plain(get_type_hints(getter)["return"]) for name, getter in getters.items()}


@cache
def blank_of(record: Any, name: str) -> Blank:
    """What an empty cell of a field means: of a yes-or-no field and of a word that names the row, it is not a no."""
    if name in record.blank:
        return record.blank[name]  # type: ignore[no-any-return]
    if name in record.narrowing and field_types(record)[name] != "bool":
        return Blank.COUNTS
    if name in record.naming:
        return Blank.NOT_KNOWN
    return Blank.ONLY_YES if field_types(record).get(name) == "bool" else Blank.NO


def _plain(hint: Any) -> FieldType:
    """A type without its None; an exact share is a number."""
    (only, *_) = [a for a in get_args(hint) if a is not NoneType] or [hint]
    return _PLAIN[only]


# Two characters of base32 for each ten bits: every row gets a hash, and base64 takes five times as long for it.
_PAIRS = tuple(a + b for a, b in product("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", repeat=2))


def short_hash(*parts: object, length: int = 10) -> str:
    """At most ten base32 characters of a hash over the parts; stable across runs and platforms.

    For words of mapping files and registers alone: what a service keeps could be guessed back (see `keyed_hash`).
    """
    return _base32(hashlib.sha256(_as_bytes(parts)).digest(), length)


def keyed_hash(key: bytes, *parts: object, length: int = 10) -> str:
    """The same with the secret of a service (HMAC-SHA256), so that nobody can try names and numbers until one fits."""
    return _base32(hmac.digest(key, _as_bytes(parts), "sha256"), length)


def _as_bytes(parts: Iterable[object]) -> bytes:
    return "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")


def _base32(digest: bytes, length: int) -> str:
    bits = int.from_bytes(digest[:8], "big")
    return "".join([_PAIRS[bits >> shift & 1023] for shift in (54, 44, 34, 24, 14)])[:length]
