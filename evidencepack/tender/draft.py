"""One question of a tender while its document is being read, and everything understood so far."""

from datetime import date

from msgspec import Struct, field

from evidencepack.frameworks.tender_questions import Limit
from evidencepack.notes import Note

GATE = "pass or fail"


class DraftQuestion(Struct):
    """One question while its document is being read; `lines` are the places, in order, of the lines it was read from.

    `number` is "" where the document gives none; `weight` is a number, or GATE.
    """

    number: str
    where: Note
    lot: str = ""
    section: str = ""
    heading: str = ""
    text: str = ""
    weight: str = ""
    limit: Limit | None = None
    attachments: bool | None = None
    looks_for: list[str] = field(default_factory=list)
    scored: bool = True
    in_table: bool = False
    lines: list[int] = field(default_factory=list)


class UnusedText(Struct, frozen=True):
    """Something that was read and is in no question: what to say of it, and every text that it stands for."""

    note: Note
    texts: tuple[str, ...]


class TenderDraft(Struct):
    """Everything understood of a tender's document, notes on what was not, and what was left out."""

    questions: list[DraftQuestion] = field(default_factory=list)
    lots: dict[str, str] = field(default_factory=dict)
    scale: dict[int, str] = field(default_factory=dict)
    gates: list[str] = field(default_factory=list)
    shares: dict[str, str] = field(default_factory=dict)
    closes: date | None = None
    not_understood: list[Note] = field(default_factory=list)
    left_out: list[UnusedText] = field(default_factory=list)


def cut(text: str, most: int = 60) -> str:
    """Text on one line, short enough to be told."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
