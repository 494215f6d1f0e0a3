"""What every register's rows share: an id that lasts, an origin, and what two rows being the same means."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any, ClassVar

from evidencepack.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One typed row of a register.

    `register` is the word used in YAML; `key` the fields that make two rows the same (none: never merged);
    `personal` the fields that hold personal data or free text and never leave the machine as they are;
    `topical` the fields a topic is looked for in; `dated_by` the field that says when it happened;
    `needs_one_of` fields of which a row must hold one; `may_be_ahead` registers whose rows may lie after the day;
    `happened` the days that say something was done, which count only once they have come.
    """

    register: ClassVar[str]
    label: ClassVar[str]
    key: ClassVar[tuple[str, ...]] = ()
    personal: ClassVar[frozenset[str]] = frozenset()
    topical: ClassVar[tuple[str, ...]] = ()
    dated_by: ClassVar[str] = "date"
    needs_one_of: ClassVar[tuple[str, ...]] = ()
    may_be_ahead: ClassVar[bool] = False
    happened: ClassVar[tuple[str, ...]] = ()

    id: str = ""
    origin: Origin

    @property
    def day(self) -> date | None:
        """The day the row is about, if it says."""
        value = getattr(self, self.dated_by, None)
        return value if isinstance(value, date) else None


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that holds something and could not be used: the fields that were understood, and why not."""

    register: str
    origin: Origin
    values: Mapping[str, Any]
    why: str


def required_fields(record: type[Record]) -> tuple[str, ...]:
    """The fields without which a row cannot count."""
    return tuple(f.name for f in fields(record) if f.name != "origin" and f.default is MISSING)


def field_names(record: type[Record]) -> tuple[str, ...]:
    """The columns of a register, without id and origin."""
    return tuple(f.name for f in fields(record) if f.name not in ("id", "origin"))


def short_hash(*parts: object, length: int = 10) -> str:
    """Base32 characters of a hash over the parts; stable across runs and platforms."""
    text = "\x1f".join(str(part) for part in parts)
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return base64.b32encode(digest).decode("ascii")[:length]
