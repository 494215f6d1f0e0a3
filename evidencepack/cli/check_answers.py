"""What evidencepack check says of the answers folder: each file, the question it is taken for, length and limit."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from evidencepack.cli.console import begin, say
from evidencepack.frameworks.framework import Expectation, Framework
from evidencepack.pack.privacy import Scrubber
from evidencepack.pack.tender import limit_words, over_by
from evidencepack.pack.tender_model import AnswerLength
from evidencepack.tender.answers import Answers
from evidencepack.text import count_of


class AnswerLine(Struct, frozen=True):
    """One question of a tender that is being answered; no answer means that none was found yet."""

    tender: Framework
    question: Expectation
    answer: AnswerLength | None

    @property
    def number(self) -> str:
        """The number that the buyer gave the question."""
        return self.question.question.number if self.question.question else ""

    @property
    def length(self) -> str:
        """What was written, beside the limit."""
        limit = self.question.question.limit if self.question.question else None
        if self.answer is None:
            return ""
        counted = self.answer.characters if limit and limit.characters else self.answer.words
        written = f"{count_of(counted, 'character' if limit and limit.characters else 'word')} written"
        if limit is None:
            return f"{written}, no limit stated"
        if limit.said:
            return f"{written}; the limit, {limit.said}, is for you to look at"
        over = over_by(limit, self.answer) or 0
        return f"{written}, {limit_words(limit)} allowed: {f'{over:,} over' if over > 0 else f'{-over:,} left'}"


def answer_lines(answers: Answers, tenders: Iterable[Framework]) -> tuple[AnswerLine, ...]:
    """Every question of each tender to which there is an answer, in the buyer's order."""
    begun = {key.partition("/")[0] for key in answers.found}
    chosen = [tender for tender in tenders if tender.id in begun]
    return tuple(AnswerLine(t, e, answers.found.get(f"{t.id}/{e.id}")) for t in chosen for e in t.expectations)


def say_answers(lines: Iterable[AnswerLine], scrub: Scrubber) -> None:
    """Print them: a file and its question each, and last the questions that have no answer yet."""
    tenders: dict[str, list[AnswerLine]] = {}
    for line in lines:
        tenders.setdefault(line.tender.id, []).append(line)
    for found in tenders.values():
        written = [line for line in found if line.answer]
        begin(f"Answers to {found[0].tender.title}: {len(written)} of {len(found)} questions")
        for line in written:
            assert line.answer
            say(scrub(line.answer.file), indent="  ", hang="    ")
            say(f"{line.number}, {line.question.title}: {line.length}", indent="    ", hang="      ")
        if left := [f"{line.number} ({line.question.id})" for line in found if not line.answer]:
            say(f"No answer counted: {', '.join(left)}", indent="  ", hang="    ")


def plain_answers(lines: Iterable[AnswerLine], scrub: Scrubber) -> Iterator[dict[str, object]]:
    """The same as JSON: counts are null where there is no answer yet, the limit in words where it has no number."""
    for line in lines:
        limit, answer = line.question.question.limit if line.question.question else None, line.answer
        yield {
            "tender": line.tender.id,
            "question": line.question.id,
            "number": line.number,
            "file": scrub(answer.file) if answer else "",
            "words": answer.words if answer else None,
            "characters": answer.characters if answer else None,
            "limit": limit_words(limit),
            "over": over_by(limit, answer),
        }
