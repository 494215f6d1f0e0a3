"""What was read, with its notes in words: what a person sees of it."""

from collections.abc import Iterable
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from evidencepack import pipeline, tables
from evidencepack.notes import Note, note
from evidencepack.origin import Account, Origin, Problem
from evidencepack.service import ServiceRead
from evidencepack.tables import SheetRead

MESSAGES = pipeline.open_library().messages
Read = TypeVar("Read", ServiceRead, SheetRead)


def words(said: Note | str | None) -> str:
    """A note in words; what is in words already, as it is."""
    return MESSAGES.what(said) if isinstance(said, Note) else said or ""


def each(said: Iterable[Note | str]) -> tuple[str, ...]:
    """Several notes in words."""
    return tuple(map(words, said))


def remedy(said: Note) -> str:
    """What to do about it."""
    return MESSAGES.remedy(said)


class ProblemInWords(Struct, frozen=True):
    """A problem as a person reads it."""

    origin: Origin
    what: str
    remedy: str
    rows: int


def problem(found: Problem) -> ProblemInWords:
    """A problem in words."""
    return ProblemInWords(found.origin, words(found.what), remedy(found.what), found.rows)


def account(found: Account) -> Account:
    """An account in words."""
    aside = {MESSAGES.what(note(reason)): rows for reason, rows in found.set_aside.items()}
    return replace(found, set_aside=aside, notes=tuple(map(MESSAGES.what, found.notes)))


def in_words(read: Read) -> Read:
    """A sheet, or a whole service, with what is said of it in words."""
    problems = tuple(map(problem, read.problems))
    if isinstance(read, ServiceRead):
        return replace(read, accounts=tuple(map(account, read.accounts)), problems=problems)
    unread = tuple(replace(row, why=MESSAGES.what(row.why), absent=MESSAGES.printed(row.absent)) for row in read.unread)
    return replace(read, account=account(read.account), unread=unread, problems=problems)


def read_service(*args: Any) -> ServiceRead:
    """A service folder, read, with what is said of it in words."""
    return in_words(pipeline.read_service(*args))


def read_sheet(*args: Any) -> SheetRead:
    """A sheet, read, with what is said of it in words."""
    return in_words(tables.read_sheet(*args))
