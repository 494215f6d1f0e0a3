"""Questions as they were found -> each once, without gates and without what asks nothing; what is missing is said."""

from collections.abc import Iterator, Sequence

from evidencepack.notes import Fact, Note, note
from evidencepack.tender import patterns
from evidencepack.tender.draft import GATE, DraftQuestion, TenderDraft, cut


def deduplicate(found: TenderDraft) -> list[DraftQuestion]:
    """Put together what is said twice, set gates apart, list what is missing; back come those that are no question."""
    found.questions = _together(found.questions, found.not_understood)
    none = list(_no_questions(found.questions, found.not_understood))
    gates = [question for question in found.questions if question.weight == GATE]
    found.gates += [" ".join(_called(question).split()) for question in gates]
    found.questions = [question for question in found.questions if question.weight != GATE and question not in none]
    for n, question in enumerate(found.questions, 1):
        question.number = question.number or str(n)
        _say_missing(question, found.not_understood)
    return none


def _called(question: DraftQuestion) -> str:
    return f"{question.number} {question.heading} {question.text}"


def _together(questions: Sequence[DraftQuestion], notes: list[Note]) -> list[DraftQuestion]:
    """Each question once: a list of questions and the questions in full are often both in a document."""
    found: list[DraftQuestion] = []
    for question in questions:
        first = next((before for before in found if _same(before, question)), None)
        if first is None:
            found.append(question)
            continue
        at: dict[str, Fact] = {"where": question.where, "number": question.number, "first": first.where}
        if first.weight and question.weight and first.weight != question.weight:
            notes.append(note("another-weight", **at))
        if first.limit and question.limit and first.limit != question.limit:
            notes.append(note("another-limit", **at))
        _join(first, question)
    return found


def _join(first: DraftQuestion, second: DraftQuestion) -> None:
    if not first.text:
        first.number, first.where = second.number or first.number, second.where
    first.lot, first.section = first.lot or second.lot, first.section or second.section
    texts = sorted({first.text, second.text, *([first.heading] if second.heading else [])} - {""}, key=len)
    first.heading = second.heading or first.heading
    kept = [text for text in texts if not any(text != other and text in other for other in (*texts, first.heading))]
    first.text = "\n".join(text for text in kept if text != first.heading)
    first.weight, first.limit = first.weight or second.weight, first.limit or second.limit
    first.attachments = second.attachments if first.attachments is None else first.attachments
    first.looks_for += [line for line in second.looks_for if line not in first.looks_for]
    first.lines += second.lines
    first.scored &= second.scored
    first.in_table |= second.in_table


def _same(first: DraftQuestion, second: DraftQuestion) -> bool:
    """Whether two are one question: the same number, or the same heading where one has no text.

    Numbers may begin anew in each lot and section: two that each ask something else are then two questions, and so is
    what is passed or failed beside what is marked.
    """
    if first.lot and second.lot and first.lot != second.lot:
        return False
    if first.weight and second.weight and (first.weight == GATE) != (second.weight == GATE):
        return False
    bare = not (first.text and second.text)
    if first.heading and first.heading.casefold() == second.heading.casefold() and bare:
        return True
    if not first.number or first.number.casefold() != second.number.casefold():
        return False
    # 2.1 and MS3 tell two questions apart wherever they stand, 1 begins anew in a section.
    anywhere = bare and not (first.number.isdecimal() and second.number.isdecimal())
    return first.section == second.section or not (first.section and second.section) or anywhere


def _no_questions(questions: Sequence[DraftQuestion], notes: list[Note]) -> Iterator[DraftQuestion]:
    """Numbered lines that ask nothing, what is not scored, and headings whose parts are the questions.

    A paragraph that asks something and has neither weight nor limit is left out where others have; that is said.
    """
    marked = any(question.weight != GATE and _is_marked(question) for question in questions)
    below: dict[str, list[DraftQuestion]] = {}
    for question in questions:
        levels = question.number.split(".")
        for n in range(1, len(levels)):
            below.setdefault(".".join(levels[:n]), []).append(question)
    for question in questions:
        if question.weight == GATE:
            continue
        parts = below.get(question.number)
        if parts and not question.text:
            for part in parts:
                part.section = f"{question.number} {question.heading}" if question.heading else part.section
            yield question
        elif not question.scored or not (question.number[:1].isalpha() or _is_marked(question) or _asks(question)):
            yield question
        elif marked and not (question.in_table or question.number[:1].isalpha() or _is_marked(question)):
            number, text = question.number or note("no-number"), cut(question.heading or question.text)
            notes.append(note("unmarked", where=question.where, number=number, text=text))
            yield question


def _is_marked(question: DraftQuestion) -> bool:
    return bool(question.weight or question.limit)


def _asks(question: DraftQuestion) -> bool:
    return any(map(patterns.asks_the_reader, question.text.splitlines()))


def _say_missing(question: DraftQuestion, notes: list[Note]) -> None:
    parts = ((note("no-text"), question.text), (note("no-weight"), question.weight), (note("no-limit"), question.limit))
    if missing := tuple(what for what, there in parts if not there):
        notes.append(note("question-lacks", where=question.where, number=question.number, missing=missing))
