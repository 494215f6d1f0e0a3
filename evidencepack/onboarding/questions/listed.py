"""Everything that is asked of a service, put together: each thing once, what most findings wait for first."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from evidencepack.assessment import Assessment
from evidencepack.library import Library
from evidencepack.notes import Note
from evidencepack.onboarding.questions.said import said_of
from evidencepack.onboarding.questions.suggested import Suggester
from evidencepack.onboarding.questions.waiting import Waiting
from evidencepack.registers import Asked, Question
from evidencepack.registers.settled import ASKS
from evidencepack.service import ServiceRead
from evidencepack.service.things_asked import Key, things_asked
from evidencepack.tables.headings import plain


class QuestionList(Struct, frozen=True):
    """The questions, and how many findings wait for any of them."""

    questions: tuple[Question, ...]
    findings: int


def question_list(read: ServiceRead, library: Library, assessments: Sequence[Assessment], on: date) -> QuestionList:
    """What is asked of a service, the question first for which most findings wait; no two ask the same thing.

    The words of a question (`said`) and its suggestions may hold names: they are for the manager alone.
    """
    findings = [f for a in assessments for result in a.results for f in result.findings]
    suggester, waiting = Suggester(read, library, on), Waiting(read, findings)
    questions, waited_for = [], set[str]()
    for key, group in things_asked(read, assessments).items():
        question = suggester.with_answers(_question(key, group), group)
        ids = waiting.for_(question, group)
        waited_for |= ids
        questions.append(replace(question, settles=len(ids)))
    questions.sort(key=lambda q: (-q.settles, ASKS.index(q.ask), -len(q.places), q.register, q.field, plain(q.what)))
    return QuestionList(tuple(questions), len(waited_for))


def _question(key: Key, group: Sequence[Asked]) -> Question:
    first, (_, _, register, field, file, sheet) = group[0], key
    places = tuple(dict.fromkeys(asked.origin for asked in group))
    said: Note = said_of(first, places)
    return Question(first.ask, first.what, said, register, field, file, sheet, places)
