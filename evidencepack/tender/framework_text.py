"""The questions of a tender as a commented framework file for a person to finish."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from evidencepack.notes import Messages
from evidencepack.tender.draft import DraftQuestion, Understood
from evidencepack.tender.suggest import Suggestion, Suggestions
from evidencepack.text import slug
from evidencepack.text_templates import filled_in

CONFIRM = "TO CONFIRM"
_ALL = "all-lots"
_TITLE_WORDS = 9


class _Question(Struct, frozen=True):
    """A question with what stands around it in the file: its id, lot and title, its place, and what may answer it."""

    asked: DraftQuestion
    id: str
    lot: str
    title: str
    reference: str
    answered_by: tuple[Suggestion, ...]


def tender_text(found: Understood, id_: str, file: str, on: date, suggestions: Suggestions, messages: Messages) -> str:
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
    for asked in questions:
        places = filter(None, (asked.section, asked.number, messages.what(asked.where)))
        yield _Question(
            asked,
            id=_id(asked, taken),
            lot=asked.lot or _ALL,
            title=_title(asked),
            reference=", ".join(places),
            answered_by=suggestions.for_question(" ".join((asked.heading, asked.text, *asked.looks_for))),
        )


def _id(asked: DraftQuestion, taken: set[str]) -> str:
    plain = slug(asked.number)
    first = plain if plain[:1].isalpha() else f"q{plain}"
    tries = [first, f"{asked.lot}-{first}" if asked.lot else f"{first}-2", *(f"{first}-{n}" for n in range(3, 1_000))]
    chosen = next(id_ for id_ in tries if id_ not in taken)
    taken.add(chosen)
    return chosen


def _title(asked: DraftQuestion) -> str:
    """The heading of the question where it has one, else its first words."""
    if asked.heading:
        return asked.heading
    first = asked.text.partition("\n")[0]
    head, colon, more = first.partition(":")
    if colon and more and len(head.split()) <= _TITLE_WORDS:
        return head.strip()
    words = first.split()
    return " ".join(words[:_TITLE_WORDS]).rstrip(" ,.:;?") + ("…" if len(words) > _TITLE_WORDS else "")
