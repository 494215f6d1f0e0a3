"""The questions of a tender as a commented framework file for a person to finish."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from evidencepack.notes import Messages
from evidencepack.shipped import filled_in
from evidencepack.tender.draft import DraftQuestion, TenderDraft
from evidencepack.tender.suggest import Suggestion, Suggestions
from evidencepack.text import slug

CONFIRM = "TO CONFIRM"
_ALL = "all-lots"
_TITLE_WORDS = 9


class _Question(Struct, frozen=True):
    """A question with what stands around it in the file: its id, lot and title, its place, and what may answer it."""

    draft: DraftQuestion
    id: str
    lot: str
    title: str
    reference: str
    answered_by: tuple[Suggestion, ...]


def tender_text(found: TenderDraft, id_: str, file: str, on: date, suggestions: Suggestions, messages: Messages) -> str:
    """The text of the file: what was not understood stands at its head, what was left out at its foot."""
    questions = list(_questions(found.questions, suggestions, messages))
    lots = dict.fromkeys(question.lot for question in questions) or (_ALL,)
    return filled_in(
        "tender.yaml",
        id=id_,
        file=file,
        on=on,
        found=found,
        confirm=CONFIRM,
        lots={lot: found.lots.get(lot, "") for lot in lots},
        questions=questions,
        not_understood=[messages.what(note) for note in found.not_understood],
        left_out=[messages.what(left.note) for left in found.left_out],
    )


def _questions(questions: Iterable[DraftQuestion], suggestions: Suggestions, messages: Messages) -> Iterator[_Question]:
    taken: set[str] = set()
    for question in questions:
        places = filter(None, (question.section, question.number, messages.what(question.where)))
        yield _Question(
            question,
            id=_id(question, taken),
            lot=question.lot or _ALL,
            title=_title(question),
            reference=", ".join(places),
            answered_by=suggestions.for_question(" ".join((question.heading, question.text, *question.looks_for))),
        )


def _id(question: DraftQuestion, taken: set[str]) -> str:
    plain = slug(question.number)
    first = plain if plain[:1].isalpha() else f"q{plain}"
    second = f"{question.lot}-{first}" if question.lot else f"{first}-2"
    tries = (first, second, *(f"{first}-{n}" for n in range(3, 1_000)))
    chosen = next(id_ for id_ in tries if id_ not in taken)
    taken.add(chosen)
    return chosen


def _title(question: DraftQuestion) -> str:
    """The heading of the question where it has one, else its first words."""
    if question.heading:
        return question.heading
    first = question.text.partition("\n")[0]
    head, colon, more = first.partition(":")
    if colon and more and len(head.split()) <= _TITLE_WORDS:
        return head.strip()
    words = first.split()
    return " ".join(words[:_TITLE_WORDS]).rstrip(" ,.:;?") + ("…" if len(words) > _TITLE_WORDS else "")
