"""The questions of a service folder, and their answers kept there: what a page or another program works with."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from evidencepack.errors import EvidencePackError, UsageError, known_path
from evidencepack.library import Library, settled_file
from evidencepack.notes import note
from evidencepack.onboarding.questions.listed import question_list
from evidencepack.pipeline import assess_service, open_library, read_service
from evidencepack.registers import Answer, Question
from evidencepack.service import ServiceRead
from evidencepack.service.things_asked import things_asked


def questions(
    folder: Path, *, on: date, frameworks: Sequence[str] = (), mappings: Path | None = None
) -> tuple[Question, ...]:
    """What is asked of a service on a day, the question first for which most findings wait; it may hold names.

    The words of each are `question.said`, put to it by the messages of a library.
    """
    library = open_library(mappings)
    read = read_service(known_path("folder", folder), library)
    return question_list(read, library, assess_service(read, library, on, frameworks), on).questions


def question_count(read: ServiceRead, library: Library, on: date) -> int:
    """How many questions there are; of frameworks that there are not a build says so, and here they ask nothing."""
    with suppress(EvidencePackError):
        return len(things_asked(read, assess_service(read, library, on)))
    return len(things_asked(read))


def settled(folder: Path) -> tuple[Answer, ...]:
    """Every answer that is kept in a service folder."""
    return settled_file.read_settled(known_path("folder", folder)).settled.answers


def settle(folder: Path, answers: Answer | Iterable[Answer]) -> tuple[Answer, ...]:
    """Keep one answer or many, such as `question.answered("yes")`; every answer that is kept now.

    ServiceError or OutputError when they cannot be kept; then all is as it was.
    """
    return settled_file.settle(known_path("folder", folder), _answers(answers)).answers


def take_back(folder: Path, answers: Answer | Iterable[Answer]) -> tuple[Answer, ...]:
    """Take one answer or many back, so that it is asked again; every answer that is kept now."""
    return settled_file.take_back(known_path("folder", folder), _answers(answers)).answers


def _answers(given: Answer | Iterable[Answer]) -> tuple[Answer, ...]:
    found = (given,) if isinstance(given, Answer) else tuple(given)
    for answer in found:
        if not isinstance(answer, Answer):
            raise UsageError(note("not-an-answer", given=repr(answer)[:60]), "answers")
    return found
