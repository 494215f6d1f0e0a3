"""The pack of a tender: how far each question can be answered, an outline, facts, its length, what may cost marks."""

from collections.abc import Sequence

from msgspec.structs import replace

from evidencepack.assessment import Assessment, ExpectationResult, Finding
from evidencepack.dates import day_words
from evidencepack.frameworks.framework import Framework
from evidencepack.frameworks.tender_questions import Limit, Question
from evidencepack.frameworks.tender_resolved import may_quote_ids
from evidencepack.notes import Fact, Messages, note
from evidencepack.pack.inputs import PackContext
from evidencepack.pack.listed_model import FlagLine
from evidencepack.pack.model import FindingLine, Section
from evidencepack.pack.quotes import QuotableFact, quotable
from evidencepack.pack.sentences import flag_line, sentence_of, status_word
from evidencepack.pack.tender_model import AnswerLength, Bid, Cost, Mark, OutlineLine, TenderCard
from evidencepack.registers import REGISTERS
from evidencepack.statuses import Answerable, Standing, Status
from evidencepack.text import count_of

Pair = tuple[Finding, FindingLine]
# What moves a reader most comes first; a paper alone comes last.
_KINDS = ("outcomes", "people's experience", "partners", "observation", "staff and leaders", "processes")
_PAPER = frozenset({"policies", "documents", "facts"})
_OFTEN = ("each", "regular")
_MOST_LINES = 4
# The parts of an outline in order: what each is called, what its writer is asked, and whether that is said always.
_SLOTS = (
    (note("bid-slot-answer"), note("bid-prompt-answer"), True),
    (note("bid-slot-role"), note("bid-prompt-role"), True),
    (note("bid-slot-record"), note("bid-prompt-record"), False),
    (note("bid-slot-often"), note("bid-prompt-often"), False),
    (note("bid-slot-statute"), note("bid-prompt-statute"), False),
    (note("bid-slot-result"), note("bid-prompt-result"), False),
)


def with_bids(sections: Sequence[Section], assessment: Assessment, desk: PackContext) -> tuple[Section, ...]:
    """The sections of a tender in the words of its writer, each with what its answer needs.

    Sections and findings bear the buyer's numbers, or ours where two lots number their questions alike.
    """
    numbers = [result.expectation.question.number for result in assessment.results if result.expectation.question]
    if len(set(numbers)) == len(sections):
        sections = [_numbered(section, number) for section, number in zip(sections, numbers, strict=True)]
    pairs = zip(sections, assessment.results, strict=True)
    return tuple(_as_question(section, result, assessment.framework, desk) for section, result in pairs)


def _numbered(section: Section, number: str) -> Section:
    findings = (replace(f, number=number + f.number.removeprefix(section.number)) for f in section.findings)
    return replace(section, number=number, findings=tuple(findings))


def tender_card(framework: Framework, sections: Sequence[Section], messages: Messages) -> TenderCard | None:
    """The tender as a whole, with what may cost marks through all questions; None for any other framework."""
    tender = framework.tender
    if tender is None:
        return None
    quality, price = tender.quality_share, tender.price_share
    shares = [note("bid-quality", share=str(quality))] if quality else []
    shares += [note("bid-price", share=str(price))] if price else []
    costs = [cost for section in sections if section.bid for cost in section.bid.costs]
    return TenderCard(
        buyer=tender.buyer,
        reference=tender.reference,
        closes=day_words(tender.closes) if tender.closes else "",
        shares=", ".join(map(messages.what, shares)),
        scale=tuple(Mark(mark=mark, means=means) for mark, means in sorted(tender.scale.items())),
        gates=tender.gates,
        costs=tuple(sorted(costs, key=lambda cost: -cost.weight)),
    )


def _as_question(section: Section, result: ExpectationResult, framework: Framework, desk: PackContext) -> Section:
    question = result.expectation.question
    assert question
    found = _quoted(tuple(zip(result.findings, section.findings, strict=True)), question)
    answer = desk.material.answers.get(f"{framework.id}/{section.id}")
    flagged = replace(section, flags=(*section.flags, *_over_flag(question.limit, answer, desk)))
    status = answerable(result.standing, bool(found))
    bid = _bid(flagged, result, found, answer, framework, desk)
    return replace(flagged, status=status_word(status.value, desk.material.words.questions), bid=bid)


def answerable(standing: Standing, has_facts: bool) -> Answerable:
    """How far a question can be answered: wholly where all it asks is shown, partly where a fact can be quoted."""
    if standing is Standing.SHOWN:
        return Answerable.ANSWERABLE
    return Answerable.PARTLY if has_facts else Answerable.NO_PROOF


def over_by(limit: Limit | None, answer: AnswerLength | None) -> int | None:
    """How far an answer is past its limit, below nought what is left; None without an answer or a number."""
    if answer is None or limit is None or limit.said:
        return None
    return answer.words - limit.words if limit.words else answer.characters - (limit.characters or 0)


def _bid(
    section: Section,
    result: ExpectationResult,
    found: Sequence[Pair],
    answer: AnswerLength | None,
    framework: Framework,
    desk: PackContext,
) -> Bid:
    e, messages = result.expectation, desk.material.messages
    question = e.question
    assert question
    facts = _facts(found, desk)
    made = quotable(facts, messages.say("bid-fewer"), messages.say("bid-no-fact"))
    file = desk.scrub(answer.file if answer else f"answers/{framework.id}/{e.id}.docx")
    return Bid(
        number=question.number,
        lot=next((t.title for t in framework.themes if t.id == e.theme), ""),
        limit=limit_words(question.limit) or messages.say("bid-no-limit"),
        attachments=messages.what(note("bid-attachments" if question.attachments else "bid-no-attachments")),
        answer_file=file,
        words=answer.words if answer else None,
        characters=answer.characters if answer else None,
        over=over_by(question.limit, answer),
        count_line=_count_line(question.limit, answer, file, messages),
        outline=_outline(section, result, found, desk),
        facts=made,
        facts_left=sum(fact.text not in made[-1].text for fact in facts),
        examples=_examples(section, result, question),
        costs=tuple(_costs(section, question.number, desk)),
        in_characters=bool(question.limit and question.limit.characters),
    )


def limit_words(limit: Limit | None) -> str:
    """The limit as printed; "" where there is none."""
    if limit is None:
        return ""
    if limit.said:
        return limit.said
    return count_of(limit.words, "word") if limit.words else count_of(limit.characters or 0, "character")


def _length(limit: Limit, answer: AnswerLength) -> int:
    return answer.characters if limit.characters else answer.words


def _count_line(limit: Limit | None, answer: AnswerLength | None, file: str, messages: Messages) -> str:
    over = over_by(limit, answer)
    if answer is None:
        return messages.say("bid-no-answer", file=file)
    if limit is None or over is None:
        return messages.say("bid-written", n=note("words", n=answer.words), file=file)
    facts: dict[str, Fact] = {"n": _length(limit, answer), "limit": limit_words(limit), "more": abs(over)}
    return messages.what(note("bid-over" if over > 0 else "bid-within", **facts, file=file))


def _over_flag(limit: Limit | None, answer: AnswerLength | None, desk: PackContext) -> tuple[FlagLine, ...]:
    over = over_by(limit, answer)
    if over is None or over <= 0 or limit is None or answer is None:
        return ()
    unit = "character" if limit.characters else "word"
    facts = {"n": f"{_length(limit, answer):,}", "limit": limit_words(limit), "over": count_of(over, unit)}
    return (flag_line("OVER_LIMIT", facts, desk.material.rules),)


def _quoted(pairs: Sequence[Pair], question: Question) -> tuple[Pair, ...]:
    """What is met or for information and no gap, also not under another number's target; the strongest first."""
    short = {finding.ref for finding, line in pairs if line.action}
    only = may_quote_ids(question)
    asked = (pair for pair in pairs if not only or pair[0].requirement.id in only)
    return tuple(sorted(((f, line) for f, line in asked if _can_be_quoted(f) and f.ref not in short), key=_strength))


def _can_be_quoted(finding: Finding) -> bool:
    if finding.requirement.example or finding.status not in (Status.MET, Status.FOR_INFORMATION):
        return False
    return finding.measured.figure is not None or finding.measured.numerator is not None


def _strength(pair: Pair) -> tuple[bool, bool, int]:
    finding, line = pair
    paper = set(finding.measured.registers) <= _PAPER
    return (finding.status is not Status.MET, paper, _KINDS.index(line.evidence_kind))


def _facts(found: Sequence[Pair], desk: PackContext) -> list[QuotableFact]:
    """Each sentence once; whoever reads an answer has no pack before them, so its day is named."""
    m = desk.material
    by_sentence: dict[str, QuotableFact] = {}
    for finding, line in found:
        said = sentence_of(finding, m.on, m.rules, m.words, m.messages, quoted=True)
        by_sentence.setdefault(said, QuotableFact(said, line.evidence))
    return list(by_sentence.values())


def _examples(section: Section, result: ExpectationResult, question: Question) -> tuple[str, ...]:
    """The evidence numbers of the complete examples that may be quoted."""
    topics = question.may_quote.examples
    fit = {
        number
        for finding, line in zip(result.findings, section.findings, strict=True)
        if finding.requirement.example and (not topics or finding.requirement.example.topic in topics)
        for number in line.evidence
    }
    return tuple(card.evidence for card in section.examples if card.complete and card.evidence in fit)


def _outline(
    section: Section, result: ExpectationResult, found: Sequence[Pair], desk: PackContext
) -> tuple[OutlineLine, ...]:
    messages = desk.material.messages
    met = [pair for pair in found if pair[0].status is Status.MET]
    slots: tuple[tuple[str, ...], ...] = (
        (),
        (messages.say("bid-role", role=result.expectation.if_gap.owner),),
        _records(found, desk),
        _often(found, messages),
        tuple(dict.fromkeys(line.duty for line in section.findings if line.duty)),
        tuple(fact.text for fact in _facts(met[:1], desk)),
    )
    return tuple(
        OutlineLine(
            slot=messages.what(slot),
            lines=tuple(dict.fromkeys(lines))[:_MOST_LINES],
            prompt=messages.what(prompt) if not lines or always else "",
        )
        for (slot, prompt, always), lines in zip(_SLOTS, slots, strict=True)
    )


def _records(found: Sequence[Pair], desk: PackContext) -> tuple[str, ...]:
    numbers = desk.numbering.numbers
    registers = dict.fromkeys(r for finding, _ in found for r in finding.measured.registers)
    return tuple(f"{REGISTERS[r].label} ({numbers['register', r]})" for r in registers if ("register", r) in numbers)


def _often(found: Sequence[Pair], messages: Messages) -> tuple[str, ...]:
    """How often a thing is done: so many times a year where the measure says it, else the time it was kept up."""
    asked = ((line, {**dict(finding.params), **finding.measured.facts}) for finding, line in found)
    return tuple(
        messages.say("bid-a-year", title=line.title, times=facts["times"])
        if "times" in facts
        else f"{line.title}: {line.window}."
        for line, facts in asked
        if line.kind in _OFTEN and line.window
    )


def _costs(section: Section, number: str, desk: PackContext) -> list[Cost]:
    """Every gap of a question, duties first, then what its flags say of the whole answer."""
    short = [line for line in section.findings if line.action]
    short.sort(key=lambda line: all(flag.code != "DUTY_NOT_SHOWN" for flag in line.flags))
    gaps = [((line.title, line.sentence, line.action), line.flags) for line in short]
    if section.flags:
        gaps.append(((desk.material.messages.say("bid-whole"), "", ""), section.flags))
    why: dict[tuple[str, str, str], dict[str, None]] = {}
    for gap, flags in gaps:  # asked twice with two targets, it is one gap with two reasons
        why.setdefault(gap, {}).update(dict.fromkeys(flag.sentence for flag in flags))
    return [
        Cost(question=number, title=title, sentence=said, why=tuple(found), action=action, weight=section.weight)
        for (title, said, action), found in why.items()
    ]
