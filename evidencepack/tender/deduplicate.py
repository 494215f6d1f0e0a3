"""Questions as they were found -> each once, without gates and without what asks nothing; what is missing is said."""

from collections.abc import Iterator, Sequence

from evidencepack.notes import Note, note
from evidencepack.tender import signs
from evidencepack.tender.draft import GATE, DraftQuestion, Understood, cut


def deduplicate(found: Understood) -> list[DraftQuestion]:
    """Put together what is said twice, set gates apart, list what is missing; back come those that are no question."""
    found.questions = _together(found.questions, found.not_understood)
    none = list(_no_questions(found.questions, found.not_understood))
    gates = [asked for asked in found.questions if asked.weight == GATE]
    found.gates += [" ".join(_called(asked).split()) for asked in gates]
    found.questions = [asked for asked in found.questions if asked.weight != GATE and asked not in none]
    for n, asked in enumerate(found.questions, 1):
        asked.number = asked.number or str(n)
        _say_missing(asked, found.not_understood)
    return none


def _called(asked: DraftQuestion) -> str:
    return f"{asked.number} {asked.heading} {asked.text}"


def _together(questions: Sequence[DraftQuestion], notes: list[Note]) -> list[DraftQuestion]:
    """Each question once: a list of questions and the questions in full are often both in a document."""
    found: list[DraftQuestion] = []
    for asked in questions:
        first = next((before for before in found if _same(before, asked)), None)
        if first is None:
            found.append(asked)
            continue
        for what in ("weight", "limit"):
            values = getattr(first, what), getattr(asked, what)
            if all(values) and values[0] != values[1]:
                code = "another-weight" if what == "weight" else "another-limit"
                notes.append(note(code, where=asked.where, number=asked.number, first=first.where))
        _join(first, asked)
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
    return first.section == second.section or not (first.section and second.section) or (bare and _apart(first, second))


def _apart(first: DraftQuestion, second: DraftQuestion) -> bool:
    """Whether a number tells two questions apart wherever they stand: 2.1 and MS3 do, 1 begins anew in a section."""
    return not (first.number.isdecimal() and second.number.isdecimal())


def _no_questions(questions: Sequence[DraftQuestion], notes: list[Note]) -> Iterator[DraftQuestion]:
    """Numbered lines that ask nothing, what is not scored, and headings whose parts are the questions.

    A paragraph that asks something and has neither weight nor limit is left out where others have; that is said.
    """
    marked = any(asked.weight != GATE and _is_marked(asked) for asked in questions)
    below: dict[str, list[DraftQuestion]] = {}
    for asked in questions:
        levels = asked.number.split(".")
        for n in range(1, len(levels)):
            below.setdefault(".".join(levels[:n]), []).append(asked)
    for asked in questions:
        if asked.weight == GATE:
            continue
        parts = below.get(asked.number)
        if parts and not asked.text:
            for part in parts:
                part.section = f"{asked.number} {asked.heading}" if asked.heading else part.section
            yield asked
        elif not asked.scored or not (asked.number[:1].isalpha() or _is_marked(asked) or _asks(asked)):
            yield asked
        elif marked and not (asked.in_table or asked.number[:1].isalpha() or _is_marked(asked)):
            number = asked.number or note("no-number")
            notes.append(note("unmarked", where=asked.where, number=number, text=cut(asked.heading or asked.text)))
            yield asked


def _is_marked(asked: DraftQuestion) -> bool:
    return bool(asked.weight or asked.limit)


def _asks(asked: DraftQuestion) -> bool:
    return any(map(signs.asks_the_reader, asked.text.splitlines()))


def _say_missing(asked: DraftQuestion, notes: list[Note]) -> None:
    missing = tuple(
        found
        for found, there in (
            (note("no-text"), asked.text),
            (note("no-weight"), asked.weight),
            (note("no-limit"), asked.limit),
        )
        if not there
    )
    if missing:
        notes.append(note("question-lacks", where=asked.where, number=asked.number, missing=missing))
