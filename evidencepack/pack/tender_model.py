"""What the pack of a tender holds beside that of any framework: an outline, facts and a count for each question."""

from msgspec import Struct

from evidencepack.model import Weight


class AnswerLength(Struct, frozen=True):
    """How long the answer is that somebody has written, and in which file; its text goes no further."""

    file: str
    words: int
    characters: int


class OutlineLine(Struct, frozen=True, kw_only=True):
    """One slot of an answer: what the records give for it, or what the writer must add."""

    slot: str
    lines: tuple[str, ...]
    prompt: str


class Facts(Struct, frozen=True, kw_only=True):
    """Sentences to quote, each ending with its evidence numbers, in at most so many words.

    `note` says that no further fact would fit or that there is none; then the text may be that of a shorter one.
    """

    at_most: int
    words: int
    text: str
    evidence: tuple[str, ...]
    note: str = ""


class Cost(Struct, frozen=True, kw_only=True):
    """Something that may cost marks in a question: what, what the records show, why it counts, what closes it."""

    question: str
    title: str
    sentence: str
    why: tuple[str, ...]
    action: str
    weight: Weight


class Bid(Struct, frozen=True, kw_only=True):
    """What a bid writer needs for one question.

    `words` and `characters` are those of the answer so far, None where there is none; `over` is how far it is past
    its limit, in the unit of the limit, and below nought how much is left; None without a limit or an answer. The
    edition to hand over holds only the longest of the facts, and neither outline, length nor costs.
    `in_characters`: so the limit counts, not in words.
    """

    number: str
    lot: str
    limit: str
    attachments: str
    answer_file: str
    words: int | None
    characters: int | None
    over: int | None
    count_line: str
    outline: tuple[OutlineLine, ...]
    facts: tuple[Facts, ...]
    facts_left: int
    examples: tuple[str, ...]
    costs: tuple[Cost, ...]
    in_characters: bool = False


class Mark(Struct, frozen=True, kw_only=True):
    """One mark of the buyer's scale and what it means."""

    mark: int
    means: str


class TenderCard(Struct, frozen=True, kw_only=True):
    """The tender as a whole; `costs` are those of every question, the heaviest first, and none to hand over."""

    buyer: str
    reference: str
    closes: str
    shares: str
    scale: tuple[Mark, ...]
    gates: tuple[str, ...]
    costs: tuple[Cost, ...]
