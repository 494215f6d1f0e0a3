"""What a line or the cells of a row say of the question they belong to: its text, weight, limit, attachments, looks."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from evidencepack.frameworks.tender_questions import Limit
from evidencepack.notes import Note, note
from evidencepack.tender import patterns
from evidencepack.tender.draft import GATE, DraftQuestion, cut
from evidencepack.text import count_of

_MOST_TEXT = 3_000  # characters of one question; what follows is said to be left out
_MOST_LOOKED_FOR = 300  # characters of one thing that is looked for
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_COUNT = re.compile(r"\D{0,10}(\d{1,3}(?:[, \u00a0]\d{3})+|\d{1,6})(?!\d)")
_PLAIN_LIMIT = re.compile(r"\W*+(?:max\w*+\W*+)?[\d,.\s]*+(?:words?|characters?|pages?|sides?|n/?a|none)?\W*+", re.I)


class QuestionDetails(Struct, frozen=True):
    """What came of a text: notes on what was not understood, and whether the text itself is left out.

    `looks` is whether the lines after it say what evaluators look for.
    """

    notes: tuple[Note, ...] = ()
    unused: bool = False
    looks: bool = False


def add_text(question: DraftQuestion, text: str, looks: bool) -> QuestionDetails:
    """Add a text to the question it belongs to; `looks` is whether those before it began what is looked for."""
    if patterns.is_not_scored(text):
        question.scored = False
        return QuestionDetails()
    notes = tuple(_numbers(question, text))
    attachments = patterns.attachments_in(text)
    question.attachments = question.attachments if attachments is None else attachments
    if patterns.begins_looks_for(text):
        return QuestionDetails(notes, looks=True)
    numbered = patterns.limits_in(text) or patterns.weight_in(text) or patterns.is_gate(text)
    if looks and len(text) < _MOST_LOOKED_FOR and not numbered:
        question.looks_for.append(text.strip(" •-–\t"))
    elif len(question.text) + len(text) > _MOST_TEXT:
        return QuestionDetails((*notes, note("much-text")), unused=True, looks=looks)
    elif not patterns.only_details(text):
        question.text = f"{question.text}\n{text}".strip()
    return QuestionDetails(notes, looks=looks)


def _numbers(question: DraftQuestion, text: str) -> Iterator[Note]:
    """Take the weight and the limit that a text states; a second one of either is said."""
    weight, limits = GATE if patterns.is_gate(text) else patterns.weight_in(text), patterns.limits_in(text)
    if weight and question.weight not in ("", weight):
        yield note("two-weights", text=cut(text))
    question.weight = question.weight or weight
    question.limit = question.limit or (limits[0] if limits else None)
    if len({question.limit, *limits}) > 1 and limits:
        yield note("two-limits", text=cut(text))


def add_cells(question: DraftQuestion, held: Mapping[str, str], unit: str) -> Iterator[Note]:
    """Add what the cells of a row, or of a form, hold; `unit` is what heads the limit. Says what is not understood."""
    question.heading = question.heading or " ".join(held.get("heading", "").split())
    yield from _weight_cell(question, held.get("weight", ""))
    yield from _limit_cell(question, held.get("limit", ""), unit)
    question.looks_for += [line.strip(" •-–\t") for line in held.get("looks", "").splitlines() if line.strip()]
    if allowed := held.get("attachments", "").casefold():
        question.attachments = allowed.startswith(("y", "allow", "permit", "may"))


def _weight_cell(question: DraftQuestion, cell: str) -> Iterator[Note]:
    weight = _NUMBER.search(cell)
    if patterns.is_gate(cell) or cell == GATE:
        question.weight = GATE
    elif weight:
        question.weight = question.weight or patterns.short_number(weight[0])
    elif cell:
        yield note("weight-unclear", text=cut(cell))


def _limit_cell(question: DraftQuestion, cell: str, unit: str) -> Iterator[Note]:
    """A limit in a cell of its own; what else stands there, such as "750, plus a chart", goes with the question."""
    limit = limit_in(cell, unit)
    question.limit = question.limit or limit
    if limit and question.limit != limit:
        yield note("two-limits", text=cut(cell))
    if cell and not _PLAIN_LIMIT.fullmatch(cell) and not patterns.only_details(cell):
        question.text = f"{question.text}\n{cell}".strip()


def limit_in(cell: str, unit: str) -> Limit | None:
    """The limit in a cell of its own, or in the heading above it; `unit` is that heading."""
    limits = patterns.limits_in(cell)
    if limits:
        return limits[0]
    plain = _COUNT.match(cell.strip())
    count = int(re.sub(r"\D", "", plain[1])) if plain else 0
    if not count:
        stated = patterns.limits_in(unit)
        return stated[0] if stated and not cell.strip() else None
    heading = unit.casefold()
    if "page" in heading or "side" in heading:
        return Limit(said=count_of(count, "page" if "page" in heading else "side"))
    return patterns.limit_of(count, "characters" if "character" in heading else "words")
