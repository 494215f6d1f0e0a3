"""What a manager typed into Questions.xlsx, kept in settled.yaml; and the workbook written anew with what is open."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from evidencepack.assessment import Assessment
from evidencepack.errors import EvidencePackError
from evidencepack.files import Reader, fingerprint_of
from evidencepack.library import Library, settled_file
from evidencepack.notes import Note, note
from evidencepack.on_disk import write_whole
from evidencepack.onboarding.asking.workbook import questions_book
from evidencepack.onboarding.questions import question_list
from evidencepack.registers import Question
from evidencepack.registers.settled import key_of
from evidencepack.service import ServiceRead
from evidencepack.service.questions_file import QUESTIONS_FILE, TypedAnswers, questions_path, typed_answers


def keep_typed(folder: Path, reader: Reader, on: date) -> tuple[Note, ...]:
    """Keep the answers of Questions.xlsx in settled.yaml and take back those that were cleared; what is to be said.

    Where they cannot be kept they hold all the same, as they stand in the workbook.
    """
    if questions_path(folder) is None:
        return ()
    typed, kept = typed_answers(folder, reader, on), settled_file.read_settled(folder).settled.answers
    means = {key_of(answer): answer.means for answer in kept}
    new = [answer for answer in typed.answers if means.get(key_of(answer)) != answer.means]
    gone = [answer for answer in typed.taken_back if key_of(answer) in means]
    try:
        if new:
            settled_file.settle(folder, new)
        if gone:
            settled_file.take_back(folder, gone)
    except EvidencePackError as error:
        return (note("answers-not-kept", file=QUESTIONS_FILE, why=error.said),)
    told = (("answers-taken-over", len(new)), ("answers-taken-back", len(gone)))
    return tuple(note(code, n=n, file=QUESTIONS_FILE) for code, n in told if n)


def write_open(
    folder: Path, read: ServiceRead, library: Library, assessments: Sequence[Assessment], on: date
) -> tuple[tuple[Question, ...], tuple[Note, ...]]:
    """Write Questions.xlsx with what is still open and what was answered; the questions, and what is to be said.

    Nothing is written where there is nothing to ask, over sheets of the manager's own, over what cannot be read, or
    over what somebody saved since it was read.
    """
    questions = question_list(read, library, assessments, on).questions
    answers, typed = settled_file.read_settled(folder).settled.answers, read.typed
    if not (questions or answers or typed.path):
        return (), ()
    why = _in_the_way(typed)
    if why is None:
        why = _written(folder, questions_book(questions, answers, library.messages, typed.rows), typed)
    return questions, (note("questions-not-written", file=QUESTIONS_FILE, why=why),) if why else ()


def _in_the_way(typed: TypedAnswers) -> Note | None:
    """Why the workbook that is there is left as it is."""
    if typed.path is None:
        return None
    if typed.path.name.casefold() != QUESTIONS_FILE.casefold():
        return note("questions-of-another-kind", file=typed.path.name)
    if typed.closed:
        return note("questions-closed", why=typed.closed)
    return note("questions-own-sheets") if typed.own_sheets else None


def _written(folder: Path, book: bytes, typed: TypedAnswers) -> Note | None:
    """Write the workbook whole; why it could not be."""
    path = typed.path or folder / QUESTIONS_FILE
    if typed.path and fingerprint_of(path, folder) != typed.fingerprint:
        return note("questions-saved-meanwhile")
    try:
        write_whole(path, book, private=True)
    except OSError as error:
        return note("questions-in-use", why=error.strerror or note("unknown-reason"))
    return None
