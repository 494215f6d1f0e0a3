"""Questions as they were found -> each once, without gates and without what asks nothing; what is missing is said."""

from collections.abc import Sequence

from evidencepack.starting.tender import signs
from evidencepack.starting.tender.asked import Asked, Understood, cut


def settle(found: Understood) -> None:
    """Put together what is said twice, set gates apart, and list what is missing."""
    found.questions = _kept(_together(found.questions, found.not_understood), found)
    for asked in found.questions:
        _say_missing(asked, found.not_understood)


def _together(questions: Sequence[Asked], said: list[str]) -> list[Asked]:
    """Each question once: a list of questions and the questions in full are often both in a document."""
    found: list[Asked] = []
    for asked in questions:
        first = next((before for before in found if _same(before, asked)), None)
        if first is None:
            found.append(asked)
            continue
        for what in ("weight", "limit"):
            values = getattr(first, what), getattr(asked, what)
            if all(values) and values[0] != values[1]:
                where = f"{asked.where}, question {asked.number}"
                said.append(f"{where}: another {what} than in {first.where}; that one is taken.")
        if not first.text:
            first.number, first.where = asked.number, asked.where
        first.lot, first.heading = first.lot or asked.lot, first.heading or asked.heading
        first.text = max(first.text, asked.text, key=len)
        first.weight, first.limit = first.weight or asked.weight, first.limit or asked.limit
        first.attachments = asked.attachments if first.attachments is None else first.attachments
        first.looks_for += [line for line in asked.looks_for if line not in first.looks_for]
    return found


def _same(first: Asked, second: Asked) -> bool:
    """Whether two are one question: the same number in the same lot, or the same heading where one has no text."""
    if first.lot and second.lot and first.lot != second.lot:
        return False
    headed = first.heading and first.heading.casefold() == second.heading.casefold()
    return first.number.casefold() == second.number.casefold() or bool(headed and not (first.text and second.text))


def _kept(questions: Sequence[Asked], found: Understood) -> list[Asked]:
    """The questions without gates, which are listed apart, and without numbered lines that ask nothing."""
    kept = []
    for asked in questions:
        if asked.weight == "pass or fail":
            found.gates.append(cut(f"{asked.number} {asked.text or asked.heading} (pass or fail)", 200))
        elif asked.number[0].isdigit() and not (asked.weight or asked.limit or signs.asks(asked.text)):
            said = cut(asked.heading or asked.text)
            what = f"{asked.where}: numbered {asked.number}, and not taken for a question"
            found.not_understood.append(f"{what}: {said}" if said else f"{what}.")
        else:
            kept.append(asked)
    return kept


def _say_missing(asked: Asked, said: list[str]) -> None:
    missing = [
        word for word, there in (("text", asked.text), ("weight", asked.weight), ("limit", asked.limit)) if not there
    ]
    if missing:
        said.append(f"{asked.where}, question {asked.number}: no {' and no '.join(missing)} found.")
